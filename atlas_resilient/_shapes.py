"""Whether JSON is what the document promises, and where it isn't, before a model is built of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from ._generated import Field

Shapes = Mapping[str, Mapping[str, Field]]

_KIND_WORDS = {
    "model": "an object",
    "object": "an object",
    "array": "an array",
    "uuid": "a UUID",
    "union": "any of what it may be",
}
_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "uuid": (str,),
    "date-time": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "object": (dict,),
}


def first_problem(
    field: Field, data: Any, shapes: Shapes, path: str = "$", *, closely: bool = False
) -> tuple[str, str] | None:
    """
    Return where *data* isn't what *field* promises, and what is wrong there; None if all is well.

    Unknown members and unknown enum values are fine.  *closely* also reads what strings say.
    """
    if data is None:
        return None if field.nullable else (path, "is null")

    if field.kind == "array" and isinstance(data, list):
        if field.items is None:
            return None

        found = (
            first_problem(field.items, item, shapes, f"{path}[{n}]", closely=closely)
            for n, item in enumerate(data)
        )
        return next(filter(None, found), None)

    if field.kind == "model" and isinstance(data, dict):
        return _first_member_problem(shapes[field.of or ""], data, shapes, path, closely)

    if field.kind == "union":
        if any(first_problem(each, data, shapes, closely=closely) is None for each in field.choices):
            return None
    elif _is_kind(field.kind, data) and not (closely and not _reads_as(field.kind, data)):
        return None

    return path, f"is not {_KIND_WORDS.get(field.kind, field.kind)}"


def _first_member_problem(
    shape: Mapping[str, Field], data: Mapping[str, Any], shapes: Shapes, path: str, closely: bool
) -> tuple[str, str] | None:
    for name, field in shape.items():
        if name not in data:
            if field.required:
                return f"{path}.{name}", "is missing"
        elif (
            trouble := first_problem(field, data[name], shapes, f"{path}.{name}", closely=closely)
        ) is not None:
            return trouble

    return None


def _is_kind(kind: str, data: Any) -> bool:
    if kind == "any":
        return True

    # In JSON true is no number, in Python it is one.
    return isinstance(data, _TYPES.get(kind, ())) and (kind == "boolean" or not isinstance(data, bool))


def _reads_as(kind: str, data: Any) -> bool:
    readers: dict[str, Callable[[str], Any]] = {"uuid": UUID, "date-time": datetime.fromisoformat}
    try:
        return kind not in readers or bool(readers[kind](data))
    except ValueError:
        return False
