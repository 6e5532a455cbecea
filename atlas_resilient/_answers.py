"""What an answer means: a value of the promised shape, or the error that says why not."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, TypeVar

import attrs
import httpx

from ._backoff import parse_retry_after
from ._generated import Operation
from ._shapes import first_problem
from .errors import (
    AtlasAPIError,
    AtlasAuthenticationError,
    AtlasAuthorizationError,
    AtlasConflictError,
    AtlasNotFoundError,
    AtlasRateLimitError,
    AtlasResponseError,
    AtlasServerError,
    AtlasValidationError,
    FieldError,
)
from .policy import THROTTLED_STATUS, TRANSIENT_STATUSES

T = TypeVar("T")

_READS = frozenset({"GET", "HEAD", "OPTIONS"})
_BY_STATUS: dict[int, type[AtlasAPIError]] = {
    400: AtlasValidationError,
    401: AtlasAuthenticationError,
    403: AtlasAuthorizationError,
    404: AtlasNotFoundError,
    409: AtlasConflictError,
    410: AtlasNotFoundError,
    422: AtlasValidationError,
    429: AtlasRateLimitError,
}
_TITLE = re.compile(rb"<title[^>]*>(.{0,200}?)</title>", re.IGNORECASE | re.DOTALL)


@attrs.frozen
class Answer:
    """A whole answer: its body is read and decoded."""

    status: int
    headers: httpx.Headers
    body: bytes = attrs.field(repr=False)


def error_class(status: int) -> type[AtlasAPIError]:
    """
    Return the error class for an HTTP *status*.

    >>> error_class(404).__name__, error_class(520).__name__, error_class(418).__name__
    ('AtlasNotFoundError', 'AtlasServerError', 'AtlasAPIError')
    """
    return _BY_STATUS.get(status) or (AtlasServerError if status >= 500 else AtlasAPIError)


def effects_of(operation: Operation[Any], *, processed: bool) -> dict[str, bool]:
    """Return what an error says about a request of *operation* that left us: may it have taken effect?"""
    return {
        "safe_to_repeat": operation.repeatable or not processed,
        "outcome_unknown": processed and operation.method not in _READS,
    }


def value_of(operation: Operation[T], answer: Answer, request_id: str, url: str) -> T:
    """
    Return what *answer* holds, as the document types it; None where it promises nothing.

    Raises:
        AtlasAPIError: an error status.
        AtlasResponseError: not JSON, or not what the contract promises; `path` says where.
    """
    # A 2xx that the document doesn't name is a success if it has the promised shape.
    if not 200 <= answer.status < 300:
        raise _api_error(operation, answer, request_id, url)

    status = answer.status if answer.status in operation.answers else next(iter(operation.answers))
    field = operation.answers[status]
    if not answer.body and (field is None or operation.method == "DELETE"):
        return None  # type: ignore[return-value]  # T may be None where nothing is promised, and of a delete

    if field is not None and field.kind in ("text", "bytes"):
        # As httpx has it: it knows the charsets.
        kept = {"Content-Type": answer.headers.get("content-type", "")}
        return operation.parsed(httpx.Response(status, headers=kept, content=answer.body))

    try:
        data = decoded(answer.body)
    except (ValueError, RecursionError) as error:
        raise _unreadable(operation, answer, request_id, _not_json(answer, error)) from None

    if field is None:
        return None  # type: ignore[return-value]  # a newer server may say more than this one promises

    if field.kind == "any":
        value: T = data
        return value

    shapes = operation.service.shapes
    trouble = first_problem(field, data, shapes)
    if trouble is None:
        try:
            return operation.parsed(_Decoded(status, data))
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
            trouble = first_problem(field, data, shapes, closely=True) or ("$", "can't be read")

    path, message = trouble
    raise _unreadable(operation, answer, request_id, f"{path} {message}", path)


@attrs.frozen
class _Decoded:
    """A JSON answer as generated code reads one: like an `httpx.Response`, but decoded once, and by us."""

    status_code: int
    data: Any

    def json(self) -> Any:
        return self.data


def decoded(body: bytes) -> Any:
    """Return the JSON value in *body*; NaN, infinities, and one name twice in an object are not JSON."""
    return json.loads(body, parse_constant=_refuse_constant, object_pairs_hook=_object)


def response_of(answer: Answer, request: httpx.Request) -> httpx.Response:
    """Return *answer* as httpx has it, to *request*."""
    # The body is decoded already: with the encoding still announced, httpx would decode it again.
    told = (b"content-encoding", b"transfer-encoding", b"content-length")
    # As bytes: what is not ASCII in them can be read as text, but not be written from it.
    headers = [(name, value) for name, value in answer.headers.raw if name.lower() not in told]
    return httpx.Response(answer.status, headers=headers, content=answer.body, request=request)


def is_error_body(answer: Answer) -> bool:
    """Whether Atlas itself wrote this error: a JSON object with `detail`, not a gateway's page."""
    return _error_of(answer, ("detail",)) is not None


