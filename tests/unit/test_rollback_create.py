"""`undo.create`: noted before the call, so that nothing is left behind whatever becomes of the answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from atlas_resilient import (
    AsyncControlPlane,
    AsyncRollback,
    AtlasConflictError,
    AtlasConnectionError,
    AtlasError,
    AtlasServerError,
    ControlPlane,
    RetryPolicy,
    Rollback,
)
from atlas_resilient.testing import virtual_time
from tests.conftest import World
from tests.scripted import SUPPORT, Scripted, answer, problem

BODY = {"name": "support"}
LOST = httpx.ReadError("the answer was lost")
REFUSED = httpx.ConnectError("refused")
CLASSES, ONE = "/api/v1/agent-classes", f"/api/v1/agent-classes/{SUPPORT['id']}"


class Boom(Exception):
    """What makes a block fail."""


def unwound(world: World, function: Callable[..., Any], *args: Any, **kwargs: Any) -> BaseException:
    """Create in a block that fails at its end, if not before, and return what comes out of it."""

    def in_sync() -> None:
        with Rollback() as undo:
            undo.create(function, *args, **kwargs)
            raise Boom

    async def in_async() -> None:
        async with AsyncRollback() as undo:
            await undo.create(function, *args, **kwargs)
            raise Boom

    with virtual_time(), pytest.raises((Boom, AtlasError)) as caught:
        world.call(in_async if world.is_async else in_sync)
    return caught.value


def client(world: World, server: Scripted, attempts: int = 1) -> Any:
    """Return a client of that server."""
    policy = RetryPolicy(attempts=attempts)
    return world.client("http://atlas.test", transport=server.transport, policy=policy)


@pytest.mark.parametrize("method", ["create_agent_class", "get_or_create_agent_class"])
def test_what_was_created_is_deleted(world: World, method: str) -> None:
    """By its id."""
    server = Scripted(answer(201, SUPPORT), answer(204, b""))
    error = unwound(world, getattr(client(world, server), method), BODY)

    assert isinstance(error, Boom)
    assert server.calls == [f"POST {CLASSES}", f"DELETE {ONE}"]


def test_what_was_adopted_stays(world: World) -> None:
    """It was there before."""
    server = Scripted(problem(409), answer(200, [SUPPORT]), problem(500))
    unwound(world, client(world, server).get_or_create_agent_class, BODY)

    assert server.calls == [f"POST {CLASSES}", f"GET {CLASSES}"]


def test_what_was_refused_is_not_looked_for(world: World) -> None:
    """Nothing was created, and that is known."""
    server = Scripted(problem(409), problem(500))
    error = unwound(world, client(world, server).create_agent_class, BODY)

    assert isinstance(error, AtlasConflictError)
    assert server.calls == [f"POST {CLASSES}"]


@pytest.mark.parametrize("lost", [LOST, problem(503), answer(200, b"<html>")])
def test_a_lost_answer_is_asked_for_again_under_the_same_key(world: World, lost: Any) -> None:
    """The server tells what it made for it, and only that is deleted."""
    server = Scripted(lost, answer(201, SUPPORT), answer(204, b""))
    error = unwound(world, client(world, server).create_agent_class, BODY)

    assert isinstance(error, AtlasError)
    assert error.outcome_unknown
    assert server.calls == [f"POST {CLASSES}", f"POST {CLASSES}", f"DELETE {ONE}"]
    first, second, _ = server.header("Idempotency-Key")
    assert first == second
    assert not hasattr(error, "__notes__")


def test_a_later_attempt_that_never_left_does_not_hide_the_lost_one(world: World) -> None:
    """The last error says "can't connect", but the first attempt may have created it."""
    server = Scripted(LOST, REFUSED, answer(201, SUPPORT), answer(204, b""))
    error = unwound(world, client(world, server, attempts=2).create_agent_class, BODY)

    assert isinstance(error, AtlasConnectionError)
    assert error.outcome_unknown
    assert not error.safe_to_repeat
    assert server.calls[2:] == [f"POST {CLASSES}", f"DELETE {ONE}"]


def test_a_lost_create_that_never_happened_leaves_nothing(world: World) -> None:
    """The name is somebody else's by now."""
    server = Scripted(LOST, problem(409), problem(500))
    error = unwound(world, client(world, server).create_agent_class, BODY)

    assert server.calls == [f"POST {CLASSES}"] * 2
    assert not hasattr(error, "__notes__")


