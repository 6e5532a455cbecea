"""
The clock of life cycles, and how an operator ends what would end by itself later or not at all.
"""

from __future__ import annotations

import json
import math
import threading
from collections.abc import Callable
from datetime import datetime
from typing import Literal
from uuid import UUID

from . import rows
from .answers import Refused
from .base_tables import Living
from .lifecycle import FAILED, MICROSECONDS, Moment, Pace, level_of
from .storage import Storage
from .tables import Deployment, GraspAnalysis, LifeCycleClock

Lifecycle = Literal["real", "manual"]

_THE_ROW = 1
_BY_HAND = "settled by the operator"
_KINDS: dict[str, type[Living]] = {"deployment": Deployment, "grasp_analysis": GraspAnalysis}


class LifeClock:
    """
    A clock that runs (`"real"`) or stands until it is advanced (`"manual"`), and that a restart does not set back.
    """

    def __init__(
        self, storage: Storage, now: Callable[[], datetime], lifecycle: Lifecycle, pace: Pace
    ) -> None:
        self._storage = storage
        self._now = now
        self._stands = lifecycle == "manual"
        self._pace = pace
        self._lock = threading.Lock()
        self._stopped_at, self._ahead = self._load()

    def moment(self) -> Moment:
        """Return what the clock says now."""
        with self._lock:
            shown = _microseconds(self._now()) if self._stopped_at is None else self._stopped_at
            return Moment(shown + self._ahead, self._pace)

    def advance(self, seconds: float) -> None:
        """
        Put the clock forward.

        Raises:
            ValueError: *seconds* is below 0 or not finite.
        """
        if not 0 <= seconds < math.inf:
            raise ValueError(f"the clock moves by 0 or more seconds, not {seconds!r}")
        # In this order: whoever writes asks for the moment while nobody else may write.
        with self._storage.write() as session, self._lock:
            self._ahead += round(seconds * MICROSECONDS)
            session.merge(LifeCycleClock(id=_THE_ROW, stopped_at=self._stopped_at, ahead=self._ahead))

    def reset(self) -> None:
        """Begin anew, in a database that is empty."""
        loaded = self._load()
        with self._lock:
            self._stopped_at, self._ahead = loaded

    def settle(self, kind: str, key: UUID | str, status: str, *, error: str | None = None) -> None:
        """
        Put a resource to *status* now; *error* says why it failed.

        Raises:
            ValueError: there is no such kind, id or status, or the resource cannot become that any more.
        """
        table = _KINDS.get(kind)
        if table is None:
            raise ValueError(f"no life cycle of {kind!r}: there are {', '.join(sorted(_KINDS))}")
        if status not in {*table.stages, FAILED}:
            raise ValueError(f"a {kind} is {', '.join(table.stages)} or {FAILED}, not {status!r}")
        if error is not None and status != FAILED:
            raise ValueError(f"what is {status} has no error")
        try:
            self._settle(table, UUID(str(key)), status, error)
        except Refused as refusal:
            raise ValueError(json.loads(refusal.answer.body)["detail"]) from refusal

    def _settle(self, table: type[Living], key: UUID, status: str, error: str | None) -> None:
        with self._storage.write() as session:
            row = rows.fetch(session, table, key, to_change=True)
            changes, now = self.moment().move(row, status, error or _BY_HAND), self._storage.now()
            rows.change(session, row, changes, now)
            if changes:
                about = row.deployment_id if isinstance(row, GraspAnalysis) else row.id
                message = f"the {rows.noun(table)} {key} was settled as {status}"
                rows.log(session, now, about, message, level=level_of(status))

    def _load(self) -> tuple[int | None, int]:
        with self._storage.write() as session:
            row = session.get(LifeCycleClock, _THE_ROW) or LifeCycleClock(id=_THE_ROW, ahead=0)
            if not self._stands:
                row.stopped_at = None
            elif row.stopped_at is None:
                row.stopped_at = _microseconds(self._now())
            session.add(row)
            return row.stopped_at, row.ahead


def _microseconds(moment: datetime) -> int:
    return round(moment.timestamp() * MICROSECONDS)
