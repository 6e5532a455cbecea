"""
Thousands of writes through lost answers, reset connections and a killed server, and what is there afterwards.

    make exactly-once

32 workers share one client, first as threads and then as asyncio tasks, and create, get or create, and delete.  The
server is a process of its own on a SQLite file.  It answers nothing to a tenth of the requests after it has committed
them, a proxy in front of it resets the connection of every twentieth, and half way both are killed and started again.
The exit code is 1 where a promise is broken.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from attrs import field, frozen

from atlas_resilient import AsyncControlPlane, ControlPlane, RetryBudget, RetryPolicy
from atlas_resilient.hooks import Attempted, Event

from . import figures
from .figures import Figure
from .ledger import compare, ids_by_api, rows_of_file
from .server import Server
from .workload import Script, Told, run_in_tasks, run_in_threads, worker

#: For a server that may be away for three seconds: eight attempts wait that long on average, sixteen eleven.
POLICY = RetryPolicy(attempts=16, base=0.2, cap=2.0, deadline=60.0)
ANSWERS_LOST, RESETS = 0.10, 0.05


@frozen(kw_only=True)
class Load:
    """How much is done, and how."""

    world: Literal["threads", "tasks"]
    calls: int = 10_000
    workers: int = 32
    seed: int = 7
    seconds: float = 90.0
    attempts_per_call: float = 1.25
    told: list[Told] = field(factory=list)
    requests: list[tuple[str, int]] = field(factory=list)

    def hook(self, event: Event) -> None:
        """Count every attempt of every call."""
        if isinstance(event, Attempted):
            self.requests.append((event.name, event.attempt.number))

    def options(self) -> dict[str, Any]:
        """Return the client's options; in three seconds each worker may need eight retries of the budget."""
        budget = RetryBudget(reserve=8 * self.workers, limit=8 * self.workers)
        return {"policy": POLICY, "budget": budget, "hooks": [self.hook]}

    def scripts(self, deployment: str) -> list[Script]:
        """Return what each worker does."""
        shares = [len(range(number, self.calls, self.workers)) for number in range(self.workers)]
        return [
            worker(number, share, deployment, self.seed, self.told) for number, share in enumerate(shares)
        ]


def exactly_once(load: Load, folder: Path) -> list[Figure]:
    """Do it, and return the figures."""
    quiet = os.getloadavg()[0] < 1.0
    fault = {"operation": "*", "fault": "commit_then_hang_up", "times": None}
    faults = [{**fault, "probability": ANSWERS_LOST, "seed": load.seed}]
    with Server(folder, faults, resets=RESETS, seed=load.seed) as server:
        deployment = _deployment(server.url)
        killer = _Killer(server, load)
        began = time.perf_counter()
        with killer:
            _work(load, server.url, deployment)
        took = time.perf_counter() - began
        by_api, rows = ids_by_api(server.url), rows_of_file(server.database)

    rows = [row for row in rows if row.name != "owner"]
    kinds = Counter(each.kind for each in load.told)
    return [
        Figure("calls", f"{len(load.told)} from {load.workers} {load.world}"),
        *(Figure(f"of these: {kind}", str(number)) for kind, number in sorted(kinds.items())),
        *compare(load.told, rows),
        Figure.none("rows of the file that the API doesn't list", sorted({r.id for r in rows} - by_api)),
        *_attempts(load),
        Figure("server killed, and away for", f"{killer.away:.1f} s", "once", killer.away > 0),
        _time(took, load.seconds, quiet),
        Figure("calls a second", f"{len(load.told) / took:.0f}"),
    ]


def _work(load: Load, url: str, deployment: str) -> None:
    if load.world == "threads":
        with ControlPlane(url, **load.options()) as atlas:
            run_in_threads(atlas, load.scripts(deployment))
        return

    async def main() -> None:
        async with AsyncControlPlane(url, **load.options()) as atlas:
            await run_in_tasks(atlas, load.scripts(deployment))

    asyncio.run(main())


def _deployment(url: str) -> str:
    with ControlPlane(url, policy=POLICY) as atlas:
        owner = atlas.create_agent_class({"name": "owner"})
        definition = atlas.create_agent_definition({"name": "owner", "agent_class_id": str(owner.id)})
        return str(atlas.create_deployment({"name": "owner", "agent_definition_id": str(definition.id)}).id)


def _attempts(load: Load) -> list[Figure]:
    """A get-or-create of what exists is two calls of the API: the create that is refused, and the look."""
    calls = sum(number == 1 for _, number in load.requests)
    most = max(number for _, number in load.requests)
    return [
        Figure("requests made", str(len(load.requests))),
        Figure.at_most(
            "attempts for each call of the API", len(load.requests) / calls, load.attempts_per_call
        ),
        Figure("requests for each call, looks included", f"{len(load.requests) / len(load.told):.4g}"),
        Figure("most attempts of one call", f"{most} of {POLICY.attempts}"),
    ]


def _time(took: float, limit: float, quiet: bool) -> Figure:
    if quiet:
        return Figure.at_most("time", round(took, 1), limit, "s")

    return Figure("time (others were at work here too, so it is only told)", f"{took:.1f} s")


class _Killer:
    """Kills the server when half of the calls were told, and starts it again."""

    def __init__(self, server: Server, load: Load) -> None:
        self._server, self._load = server, load
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self.away = 0.0

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while len(self._load.told) < self._load.calls // 2:
            if self._over.wait(0.005):
                return

        self.away = self._server.restart_after_kill()


def main(arguments: Sequence[str] | None = None) -> int:
    """Do it in both worlds, print the figures, and return the exit code."""
    parser = argparse.ArgumentParser(
        "python -m tests.load.exactly_once", description="Nothing lost, nothing twice."
    )
    parser.add_argument("--calls", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=32)
    parser.add_argument("--seed", type=int, default=7, help="of the workers, the faults and the resets")
    parser.add_argument("--seconds", type=float, default=90.0, help="that each world may take")
    parser.add_argument("--write", type=Path, metavar="FILE", help="a page to put the figures on")
    options = vars(parser.parse_args(arguments))
    page, where, tables = options.pop("write"), figures.environment(), dict[str, list[Figure]]()
    worlds: tuple[Literal["threads", "tasks"], ...] = ("threads", "tasks")
    for world in worlds:
        with tempfile.TemporaryDirectory() as folder:
            tables[world] = exactly_once(Load(world=world, **options), Path(folder))
        print(f"\n{world}\n{figures.table(tables[world])}", flush=True)

    if page is not None:
        about = " ".join((__doc__ or "").split("\n\n")[2].split())
        figures.write(page, "Exactly once", "make exactly-once", about, where, tables)

    return int(not all(each.holds for table in tables.values() for each in table))


if __name__ == "__main__":
    sys.exit(main())
