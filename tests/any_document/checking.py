"""A request against its operation: parameters, credentials and body; what is wrong is an AssertionError."""

from __future__ import annotations

import fnmatch
import json
from typing import Any
from urllib.parse import parse_qsl

import httpx

from .parts import parts_of
from .reading import Judge, Operation
from .texts import branch, value_of

# They say nothing about the operation: https://spec.openapis.org/oas/v3.1.1.html#parameter-object
_NOT_PARAMETERS = ("accept", "content-type", "authorization")


def check(
    judge: Judge, operation: Operation, path: dict[str, str], request: httpx.Request, body: bytes
) -> None:
    """Raise an AssertionError of one line if *request* is not what the document says of *operation*."""
    _check_credentials(judge, operation, request)
    _check_parameters(judge, operation, path, request)
    _check_body(judge, operation, request.headers.get("content-type", ""), body)


def _check_parameters(
    judge: Judge, operation: Operation, path: dict[str, str], request: httpx.Request
) -> None:
    query = parse_qsl(request.url.query.decode(), keep_blank_values=True)
    sent: dict[str, list[tuple[str, str]]] = {
        "path": list(path.items()),
        "query": query,
        "header": [(name.lower(), value) for name, value in request.headers.multi_items()],
        "cookie": list(_cookies(request).items()),
    }
    known = {_key(each) for each in operation.parameters if each["in"] == "query"}
    known |= {each["name"] for each in _schemes(judge, operation) if each.get("in") == "query"}
    for name, _ in query:
        assert name.partition("[")[0] in known, f"{operation.name}: there is no query parameter {name!r}"

    for parameter in operation.parameters:
        if parameter["in"] == "header" and _key(parameter) in _NOT_PARAMETERS:
            continue
        _check_parameter(judge, operation, parameter, sent[parameter["in"]])


def _check_parameter(
    judge: Judge, operation: Operation, parameter: dict[str, Any], sent: list[tuple[str, str]]
) -> None:
    where, name = f"{operation.name}: {parameter['in']} parameter {parameter['name']!r}", _key(parameter)
    schema: Any = parameter.get("schema") or next(iter(parameter["content"].values()))["schema"]
    if parameter.get("style") == "deepObject":
        members = [(key[len(name) + 1 : -1], value) for key, value in sent if key.startswith(f"{name}[")]
        if members:
            _check_value(judge, where, schema, _object(judge, schema, members))
        return

    values = [value for key, value in sent if key == name]
    if not values:
        assert not parameter.get("required"), f"{where} is missing"
        return

    style = parameter.get("style", "form" if parameter["in"] in ("query", "cookie") else "simple")
    if style == "simple" or parameter.get("explode") is False:
        assert len(values) == 1, f"{where} came {len(values)} times, not as one list"
        is_list = branch(judge, schema, "array") is not None
        values = values[0].split(",") if is_list else values
    if "content" in parameter:
        _check_value(judge, where, schema, _json(where, values[0].encode()))
    else:
        _check_value(judge, where, schema, value_of(judge, schema, values))


def _key(parameter: dict[str, Any]) -> str:
    name: str = parameter["name"]
    return name.lower() if parameter["in"] == "header" else name.partition("[")[0]


def _check_credentials(judge: Judge, operation: Operation, request: httpx.Request) -> None:
    schemes = judge.document.get("components", {}).get("securitySchemes", {})
    ways = [[schemes[name] for name in way] for way in operation.security]
    if ways and not any(all(_has(request, scheme) for scheme in way) for way in ways):
        wanted = " or ".join(" and ".join(way) for way in operation.security)
        raise AssertionError(f"{operation.name}: no credentials for {wanted}")


def _schemes(judge: Judge, operation: Operation) -> list[dict[str, Any]]:
    schemes = judge.document.get("components", {}).get("securitySchemes", {})
    return [schemes[name] for way in operation.security for name in way]


def _has(request: httpx.Request, scheme: dict[str, Any]) -> bool:
    if scheme["type"] == "apiKey":
        places: dict[str, Any] = {
            "header": request.headers,
            "query": request.url.params,
            "cookie": _cookies(request),
        }
        return bool(places[scheme["in"]].get(scheme["name"]))
    kind = scheme["scheme"] if scheme["type"] == "http" else "bearer"
    said, _, secret = request.headers.get("authorization", "").partition(" ")
    return said.lower() == kind.lower() and bool(secret)


def _cookies(request: httpx.Request) -> dict[str, str]:
    pairs = (each.partition("=") for each in request.headers.get("cookie", "").split("; ") if each)
    return {name: value for name, _, value in pairs}


def _check_body(judge: Judge, operation: Operation, content_type: str, body: bytes) -> None:
    where = f"{operation.name}: body"
    if operation.body is None:
        assert not body, f"{where}: the document has none, but {body[:80]!r} came"
        return
    if not body and not content_type:
        assert not operation.body.get("required"), f"{where} is missing"
        return

    content, kind = operation.body["content"], content_type.partition(";")[0].strip().lower()
    said = next((each for each in content if fnmatch.fnmatch(kind, each.partition(";")[0].lower())), None)
    assert said is not None, f"{where}: content type {content_type!r}, not one of {', '.join(content)}"
    schema = content[said].get("schema", {})
    if kind == "application/json" or kind.endswith("+json"):
        _check_value(judge, where, schema, _json(where, body))
    elif kind == "application/x-www-form-urlencoded":
        fields = parse_qsl(body.decode(), keep_blank_values=True, strict_parsing=bool(body))
        _check_value(judge, where, schema, _object(judge, schema, fields))
    elif kind == "multipart/form-data":
        _check_value(judge, where, schema, parts_of(judge, where, schema, content_type, body))
    elif kind.startswith("text/"):
        _check_value(judge, where, schema, body.decode())


def _object(judge: Judge, schema: Any, fields: list[tuple[str, str]]) -> dict[str, Any]:
    """Return the object that a form means; a field that it does not have comes as its text."""
    members = (branch(judge, schema, "object") or {}).get("properties", {})
    texts: dict[str, list[str]] = {}
    for name, text in fields:
        texts.setdefault(name, []).append(text)
    unknown = [name for name in texts if members and name not in members]
    assert not unknown, f"a form has no field {unknown[0]!r}, only {', '.join(members)}"
    return {name: value_of(judge, members.get(name, {}), values) for name, values in texts.items()}


def _json(where: str, body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        raise AssertionError(f"{where} is not JSON: {body[:80]!r}") from None


def _check_value(judge: Judge, where: str, schema: Any, value: Any) -> None:
    wrong = judge.wrong(schema, value, writing=True)
    assert wrong is None, f"{where} {wrong}"
