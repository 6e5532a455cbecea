"""What is under way in this process already is waited for, not done twice."""

from __future__ import annotations

import copy
import os
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Any, TypeVar, cast

from ._deadline import Deadline
from ._steps import Flow, Join
from .errors import AtlasTimeoutError

T = TypeVar("T")


class Flights:
    """The flows under way in this process, by what they are for: concurrent callers share one."""

    def __init__(self) -> None:
        # No lock: setdefault and del are atomic, and a lock held during a fork would stay locked in the child.
        self._under_way: dict[Hashable, Future[Any]] = {}

    def share(
        self, key: Hashable, flow: Callable[[], Flow[tuple[T, bool]]], deadline: Deadline
    ) -> Flow[tuple[T, bool]]:
        """Run *flow*, or wait for the one that is under way for *key*; only the first may answer `created`."""
        # Whoever leads in the parent process will never be heard of in a forked child.
        key = (os.getpid(), key)
        while True:
            mine: Future[Any] = Future()
            leader = self._under_way.setdefault(key, mine)
            if leader is mine:
                return (yield from self._lead(key, mine, flow))

            remaining = deadline.remaining()
            try:
                outcome = yield Join(leader, None if remaining == float("inf") else max(0.0, remaining))
            except TimeoutError:
                raise AtlasTimeoutError(
                    "another caller, who is doing the same, did not end in time"
                ) from None

            if isinstance(outcome, tuple):
                return cast(T, outcome[0]), False
            if isinstance(outcome, Exception) and not deadline.has_passed():
                raise _copied(outcome)
            # The leader was cancelled, or had less time than we have: one of those who waited goes on.

    def _lead(
        self, key: Hashable, mine: Future[Any], flow: Callable[[], Flow[tuple[T, bool]]]
    ) -> Flow[tuple[T, bool]]:
        outcome: Any = None
        try:
            made = outcome = yield from flow()
            return made
        except Exception as error:
            outcome = None if getattr(error, "stop_reason", None) == "deadline exceeded" else error
            raise
        finally:
            del self._under_way[key]
            mine.set_result(outcome)


def _copied(error: Exception) -> Exception:
    """Return a copy, so that every caller has a traceback of its own; some exceptions can't be copied."""
    try:
        return copy.copy(error)
    except Exception:
        return error
