"""The copy of the document that the low-level generator gets to see."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

from .document import Document, is_example, operations_of, resolve, walk

_SCHEMAS = "#/components/schemas/"


def prepared(document: Document) -> Document:
    """
    Return a copy without defaults, so that a client sends only what its caller set.

    The server owns every default; what it is, the description says.  A boolean query parameter keeps its own:
    it is always sent.  What is only ever sent has no members but its own: made of something that was read, it
    leaves out what a newer server has added, and what can't be written.
    """
    copy = deepcopy(document)
    schemas = copy.get("components", {}).get("schemas", {})
    for name in only_sent(copy):
        schema = schemas.get(name, {})
        # What has a discriminator stands for others, with members of their own.
        if "properties" in schema and "discriminator" not in schema:
            schema.setdefault("additionalProperties", False)

    for where, schema in walk(copy):
        if "default" in schema and not _is_example_or_name(where) and not _is_flag(where, schema):
            _move_default_to_description(schema)

        if "in" in schema and "schema" in schema and "$ref" not in schema["schema"]:
            schema["schema"].setdefault("description", schema.get("description", ""))

    for operation in operations_of(copy):
        # The generator looks for security in the operation only.
        if "security" in copy and "security" not in operation.content:
            copy["paths"][operation.path][operation.method]["security"] = copy["security"]

    return copy


def only_sent(document: Document) -> set[str]:
    """Return the names of the schemas that stand in requests, and in no answer."""
    operations = [operation.content for operation in operations_of(document)]
    sent = _reached(document, [each.get("requestBody") for each in operations])
    return sent - _reached(document, [each["responses"] for each in operations])


def _reached(document: Document, things: list[Any]) -> set[str]:
    found: set[str] = set()
    waiting = list(things)
    while waiting:
        for _, thing in walk(waiting.pop()):
            reference = str(thing.get("$ref", ""))
            if reference.startswith("#/components/") and reference not in found:
                found.add(reference)
                waiting.append(resolve(document, {"$ref": reference}))

    return {each.removeprefix(_SCHEMAS) for each in found if each.startswith(_SCHEMAS)}


def _is_flag(where: str, schema: dict[str, Any]) -> bool:
    return schema.get("type") == "boolean" and "/parameters/" in where


def _is_example_or_name(where: str) -> bool:
    """Whether `default` there is a property's or a response's name, part of an example, or of an address."""
    last = where.rsplit("/", 1)[-1]
    named = last in {"properties", "responses", "patternProperties"} or "/servers/" in where
    return named or is_example(where) or "/x-" in where


def _move_default_to_description(schema: dict[str, Any]) -> None:
    default = schema.pop("default")
    if default is None:
        return

    said = schema.get("description", "").strip()
    stop = "" if not said or said.endswith((".", "!", "?")) else "."
    schema["description"] = f"{said}{stop} Default of the server: {json.dumps(default)}.".strip()
