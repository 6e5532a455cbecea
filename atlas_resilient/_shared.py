"""State that the threads and tasks of a process share, and that a forked process starts with a fresh lock."""

from __future__ import annotations

import os
from threading import Lock
from weakref import WeakSet


class Shared:
    """
    Holds `_lock`, for a few statements that never block.

    A lock that another thread held at the moment of a fork would stay locked in the child for ever.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        _ALL.add(self)


_ALL: WeakSet[Shared] = WeakSet()


def _after_fork() -> None:
    for shared in tuple(_ALL):
        shared._lock = Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
