"""
One logic: whatever goes wrong, both clients and the flows alone do the same, and keep what they promise.

`make properties` goes through 10,000 schedules of other seeds each time, and counts what they held.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, event, given, note, settings

from tests.properties import report
from tests.properties.promises import hold, one_logic
from tests.properties.schedules import Schedule, schedules
from tests.properties.ways import WAYS, Run, gone_through

REPORT = os.environ.get("ATLAS_PROPERTIES_REPORT")
LONG = int(os.environ.get("ATLAS_SCHEDULES", "0"))
SETTINGS = settings(
    max_examples=LONG or 300,
    derandomize=not LONG,
    database=None,
    deadline=None,
    # Explaining a failure takes longer than reading it.
    phases=[phase for phase in Phase if phase is not Phase.explain],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    """One event loop for all schedules."""
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(scope="module")
def counted() -> Iterator[Counter[str]]:
    """Counts what there was; printed at the end of a long run."""
    counted: Counter[str] = Counter()
    yield counted
    if LONG:
        print(f"\n{report.text(counted)}")  # noqa: T201
    if REPORT:
        Path(REPORT).write_text(report.text(counted))


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    """Thousands of warnings are no news here."""
    caplog.set_level(logging.CRITICAL, "atlas_resilient")


@pytest.fixture(autouse=True)
def no_real_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """What asyncio adds to a timeout is real time, and this machine may be slow."""
    monkeypatch.setattr("atlas_resilient._wire._GRACE", 60.0)


@SETTINGS
@given(schedule=schedules())
def test_one_logic_in_all_ways(schedule: Schedule, runner: asyncio.Runner, counted: Counter[str]) -> None:
    """The same values, errors, attempts, pauses, requests and effects; and the promises."""
    note(repr(schedule))
    runs = [gone_through(schedule, way, runner) for way in WAYS]
    count(runs[0], counted)

    for run in runs:
        hold(run)

    one_logic(runs)


def count(run: Run, counted: Counter[str]) -> None:
    """Count what a schedule held, and what came of it."""
    met = [entry.fault for entry in run.model.log if entry.fault.kind != "healthy" or entry.fault.seconds]
    counted["schedules"] += 1
    counted["requests"] += len(run.model.log)
    counted["pauses"] += len(run.time.pauses)
    counted["faults"] += len(met)
    for fault in met:
        counted[f"fault: {report.name_of(fault)}"] += 1

    for did in run.did:
        bad = any(entry.fault.kind != "healthy" for entry in run.model.log[did.requests])
        came = report.outcome_of(did.error, disturbed=bad)
        counted["calls"] += 1
        counted[f"outcome: {came}"] += 1
        event(came)
