"""Rows 55 and 56: forked processes, and 32 threads or tasks on one client."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from atlas_resilient import RetryBudget, RetryPolicy
from atlas_resilient.sandbox import Sandbox, Status
from tests.reliability.conftest import Seen

FORKS = {
    "sync": """
import os, sys
from atlas_resilient import ControlPlane

atlas = ControlPlane(sys.argv[1])

def call(name):
    return getattr(atlas, name)
""",
    "async": """
import asyncio, os, sys
from atlas_resilient import AsyncControlPlane

atlas = AsyncControlPlane(sys.argv[1])
runner = asyncio.Runner()

def call(name):
    return lambda *args: runner.run(getattr(atlas, name)(*args))
""",
}
FORKED = """
call("health")()
mine, children = "parent", []
for number in range(4):
    child = os.fork()
    if child == 0:
        mine, children = f"child {number}", []
        RENEW
        break
    children.append(child)

made, _ = call("get_or_create_agent_class")({"name": mine})
crossed = sum(call("get_agent_class")(made.id).name != mine for _ in range(50))
ended = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
os._exit(1 if crossed or any(ended) else 0)
"""


@pytest.mark.row(55)
def test_forked_with_a_warm_pool(seen: Seen, atlas_sandbox: Sandbox) -> None:
    """Four children and their parent, fifty reads each: every answer is one's own."""
    renew = "runner = asyncio.Runner()" if seen.world.is_async else "pass"
    script = FORKS[seen.world.name] + FORKED.replace("RENEW", renew)
    done = subprocess.run(
        [sys.executable, "-c", script, atlas_sandbox.url],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    seen.created(atlas_sandbox, operation="get_agent_class")

    assert (done.returncode, done.stderr) == (0, "")
    assert (seen.rows, seen.requests) == (5, 250)


def at_once(seen: Seen, work: Callable[[int], Any]) -> list[Any]:
    """Return what 32 threads, or tasks, get from *work*."""
    if seen.world.is_async:

        async def together() -> list[Any]:
            return await asyncio.gather(*map(work, range(32)), return_exceptions=True)

        results: list[Any] = seen.world.call(together)
        return results

    def caught(number: int) -> Any:
        try:
            return work(number)
        except Exception as error:
            return error

    with ThreadPoolExecutor(32) as pool:
        return list(pool.map(caught, range(32)))


@pytest.mark.row(56)
def test_thirty_two_on_one_client(seen: Seen, atlas_sandbox: Sandbox) -> None:
    """Everybody gets the answer to their own question, on a server that fails now and then."""
    atlas_sandbox.fail("*", Status(503, after_commit=True), times=None, probability=0.05, seed=7)
    atlas = seen.world.client(
        atlas_sandbox.url,
        policy=RetryPolicy(attempts=10, base=0.01, deadline=20.0),
        budget=RetryBudget(reserve=500),
    )

    def work(number: int) -> bool:
        made = [atlas.create_agent_class({"name": f"{number}-{n}"}) for n in range(5)]
        return [atlas.get_agent_class(each.id).name for each in made] == [f"{number}-{n}" for n in range(5)]

    async def work_async(number: int) -> bool:
        made = [await atlas.create_agent_class({"name": f"{number}-{n}"}) for n in range(5)]
        names = [(await atlas.get_agent_class(each.id)).name for each in made]
        return names == [f"{number}-{n}" for n in range(5)]

    results = at_once(seen, work_async if seen.world.is_async else work)
    seen.created(atlas_sandbox)

    assert results == [True] * 32
    assert seen.rows == 160


@pytest.mark.row(56)
@pytest.mark.parametrize("reserve", [0, 20])
def test_their_budget_adds_up(seen: Seen, atlas_sandbox: Sandbox, reserve: int) -> None:
    """While the server is down, all calls together make the retries that there are, and not one more."""
    atlas_sandbox.fail("list_tools", Status(503), times=None)
    budget = RetryBudget(reserve=reserve, ratio=0)
    atlas = seen.world.client(atlas_sandbox.url, policy=RetryPolicy(base=0.001, deadline=20.0), budget=budget)

    def work(number: int) -> Any:
        return atlas.list_tools()

    results = [error for _ in range(3) for error in at_once(seen, work)]
    seen.error = results[0]
    seen.created(atlas_sandbox, operation="list_tools")

    assert seen.requests == 3 * 32 + reserve
    assert budget.left == 0
    assert {type(error).__name__ for error in results} == {"AtlasServerError"}
    assert sum(len(error.attempts) for error in results) == seen.requests
