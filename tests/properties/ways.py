"""One schedule, three ways: the flows driven by hand, the sync client, the async client."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Coroutine
from functools import partial
from typing import Any, Literal
from uuid import UUID

from atlas_control_plane.operations import OPERATIONS
from attrs import define, evolve, field, frozen

from atlas_resilient import (
    AsyncControlPlane,
    AsyncRollback,
    AtlasError,
    CircuitBreaker,
    ControlPlane,
    RetryBudget,
    RetryPolicy,
    Rollback,
    retry,
)
from atlas_resilient._steps import Call
from atlas_resilient.retry import attempt_loop
from atlas_resilient.testing import RecordedAttempts, ScriptedServer, VirtualTime, virtual_time
from tests.properties.hand import HandControlPlane, HandRollback, by_hand
from tests.properties.model import DEPLOYMENT, Model, Row
from tests.properties.schedules import Doings, Schedule

Way = Literal["by hand", "sync", "async"]
WAYS: tuple[Way, ...] = ("by hand", "sync", "async")
NAMES = ("alpha", "beta", "gamma")

# The document has no write that can't be repeated, but may have one any day.
UNKEYED = evolve(OPERATIONS["create_plan"], idempotency_key=False)


class Boom(Exception):
    """What makes a block fail."""


@frozen
class Did:
    """One thing that was done: what came of it, and what the model saw of it."""

    doing: Doings
    outcome: Any
    error: BaseException | None = field(eq=False)
    began: float
    ended: float
    requests: slice = field(eq=False)
    effects: slice = field(eq=False)
    before: dict[UUID, Row]
    after: dict[UUID, Row]
    undo_failed: bool


@define
class Run:
    """A schedule gone through in one way."""

    schedule: Schedule
    way: Way
    model: Model
    time: VirtualTime
    atlas: Any
    recorded: RecordedAttempts
    server: ScriptedServer
    did: list[Did] = field(factory=list)
    undo_failed: bool = False
    lowest_budget: float = float("inf")

    async def doing(self, doing: Doings) -> Any:
        """Do one thing, and return its value."""
        atlas, name = self.atlas, NAMES[doing.which]
        which, wish = UUID(int=doing.which + 1), {"name": name, "description": None}
        if doing.what == "get":
            return await settled(atlas.get_agent_class(which))
        if doing.what == "safe_get":
            return await settled(atlas.safe_get_agent_class(which))
        if doing.what == "list":
            return await settled(atlas.list_agent_classes(limit=3))
        if doing.what == "iter":
            return await collected(atlas.iter_agent_classes(page_size=2))
        if doing.what == "wait":
            return await settled(atlas.wait_for_deployment(DEPLOYMENT, timeout=20.0, interval=1.0))
        if doing.what == "create":
            return await settled(atlas.create_agent_class(wish))
        if doing.what == "plan":
            return await settled(atlas.create_plan(DEPLOYMENT, {"goal": "g"}))
        if doing.what == "unkeyed":
            return await settled(atlas._call(UNKEYED, {"deployment_id": DEPLOYMENT}, body={"goal": "g"}))
        if doing.what == "sync":
            return await settled(atlas.sync_tools({"tools": []}))
        if doing.what == "update":
            return await settled(atlas.update_agent_class(which, {"description": "new"}))
        if doing.what == "delete":
            return await settled(atlas.delete_agent_class(which))
        if doing.what in ("get_or_create", "adopt"):
            wish["description"] = "other" if doing.what == "adopt" else None
            adopt = doing.what == "adopt" and doing.which > 0
            return await settled(atlas.get_or_create_agent_class(wish, adopt_different=adopt))
        if doing.what == "nested":
            return await settled(self._retried(doing.policy, atlas.get_agent_class, which))
        if doing.what == "nested plan":
            return await settled(self._retried(doing.policy, atlas.create_plan, DEPLOYMENT, {"goal": "g"}))

        return await self._rolled_back(name)

    def _retried(self, policy: RetryPolicy, function: Any, *args: Any) -> Any:
        if self.way == "by hand":
            call = partial(Call, function, args, {})
            return by_hand(
                attempt_loop("nested", lambda deadline: call(deadline=deadline), policy), self.time
            )

        return retry(policy=policy)(function)(*args)

    async def _rolled_back(self, name: str) -> Any:
        kind = {"by hand": HandRollback, "sync": Rollback, "async": AsyncRollback}[self.way]
        undo: Any = kind(deadline=200.0, hooks=[self.recorded])
        undo.time = self.time
        try:
            await settled(undo.create(self.atlas.get_or_create_agent_class, {"name": name}))
            await settled(undo.create(self.atlas.create_agent_class, {"name": "delta"}))
            raise Boom
        except BaseException as error:
            cancelled = self._cancelled()
            leave = undo.__aexit__ if self.way == "async" else undo.__exit__
            try:
                await settled(leave(type(error), error, error.__traceback__))
            finally:
                self.undo_failed = bool(undo.failures) or self._cancelled() > cancelled
            raise

    def _cancelled(self) -> int:
        return sum(entry.fault.kind == "cancelled" for entry in self.model.log)

    async def all(self) -> None:
        """Do everything, one after the other, on the same client."""
        for doing in self.schedule.doings:
            began, asked, changed = self.time.now, len(self.model.log), len(self.model.effects)
            before, self.undo_failed, error = dict(self.model.rows), False, None
            try:
                outcome = told(await self.doing(doing))
            except (Exception, asyncio.CancelledError) as failure:
                outcome, error = told_failure(failure), failure

            self.lowest_budget = min(self.lowest_budget, self.atlas._guard.budget.left)
            self.did.append(
                Did(
                    doing,
                    outcome,
                    error,
                    round(began, 6),
                    round(self.time.now, 6),
                    slice(asked, len(self.model.log)),
                    slice(changed, len(self.model.effects)),
                    before,
                    dict(self.model.rows),
                    self.undo_failed,
                )
            )


async def settled(outcome: Any) -> Any:
    """Return *outcome*, awaited where it has to be."""
    return await outcome if inspect.isawaitable(outcome) else outcome


async def collected(items: Any) -> list[Any]:
    """Return all of an iterator, of either kind."""
    return [item async for item in items] if hasattr(items, "__aiter__") else list(items)


def finished(work: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine that never really awaits."""
    try:
        work.send(None)
    except StopIteration:
        return
    raise AssertionError("something was awaited in the sync world")


