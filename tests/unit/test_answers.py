"""What both clients make of what comes back."""

from __future__ import annotations

import copy
import gzip
import pickle
from typing import Any
from uuid import UUID

import httpx
import pytest
from atlas_control_plane.models import AgentClassCreate

from atlas_resilient import (
    AtlasAPIError,
    AtlasAuthenticationError,
    AtlasAuthorizationError,
    AtlasConflictError,
    AtlasConnectionError,
    AtlasError,
    AtlasNotFoundError,
    AtlasRateLimitError,
    AtlasResponseError,
    AtlasServerError,
    AtlasTimeoutError,
    AtlasValidationError,
)
from tests.calling import client, failure
from tests.conftest import World
from tests.scripted import SUPPORT, Scripted, answer, problem

SOME_ID = UUID(SUPPORT["id"] or "")
BODY = AgentClassCreate(name="support")


@pytest.mark.parametrize(
    ("status", "kind", "recoverable", "action"),
    [
        (400, AtlasValidationError, False, "Fix input data"),
        (401, AtlasAuthenticationError, False, "Check credentials"),
        (403, AtlasAuthorizationError, False, "Request access"),
        (404, AtlasNotFoundError, False, "Check resource exists"),
        (410, AtlasNotFoundError, False, "Check resource exists"),
        (409, AtlasConflictError, False, "Handle existing resource"),
        (422, AtlasValidationError, False, "Fix validation errors"),
        (429, AtlasRateLimitError, True, "Wait and retry"),
        (500, AtlasServerError, True, "Report issue"),
        (502, AtlasServerError, True, "Retry with backoff"),
        (503, AtlasServerError, True, "Retry with backoff"),
        (504, AtlasServerError, True, "Retry with backoff"),
        (520, AtlasServerError, True, "Retry with backoff"),
        (501, AtlasServerError, False, "Retry with backoff"),
        (499, AtlasAPIError, False, "Report issue"),
        (405, AtlasAPIError, False, "Report issue"),
        (599, AtlasServerError, True, "Retry with backoff"),
        (999, AtlasServerError, False, "Retry with backoff"),
    ],
)
@pytest.mark.parametrize(
    "body", [{"detail": "no"}, b"<html>no</html>", b"", [1], {"detail": [{"loc": 3}, "x"]}]
)
def test_the_status_decides_the_error(
    world: World, status: int, kind: type[AtlasAPIError], recoverable: bool, action: str, body: Any
) -> None:
    """Whatever the body is: the class by status, and the reference's table."""
    error = failure(world, Scripted(answer(status, body)), "list_agent_classes")

    assert type(error) is kind
    assert (error.status_code, error.response.status_code) == (status, status)
    assert (error.recoverable, error.user_action) == (recoverable, action)


@pytest.mark.parametrize("body", [b"<html><title>Log in</title></html>", b"{", b"\xff"])
def test_a_page_in_place_of_no_answer_deletes_nothing(world: World, body: bytes) -> None:
    """A login page answers 200 to everything: that a delete has no answer to read doesn't make it a success."""
    error = failure(world, Scripted(answer(200, body)), "delete_agent_class", SOME_ID)

    assert type(error) is AtlasResponseError
    assert error.outcome_unknown


@pytest.mark.parametrize("body", [b"", {"deleted": True}, None])
def test_a_delete_may_say_more_than_promised(world: World, body: Any) -> None:
    """Nothing, or some JSON of a newer server."""
    assert world.run(client(world, Scripted(answer(200, body))).delete_agent_class(SOME_ID)) is None


@pytest.mark.parametrize("location", ["http://evil.test/x", "/api/v1/agent-classes/", ""])
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_refused(world: World, status: int, location: str) -> None:
    """Neither body nor token goes anywhere else; the error says where it points."""
    server = Scripted(answer(status, b"", location=location))
    error = failure(world, server, "create_agent_class", BODY, token="secret-token")

    assert len(server.requests) == 1
    assert error.status_code == status
    assert location in str(error)


