"""Undoing: what, in which order, and that nothing hides the error that caused it."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

import pytest

from atlas_resilient import AsyncRollback, Rollback, retry
from atlas_resilient._deadline import in_force
from atlas_resilient.hooks import Event, Undone
from atlas_resilient.testing import virtual_time
from tests.conftest import World
from tests.scripted import Scripted, answer, problem


class Boom(Exception):
    """What makes a block fail."""


def fail_after(world: World, *undos: Any, error: BaseException | None = None, **options: Any) -> Any:
    """Register *undos* in a block, let it fail, and return the error that came out and the rollback."""
    error = error or Boom("boom")

    async def in_async() -> Any:
        async with AsyncRollback(**options) as undo:
            for function in undos:
                undo.add(function)
            raise error

    rollbacks = []

    def in_sync() -> Any:
        with Rollback(**options) as undo:
            rollbacks.append(undo)
            for function in undos:
                undo.add(function)
            raise error

    with pytest.raises(type(error)) as caught:
        world.call(in_async if world.is_async else in_sync)

    return caught.value


def test_the_newest_is_undone_first(world: World) -> None:
    """And the block's own error comes out as it was."""
    undone: list[str] = []
    error = Boom("boom")
    out = fail_after(world, lambda: undone.append("first"), lambda: undone.append("second"), error=error)

    assert out is error
    assert undone == ["second", "first"]


def test_nothing_is_undone_if_all_went_well() -> None:
    """In either world."""
    undone: list[str] = []
    with Rollback() as undo:
        undo.add(undone.append, "x")

    async def main() -> None:
        async with AsyncRollback() as undo:
            undo.add(undone.append, "x")

    asyncio.run(main())
    assert undone == []


def test_what_was_forgotten_is_kept(world: World) -> None:
    """A block may say that it has got far enough."""
    undone: list[str] = []
    with pytest.raises(Boom), Rollback() as undo:
        undo.add(undone.append, "x")
        undo.forget()
        raise Boom

    assert undone == []


def test_every_undo_is_tried_and_failures_are_noted(world: World) -> None:
    """One that fails doesn't stop the others, nor take the place of the error."""
    undone: list[str] = []
    told: list[Event] = []

    def broken() -> None:
        raise OSError("stuck")

    out = fail_after(
        world, lambda: undone.append("first"), broken, lambda: undone.append("third"), hooks=[told.append]
    )

    assert type(out) is Boom
    assert undone == ["third", "first"]
    assert any("stuck" in note for note in out.__notes__)
    assert [type(event.error) for event in told if isinstance(event, Undone)] == [
        type(None),
        OSError,
        type(None),
    ]


def test_what_is_gone_already_counts_as_undone(world: World) -> None:
    """A 404 of the API is as good as a delete; another failure isn't."""
    for outcome, notes in ((problem(404), False), (answer(404, b"<html>"), True), (problem(403), True)):
        atlas = world.client("http://atlas.test", transport=Scripted(outcome).transport)
        out = fail_after(world, lambda atlas=atlas: atlas.delete_agent_class(uuid4()))

        assert hasattr(out, "__notes__") is notes


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(3)])
def test_interruptions_undo_as_well(error: BaseException) -> None:
    """Ctrl-C in the middle leaves nothing behind."""
    undone: list[str] = []
    with pytest.raises(type(error)), Rollback() as undo:
        undo.add(undone.append, "x")
        raise error

    assert undone == ["x"]


def test_undoing_has_a_deadline_of_its_own(world: World) -> None:
    """That of the block may be what has just passed."""
    left: list[float] = []

    def look() -> None:
        deadline = in_force()
        assert deadline is not None
        left.append(deadline.remaining())

    with virtual_time() as time, pytest.raises(Boom):

        @retry(deadline=1.0)
        def block() -> None:
            time.advance(5.0)
            fail_after(world, look, deadline=30.0)
            raise Boom

        block()

    assert left == [30.0]


def test_further_cancels_do_not_stop_it() -> None:
    """The second and the third cancel wait until everything is undone, and then it is a cancellation."""
    undone: list[str] = []

    async def main() -> None:
        inside, undoing, go_on = asyncio.Event(), asyncio.Event(), asyncio.Event()

        async def slow_undo() -> None:
            undoing.set()
            await go_on.wait()
            undone.append("slow")

        async def block() -> None:
            async with AsyncRollback() as undo:
                undo.add(undone.append, "quick")
                undo.add(slow_undo)
                inside.set()
                await asyncio.Event().wait()

        task = asyncio.create_task(block())
        await inside.wait()
        task.cancel()
        await undoing.wait()
        for _ in range(3):
            task.cancel()
            await asyncio.sleep(0)
        assert not task.done()
        go_on.set()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(main())
    assert undone == ["slow", "quick"]


def test_what_is_no_function_is_refused() -> None:
    """Calling the delete instead of naming it is a common slip."""
    with Rollback() as undo, pytest.raises(TypeError, match="function"):
        undo.add(None)  # type: ignore[arg-type]


def test_what_was_passed_to_an_undo_is_not_told(caplog: pytest.LogCaptureFixture) -> None:
    """Ids say what could not be undone; anything else may be a secret."""
    some_id = uuid4()

    def broken(*args: object) -> None:
        raise OSError("stuck")

    with pytest.raises(Boom) as caught, Rollback() as undo:
        undo.add(broken, some_id, "secret-word", {"token": "secret-word"})
        raise Boom

    told = f"{caught.value.__notes__} {caplog.text}"
    assert str(some_id) in told
    assert "secret-word" not in told
