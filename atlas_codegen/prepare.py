"""The copy of the document that the low-level generator gets to see."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

from .document import Document, operations_of, walk


def prepared(document: Document) -> Document:
    """
    Return a copy without defaults, so that a client sends only what its caller set.

    The server owns every default; what it is, the description says.  A boolean query parameter keeps its own:
    it is always sent.
    """
    copy = deepcopy(document)
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


def _is_flag(where: str, schema: dict[str, Any]) -> bool:
    return schema.get("type") == "boolean" and "/parameters/" in where


def _is_example_or_name(where: str) -> bool:
    """Whether `default` there is a property's or a response's name, part of an example, or of an address."""
    last = where.rsplit("/", 1)[-1]
    named = last in {"properties", "responses", "patternProperties"} or "/servers/" in where
    return named or "/example" in where or "/x-" in where


def _move_default_to_description(schema: dict[str, Any]) -> None:
    default = schema.pop("default")
    if default is None:
        return

    said = schema.get("description", "").strip()
    stop = "" if not said or said.endswith((".", "!", "?")) else "."
    schema["description"] = f"{said}{stop} Default of the server: {json.dumps(default)}.".strip()
