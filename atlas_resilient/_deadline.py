"""The moment by which an answer must be there: nested calls, attempts, pauses and bodies share it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from attrs import frozen

from . import _timing


@frozen
class Deadline:
    """A moment on a clock that never jumps; infinitely far away where there is no limit."""

    at: float
    clock: Callable[[], float]

    def remaining(self) -> float:
        """Return the seconds left; negative once it has passed."""
        return self.at - self.clock()

    def has_passed(self) -> bool:
        """Whether no time is left."""
        return self.remaining() <= 0


_IN_FORCE: ContextVar[Deadline | None] = ContextVar("atlas_resilient_deadline", default=None)


def within(seconds: float | None, outer: Deadline | None = None) -> Deadline:
    """Return the deadline *seconds* from now, or *outer*, or the one in force, whichever is the soonest."""
    clock = _timing.current().clock
    own = Deadline(math.inf if seconds is None else clock() + seconds, clock)
    given = [deadline for deadline in (outer, _IN_FORCE.get()) if deadline is not None]
    return min((own, *given), key=Deadline.remaining) if given else own


def in_force() -> Deadline | None:
    """Return the deadline that this code runs under, if there is one."""
    return _IN_FORCE.get()


@contextmanager
def applied(deadline: Deadline | None) -> Iterator[None]:
    """Run the block under *deadline*."""
    if deadline is None:
        yield
        return

    token = _IN_FORCE.set(deadline)
    try:
        yield
    finally:
        _IN_FORCE.reset(token)
