"""Through lost answers, resets and a kill: nothing lost, nothing twice; a small `make exactly-once`."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest

from atlas_resilient import AtlasConnectionError
from tests.load import figures
from tests.load.exactly_once import Load, exactly_once
from tests.load.figures import Figure
from tests.load.ledger import Row, compare
from tests.load.workload import Told


@pytest.mark.parametrize("world", ["threads", "tasks"])
def test_nothing_is_lost_and_nothing_happens_twice(
    world: Literal["threads", "tasks"], tmp_path: Path
) -> None:
    """What the callers were told is what the server has."""
    # With so few calls those that wait for the server weigh more: eight workers, up to eight attempts each.
    load = Load(world=world, calls=200, workers=8, attempts_per_call=1.25 + 64 / 200)

    measured = exactly_once(load, tmp_path)

    assert len(load.told) == 200
    assert [each for each in measured if not each.holds] == [], figures.table(measured)


MADE = Told("create", "one", "1", True)
SHARED = Told("get or create shared", "all", "2", True)
DELETED = Told("delete", "one", "1")
LOST = Told("create", "lost", error=AtlasConnectionError("broke", outcome_unknown=True))
FAILED = Told("create", "failed", error=AtlasConnectionError("refused"))
ONE, ALL = Row("one", "1"), Row("all", "2")

BROKEN: dict[str, tuple[list[Told], list[Row]]] = {
    "told there, but isn't": ([MADE], []),
    "there twice": ([MADE], [ONE, Row("one", "3")]),
    "told deleted, but is there": ([MADE, DELETED], [ONE]),
    "told failed, but is there": ([FAILED], [Row("failed", "4")]),
    "names that not exactly one caller has made": ([SHARED, SHARED], [ALL]),
    "names whose callers have different resources": (
        [SHARED, Told("get or create shared", "all", "5", False)],
        [ALL, Row("all", "5")],
    ),
    "told that the outcome is unknown": ([LOST], []),
    "told failed": ([FAILED], []),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_is_seen(name: str) -> None:
    """The comparison would notice each thing that must not happen."""
    found = {each.name: each.holds for each in compare(*BROKEN[name])}

    assert not found[name]


def test_nobody_made_it() -> None:
    """A name that all callers have found and none has made was made by somebody who was not told."""
    found = [Told("get or create shared", "all", "2", False)] * 2

    assert [each.name for each in compare(found, [ALL]) if not each.holds] == [
        "names that not exactly one caller has made"
    ]


def test_what_is_right_is_seen_too() -> None:
    """Made, deleted, made by one and found by another."""
    told = [MADE, DELETED, SHARED, Told("get or create shared", "all", "2", False)]

    assert all(each.holds for each in compare(told, [ALL]))


def test_a_lost_answer_may_have_been_anything() -> None:
    """Of what was told as unknown, both are right: there and not there."""
    for rows in ([], [Row("lost", "6")]):
        wrong = [each.name for each in compare([LOST], rows) if not each.holds]
        assert wrong == ["told that the outcome is unknown"]


def test_a_table_says_what_does_not_hold() -> None:
    """In a word of its own."""
    lines = figures.table([Figure.at_most("time", 3.0, 2.0, "s"), Figure("calls", "5")]).splitlines()

    assert [line.split("|")[4].strip() for line in lines[2:]] == ["NO", ""]
