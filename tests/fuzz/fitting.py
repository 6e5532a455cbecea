"""Whether a model's attributes are what its annotations say, so that a user's type checker was right."""

from __future__ import annotations

from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs
from atlas_control_plane import models


def fits(value: Any, hint: Any) -> bool:
    """Whether *value* is of the annotated type, all the way down; an enum may have a value of a newer server."""
    if hint is Any:
        return True

    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return any(fits(value, each) for each in get_args(hint))

    if origin is list:
        return isinstance(value, list) and all(fits(item, get_args(hint)[0]) for item in value)

    if hint in (int, float, dict) or origin is dict:
        # In JSON true is no number, and a number needs no fraction.
        kinds = {int: (int,), float: (int, float)}.get(hint, (dict,))
        return isinstance(value, kinds) and not isinstance(value, bool)

    if attrs.has(hint):
        return isinstance(value, hint) and all(
            fits(getattr(value, name), each) for name, each in _hints(hint).items()
        )

    return isinstance(value, (hint, str) if issubclass(hint or NoneType, Enum) else hint or NoneType)


@cache
def _hints(model: type[Any]) -> dict[str, Any]:
    return get_type_hints(model, localns={name: getattr(models, name) for name in models.__all__})
