"""Requests: what an operation of the document and a caller's arguments become on the wire."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from math import isfinite
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid4, uuid5

import httpx
from attrs import evolve, field, frozen

from ._bodies import written
from ._generated import Operation, Service
from ._transport import is_visible_ascii

T = TypeVar("T")

_SECOND_ROUND = UUID("5f0c1c8e-3a52-4d0e-9a37-0a3a6f1f2b11")


@frozen
class Exchange(Generic[T]):
    """One call of an operation: the request, the same on all attempts, and how its answer is read."""

    operation: Operation[T]
    request: httpx.Request
    request_id: str
    idempotency_key: str | None = field(repr=False)
    origin: str

    @property
    def url(self) -> str:
        """The address, as it may be shown."""
        return str(self.request.url)

    def authorized(self, header: str) -> Exchange[T]:
        """Return the same exchange with another token, as its header has it."""
        old = self.request
        headers = old.headers.copy()
        headers[self.operation.service.token_header] = header
        return evolve(
            self, request=httpx.Request(old.method, old.url, headers=headers, content=old.content or None)
        )


def new_exchange(
    base_url: str,
    headers: Mapping[str, str],
    operation: Operation[T],
    path: Mapping[str, Any],
    *,
    query: Mapping[str, Any] | None = None,
    body: Any = None,
    idempotency_key: str | None = None,
) -> Exchange[T]:
    """
    Return the exchange for one call; an idempotency key is minted where the operation honours one.

    Raises:
        ValueError, TypeError: an id, the body or the key makes no sense; nothing has been sent.
    """
    if idempotency_key is not None:
        _check_key(operation, idempotency_key)
    elif operation.idempotency_key:
        idempotency_key = str(uuid4())

    arguments: dict[str, Any] = {name: _in_path(operation, name, value) for name, value in path.items()}
    arguments |= {name: value for name, value in (query or {}).items() if value is not None}
    parts = operation.parts(**arguments)
    request_id = str(uuid4())
    url = base_url + parts["url"]
    if parts.get("params"):
        url += f"?{httpx.QueryParams(parts['params'])}"

    own = {"X-Request-ID": request_id, "Accept": operation.accept}
    content = None
    if idempotency_key is not None:
        own["Idempotency-Key"] = idempotency_key
    if operation.body is not None and (operation.body.required or body is not None):
        own["Content-Type"], content = written(operation.body, body)

    if parts.get("cookies"):
        own["Cookie"] = _cookies(headers, parts["cookies"])

    merged = _merged(headers, parts.get("headers", {}), own)
    request = httpx.Request(operation.method, url, headers=merged, content=content)
    return Exchange(operation, request, request_id, idempotency_key, base_url)


def _merged(*parts: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return headers, each once: of one name, however it is written, the last."""
    found = {name.lower(): (name, value) for part in parts for name, value in part.items()}
    return list(found.values())


def _cookies(headers: Mapping[str, str], cookies: Mapping[str, Any]) -> str:
    """Return a header with the cookies in *headers*, the token's among them, and these, which win."""
    stated = [
        part for name, value in headers.items() if name.lower() == "cookie" for part in value.split("; ")
    ]
    kept = [each for each in stated if each.partition("=")[0] not in cookies]
    return "; ".join([*kept, *(f"{name}={value}" for name, value in cookies.items())])


def operation_of(
    service: Service, method: str, path: str, *, anywhere: bool = False
) -> Operation[Any] | None:
    """Return the operation that is asked by *method* on *path*; *anywhere*: the base URL's own path may precede it."""
    match = re.Pattern.search if anywhere else re.Pattern.fullmatch
    return next(
        (
            operation
            for pattern, operation in _routes(service)
            if operation.method == method and match(pattern, path)
        ),
        None,
    )


@cache
def _routes(service: Service) -> list[tuple[re.Pattern[str], Operation[Any]]]:
    # A path without parameters wins over one that has them.
    operations = sorted(service.operations.values(), key=lambda operation: operation.path.count("{"))
    return [
        (re.compile(re.sub(r"\\\{.+?\\\}", "[^/]+", re.escape(operation.path)) + r"\Z"), operation)
        for operation in operations
    ]


def second_key(key: str) -> str:
    """Return the key of a second round under another key; the same for the same first one, so it can be asked again."""
    return str(uuid5(_SECOND_ROUND, key))


def _check_key(operation: Operation[Any], key: str) -> None:
    if not operation.idempotency_key:
        raise ValueError(f"{operation.name} takes no idempotency key: it would be ignored")

    if not isinstance(key, str) or not 1 <= len(key) <= 255 or not is_visible_ascii(key):
        raise ValueError("an idempotency key is 1 to 255 visible ASCII characters")


_FROM_TEXT: dict[str, Callable[[str], Any]] = {
    "uuid": UUID,
    "date": date.fromisoformat,
    "date-time": datetime.fromisoformat,
}
_IN_PATH: dict[str, tuple[type | tuple[type, ...], str]] = {
    "uuid": (UUID, "a UUID"),
    "date": (date, "a date"),
    "date-time": (datetime, "a datetime"),
    "integer": (int, "a whole number"),
    "number": ((int, float), "a number"),
    "boolean": (bool, "True or False"),
    "text": (str, "a string"),
}


def _is_another(kind: str, value: Any) -> bool:
    """Whether Python takes *value* for one of that kind, and JSON doesn't."""
    if isinstance(value, float) and not isfinite(value):
        return True

    return (isinstance(value, bool) and kind != "boolean") or (isinstance(value, datetime) and kind == "date")


def _in_path(operation: Operation[Any], name: str, value: Any) -> Any:
    """Return what stands in the path for *value*, which may be text of its kind; never what leads elsewhere."""
    kind = operation.path_parameters[name]
    if isinstance(value, str) and kind in _FROM_TEXT:
        try:
            return _FROM_TEXT[kind](value)
        except ValueError:
            raise ValueError(
                f"{operation.name}: {name} has to be {_IN_PATH[kind][1]}, not {value!r:.80}"
            ) from None

    types, word = _IN_PATH[kind]
    if not isinstance(value, types) or _is_another(kind, value):
        told = f"{word} or its text" if kind in _FROM_TEXT else word
        raise TypeError(f"{operation.name}: {name} is {told}, not {value!r:.80}")

    # Servers and proxies take these for the folder itself, the one above it, or none.
    if value in ("", ".", ".."):
        raise ValueError(f"{operation.name}: {name} can't be {str(value)!r}: it would ask for another path")

    return value
