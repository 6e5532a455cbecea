"""
A stranger's document, made to fit: what we ask of our own, a document of somebody else's does not know of.

Nothing here changes what is sent or answered: names become Python's, what can be said in several ways is said in
the one that the generator reads.  What would have to be guessed is left to the checks, which refuse it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from openapi_python_client.strings import PythonIdentifier, snake_case

from .checks import TAKEN_METHODS
from .document import METHODS, Document, resolve
from .fit_content import fit_answer, fit_body
from .fit_schemas import fit_schemas
from .lift import lift
from .normal import short_name
from .prepare import only_sent
from .refusal import Refusal

_DEPTH = 20


def fitted(document: Document) -> Document:
    """Return *document*, which is in our form already, with names and content that can be generated."""
    _fit_paths(document)
    document = _without_deep_references(document, {**document, "webhooks": {}}, 0)
    _fit_names(document)
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                _fit_operation(document, path, method, item)
        item.pop("parameters", None)

    components = document.get("components", {})
    for holder in components.get("responses", {}).values():
        fit_answer(document, holder)
    for holder in components.get("requestBodies", {}).values():
        fit_body(document, holder)

    fit_schemas(document)
    lift(document)
    _fit_written(document)
    return document


def _fit_written(document: Document) -> None:
    """
    Let an answer leave out what is only written, such as a password, even where it is required.

    Rule: https://spec.openapis.org/oas/v3.0.3#fixed-fields-20, on writeOnly
    """
    schemas = document["components"]["schemas"]
    for name in set(schemas) - only_sent(document):
        schema = schemas[name]
        members = schema.get("properties", {}) if isinstance(schema, dict) else {}
        stated = {each: resolve(document, members[each]) for each in members}
        written = {
            each
            for each, inner in stated.items()
            if isinstance(inner, dict) and inner.get("writeOnly") is True
        }
        if written & set(schema.get("required", ())):
            schema["required"] = [each for each in schema["required"] if each not in written]


def _without_deep_references(document: Document, thing: Any, depth: int) -> Any:
    """Return a copy in which what is referred to is a whole component; anything else stands where it is meant."""
    if isinstance(thing, list):
        return [_without_deep_references(document, each, depth) for each in thing]
    if not isinstance(thing, dict):
        return thing

    reference = thing.get("$ref")
    if isinstance(reference, str) and not re.fullmatch("#/components/[^/]+/[^/]+", reference):
        if depth > _DEPTH:
            raise Refusal(f"{reference} refers to something that contains itself")

        return _without_deep_references(document, resolve(document, thing), depth + 1)

    return {key: _without_deep_references(document, value, depth) for key, value in thing.items()}


def _fit_paths(document: Document) -> None:
    """Put what a path refers to in its place: the generator would pass over it."""
    for path, item in document["paths"].items():
        if "$ref" in item:
            beside = {key: value for key, value in item.items() if key != "$ref"}
            document["paths"][path] = {**deepcopy(resolve(document, item)), **beside}


def _fit_names(document: Document) -> None:
    """Give every operation one tag and a name of Python's; functions of one name are told apart by their tags."""
    found = [
        (item[method], [_identifier(each) for each in _names(item[method], method, path)])
        for path, item in document["paths"].items()
        for method in METHODS
        if method in item
    ]
    counted = [Counter(names) for names in zip(*(names for _, names in found), strict=True)]
    for content, names in found:
        both = zip(names, counted, strict=True)
        named = next((name for name, count in both if name and count[name] == 1), names[-1])
        content["operationId"] = f"call_{named}" if named in TAKEN_METHODS else named
        content["tags"] = [_tag(content)]


def _names(content: dict[str, Any], method: str, path: str) -> tuple[str, ...]:
    """Return what an operation may be called, the best first."""
    stated = content.get("operationId", "")
    short = short_name(stated, method, path)
    tagged = f"{short} {_tag(content)}" if _identifier(short) else ""
    return short, tagged, stated, f"{method} {path}".encode("ascii", "ignore").decode()


def _identifier(text: str) -> str:
    """Return a name of Python's for *text*, none for what is no ASCII; the generator would leave slashes out."""
    made = snake_case(re.sub(r"\W", " ", text))
    return str(PythonIdentifier(made, "call_")) if made and made.isascii() else ""


