"""
What workers do and what they are told: one script for both worlds, and the two ways to run many of it at once.
"""

from __future__ import annotations

import asyncio
import random
import threading
from collections.abc import Callable, Coroutine, Generator, Sequence
from typing import Any, TypeAlias

from attrs import frozen

from atlas_resilient import AsyncControlPlane, AtlasError, ControlPlane

#: A worker: yields `(method, arguments)`, and is sent what the method returned, or the `AtlasError` it raised.
Script: TypeAlias = Generator[tuple[str, tuple[Any, ...]], Any, None]

KINDS = {"create": 15, "create analysis": 25, "get or create": 20, "get or create shared": 15, "delete": 25}


@frozen
class Told:
    """What one call told its caller; *error* is None where it went well."""

    kind: str
    name: str
    id: str | None = None
    created: bool | None = None
    error: AtlasError | None = None

    @property
    def unknown(self) -> bool:
        """Whether the caller was told that it may have happened."""
        return self.error is not None and self.error.outcome_unknown

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


def worker(number: int, calls: int, deployment: str, seed: int, told: list[Told]) -> Script:
    """
    Make *calls* of all kinds in a random order, and note in *told* what came out.

    Classes are this worker's own, by name; the shared names are those that all workers want at about the
    same time; analyses have no name that is unique, so that a second one would be let in.
    """
    dice, mine = random.Random(f"{seed}-{number}"), list[Told]()
    for turn in range(calls):
        [kind] = dice.choices(list(KINDS), list(KINDS.values()))
        if kind == "delete" and not mine:
            kind = "create"

        if kind == "delete":
            victim = mine.pop(dice.randrange(len(mine)))
            outcome = yield "delete_agent_class", (victim.id,)
            error = outcome if isinstance(outcome, AtlasError) else None
            told.append(Told(kind, victim.name, victim.id, error=error))
            continue

        # A name for every ten turns: about one and a half calls of each worker.
        name = f"shared {turn // 10}" if kind == "get or create shared" else f"{kind} {number}-{turn}"
        outcome = yield _request(kind, name, deployment)
        told.append(_told(kind, name, outcome))
        if kind in ("create", "get or create") and told[-1].error is None:
            mine.append(told[-1])


def _request(kind: str, name: str, deployment: str) -> tuple[str, tuple[Any, ...]]:
    if kind == "create analysis":
        return "create_grasp_analysis", (deployment, {"analysis_context": {"mark": name}})
    if kind == "get or create shared":
        return "get_or_create_model_provider", ({"name": name},)

    return ("create_agent_class" if kind == "create" else "get_or_create_agent_class"), ({"name": name},)


def _told(kind: str, name: str, outcome: Any) -> Told:
    if isinstance(outcome, AtlasError):
        return Told(kind, name, error=outcome)

    resource, created = outcome if isinstance(outcome, tuple) else (outcome, True)
    return Told(kind, name, str(resource.id), created)


def run_in_threads(atlas: ControlPlane, scripts: Sequence[Script]) -> None:
    """Run each script in a thread of its own; the first that fails with anything but an `AtlasError` is raised."""
    failures: list[BaseException] = []

    def run(script: Script) -> None:
        try:
            request = next(script)
            while True:
                method, arguments = request
                try:
                    outcome: Any = getattr(atlas, method)(*arguments)
                except AtlasError as error:
                    outcome = error
                request = script.send(outcome)
        except StopIteration:
            return
        except BaseException as failure:
            failures.append(failure)

    join_all(lambda number: run(scripts[number]), len(scripts))
    if failures:
        raise failures[0]


def join_all(work: Callable[[int], None], number: int) -> None:
    """Run *work* in that many threads at once, and return when all have ended."""
    threads = [threading.Thread(target=work, args=(index,)) for index in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


async def run_in_tasks(atlas: AsyncControlPlane, scripts: Sequence[Script]) -> None:
    """Run each script in a task of its own."""

    async def run(script: Script) -> None:
        request = next(script)
        while True:
            method, arguments = request
            call: Coroutine[Any, Any, Any] = getattr(atlas, method)(*arguments)
            try:
                outcome = await call
            except AtlasError as error:
                outcome = error
            try:
                request = script.send(outcome)
            except StopIteration:
                return

    async with asyncio.TaskGroup() as group:
        for script in scripts:
            group.create_task(run(script))