def test_the_second_round_of_a_get_or_create_is_asked_for_as_well(world: World) -> None:
    """It went out under a key of its own."""
    server = Scripted(
        problem(409),
        answer(200, []),
        LOST,
        problem(503),
        problem(409),
        answer(201, SUPPORT),
        answer(204, b""),
    )
    unwound(world, client(world, server).get_or_create_agent_class, BODY)

    keys = server.header("Idempotency-Key")
    assert server.calls[-3:] == [f"POST {CLASSES}", f"POST {CLASSES}", f"DELETE {ONE}"]
    assert keys[-3:-1] == [keys[0], keys[2]]


def test_what_can_not_be_told_is_named(world: World) -> None:
    """The server is still away while rolling back."""
    server = Scripted(LOST)
    error = unwound(world, client(world, server).create_agent_class, BODY)

    assert "could not be undone" in error.__notes__[0]
    assert "create_agent_class" in error.__notes__[0]


@pytest.mark.parametrize(
    "outcomes", [[answer(201, SUPPORT)], [LOST, answer(201, SUPPORT)]], ids=["known", "lost"]
)
def test_what_stays_behind_is_named_by_its_id(world: World, outcomes: list[Any]) -> None:
    """Somebody has to delete it by hand, also if its id came only while rolling back."""
    server = Scripted(*outcomes, problem(403))
    error = unwound(world, client(world, server).create_agent_class, BODY)

    [note] = error.__notes__
    assert f"create_agent_class of {SUPPORT['id']}: " in note


def test_any_function_can_be_undone(world: World) -> None:
    """By a function that is given what it made."""
    deleted: list[str] = []

    async def make_async(name: str) -> str:
        return f"made {name}"

    def make(name: str) -> str:
        return f"made {name}"

    unwound(world, make_async if world.is_async else make, "it", delete=deleted.append)

    assert deleted == ["made it"]


def test_a_lost_answer_of_any_function_is_named(world: World) -> None:
    """Nothing can tell whether it was created."""

    def make() -> str:
        raise AtlasServerError("oops", outcome_unknown=True)

    async def make_async() -> str:
        return make()

    error = unwound(world, make_async if world.is_async else make, delete=print)

    assert "nothing can tell" in error.__notes__[0]


@pytest.mark.parametrize("method", ["append_tasks", "create_plan", "list_tools"])
def test_what_has_no_delete_is_refused_before_the_call(method: str) -> None:
    """Rather than found out when it is too late."""
    server = Scripted(answer(200, []))
    with (
        ControlPlane("http://atlas.test", transport=server.transport) as atlas,
        pytest.raises(TypeError, match="delete="),
        Rollback() as undo,
    ):
        undo.create(getattr(atlas, method), SUPPORT["id"], {})

    assert not server.calls


def test_an_interrupted_create_is_taken_back() -> None:
    """Ctrl-C while the answer was under way."""
    server = Scripted(KeyboardInterrupt(), answer(201, SUPPORT), answer(204, b""))
    with (
        ControlPlane("http://atlas.test", transport=server.transport) as atlas,
        pytest.raises(KeyboardInterrupt),
        Rollback() as undo,
    ):
        undo.create(atlas.create_agent_class, BODY)

    assert server.calls == [f"POST {CLASSES}", f"POST {CLASSES}", f"DELETE {ONE}"]


async def _cancelled_create(server: Scripted) -> None:
    under_way = asyncio.Event()

    async def answers(request: httpx.Request) -> httpx.Response:
        if not under_way.is_set():
            under_way.set()
            await asyncio.Event().wait()
        return await server.transport.handle_async_request(request)

    async def deploy() -> None:
        async with AsyncRollback() as undo:
            await undo.create(atlas.create_agent_class, BODY)

    async with AsyncControlPlane("http://atlas.test", transport=httpx.MockTransport(answers)) as atlas:
        task = asyncio.create_task(deploy())
        await under_way.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


def test_a_cancelled_create_is_taken_back() -> None:
    """The server may have made it all the same."""
    server = Scripted(answer(201, SUPPORT), answer(204, b""))
    asyncio.run(_cancelled_create(server))

    assert server.calls == [f"POST {CLASSES}", f"DELETE {ONE}"]


def test_nothing_is_deleted_if_all_went_well() -> None:
    """It was meant to stay."""
    server = Scripted(answer(201, SUPPORT), problem(500))
    with ControlPlane("http://atlas.test", transport=server.transport) as atlas, Rollback() as undo:
        made = undo.create(atlas.create_agent_class, BODY)

    assert made.name == "support"
    assert server.calls == [f"POST {CLASSES}"]
