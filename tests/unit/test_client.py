"""What both clients send, refuse to send, and make of what comes back."""

from __future__ import annotations

import copy
import gzip
import pickle
from typing import Any
from uuid import UUID

import httpx
import pytest
from atlas_control_plane.models import AgentClassCreate, AgentClassUpdate, AgentDefinitionCreate
from atlas_control_plane.operations import OPERATIONS

from atlas_resilient import (
    AsyncControlPlane,
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
    ControlPlane,
    RetryPolicy,
)
from atlas_resilient.testing import virtual_time
from tests.conftest import World
from tests.scripted import SUPPORT, Scripted, answer, problem

SOME_ID = UUID(SUPPORT["id"] or "")
BODY = AgentClassCreate(name="support")


def client(world: World, server: Scripted, **options: Any) -> Any:
    """Return a client of the scripted server."""
    return world.client("http://atlas.test", transport=server.transport, **options)


def failure(world: World, server: Scripted, method: str, *arguments: Any, **options: Any) -> Any:
    """Call a method that is going to fail, without pausing, and return its error."""
    with virtual_time(), pytest.raises(AtlasError) as caught:
        world.call(getattr(client(world, server, **options), method), *arguments)
    return caught.value


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_every_operation_is_a_method_of_both(name: str) -> None:
    """The operationId is the name everywhere."""
    assert callable(getattr(ControlPlane, name))
    assert callable(getattr(AsyncControlPlane, name))


def test_both_clients_have_the_same_methods() -> None:
    """But for how they are opened and closed."""

    def methods(of: type) -> set[str]:
        return {name for name in dir(of) if not name.startswith("_")}

    assert methods(ControlPlane) - {"close"} == methods(AsyncControlPlane) - {"aclose"}
    assert {"safe_get_tool", "get_or_create_deployment", "iter_grasp_analyses", "wait_for_plan"} <= methods(
        ControlPlane
    )


def test_only_what_the_caller_set_is_sent(world: World) -> None:
    """The server owns every default, and an explicit None clears a field."""
    server = Scripted(answer(201, SUPPORT), answer(200, SUPPORT))
    atlas = client(world, server)

    world.run(atlas.create_agent_class(BODY))
    world.run(atlas.update_agent_class(SOME_ID, AgentClassUpdate(description=None)))

    assert server.body(0) == {"name": "support"}
    assert server.body(1) == {"description": None}


def test_plain_dicts_are_bodies_too(world: World) -> None:
    """Ids and free objects in them are sent as JSON has them."""
    server = Scripted(problem(422))
    failure(
        world,
        server,
        "create_agent_definition",
        {"name": "x", "agent_class_id": SOME_ID, "config": {"a": [1]}},
    )

    assert server.body() == {"name": "x", "agent_class_id": str(SOME_ID), "config": {"a": [1]}}


def test_queries_are_sent_as_asked(world: World) -> None:
    """A slash at the end stays, and so does a filter; what isn't set isn't sent."""
    server = Scripted(answer(200, []))
    atlas = client(world, server)

    world.run(atlas.list_tools(limit=5))
    world.run(atlas.list_agent_definitions(status="draft", offset=3))

    assert [str(request.url) for request in server.requests] == [
        "http://atlas.test/api/v1/tools/?limit=5",
        "http://atlas.test/api/v1/agent-definitions?status=draft&offset=3",
    ]


def test_a_base_url_may_have_a_path(world: World) -> None:
    """A gateway's prefix comes before ours."""
    server = Scripted(answer(200, []))
    world.run(world.client("http://gateway.test/atlas/", transport=server.transport).list_agent_classes())

    assert server.calls == ["GET /atlas/api/v1/agent-classes"]


def test_one_key_and_one_id_for_all_attempts_of_a_call(world: World) -> None:
    """They are really sent, stay the same on a retry, and are others for the next call."""
    server = Scripted(problem(503), problem(500), answer(201, SUPPORT))
    atlas = client(world, server)

    with virtual_time():
        world.run(atlas.create_agent_class(BODY))
        world.run(atlas.create_agent_class(BODY))

    for name in ("idempotency-key", "x-request-id"):
        first, second, third, other = server.header(name)
        assert first == second == third
        assert first
        assert other != first


def test_a_key_of_the_callers_own_is_sent(world: World) -> None:
    """So that another process can repeat the call."""
    server = Scripted(answer(201, SUPPORT))
    world.run(client(world, server).with_options(idempotency_key="mine").create_agent_class(BODY))

    assert server.header("idempotency-key") == ["mine"]


def test_operations_that_honour_no_key_get_none(world: World) -> None:
    """A key that is ignored would promise what nobody keeps."""
    server = Scripted(answer(200, SUPPORT))
    world.run(client(world, server).update_agent_class(SOME_ID, {"name": "x"}))

    assert server.header("idempotency-key") == [None]


def test_the_token_goes_where_it_is_asked_for(world: World) -> None:
    """To every operation but health."""
    server = Scripted(answer(200, []))
    atlas = client(world, server, token="secret-token")

    world.run(atlas.list_agent_classes())
    with pytest.raises(AtlasResponseError):
        world.call(atlas.health)

    assert server.header("authorization") == ["Bearer secret-token", None]


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


