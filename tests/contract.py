"""
Hold an exchange against the document: `validate_exchange` and its two halves.

Everything that is wrong is an AssertionError whose text names the operation and the place.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

DOCUMENT = Path(__file__).resolve().parents[1] / "openapi" / "control_plane.json"

_BASE = "urn:control-plane"
_FORMATS = FormatChecker(formats=())
_UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)")

Headers = Mapping[str, str]


def _is_uuid(value: object) -> bool:
    return not isinstance(value, str) or _UUID.fullmatch(value) is not None


def _is_moment(value: object) -> bool:
    if not isinstance(value, str):
        return True
    return _MOMENT.fullmatch(value) is not None and datetime.fromisoformat(value.upper()) is not None


_FORMATS.checks("uuid")(_is_uuid)
_FORMATS.checks("date-time", raises=ValueError)(_is_moment)


@dataclass(frozen=True)
class Operation:
    """
    An operation as the document states it, and where in the document that is.
    """

    id: str
    method: str
    path: str
    pointer: str

    @property
    def content(self) -> dict[str, Any]:
        """The operation object."""
        content: dict[str, Any] = _at(self.pointer)
        return content

    def path_parameters(self, path: str) -> dict[str, str] | None:
        """Return the values of the path's parameters, or None when *path* is not one of this operation's."""
        pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(self.path))
        match = re.fullmatch(pattern, path)
        return None if match is None else {name: unquote(value) for name, value in match.groupdict().items()}


def operation_for(method: str, path: str) -> Operation | None:
    """
    Return the operation that answers *method* on *path* (a path, or a whole URL), or None.
    """
    only_path = urlsplit(path).path
    # A literal path comes first, and then a template that would fit as well does not count.
    found = [each for each in operations() if each.path_parameters(only_path) is not None]
    return next(
        (each for each in found if each.path == found[0].path and each.method == method.upper()), None
    )


@functools.cache
def operations() -> tuple[Operation, ...]:
    """
    Return every operation of the document, literal paths before templates.
    """
    found = [
        Operation(content["operationId"], method.upper(), path, f"/paths/{_escaped(path)}/{method}")
        for path, item in _document()["paths"].items()
        for method, content in item.items()
        if isinstance(content, dict) and "operationId" in content
    ]
    return tuple(sorted(found, key=lambda each: (each.path.count("{"), each.path, each.method)))


def validate_exchange(
    method: str,
    path: str,
    status: int,
    headers: Headers,
    body: bytes | str,
    *,
    request_headers: Headers | None = None,
    request_body: bytes | str | None = None,
) -> None:
    """
    Hold the answer against the document, and the request too if it was accepted (2xx).

    *request_headers* None: they are not known, and not looked at.
    """
    if 200 <= status < 300:
        validate_request(method, path, request_headers, request_body)
    validate_response(method, path, status, headers, body)


def validate_request(
    method: str, path: str, headers: Headers | None = None, body: bytes | str | None = None
) -> None:
    """
    Hold a request against the document: its parameters and its body.
    """
    operation = _operation(method, path)
    url = urlsplit(path)
    query = parse_qsl(url.query, keep_blank_values=True)
    declared = [_resolved(pointer) for pointer in _parameters(operation)]
    known = {each["name"] for each, _ in declared if each["in"] == "query"}
    for name, _ in query:
        assert name in known, f"{operation.id}: the document has no query parameter {name!r}"
    given: dict[str, Mapping[str, str]] = {
        "path": operation.path_parameters(url.path) or {},
        "query": dict(query),
        "header": _lower(headers or {}),
    }
    for parameter, pointer in declared:
        if parameter["in"] != "header" or headers is not None:
            _check_parameter(operation, parameter, pointer, given.get(parameter["in"], {}))
    _check_request_body(operation, body)


def validate_response(method: str, path: str, status: int, headers: Headers, body: bytes | str) -> None:
    """
    Hold an answer against the document: its status, its headers, the type and the content of its body.
    """
    operation = _operation(method, path)
    answers = operation.content["responses"]
    name = next((key for key in (str(status), f"{status // 100}XX", "default") if key in answers), None)
    assert name is not None, f"{operation.id}: status {status} is not in the document ({', '.join(answers)})"
    where = f"{operation.id} {status}"
    response, pointer = _resolved(f"{operation.pointer}/responses/{name}")
    _check_headers(where, response, pointer, _lower(headers))
    content = response.get("content")
    if not content:
        assert not body, f"{where}: a body that the document does not have: {body[:200]!r}"
        return
    media_type = _media_type(_lower(headers).get("content-type", ""))
    assert media_type in content, f"{where}: content type {media_type!r}, not one of {', '.join(content)}"
    value = _json(where, body)
    _check(where, f"{pointer}/content/{_escaped(media_type)}/schema", value)


def _operation(method: str, path: str) -> Operation:
    operation = operation_for(method, path)
    assert operation is not None, f"the document has no operation {method} {path}"
    return operation


def _parameters(operation: Operation) -> Iterable[str]:
    for owner in (operation.pointer.rpartition("/")[0], operation.pointer):
        yield from (f"{owner}/parameters/{index}" for index in range(len(_at(owner).get("parameters", []))))


def _check_parameter(
    operation: Operation, parameter: dict[str, Any], pointer: str, given: Mapping[str, str]
) -> None:
    name = parameter["name"].lower() if parameter["in"] == "header" else parameter["name"]
    where = f"{operation.id}: {parameter['in']} parameter {parameter['name']}"
    if name not in given:
        assert not parameter.get("required"), f"{where} is missing"
        return
    _check(where, f"{pointer}/schema", _typed(given[name], f"{pointer}/schema"))


def _check_request_body(operation: Operation, body: bytes | str | None) -> None:
    where = f"{operation.id} request"
    if "requestBody" not in operation.content:
        assert not body, f"{where}: a body that the document does not have"
        return
    declared, pointer = _resolved(f"{operation.pointer}/requestBody")
    if not body:
        assert not declared.get("required"), f"{where}: the body is missing"
        return
    _check(where, f"{pointer}/content/{_escaped('application/json')}/schema", _json(where, body))


def _check_headers(where: str, response: dict[str, Any], pointer: str, given: Mapping[str, str]) -> None:
    for name in response.get("headers", {}):
        header, at = _resolved(f"{pointer}/headers/{_escaped(name)}")
        value = given.get(name.lower())
        if value is None:
            assert not header.get("required"), f"{where}: the header {name} is missing"
        else:
            _check(f"{where}: header {name}", f"{at}/schema", _typed(value, f"{at}/schema"))


def _check(where: str, pointer: str, value: Any) -> None:
    validator = Draft202012Validator(
        {"$ref": f"{_BASE}#{pointer}"}, registry=_registry(), format_checker=_FORMATS
    )
    wrong = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]
    assert not wrong, f"{where} is not what the document says:\n" + "\n".join(wrong)


def _typed(text: str, pointer: str) -> Any:
    """Return *text* as the JSON value that a schema of a number or a boolean means by it."""
    schema, _ = _resolved(pointer)
    kinds = schema.get("type", "string")
    if "string" not in ([kinds] if isinstance(kinds, str) else kinds):
        try:
            return json.loads(text)
        except ValueError:
            return text
    return text


def _json(where: str, body: bytes | str) -> Any:
    try:
        return json.loads(body)
    except ValueError as error:
        raise AssertionError(f"{where}: the body is not JSON: {body[:200]!r}") from error


def _resolved(pointer: str) -> tuple[dict[str, Any], str]:
    """Return what is at *pointer*, references followed, and where that is."""
    content = _at(pointer)
    while "$ref" in content:
        pointer = content["$ref"].removeprefix("#")
        content = _at(pointer)
    return content, pointer


def _at(pointer: str) -> Any:
    content: Any = _document()
    for part in pointer.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        content = content[int(key)] if isinstance(content, list) else content[key]
    return content


def _escaped(part: str) -> str:
    return part.replace("~", "~0").replace("/", "~1")


def _media_type(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


def _lower(headers: Headers) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


@functools.cache
def _document() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    return content


@functools.cache
def _registry() -> Registry[Any]:
    resource = Resource.from_contents(_document(), default_specification=DRAFT202012)
    registry: Registry[Any] = Registry().with_resource(_BASE, resource)
    return registry
