"""What a foreign service answers: any JSON, text or bytes, with the place of what is wrong, and its own errors."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from atlas_resilient import AtlasNotFoundError, AtlasResponseError, safe_get
from atlas_resilient.testing import answer, connection_lost, problem
from tests.unit.conftest import Shop

NOON = datetime.datetime(2024, 2, 29, 12, tzinfo=datetime.UTC)


def answered(shop: Shop, name: str, content: Any, status: int = 200, **headers: str) -> Any:
    """Return what a call of `answer_<name>` returns."""
    named = {key.replace("_", "-"): value for key, value in headers.items()}
    return shop.call(shop.server(answer(status, content, headers=named)), f"answer_{name}")


@pytest.mark.parametrize(
    ("name", "content", "value"),
    [
        ("whole", 3, 3),
        ("whole", 0, 0),
        ("word", "a", "a"),
        ("word", "", ""),
        ("flag", False, False),
        ("moment", "2024-02-29T12:00:00Z", NOON),
        ("numbers", [1, 2], [1, 2]),
        ("numbers", [], []),
        ("days", ["2024-02-29"], [datetime.date(2024, 2, 29)]),
        ("anything", {"a": [1, None]}, {"a": [1, None]}),
        ("anything", [1], [1]),
        ("anything", None, None),
        ("maybe_word", None, None),
        ("maybe_word", "a", "a"),
        ("maybe", None, None),
    ],
)
def test_an_answer_may_be_any_json(name: str, content: Any, value: Any, shop: Shop) -> None:
    """A value by itself, a list of values, or nothing."""
    found = answered(shop, name, b"null" if content is None else content)

    assert (found, type(found)) == (value, type(value))


def test_an_answer_may_be_one_of_several(shop: Shop) -> None:
    """The one that it looks like."""
    models = shop.models

    assert answered(shop, "either", {"id": "a"}) == models.Thing(id="a")
    assert answered(shop, "either", {"name": "a"}) == models.Other(name="a")
    assert answered(shop, "eithers", [{"id": "a"}, 3]) == [models.Thing(id="a"), 3]
    assert answered(shop, "maybe", {"id": "a"}) == models.Thing(id="a")


def test_an_answer_may_be_a_map(shop: Shop) -> None:
    """Of numbers, or of models."""
    assert answered(shop, "map", {"a": 1, "b": 2}).additional_properties == {"a": 1, "b": 2}
    assert answered(shop, "map_of_things", {"a": {"id": "x"}})["a"] == shop.models.Thing(id="x")


def test_unknown_members_of_enums_are_kept(shop: Shop) -> None:
    """A newer server has more of them."""
    assert [str(each) for each in answered(shop, "colours", ["light blue", "green"])] == [
        "light blue",
        "green",
    ]


@pytest.mark.parametrize(
    ("name", "content", "place", "what"),
    [
        ("whole", "3", "$", "is not integer"),
        ("whole", 3.5, "$", "is not integer"),
        ("whole", True, "$", "is not integer"),
        ("whole", b"null", "$", "is null"),
        ("word", 3, "$", "is not string"),
        ("word", {}, "$", "is not string"),
        ("flag", 1, "$", "is not boolean"),
        ("flag", "true", "$", "is not boolean"),
        ("moment", "yesterday", "$", "is not date-time"),
        ("numbers", {}, "$", "is not an array"),
        ("numbers", [1, "2", 3], "$[1]", "is not integer"),
        ("numbers", [1, None], "$[1]", "is null"),
        ("days", ["2024-02-29", 3], "$[1]", "is not string"),
        ("either", {"size": 3}, "$", "is not any of what it may be"),
        ("either", [], "$", "is not any of what it may be"),
        ("either", {"id": 3}, "$", "is not any of what it may be"),
        ("eithers", [3, {"id": "a"}, "b"], "$[2]", "is not any of what it may be"),
        ("several", {"id": "a", "size": "big"}, "$.size", "is not integer"),
        ("several", {"size": 1}, "$.id", "is missing"),
        ("maybe_word", 3, "$", "is not string"),
        ("map", [], "$", "is not an object"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    name: str, content: Any, place: str, what: str, shop: Shop
) -> None:
    """Before a caller stumbles over it."""
    error = shop.failure(shop.server(answer(200, content)), f"answer_{name}")

    assert (type(error), error.path) == (AtlasResponseError, place)
    assert f"answered 200, but {place} {what} (request " in str(error)
    assert not error.outcome_unknown


@pytest.mark.parametrize("name", ["whole", "anything", "maybe", "maybe_word", "numbers", "several"])
@pytest.mark.parametrize("content", [b"", b"<html>", b'{"a": 1, "a": 2}', b"NaN", b"\xff"])
def test_what_is_no_json_is_told(name: str, content: bytes, shop: Shop) -> None:
    """Where JSON is promised, whatever it is."""
    error = shop.failure(shop.server(answer(200, content)), f"answer_{name}")

    assert isinstance(error, AtlasResponseError)
    assert "not JSON" in str(error)


@pytest.mark.parametrize(
    ("charset", "raw"),
    [
        ("text/plain; charset=utf-8", "größe".encode()),
        ("text/plain; charset=iso-8859-1", "größe".encode("latin-1")),
        ('text/plain; charset="utf-16"', "größe".encode("utf-16")),
        ("text/plain", "größe".encode()),
        ("", "größe".encode()),
        ("text/plain; charset=nonsense", "größe".encode()),
    ],
)
def test_text_is_read_in_its_charset(charset: str, raw: bytes, shop: Shop) -> None:
    """UTF-8 where none is named, or one that nobody knows."""
    assert answered(shop, "text", raw, content_type=charset) == "größe"


@pytest.mark.parametrize("raw", [b"", b"null", b"{", b"3"])
def test_text_may_be_anything(raw: bytes, shop: Shop) -> None:
    """Even what looks like JSON, or nothing."""
    assert answered(shop, "text", raw) == raw.decode()


@pytest.mark.parametrize("raw", [b"", b"%PDF\x00\xff", b"null"])
def test_bytes_come_as_they_are(raw: bytes, shop: Shop) -> None:
    """As a file to read."""
    assert answered(shop, "file", raw).payload.read() == raw


def test_each_success_has_its_own_shape(shop: Shop) -> None:
    """One that the document doesn't name is as good as the first if it looks like it."""
    models = shop.models

    assert answered(shop, "several", {"id": "a"}) == models.Thing(id="a")
    assert answered(shop, "several", {"name": "a"}, 201) == models.Other(name="a")
    assert answered(shop, "several", None, 204) is None
    assert answered(shop, "several", {"id": "a"}, 202) == models.Thing(id="a")