@pytest.mark.parametrize("status", [500, 502, 503, 504, 408, 425, 520])
def test_an_unsafe_write_is_not_repeated(world: World, status: int) -> None:
    """Without a key that is honoured: one request, and the error says that the outcome is unknown."""
    server = Scripted(problem(status))
    atlas = client(world, server)
    # No operation of the contract is like that; so one is made that honours no key.
    from attrs import evolve

    unsafe = evolve(OPERATIONS["create_agent_class"], idempotency_key=False, repeatable=False)
    with pytest.raises(AtlasAPIError) as caught:
        world.call(atlas._call, unsafe, {}, body=BODY)

    assert len(server.requests) == 1
    assert (caught.value.outcome_unknown, caught.value.stop_reason) == (True, "outcome unknown")
    assert "unknown" in str(caught.value)


@pytest.mark.parametrize("method", ["update_agent_class", "verify_model_provider"])
def test_harmless_writes_are_repeated(world: World, method: str) -> None:
    """Where the document says so, a PATCH or POST is as safe as a read."""
    server = Scripted(problem(503))
    failure(world, server, method, SOME_ID, *([{"name": "x"}] if method.startswith("update") else []))

    assert len(server.requests) == 4


def test_a_lost_answer_of_a_create_leaves_the_outcome_unknown(world: World) -> None:
    """When all attempts under the key were lost, an outer retry, with a key of its own, must not go on."""
    from atlas_resilient import retry

    server = Scripted(httpx.ReadTimeout("lost"))
    atlas = client(world, server)

    with virtual_time(), pytest.raises(AtlasTimeoutError) as caught:
        world.call(retry(attempts=9)(atlas.create_agent_class), BODY)

    assert len(server.requests) == 4
    assert len(set(server.header("idempotency-key"))) == 1
    assert (caught.value.outcome_unknown, caught.value.stop_reason) == (True, "outcome unknown")


def test_503_503_200_is_one_call_with_three_attempts(world: World) -> None:
    """And the pauses grow."""
    server = Scripted(problem(503), problem(503), answer(200, []))

    with virtual_time() as time:
        assert world.run(client(world, server).list_agent_classes()) == []

    assert len(server.requests) == 3
    assert time.pauses == [0.1, 0.2]


def test_a_rate_limit_is_waited_out_by_any_method(world: World) -> None:
    """It was refused unprocessed, so even a write is safe."""
    server = Scripted(problem(429, retry_after="3"), answer(201, SUPPORT))

    with virtual_time(jitter=0.0) as time:
        world.run(client(world, server).create_agent_class(BODY))

    assert time.pauses == [3.0]


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


@pytest.mark.parametrize(
    "wrong", ["", ".", "..", "../x", "a/b", "a?b", "#", "%2e%2e", "x\r\ny", "\0", "x" * 5000, "🙂"]
)
@pytest.mark.parametrize(
    "method", ["get_agent_class", "safe_get_agent_class", "delete_agent_class", "wait_for_deployment"]
)
def test_ids_that_are_none_are_refused_before_sending(world: World, method: str, wrong: str) -> None:
    """No id can change the address."""
    server = Scripted(answer(200, SUPPORT))
    with pytest.raises(ValueError, match="UUID"):
        world.call(getattr(client(world, server), method), wrong)

    assert server.requests == []


@pytest.mark.parametrize("wrong", [None, 7, b"id", object()])
def test_ids_of_another_type_are_refused(world: World, wrong: Any) -> None:
    """With the name of the argument."""
    with pytest.raises(TypeError, match="agent_class_id"):
        world.call(client(world, Scripted(answer(200, SUPPORT))).get_agent_class, wrong)


@pytest.mark.parametrize("wrong", [None, "support", 3, {"name": object()}, {"name": {1, 2}}])
def test_bodies_that_are_none_are_refused(world: World, wrong: Any) -> None:
    """Before anything is sent."""
    server = Scripted(answer(201, SUPPORT))
    with pytest.raises(TypeError):
        world.call(client(world, server).create_agent_class, wrong)

    assert server.requests == []


def test_numbers_that_json_has_not_are_refused(world: World) -> None:
    """NaN in a free object would be refused by the server, or worse, not."""
    body = AgentDefinitionCreate(name="x", agent_class_id=SOME_ID, config={"t": float("nan")})
    with pytest.raises(ValueError, match="JSON"):
        world.call(client(world, Scripted(answer(201, SUPPORT))).create_agent_definition, body)


def test_unknown_keywords_are_refused(world: World) -> None:
    """By Python itself, as the methods have real signatures."""
    with pytest.raises(TypeError, match="limits"):
        world.call(client(world, Scripted(answer(200, []))).list_agent_classes, limits=3)


