"""Members of enums have names of their own, whatever the values are."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openapi_python_client.strings import snake_case

from atlas_codegen.enums import fit_enum, member_names
from tests.codegen.documents import answer, document, importable, one, packaged


def fitted(*values: Any, **more: Any) -> dict[str, Any]:
    """Return a schema with these values, fitted."""
    schema: dict[str, Any] = {"enum": list(values), **more}
    fit_enum(schema)
    return schema


@pytest.mark.parametrize(
    ("values", "names"),
    [
        (["red", "dark-green", "Blue"], ["RED", "DARK_GREEN", "BLUE"]),
        (["a", "A"], ["A", "VALUE_UPPER_A"]),
        (["A", "B", "b"], ["A", "VALUE_UPPER_B", "B"]),
        (["created", "-created", "+created"], ["CREATED", "VALUE_MINUS_CREATED", "VALUE_PLUS_CREATED"]),
        (["1.0", "2.0"], ["VALUE_1_0", "VALUE_2_0"]),
        (["1.0", "1-0"], ["VALUE_1_DOT_0", "VALUE_1_MINUS_0"]),
        (["", "x"], ["VALUE_EMPTY", "X"]),
        (["a_", "a", "a__b", "a_b"], ["VALUE_A_UNDERSCORE", "A", "VALUE_A_UNDERSCORE_UNDERSCORE_B", "A_B"]),
        (["", "_", "__"], ["VALUE_EMPTY", "VALUE_UNDERSCORE", "VALUE_UNDERSCORE_UNDERSCORE"]),
        (["*", "/"], ["VALUE_U002A", "VALUE_SLASH"]),
        (["größe", "größer"], ["GRÖSSE", "GRÖSSER"]),
        (["m", "m²", "m³"], ["M", "VALUE_M_U00B2", "VALUE_M_U00B3"]),
        (["µs", "μs"], ["VALUE_U00B5_S", "VALUE_\N{GREEK CAPITAL LETTER MU}S"]),
        (["größe", "grösse"], ["VALUE_GRÖ_U00DF_E", "VALUE_GRÖSSE"]),
        (["fi", "ﬁ"], ["FI", "VALUE_UFB01"]),
        (
            ["½", "\N{EXTENDED ARABIC-INDIC DIGIT ONE}"],
            ["VALUE_U00BD", "VALUE_\N{EXTENDED ARABIC-INDIC DIGIT ONE}"],
        ),
        (["😀", "👍"], ["VALUE_U1F600", "VALUE_U1F44D"]),
        (["import", "None"], ["IMPORT", "NONE"]),
        (['"; import os', "x"], ["VALUE_IMPORT_OS", "X"]),
    ],
)
def test_values_give_names(values: list[str], names: list[str]) -> None:
    """Their own where it is one and tells them apart; else what is in them, in words."""
    assert member_names(values) == names


@pytest.mark.parametrize("values", list(permutations(["a", "A", "-a", "a.b"])))
def test_names_do_not_depend_on_the_order(values: Sequence[str]) -> None:
    """A document that sorts them otherwise makes the same members."""
    known = {"a": "A", "A": "VALUE_UPPER_A", "-a": "VALUE_MINUS_A", "a.b": "A_B"}

    assert member_names(list(values)) == [known[each] for each in values]


@given(st.lists(st.text("aAbB-_. 1ß²µμé*/", max_size=4), unique=True, max_size=6))
def test_names_are_pythons_and_unique(values: list[str]) -> None:
    """As Python compares names, and as the generator does."""
    names = member_names(values)

    assert all(name.isidentifier() for name in names)
    assert len({unicodedata.normalize("NFKC", name) for name in names}) == len(values)
    assert len({snake_case(name).upper() for name in names}) == len(values)


@pytest.mark.parametrize(
    ("values", "left"),
    [
        (["a", "b", "a"], ["a", "b"]),
        (["a", None, None], ["a", None]),
        ([1, 2, 2], [1, 2]),
        ([True, False], None),
        ([1.5, 2.5], None),
        (["a", 1], None),
        ([1, True], None),
        ([True, 1], None),
        ([1.0, 1], None),
        ([None], None),
        ([], None),
        ([["a"], {"b": 1}], None),
        (["a", ["b"]], ["a"]),
        (["a", "b\nc"], None),
        (["a", "b\u2028c"], None),
        (["a", "b\x00"], None),
        (["a", "\ud800"], None),
    ],
)
def test_an_enum_has_values_of_one_kind_each_once(values: list[Any], left: list[Any] | None) -> None:
    """Text or whole numbers; all else is none in Python, and what may come is told by its type."""
    assert fitted(*values).get("enum") == left


def test_names_are_stated_only_where_the_values_give_none() -> None:
    """A document of ours stays as it is."""
    assert fitted("a", "b") == {"enum": ["a", "b"]}
    assert fitted("a", "", None)["x-enum-varnames"] == ["A", "VALUE_EMPTY"]


def test_names_that_the_document_states_win() -> None:
    """Whoever wrote it knows better."""
    assert fitted("-", "+", **{"x-enum-varnames": ["DOWN", "UP"]})["x-enum-varnames"] == ["DOWN", "UP"]


VALUES = ["a", "A", "-a", "", "m²", "m³", '"', "'", '"""', "\\", "{x}", "{{ 7 * 7 }}", "é", "None", "mro"]


def test_members_hold_their_values_to_the_letter(tmp_path: Path) -> None:
    """What is sent is what the document says, quotes, backslashes and line breaks included."""
    schemas = {"Kind": {"type": "string", "enum": VALUES}, "Size": {"type": "integer", "enum": [-1, 0, 1]}}
    both = {
        "type": "object",
        "properties": {name: {"$ref": f"#/components/schemas/{name}"} for name in schemas},
    }
    package = packaged(document(one(responses=answer(both)), schemas=schemas), tmp_path)

    with importable(package) as shop:
        models = __import__(f"{shop.__name__}.models", fromlist=["Kind"])
        kinds = {str(each.value) for each in models.Kind}
        sizes = {int(each.value) for each in models.Size}

    assert json.dumps(sorted(kinds)) == json.dumps(sorted(VALUES))
    assert sizes == {-1, 0, 1}
