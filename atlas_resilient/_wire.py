"""
The wire: exchanges sent over an httpx transport, and what httpx says of those that fail.

Only this module names httpx's exceptions.
"""

from __future__ import annotations

import asyncio
import os
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar
from weakref import WeakSet

import httpx

from . import _deadline
from ._answers import Answer, effects_of, is_error_body, value_of
from ._backoff import parse_retry_after
from ._requests import Exchange
from ._transport import Route, new_async_transport, new_transport
from .errors import AtlasAPIError, AtlasConnectionError, AtlasError, AtlasResponseError, AtlasTimeoutError
from .policy import THROTTLED_STATUS, TRANSIENT_STATUSES, Facts

T = TypeVar("T")

_BODY_LIMIT = 64 * 1024 * 1024
_VERSIONS = frozenset({b"HTTP/1.0", b"HTTP/1.1", b"HTTP/2", b"HTTP/3"})
# What asyncio.timeout adds, so that httpx's own timeouts, which know whether the request left, come first.
_GRACE = 0.05
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_REPEATABLE = frozenset({"GET", "HEAD", "PUT", "DELETE", "OPTIONS"})


class SyncWire:
    """Sends exchanges over a blocking transport; safe for threads, and after a fork."""

    def __init__(self, base_url: str, transport: httpx.BaseTransport | None) -> None:
        self._new = partial(new_transport, Route.to(base_url))
        self._transport = transport or self._new()
        self._given = transport is not None
        self._closed = False
        _WIRES.add(self)

    def send(self, exchange: Exchange[T], timeout: float | None) -> T:
        """Make one attempt of at most *timeout* seconds; what httpx raises becomes ours."""
        with _translated(exchange):
            answer = self.fetch(exchange.request, timeout)

        return value_of(exchange.operation, answer, exchange.request_id, exchange.url)

    def fetch(self, request: httpx.Request, timeout: float | None) -> Answer:
        """Return the whole answer to *request* within *timeout* seconds, or let httpx raise."""
        if self._closed:
            raise RuntimeError("this client is closed; make a new one")

        deadline = _deadline.within(timeout)
        with _deadline.applied(deadline):
            _limit(request, deadline)
            response = self._transport.handle_request(request)
            try:
                body = _Body(response, deadline)
                for chunk in response.iter_bytes():
                    body.take(chunk)
            finally:
                response.close()

        return body.answer()

    def close(self) -> None:
        """Close all connections; a further send is a `RuntimeError`."""
        self._closed = True
        self._transport.close()

    def forget_connections(self) -> None:
        """Begin anew in a process that was forked: the connections are the parent's."""
        if not self._given:
            self._transport = self._new()


