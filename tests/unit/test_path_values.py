"""What stands in a path: a value of the promised kind, escaped, that never leads to another path."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

import pytest

from atlas_resilient.testing import answer
from tests.unit.conftest import Shop

ID = "11111111-1111-4111-8111-111111111111"
UTC = datetime.UTC


def path_of(shop: Shop, kind: str, value: Any) -> str:
    """Return what stands in the path for *value*, as it is on the wire."""
    server = shop.server(answer(200))
    shop.call(server, f"by_{kind}", value)
    [request] = server.requests
    path: str = request.url.raw_path.decode()
    assert path.startswith(f"/by-{kind}/")
    return path.removeprefix(f"/by-{kind}/")


@pytest.mark.parametrize(
    ("kind", "value", "told"),
    [
        ("text", "a", "a"),
        ("text", "a b", "a%20b"),
        ("text", "größe", "gr%C3%B6%C3%9Fe"),
        ("text", "a/b", "a%2Fb"),
        ("text", "../secret", "..%2Fsecret"),
        ("text", "a?b=c#d", "a%3Fb%3Dc%23d"),
        ("text", "100%", "100%25"),
        ("text", "%2e%2e", "%252e%252e"),
        ("text", "a\r\nX: y", "a%0D%0AX%3A%20y"),
        ("text", "{value}", "%7Bvalue%7D"),
        ("text", "...", "..."),
        ("text", " ", "%20"),
        ("uuid", UUID(ID), ID),
        ("uuid", ID, ID),
        ("uuid", ID.replace("-", "").upper(), ID),
        ("date", datetime.date(2024, 2, 29), "2024-02-29"),
        ("date", "2024-02-29", "2024-02-29"),
        ("moment", datetime.datetime(2024, 2, 29, 12, tzinfo=UTC), "2024-02-29T12%3A00%3A00%2B00%3A00"),
        ("moment", "2024-02-29T12:00:00Z", "2024-02-29T12%3A00%3A00%2B00%3A00"),
        ("whole", 0, "0"),
        ("whole", -3, "-3"),
        ("number", 1.5, "1.5"),
        ("number", 2, "2"),
        ("flag", True, "true"),
        ("flag", False, "false"),
        ("colour", "light blue", "light%20blue"),
        ("colour", "unheard of", "unheard%20of"),
        ("size", 2, "2"),
    ],
)
def test_a_value_stands_in_the_path(kind: str, value: Any, told: str, shop: Shop) -> None:
    """Text is escaped whole; ids and dates may be given as text; true is JSON's."""
    assert path_of(shop, kind, value) == told


def test_members_of_enums_stand_for_their_values(shop: Shop) -> None:
    """Of text and of numbers."""
    assert path_of(shop, "colour", shop.models.ByColourValue.LIGHT_BLUE) == "light%20blue"
    assert path_of(shop, "size", shop.models.BySizeValue.VALUE_2) == "2"


@pytest.mark.parametrize("kind", ["text", "colour"])
@pytest.mark.parametrize("value", ["", ".", ".."])
def test_what_leads_to_another_path_is_refused(kind: str, value: str, shop: Shop) -> None:
    """DELETE /things/ may mean all of them."""
    refused(
        shop, kind, value, ValueError, f"by_{kind}: value can't be {value!r}: it would ask for another path"
    )


@pytest.mark.parametrize(
    ("kind", "value", "complaint"),
    [
        ("uuid", "x", "value has to be a UUID, not 'x'"),
        ("uuid", "", "value has to be a UUID, not ''"),
        ("uuid", "..", "value has to be a UUID, not '..'"),
        ("date", "2024-02-30", "value has to be a date, not '2024-02-30'"),
        ("date", "2024-02-29T12:00:00", "value has to be a date, not '2024-02-29T12:00:00'"),
        ("moment", "yesterday", "value has to be a datetime, not 'yesterday'"),
    ],
)
def test_text_that_is_none_of_its_kind_is_refused(kind: str, value: str, complaint: str, shop: Shop) -> None:
    """Before anything is sent."""
    refused(shop, kind, value, ValueError, f"by_{kind}: {complaint}")


@pytest.mark.parametrize(
    ("kind", "value", "complaint"),
    [
        ("text", 1, "is a string, not 1"),
        ("text", b"a", "is a string, not b'a'"),
        ("text", None, "is a string, not None"),
        ("text", UUID(ID), "is a string, not UUID"),
        ("text", ["a"], "is a string, not"),
        ("uuid", 1, "is a UUID or its text, not 1"),
        ("uuid", None, "is a UUID or its text, not None"),
        ("date", 20240229, "is a date or its text, not 20240229"),
        ("date", datetime.datetime(2024, 2, 29), "is a date or its text, not datetime.datetime"),
        ("moment", datetime.date(2024, 2, 29), "is a datetime or its text, not datetime.date"),
        ("whole", "1", "is a whole number, not '1'"),
        ("whole", 1.0, "is a whole number, not 1.0"),
        ("whole", True, "is a whole number, not True"),
        ("size", False, "is a whole number, not False"),
        ("number", True, "is a number, not True"),
        ("number", "1.5", "is a number, not '1.5'"),
        ("number", float("nan"), "is a number, not nan"),
        ("number", float("inf"), "is a number, not inf"),
        ("flag", 1, "is True or False, not 1"),
        ("flag", "true", "is True or False, not 'true'"),
        ("colour", 1, "is a string, not 1"),
    ],
)
def test_values_of_another_kind_are_refused(kind: str, value: Any, complaint: str, shop: Shop) -> None:
    """A boolean is no number, a moment is no day, and what is no number has no digits."""
    refused(shop, kind, value, TypeError, f"by_{kind}: value {complaint}")


def refused(shop: Shop, kind: str, value: Any, error: type[Exception], complaint: str) -> None:
    """Check that a value is refused in those words, and nothing sent."""
    server = shop.server(answer(200))

    with pytest.raises(error) as caught:
        shop.call(server, f"by_{kind}", value)

    assert str(caught.value).startswith(complaint)
    assert not server.requests


def test_a_long_value_is_told_in_part(shop: Shop) -> None:
    """An error is a line."""
    server = shop.server(answer(200))
    with pytest.raises(TypeError) as caught:
        shop.call(server, "by_whole", "9" * 1000)
    assert len(str(caught.value)) < 200
