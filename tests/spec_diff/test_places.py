"""What is inside lists, maps, unions and references is judged too, and each change is told where it is."""

from __future__ import annotations

from typing import Any

import pytest

from tests.spec_diff.documents import answers, create, document, get, in_path, operation, sends, thing, to
from tools.spec_diff.compare import changes_between

TEXT: dict[str, Any] = {"type": "string"}
WHOLE: dict[str, Any] = {"type": "integer"}
NULL: dict[str, Any] = {"type": "null"}
MAYBE: dict[str, Any] = {"type": ["string", "null"]}


def changes(before: Any, after: Any, **schemas: Any) -> list[tuple[str, str]]:
    """Return where something has changed in an answer's field `at`, and the sentence."""
    one, other = (
        document(get(responses=answers(to("Thing"))), Thing=thing(at=schema), **schemas)
        for schema in (before, after)
    )
    return [(change.where, change.text) for change in changes_between(one, other)]


@pytest.mark.parametrize(
    ("before", "after", "where", "text"),
    [
        (
            {"type": "array", "items": TEXT},
            {"type": "array", "items": MAYBE},
            "Thing.at[]",
            "an item of `Thing.at` may now be None",
        ),
        (
            {"type": "array", "items": {"type": "array", "items": TEXT}},
            {"type": "array", "items": {"type": "array", "items": WHOLE}},
            "Thing.at[][]",
            "an item of an item of `Thing.at` is now `int`, not `str`",
        ),
        (
            {"type": "object", "additionalProperties": TEXT},
            {"type": "object", "additionalProperties": WHOLE},
            "Thing.at{}",
            "a value of `Thing.at` is now `int`, not `str`",
        ),
        (thing(inner=TEXT), thing(inner=MAYBE), "Thing.at.inner", "`Thing.at.inner` may now be None"),
        (to("One"), {"anyOf": [to("One"), NULL]}, "Thing.at", "`Thing.at` may now be None"),
        ({"anyOf": [to("One"), NULL]}, to("One"), "Thing.at", "`Thing.at` is never None any more"),
        (
            {"anyOf": [to("One"), to("Two")]},
            {"anyOf": [to("One"), to("Two"), to("Three")]},
            "Thing.at",
            "`Thing.at` is now `One | Three | Two`, not `One | Two`",
        ),
        (
            {"type": "string", "format": "uuid"},
            TEXT,
            "Thing.at",
            "`Thing.at` is now `str`, not `UUID`",
        ),
        ({"type": "object"}, thing(a=TEXT), "Thing.at", "`Thing.at` is now `model`, not `dict`"),
        (
            {"type": "object"},
            {"type": "object", "additionalProperties": TEXT},
            "Thing.at",
            "`Thing.at` is now `model`, not `dict`",
        ),
        (TEXT, {}, "Thing.at", "`Thing.at` is now `Any`, not `str`"),
    ],
)
def test_the_place_is_told(before: Any, after: Any, where: str, text: str) -> None:
    """As an exception would name it, and in words."""
    classes = {name: thing(a=TEXT) for name in ("One", "Two", "Three")}

    assert changes(before, after, **classes) == [(where, text)]


def test_a_change_in_a_branch_of_a_union_is_found() -> None:
    """Under the name of the class that it is."""
    either = {"anyOf": [to("One"), to("Two")]}
    one, other = (
        document(get(responses=answers(thing(at=either))), One=thing(a=schema), Two=thing(a=TEXT))
        for schema in (TEXT, MAYBE)
    )

    assert [change.text for change in changes_between(one, other)] == ["`One.a` may now be None"]


def test_a_default_beside_a_reference_is_found() -> None:
    """Though what both refer to is the same."""
    one, other = (
        document(
            create(requestBody=sends(to("Thing"))),
            Thing=thing(at={**to("Color"), "default": default}),
            Color={"type": "string", "enum": ["red", "blue"]},
        )
        for default in ("red", "blue")
    )

    assert [(change.where, change.text) for change in changes_between(one, other)] == [
        ("Thing.at", '`Thing.at`, if left out, is now "blue", not "red"')
    ]


def test_a_constant_is_no_class() -> None:
    """It becomes a Literal: an enum in its place is a class more."""
    one, other = (
        document(Color={"type": "string", **value}) for value in ({"const": "red"}, {"enum": ["red"]})
    )

    assert changes_between(document(), one) == []
    assert [change.text for change in changes_between(one, other)] == ["`models.Color` is new"]


def test_parameters_of_the_path_item_count() -> None:
    """They are those of each of its operations."""
    parameters = in_path("a")
    one = document(("get", "/{a}", operation("get_thing", parameters=parameters)))
    other = document(("get", "/{a}", operation("get_thing")))
    other["paths"]["/{a}"]["parameters"] = parameters

    assert changes_between(one, other) == []


def test_another_name_of_the_only_argument_is_told_once() -> None:
    """The path is the same for a server; the keyword is not for a caller."""
    one = document(("get", "/{a}", operation("get_thing", parameters=in_path("a"))))
    other = document(("get", "/{b}", operation("get_thing", parameters=in_path("b"))))

    assert [change.rule for change in changes_between(one, other)] == ["request-path-parameter-renamed"]
