"""What a forked process must not go on with: locks that another thread held, and its parent's connections."""

from __future__ import annotations

import os
from threading import Lock
from weakref import WeakSet


class Forkable:
    """Begins anew in a process that was forked."""

    def __init__(self) -> None:
        _ALL.add(self)

    def begin_anew(self) -> None:
        """Give up what is the parent's."""
        raise NotImplementedError


class Shared(Forkable):
    """
    State of all threads and tasks, with a `_lock` for a few statements that never block.

    A lock that another thread held at the moment of a fork would stay locked in the child for ever.
    """

    def __init__(self) -> None:
        super().__init__()
        self._lock = Lock()

    def begin_anew(self) -> None:
        """Take a lock that nobody holds."""
        self._lock = Lock()


_ALL: WeakSet[Forkable] = WeakSet()


def _after_fork() -> None:
    for each in tuple(_ALL):
        each.begin_anew()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
