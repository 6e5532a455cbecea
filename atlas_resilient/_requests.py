"""Requests: what an operation of the document and a caller's arguments become on the wire."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from functools import cache
from importlib import import_module
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid4, uuid5

import httpx
from atlas_control_plane.operations import OPERATIONS, Operation
from attrs import evolve, field, frozen

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
        """Return the same exchange with another `Authorization` header."""
        old = self.request
        headers = old.headers.copy()
        headers["Authorization"] = header
        return evolve(
            self, request=httpx.Request(old.method, old.url, headers=headers, content=old.content or None)
        )


def new_exchange(
    base_url: str,
    headers: Mapping[str, str],
    operation: Operation[T],
    path: Mapping[str, UUID | str],
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

    arguments: dict[str, Any] = {name: _checked_id(operation, name, value) for name, value in path.items()}
    arguments |= {name: value for name, value in (query or {}).items() if value is not None}
    if operation.has_body:
        arguments["body"] = _Body(as_dict(body))

    parts = import_module(operation.module)._get_kwargs(**arguments)
    request_id = str(uuid4())
    content = b"" if "json" not in parts else _to_json(parts["json"])
    url = base_url + parts["url"]
    if parts.get("params"):
        url += f"?{httpx.QueryParams(parts['params'])}"

    own = {"X-Request-ID": request_id}
    if idempotency_key is not None:
        own["Idempotency-Key"] = idempotency_key
    if operation.has_body:
        own["Content-Type"] = "application/json"

    request = httpx.Request(operation.method, url, headers={**headers, **own}, content=content or None)
    return Exchange(operation, request, request_id, idempotency_key, base_url)


def operation_of(method: str, path: str, *, anywhere: bool = False) -> Operation[Any] | None:
    """Return the operation that is asked by *method* on *path*; *anywhere*: the base URL's own path may precede it."""
    match = re.Pattern.search if anywhere else re.Pattern.fullmatch
    return next(
        (
            operation
            for pattern, operation in _routes()
            if operation.method == method and match(pattern, path)
        ),
        None,
    )


@cache
def _routes() -> list[tuple[re.Pattern[str], Operation[Any]]]:
    # A path without parameters wins over one that has them.
    operations = sorted(OPERATIONS.values(), key=lambda operation: operation.path.count("{"))
    return [
        (re.compile(re.sub(r"\{\w+\}", "[^/]+", operation.path) + r"\Z"), operation)
        for operation in operations
    ]


def second_key(key: str) -> str:
    """Return the key of a second round under another key; the same for the same first one, so it can be asked again."""
    return str(uuid5(_SECOND_ROUND, key))


@frozen
class _Body:
    """A body for the generated functions, which ask it for its dict."""

    content: Mapping[str, Any] = field(repr=False)

    def to_dict(self) -> Mapping[str, Any]:
        return self.content


def as_dict(thing: Any) -> dict[str, Any]:
    """
    Return what a model or mapping looks like as JSON.

    Raises:
        TypeError: neither a model nor a mapping, or something in it is no JSON value.
        ValueError: a number in it is no JSON number.
    """
    content = thing.to_dict() if hasattr(thing, "to_dict") else thing
    if not isinstance(content, Mapping):
        raise TypeError(f"a body is a model or a dict, not {thing!r:.80}")

    decoded: dict[str, Any] = json.loads(_to_json(content))
    return decoded


def member(resource: Any, name: str) -> Any:
    """Return a member of a model as it looks in JSON."""
    return _plain(getattr(resource, name))


def _to_json(content: Any) -> bytes:
    return json.dumps(
        content, default=_plain, ensure_ascii=False, allow_nan=False, separators=(",", ":")
    ).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value

    if value is None or isinstance(value, (str, int, float, list, dict)):
        return value

    if isinstance(value, UUID):
        return str(value)

    if isinstance(value, datetime):
        return value.isoformat()

    if isinstance(value, Mapping):
        return dict(value)

    if hasattr(value, "to_dict"):
        return value.to_dict()

    raise TypeError(f"a {type(value).__name__} can't be sent as JSON")


def _check_key(operation: Operation[Any], key: str) -> None:
    if not operation.idempotency_key:
        raise ValueError(f"{operation.name} takes no idempotency key: Atlas would ignore it")

    if not isinstance(key, str) or not 1 <= len(key) <= 255 or not is_visible_ascii(key):
        raise ValueError("an idempotency key is 1 to 255 visible ASCII characters")


def _checked_id(operation: Operation[Any], name: str, value: Any) -> UUID:
    if isinstance(value, UUID):
        return value

    if not isinstance(value, str):
        raise TypeError(f"{operation.name}: {name} is a UUID or its text, not {value!r:.80}")

    try:
        return UUID(value)
    except ValueError:
        raise ValueError(f"{operation.name}: {name} has to be a UUID, not {value!r:.80}") from None
