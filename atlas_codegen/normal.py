"""The published document in our form: 3.1, one way to write null, short operationIds, no titles made by a machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .document import METHODS, Document, resolve, walk

_NULL = {"type": "null"}
# Where `properties` and the like are names of things, or words of somebody.
_NAMES = ("properties", "patternProperties", "schemas", "parameters", "responses", "headers", "examples")


def normalised(document: Document) -> Document:
    """Return *document*, which is 3.0 or 3.1, as 3.1 in our form, with short operationIds."""
    told = in_our_form(document)
    for path, item in told["paths"].items():
        for method in METHODS:
            if method in item and "operationId" in item[method]:
                item[method]["operationId"] = short_name(item[method]["operationId"], method, path)

    return told


def in_our_form(document: Document) -> Document:
    """Return *document*, which is 3.0 or 3.1, as 3.1 in our form, operationIds as they are."""
    told: Document = _rewritten(document, "")
    told["openapi"] = "3.1.0"
    _without_titles(told)
    _without_bodies_to_head(told)
    return told


def short_name(name: str, method: str, path: str) -> str:
    """
    Return the function's name, where FastAPI has made the operationId from it, the path and the method.

    >>> short_name("get_tool_api_v1_tools__tool_id__get", "get", "/api/v1/tools/{tool_id}")
    'get_tool'

    Rule: `generate_unique_id` in fastapi.utils.
    """
    made = re.sub(r"\W", "_", path) + f"_{method}"
    return name.removesuffix(made) or name


def _rewritten(thing: Any, where: str) -> Any:
    """Return a copy in which every schema says null by a list of types, or else by `anyOf`."""
    if isinstance(thing, list):
        return [_rewritten(each, where) for each in thing]
    if not isinstance(thing, dict) or where in ("example", "default", "const", "enum"):
        return thing

    told = {key: _rewritten(value, "" if where in _NAMES else key) for key, value in thing.items()}
    return told if where in _NAMES else _one_null(_limits_of_3_1(told))


def _one_null(schema: dict[str, Any]) -> dict[str, Any]:
    nullable = schema.pop("nullable", False) is True
    branches = schema.get("anyOf", schema.get("oneOf"))
    if branches and len(branches) == 2 and _NULL in branches:
        [other] = [each for each in branches if each != _NULL]
        rest = {key: value for key, value in schema.items() if key not in ("anyOf", "oneOf")}
        if _takes_a_list_of_types(other):
            return {**other, "type": [other["type"], "null"], **rest}

        return {"anyOf": [other, _NULL], **rest}

    if nullable and _takes_a_list_of_types(schema):
        return {**schema, "type": [schema["type"], "null"]}

    if nullable:
        words: dict[str, Any] = {
            key: schema.pop(key) for key in ("description", "default", "title") if key in schema
        }
        [only] = schema["allOf"] if set(schema) == {"allOf"} and len(schema["allOf"]) == 1 else [schema]
        return {"anyOf": [only, _NULL], **words}

    return schema


def _takes_a_list_of_types(schema: dict[str, Any]) -> bool:
    return isinstance(schema.get("type"), str) and not {"enum", "const", "$ref"} & set(schema)


def _limits_of_3_1(schema: dict[str, Any]) -> dict[str, Any]:
    """Return *schema* with exclusive limits as numbers, where 3.0 has a flag beside the limit."""
    for flag, limit in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if isinstance(schema.get(flag), bool) and schema.pop(flag) and limit in schema:
            schema[flag] = schema.pop(limit)

    return schema


def _without_bodies_to_head(document: Document) -> None:
    """
    Take away what an answer to a HEAD says of a body: it never has one.

    Rule: https://www.rfc-editor.org/rfc/rfc9110#section-9.3.2
    """
    for content in (item["head"] for item in document["paths"].values() if "head" in item):
        for status, answer in content.get("responses", {}).items():
            stated = resolve(document, answer)
            content["responses"][status] = {key: stated[key] for key in stated if key != "content"}


def _without_titles(document: Document) -> None:
    """Take away the titles that FastAPI makes of names: they would name classes, and collide."""
    for holder, name, schema in _named_schemas(document):
        made = {name, name.replace("_", " ").title()}
        title = schema.get("title")
        if isinstance(title, str) and (
            title in made or (holder == "response" and title.startswith("Response "))
        ):
            del schema["title"]


def _named_schemas(document: Document) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for where, thing in walk(document):
        if where.endswith(("/properties", "/components/schemas")):
            yield from (("property", name, each) for name, each in thing.items() if isinstance(each, dict))
        elif isinstance(thing.get("schema"), dict):
            kind = "response" if "/responses/" in where else "parameter"
            yield kind, str(thing.get("name", "")), thing["schema"]
