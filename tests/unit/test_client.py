"""What both clients send, and how often."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import httpx
import pytest
from atlas_control_plane.models import AgentClassCreate, AgentClassUpdate
from atlas_control_plane.operations import OPERATIONS

from atlas_resilient import (
    AsyncControlPlane,
    AtlasAPIError,
    AtlasNotFoundError,
    AtlasResponseError,
    AtlasServerError,
    AtlasTimeoutError,
    ControlPlane,
    RetryPolicy,
)
from atlas_resilient.testing import virtual_time
from tests.calling import client, failure
from tests.conftest import World
from tests.scripted import SUPPORT, Scripted, answer, problem

SOME_ID = UUID(SUPPORT["id"] or "")
BODY = AgentClassCreate(name="support")


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
