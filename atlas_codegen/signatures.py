"""What stands in a method's signature: names and types of its arguments, of a body, of what comes back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import frozen
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties import EnumProperty, ModelProperty
from openapi_python_client.parser.properties.boolean import BooleanProperty
from openapi_python_client.parser.properties.date import DateProperty
from openapi_python_client.parser.properties.datetime import DateTimeProperty
from openapi_python_client.parser.properties.file import FileProperty
from openapi_python_client.parser.properties.float import FloatProperty
from openapi_python_client.parser.properties.int import IntProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.literal_enum_property import LiteralEnumProperty
from openapi_python_client.parser.properties.union import UnionProperty
from openapi_python_client.parser.properties.uuid import UuidProperty

from .low_level import FreeObject

# What the client sends by itself.
_OWN_HEADERS = {"idempotency-key", "x-request-id", "authorization", "accept", "content-type", "user-agent"}
_IN_PATH: tuple[tuple[type, str], ...] = (
    (UuidProperty, "uuid"),
    (DateTimeProperty, "date-time"),
    (DateProperty, "date"),
    (BooleanProperty, "boolean"),
    (IntProperty, "integer"),
    (FloatProperty, "number"),
)


@frozen
class Parameter:
    """A parameter of a method: its Python name, what it takes, and what it says of itself."""

    name: str
    type: str
    description: str
    required: bool = True
    default: str | None = None
    kind: str = "text"


def path_parameters(endpoint: Endpoint, said: Mapping[str, str]) -> list[Parameter]:
    """Return the parameters in the path; *kind* says what a value may be there."""
    return [
        Parameter(
            str(each.python_name),
            _argument_type(each),
            said.get(each.name.get_untrusted_value(), ""),
            kind=_kind_in_path(each),
        )
        for each in endpoint.path_parameters
    ]


def other_parameters(endpoint: Endpoint, said: Mapping[str, str]) -> list[Parameter]:
    """Return what goes into query, headers and cookies: what is required first, paging last."""
    headers = [
        each
        for each in endpoint.header_parameters
        if each.name.get_untrusted_value().lower() not in _OWN_HEADERS
    ]
    props = [*endpoint.query_parameters, *headers, *endpoint.cookie_parameters]
    found = [_other_parameter(each, said.get(each.name.get_untrusted_value(), "")) for each in props]
    return sorted(found, key=lambda each: (not each.required, each.name in ("limit", "offset")))


def _other_parameter(prop: Any, description: str) -> Parameter:
    name = str(prop.python_name)
    if isinstance(prop, BooleanProperty) and prop.default is not None:
        # A flag with a default is always sent, so its type says that it always has a value.
        return Parameter(name, "bool", description, False, str(prop.default.raw_value))

    kind = _argument_type(prop)
    if prop.required:
        return Parameter(name, kind, description)

    return Parameter(name, union([kind, "None"]), description, False, "None")


def _argument_type(prop: Any) -> str:
    kind = union([type_of(prop)])
    return f"{kind} | str" if isinstance(prop, UuidProperty | EnumProperty) else kind


def _kind_in_path(prop: Any) -> str:
    if isinstance(prop, EnumProperty):
        return "integer" if prop.value_type is int else "text"

    return next((kind for type_, kind in _IN_PATH if isinstance(prop, type_)), "text")


def type_of(prop: Any) -> str:
    """Return the type that a property has in Python."""
    return str(prop.get_type_string(no_optional=True).as_unembedded_code())


def body_type(prop: Any) -> str:
    """Return what a method takes for a body: for each model in it also a dict like one."""
    if isinstance(prop, ModelProperty):
        return f"{prop.class_info.name} | Mapping[str, Any]"
    if isinstance(prop, FreeObject):
        return "Mapping[str, Any]"
    if isinstance(prop, ListProperty):
        return f"Sequence[{body_type(prop.inner_property)}]"
    if isinstance(prop, UnionProperty):
        return union(body_type(each) for each in prop.inner_properties)
    if isinstance(prop, FileProperty):
        return "File | bytes | str"

    return type_of(prop)


def union(types: Iterable[str]) -> str:
    """Return the union of types, each once, None last."""
    parts = list(dict.fromkeys(part for each in types for part in _parts(each)))
    return " | ".join([*(part for part in parts if part != "None"), *(["None"] if "None" in parts else [])])


def _parts(type_: str) -> list[str]:
    """Return the members of a union, those in brackets left together."""
    found, depth = [""], 0
    for character in type_:
        depth += (character == "[") - (character == "]")
        if character == "|" and not depth:
            found.append("")
        else:
            found[-1] += character

    return [part.strip() for part in found]


def classes_in(prop: Any) -> Iterator[str]:
    """Yield the names that a property's type takes from `models`."""
    if isinstance(prop, EnumProperty | LiteralEnumProperty | ModelProperty):
        yield str(prop.class_info.name)
    elif isinstance(prop, ListProperty):
        yield from classes_in(prop.inner_property)
    elif isinstance(prop, UnionProperty):
        for each in prop.inner_properties:
            yield from classes_in(each)
