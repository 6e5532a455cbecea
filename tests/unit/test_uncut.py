"""What is cancelled cleans up first, however often it is cancelled."""

from __future__ import annotations

import asyncio

import anyio
import pytest

from atlas_resilient._uncut import uncut


async def started(function: asyncio.Task[object]) -> None:
    """Let the task get as far as it can."""
    for _ in range(5):
        await asyncio.sleep(0)
    assert not function.done()


def test_what_is_shielded_is_not_cut() -> None:
    """A clean-up behind anyio's shield ends, and then the cancellation comes out, the third as the first."""
    done: list[str] = []

    async def work() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            with anyio.CancelScope(shield=True):
                for _ in range(10):
                    await asyncio.sleep(0)
            done.append("cleaned up")

    async def main() -> None:
        task = asyncio.create_task(uncut(work, None))
        for _ in range(3):
            await started(task)
            task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(main())
    assert done == ["cleaned up"]


def test_a_cancellation_is_never_lost() -> None:
    """Not even where the work ends well, or fails, in the same moment."""

    async def works() -> str:
        with anyio.CancelScope(shield=True):
            await asyncio.sleep(0.01)
        return "done"

    async def fails() -> str:
        await works()
        raise ValueError("broken")

    async def main() -> None:
        for work in (works, fails):
            task = asyncio.create_task(uncut(work, None))
            await started(task)
            task.cancel("enough")
            with pytest.raises(asyncio.CancelledError, match="enough"):
                await task

    asyncio.run(main())


def test_what_comes_out_is_what_was_returned_or_raised() -> None:
    """As if it were awaited here."""

    async def fails() -> None:
        raise ValueError("broken")

    async def main() -> None:
        assert await uncut(lambda: asyncio.sleep(0, "done"), 60.0) == "done"
        with pytest.raises(ValueError, match="broken"):
            await uncut(fails, 60.0)
        with pytest.raises(TimeoutError):
            await uncut(lambda: asyncio.sleep(60), 0.001)

    asyncio.run(main())


def test_a_task_of_a_group_is_cancelled_with_it() -> None:
    """asyncio's own ways to cancel, `TaskGroup` and `timeout`, see a cancellation like any other."""

    async def fails() -> None:
        raise ValueError("broken")

    async def main() -> None:
        with pytest.raises(ExceptionGroup) as caught:
            async with asyncio.TaskGroup() as group:
                group.create_task(uncut(lambda: asyncio.sleep(60), None))
                group.create_task(fails())
        assert [str(each) for each in caught.value.exceptions] == ["broken"]

        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.001):
                await uncut(lambda: asyncio.sleep(60), None)

    asyncio.run(main())
