"""After faults and cancels the process holds what it held before; a small `make soak`."""

from __future__ import annotations

from typing import Literal

import pytest

from tests.load import crowds, figures
from tests.load.figures import Figure
from tests.load.leaks import Soak
from tests.load.soak import cancelled, soaked
from tests.load.usage import CAN_BE_TOLD, Usage, growth

pytestmark = pytest.mark.skipif(not CAN_BE_TOLD, reason="only Linux tells what a process holds")


def broken(measured: list[Figure]) -> list[Figure]:
    """Return the figures that don't hold, but for those of time: this machine may be busy."""
    return [each for each in measured if not each.holds and not each.name.startswith("the next call")]


@pytest.mark.parametrize("world", ["threads", "tasks"])
def test_nothing_is_left_of_calls_that_failed(world: Literal["threads", "tasks"]) -> None:
    """No descriptor, thread or memory, and everybody got the answer to what was asked."""
    measured = soaked(Soak(world=world, calls=240, warm_up=120, workers=8))

    assert broken(measured) == [], figures.table(measured)


def test_nothing_is_left_of_calls_that_were_cancelled() -> None:
    """Connecting, waiting, in the body and in a pause: no connection at work, and no place in the pool."""
    measured = cancelled(200)

    assert broken(measured) == [], figures.table(measured)


def test_a_server_that_is_down_is_left_alone() -> None:
    """Beyond the reserve, hardly more requests than calls."""
    assert broken(crowds.outages(calls=320, workers=8)) == []


@pytest.mark.parametrize(
    "end",
    [Usage(10, 9, 1, 50.0), Usage(10, 3, 1, 58.5)],
    ids=["connections", "memory"],
)
def test_growth_while_open_is_seen(end: Usage) -> None:
    """More connections than workers, or more memory."""
    before = Usage(5, 0, 1, 50.0)

    assert len(broken(growth(before, before, end, before, workers=8))) == 1


@pytest.mark.parametrize("closed", [Usage(6, 1, 1, 50.0), Usage(5, 0, 2, 50.0)], ids=["descriptor", "thread"])
def test_growth_after_closing_is_seen(closed: Usage) -> None:
    """A single one is too many."""
    before = Usage(5, 0, 1, 50.0)

    assert len(broken(growth(before, before, before, closed, workers=8))) == 1
