"""
Every class a component of its own, with a name that no other has.

The generator names a class that stands within something after where it stands, and gives up where two have the same
name.  The names here are the ones it would give, with a number behind them where they are taken.
"""

from __future__ import annotations

import re
from typing import Any

from openapi_python_client.strings import ClassName, pascal_case, snake_case

from .checks import TAKEN_CLASSES
from .document import METHODS, Document


def lift(document: Document) -> None:
    """Move objects and enums out of what they stand in, in place."""
    lifting = _Lifting(document)
    for name, schema in list(lifting.schemas.items()):
        if isinstance(schema, dict):
            lifting.inside(schema, str(schema.get("title") or name))

    # What several operations share has a name of its own, whichever of them comes first.
    components = document["components"]
    for name, each in components.get("parameters", {}).items():
        _lift_parameter(lifting, each, name)
    for kind in ("responses", "requestBodies"):
        for name, holder in components.get(kind, {}).items():
            _lift_content(lifting, holder, name)

    for item in document["paths"].values():
        for content in (item[method] for method in METHODS if method in item):
            _lift_operation(lifting, content)


def _lift_operation(lifting: _Lifting, content: dict[str, Any]) -> None:
    name = content["operationId"]
    for each in content.get("parameters", []):
        _lift_parameter(lifting, each, f"{name} {each['name']}")

    _lift_content(lifting, content.get("requestBody", {}), f"{name} body")
    for status, answer in content["responses"].items():
        _lift_content(lifting, answer, f"{name} response_{status}")


def _lift_parameter(lifting: _Lifting, parameter: dict[str, Any], hint: str) -> None:
    if "schema" in parameter:
        parameter["schema"] = lifting.lifted(parameter["schema"], hint)


def _lift_content(lifting: _Lifting, holder: dict[str, Any], hint: str) -> None:
    for media in holder.get("content", {}).values():
        if "schema" in media:
            media["schema"] = lifting.lifted(media["schema"], hint)


class _Lifting:
    def __init__(self, document: Document) -> None:
        self.schemas: dict[str, Any] = document.setdefault("components", {}).setdefault("schemas", {})
        titles = {name: each["title"] for name, each in self.schemas.items() if "title" in (each or {})}
        self._taken = {snake_case(ClassName(titles.get(name, name), "field_")) for name in self.schemas}

    def lifted(self, schema: Any, hint: str) -> Any:
        """Return a reference to *schema*, which becomes a component, if it would be a class; or else itself."""
        if not isinstance(schema, dict) or "$ref" in schema:
            return schema

        if not _is_class(schema):
            self.inside(schema, hint)
            return schema

        name = self._free(hint)
        self.schemas[name] = schema
        self.inside(schema, name)
        return {"$ref": f"#/components/schemas/{name}"}

    def inside(self, schema: dict[str, Any], hint: str) -> None:
        """Lift what stands within *schema*."""
        for name, inner in schema.get("properties", {}).items():
            schema["properties"][name] = self.lifted(inner, f"{hint} {name}")

        for key, word in (("items", "item"), ("additionalProperties", "additional_property")):
            if isinstance(schema.get(key), dict):
                schema[key] = self.lifted(schema[key], f"{hint} {word}")

        for key in ("anyOf", "oneOf"):
            if key in schema:
                schema[key] = [self.lifted(each, f"{hint} type_{n}") for n, each in enumerate(schema[key])]

        for part in schema.get("allOf", []):
            # Its members are merged with the others': it is no class.
            if "$ref" not in part:
                self.inside(part, hint)

    def _free(self, hint: str) -> str:
        own = str(ClassName("".join(pascal_case(word) for word in re.split(r"\s+", hint)), "field_"))
        names = [own, *(f"{own}{number}" for number in range(2, 1000))]
        found = next(
            each
            for each in names
            if snake_case(each) not in self._taken and not TAKEN_CLASSES.fullmatch(each)
        )
        self._taken.add(snake_case(found))
        return found


def _is_class(schema: dict[str, Any]) -> bool:
    """Whether the generator makes a class of it; one that may be null as well it takes apart where it stands."""
    if isinstance(schema.get("enum"), list):
        return schema.get("type") in ("string", "integer") and None not in schema["enum"]

    if "allOf" in schema:
        return len(schema["allOf"]) > 1 or "properties" in schema

    typed = schema.get("type") in (None, "object")
    return typed and ("properties" in schema or isinstance(schema.get("additionalProperties"), dict))
