"""What a response has to look like: the fields of `shapes.py`, from the generator's own properties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen
from openapi_python_client.parser.properties import AnyProperty, EnumProperty, ModelProperty
from openapi_python_client.parser.properties.boolean import BooleanProperty
from openapi_python_client.parser.properties.date import DateProperty
from openapi_python_client.parser.properties.datetime import DateTimeProperty
from openapi_python_client.parser.properties.float import FloatProperty
from openapi_python_client.parser.properties.int import IntProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.none import NoneProperty
from openapi_python_client.parser.properties.string import StringProperty
from openapi_python_client.parser.properties.union import UnionProperty
from openapi_python_client.parser.properties.uuid import UuidProperty

from .low_level import FreeObject

_KINDS: tuple[tuple[type, str], ...] = (
    (FreeObject, "object"),
    (UuidProperty, "uuid"),
    (DateTimeProperty, "date-time"),
    (StringProperty, "string"),
    (DateProperty, "string"),
    (BooleanProperty, "boolean"),
    (IntProperty, "integer"),
    (FloatProperty, "number"),
    (ListProperty, "array"),
    (ModelProperty, "model"),
)


@frozen
class Field:
    """A field as `shapes.Field` has it."""

    kind: str
    required: bool
    nullable: bool
    of: str | None = None
    items: Field | None = None
    choices: tuple[Field, ...] = ()

    @property
    def models(self) -> list[str]:
        """The models in it, those within these left out."""
        inner = [*([self.items] if self.items else []), *self.choices]
        return [*([self.of] if self.of else []), *(name for each in inner for name in each.models)]


def field_of(prop: Any) -> Field:
    """Return what a property has to look like on the wire."""
    alternatives = list(prop.inner_properties) if isinstance(prop, UnionProperty) else [prop]
    kinds = [each for each in alternatives if not isinstance(each, NoneProperty)]
    nullable = len(kinds) < len(alternatives)
    if not kinds or any(_kind(each) == "any" for each in kinds):
        takes_null = nullable or any(type(each) is AnyProperty for each in kinds)
        return Field("any", prop.required, takes_null)

    if len(kinds) > 1:
        return Field("union", prop.required, nullable, choices=tuple(map(field_of, kinds)))

    [only] = kinds
    return Field(
        _kind(only),
        prop.required,
        nullable,
        of=str(only.class_info.name) if isinstance(only, ModelProperty) else None,
        items=field_of(only.inner_property) if isinstance(only, ListProperty) else None,
    )


def shapes_from(roots: Iterable[str], models: Mapping[str, ModelProperty]) -> dict[str, dict[str, Field]]:
    """Return the fields of all models that can be reached from *roots*, by model and name on the wire."""
    found: dict[str, dict[str, Field]] = {}
    waiting = sorted(roots)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue

        model = models[name]
        properties = [*(model.required_properties or []), *(model.optional_properties or [])]
        found[name] = {each.name.get_untrusted_value(): field_of(each) for each in properties}
        waiting += [model for field in found[name].values() for model in field.models]

    return dict(sorted(found.items()))


def _kind(prop: Any) -> str:
    if isinstance(prop, EnumProperty):
        return "integer" if prop.value_type is int else "string"

    return next((kind for type_, kind in _KINDS if isinstance(prop, type_)), "any")
