"""
What moves on by itself: deployments and GRASP analyses, from stage to stage, on a clock of their own.

Nothing ticks.  A row says what it was put to and when; what it is by now follows from that, from the clock
and from the `Pace`, so that a restart changes nothing.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, false, or_

from . import rows
from .answers import refuse
from .base_tables import Living

FAILED = "failed"
MICROSECONDS = 1_000_000


@dataclass(frozen=True)
class Pace:
    """
    How long a deployment is spawning and then active, an analysis pending and then in progress.

    In seconds; None: until somebody ends it.

    Raises:
        ValueError: a duration is below 0 or not finite.
    """

    spawning: float | None = 1.0
    active: float | None = 30.0
    pending: float | None = 1.0
    in_progress: float | None = 2.0

    def __post_init__(self) -> None:
        for stage, seconds in vars(self).items():
            if seconds is not None and not 0 <= seconds < math.inf:
                raise ValueError(f"{stage} must be 0 or more seconds, or None, not {seconds!r}")

    def of(self, stage: str) -> int | None:
        """Return how many microseconds *stage* lasts, or None when it does not end by itself."""
        seconds: float | None = getattr(self, stage, None)
        return None if seconds is None else round(seconds * MICROSECONDS)


@dataclass(frozen=True)
class Stage:
    """
    Where a row is in its life: the status, since when, and since when it was in the second stage if ever.
    """

    status: str
    since: datetime
    started: datetime | None
    is_final: bool


@dataclass(frozen=True)
class Moment:
    """
    A reading of the clock of life cycles, in microseconds, and what follows from it.
    """

    reading: int
    pace: Pace

    def birth(self, table: type[Living]) -> dict[str, object]:
        """Return the columns of a row of *table* that begins its life now."""
        return {"status": table.stages[0], "born": self.reading, "since": self.reading, "started": None}

    def stage(self, row: Living) -> Stage:
        """
        Return where *row* is by now.
        """
        status, since, started = self._reached(row)
        return Stage(
            status,
            _told(row, since),
            None if started is None else _told(row, started),
            is_final=status in {FAILED, row.stages[-1]},
        )

    def move(self, row: Living, status: str, error: str) -> dict[str, object]:
        """
        Return the changes that put *row* to *status*, none if it is there, or refuse with 409: never back.

        *error* is kept where it is put to failed.
        """
        now, _, started = self._reached(row)
        if status == now:
            return {}
        order = [*row.stages, FAILED]
        if now in order[-2:] or order.index(status) < order.index(now):
            raise refuse(409, f"a {now} {rows.noun(type(row))} cannot become {status}")
        if status == row.stages[1]:
            started = self.reading
        told = {"error": error} if status == FAILED else {}
        return {"status": status, "since": self.reading, "started": started, **told}

    def is_in(self, table: type[Living], status: str) -> ColumnElement[bool]:
        """
        Return the condition that a row of *table* has *status* by now.
        """
        if status not in table.stages:
            return table.status == status
        place = table.stages.index(status)
        here = or_(table.status == status, *self._ways(table, place))
        over = or_(false(), *self._ways(table, place + 1))
        return and_(here, ~over)

    def _ways(self, table: type[Living], place: int) -> list[ColumnElement[bool]]:
        """Return the conditions that a row, put to an earlier stage, has come to the stage at *place*."""
        earlier = table.stages[:place][::-1]
        lasting = itertools.takewhile(lambda lasts: lasts is not None, map(self.pace.of, earlier))
        passed = itertools.accumulate(lasts or 0 for lasts in lasting)
        return [
            and_(table.status == stage, table.since <= self.reading - total)
            for stage, total in zip(earlier, passed, strict=False)
        ]

    def _reached(self, row: Living) -> tuple[str, int, int | None]:
        status, since, started = row.status, row.since, row.started
        for following in itertools.islice(row.stages, _place(row) + 1, None):
            lasts = self.pace.of(status)
            if lasts is None or since + lasts > self.reading:
                break
            status, since = following, since + lasts
            if status == row.stages[1]:
                started = since
        return status, since, started


def level_of(status: str) -> str:
    """
    Return the level of the line that tells of *status*, of whatever kind.
    """
    return "ERROR" if status.lower() == FAILED else "INFO"


def _place(row: Living) -> int:
    return row.stages.index(row.status) if row.status in row.stages else len(row.stages)


def _told(row: Living, reading: int) -> datetime:
    # The two clocks need not agree, so a moment is told by the age of the row.
    return row.created_at + timedelta(microseconds=reading - row.born)
