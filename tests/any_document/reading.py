"""A document of anybody: its operations, and whether a value is what one of its schemas says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from attrs import define, frozen
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

Document = dict[str, Any]

FOLDER = Path(__file__).parent / "documents"
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

_NO_SCHEMAS = ("properties", "enum", "const", "default", "example", "examples", "discriminator")
_FORMATS = FormatChecker(formats=("date", "email", "ipv4"))
_SHAPES = {
    "uuid": r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    "date-time": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)",
    "time": r"\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?",
    "duration": r"P(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?",
    "decimal": r"-?\d+(\.\d+)?",
    "byte": r"[A-Za-z0-9+/]*={0,2}",
    "uri": r"[a-z][a-z0-9+.-]*:\S*",
}


def _has(shape: str) -> Any:
    return lambda value: not isinstance(value, str) or re.fullmatch(shape, value) is not None


for _format, _shape in _SHAPES.items():
    _FORMATS.checks(_format)(_has(_shape))


@frozen
class Operation:
    """One operation, with references followed and the parameters of its path among its own."""

    method: str
    path: str
    content: dict[str, Any]
    parameters: list[dict[str, Any]]
    body: dict[str, Any] | None
    security: list[dict[str, Any]]

    @property
    def name(self) -> str:
        """The operationId, or "METHOD /path" where there is none."""
        return self.content.get("operationId") or f"{self.method} {self.path}"


def read(name: str) -> Document:
    """Return the document of this file name in `documents/`; the keys of its responses are text."""
    document: Document = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return document


def resolved(document: Document, thing: dict[str, Any]) -> dict[str, Any]:
    """Return what *thing* is, if it is a reference, and else itself."""
    while "$ref" in thing:
        content: Any = document
        for part in thing["$ref"].removeprefix("#/").split("/"):
            content = content[part.replace("~1", "/").replace("~0", "~")]
        thing = content
    return thing


def operations(document: Document) -> list[Operation]:
    """Return every operation of the document, in its order."""
    return list(_operations(document))


def _operations(document: Document) -> Iterator[Operation]:
    for path, item in document["paths"].items():
        for method in METHODS:
            if method not in item:
                continue
            content = item[method]
            found = [
                resolved(document, each)
                for each in (*item.get("parameters", ()), *content.get("parameters", ()))
            ]
            parameters = list({(each["name"], each["in"]): each for each in found}.values())
            body = resolved(document, content["requestBody"]) if "requestBody" in content else None
            security = content.get("security", document.get("security", []))
            yield Operation(method.upper(), path, content, parameters, body, security)


def success(document: Document, operation: Operation) -> tuple[int, dict[str, Any]]:
    """Return the first status of an operation that means success, and its response."""
    answers: dict[str, Any] = operation.content["responses"]
    for status, response in answers.items():
        if str(status).startswith("2"):
            return int(str(status).replace("X", "0")), resolved(document, response)
    return 200, resolved(document, answers["default"])


@define(slots=False)
class Judge:
    """Holds values against the schemas of a document: what is written, and what is read."""

    document: Document

    def wrong(self, schema: Any, value: Any, *, writing: bool) -> str | None:
        """Return what is wrong with *value*, in one line, or None."""
        side = "writing" if writing else "reading"
        validator = Draft202012Validator(
            _as_2020(schema, side), registry=self._registry, format_checker=_FORMATS
        )
        first = next(validator.iter_errors(value), None)
        return None if first is None else f"{first.json_path}: {first.message[:300]}"

    @cached_property
    def _registry(self) -> Registry[Any]:
        registry: Registry[Any] = Registry()
        for side in ("writing", "reading"):
            contents: Document = {"components": {"schemas": {}}}
            for name, schema in self.document["components"]["schemas"].items():
                contents["components"]["schemas"][name] = _as_2020(schema, side)
            resource = Resource.from_contents(contents, default_specification=DRAFT202012)
            registry = registry.with_resource(f"urn:{side}", resource)
        return registry


def _as_2020(schema: Any, side: str) -> Any:
    """Return a schema of 3.0 or 3.1 as plain JSON Schema, for what is written or for what is read."""
    if isinstance(schema, list):
        return [_as_2020(each, side) for each in schema]
    if not isinstance(schema, dict):
        return schema

    told = {key: value if key in _NO_SCHEMAS else _as_2020(value, side) for key, value in schema.items()}
    if isinstance(schema.get("properties"), dict):
        told["properties"] = {key: _as_2020(value, side) for key, value in schema["properties"].items()}
        left_out = "readOnly" if side == "writing" else "writeOnly"
        hidden = {key for key, value in schema["properties"].items() if value.get(left_out) is True}
        told["required"] = [key for key in schema.get("required", ()) if key not in hidden]
    for flag, limit in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if isinstance(told.get(flag), bool) and told.pop(flag):
            told[flag] = told.pop(limit)
    if isinstance(told.get("$ref"), str):
        told["$ref"] = f"urn:{side}{told['$ref']}"
    if told.pop("nullable", False) is True:
        return {"anyOf": [told, {"type": "null"}]}
    return told
