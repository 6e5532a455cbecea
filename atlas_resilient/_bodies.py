"""What is sent: a caller's models, dicts and files, as the bytes of a body."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

import httpx

from ._generated import Body


def written(body: Body, content: Any) -> tuple[str, bytes]:
    """
    Return the content type and the bytes of a body, the same for all attempts.

    Raises:
        TypeError: it is not what such a body is made of, or something in it is no JSON value.
        ValueError: a number in it is no JSON number.
    """
    if body.kind == "object":
        return body.content_type, to_json(as_dict(content))

    if body.kind == "json":
        return body.content_type, to_json(content)

    if body.kind == "bytes":
        return body.content_type, _bytes(content)

    if body.kind == "form":
        form = {name: value for name, value in as_dict(content).items() if value is not None}
        request = httpx.Request("POST", "http://x", data=form)
    else:
        request = httpx.Request("POST", "http://x", files=list(_parts(content)))

    return request.headers["Content-Type"], request.read()


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

    decoded: dict[str, Any] = json.loads(to_json(content))
    return decoded


def member(resource: Any, name: str) -> Any:
    """Return a member of a model as it looks in JSON."""
    return _plain(getattr(resource, name))


def to_json(content: Any) -> bytes:
    """Return JSON, or raise as `as_dict` does."""
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

    if isinstance(value, date):
        return value.isoformat()

    if hasattr(value, "to_dict"):
        return value.to_dict()

    if isinstance(value, Mapping):
        return dict(value)

    if isinstance(value, Sequence) and not isinstance(value, (bytes, bytearray)):
        return list(value)

    raise TypeError(f"a {type(value).__name__} can't be sent as JSON")


def _whole(file: Any) -> Any:
    """Return what is in an open file from where it stands; it stands there again for another call."""
    if not hasattr(file, "read"):
        return file

    if not file.seekable():
        return file.read()

    start = file.tell()
    try:
        return file.read()
    finally:
        file.seek(start)


def _bytes(content: Any) -> bytes:
    found = _whole(getattr(content, "payload", content))
    if isinstance(found, str):
        return found.encode()

    if not isinstance(found, (bytes, bytearray)):
        raise TypeError(f"a body is bytes, text or a File, not {content!r:.80}")

    return bytes(found)


def _parts(content: Any) -> Iterator[tuple[str, Any]]:
    """Yield the parts of a form with files, as httpx takes them."""
    if hasattr(content, "to_multipart"):
        for name, (file_name, payload, *kind) in content.to_multipart():
            yield name, (file_name, _whole(payload), *kind)
        return

    if not isinstance(content, Mapping):
        raise TypeError(f"a body is a model or a dict, not {content!r:.80}")

    for name, value in content.items():
        for each in value if isinstance(value, list) else [value]:
            if each is not None:
                yield str(name), _part(each)


def _part(value: Any) -> Any:
    if hasattr(value, "to_tuple"):
        file_name, payload, *kind = value.to_tuple()
        return file_name, _whole(payload), *kind

    if isinstance(value, (bytes, bytearray)):
        return "file", bytes(value)

    plain = _plain(value)
    if isinstance(plain, (dict, list)):
        return None, to_json(plain), "application/json"

    return None, plain.encode() if isinstance(plain, str) else to_json(plain), "text/plain"