class AsyncWire:
    """Sends exchanges over an awaiting transport, on one event loop at a time."""

    def __init__(self, base_url: str, transport: httpx.AsyncBaseTransport | None) -> None:
        self._new = partial(new_async_transport, Route.to(base_url))
        self._transport = transport or self._new()
        self._given = transport is not None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closed = False
        _WIRES.add(self)

    async def send(self, exchange: Exchange[T], timeout: float | None) -> T:
        """Make one attempt of at most *timeout* seconds; what httpx raises becomes ours."""
        with _translated(exchange):
            answer = await self.fetch(exchange.request, timeout)

        return value_of(exchange.operation, answer, exchange.request_id, exchange.url)

    async def fetch(self, request: httpx.Request, timeout: float | None) -> Answer:
        """Return the whole answer to *request* within *timeout* seconds, or let httpx raise."""
        if self._closed:
            raise RuntimeError("this client is closed; make a new one")

        self._settle(asyncio.get_running_loop())
        deadline = _deadline.within(timeout)
        with _deadline.applied(deadline):
            left = _limit(request, deadline)
            async with asyncio.timeout(None if left is None else left + _GRACE):
                response = await self._transport.handle_async_request(request)
                try:
                    body = _Body(response, deadline)
                    async for chunk in response.aiter_bytes():
                        body.take(chunk)
                finally:
                    await response.aclose()

        return body.answer()

    async def aclose(self) -> None:
        """Close all connections; a further send is a `RuntimeError`."""
        self._closed = True
        if self._loop in (None, asyncio.get_running_loop()):
            await self._transport.aclose()

    def forget_connections(self) -> None:
        """Begin anew: the connections are another process's, or of an event loop that has ended."""
        self._loop = None
        if not self._given:
            self._transport = self._new()

    def _settle(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._loop is loop:
            return

        if self._loop is not None:
            if self._loop.is_running():
                raise RuntimeError(
                    "this client is in use on another event loop; make one client for each loop"
                )
            self.forget_connections()

        self._loop = loop


#: All wires there are: after a fork both processes would read each other's answers from the same connections.
_WIRES: WeakSet[SyncWire | AsyncWire] = WeakSet()


def _after_fork() -> None:
    for wire in tuple(_WIRES):
        wire.forget_connections()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


class _Body:
    """The body of an answer while it is coming, and the answer once it is whole."""

    def __init__(self, response: httpx.Response, deadline: _deadline.Deadline) -> None:
        version = response.extensions.get("http_version", b"HTTP/1.1")
        if version not in _VERSIONS:
            raise httpx.RemoteProtocolError(f"it speaks {version.decode('ascii', 'replace')}")

        self._response = response
        self._deadline = deadline
        self._content = bytearray()

    def take(self, chunk: bytes) -> None:
        self._content += chunk
        if len(self._content) > _BODY_LIMIT:
            raise _TooLargeError(f"it is longer than {_BODY_LIMIT >> 20} MiB")

        if self._deadline.has_passed():
            raise httpx.ReadTimeout("the deadline passed while the body was coming")

    def answer(self) -> Answer:
        return Answer(self._response.status_code, self._response.headers, bytes(self._content))


def facts_of(outcome: object) -> Facts | None:
    """
    Return what an exception or a response says about trying again; None for a success.

    Understands our errors, httpx's, and anything with an integer `status_code` and `headers`: an
    `httpx.Response`, or the `Response` of a generated `*_detailed`.
    """
    if isinstance(outcome, AtlasError):
        return Facts(
            transient=outcome.transient,
            throttled=outcome.throttled,
            safe=outcome.safe_to_repeat,
            retry_after=outcome.retry_after,
            unknown=outcome.outcome_unknown,
        )

    if isinstance(outcome, httpx.HTTPStatusError):
        return _facts_of_status(outcome.response, outcome.request.method)

    if isinstance(outcome, httpx.TransportError):
        sent = not isinstance(outcome, _NEVER_SENT)
        safe = not sent or _method_of(outcome) in _REPEATABLE
        return Facts(transient=_may_pass(outcome), safe=safe, unknown=not safe)

    if isinstance(outcome, BaseException):
        return Facts(transient=False)

    if isinstance(outcome, httpx.Response):
        return _facts_of_status(outcome, _method_of(outcome))

    return _facts_of_status(outcome, None)


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
    return Facts(transient, throttled, safe, retry_after, unknown=transient and not safe)


def _method_of(thing: Any) -> str | None:
    try:
        return str(thing.request.method)
    except RuntimeError:
        return None


@contextmanager
def _translated(exchange: Exchange[Any]) -> Iterator[None]:
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

    if isinstance(error, (httpx.DecodingError, _TooLargeError)):
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

    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError) and not isinstance(
            cause, (ssl.SSLEOFError, ssl.SSLZeroReturnError)
        ):
            return False
        cause = cause.__cause__ or cause.__context__

    return True


class _TooLargeError(httpx.HTTPError):
    """The decoded body is longer than any answer of Atlas."""


def _limit(request: httpx.Request, deadline: _deadline.Deadline) -> float | None:
    """Put what is left into the request's own timeouts, and return it."""
    left = deadline.remaining()
    if left <= 0:
        # No connection was asked for yet: the request has surely not left.
        raise httpx.PoolTimeout("the deadline has passed")

    limit = None if left == float("inf") else left
    request.extensions["timeout"] = dict.fromkeys(("connect", "read", "write", "pool"), limit)
    return limit
