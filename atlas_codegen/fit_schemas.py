"""Schemas of a stranger's document, made to fit: the names of classes, and ways to say what the generator reads."""

from __future__ import annotations

from typing import Any

from openapi_python_client.strings import ClassName, snake_case

from .checks import TAKEN_CLASSES
from .document import Document, is_example, resolve, walk
from .enums import fit_enum

_OBJECT = {"additionalProperties", "allOf", "anyOf", "oneOf", "properties"}
_OWN = {"additionalProperties", "properties", "required"}
_WORDS = {
    "default",
    "deprecated",
    "description",
    "example",
    "examples",
    "externalDocs",
    "readOnly",
    "title",
    "writeOnly",
    "xml",
}
_TOLD = _WORDS - {"title"}


def fit_schemas(document: Document) -> None:
    """Make every schema of *document* fit, in place; what they allow stays the same."""
    for where, thing in walk(document):
        if not is_example(where):
            _fit_schema(document, thing, where)

    _fit_classes(document.get("components", {}).get("schemas", {}))


def _fit_classes(schemas: dict[str, Any]) -> None:
    """Give a schema another class name where its own, or its module's, is taken by what is generated or by another."""
    taken: set[str] = set()
    for name, schema in sorted(schemas.items()):
        own = ClassName(name, "field_")
        names = [own, f"{own}Model", *(f"{own}{number}" for number in range(2, 100))]
        free = next(each for each in names if snake_case(each) not in taken and not _is_taken(each, schema))
        taken.add(snake_case(free))
        if free != own and isinstance(schema, dict):
            schema["title"] = free


def _is_taken(name: str, schema: Any) -> bool:
    """Whether generated code has that name, or the class a member like its module, as its code calls an instance."""
    if TAKEN_CLASSES.fullmatch(name):
        return True

    members = schema.get("properties", {}) if isinstance(schema, dict) else {}
    return snake_case(name) in {snake_case(each) for each in members}


def _fit_all_of(document: Document, schema: dict[str, Any]) -> None:
    """Put together what `allOf` says of one value, where it is no object; the generator merges objects only."""
    parts = [part for part in schema["allOf"] if set(part) - _WORDS]
    found = [resolve(document, part) for part in parts]
    if len(parts) < 2:
        words = {key: value for part in schema["allOf"] for key, value in part.items() if key in _TOLD}
        schema.update({key: value for key, value in words.items() if key not in schema}, allOf=parts)
        if not parts:
            del schema["allOf"]
        elif _OWN & set(schema):
            # With one part only, the generator takes the whole for that part, and its own members get lost.
            schema["allOf"] = [*parts, {"type": "object"}]
        return

    # An object and something else at once is an object, even if one of them may be null.
    nullable = [
        isinstance(each.get("type"), list) and set(each["type"]) == {"object", "null"} for each in found
    ]
    if any(nullable):
        schema["allOf"] = [
            {**inner, "type": "object"} if null else part
            for part, inner, null in zip(parts, found, nullable, strict=True)
        ]
    elif not any(_OBJECT & set(each) or each.get("type") == "object" for each in found):
        merged = {key: value for each in found for key, value in each.items() if key != "title"}
        del schema["allOf"]
        schema.update({key: value for key, value in merged.items() if key not in schema})


def _fit_schema(document: Document, schema: dict[str, Any], where: str) -> None:
    """Make names of classes come from the document's own, and members of enums from their values."""
    if where and isinstance(schema.get("title"), str) and where != "/info":
        del schema["title"]
    if schema.get("contentMediaType") == "application/octet-stream":
        # As 3.1 has it, and a newer FastAPI.
        schema.setdefault("format", "binary")
    if "unevaluatedProperties" in schema:
        # The same to a generator that puts the members of all parts together.
        schema.setdefault("additionalProperties", schema.pop("unevaluatedProperties"))
    if isinstance(schema.get("allOf"), list):
        _fit_all_of(document, schema)

    kinds = schema.get("type")
    lists = kinds == "array" or (isinstance(kinds, list) and "array" in kinds)
    if lists and "items" not in schema and "prefixItems" not in schema:
        schema["items"] = {}

    if isinstance(schema.get("enum"), list):
        fit_enum(schema)