@pytest.mark.parametrize(("status", "place"), [(200, "$.id"), (201, "$.name"), (202, "$.id")])
def test_the_shape_of_another_success_is_none(status: int, place: str, shop: Shop) -> None:
    """Each is read by its own status."""
    assert shop.failure(shop.server(answer(status, {})), "answer_several").path == place


GONE = answer(404, {"message": "there is none", "code": 7})


def test_a_delete_that_is_gone_on_the_second_attempt_is_done(shop: Shop) -> None:
    """What it would have answered is lost, so there is none."""
    server = shop.server(connection_lost(), GONE)

    assert shop.call(server, "delete_thing", "a") is None
    assert server.calls == ["DELETE /things/a"] * 2
    assert shop.call(shop.server(answer(200, {"id": "a"})), "delete_thing", "a") == shop.models.Thing(id="a")


def test_a_delete_may_answer_nothing_at_all(shop: Shop) -> None:
    """Whatever the document says: what is deleted need not be shown."""
    assert shop.call(shop.server(answer(204)), "delete_thing", "a") is None


def test_a_delete_of_what_was_never_there_is_an_error(shop: Shop) -> None:
    """Nobody of us has deleted it; nor does a gateway know."""
    assert type(shop.failure(shop.server(GONE), "delete_thing", "a")) is AtlasNotFoundError
    gateway = shop.server(connection_lost(), answer(404, {"detail": "no route"}))
    assert type(shop.failure(gateway, "delete_thing", "a")) is AtlasNotFoundError


@pytest.mark.parametrize("status", [404, 410])
def test_an_error_of_the_service_proves_absence(status: int, shop: Shop) -> None:
    """By the members that its document gives to errors; the first of them says what is wrong."""
    body = {"message": "there is none", "code": 7}

    assert shop.call(shop.server(answer(status, body)), "safe_get_thing", "a") is None
    error = shop.failure(shop.server(answer(status, body)), "get_thing", "a")
    assert (error.from_api, type(error)) == (True, AtlasNotFoundError)
    assert f"get_thing: {status}: there is none (request " in str(error)


@pytest.mark.parametrize(
    "gateway",
    [
        answer(404, {"detail": "Not Found"}),
        answer(404, {"error": "no route"}),
        answer(404, {"message": None}),
        answer(404, [{"message": "a"}]),
        answer(404, b"<html><title>404</title></html>"),
        answer(404, b""),
        problem(404),
    ],
)
def test_an_error_of_somebody_else_proves_nothing(gateway: Any, shop: Shop) -> None:
    """FastAPI's `detail`, which the Control Plane has, is a stranger's here."""
    error = shop.failure(shop.server(gateway), "safe_get_thing", "a")

    assert (type(error), error.from_api) == (AtlasNotFoundError, False)


def test_another_member_of_an_error_is_proof_as_well(shop: Shop) -> None:
    """An error need not have all that its document gives it, and null is as good as nothing."""
    for body in ({"code": 7}, {"message": None, "code": 7}):
        assert shop.call(shop.server(answer(404, body)), "safe_get_thing", "a") is None


def test_safe_get_of_any_function_follows_the_error(shop: Shop) -> None:
    """Which knows whose it is; wrapped or generated makes no difference."""
    found = safe_get(shop.client(shop.server(GONE)).get_thing)

    assert shop.world.call(found, "a") is None
