"""Waiting: reached, failed, or not in time, and what was seen last."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from atlas_resilient import AtlasNotFoundError, AtlasTimeoutError, DeploymentError, retry, wait_until
from atlas_resilient.testing import virtual_time
from tests.conftest import World
from tests.scripted import SUPPORT, Scripted, answer, problem


def deployment(status: str) -> Any:
    """Return the answer for a deployment in that state."""
    some_id, moment = SUPPORT["id"], SUPPORT["created_at"]
    return answer(
        200,
        {
            "id": some_id,
            "agent_definition_id": some_id,
            "blueprint_id": None,
            "name": "blue",
            "description": None,
            "environment": "production",
            "status": status,
            "config": {},
            "project_context": {},
            "spec_md_path": None,
            "created_at": moment,
            "updated_at": moment,
        },
    )


def wait(world: World, *outcomes: Any, **options: Any) -> Any:
    """Wait for a deployment that goes through these outcomes."""
    atlas = world.client("http://atlas.test", transport=Scripted(*outcomes).transport)
    return world.call(atlas.wait_for_deployment, uuid4(), **options)


def test_the_final_state_is_returned(world: World) -> None:
    """After polls that grow from the interval, and a word on each."""
    seen: list[str] = []
    states = [*(deployment("spawning") for _ in range(6)), deployment("completed")]

    with virtual_time() as time:
        found = wait(world, *states, interval=1.0, on_progress=lambda blue: seen.append(str(blue.status)))

    assert found.status == "completed"
    assert seen == ["spawning"] * 6 + ["completed"]
    assert time.pauses == [1.0, 2.0, 4.0, 8.0, 8.0, 8.0]


@pytest.mark.parametrize("until", ["active", ["active", "completed"]])
def test_a_state_of_ones_own_can_be_waited_for(world: World, until: Any) -> None:
    """A deployment is of use as soon as it is active."""
    with virtual_time():
        assert wait(world, deployment("spawning"), deployment("active"), until=until).status == "active"


@pytest.mark.parametrize(
    ("state", "until"), [("failed", None), ("failed", "active"), ("completed", "active")]
)
def test_a_state_that_ends_the_hope_raises(world: World, state: str, until: str | None) -> None:
    """With the resource as it was seen."""
    with virtual_time(), pytest.raises(DeploymentError, match=state) as caught:
        wait(world, deployment("spawning"), deployment(state), until=until)

    assert caught.value.resource.status == state


def test_an_unknown_state_is_not_final(world: World) -> None:
    """A newer server may have one; it is waited through."""
    with virtual_time():
        assert wait(world, deployment("paused"), deployment("completed")).status == "completed"


def test_not_in_time_says_what_was_seen(world: World) -> None:
    """Never later than the timeout, and not repeated by a decorator around."""
    with virtual_time() as time, pytest.raises(AtlasTimeoutError, match="spawning") as caught:
        retry(lambda: wait(world, deployment("spawning"), timeout=10.0))()

    assert caught.value.last_state == "spawning"
    assert caught.value.recoverable
    assert time.now <= 10.0


def test_what_passes_is_waited_through(world: World) -> None:
    """A poll that meets a 503 or 429 is tried again like any read."""
    outcomes = deployment("spawning"), problem(503), problem(429, retry_after="2"), deployment("completed")
    with virtual_time():
        assert wait(world, *outcomes).status == "completed"


def test_what_is_gone_is_raised(world: World) -> None:
    """Nothing to wait for any more."""
    with virtual_time(), pytest.raises(AtlasNotFoundError):
        wait(world, deployment("spawning"), problem(404))


def test_what_can_not_be_seen_yet_is_waited_for(world: World) -> None:
    """A reader may lag behind the create for a moment."""
    with virtual_time() as time:
        assert wait(world, problem(404), problem(404), deployment("completed")).status == "completed"

    assert time.pauses == [1.0, 2.0]


@pytest.mark.parametrize(
    ("options", "pauses"),
    [({}, [1.0, 2.0, 4.0]), ({"lag": 0.0}, []), ({"lag": 1.5}, [1.0, 2.0]), ({"timeout": 2.0}, [1.0])],
)
def test_what_is_never_seen_is_not_found(
    world: World, options: dict[str, float], pauses: list[float]
) -> None:
    """After the lag that is allowed, or at the end of the time: not there is what is known, not how it stands."""
    with virtual_time() as time, pytest.raises(AtlasNotFoundError):
        wait(world, problem(404), **options)

    assert time.pauses == pauses


def test_a_gateway_does_not_say_what_is_there(world: World) -> None:
    """Its 404 is about an address, and doesn't pass."""
    with virtual_time() as time, pytest.raises(AtlasNotFoundError):
        wait(world, answer(404, b"<html>"), deployment("completed"))

    assert time.pauses == []


@pytest.mark.parametrize(
    "options",
    [{"timeout": 0.0}, {"timeout": -1.0}, {"interval": 0.0}, {"timeout": float("inf")}, {"lag": -1.0}],
)
def test_wrong_durations_are_refused(world: World, options: dict[str, float]) -> None:
    """By name."""
    with pytest.raises(ValueError, match=next(iter(options))):
        wait(world, deployment("completed"), **options)


def test_anything_can_be_waited_for(world: World) -> None:
    """A function of your own, sync or async."""
    numbers = iter(range(10))

    def fetch() -> int:
        return next(numbers)

    async def fetch_async() -> int:
        return next(numbers)

    with virtual_time() as time:
        assert world.run(wait_until(fetch_async if world.is_async else fetch, lambda n: n == 3)) == 3

    assert len(time.pauses) == 3
