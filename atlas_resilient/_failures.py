"""
What a failure says: an exception of httpx or of ours, or a response with an error status.

Only this module and the wire name httpx's exceptions.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal, TypeAlias

import httpx

from ._answers import Answer, effects_of, is_error_body
from ._backoff import parse_retry_after
from ._requests import Exchange
from ._steps import StopReason
from .errors import AtlasAPIError, AtlasConnectionError, AtlasError, AtlasResponseError, AtlasTimeoutError
from .policy import THROTTLED_STATUS, TRANSIENT_STATUSES, Facts, settles

_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
# What a client as a whole has decided is not for a single caller to overrule.
_FINAL: tuple[StopReason, ...] = ("retry budget exhausted", "circuit open")
#: How a connection fails: before the request left, after it, or by keeping silent.
Broken: TypeAlias = Literal["refused", "lost", "silent"]
_REPEATABLE = frozenset({"GET", "HEAD", "PUT", "DELETE", "OPTIONS"})


class TooLargeError(httpx.HTTPError):
    """The decoded body is longer than any answer of Atlas."""


def facts_of(outcome: object) -> Facts | None:
    """
    Return what an exception or a response says about trying again; None for a success.

    Understands our errors, httpx's, and anything with an integer `status_code` and `headers`: an
    `httpx.Response`, or the `Response` of a generated `*_detailed`.  An exception group is as bad as its
    members together: it passes if all of them do.
    """
    if isinstance(outcome, AtlasError):
        return Facts(
            transient=outcome.transient,
            throttled=outcome.throttled,
            safe=outcome.safe_to_repeat,
            retry_after=outcome.retry_after,
            unknown=outcome.outcome_unknown,
            unhealthy=outcome.transient and not 400 <= (status_of(outcome) or 0) < 500,
            final=next((reason for reason in _FINAL if reason == outcome.stop_reason), None),
        )

    if isinstance(outcome, BaseExceptionGroup):
        return _facts_of_all(outcome.exceptions)

    if isinstance(outcome, httpx.HTTPStatusError):
        return _facts_of_status(outcome.response, outcome.request.method)

    if isinstance(outcome, httpx.TransportError):
        sent = not isinstance(outcome, _NEVER_SENT)
        safe = not sent or _method_of(outcome) in _REPEATABLE
        return Facts(transient=_may_pass(outcome), safe=safe, unknown=not safe, unhealthy=True)

    if isinstance(outcome, BaseException):
        return Facts(transient=False)

    if isinstance(outcome, httpx.Response):
        return _facts_of_status(outcome, _method_of(outcome))

    return _facts_of_status(outcome, getattr(outcome, "method", None))


def as_a_transport_raises(broken: Broken) -> Exception:
    """Return a new exception as httpx's own transports raise it, for those that only pretend to send."""
    if broken == "refused":
        return httpx.ConnectError("Connection refused")

    if broken == "lost":
        return httpx.RemoteProtocolError("Server disconnected without sending a response.")

    return httpx.ReadTimeout("The read operation timed out")


def with_earlier_effects(error: Exception, *, safe: bool) -> Exception:
    """
    Return the last *error* of a call of which an earlier attempt may have taken effect.

    That this one never left, or was refused before the server looked, does not settle what the earlier one did;
    *safe* says whether that one may be made again, under whatever key.
    """
    if isinstance(error, AtlasError):
        settled = isinstance(error, AtlasAPIError) and error.from_api and settles(error.status_code)
        if not settled and not error.outcome_unknown:
            error.outcome_unknown = True
            error.safe_to_repeat = error.safe_to_repeat and safe
    elif isinstance(error, _NEVER_SENT):
        # Without a request: it comes out of a transport, and the client around that will name it.
        return httpx.ReadError(f"an earlier attempt may have taken effect; then: {error}")

    return error


def status_of(outcome: object) -> int | None:
    """Return the HTTP status that an exception or response carries, or None."""
    response = outcome.response if isinstance(outcome, httpx.HTTPStatusError) else outcome
    status = getattr(response, "status_code", None)
    return int(status) if isinstance(status, int) and status else None


