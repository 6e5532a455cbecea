"""The retry budget: a dead server costs a tenth more than its calls, and nobody else notices that it is there."""

from __future__ import annotations

import asyncio
import math
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from atlas_resilient import AtlasConnectionError, AtlasError, ControlPlane, RetryBudget, RetryPolicy, retry
from atlas_resilient.testing import virtual_time
from tests.conftest import World
from tests.scripted import SUPPORT, Scripted, answer, problem

REFUSED = httpx.ConnectError("refused")


def client(world: World, server: Scripted, **options: Any) -> Any:
    """Return a client of that server."""
    return world.client("http://atlas.test", transport=server.transport, **options)


def failures(world: World, atlas: Any, calls: int) -> list[AtlasError]:
    """Make calls that all fail, and return their errors."""
    errors = []
    with virtual_time():
        for _ in range(calls):
            with pytest.raises(AtlasError) as caught:
                world.call(atlas.health)
            errors.append(caught.value)
    return errors


@pytest.mark.parametrize("outcome", [REFUSED, problem(503), problem(429)])
def test_a_dead_server_costs_a_tenth_more_than_its_calls(world: World, outcome: Any) -> None:
    """Once the reserve is spent, whatever the policy would allow."""
    server = Scripted(outcome)
    errors = failures(world, client(world, server), 300)

    assert 330 <= len(server.requests) <= 300 * 1.1 + 10
    assert errors[-1].stop_reason == "retry budget exhausted"
    assert type(errors[-1]) is type(errors[0])


def test_a_single_call_gets_all_its_attempts(world: World) -> None:
    """The reserve is there for scripts."""
    server = Scripted(REFUSED)
    errors = failures(world, client(world, server), 3)

    assert [len(error.attempts) for error in errors] == [4, 4, 4]


def test_what_succeeds_earns_retries_for_worse_times(world: World) -> None:
    """A server that stumbles once in a while gets every retry that the policy allows."""
    server = Scripted(*[problem(503), answer(200, [])] * 300)
    atlas = client(world, server)
    with virtual_time():
        for _ in range(300):
            world.call(atlas.list_tools)

    assert len(server.requests) == 600


def test_views_share_it_and_clients_can(world: World) -> None:
    """It is what all callers together may spend."""
    budget, server = RetryBudget(reserve=5), Scripted(REFUSED)
    one, other = client(world, server, budget=budget), client(world, server, budget=budget)
    failures(world, one.with_options(deadline=100.0), 1)
    failures(world, other, 1)

    assert len(server.requests) == 2 + 5
    assert budget.left < 1


def test_threads_spend_no_more_than_there_is() -> None:
    """And all of it."""
    budget = RetryBudget(reserve=100, ratio=0)
    with ThreadPoolExecutor(16) as pool:
        taken = sum(pool.map(lambda _: budget.take(), range(500)))

    assert taken == 100
    assert budget.left == 0


def test_a_cancelled_pause_gives_its_retry_back() -> None:
    """It was paid for, and never made."""

    async def cancelled() -> float:
        from atlas_resilient import AsyncControlPlane

        pausing, budget = asyncio.Event(), RetryBudget(ratio=0)
        server = Scripted(problem(503, retry_after="30"))
        async with AsyncControlPlane(
            "http://atlas.test",
            transport=server.transport,
            budget=budget,
            hooks=[lambda event: pausing.set() if type(event).__name__ == "Pausing" else None],
        ) as atlas:
            task = asyncio.create_task(atlas.health())
            await pausing.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        return budget.left

    assert asyncio.run(cancelled()) == 10


def test_a_decorator_around_does_not_go_on_without_budget(world: World) -> None:
    """What the client as a whole has decided is not for a caller to overrule."""
    server = Scripted(REFUSED)
    atlas = client(world, server, budget=RetryBudget(reserve=1, ratio=0))

    def health() -> Any:
        return atlas.health()

    async def health_async() -> Any:
        return await atlas.health()

    with virtual_time(), pytest.raises(AtlasConnectionError) as caught:
        world.call(retry(attempts=9)(health_async if world.is_async else health))

    assert caught.value.stop_reason == "retry budget exhausted"
    assert len(server.requests) == 2


def test_without_a_limit_every_call_gets_its_attempts(world: World) -> None:
    """For who has another one in front of it."""
    server = Scripted(REFUSED)
    failures(world, client(world, server, budget=RetryBudget(reserve=math.inf)), 50)

    assert len(server.requests) == 200


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"reserve": -1}, ValueError),
        ({"reserve": math.nan}, ValueError),
        ({"ratio": 1.5}, ValueError),
        ({"limit": "many"}, TypeError),
        ({"reserve": True}, TypeError),
    ],
)
def test_numbers_that_make_no_sense_are_refused(wrong: dict[str, Any], error: type[Exception]) -> None:
    """At construction."""
    with pytest.raises(error):
        RetryBudget(**wrong)


def test_reads_are_not_slowed_by_it() -> None:
    """A first attempt never asks."""
    server = Scripted(answer(200, SUPPORT))
    policy = RetryPolicy(attempts=1)
    budget = RetryBudget(reserve=0, ratio=0, limit=0)
    with ControlPlane("http://atlas.test", transport=server.transport, policy=policy, budget=budget) as atlas:
        assert atlas.get_agent_class(str(SUPPORT["id"])).name == "support"
