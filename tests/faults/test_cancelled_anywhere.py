"""A call that is cancelled, wherever it is, leaves nothing behind: no connection at work, no place taken."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast

import pytest

from atlas_resilient import AsyncControlPlane, RetryPolicy
from tests.raw_server import answers
from tests.scripted import SUPPORT

ANSWER = answers(json.dumps([SUPPORT]).encode())


@asynccontextmanager
async def server() -> AsyncIterator[str]:
    """Give the address of a server on this loop, which answers in pieces."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.closing(writer), contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while await reader.readuntil(b"\r\n\r\n"):
                for start in range(0, len(ANSWER), 50):
                    writer.write(ANSWER[start : start + 50])
                    await asyncio.sleep(0)

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as running:
        yield f"http://127.0.0.1:{running.sockets[0].getsockname()[1]}"


def pool_of(atlas: AsyncControlPlane) -> Any:
    """Return httpcore's pool."""
    return cast(Any, atlas._wire._transport)._pool


async def turns(number: int) -> None:
    """Let the loop go round."""
    for _ in range(number):
        await asyncio.sleep(0)


@pytest.mark.parametrize("warm", [False, True], ids=["first call", "kept connection"])
def test_a_call_may_be_cancelled_at_every_turn_of_the_loop(warm: bool) -> None:
    """From before it begins until after its end: the pool holds idle connections only, and nobody waits in it."""

    async def cancelled_after(number: int, url: str) -> bool:
        async with AsyncControlPlane(url, policy=RetryPolicy(attempts=1)) as atlas:
            if warm:
                await atlas.list_agent_classes()
            task = asyncio.create_task(atlas.list_agent_classes())
            await turns(number)
            if not task.cancel():
                return False

            with pytest.raises(asyncio.CancelledError):
                await task
            pool = pool_of(atlas)
            assert pool._requests == [], f"after {number} turns"
            assert [each for each in pool.connections if not (each.is_idle() or each.is_closed())] == []
            assert [one.name for one in await atlas.list_agent_classes()] == ["support"]
            return True

    async def main() -> int:
        async with server() as url:
            number = 0
            while await cancelled_after(number, url):
                number += 1
            return number

    assert asyncio.run(main()) > 10


def test_callers_that_wait_for_a_connection_may_be_cancelled() -> None:
    """More calls than the pool has connections, cancelled in turn: all places in it are free again."""

    async def main() -> None:
        async with server() as url, AsyncControlPlane(url, policy=RetryPolicy(attempts=1)) as atlas:
            for number in (2, 5, 8, 12):
                tasks = [asyncio.create_task(atlas.list_agent_classes()) for _ in range(120)]
                await turns(number)
                for task in tasks[number % 3 :: 3]:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)

            pool = pool_of(atlas)
            assert pool._requests == []
            assert [each for each in pool.connections if not (each.is_idle() or each.is_closed())] == []

    asyncio.run(main())
