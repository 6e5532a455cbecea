"""Rows 20 and 23 to 29: answers whose content is not what was promised."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from atlas_control_plane import types

from atlas_resilient import (
    AtlasAPIError,
    AtlasAuthenticationError,
    AtlasNotFoundError,
    AtlasResponseError,
    AtlasValidationError,
)
from atlas_resilient.sandbox import CutBody, Sandbox
from tests.reliability.conftest import FAST, HTML, Seen, ask
from tests.scripted import SUPPORT, answer

BODY = {"name": "support"}

BROKEN = {"cut": b'[{"id": ', "nothing": b"", "words": b"it works!", "two values": b"{} {}"}


@pytest.mark.row(20)
@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN)
def test_broken_json_on_a_read(seen: Seen, body: bytes) -> None:
    """Whoever answers that once will again."""
    ask(seen, answer(200, body))

    assert (seen.outcome, seen.requests) == ("AtlasResponseError", 1)
    assert not seen.error.outcome_unknown  # type: ignore[union-attr]


@pytest.mark.row(20)
@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN)
def test_broken_json_on_a_write(seen: Seen, body: bytes) -> None:
    """It has probably happened, and the error says so."""
    ask(seen, answer(201, body), method="create_agent_class", args=[BODY])

    assert (seen.outcome, seen.requests) == ("AtlasResponseError", 1)
    assert seen.error.outcome_unknown  # type: ignore[union-attr]


@pytest.mark.row(20)
@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN)
def test_broken_json_is_looked_up(seen: Seen, body: bytes) -> None:
    """`get_or_create` asks what there is, and by the same key whose it is."""
    ask(
        seen,
        answer(201, body),
        answer(200, [SUPPORT]),
        answer(201, SUPPORT),
        method="get_or_create_agent_class",
        args=[BODY],
    )

    assert seen.outcome == "no error"
    assert seen.result[1] is True


@pytest.mark.row(20)
def test_a_body_cut_by_the_sandbox(seen: Seen, atlas_sandbox: Sandbox) -> None:
    """The row is there once, and it is found."""
    atlas_sandbox.fail("create_agent_class", CutBody(5))
    atlas = seen.world.client(atlas_sandbox.url, policy=FAST)
    seen.call(atlas.get_or_create_agent_class, BODY)
    seen.created(atlas_sandbox)

    assert (seen.outcome, seen.rows) == ("no error", 1)
    assert seen.result[1] is True


DAMAGE: list[tuple[int, str, dict[str, Any], str]] = [
    (23, "no id", {"id": ...}, "$.id"),
    (23, "no name", {"name": ...}, "$.name"),
    (24, "null id", {"id": None}, "$.id"),
    (24, "null name", {"name": None}, "$.name"),
    (25, "an id that is none", {"id": "xyz"}, "$.id"),
    (25, "a number for a name", {"name": 7}, "$.name"),
    (25, "a list for a name", {"name": ["support"]}, "$.name"),
    (25, "a date that is none", {"created_at": "yesterday"}, "$.created_at"),
]


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        pytest.param(changes, path, id=name, marks=pytest.mark.row(number))
        for number, name, changes, path in DAMAGE
    ],
)
@pytest.mark.parametrize("many", [False, True])
def test_a_damaged_resource(seen: Seen, changes: dict[str, Any], path: str, many: bool) -> None:
    """The error says where, also in a list, and nobody asks again."""
    damaged = {name: value for name, value in {**SUPPORT, **changes}.items() if value is not ...}
    if many:
        ask(seen, answer(200, [SUPPORT, damaged]), method="list_agent_classes", args=[])
    else:
        ask(seen, answer(200, damaged))

    assert (seen.outcome, seen.requests) == ("AtlasResponseError", 1)
    assert isinstance(seen.error, AtlasResponseError)
    assert seen.error.path == (path.replace("$", "$[1]") if many else path)


HEALTH = {"status": "hibernating", "version": "9", "database": "ok", "uptime_seconds": 1}


@pytest.mark.row(26)
def test_an_unknown_enum_value(
    seen: Seen, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is kept as it is, with one warning: an old client works with a new server."""
    monkeypatch.setattr(types, "_UNKNOWN", set())
    with caplog.at_level(logging.WARNING, "atlas_control_plane"):
        for _ in range(3):
            ask(seen, answer(200, HEALTH), method="health", args=[])

    assert [record.getMessage() for record in caplog.records if record.name == "atlas_control_plane"] == [
        "HealthStatus: 'hibernating' is not in the document that this client was made from"
    ]

    assert seen.outcome == "no error"
    assert seen.result.status == "hibernating"
    assert seen.result.to_dict()["status"] == "hibernating"


@pytest.mark.row(27)
def test_an_unknown_field(seen: Seen) -> None:
    """It is kept as well."""
    ask(seen, answer(200, {**SUPPORT, "colour": "blue"}))

    assert seen.outcome == "no error"
    assert seen.result.additional_properties == {"colour": "blue"}


def support(**changes: str) -> bytes:
    """Return a resource as JSON text, with members in raw text added."""
    members = [json.dumps(SUPPORT)[1:-1], *(f'"{name}": {raw}' for name, raw in changes.items())]
    return ("{" + ", ".join(members) + "}").encode()


CRUEL: dict[str, bytes] = {
    "NaN": support(x="NaN"),
    "Infinity": support(x="-Infinity"),
    "5,000 digits": support(x="9" * 5000),
    "100,000 levels": b"[" * 100_000,
    "100,000 closed levels": support(x="[" * 100_000 + "]" * 100_000),
    "bad UTF-8": support(x='"\xff"').replace(b"\xc3\xbf", b"\xff"),
    "UTF-16": json.dumps(SUPPORT).encode("utf-16-le")[:-1],
    "a NUL": support() + b"\0",
    "a name twice": support(name='"other"'),
}


@pytest.mark.row(28)
@pytest.mark.parametrize("body", CRUEL.values(), ids=CRUEL)
def test_cruel_json(seen: Seen, body: bytes) -> None:
    """Our own error, never the parser's."""
    ask(seen, answer(200, body))

    assert (seen.outcome, seen.requests) == ("AtlasResponseError", 1)


@pytest.mark.row(28)
@pytest.mark.parametrize("body", CRUEL.values(), ids=CRUEL)
def test_cruel_json_in_an_error(seen: Seen, body: bytes) -> None:
    """The status decides."""
    ask(seen, answer(422, body))

    assert (seen.outcome, seen.requests) == ("AtlasValidationError", 1)


ODD = {
    "a list": b"[]",
    "a string": b'"no"',
    "nothing": b"",
    "html": HTML,
    "detail of objects": b'{"detail": {"a": 1}}',
}


@pytest.mark.row(29)
@pytest.mark.parametrize("body", ODD.values(), ids=ODD)
@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (404, AtlasNotFoundError),
        (409, AtlasAPIError),
        (422, AtlasValidationError),
        (401, AtlasAuthenticationError),
    ],
)
def test_an_error_of_another_shape(seen: Seen, status: int, kind: type[AtlasAPIError], body: bytes) -> None:
    """The status decides, and what was said is kept."""
    ask(seen, answer(status, body))

    assert isinstance(seen.error, kind)
    assert seen.error.response.content == body
    assert seen.requests == 1