def proves_absence(outcome: object) -> bool:
    """Whether an exception or response is the API's own 404 or 410, not a gateway's page."""
    if status_of(outcome) not in (404, 410):
        return False

    if isinstance(outcome, AtlasAPIError):
        return outcome.from_api

    response: Any = outcome.response if isinstance(outcome, httpx.HTTPStatusError) else outcome
    content = getattr(response, "content", None)
    return isinstance(content, bytes) and is_error_body(Answer(404, httpx.Headers(), content))


def _facts_of_status(response: Any, method: str | None) -> Facts | None:
    status = getattr(response, "status_code", None)
    headers = getattr(response, "headers", None)
    if not isinstance(status, int) or headers is None or not 400 <= status < 1000:
        return None

    transient, throttled = status in TRANSIENT_STATUSES, status == THROTTLED_STATUS
    safe = throttled or method in _REPEATABLE
    retry_after = parse_retry_after(headers.get("retry-after"), headers.get("date"))
    return Facts(
        transient, throttled, safe, retry_after, unknown=transient and not safe, unhealthy=status >= 500
    )


def _facts_of_all(errors: Sequence[BaseException]) -> Facts:
    every = [facts_of(error) or Facts(transient=False) for error in errors]
    pauses = [facts.retry_after for facts in every if facts.retry_after is not None]
    return Facts(
        transient=all(facts.transient or facts.throttled for facts in every),
        throttled=any(facts.throttled for facts in every),
        safe=all(facts.safe for facts in every),
        retry_after=max(pauses, default=None),
        unknown=any(facts.unknown for facts in every),
        unhealthy=any(facts.unhealthy for facts in every),
        final=next((facts.final for facts in every if facts.final is not None), None),
    )


def _method_of(thing: Any) -> str | None:
    try:
        return str(thing.request.method)
    except RuntimeError:
        return None


@contextmanager
def translated(exchange: Exchange[Any]) -> Iterator[None]:
    """Turn what httpx raises into our errors, which know whether the request left."""
    try:
        yield
    except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL, TimeoutError, OSError) as error:
        raise _error_for(exchange, error) from error


def _error_for(exchange: Exchange[Any], error: Exception) -> AtlasError:
    operation, processed = exchange.operation, not isinstance(error, _NEVER_SENT)
    facts: dict[str, Any] = {"request_id": exchange.request_id, **effects_of(operation, processed=processed)}
    reason = str(error) or type(error).__name__
    if isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout)):
        return AtlasConnectionError(
            f"{operation.name}: can't connect to {exchange.origin}: {reason}. "
            "Is the Control Plane running there? Check base_url (or ATLAS_BASE_URL)",
            transient=_may_pass(error),
            **facts,
        )

    if isinstance(error, (httpx.DecodingError, TooLargeError)):
        return AtlasResponseError(f"{operation.name}: the answer can't be decoded: {reason}", **facts)

    if isinstance(error, (httpx.TimeoutException, TimeoutError)):
        what = "no whole answer from" if processed else "no free connection to"
        return AtlasTimeoutError(f"{operation.name}: {what} {exchange.origin} in time: {reason}", **facts)

    return AtlasConnectionError(
        f"{operation.name}: the connection to {exchange.origin} broke: {reason}",
        transient=_may_pass(error),
        **facts,
    )


def _may_pass(error: BaseException) -> bool:
    """Whether a transport's failure is of a kind that passes: not a certificate's, not a request's own fault."""
    if isinstance(
        error, (httpx.UnsupportedProtocol, httpx.LocalProtocolError, httpx.DecodingError, httpx.InvalidURL)
    ):
        return False

    return not any(
        isinstance(cause, ssl.SSLError) and not isinstance(cause, (ssl.SSLEOFError, ssl.SSLZeroReturnError))
        for cause in _chain(error)
    )


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield *error* and what led to it, each once: an exception that is raised again may be its own cause."""
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        yield cause
        seen.add(id(cause))
        cause = cause.__cause__ or cause.__context__
