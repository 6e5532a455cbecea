"""A schema as Python sees it: all ways to write the same thing become one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import field, frozen
from openapi_python_client.parser.properties import EnumProperty
from openapi_python_client.parser.properties.schemas import Class
from openapi_python_client.strings import ClassName, PythonIdentifier

from atlas_codegen.document import Document, resolve

LIMITS = {
    "minimum": "min",
    "maximum": "max",
    "exclusiveMinimum": "exclusive-min",
    "exclusiveMaximum": "exclusive-max",
    "minLength": "min-length",
    "maxLength": "max-length",
    "minItems": "min-items",
    "maxItems": "max-items",
}
_SCHEMAS = "#/components/schemas/"
_TYPES = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "array": "list"}
_FORMATS = {"uuid": "UUID", "date-time": "datetime", "date": "date", "binary": "File"}
_KINDS = {str: "string", bool: "boolean", int: "integer", float: "number"}
MISSING = "(none)"
_ANY_CLASS = Class(ClassName("Any", ""), PythonIdentifier("any", ""))


@frozen
class Shape:
    """
    What a schema says, null told apart from the rest.

    *types* are Python's names; of an object with members, its class.  Schemas within stay as they are
    written: a recursive one would never end.
    """

    types: frozenset[str]
    nullable: bool
    reference: str | None = None
    class_name: str | None = None
    is_model: bool = False
    format: str | None = None
    pattern: str | None = None
    values: tuple[Any, ...] | None = None
    members: Mapping[str, str] = field(factory=dict)
    terminal: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    properties: Mapping[str, Any] = field(factory=dict)
    required: frozenset[str] = frozenset()
    additional: Any = True
    items: Any = None
    choices: Mapping[str, Any] = field(factory=dict)
    limits: Mapping[str, float] = field(factory=dict)
    default: Any = MISSING
    deprecated: bool = False


def shape_of(document: Document, schema: Any) -> Shape:
    """Return the shape of *schema*, which may be True, False, or a reference."""
    flat, reference, nullable = _flat(document, schema if isinstance(schema, dict) else {})
    choices = {_key(document, each): each for each in flat.get("anyOf", ())}
    kinds = _kinds_of(flat)
    values, null_value = _values_of(flat)
    if values and not kinds:
        kinds = {_KINDS.get(type(value), "object") for value in values}
    # As codegen.low_level has it: an object that may have any members, and declares none, is a plain dict.
    is_model = "object" in kinds and bool(
        flat.get("properties") or flat.get("additionalProperties") not in (None, True)
    )
    name = _class_name(flat, reference) if is_model or (values and "const" not in flat) else None
    types = {_python_type(kind, flat, (name or "model") if is_model else "dict") for kind in kinds}
    return Shape(
        types=frozenset(types | set(choices)) or frozenset({"Any"}),
        nullable=nullable or null_value or not (types or choices),
        reference=reference,
        class_name=name,
        is_model=is_model,
        format=flat.get("format"),
        pattern=flat.get("pattern"),
        values=values,
        members=_members(flat, values) if values else {},
        terminal=tuple(flat.get("x-atlas-terminal", ())),
        failed=tuple(flat.get("x-atlas-failed", ())),
        properties=flat.get("properties", {}),
        required=frozenset(flat.get("required", ())),
        additional=flat.get("additionalProperties", True),
        items=flat.get("items"),
        choices=choices,
        limits=_limits(flat),
        default=flat.get("default", MISSING),
        deprecated=flat.get("deprecated") is True,
    )


def _flat(document: Document, schema: Mapping[str, Any]) -> tuple[dict[str, Any], str | None, bool]:
    """Return *schema* with references, lone `allOf` members and null taken in; where it is; if it takes null."""
    flat, reference, nullable = dict(schema), None, False
    for _ in range(100):
        if "$ref" in flat:
            target = flat.pop("$ref")
            reference = target
            flat = _merged(resolve(document, {"$ref": target}), flat)
        elif flat.get("allOf"):
            parts = flat.pop("allOf")
            whole: dict[str, Any] = {}
            for part in parts:
                inner, inner_reference, takes_null = _flat(document, part)
                whole = _merged(whole, inner)
                reference = reference or (inner_reference if len(parts) == 1 else None)
                nullable = nullable or (takes_null and len(parts) == 1)
            flat = _merged(whole, flat)
        elif flat.get("anyOf") or flat.get("oneOf"):
            branches = flat.pop("anyOf", None) or flat.pop("oneOf")
            kept = [each for each in branches if not _is_null(each)]
            nullable = nullable or len(kept) < len(branches)
            if len(kept) != 1:
                return _union(flat, kept), reference, nullable or _said_null(flat)

            flat = _merged(kept[0], flat)
        else:
            return flat, reference, nullable or _said_null(flat)

    raise RecursionError(f"{reference} refers to itself")


def _union(flat: dict[str, Any], branches: list[Any]) -> dict[str, Any]:
    """Return a union; one of bare types is the same as a list of types."""
    if branches and all(set(each) - {"title", "description"} == {"type"} for each in branches):
        return {**flat, "type": [kind for each in branches for kind in _listed(each["type"])]}

    return {**flat, "anyOf": branches}


def _merged(inner: Mapping[str, Any], outer: Mapping[str, Any]) -> dict[str, Any]:
    """Return *inner* with what is said beside it; members of both are put together."""
    both = {**inner, **outer}
    for key in ("properties", "required"):
        if key in inner and key in outer:
            both[key] = {**inner[key], **outer[key]} if key == "properties" else [*inner[key], *outer[key]]

    return both


def _is_null(schema: Any) -> bool:
    return isinstance(schema, dict) and (
        schema.get("type") in ("null", ["null"])
        or schema.get("enum") == [None]
        or ("const" in schema and schema["const"] is None)
    )


def _said_null(flat: Mapping[str, Any]) -> bool:
    return flat.get("nullable") is True or "null" in _listed(flat.get("type", ()))


def _listed(kinds: Any) -> list[str]:
    return [kinds] if isinstance(kinds, str) else list(kinds)


def _kinds_of(flat: Mapping[str, Any]) -> set[str]:
    kinds = set(_listed(flat.get("type", ()))) - {"null"}
    if not kinds and "anyOf" not in flat:
        kinds = {"object"} if "properties" in flat else {"array"} if "items" in flat else set()

    return kinds


def _values_of(flat: Mapping[str, Any]) -> tuple[tuple[Any, ...] | None, bool]:
    """Return the values that are listed, a constant being a list of one, and whether null is among them."""
    listed = [flat["const"]] if "const" in flat else flat.get("enum")
    if listed is None:
        return None, False

    return tuple(value for value in listed if value is not None), None in listed


def _members(flat: Mapping[str, Any], values: tuple[Any, ...]) -> dict[str, str]:
    """Return the names in Python's enum by their value as text; a constant has none."""
    if "const" in flat or len({type(value) for value in values}) > 1 or type(values[0]) not in (str, int):
        return {}

    try:
        named = EnumProperty.values_from_list(list(values), _ANY_CLASS, flat.get("x-enum-varnames", []))
    except ValueError:
        return {}

    names = list(named)
    return (
        {str(value): name for value, name in zip(values, names, strict=False)}
        if len(names) == len(values)
        else {}
    )


