"""Both clients against a real server that fails on purpose: what comes out, what it received, what it holds."""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import Callable
from typing import Any

import pytest
from atlas_control_plane.models import AgentClassCreate

from atlas_resilient import (
    AsyncControlPlane,
    AtlasConnectionError,
    AtlasError,
    AtlasTimeoutError,
    ControlPlane,
    RetryPolicy,
)
from atlas_resilient.sandbox import CommitThenHangUp, Delay, HangUp, Sandbox, Status
from atlas_resilient.testing import virtual_time
from tests.conftest import World

BODY = AgentClassCreate(name="support")


def keys_of(box: Sandbox, operation: str) -> list[str | None]:
    """Return the idempotency key of every request of *operation*."""
    return [received.idempotency_key for received in box.requests if received.operation == operation]


def test_a_create_whose_answer_is_lost_happens_once(world: World, box: Sandbox) -> None:
    """Commit and hang up: one row, and the resource is returned."""
    box.fail("create_agent_class", CommitThenHangUp())

    with virtual_time():
        created = world.run(world.client(box.url).create_agent_class(BODY))

    assert created.name == "support"
    assert box.rows("agent_class") == 1
    first, second = keys_of(box, "create_agent_class")
    assert first == second
    assert first


@pytest.mark.parametrize("times", [1, 2, 3])
@pytest.mark.parametrize(
    "fault", [CommitThenHangUp(), HangUp(), Status(503), Status(502, html=True)], ids=str
)
def test_get_or_create_is_ours_however_often_it_fails(
    world: World, box: Sandbox, fault: Any, times: int
) -> None:
    """Within the attempts: one row, told as created."""
    box.fail("create_agent_class", fault, times=times)

    with virtual_time():
        resource, created = world.run(world.client(box.url).get_or_create_agent_class(BODY))

    assert (resource.name, created) == ("support", True)
    assert box.rows("agent_class") == 1


def test_get_or_create_finds_what_all_its_lost_attempts_have_made(world: World, box: Sandbox) -> None:
    """Beyond the attempts too: it is looked up, and the key proves it ours."""
    box.fail("create_agent_class", CommitThenHangUp(), times=4)

    with virtual_time():
        resource, created = world.run(world.client(box.url).get_or_create_agent_class(BODY))

    assert (resource.name, created) == ("support", True)
    assert box.rows("agent_class") == 1
    assert len(set(keys_of(box, "create_agent_class"))) == 1


def test_a_create_that_was_never_read_did_not_happen(world: World, box: Sandbox) -> None:
    """Hang up before reading, four times: no row, and an error that doesn't claim to know."""
    box.fail("create_agent_class", HangUp(), times=4)

    with virtual_time(), pytest.raises(AtlasConnectionError) as caught:
        world.call(world.client(box.url).create_agent_class, BODY)

    assert caught.value.outcome_unknown
    assert box.rows("agent_class") == 0


def test_503_503_200_is_one_call_with_three_attempts(world: World, box: Sandbox) -> None:
    """On the wire as well."""
    box.fail("health", Status(503), times=2)

    with virtual_time():
        assert world.run(world.client(box.url).health()).status == "healthy"

    assert [received.status for received in box.requests] == [503, 503, 200]
    assert len({received.request_id for received in box.requests}) == 1


def test_a_slow_answer_is_not_waited_for(world: World, box: Sandbox) -> None:
    """The attempt ends at its timeout; what it started may have happened, and the same key finds out."""
    box.fail("create_agent_class", Delay(0.5))

    created = world.run(world.client(box.url, timeout=0.2).create_agent_class(BODY))

    assert created.name == "support"
    assert box.rows("agent_class") == 1
    assert box.count("create_agent_class") == 2


def test_a_deadline_ends_everything(world: World, box: Sandbox) -> None:
    """One attempt that hits it, none after."""
    box.fail("list_agent_classes", Delay(5.0), times=None)

    with pytest.raises(AtlasTimeoutError) as caught:
        world.call(world.client(box.url).with_options(deadline=0.2).list_agent_classes)

    assert caught.value.stop_reason == "deadline exceeded"
    assert box.count("list_agent_classes") == 1


def test_a_deleted_class_stays_deleted_when_the_answer_is_lost(world: World, box: Sandbox) -> None:
    """The repeated delete finds nothing, which is what was wanted."""
    atlas = world.client(box.url)
    created = world.run(atlas.create_agent_class(BODY))
    box.fail("delete_agent_class", CommitThenHangUp())

    with virtual_time():
        world.run(atlas.delete_agent_class(created.id))

    assert box.rows("agent_class") == 0
    assert box.count("delete_agent_class") == 2


def in_threads(number: int, work: Callable[[int], Any]) -> list[Any]:
    """Return what *work* gave or raised in that many threads at once."""
    results: list[Any] = [None] * number

    def one(index: int) -> None:
        try:
            results[index] = work(index)
        except AtlasError as error:
            results[index] = error

    threads = [threading.Thread(target=one, args=(index,)) for index in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def test_threads_share_a_client(box: Sandbox) -> None:
    """Each gets its own answer, and no key is used by two."""
    with ControlPlane(box.url) as atlas:
        made = in_threads(16, lambda n: atlas.create_agent_class({"name": f"class {n}"}))

    assert [one.name for one in made] == [f"class {n}" for n in range(16)]
    assert len(set(keys_of(box, "create_agent_class"))) == 16


def test_many_processes_make_one(box: Sandbox) -> None:
    """Sixteen clients that know nothing of each other, with answers lost: one row, and one that made it."""
    box.fail("create_agent_class", CommitThenHangUp(), times=4)

    def work(_: int) -> Any:
        with ControlPlane(box.url, policy=RetryPolicy(attempts=6)) as atlas:
            return atlas.get_or_create_agent_class(BODY)

    results = in_threads(16, work)

    assert box.rows("agent_class") == 1
    assert len({resource.id for resource, _ in results}) == 1
    assert [created for _, created in results].count(True) == 1


# The first loop has taken its open connection with it; nobody can close that any more.
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_client_may_be_used_in_a_second_event_loop(box: Sandbox) -> None:
    """After the first has ended, its connections are forgotten."""

    def twice() -> list[str]:
        atlas = AsyncControlPlane(box.url)

        async def healthy() -> str:
            return str((await atlas.health()).status)

        seen = [asyncio.run(healthy()), asyncio.run(healthy())]
        asyncio.run(atlas.aclose())
        return seen

    assert twice() == ["healthy", "healthy"]
    gc.collect()


def test_a_client_in_two_event_loops_at_once_says_so(box: Sandbox) -> None:
    """A clear error instead of a hang."""

    async def main() -> None:
        async with AsyncControlPlane(box.url) as atlas:
            await atlas.health()
            with pytest.raises(RuntimeError, match="another event loop"):
                await asyncio.to_thread(lambda: asyncio.run(atlas.health()))

    asyncio.run(main())
