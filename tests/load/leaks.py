"""Thousands of calls through faults, and what the process holds more afterwards: nothing."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from typing import Any, Literal

from attrs import field, frozen

from atlas_resilient import AsyncControlPlane, AtlasError, AtlasNotFoundError, ControlPlane, RetryPolicy
from atlas_resilient.hooks import Attempted, Event

from .figures import Figure
from .usage import Usage, growth
from .workload import Script, run_in_tasks, run_in_threads

KINDS: list[dict[str, Any]] = [
    {"fault": "commit_then_hang_up"},
    {"fault": "hang_up"},
    {"fault": "cut_body"},
    {"fault": "wrong_length", "by": 5},
    {"fault": "status", "code": 503, "html": True},
]
#: Five of a hundred requests, of five kinds.
FAULTS = [
    {"operation": "*", "times": None, "probability": 0.01, "seed": seed, **kind}
    for seed, kind in enumerate(KINDS)
]
NOBODY = "00000000-0000-0000-0000-000000000000"


@frozen(kw_only=True)
class Soak:
    """How many calls of how many workers; the first *warm_up* of them come before the first look at memory."""

    world: Literal["threads", "tasks"]
    calls: int = 20_000
    warm_up: int = 2_000
    workers: int = 32
    wrong: list[str] = field(factory=list)
    # A count goes up in one step, whichever thread asks.
    attempts: Callable[[], int] = field(factory=lambda: itertools.count().__next__)

    def hook(self, event: Event) -> None:
        """Count the attempts, and keep nothing of them."""
        if isinstance(event, Attempted):
            self.attempts()

    def options(self) -> dict[str, Any]:
        """Return the client's options: pauses of a few milliseconds, as the server is never away."""
        return {"policy": RetryPolicy(attempts=8, base=0.01), "hooks": [self.hook]}

    def scripts(self, calls: int, part: str) -> list[Script]:
        """Return what each worker does in that *part* of the soak."""
        each = calls // self.workers
        return [visitor(f"{part} {number}", each, self.wrong) for number in range(self.workers)]

    def run(self, url: str) -> list[Figure]:
        """Do it, and return the figures."""
        usages = self._in_threads(url) if self.world == "threads" else asyncio.run(self._in_tasks(url))
        return [
            Figure("calls", f"{self.calls + self.warm_up} from {self.workers} {self.world}"),
            Figure("requests made", str(self.attempts())),
            Figure.none("answers that were another's, or wrong", self.wrong),
            *growth(*usages, self.workers),
        ]

    def _in_threads(self, url: str) -> tuple[Usage, Usage, Usage, Usage]:
        before = Usage.now()
        with ControlPlane(url, **self.options()) as atlas:
            run_in_threads(atlas, self.scripts(self.warm_up, "warm"))
            warm = Usage.now()
            run_in_threads(atlas, self.scripts(self.calls, "soak"))
            end = Usage.now()

        return before, warm, end, Usage.now()

    async def _in_tasks(self, url: str) -> tuple[Usage, Usage, Usage, Usage]:
        before = Usage.now()
        async with AsyncControlPlane(url, **self.options()) as atlas:
            await run_in_tasks(atlas, self.scripts(self.warm_up, "warm"))
            warm = Usage.now()
            await run_in_tasks(atlas, self.scripts(self.calls, "soak"))
            end = Usage.now()

        await a_few_turns()
        return before, warm, end, Usage.now()


async def a_few_turns() -> None:
    """Let the loop close what it was told to close."""
    for _ in range(5):
        await asyncio.sleep(0)


def visitor(name: str, calls: int, wrong: list[str]) -> Script:
    """Create a class of its own, then go round the ways of calling; what is not as expected is noted in *wrong*."""
    mine = yield "create_agent_class", ({"name": name},)
    if isinstance(mine, AtlasError):
        wrong.append(f"{name}: {mine}")
        return

    tool = {"name": name, "json_schema": {}}
    rounds: list[tuple[str, tuple[Any, ...], Callable[[Any], bool]]] = [
        ("get_agent_class", (mine.id,), lambda found: found == mine),
        ("safe_get_agent_class", (NOBODY,), lambda found: found is None),
        ("get_agent_class", (NOBODY,), lambda found: isinstance(found, AtlasNotFoundError)),
        ("get_or_create_tool", (tool,), lambda found: isinstance(found, tuple) and found[0].name == name),
        ("update_agent_class", (mine.id, {}), lambda found: getattr(found, "name", None) == name),
        (
            "delete_agent_class",
            (NOBODY,),
            lambda found: found is None or isinstance(found, AtlasNotFoundError),
        ),
    ]
    for turn in range(calls - 1):
        method, arguments, expected = rounds[turn % len(rounds)]
        outcome = yield method, arguments
        failed = isinstance(outcome, AtlasError) and not isinstance(outcome, AtlasNotFoundError)
        if failed or not expected(outcome):
            wrong.append(f"{name}: {method}: {outcome!r}")
