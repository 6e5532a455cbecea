"""Rows 19 to 33: answers that are no answers, and the refusals that nobody should repeat."""

from __future__ import annotations

import gzip
import json
import logging
import resource
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from atlas_control_plane import types

from atlas_resilient import (
    AtlasAPIError,
    AtlasAuthenticationError,
    AtlasNotFoundError,
    AtlasResponseError,
    AtlasServerError,
    AtlasValidationError,
)
from atlas_resilient.sandbox import CutBody, Sandbox, Status
from tests.raw_server import RawServer, says
from tests.reliability.conftest import FAST, Seen
from tests.scripted import SUPPORT, Scripted, answer, problem

BODY = {"name": "support"}
HTML = b"<html><head><title>Sign in &amp; pay</title></head><body>" + b"portal " * 500


def ask(seen: Seen, *outcomes: Any, method: str = "get_agent_class", args: Any = (SUPPORT["id"],)) -> None:
    """Call a scripted server, and note what came of it."""
    server = Scripted(*outcomes)
    atlas = seen.world.client("http://atlas.test", transport=server.transport, policy=FAST)
    seen.call(getattr(atlas, method), *args)
    seen.requests = len(server.requests)


@pytest.mark.row(19)
def test_a_gzip_bomb(seen: Seen) -> None:
    """It is cut off long before it is whole."""
    # Made piece by piece: what is measured is what the client takes, not what the test took before.
    packer = zlib.compressobj(wbits=31)
    bomb = b"".join([*(packer.compress(b" " * 1_000_000) for _ in range(210)), packer.flush()])
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n"
    head += b"Content-Length: %d\r\n\r\n" % len(bomb)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with RawServer(says(head, bomb)) as server:
        policy = FAST.evolve(deadline=20.0)
        seen.call(seen.world.client(server.url, policy=policy).list_agent_classes)
        seen.requests = server.requests

    assert seen.outcome == "AtlasResponseError"
    assert seen.requests == 1
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert grown <= 100, f"{grown:.0f} MB more than before"


