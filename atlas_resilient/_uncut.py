"""
Cancelling where it does no harm: httpcore cleans up behind shields that only anyio's cancellation respects.

A task that asyncio cancels while it is closing an answer, or taking a lock that is free, leaves a connection at work
for ever; a hundred of them, and the pool is used up: https://github.com/encode/httpcore/issues/1093.  What anyio does
instead: https://anyio.readthedocs.io/en/stable/cancellation.html
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable, Callable
from typing import TypeVar

import anyio

T = TypeVar("T")


async def uncut(work: Callable[[], Awaitable[T]], seconds: float | None) -> T:
    """
    Return what *work* returns, run in a task of its own; a cancellation reaches it by anyio, and is waited for.

    Raises:
        TimeoutError: it was cancelled in the same way, after *seconds*.
        asyncio.CancelledError: the caller was cancelled; however often, *work* has ended.
    """
    # One scope for both, as each costs more than a task does.
    scope = anyio.CancelScope(deadline=math.inf if seconds is None else anyio.current_time() + seconds)

    async def inside() -> T:
        with scope:
            return await work()

        # A caller who was cancelled doesn't look at this.
        raise TimeoutError

    task = asyncio.create_task(inside())
    cancellation: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as caught:
            cancellation = caught
            scope.cancel()

    if cancellation is not None:
        # Whatever came of it is not wanted any more; asking keeps asyncio from complaining that nobody did.
        if not task.cancelled():
            task.exception()
        raise cancellation

    return task.result()