GOOD = SUPPORT


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (b"<html><title>Log in</title></html>", None),
        (b"", None),
        (b'{"id": "11', None),
        (b"\xff\xfe{}", None),
        (b"[" * 100_000, None),
        (b'{"id": ' + b"9" * 5000 + b"}", None),
        (b'{"id": NaN}', None),
        ([], "$"),
        ("text", "$"),
        (None, "$"),
        ({k: v for k, v in GOOD.items() if k != "id"}, "$.id"),
        ({k: v for k, v in GOOD.items() if k != "description"}, "$.description"),
        (GOOD | {"id": None}, "$.id"),
        (GOOD | {"id": "xyz"}, "$.id"),
        (GOOD | {"name": 3}, "$.name"),
        (GOOD | {"created_at": "yesterday"}, "$.created_at"),
        (GOOD | {"created_at": 7}, "$.created_at"),
    ],
)
def test_malformed_answers_are_our_error(world: World, body: Any, path: str | None) -> None:
    """Never a bare KeyError: what is wrong, where, and in which request."""
    error = failure(world, Scripted(answer(200, body)), "get_agent_class", SOME_ID)

    assert type(error) is AtlasResponseError
    assert error.path == path
    assert error.request_id
    assert error.request_id in str(error)
    assert len(error.attempts) == 1


def test_a_malformed_item_of_a_list_is_found(world: World) -> None:
    """The path leads to the item."""
    error = failure(world, Scripted(answer(200, [SUPPORT, SUPPORT | {"name": None}])), "list_agent_classes")

    assert error.path == "$[1].name"


def test_what_a_newer_server_adds_is_kept(world: World) -> None:
    """Unknown fields and enum values are no reason to fail."""
    server = Scripted(
        answer(
            200, {"status": "degraded", "version": "9", "database": "ok", "uptime_seconds": 1, "mood": "fine"}
        )
    )
    health = world.run(client(world, server).health())

    assert health.status == "degraded"
    assert health["mood"] == "fine"


ERRORS = [
    (
        Scripted(problem(422, [{"loc": ["body", "name"], "msg": "too short", "type": "short"}])),
        AtlasValidationError,
    ),
    (Scripted(problem(429, retry_after="90")), AtlasRateLimitError),
    (Scripted(answer(200, b"<html>")), AtlasResponseError),
    (Scripted(httpx.ConnectError("refused")), AtlasConnectionError),
    (Scripted(httpx.ReadTimeout("lost")), AtlasTimeoutError),
]


@pytest.mark.parametrize(("server", "kind"), ERRORS, ids=[kind.__name__ for _, kind in ERRORS])
@pytest.mark.parametrize(
    "through", [copy.copy, copy.deepcopy, lambda error: pickle.loads(pickle.dumps(error))]
)
def test_errors_survive_a_journey(
    world: World, server: Scripted, kind: type[AtlasError], through: Any
) -> None:
    """To another process and back, with all that they know; without token, key and body."""
    error = failure(world, server, "create_agent_class", {"name": "body-marker"}, token="secret-token")
    back: Any = through(error)

    assert type(back) is kind
    assert str(back) == str(error)
    for name in (
        "attempts",
        "stop_reason",
        "request_id",
        "recoverable",
        "user_action",
        "outcome_unknown",
        "retry_after",
    ):
        assert getattr(back, name) == getattr(error, name)
    if isinstance(error, AtlasAPIError):
        for name in ("status_code", "details", "method", "url"):
            assert getattr(back, name) == getattr(error, name)
    key = server.header("idempotency-key")[0] or "?"
    for secret in ("secret-token", "body-marker", key):
        assert secret.encode() not in pickle.dumps(error)
        assert secret not in f"{error!r} {error} {vars(error)}"