def _class_name(flat: Mapping[str, Any], reference: str | None) -> str | None:
    own = reference.removeprefix(_SCHEMAS) if reference and reference.startswith(_SCHEMAS) else None
    return str(ClassName(flat.get("title") or own, "field_")) if own else None


def _python_type(kind: str, flat: Mapping[str, Any], of_object: str) -> str:
    if kind == "object":
        return of_object
    if kind == "string":
        return _FORMATS.get(flat.get("format", ""), "str")

    return _TYPES.get(kind, kind)


def _key(document: Document, schema: Any) -> str:
    """Return what tells a branch of a union from the others."""
    if isinstance(schema, dict) and str(schema.get("$ref", "")).startswith(_SCHEMAS):
        return str(ClassName(schema["$ref"].removeprefix(_SCHEMAS), "field_"))

    shape = shape_of(document, schema)
    return " or ".join(sorted(shape.types))


def _limits(flat: Mapping[str, Any]) -> dict[str, float]:
    """Return the limits by oasdiff's names; an exclusive one of whole numbers is the next inclusive one."""
    found = {LIMITS[key]: flat[key] for key in LIMITS if _is_number(flat.get(key))}
    whole = flat.get("type") in ("integer", ["integer", "null"], ["null", "integer"])
    for key, step, inclusive in (("exclusiveMinimum", 1, "min"), ("exclusiveMaximum", -1, "max")):
        if flat.get(key) is True and inclusive in found:  # as 3.0 has it
            found[LIMITS[key]] = found.pop(inclusive)
        if whole and LIMITS[key] in found:
            found[inclusive] = found.pop(LIMITS[key]) + step

    # A length is at least 0 anyhow.
    return {
        name: value
        for name, value in found.items()
        if not (name in ("min-length", "min-items") and not value)
    }


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def joined(words: Iterable[str]) -> str:
    """Return words as code, with commas."""
    return ", ".join(f"`{word}`" for word in words)