def told(value: Any) -> Any:
    """Return a value as something to compare."""
    if isinstance(value, (list, tuple)):
        return [told(each) for each in value]

    return value.to_dict() if hasattr(value, "to_dict") else value


def told_failure(error: BaseException) -> Any:
    """Return all that a failure says, but for the ids in it."""
    if not isinstance(error, AtlasError):
        return type(error).__name__, str(error)

    facts = (
        "stop_reason",
        "retry_after",
        "outcome_unknown",
        "safe_to_repeat",
        "transient",
        "recoverable",
        "throttled",
    )
    attempts = [
        (
            each.number,
            *(round(x, 6) for x in (each.started, each.duration, each.wait)),
            each.outcome,
            each.status,
        )
        + (each.may_have_happened,)
        for each in error.attempts
    ]
    said = [_rounded(getattr(error, name)) for name in facts]
    return type(error).__name__, getattr(error, "status_code", None), said, attempts


def _rounded(value: Any) -> Any:
    return round(value, 6) if isinstance(value, float) else value


def gone_through(schedule: Schedule, way: Way, runner: asyncio.Runner) -> Run:
    """Go through the schedule in that way, on a clock of its own."""
    with virtual_time(schedule.jitter) as time:
        model = Model(time, schedule.faults, schedule.tail, schedule.states, schedule.rows())
        server, recorded = ScriptedServer(model, repeat_last=True), RecordedAttempts()
        options: dict[str, Any] = {
            "timeout": schedule.timeout,
            "policy": schedule.policy,
            "hooks": [recorded],
            "budget": RetryBudget(reserve=schedule.reserve, limit=10.0),
            "breaker": schedule.failures and CircuitBreaker(failures=schedule.failures, reset_after=3.0),
            "token": "t",
        }
        if way == "by hand":
            atlas: Any = HandControlPlane(server, time, **options)
        else:
            kind: Any = AsyncControlPlane if way == "async" else ControlPlane
            atlas = kind("http://atlas.test", transport=server.transport, **options)

        run = Run(schedule, way, model, time, atlas, recorded, server)
        if way == "async":
            runner.run(run.all())
        else:
            finished(run.all())

    return run
