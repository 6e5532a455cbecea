"""A request for any operation, made from the document alone: what the mock must take, without any client."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import httpx

from .mock import is_json
from .reading import Document, Operation
from .sample import sample

BASE = "http://any.test"
FILE = ("name.bin", b"\x00bytes")


def requests_of(
    document: Document, operation: Operation, *, sparse: bool = False, without: tuple[str, str] | None = None
) -> Iterator[httpx.Request]:
    """
    Yield a request for each content type that the operation takes, or one if it takes no body.

    Args:
        sparse: only what is required.
        without: the place and the name of a parameter to be left out.
    """
    values = {
        (each["in"], each["name"]): sample(document, each["schema"], writing=True)
        for each in operation.parameters
        if (each.get("required") or not sparse) and (each["in"], each["name"]) != without
    }
    explodes = {each["name"]: each.get("explode", True) for each in operation.parameters}
    path = operation.path
    for (place, name), value in values.items():
        if place == "path":
            path = path.replace(f"{{{name}}}", quote(_text(value), safe=""))
    query: list[tuple[str, str | int | float | bool | None]] = [
        (name, text)
        for (place, name), value in values.items()
        if place == "query"
        for text in ([_text(value)] if not isinstance(value, list) else _texts(value, explodes[name]))
    ]
    headers = {name: _text(value) for (place, name), value in values.items() if place == "header"}
    cookies = {name: _text(value) for (place, name), value in values.items() if place == "cookie"}
    headers |= _credentials(document, operation)
    for body in _bodies(document, operation, sparse):
        more = body.pop("headers", {})
        yield httpx.Request(
            operation.method,
            f"{BASE}{path}",
            params=query,
            headers={**headers, **more},
            cookies=cookies,
            **body,
        )


def _bodies(document: Document, operation: Operation, sparse: bool) -> Iterator[dict[str, Any]]:
    if operation.body is None or (sparse and not operation.body.get("required")):
        yield {}
        return
    for kind, media in operation.body["content"].items():
        # A form can't say that a list is empty.
        value = sample(document, media["schema"], writing=True, sparse=sparse and is_json(kind))
        if is_json(kind):
            yield {"json": value, "headers": {"Content-Type": kind}}
        elif "octet-stream" in kind or kind.startswith("text/"):
            yield {"content": str(value).encode(), "headers": {"Content-Type": kind}}
        elif isinstance(value, dict) and "multipart" in kind:
            yield {"files": list(_parts(value))}
        elif isinstance(value, dict) and not any(isinstance(each, dict) for each in value.values()):
            yield {"data": {name: _form(each) for name, each in value.items()}}


def _parts(value: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the parts of a form; a sample says of a file that it is "bytes"."""
    for name, each in value.items():
        for one in each if isinstance(each, list) else [each]:
            if isinstance(one, dict):
                yield name, (None, json.dumps(one), "application/json")
            else:
                yield name, FILE if one == "bytes" else (None, _text(one))


def _form(value: Any) -> Any:
    return _texts(value, True) if isinstance(value, list) else _text(value)


def _texts(values: list[Any], explode: bool) -> list[str]:
    texts = [_text(each) for each in values]
    return texts if explode else [",".join(texts)]


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _credentials(document: Document, operation: Operation) -> dict[str, str]:
    headers: dict[str, str] = {}
    for name in operation.security[0] if operation.security else ():
        scheme = document["components"]["securitySchemes"][name]
        if scheme["type"] == "apiKey":
            headers[scheme["name"]] = "key"
        else:
            headers["Authorization"] = f"{scheme.get('scheme', 'bearer')} secret"
    return headers
