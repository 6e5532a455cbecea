"""Many callers at once: how many requests a server that is down gets, and how soon waiters notice."""

from __future__ import annotations

import asyncio
import itertools
import random
import time
from collections.abc import Iterator
from typing import Any

import httpx
from attrs import define, field

from atlas_resilient import AsyncControlPlane, ControlPlane, RetryPolicy
from atlas_resilient.hooks import Attempted, Event

from .figures import Figure
from .server import free_port
from .workload import Script, run_in_tasks, run_in_threads

RESERVE, SLOWEST = 10, 8.0
NOW = "2026-01-01T00:00:00Z"


def outages(calls: int = 2_000, workers: int = 16) -> list[Figure]:
    """Call a server that isn't there, in both worlds, and return how many requests it would have got."""
    return [_outage(world, calls, workers) for world in ("threads", "tasks")]


def _outage(world: str, calls: int, workers: int) -> Figure:
    tick = itertools.count().__next__

    def hook(event: Event) -> None:
        if isinstance(event, Attempted):
            tick()

    options: dict[str, Any] = {"policy": RetryPolicy(base=0.001, cap=0.001), "hooks": [hook]}
    url, scripts = f"http://127.0.0.1:{free_port()}", [_asks(calls // workers) for _ in range(workers)]
    if world == "threads":
        with ControlPlane(url, **options) as atlas:
            run_in_threads(atlas, scripts)
    else:

        async def main() -> None:
            async with AsyncControlPlane(url, **options) as atlas:
                await run_in_tasks(atlas, scripts)

        asyncio.run(main())

    name = f"requests for each of {calls} calls in a total outage, {world}, beyond the reserve"
    return Figure.at_most(name, (tick() - RESERVE) / calls, 1.1)


def _asks(times: int) -> Script:
    for _ in range(times):
        yield "health", ()


@define
class _Deployments:
    """A server without a socket, whose deployments become active at moments of their own."""

    active_at: list[float]
    polls: Iterator[int] = field(factory=itertools.count)

    async def answer(self, request: httpx.Request) -> httpx.Response:
        key = request.url.path.rsplit("/", 1)[1]
        next(self.polls)
        status = "active" if time.perf_counter() >= self.active_at[int(key[-12:])] else "spawning"
        row: dict[str, Any] = {
            "id": key,
            "agent_definition_id": key,
            "name": key,
            "environment": "e",
            "status": status,
        }
        row |= {"blueprint_id": None, "description": None, "spec_md_path": None, "config": {}}
        return httpx.Response(200, json={**row, "project_context": {}, "created_at": NOW, "updated_at": NOW})


async def waiters(number: int = 1_000, interval: float = 0.5) -> list[Figure]:
    """Let *number* tasks of one loop wait, and return how late they notice; pauses grow to 8 times the interval."""
    dice, began, cpu = random.Random(7), time.perf_counter(), time.process_time()
    server = _Deployments([began + dice.uniform(5, 9) * interval * 2 for _ in range(number)])

    async def wait(index: int) -> float:
        await atlas.wait_for_deployment(
            f"00000000-0000-0000-0000-{index:012d}", until="active", timeout=120.0, interval=interval
        )
        return time.perf_counter() - server.active_at[index]

    async with AsyncControlPlane("http://atlas.test", transport=httpx.MockTransport(server.answer)) as atlas:
        late = sorted(await asyncio.gather(*map(wait, range(number))))

    share = (time.process_time() - cpu) / (time.perf_counter() - began)
    p99 = late[int(number * 0.99)] / (interval * SLOWEST)
    return [
        Figure("waiters on one loop", f"{number}, {next(server.polls)} polls"),
        Figure.at_most("notice at p99, in intervals between polls", p99, 1.5),
        Figure.at_most("of one core", round(share, 2), 1.0),
    ]
