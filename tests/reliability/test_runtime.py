"""Rows 51 to 53: signals, cancellation and event loops."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from atlas_resilient import AsyncControlPlane, AsyncRollback, Rollback
from atlas_resilient.hooks import Event, Pausing
from atlas_resilient.sandbox import Delay, Sandbox, Status
from tests.reliability.conftest import FAST, Seen

BODY = {"name": "support"}
in_asyncio = pytest.mark.parametrize("world", ["async"], indirect=True)


class CtrlC:
    """Sends this process a SIGINT as soon as it is told to, and knows when."""

    def __init__(self) -> None:
        self.now = threading.Event()
        self.sent = 0.0
        self._thread = threading.Thread(target=self._send)

    def __enter__(self) -> CtrlC:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.now.set()
        self._thread.join()

    def _send(self) -> None:
        self.now.wait(10)
        # A signal in the instant before a system call would not end it: that is Python's, and no person's, instant.
        time.sleep(0.05)
        self.sent = time.monotonic()
        os.kill(os.getpid(), signal.SIGINT)

    def when_pausing(self, event: Event) -> None:
        """Do it as soon as a call pauses."""
        if isinstance(event, Pausing):
            self.now.set()


@contextmanager
def told(box: Sandbox, operation: str, act: Callable[[], None]) -> Iterator[None]:
    """Call *act* when the sandbox has received a request of *operation*."""

    def watch() -> None:
        while not box.count(operation) and not over.wait(0.005):
            pass
        if not over.is_set():
            act()

    over = threading.Event()
    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()


def assert_interrupted(seen: Seen, box: Sandbox, atlas: Any) -> None:
    """The interrupt came out as it is, nothing was sent after it, and the client is of use."""
    seen.created(box, operation="list_agent_classes")

    assert type(seen.error) is KeyboardInterrupt
    assert seen.requests == 1
    assert seen.world.call(atlas.list_agent_classes) == []


@pytest.mark.row(51)
def test_ctrl_c_during_a_request(seen: Seen, atlas_sandbox: Sandbox) -> None:
    """It comes out as it is, at once, and the client is of use afterwards."""
    seen.limit = None
    atlas_sandbox.fail("list_agent_classes", Delay(30))
    atlas = seen.world.client(atlas_sandbox.url)
    with CtrlC() as ctrl_c, told(atlas_sandbox, "list_agent_classes", ctrl_c.now.set):
        seen.call(atlas.list_agent_classes)
        came = time.monotonic()

    assert came - ctrl_c.sent < 0.1
    assert_interrupted(seen, atlas_sandbox, atlas)


@pytest.mark.row(51)
def test_ctrl_c_during_a_pause(seen: Seen, atlas_sandbox: Sandbox) -> None:
    """The same; and nothing is sent any more."""
    seen.limit = None
    atlas_sandbox.fail("list_agent_classes", Status(503, retry_after=30))
    with CtrlC() as ctrl_c:
        atlas = seen.world.client(atlas_sandbox.url, hooks=[ctrl_c.when_pausing])
        seen.call(atlas.list_agent_classes)
        came = time.monotonic()

    assert came - ctrl_c.sent < 0.1
    assert_interrupted(seen, atlas_sandbox, atlas)


@pytest.mark.row(51)
def test_ctrl_c_in_a_rollback_block(seen: Seen, atlas_sandbox: Sandbox) -> None:
    """What the block had created is undone before the program ends."""
    seen.limit = None
    atlas_sandbox.fail("list_agent_classes", Delay(30))
    atlas = seen.world.client(atlas_sandbox.url)

    def in_sync() -> None:
        with Rollback() as undo:
            undo.create(atlas.create_agent_class, BODY)
            atlas.list_agent_classes()

    async def in_async() -> None:
        async with AsyncRollback() as undo:
            await undo.create(atlas.create_agent_class, BODY)
            await atlas.list_agent_classes()

    with CtrlC() as ctrl_c, told(atlas_sandbox, "list_agent_classes", ctrl_c.now.set):
        seen.call(in_async if seen.world.is_async else in_sync)
    seen.created(atlas_sandbox)

    assert type(seen.error) is KeyboardInterrupt
    assert (seen.requests, seen.rows) == (1, 0)
    assert atlas_sandbox.count("delete_agent_class") == 1


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


# The first loop has taken its open connection with it; nobody can close that any more.
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@in_asyncio
@pytest.mark.row(53)
@pytest.mark.parametrize("runs", [2, 3])
def test_in_a_second_loop(seen: Seen, atlas_sandbox: Sandbox, runs: int) -> None:
    """A client that outlives its loop gets new connections in the next one."""

    def again_and_again() -> list[list[str]]:
        atlas = AsyncControlPlane(atlas_sandbox.url, policy=FAST)

        async def main() -> list[str]:
            await atlas.get_or_create_agent_class(BODY)
            return [each.name for each in await atlas.list_agent_classes()]

        found = [asyncio.run(main()) for _ in range(runs)]
        asyncio.run(atlas.aclose())
        return found

    assert again_and_again() == [["support"]] * runs
    seen.created(atlas_sandbox)
    assert seen.rows == 1
    # While its warnings are ignored.
    gc.collect()


@in_asyncio
@pytest.mark.row(53)
def test_in_two_loops_at_once(seen: Seen, atlas_sandbox: Sandbox) -> None:
    """Refused in words that say what to do; the first one goes on."""

    async def main() -> Any:
        async with AsyncControlPlane(atlas_sandbox.url, policy=FAST) as atlas:
            await atlas.list_tools()
            with pytest.raises(RuntimeError, match="one client for each loop") as caught:
                await asyncio.to_thread(lambda: asyncio.run(atlas.list_tools()))
            assert await atlas.list_tools() == []
            return caught.value

    seen.error = seen.world.call(main)
    seen.created(atlas_sandbox, operation="list_tools")

    assert seen.requests == 2
