"""
Cancelling where it does no harm: httpcore cleans up behind shields that only anyio's cancellation respects.

A task that asyncio cancels while it is closing an answer, or taking a lock that is free, leaves a connection at work
for ever; a hundred of them, and the pool is used up: https://github.com/encode/httpcore/issues/1093.  What anyio does
instead: https://anyio.readthedocs.io/en/stable/cancellation.html
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar, cast

import anyio

T = TypeVar("T")


async def uncut(work: Callable[[], Awaitable[T]], seconds: float | None) -> T:
    """
    Return what *work* returns, run in a task of its own; a cancellation reaches it by anyio, and is waited for.

    Raises:
        TimeoutError: it was cancelled in the same way, after *seconds*.
        asyncio.CancelledError: the caller was cancelled; however often, *work* has ended.
    """
    scope = anyio.CancelScope()

    async def inside() -> T | None:
        with scope, anyio.fail_after(seconds):
            return await work()

        # Cancelled; the caller, who was too, doesn't look.
        return None

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

    return cast(T, task.result())
