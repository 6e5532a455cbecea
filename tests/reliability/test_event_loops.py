"""Row 53: one client in a second `asyncio.run`, and in two event loops at once."""

from __future__ import annotations

import asyncio
import gc
from typing import Any

import pytest

from atlas_resilient import AsyncControlPlane
from atlas_resilient.sandbox import Sandbox
from tests.reliability.conftest import FAST, Seen, in_asyncio

BODY = {"name": "support"}


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
