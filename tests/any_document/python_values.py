"""JSON values as a generated method takes them, and what it returns as JSON again."""

from __future__ import annotations

import datetime
import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from io import BytesIO
from typing import Any
from uuid import UUID

_PLAIN = (str, int, float, bool, bytes, type(None))
_NOT_THIS_ONE = (TypeError, ValueError, KeyError, AttributeError)


def given(hint: Any, value: Any, *, typed: bool) -> Any:
    """
    Return the JSON *value* as one of the types that *hint* allows: as a model, date, UUID or enum, or as it is.

    A text that says "bytes" is a file, as `sample` makes it.

    Raises:
        TypeError: no type of *hint* takes it.
    """
    branches = list(_branches(hint))
    branches.sort(key=lambda each: _is_plain(each) is typed)
    for branch in branches:
        try:
            return _as(branch, value, typed)
        except _NOT_THIS_ONE:
            continue
    raise TypeError(f"{hint} takes no {value!r}")


def _as(kind: Any, value: Any, typed: bool) -> Any:
    origin = typing.get_origin(kind) or kind
    if kind is Any:
        return value
    if origin is typing.Literal:
        return _if(value in typing.get_args(kind), value)
    if origin in (list, Sequence):
        [inner] = typing.get_args(kind)
        return [given(inner, each, typed=typed) for each in _if(isinstance(value, list), value)]
    if origin in (dict, Mapping):
        return _if(isinstance(value, dict), value)
    if kind in _PLAIN:
        return b"bytes" if kind is bytes and value == "bytes" else _if(fits(kind, value), value)
    if kind is UUID:
        return UUID(value)
    if kind in (datetime.datetime, datetime.date):
        return kind.fromisoformat(value)
    if hasattr(kind, "from_dict"):
        return _model(kind, value)
    if hasattr(kind, "to_tuple"):
        return _if(value == "bytes", kind(payload=BytesIO(b"bytes"), file_name="name.bin"))
    return kind(value)


def _model(kind: Any, value: Any) -> Any:
    """Return a model that looks like *value*; its files get a name, which servers want to see."""
    if not holds_files(value):
        made = kind.from_dict(value)
        return _if(made.to_dict() == value, made)

    made = kind.from_dict(with_files(value))
    for name in dir(made):
        member = getattr(made, name)
        for each in member if isinstance(member, list) else [member]:
            if hasattr(each, "to_tuple"):
                each.file_name = "name.bin"
    return made


def holds_files(value: Any) -> bool:
    """Return whether a sampled object has a file, or a list of them."""
    return isinstance(value, dict) and any(
        each == "bytes" or (isinstance(each, list) and "bytes" in each) for each in value.values()
    )


def with_files(value: dict[str, Any]) -> dict[str, Any]:
    """Return a sampled object with bytes where it has files."""
    files: dict[Any, Any] = {"bytes": b"bytes"}
    return {
        name: [files.get(one, one) if isinstance(one, str) else one for one in each]
        if isinstance(each, list)
        else (files.get(each, each) if isinstance(each, str) else each)
        for name, each in value.items()
    }


def _if(is_so: bool, value: Any) -> Any:
    if not is_so:
        raise TypeError(value)
    return value


def _branches(hint: Any) -> Iterator[Any]:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        for each in typing.get_args(hint):
            yield from _branches(each)
    else:
        yield hint


def _is_plain(kind: Any) -> bool:
    return kind in _PLAIN or (typing.get_origin(kind) or kind) in (dict, Mapping)


def is_model_possible(hint: Any) -> bool:
    """Return whether a type allows a generated model."""
    return any(hasattr(each, "from_dict") for each in _branches(hint))


def fits(hint: Any, value: Any) -> bool:
    """Return whether *value* is of the type *hint*, as deep as that says."""
    if hint is Any:
        return True
    origin, arguments = typing.get_origin(hint) or hint, typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return any(fits(each, value) for each in arguments)
    if origin is typing.Literal:
        return value in arguments
    if origin in (list, Sequence):
        return isinstance(value, list) and all(fits(arguments[0], each) for each in value)
    if origin is None:
        return value is None
    if isinstance(value, bool):
        return origin is bool
    # https://typing.python.org/en/latest/spec/special-types.html: an int is where a float is.
    return isinstance(value, (int, float) if origin is float else origin)


def plain(value: Any) -> Any:
    """Return as JSON what a method returned, and as bytes what is a file."""
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if hasattr(value, "to_dict"):
        return value.to_dict()
    return value.payload.read() if hasattr(value, "payload") else value
