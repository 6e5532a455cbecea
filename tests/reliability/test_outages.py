"""Rows 64 and 65: the server is killed, or its database, while everybody is creating."""

from __future__ import annotations

import asyncio
import math
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from atlas_resilient import RetryBudget, RetryPolicy
from atlas_resilient.sandbox import Received, Sandbox
from tests.postgres import Cluster
from tests.reliability.conftest import Seen
from tests.sandbox.terminal import running

WORKERS, EACH = 4, 25
#: Waits for the server as long as it takes, up to the deadline.
PATIENT = RetryPolicy(attempts=1000, base=0.05, cap=0.2, deadline=15.0)


class Creating:
    """Workers that create, or get or create, one class after the other and an outage after the twentieth."""

    def __init__(self, seen: Seen, url: str) -> None:
        self.acknowledged: list[str] = []
        self.longest = 0.0
        self._atlas = seen.world.client(url, policy=PATIENT, budget=RetryBudget(reserve=math.inf))
        create, get_or_create = self._atlas.create_agent_class, self._atlas.get_or_create_agent_class
        self._creates: list[Any] = [create, get_or_create] * (WORKERS // 2)
        self._world = seen.world
        self._progress = threading.Condition()

    def through(self, outage: Callable[[], None]) -> None:
        """Work, let *outage* happen, work on; the first error of a worker is raised."""
        with ThreadPoolExecutor(1) as pool:
            over = pool.submit(self._outage, outage)
            self._world.call(self._all_async if self._world.is_async else self._all)
            over.result()

    def listed(self) -> list[str]:
        """Return the names of everything that is there."""
        return [each.name for each in self._world.collect(self._atlas.iter_agent_classes(page_size=500))]

    def _outage(self, outage: Callable[[], None]) -> None:
        with self._progress:
            assert self._progress.wait_for(lambda: len(self.acknowledged) >= 20, 20)
        outage()

    def _done(self, name: str, began: float) -> None:
        with self._progress:
            self.acknowledged.append(name)
            self.longest = max(self.longest, time.monotonic() - began)
            self._progress.notify()

    def _work(self, worker: int) -> None:
        for number in range(EACH):
            began = time.monotonic()
            self._creates[worker]({"name": f"{worker}-{number}"})
            self._done(f"{worker}-{number}", began)

    async def _work_async(self, worker: int) -> None:
        for number in range(EACH):
            began = time.monotonic()
            await self._creates[worker]({"name": f"{worker}-{number}"})
            self._done(f"{worker}-{number}", began)

    def _all(self) -> None:
        with ThreadPoolExecutor(WORKERS) as pool:
            list(pool.map(self._work, range(WORKERS)))

    async def _all_async(self) -> None:
        await asyncio.gather(*map(self._work_async, range(WORKERS)))


def kept(seen: Seen, creating: Creating) -> None:
    """Nothing lost, nothing twice, and nothing that nobody was told of."""
    there = Counter(creating.listed())
    seen.rows = there.total()
    seen.seconds, seen.limit = creating.longest, PATIENT.deadline

    assert there == Counter(creating.acknowledged)
    assert seen.rows == WORKERS * EACH


@pytest.mark.row(64)
def test_the_server_is_killed(seen: Seen, tmp_path: Path) -> None:
    """SIGKILL; three seconds later it is back with the same file, and whoever waited gets what they asked for."""
    db = f"sqlite:///{tmp_path}/atlas.db"
    with ExitStack() as stack:
        box = stack.enter_context(running("--db", db))
        port = box.url.rpartition(":")[2]

        def outage() -> None:
            began = time.monotonic()
            box.end(signal.SIGKILL)
            time.sleep(3.0 - (time.monotonic() - began))
            stack.enter_context(running("--db", db, "--port", port))

        creating = Creating(seen, box.url)
        creating.through(outage)
        kept(seen, creating)

    assert creating.longest > 3.0, "nobody noticed"


@pytest.mark.row(65)
def test_the_database_is_killed(seen: Seen, postgres: Cluster) -> None:
    """Its 503s are waited out, and what was acknowledged before and after is there, once."""
    refused = threading.Event()

    def on_request(received: Received) -> None:
        if received.status == 503:
            refused.set()

    def outage() -> None:
        postgres.stop()
        try:
            assert refused.wait(20), "nobody noticed"
        finally:
            postgres.start()

    with Sandbox(postgres.new_database(), on_request=on_request) as box:
        creating = Creating(seen, box.url)
        creating.through(outage)
        kept(seen, creating)
