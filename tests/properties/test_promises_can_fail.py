"""A promise that no break of the code can fail promises nothing."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import Phase, find, settings

from tests.properties import promises
from tests.properties.breaks import BREAKS, Break
from tests.properties.schedules import Schedule, schedules
from tests.properties.ways import WAYS, Run, gone_through

GENERATED = settings(
    max_examples=3000, derandomize=True, database=None, deadline=None, phases=[Phase.generate]
)


def noticed(broken: Break, runs: list[Run]) -> bool:
    """Whether its promise fails."""
    promise = broken.noticed_by
    try:
        if promise is promises.one_logic:
            promise(runs)
        for run in runs:
            if promise in promises.OF_A_RUN:
                promise(run)
            for did in run.did:
                if promise in promises.OF_EACH:
                    promise(run, did)
    except AssertionError:
        return True
    return False


@pytest.mark.parametrize("name", BREAKS)
def test_a_break_is_noticed(
    name: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Random schedules come upon it, by the promise that it breaks."""
    caplog.set_level("CRITICAL", "atlas_resilient")
    monkeypatch.setattr("atlas_resilient._wire._GRACE", 60.0)
    tried = 0

    def breaks(schedule: Schedule) -> bool:
        nonlocal tried
        tried += 1
        return noticed(BREAKS[name], [gone_through(schedule, way, runner) for way in WAYS])

    with asyncio.Runner() as runner:
        BREAKS[name].make(monkeypatch)
        find(schedules(), breaks, settings=GENERATED)

    print(f"{name}: noticed by {BREAKS[name].noticed_by.__name__} in schedule {tried}")  # noqa: T201
