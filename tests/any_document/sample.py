"""Values that fit: `sample` makes one for any schema of a document, the same each time."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from .merging import merged, tagged
from .reading import Document, resolved
from .scalars import number, text

_OF_TEXT = {"format", "pattern", "contentMediaType", "contentEncoding"}
_WORDS = ("properties", "additionalProperties", "propertyNames", "discriminator")


class Endless(ValueError):
    """A schema that holds itself, and can't be left out."""


def sample(document: Document, schema: Any, *, writing: bool, sparse: bool = False) -> Any:
    """
    Return a value for *schema*, which stands in *document*: not null if it can be something else.

    Args:
        writing: for a request: without what is `readOnly`; else for an answer: in 3.0 without what is `writeOnly`.
        sparse: only the members that must be there, and null where it may be.

    Raises:
        Endless: no value is finite.
    """
    # In 3.1 the words are notes, and a server that is made of one model for both sends what is `writeOnly`.
    hidden = "readOnly" if writing else "writeOnly" if document["openapi"].startswith("3.0") else ""
    return _Sampler(document, hidden, sparse).of(schema, ())


class _Sampler:
    def __init__(self, document: Document, hidden: str, sparse: bool) -> None:
        self._document, self._hidden, self._sparse = document, hidden, sparse

    def of(self, schema: Any, above: tuple[str, ...]) -> Any:
        if not isinstance(schema, dict) or not schema:
            return {"anything": ["goes"]}

        schema, above = self._flat(schema, above)
        if self._sparse and _may_be_null(schema):
            return None
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return next((each for each in schema["enum"] if each not in (None, "")), schema["enum"][0])
        for union in ("oneOf", "anyOf"):
            if union in schema:
                return self._one_of(schema, union, above)
        return self._plain(schema, above)

    def _plain(self, schema: dict[str, Any], above: tuple[str, ...]) -> Any:
        match _kind(schema):
            case "object":
                return self._object(schema, above)
            case "array":
                return self._array(schema, above)
            case "string":
                return text(schema)
            case "integer" | "number" as kind:
                return number(schema, whole=kind == "integer")
            case "boolean":
                return True
            case "null":
                return None
        return {"anything": ["goes"]}

    def _flat(self, schema: dict[str, Any], above: tuple[str, ...]) -> tuple[dict[str, Any], tuple[str, ...]]:
        """Return *schema* with its reference and its `allOf` merged into it."""
        rest = {key: value for key, value in schema.items() if key not in ("$ref", "allOf")}
        parts: list[Any] = list(schema.get("allOf", ()))
        if "$ref" in schema:
            if schema["$ref"] in above:
                raise Endless(schema["$ref"])
            above += (schema["$ref"],)
            parts.append(resolved(self._document, schema))
        for part in parts:
            flat, above = self._flat(part, above)
            rest = merged(flat, rest)
        return rest, above

    def _one_of(self, schema: dict[str, Any], union: str, above: tuple[str, ...]) -> Any:
        rest = {key: value for key, value in schema.items() if key not in (union, "discriminator")}
        endless = Endless(f"all of {union}")
        for branch in schema[union]:
            if branch.get("type") == "null" or branch.get("enum") == [None]:
                continue
            try:
                flat, deeper = self._flat(merged(tagged(schema, branch), rest), above)
                return self.of(merged(flat, rest), deeper)
            except Endless as error:
                endless = error
        if any(branch.get("type") == "null" for branch in schema[union]):
            return None
        raise endless

    def _object(self, schema: dict[str, Any], above: tuple[str, ...]) -> dict[str, Any]:
        value, required = {}, schema.get("required", ())
        for name, member in schema.get("properties", {}).items():
            if self._is_hidden(member) or (self._sparse and name not in required):
                continue
            try:
                value[name] = self.of(member, above)
            except Endless:
                if name in required:
                    raise
        free = "properties" not in schema
        more = schema.get("additionalProperties", schema.get("unevaluatedProperties", free))
        if more is not False and not self._sparse:
            name = self.of(schema.get("propertyNames", {"const": "more"}) | {"type": "string"}, above)
            with suppress(Endless):
                value[name] = "anything" if more is True or more == {} else self.of(more, above)
        return value

    def _is_hidden(self, member: Any) -> bool:
        return isinstance(member, dict) and member.get(self._hidden) is True

    def _length(self, schema: dict[str, Any]) -> int:
        """Two, where they may be alike: one would not show what stands between them."""
        wished = 0 if self._sparse else 1 if schema.get("uniqueItems") else 2
        return int(max(schema.get("minItems", 0), min(wished, schema.get("maxItems", wished))))

    def _array(self, schema: dict[str, Any], above: tuple[str, ...]) -> list[Any]:
        if "prefixItems" in schema:
            return [self.of(each, above) for each in schema["prefixItems"]]
        least = schema.get("minItems", 0)
        try:
            return [self.of(schema.get("items", {}), above)] * self._length(schema)
        except Endless:
            if least:
                raise
            return []


def _may_be_null(schema: dict[str, Any]) -> bool:
    branches = (each for union in ("oneOf", "anyOf") for each in schema.get(union, ()))
    kinds = [each.get("type") for each in (schema, *branches)]
    return schema.get("nullable") is True or any(kind == "null" or "null" in (kind or ()) for kind in kinds)


def _kind(schema: dict[str, Any]) -> str | None:
    kinds = schema.get("type", ())
    kinds = [kinds] if isinstance(kinds, str) else kinds
    said = [kind for kind in kinds if kind != "null"] or kinds
    if said:
        return str(said[0])
    if any(word in schema for word in _WORDS):
        return "object"
    return "array" if "items" in schema else "string" if _OF_TEXT & set(schema) else None
