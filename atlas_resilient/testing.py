"""
For your own tests: no pauses, fixed dice, and a record of how long would have been waited.

    def test_deploy_survives_a_bad_minute():
        with virtual_time() as time:
            deploy()
        assert time.pauses == [0.1, 0.2]
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from ._timing import Timing, use

__all__ = ["VirtualTime", "virtual_time"]


class VirtualTime:
    """
    A clock that only pauses move.

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
    """
    time = VirtualTime()
    with use(Timing(lambda: time.now, time._sleep, time._async_sleep, lambda value: value * jitter)):
        yield time
