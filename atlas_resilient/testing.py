"""
For your own tests, under any test runner: a scripted server, no pauses, fixed dice, and a record of what happened.

    >>> from atlas_resilient import ControlPlane
    >>> support = {
    ...     "id": "00000000-0000-0000-0000-000000000001", "name": "support", "description": None,
    ...     "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z",
    ... }
    >>> server, recorded = ScriptedServer(connection_lost(), answer(201, support)), RecordedAttempts()
    >>> atlas = ControlPlane("http://atlas.test", transport=server.transport, hooks=[recorded])
    >>> with virtual_time():
    ...     atlas.create_agent_class({"name": "support"}).name
    'support'
    >>> recorded.outcomes, recorded.pauses
    (['AtlasConnectionError', 'ok'], [0.1])
    >>> len({request.headers["Idempotency-Key"] for request in server.requests})
    1

For a whole Control Plane instead of a script, see `atlas_resilient.sandbox`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from ._outcomes import (
    Received,
    ScriptedAnswer,
    ScriptedFailure,
    answer,
    connection_lost,
    connection_refused,
    no_answer,
    problem,
)
from ._scripted import ScriptedServer, ScriptExhausted
from ._steps import Attempt
from ._timing import Timing, use
from .hooks import Attempted, Event, GaveUp, Parked, Pausing, Undone

__all__ = [
    "Received",
    "RecordedAttempts",
    "ScriptExhausted",
    "ScriptedAnswer",
    "ScriptedFailure",
    "ScriptedServer",
    "VirtualTime",
    "answer",
    "connection_lost",
    "connection_refused",
    "no_answer",
    "problem",
    "virtual_time",
]


class VirtualTime:
    """
    A clock that only pauses and slow scripted answers move.

    Attributes:
        now: seconds since the block began.
        pauses: every pause that would have been made, in seconds, in order.
    """

    def __init__(self) -> None:
        self.now = 0.0
        self.pauses: list[float] = []

    def advance(self, seconds: float) -> None:
        """Let *seconds* pass, as a slow server would."""
        self.now += seconds

    def _sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds

    async def _async_sleep(self, seconds: float) -> None:
        self._sleep(seconds)
        # A real pause lets others run and can be cancelled; so does this one.
        await asyncio.sleep(0)


@contextmanager
def virtual_time(jitter: float = 1.0) -> Iterator[VirtualTime]:
    """
    Replace clock, sleep and dice for the whole process while the block runs.

    Deadlines and pauses follow the virtual clock; a real server is still as slow as it is.

    Args:
        jitter: the share of every pause that the dice give, from 0.0 to 1.0.

    Example:
        >>> from atlas_resilient import ControlPlane
        >>> with virtual_time(jitter=0.5) as time:
        ...     with ScriptedServer(problem(503), problem(503), answer(200, [])) as server:
        ...         ControlPlane("http://atlas.test", transport=server.transport).list_agent_classes()
        []
        >>> time.pauses
        [0.05, 0.1]
    """
    time = VirtualTime()
    timing = Timing(
        lambda: time.now, time._sleep, time._async_sleep, lambda value: value * jitter, time.advance
    )
    with use(timing):
        yield time


class RecordedAttempts:
    """
    A hook that keeps every event; give it to a client, `retry` or `Rollback` as `hooks=[recorded]`.

    Example:
        >>> from atlas_resilient import AtlasError, retry
        >>> recorded = RecordedAttempts()
        >>> @retry(attempts=2, on=ConnectionError, hooks=[recorded])
        ... def flaky():
        ...     raise ConnectionError("gone")
        >>> with virtual_time():
        ...     flaky()
        Traceback (most recent call last):
        ConnectionError: gone
        >>> recorded.outcomes, recorded.pauses, [event.reason for event in recorded.gave_up]
        (['ConnectionError', 'ConnectionError'], [0.1], ['attempts exhausted'])

    Attributes:
        events: all of them, in order; see `atlas_resilient.hooks`.
    """

    def __init__(self) -> None:
        self.events: list[Event] = []

    def __call__(self, event: Event) -> None:
        self.events.append(event)

    @property
    def attempts(self) -> list[Attempt]:
        """Every request that was made, or call of a decorated function."""
        return [event.attempt for event in self.events if isinstance(event, Attempted)]

    @property
    def outcomes(self) -> list[str]:
        """How each of the attempts ended: "ok", or the failure's class name."""
        return [attempt.outcome for attempt in self.attempts]

    @property
    def pauses(self) -> list[float]:
        """The seconds of every pause, those for a 429 to another call included."""
        return [event.seconds for event in self.events if isinstance(event, (Pausing, Parked))]

    @property
    def gave_up(self) -> list[GaveUp]:
        """The calls that failed for good."""
        return [event for event in self.events if isinstance(event, GaveUp)]

    @property
    def undone(self) -> list[Undone]:
        """The steps that were undone, or could not be."""
        return [event for event in self.events if isinstance(event, Undone)]