def packed(encoding: str, body: bytes) -> bytes:
    """Return an answer whose body is *body*, told to be encoded."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: %s\r\nContent-Length: %d\r\n\r\n"
    return head % (encoding.encode(), len(body)) + body


LIST = json.dumps([SUPPORT] * 2000).encode()


@pytest.mark.row(19)
@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(LIST)),
        ("deflate", zlib.compress(LIST)),
        ("GZIP", gzip.compress(LIST)),
        ("identity", LIST),
    ],
)
def test_a_packed_answer(seen: Seen, encoding: str, body: bytes) -> None:
    """All of it, in as many pieces as it takes."""
    with RawServer(says(packed(encoding, body))) as server:
        seen.call(seen.world.client(server.url, policy=FAST).list_agent_classes)

    assert seen.outcome == "no error"
    assert len(seen.result) == 2000


@pytest.mark.row(19)
@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(LIST)[:-20]),
        ("gzip", gzip.compress(LIST)[:500]),
        ("gzip", b"not gzip at all"),
        ("gzip", gzip.compress(LIST)[:30] + b"\xff" * 50),
        ("br", b"\x0b\x02\x80[]\x03"),
        ("gzip, gzip", gzip.compress(gzip.compress(LIST))),
    ],
)
def test_a_badly_packed_answer(seen: Seen, encoding: str, body: bytes) -> None:
    """Our own error, and nobody asks again."""
    with RawServer(says(packed(encoding, body))) as server:
        seen.call(seen.world.client(server.url, policy=FAST).list_agent_classes)
        seen.requests = server.requests

    assert (seen.outcome, seen.requests) == ("AtlasResponseError", 1)


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


@pytest.mark.row(21)
@pytest.mark.parametrize("method", ["get_agent_class", "create_agent_class"])
def test_a_login_page(seen: Seen, method: str) -> None:
    """Its title is told, and the first characters, without anything that a terminal would take for a command."""
    args = [BODY] if method.startswith("create") else [SUPPORT["id"]]
    ask(seen, answer(200, HTML, content_type="text/html"), method=method, args=args)

    assert (seen.outcome, seen.requests) == ("AtlasResponseError", 1)
    assert "Sign in" in str(seen.error)
    assert len(str(seen.error)) < 1000


@pytest.mark.row(22)
@pytest.mark.parametrize("code", [500, 502, 503, 504])
@pytest.mark.parametrize("times", [1, None])
def test_a_page_of_a_gateway(seen: Seen, atlas_sandbox: Sandbox, code: int, times: int | None) -> None:
    """It is a server error whatever it looks like, and passes or not."""
    atlas_sandbox.fail("create_agent_class", Status(code, html=True), times=times)
    seen.call(seen.world.client(atlas_sandbox.url, policy=FAST).create_agent_class, BODY)
    seen.created(atlas_sandbox)

    assert seen.outcome == ("no error" if times else "AtlasServerError")
    assert (seen.rows, seen.requests) == ((1, 2) if times else (0, 3))


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


@pytest.mark.row(30)
@pytest.mark.parametrize("code", [520, 521, 522, 523, 524, 525, 526, 527, 529, 530, 561, 598, 599])
def test_statuses_of_gateways(seen: Seen, code: int) -> None:
    """A server error with the number that it has."""
    ask(seen, problem(code))

    assert isinstance(seen.error, AtlasServerError)
    assert (seen.error.status_code, seen.requests) == (code, 3)


@pytest.mark.row(30)
@pytest.mark.parametrize("code", [499, 999, 418, 501, 505])
def test_statuses_that_do_not_pass(seen: Seen, code: int) -> None:
    """Once is enough."""
    ask(seen, problem(code))

    assert isinstance(seen.error, AtlasServerError if code >= 500 else AtlasAPIError)
    assert (seen.error.status_code, seen.requests) == (code, 1)


@pytest.mark.row(30)
@pytest.mark.parametrize("code", [520, 529, 599])
def test_a_lost_create_behind_a_gateway(seen: Seen, atlas_sandbox: Sandbox, code: int) -> None:
    """Committed, and the gateway lost the answer."""
    atlas_sandbox.fail("create_agent_class", Status(code, after_commit=True))
    seen.call(seen.world.client(atlas_sandbox.url, policy=FAST).create_agent_class, BODY)
    seen.created(atlas_sandbox)

    assert (seen.outcome, seen.rows, seen.requests) == ("no error", 1, 2)


@pytest.mark.row(31)
@pytest.mark.parametrize("body", [{}, {"name": ""}, {"name": 7}, {"name": "x", "description": []}])
def test_wrong_input(seen: Seen, atlas_sandbox: Sandbox, body: dict[str, Any]) -> None:
    """The error says which field, and nothing is there."""
    seen.call(seen.world.client(atlas_sandbox.url, policy=FAST).create_agent_class, body)
    seen.created(atlas_sandbox)

    assert isinstance(seen.error, AtlasValidationError)
    assert seen.error.details[0].loc[0] == "body"
    assert (seen.requests, seen.rows) == (1, 0)


@pytest.mark.row(31)
def test_a_bad_request(seen: Seen) -> None:
    """400 is of the same kind."""
    ask(seen, problem(400), method="create_agent_class", args=[BODY])

    assert (seen.outcome, seen.requests) == ("AtlasValidationError", 1)


def sandbox_with_tokens(work: Callable[[Sandbox], None]) -> None:
    """Run *work* with a sandbox that asks for a token."""
    with Sandbox(token="good-token", read_only_token="reader") as box:
        work(box)


@pytest.mark.row(32)
@pytest.mark.parametrize("token", [None, "old-token", lambda: "old-token"])
def test_no_or_a_wrong_token(seen: Seen, token: Any) -> None:
    """The error doesn't repeat it."""

    def work(box: Sandbox) -> None:
        seen.call(seen.world.client(box.url, token=token, policy=FAST).create_agent_class, BODY)
        seen.created(box)

    sandbox_with_tokens(work)

    assert (seen.outcome, seen.requests, seen.rows) == ("AtlasAuthenticationError", 1, 0)
    assert "old-token" not in f"{seen.error} {seen.error!r}"


@pytest.mark.row(32)
def test_one_refresh(seen: Seen) -> None:
    """A function that gives the token is asked once more."""
    tokens = iter(["old-token", "good-token", "never-asked"])

    def work(box: Sandbox) -> None:
        seen.call(
            seen.world.client(box.url, token=lambda: next(tokens), policy=FAST).create_agent_class, BODY
        )
        seen.created(box)

    sandbox_with_tokens(work)

    assert (seen.outcome, seen.requests, seen.rows) == ("no error", 2, 1)
    assert next(tokens) == "never-asked"


@pytest.mark.row(33)
def test_a_token_that_may_only_read(seen: Seen) -> None:
    """403 is nobody's bad luck."""

    def work(box: Sandbox) -> None:
        seen.call(seen.world.client(box.url, token="reader", policy=FAST).create_agent_class, BODY)
        seen.created(box)

    sandbox_with_tokens(work)

    assert (seen.outcome, seen.requests, seen.rows) == ("AtlasAuthorizationError", 1, 0)


@pytest.mark.row(33)
@pytest.mark.parametrize("code", [402, 403, 405, 406, 413, 415])
def test_other_refusals(seen: Seen, code: int) -> None:
    """None of them passes."""
    ask(seen, problem(code), method="create_agent_class", args=[BODY])

    assert isinstance(seen.error, AtlasAPIError)
    assert seen.requests == 1
    assert not seen.error.outcome_unknown
