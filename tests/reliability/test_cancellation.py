"""Row 52: tasks cancelled during a request, a pause or a rollback, or while parked, once or again and again."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from atlas_resilient import AsyncRollback
from atlas_resilient.hooks import Event, Pausing
from atlas_resilient.sandbox import Delay, Sandbox, Status
from tests.reliability.conftest import Seen, in_asyncio

BODY = {"name": "support"}


async def cancelled(work: Awaitable[Any], ready: Callable[[], bool], times: int = 1) -> float:
    """Cancel *work* when it is *ready*, that many times; return the seconds until it was over."""
    task = asyncio.ensure_future(work)
    while not ready():
        assert not task.done()
        await asyncio.sleep(0.002)
    began = time.monotonic()
    for _ in range(times):
        task.cancel()
        await asyncio.sleep(0)
    with pytest.raises(asyncio.CancelledError):
        await task
    assert task.cancelled()
    return time.monotonic() - began


SITUATIONS: dict[str, tuple[str, Any]] = {
    "request": ("list_agent_classes", Delay(30)),
    "pause": ("list_agent_classes", Status(503, retry_after=30)),
    "create": ("create_agent_class", Delay(30)),
    "pause of a create": ("create_agent_class", Status(503, retry_after=30)),
    "get or create": ("get_or_create_agent_class", Delay(30)),
}


@in_asyncio
@pytest.mark.row(52)
@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize(("method", "fault"), SITUATIONS.values(), ids=SITUATIONS)
def test_cancelled(seen: Seen, atlas_sandbox: Sandbox, method: str, fault: Any, times: int) -> None:
    """At once, never retried, and the next call works."""
    seen.limit = None
    operation = method.removeprefix("get_or_")
    atlas_sandbox.fail(operation, fault)
    pausing = threading.Event()

    def hook(event: Event) -> None:
        if isinstance(event, Pausing):
            pausing.set()

    def ready() -> bool:
        return pausing.is_set() if isinstance(fault, Status) else bool(atlas_sandbox.count(operation))

    async def main() -> float:
        atlas = seen.world.client(atlas_sandbox.url, hooks=[hook])
        work = getattr(atlas, method)(*([BODY] if "create" in method else []))
        took = await cancelled(work, ready, times)
        await asyncio.wait_for(atlas.list_tools(), 5)
        return took

    seen.call(main)
    seen.created(atlas_sandbox, operation=operation)

    assert seen.result < 0.1
    assert (seen.outcome, seen.requests, seen.rows) == ("no error", 1, 0)


@in_asyncio
@pytest.mark.row(52)
def test_cancelled_while_parked(seen: Seen, atlas_sandbox: Sandbox) -> None:
    """Who waits because another call was told 429 can be cancelled like any other; the gate is no lock that is kept."""
    seen.limit = None
    atlas_sandbox.fail("list_tools", Status(429, retry_after=0.6))

    async def main() -> float:
        atlas = seen.world.client(atlas_sandbox.url)
        first = asyncio.create_task(atlas.list_tools())
        while not atlas_sandbox.count("list_tools"):
            await asyncio.sleep(0.002)
        await asyncio.sleep(0.05)
        took = await cancelled(atlas.list_agent_classes(), lambda: True)
        await first
        return took

    seen.call(main)
    seen.created(atlas_sandbox, operation="list_agent_classes")

    assert seen.result < 0.1
    assert (seen.outcome, seen.requests) == ("no error", 0)


@in_asyncio
@pytest.mark.row(52)
def test_cancelled_while_rolling_back(seen: Seen, atlas_sandbox: Sandbox) -> None:
    """Again and again: everything is undone, and then it is a cancellation."""
    seen.limit = None
    atlas_sandbox.fail("delete_agent_class", Delay(0.1), times=None)

    async def main() -> None:
        atlas = seen.world.client(atlas_sandbox.url)
        inside = asyncio.Event()

        async def block() -> None:
            async with AsyncRollback() as undo:
                for number in range(3):
                    await undo.create(atlas.create_agent_class, {"name": f"step {number}"})
                inside.set()
                await asyncio.sleep(60)

        await cancelled(block(), inside.is_set, times=5)

    seen.call(main)
    seen.created(atlas_sandbox)

    assert (seen.outcome, seen.rows) == ("no error", 0)
    assert atlas_sandbox.count("delete_agent_class") == 3


@in_asyncio
@pytest.mark.row(52)
def test_many_cancels_leave_no_connection_behind(seen: Seen, atlas_sandbox: Sandbox) -> None:
    """More than the pool has places: some at the server, some in the queue; afterwards all places are free."""
    seen.limit = None
    atlas_sandbox.fail("list_agent_classes", Delay(30), times=None)

    async def main() -> float:
        atlas = seen.world.client(atlas_sandbox.url)
        tasks = [asyncio.create_task(atlas.list_agent_classes()) for _ in range(150)]
        while atlas_sandbox.count("list_agent_classes") < 100:
            await asyncio.sleep(0.002)
        for task in tasks:
            task.cancel()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
        assert all(isinstance(each, asyncio.CancelledError) for each in ended)

        atlas_sandbox.clear_faults()
        began = time.monotonic()
        found = await asyncio.gather(*(atlas.list_tools() for _ in range(100)))
        assert found == [[]] * 100
        return time.monotonic() - began

    seen.call(main)
    seen.created(atlas_sandbox, operation="list_agent_classes")

    assert (seen.outcome, seen.requests) == ("no error", 100)
    # A place that is never given back makes the last of them wait for their timeout, 30 s.
    assert seen.result < 5.0
