"""Row 51: Ctrl-C during a request, during a pause, and in a block that undoes."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from atlas_resilient import AsyncRollback, Rollback
from atlas_resilient.hooks import Event, Pausing
from atlas_resilient.sandbox import Delay, Sandbox, Status
from tests.reliability.conftest import Seen

BODY = {"name": "support"}


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
