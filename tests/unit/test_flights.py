"""Concurrent callers in one process share one create."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import httpx
import pytest
from atlas_control_plane.models import AgentClassCreate

from atlas_resilient import (
    AsyncControlPlane,
    AtlasTimeoutError,
    ControlPlane,
)
from tests.scripted import SUPPORT, Scripted, answer, problem

BODY = AgentClassCreate(name="support")


def test_concurrent_callers_share_one_flight_in_threads() -> None:
    """Sixteen threads, one create, one of them told that it is theirs."""
    everybody_waits = threading.Barrier(2)

    def slow_create(request: httpx.Request) -> httpx.Response:
        everybody_waits.wait(timeout=10)
        return answer(201, SUPPORT)

    server = Scripted(slow_create)
    results: list[tuple[Any, bool]] = []
    with ControlPlane("http://atlas.test", transport=server.transport) as atlas:
        threads = [
            threading.Thread(target=lambda: results.append(atlas.get_or_create_agent_class(BODY)))
            for _ in range(16)
        ]
        for thread in threads:
            thread.start()
        everybody_waits.wait(timeout=10)
        for thread in threads:
            thread.join(timeout=10)

    assert len(results) == 16
    creates = len(server.requests)
    assert creates < 16
    assert sum(created for _, created in results) == creates


def test_concurrent_callers_share_one_flight_in_tasks() -> None:
    """Sixteen tasks, one create; and a follower that is cancelled takes nobody with it."""

    async def main() -> None:
        release = asyncio.Event()
        server = Scripted(answer(201, SUPPORT))

        class Slow(httpx.AsyncBaseTransport):
            async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
                await release.wait()
                return await server.transport.handle_async_request(request)

        async with AsyncControlPlane("http://atlas.test", transport=Slow()) as atlas:
            tasks = [asyncio.create_task(atlas.get_or_create_agent_class(BODY)) for _ in range(16)]
            await asyncio.sleep(0)
            tasks[3].cancel()
            release.set()
            results: list[Any] = await asyncio.gather(*tasks, return_exceptions=True)

        assert isinstance(results.pop(3), asyncio.CancelledError)
        assert [created for _, created in results] == [True] + [False] * 14
        assert len(server.requests) == 1

    asyncio.run(main())


def test_a_cancelled_leader_hands_over() -> None:
    """Those who waited for it go on by themselves."""

    async def main() -> None:
        first = asyncio.Event()
        server = Scripted(answer(201, SUPPORT))

        class StuckOnce(httpx.AsyncBaseTransport):
            async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
                if not first.is_set():
                    first.set()
                    await asyncio.Event().wait()
                return await server.transport.handle_async_request(request)

        async with AsyncControlPlane("http://atlas.test", transport=StuckOnce()) as atlas:
            leader = asyncio.create_task(atlas.get_or_create_agent_class(BODY))
            await first.wait()
            follower = asyncio.create_task(atlas.get_or_create_agent_class(BODY))
            await asyncio.sleep(0)
            leader.cancel()
            assert (await follower)[1] is True

    asyncio.run(main())


def test_followers_share_a_failure() -> None:
    """A refusal is everybody's, as an error object of their own."""

    async def main() -> None:
        release = asyncio.Event()
        server = Scripted(problem(422, "no"))

        class Slow(httpx.AsyncBaseTransport):
            async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
                await release.wait()
                return await server.transport.handle_async_request(request)

        async with AsyncControlPlane("http://atlas.test", transport=Slow()) as atlas:
            tasks = [asyncio.create_task(atlas.get_or_create_agent_class(BODY)) for _ in range(4)]
            await asyncio.sleep(0)
            release.set()
            errors = await asyncio.gather(*tasks, return_exceptions=True)

        assert len(server.requests) == 1
        assert len({id(error) for error in errors}) == 4
        assert all("422" in str(error) for error in errors)

    asyncio.run(main())


def test_an_endless_wait_for_another_callers_create_ends_with_the_deadline() -> None:
    """A follower has its own deadline."""

    async def main() -> None:
        class Stuck(httpx.AsyncBaseTransport):
            async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
                await asyncio.Event().wait()
                raise AssertionError

        async with AsyncControlPlane("http://atlas.test", transport=Stuck()) as atlas:
            leader = asyncio.create_task(atlas.get_or_create_agent_class(BODY))
            await asyncio.sleep(0)
            with pytest.raises(AtlasTimeoutError, match="another caller"):
                await atlas.with_options(deadline=0.05).get_or_create_agent_class(BODY)
            leader.cancel()

    asyncio.run(main())
