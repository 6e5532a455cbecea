"""Cancellation in all the ways that asyncio and anyio have: never swallowed, never retried, and undoing is finished."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import anyio
import httpx
import pytest

from atlas_resilient import AsyncControlPlane, AsyncRollback, AtlasServerError, RetryPolicy, retry
from tests.scripted import Scripted, answer, problem

Block = Callable[[Callable[[], Awaitable[Any]]], Awaitable[Any]]


async def by_timeout(block: Callable[[], Awaitable[Any]]) -> None:
    """End it by `asyncio.timeout`."""
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await block()


async def by_wait_for(block: Callable[[], Awaitable[Any]]) -> None:
    """End it by `asyncio.wait_for`."""
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(block(), 0.01)


async def by_a_sibling(block: Callable[[], Awaitable[Any]]) -> None:
    """End it by the failure of another task of its group."""
    with pytest.raises(ExceptionGroup) as caught:
        async with asyncio.TaskGroup() as group:
            group.create_task(block())  # type: ignore[arg-type]
            await asyncio.sleep(0.01)
            raise ValueError("sibling")
    assert [str(error) for error in caught.value.exceptions] == ["sibling"]


async def by_anyio(block: Callable[[], Awaitable[Any]]) -> None:
    """End it by a cancel scope, which cancels every `await` until it is left."""
    with anyio.move_on_after(0.01) as scope:
        await block()
    assert scope.cancelled_caught


async def by_hand_again_and_again(block: Callable[[], Awaitable[Any]]) -> None:
    """End it by several cancels in a row."""
    task = asyncio.ensure_future(block())
    for _ in range(3):
        await asyncio.sleep(0.005)
        task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


every_way = pytest.mark.parametrize(
    "cancel", [by_timeout, by_wait_for, by_a_sibling, by_anyio, by_hand_again_and_again]
)


@every_way
def test_undoing_is_finished(cancel: Block) -> None:
    """Step by step, although every await may be cancelled again."""
    undone: list[int] = []

    async def undo_step(number: int) -> None:
        for _ in range(20):
            await asyncio.sleep(0.001)
        undone.append(number)

    async def block() -> None:
        async with AsyncRollback() as undo:
            for number in range(3):
                undo.add(undo_step, number)
            await asyncio.sleep(60)

    async def main() -> int:
        await cancel(block)
        task = asyncio.current_task()
        assert task is not None
        return task.cancelling()

    assert asyncio.run(main()) == 0
    assert undone == [2, 1, 0]


@every_way
def test_a_pause_ends_at_once(cancel: Block) -> None:
    """Nothing is sent afterwards."""
    server = Scripted(problem(503, retry_after="30"), answer(200, []))

    async def main() -> None:
        async with AsyncControlPlane("http://atlas.test", transport=server.transport) as atlas:
            await cancel(atlas.list_tools)

    asyncio.run(main())

    assert len(server.requests) == 1


@every_way
def test_a_request_ends_at_once(cancel: Block) -> None:
    """A cancelled attempt is no failure that could be retried."""
    asked = 0

    async def never(request: httpx.Request) -> httpx.Response:
        nonlocal asked
        asked += 1
        await asyncio.sleep(60)
        raise AssertionError

    async def main() -> None:
        async with AsyncControlPlane("http://atlas.test", transport=httpx.MockTransport(never)) as atlas:
            await cancel(atlas.list_tools)

    asyncio.run(main())

    assert asked == 1


@every_way
def test_a_decorated_function_ends_at_once(cancel: Block) -> None:
    """Whatever it says of itself."""
    calls = 0

    @retry(on=Exception)
    async def slow() -> None:
        nonlocal calls
        calls += 1
        await asyncio.sleep(60)

    asyncio.run(_main(cancel, slow))

    assert calls == 1


@every_way
def test_who_waits_for_anothers_create_can_be_cancelled(cancel: Block) -> None:
    """And the other one goes on."""
    go_on = asyncio.Event()
    made = {"id": "11111111-1111-4111-8111-111111111111", "name": "a", "description": None}
    made |= {"created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z"}

    async def answers(request: httpx.Request) -> httpx.Response:
        await go_on.wait()
        return answer(201, made)

    async def main() -> tuple[Any, bool]:
        async with AsyncControlPlane("http://atlas.test", transport=httpx.MockTransport(answers)) as atlas:
            leader = asyncio.create_task(atlas.get_or_create_agent_class({"name": "a"}))
            await asyncio.sleep(0)
            await cancel(lambda: atlas.get_or_create_agent_class({"name": "a"}))
            go_on.set()
            return await leader

    resource, created = asyncio.run(main())

    assert (resource.name, created) == ("a", True)


def test_an_error_while_undoing_does_not_swallow_the_cancellation() -> None:
    """It is noted, and the task is cancelled all the same."""

    async def fails() -> None:
        raise AtlasServerError("no")

    async def block() -> None:
        async with AsyncRollback() as undo:
            undo.add(fails)
            await asyncio.sleep(60)

    async def main() -> None:
        task = asyncio.create_task(block())
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert task.cancelled()

    asyncio.run(main())


async def _main(cancel: Block, function: Callable[[], Awaitable[Any]]) -> None:
    await cancel(function)


def test_the_policy_of_one_attempt_changes_nothing() -> None:
    """A cancelled call of a client without retries is cancelled, not failed."""

    async def never(request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(60)
        raise AssertionError

    async def main() -> None:
        async with AsyncControlPlane(
            "http://atlas.test", transport=httpx.MockTransport(never), policy=RetryPolicy(attempts=1)
        ) as atlas:
            await by_timeout(atlas.list_tools)

    asyncio.run(main())
