"""Deliberate breaks of what we promise, each with the promise that has to notice."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any
from uuid import uuid4

import pytest
from attrs import evolve, frozen

from atlas_resilient import AsyncControlPlane, rollback
from atlas_resilient._deadline import Deadline
from atlas_resilient._flows import Client
from atlas_resilient._guard import Guard
from atlas_resilient._wire import AsyncWire, SyncWire
from tests.properties import promises
from tests.properties.hand import HandWire

# The package has a function of that name; and what a module imports, it does not export.
retry: Any = import_module("atlas_resilient.retry")
_flows: Any = import_module("atlas_resilient._flows")
_answers: Any = import_module("atlas_resilient._answers")


@frozen
class Break:
    """*make* breaks the code for as long as the patches stay; *noticed_by* is a promise."""

    make: Callable[[pytest.MonkeyPatch], None]
    noticed_by: Callable[..., None]


def a_new_key_for_each_attempt(patches: pytest.MonkeyPatch) -> None:
    """What is sent again is another call to the server."""
    for wire in (SyncWire, AsyncWire, HandWire):
        sends: Any = wire.send

        def send(self: Any, exchange: Any, *args: Any, sends: Any = sends) -> Any:
            if exchange.idempotency_key is not None:
                exchange.request.headers["Idempotency-Key"] = str(uuid4())
            return sends(self, exchange, *args)

        patches.setattr(wire, "send", send)


def no_look_at_the_deadline_before_a_pause(patches: pytest.MonkeyPatch) -> None:
    """A pause may then end after it."""
    decides = retry.stop_or_wait

    def decide(facts: Any, requests: Any, policy: Any, deadline: Deadline, pauses: Any) -> Any:
        return decides(facts, requests, policy, Deadline(float("inf"), deadline.clock), pauses)

    patches.setattr(retry, "stop_or_wait", decide)


def retry_after_is_at_most_a_second(patches: pytest.MonkeyPatch) -> None:
    """Clamped, and come back early."""
    parses = _answers.parse_retry_after

    def parse(value: str | None, date: str | None = None) -> float | None:
        seconds = parses(value, date)
        return None if seconds is None else min(1.0, seconds)

    patches.setattr(_answers, "parse_retry_after", parse)


def one_more_attempt_in_async(patches: pytest.MonkeyPatch) -> None:
    """Off by one, in one of the two worlds."""
    flow = Client._send

    def send(self: Any, *args: Any) -> Any:
        if not isinstance(self, AsyncControlPlane):
            return flow(self, *args)

        view = self.with_options(policy=self.policy.evolve(attempts=self.policy.attempts + 1))
        return flow(view, *args)

    patches.setattr(Client, "_send", send)


def adopted_is_deleted(patches: pytest.MonkeyPatch) -> None:
    """A rollback that takes what it found for its own."""
    flow = rollback._Undos._create_flow

    def create_flow(self: Any, *args: Any) -> Any:
        noted = len(self._undos)
        outcome = yield from flow(self, *args)
        if len(self._undos) == noted:
            parts = rollback._undoable(args[0], None)
            self._undos.append(rollback._Creation(parts, args[1], args[2], outcome[0]))
        return outcome

    patches.setattr(rollback._Undos, "_create_flow", create_flow)


def created_is_always(value: bool) -> Callable[[pytest.MonkeyPatch], None]:
    """Return the break: what a get-or-create says of the row is not looked at."""

    def make(patches: pytest.MonkeyPatch) -> None:
        flow = _flows.create_or_find

        def create_or_find(*args: Any) -> Any:
            resource, _ = yield from flow(*args)
            return resource, value

        patches.setattr(_flows, "create_or_find", create_or_find)

    return make


def an_unsafe_post_is_repeated(patches: pytest.MonkeyPatch) -> None:
    """As if every write had a key."""
    judges = retry._facts

    def judge(outcome: object, keyed: bool, on: Any) -> Any:
        facts = judges(outcome, keyed, on)
        return None if facts is None else evolve(facts, safe=True)

    patches.setattr(retry, "_facts", judge)


def the_budget_is_ignored(patches: pytest.MonkeyPatch) -> None:
    """Retries cost nothing."""
    patches.setattr(Guard, "refuses_retry", lambda self: None)


BREAKS = {
    "a new idempotency key for each attempt": Break(
        a_new_key_for_each_attempt, promises.one_key_for_one_call
    ),
    "the deadline is not looked at before a pause": Break(
        no_look_at_the_deadline_before_a_pause, promises.within_the_deadline
    ),
    "Retry-After is clamped to one second": Break(
        retry_after_is_at_most_a_second, promises.retry_after_is_a_minimum
    ),
    "one attempt more, in async only": Break(one_more_attempt_in_async, promises.within_the_attempts),
    "one attempt more, in async only (as a difference)": Break(one_more_attempt_in_async, promises.one_logic),
    "a rollback deletes what was adopted": Break(adopted_is_deleted, promises.what_failed_is_undone),
    "what was found counts as created": Break(created_is_always(True), promises.created_only_if_proved),
    "what was created counts as found": Break(created_is_always(False), promises.created_only_if_proved),
    "an unsafe POST is repeated": Break(an_unsafe_post_is_repeated, promises.nothing_happens_twice),
    "an unsafe POST is repeated, by a `retry` around it": Break(
        an_unsafe_post_is_repeated, promises.one_plan_for_one_call
    ),
    "the retry budget is ignored": Break(the_budget_is_ignored, promises.the_budget_pays_for_retries),
}