def _object(members: list[tuple[str, Any]]) -> dict[str, Any]:
    # Which of two values counts differs between parsers: what we take for harmless another may not.
    made = dict(members)
    if len(made) != len(members):
        raise ValueError("an object has a name twice")

    return made


def _refuse_constant(text: str) -> Any:
    raise ValueError(f"{text} is not JSON")


def _not_json(answer: Answer, error: Exception) -> str:
    kind = answer.headers.get("content-type", "no content type").split(";")[0][:80]
    title = _TITLE.search(answer.body[:8192])
    page = f", a page titled {title[1].decode('utf-8', 'replace').strip()!r}" if title else ""
    if not answer.body:
        return "the body is empty, not JSON"

    return f"the body ({kind}{page}) is not JSON"


def _unreadable(
    operation: Operation[Any], answer: Answer, request_id: str, what: str, path: str | None = None
) -> AtlasResponseError:
    return AtlasResponseError(
        f"{operation.name}: answered {answer.status}, but {what} (request {request_id})",
        path=path,
        status_code=answer.status,
        snippet=ascii(answer.body[:200].decode("utf-8", "replace"))[1:-1],
        request_id=request_id,
        **effects_of(operation, processed=True),
    )


def _error_of(answer: Answer, members: Sequence[str], required: Sequence[str] = ()) -> Any:
    """
    Return what a JSON error body says under the first of *members* it has.

    None where it has none of them, or lacks one of the *required*.
    """
    try:
        data = decoded(answer.body)
    except (ValueError, RecursionError):
        return None

    told = data if isinstance(data, dict) and all(name in data for name in required) else {}
    return next((told[name] for name in members if told.get(name) is not None), None)


def _field_errors(detail: Any) -> list[FieldError]:
    items = detail if isinstance(detail, list) else []
    return [
        FieldError(tuple(_loc(item.get("loc"))), _text(item.get("msg", "")), _text(item.get("type", "")))
        for item in items
        if isinstance(item, dict)
    ]


def _loc(value: Any) -> list[str | int]:
    parts = value if isinstance(value, list) else []
    return [_text(part) if isinstance(part, str) else part for part in parts if isinstance(part, (str, int))]


def _text(value: Any) -> str:
    """
    Return it as text that can be printed, and does nothing else.

    JSON may hold half a surrogate pair, which no encoding can, and what a terminal or a log takes for a command.
    """
    return "".join(
        each if each.isprintable() else each.encode("unicode_escape").decode() for each in str(value)
    )


def _api_error(operation: Operation[Any], answer: Answer, request_id: str, url: str) -> AtlasAPIError:
    service = operation.service
    status, detail = answer.status, _error_of(answer, service.error_members, service.error_required)
    details = _field_errors(detail)
    what = "; ".join(map(str, details)) or (_text(detail) if isinstance(detail, str) else "")
    if 300 <= status < 400:
        what = (
            f"redirects are not followed; it points to {_without_query(answer.headers.get('location', ''))!r}"
        )

    transient = status in TRANSIENT_STATUSES
    # Not the request that was sent: that one holds token, key and body.
    bare = httpx.Request(operation.method, url, headers={"X-Request-ID": request_id})
    return error_class(status)(
        f"{operation.name}: {status}{': ' + what[:500] if what else ''} (request {request_id})",
        response=response_of(answer, bare),
        details=details,
        from_api=detail is not None,
        retry_after=parse_retry_after(answer.headers.get("retry-after"), answer.headers.get("date")),
        throttled=status == THROTTLED_STATUS,
        transient=transient or status == THROTTLED_STATUS,
        request_id=answer.headers.get("x-request-id", request_id),
        **effects_of(operation, processed=transient),
    )


def _without_query(location: str) -> str:
    return location.split("?")[0][:200]