@pytest.mark.parametrize("name", [b"Retry-After", b"Date", b"X-Request-ID", b"Location", b"X-Other"])
@pytest.mark.parametrize("value", [b"caf\xe9", "caf\u00e9".encode(), b"\xff\xfe", b"a" * 70_000])
def test_what_is_no_ascii_in_a_header_is_no_trouble(world: World, name: bytes, value: bytes) -> None:
    """A gateway's error may have anything in its headers; the error has it too, byte by byte."""
    headers = [(name, value), (b"Content-Type", b"application/json")]
    server = Scripted(httpx.Response(422, headers=headers, content=b'{"detail": "no"}'))
    error = failure(world, server, "list_agent_classes")

    assert isinstance(error, AtlasValidationError)
    assert (name, value) in error.response.headers.raw
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


@pytest.mark.parametrize(
    "detail", ["half \ud800", [{"loc": ["body", "\udfff"], "msg": "half \ud800", "type": "\ud800"}]]
)
def test_half_a_surrogate_pair_can_be_printed(world: World, detail: Any) -> None:
    """JSON may hold it, and no encoding of a terminal or log file can."""
    error = failure(world, Scripted(problem(422, detail)), "list_agent_classes")

    assert b"half \\ud800" in str(error).encode()
    assert all(str(each).encode() for each in error.details)


def test_a_long_content_type_is_cut(world: World) -> None:
    """A message is for people."""
    server = Scripted(answer(200, b"<", content_type="a" * 70_000))

    assert len(str(failure(world, server, "list_agent_classes"))) < 400


def test_httpx_is_never_the_top_error(world: World) -> None:
    """Whatever a transport raises becomes ours, with the original as its cause."""
    for raised in (
        httpx.LocalProtocolError("x"),
        httpx.UnsupportedProtocol("x"),
        httpx.InvalidURL("x"),
        httpx.TooManyRedirects("x"),
        httpx.ProxyError("x"),
        httpx.StreamError("x"),
        OSError("x"),
        TimeoutError("x"),
    ):
        error = failure(world, Scripted(raised), "get_agent_class", SOME_ID)
        assert error.__cause__ is raised


def test_field_errors_are_read(world: World) -> None:
    """Where, in words, and of what type; what is no field error is left out."""
    detail = [{"loc": ["body", "tools", 0], "msg": "too short", "type": "short", "input": "secret"}, "odd"]
    error = failure(world, Scripted(problem(422, detail)), "create_agent_class", BODY)

    (only,) = error.details
    assert (only.loc, only.msg, only.type) == (("body", "tools", 0), "too short", "short")
    assert "body.tools.0: too short" in str(error)
    assert "secret" not in str(error)


def test_true_is_no_number(world: World) -> None:
    """In Python it is one, in JSON not."""
    health = {"status": "healthy", "version": "1", "database": "ok", "uptime_seconds": True}

    assert failure(world, Scripted(answer(200, health)), "health").path == "$.uptime_seconds"


def test_an_endless_body_is_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Decoded, as a small one can become a huge one."""
    monkeypatch.setattr("atlas_resilient._wire._BODY_LIMIT", 1 << 20)
    bomb = gzip.compress(b" " * (2 << 20))
    encoding = {"content-encoding": "gzip"}
    server = Scripted(lambda _: httpx.Response(200, stream=httpx.ByteStream(bomb), headers=encoding))

    error = failure(world, server, "list_agent_classes")
    assert type(error) is AtlasResponseError
    assert "longer than 1 MiB" in str(error)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "text", ["\x1b[2Jgone", "first\nsecond", "back\rward", "bell\x07", "right\u202eleft"]
)
def test_an_error_gives_no_commands_to_a_terminal(text: str, world: World) -> None:
    """A server's words are shown, whatever is among them: in one line, and without moving a cursor."""
    error = failure(world, Scripted(problem(422, text)), "list_agent_classes")

    assert str(error).isprintable()
    assert text[-3:].strip("\a") in str(error)
