"""Names for the members of enums whose values give none, or the same one."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from typing import Any

from openapi_python_client.strings import snake_case

from .document import has_unseen

_CHARACTERS = {
    " ": "SPACE",
    "+": "PLUS",
    "-": "MINUS",
    ".": "DOT",
    "/": "SLASH",
    ":": "COLON",
    "_": "UNDERSCORE",
}


def fit_enum(schema: dict[str, Any]) -> None:
    """Name the members of an enum of text; one that is not text or whole numbers to the letter is no enum in Python."""
    values = list({(type(each), each): each for each in schema["enum"] if _is_scalar(each)}.values())
    kinds = {type(each) for each in values if each is not None}
    if len(values) < len(schema["enum"]):
        schema["enum"] = values

    if kinds not in ({str}, {int}) or any(isinstance(each, str) and has_unseen(each) for each in values):
        del schema["enum"]
    elif kinds == {str} and "x-enum-varnames" not in schema:
        texts = [each for each in values if each is not None]
        names = member_names(texts)
        if names != [_own(each) for each in texts]:
            schema["x-enum-varnames"] = names


def member_names(values: list[str]) -> list[str]:
    """
    Return a name for each value: its own where it has one, or else one made of it.

    >>> member_names(["created_at", "-created_at", "2.0", "", "a", "A"])
    ['CREATED_AT', 'VALUE_MINUS_CREATED_AT', 'VALUE_2_0', 'VALUE_EMPTY', 'A', 'VALUE_UPPER_A']
    """
    counted = [Counter(map(way, values)) for way in _WAYS]
    return [_chosen(value, counted) for value in values]


def _chosen(value: str, counted: list[Counter[str]]) -> str:
    simple = re.fullmatch("[a-z][a-z0-9_]*", value) and snake_case(value) == value
    for way, count in zip(_WAYS, counted, strict=True):
        name = way(value)
        if name and (count[name] == 1 or (simple and way is _own)):
            return name

    return _spelt(value)


def _own(value: str) -> str:
    name = snake_case(value).upper()
    return name if value[:1].isalpha() and name.isidentifier() else ""


def _prefixed(value: str) -> str:
    return f"VALUE_{snake_case(value).upper() or 'EMPTY'}" if value.isascii() else ""


def _spelt(value: str) -> str:
    """Return a name that says every character, so that no other value has it."""
    told = "".join(_said(each) for each in value) or "EMPTY"
    return "_".join(["VALUE", *told.split()]).upper()


def _said(character: str) -> str:
    if character.isupper() and _stays(character.lower()):
        return f" UPPER {character} "

    return character if _stays(character) else f" {_CHARACTERS.get(character, f'U{ord(character):04X}')} "


def _stays(character: str) -> bool:
    """Whether it stands for itself in a name, in capitals as well, which a micro sign or a sharp s doesn't."""
    capital = character.upper()
    same = unicodedata.normalize("NFKC", character) == character and capital.lower() == character
    return same and len(capital) == 1 and character != "_" and f"a{character}{capital}".isidentifier()


_WAYS: tuple[Callable[[str], str], ...] = (_own, _prefixed, _spelt)


def _is_scalar(value: Any) -> bool:
    return value is None or isinstance(value, str | int | float)
