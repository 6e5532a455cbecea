"""Clock, sleep and dice: what behaviour needs from outside, so that tests need neither time nor luck."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

import backoff
from attrs import frozen


@frozen
class Timing:
    """
    Where seconds and chance come from.

    Attributes:
        clock: seconds on a clock that never jumps.
        sleep, async_sleep: wait that many seconds.
        jitter: the random share of a pause, from 0 to the given seconds.
        elapse: lets that many seconds pass as a slow server would; None where only the world can.
    """

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    async_sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    jitter: Callable[[float], float] = backoff.full_jitter
    elapse: Callable[[float], None] | None = None


_current = Timing()


def current() -> Timing:
    """Return the timing in force: the real one, but in tests."""
    return _current


@contextmanager
def use(timing: Timing) -> Iterator[None]:
    """Put *timing* in force for the whole process while the block runs."""
    global _current
    before, _current = _current, timing
    try:
        yield
    finally:
        _current = before
