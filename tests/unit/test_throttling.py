"""A 429 parks every caller of a client until its Retry-After, and lets them go spread out."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import httpx
import pytest

from atlas_resilient import AsyncControlPlane, AtlasRateLimitError, ControlPlane, RetryPolicy
from atlas_resilient.hooks import Event, Parked
from atlas_resilient.testing import VirtualTime, virtual_time
from tests.conftest import World
from tests.scripted import Scripted, answer, problem

BASE = "http://atlas.test"
ONCE = RetryPolicy(attempts=1)


def throttled(world: World, atlas: Any) -> AtlasRateLimitError:
    """Make a call that is refused, without another try."""
    with pytest.raises(AtlasRateLimitError) as caught:
        world.call(atlas.with_options(policy=ONCE).list_tools)
    return caught.value


def test_the_next_caller_waits_as_the_refused_one_was_asked_to(world: World) -> None:
    """Although it was never refused itself."""
    server = Scripted(problem(429, retry_after="7"), answer(200, []))
    events: list[Event] = []
    atlas = world.client(BASE, transport=server.transport, hooks=[events.append])
    with virtual_time() as time:
        throttled(world, atlas)
        world.call(atlas.list_tools)

    assert time.pauses == [pytest.approx(7.35)]
    assert [event for event in events if isinstance(event, Parked)] == [Parked("list_tools", time.pauses[0])]


def test_time_that_has_passed_counts(world: World) -> None:
    """Only what is left is waited for; nothing once it is over."""
    server = Scripted(problem(429, retry_after="7"), answer(200, []))
    atlas = world.client(BASE, transport=server.transport)
    with virtual_time(jitter=0.0) as time:
        throttled(world, atlas)
        time.advance(4.0)
        world.call(atlas.list_tools)
        world.call(atlas.list_tools)

    assert time.pauses == [3.0]


def test_who_can_not_wait_is_told_at_once(world: World) -> None:
    """Without a request, with what is left on the error."""
    server = Scripted(problem(429, retry_after="7"), answer(200, []))
    atlas = world.client(BASE, transport=server.transport)
    with virtual_time() as time:
        throttled(world, atlas)
        with pytest.raises(AtlasRateLimitError) as caught:
            world.call(atlas.with_options(deadline=5.0).list_tools)

    assert caught.value.retry_after == 7
    assert caught.value.stop_reason == "deadline exceeded"
    assert caught.value.attempts == ()
    assert caught.value.status_code == 429
    assert not caught.value.outcome_unknown
    assert len(server.requests) == 1
    assert time.pauses == []


def test_longer_than_the_policy_waits_is_told_at_once(world: World) -> None:
    """As if the server had said it to this caller."""
    server = Scripted(problem(429, retry_after="61"), answer(200, []))
    atlas = world.client(BASE, transport=server.transport)
    with virtual_time():
        throttled(world, atlas)
        with pytest.raises(AtlasRateLimitError) as caught:
            world.call(atlas.list_tools)

    assert caught.value.stop_reason == "Retry-After too long"
    assert len(server.requests) == 1


def test_no_server_parks_a_client_for_a_day(world: World) -> None:
    """It may have meant milliseconds."""
    server = Scripted(problem(429, retry_after="999999999"), answer(200, []))
    atlas = world.client(BASE, transport=server.transport)
    with virtual_time() as time:
        throttled(world, atlas)
        time.advance(3601)
        world.call(atlas.list_tools)

    assert len(server.requests) == 2


@pytest.mark.parametrize(
    "outcome", [problem(429), problem(429, retry_after="0"), problem(503, retry_after="7")]
)
def test_nothing_else_parks_anybody(world: World, outcome: httpx.Response) -> None:
    """Without a Retry-After the refused caller backs off alone; a 503 may be of one operation."""
    server = Scripted(outcome, answer(200, []))
    atlas = world.client(BASE, transport=server.transport, policy=ONCE)
    with virtual_time() as time:
        with pytest.raises(Exception, match=r"429|503"):
            world.call(atlas.list_tools)
        world.call(atlas.list_tools)

    assert time.pauses == []


class Limited:
    """A server that refuses everything until a moment of the virtual clock, and notes when it was asked."""

    def __init__(self, time: VirtualTime, until: float) -> None:
        self.time, self.until = time, until
        self.asked: list[float] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(self.time.now)
        left = self.until - self.time.now
        return problem(429, retry_after=f"{left:.3f}") if left > 0.0005 else answer(200, [])


def test_no_task_comes_early() -> None:
    """A hundred of them on one client: none is refused, since none asks."""

    async def main() -> Limited:
        with virtual_time() as time:
            server = Limited(time, until=5.0)
            async with AsyncControlPlane(BASE, transport=httpx.MockTransport(server)) as atlas:
                with pytest.raises(AtlasRateLimitError):
                    await atlas.with_options(policy=ONCE).list_tools()
                await asyncio.gather(*(atlas.list_tools() for _ in range(100)))
            return server

    server = asyncio.run(main())
    assert len(server.asked) == 101
    assert min(server.asked[1:]) >= 5.0


def test_threads_are_parked_together() -> None:
    """Each waits until the moment that one of them was told."""
    server = Scripted(problem(429, retry_after="0.2"), answer(200, []))
    parked: list[float] = []

    def note(event: Event) -> None:
        if isinstance(event, Parked):
            parked.append(event.seconds)

    with ControlPlane(BASE, transport=server.transport, hooks=[note]) as atlas:
        with pytest.raises(AtlasRateLimitError):
            atlas.with_options(policy=ONCE).list_tools()
        threads = [threading.Thread(target=atlas.list_tools) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert len(parked) == 8
    assert len(server.requests) == 9