def _tag(content: dict[str, Any]) -> str:
    return str((content.get("tags") or ["default"])[0])


def _fit_operation(document: Document, path: str, method: str, item: dict[str, Any]) -> None:
    content = item[method]
    content.pop("callbacks", None)
    content["responses"] = _with_success(content.get("responses", {}))
    stated = _fit_parameters(document, [*(item.get("parameters") or []), *(content.get("parameters") or [])])
    content["parameters"] = [*stated, *_missing_in_path(path, stated)]
    elsewhere = [each["url"] for each in content.get("servers") or item.get("servers") or [] if "url" in each]
    if elsewhere and elsewhere[0] not in [each.get("url") for each in document.get("servers", [])]:
        # A client goes to one address, which its caller knows best.
        content["description"] = (
            f"{content.get('description', '')}\n\nIt is served at {elsewhere[0]}.".strip()
        )

    sent = {each["name"].lower() for each in content["parameters"] if each.get("in") == "header"}
    if "idempotency-key" in sent:
        # What that header promises: https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
        content["x-atlas-idempotency-key"] = True

    for answer in content["responses"].values():
        fit_answer(document, answer)
    if "requestBody" in content:
        fit_body(document, content["requestBody"])


def _with_success(responses: dict[str, Any]) -> dict[str, Any]:
    """Return responses in which a success has a status of its own; where none is named, nothing is promised."""
    if any(re.fullmatch("2[0-9]{2}", status) for status in responses):
        return responses

    for vague in ("2XX", "2xx", "default"):
        if vague in responses:
            return {"200" if status == vague else status: answer for status, answer in responses.items()}

    return {**responses, "200": {"description": "Not in the document."}}


def _fit_parameters(document: Document, parameters: list[Any]) -> list[dict[str, Any]]:
    """Return parameters by themselves, of those with the same name and place the last."""
    found: dict[tuple[Any, Any], dict[str, Any]] = {}
    for stated in parameters:
        each = resolve(document, stated)
        if "content" in each:
            # Its text is made by the caller; the generator would pass over it.
            each = {**{key: each[key] for key in each if key != "content"}, "schema": {"type": "string"}}
        if each.get("in") == "path":
            each = {**each, "required": True, "schema": _in_path(document, each.get("schema", {}))}
        if each.get("in") == "header" and each["name"].lower() in ("idempotency-key", "x-request-id"):
            # The client sends these itself.
            each = {**each, "required": False}

        for part in _parts(document, each):
            found[part.get("name"), part.get("in")] = part

    return list(found.values())


def _in_path(document: Document, schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a part of a path, which is never null, and text if it may be several things."""
    found = resolve(document, schema)
    kinds = [each for each in [found.get("type", "string")] if isinstance(each, str)]
    kinds = kinds or [each for each in found["type"] if each != "null"]
    if {"anyOf", "oneOf"} & set(found) or len(kinds) != 1 or kinds[0] in ("array", "object"):
        return {"type": "string"}

    return schema if found.get("type") == kinds[0] or "type" not in found else {**found, "type": kinds[0]}


def _parts(document: Document, parameter: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """
    Yield a parameter for each member of one that goes into the query as `name[member]`.

    Rule: https://spec.openapis.org/oas/v3.1.0#style-values
    """
    schema = resolve(document, parameter.get("schema", {}))
    if parameter.get("style") != "deepObject" or not isinstance(schema, dict):
        yield parameter
        return

    members = schema.get("properties", {})
    if not members:
        raise Refusal(f"the parameter {parameter.get('name')} has the style deepObject, but no members")

    for member, inner in members.items():
        name, required = f"{parameter['name']}[{member}]", member in schema.get("required", ())
        yield {
            "name": name,
            "in": "query",
            "required": required and parameter.get("required", False),
            "schema": inner,
        }


def _missing_in_path(path: str, stated: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the parameters that stand in the path and nowhere else."""
    declared = {each["name"] for each in stated if each.get("in") == "path"}
    for name in re.findall(r"{([^{}]+)}", path):
        if name not in declared:
            yield {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