@pytest.mark.parametrize(
    "address",
    [
        "ftp://atlas.test",
        "atlas.test",
        "",
        "http://",
        "http://atlas.test:99999",
        "http://atlas.test:0",
        "http://[::1",
        f"http://{'a' * 300}.test",
        "http://me:secret-word@atlas.test",
        "http://atlas.test/?x=1",
        "http://atlas.test/#x",
        "http://atlas.test\n/",
    ],
)
def test_wrong_addresses_are_refused(world: World, address: str) -> None:
    """At construction, without repeating a password."""
    with pytest.raises(ValueError, match="base_url") as caught:
        world.client(address)

    assert "secret-word" not in str(caught.value)


@pytest.mark.parametrize(
    "options", [{"timeout": 0}, {"timeout": -1}, {"timeout": float("nan")}, {"token": ""}, {"token": "a\nb"}]
)
def test_wrong_settings_are_refused(world: World, options: dict[str, Any]) -> None:
    """At construction, by name."""
    with pytest.raises(ValueError, match=next(iter(options))):
        world.client("http://atlas.test", **options)


@pytest.mark.parametrize("options", [{"deadline": -1.0}, {"deadline": 0}, {"timeout": 0}])
def test_wrong_options_of_a_view_are_refused(world: World, options: dict[str, Any]) -> None:
    """Not when the call is made, but where it is said."""
    with pytest.raises(ValueError, match=next(iter(options))):
        world.client("http://atlas.test").with_options(**options)


@pytest.mark.parametrize("key", ["", "a b", "ä", "x" * 256, "a\n"])
def test_wrong_keys_are_refused(world: World, key: str) -> None:
    """1 to 255 visible ASCII characters, as the contract says."""
    server = Scripted(answer(201, SUPPORT))
    with pytest.raises(ValueError, match="idempotency key"):
        world.call(client(world, server).with_options(idempotency_key=key).create_agent_class, BODY)

    assert server.requests == []


def test_a_policy_or_transport_of_another_type_is_refused(world: World) -> None:
    """An httpx client isn't a transport, a number isn't a policy."""
    with pytest.raises(TypeError, match="transport"):
        world.client("http://atlas.test", transport=object())
    with pytest.raises(TypeError, match="policy"):
        world.client("http://atlas.test", policy=3)


def test_settings_come_from_the_environment(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """`ATLAS_BASE_URL` and `ATLAS_TOKEN`, where nothing else is said."""
    monkeypatch.setenv("ATLAS_BASE_URL", "http://elsewhere.test")
    monkeypatch.setenv("ATLAS_TOKEN", "secret-token")
    server = Scripted(answer(200, []))
    world.run(world.client(transport=server.transport).list_agent_classes())

    assert str(server.requests[0].url).startswith("http://elsewhere.test/api/v1/")
    assert server.header("authorization") == ["Bearer secret-token"]


def test_a_view_shares_the_connections_and_nothing_else(world: World) -> None:
    """Other options for some calls, the client unchanged."""
    server = Scripted(problem(503))
    atlas = client(world, server, policy=RetryPolicy(attempts=2))
    once = atlas.with_options(policy=RetryPolicy(attempts=1), timeout=1.0)

    with virtual_time():
        for caller, requests in ((once, 1), (atlas, 2)):
            server.requests.clear()
            with pytest.raises(AtlasServerError):
                world.call(caller.list_agent_classes)
            assert len(server.requests) == requests


def test_a_passed_deadline_sends_nothing(world: World) -> None:
    """Zero requests, and an error that says so."""
    server = Scripted(problem(503))
    with virtual_time() as time, pytest.raises(AtlasServerError) as caught:
        world.call(client(world, server, policy=RetryPolicy(deadline=0.15)).list_agent_classes)

    assert len(server.requests) == 2
    assert time.pauses == [0.1]
    assert caught.value.stop_reason == "deadline exceeded"


def test_a_closed_client_says_so(world: World) -> None:
    """A clear error, not a broken pool's."""
    atlas = client(world, Scripted(answer(200, [])))
    world.run(atlas.aclose() if world.is_async else atlas.close())

    with pytest.raises(RuntimeError, match="closed"):
        world.call(atlas.list_agent_classes)


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


@pytest.mark.parametrize(
    ("first", "gone"),
    [
        (problem(503), True),
        (httpx.ReadTimeout("lost"), True),
        (problem(429), False),
        (httpx.ConnectError("no"), False),
    ],
)
def test_a_repeated_delete_that_finds_nothing_is_done(world: World, first: Any, gone: bool) -> None:
    """If an earlier attempt may have deleted it; otherwise it never was there, and that is an error."""
    atlas = client(world, Scripted(first, problem(404)))

    with virtual_time():
        if gone:
            assert world.run(atlas.delete_agent_class(SOME_ID)) is None
        else:
            with pytest.raises(AtlasNotFoundError):
                world.call(atlas.delete_agent_class, SOME_ID)


def test_bodies_are_announced_as_json(world: World) -> None:
    """Where there is one, and only there."""
    server = Scripted(answer(201, SUPPORT), problem(409))
    world.run(client(world, server).create_agent_class(BODY))
    failure(world, server, "verify_model_provider", SOME_ID)

    assert server.header("content-type") == ["application/json", None]
    assert server.header("content-length")[1] == "0"


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
