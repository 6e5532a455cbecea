"""Undo, newest first, what a block has done before it failed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from types import TracebackType
from typing import Any
from uuid import UUID

from attrs import frozen

from . import _timing
from ._deadline import Deadline
from ._drivers import name_of, run, run_async
from ._failures import proves_absence
from ._steps import Call, Flow
from .hooks import Hook, Undone, tell
from .policy import checked_seconds


@frozen
class _Undo:
    function: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]

    def __str__(self) -> str:
        # Ids say which; anything else may hold what must not be logged.
        shown = (str(arg) if isinstance(arg, (UUID, int)) else "..." for arg in self.args)
        return f"{name_of(self.function)}({', '.join(shown)})"


class _Undos:
    """What there is to undo, and how that went."""

    def __init__(self, deadline: float, hooks: Sequence[Hook]) -> None:
        self._deadline = checked_seconds(deadline, "deadline")
        self._hooks = tuple(hooks)
        self._undos: list[_Undo] = []
        self._failed: list[BaseException] = []

    @property
    def failures(self) -> tuple[BaseException, ...]:
        """The errors of the steps that could not be undone, in the order they were tried."""
        return tuple(self._failed)

    def add(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> None:
        """Call `function(*args, **kwargs)` if the block fails from here on; the last one added comes first."""
        if not callable(function):
            raise TypeError(f"expected a function that undoes a step, not {function!r}")

        self._undos.append(_Undo(function, args, kwargs))

    def forget(self) -> None:
        """Keep what has been done so far, even if the block fails later."""
        self._undos.clear()

    def _unwind(self, reason: BaseException) -> Flow[None]:
        # A deadline of its own: the block's may be what has just passed.
        clock = _timing.current().clock
        deadline = Deadline(clock() + self._deadline, clock)
        while self._undos:
            undo = self._undos.pop()
            failure: Exception | None = None
            try:
                yield Call(undo.function, undo.args, undo.kwargs, deadline)
            except Exception as error:
                # What is gone already needs no undoing.
                failure = None if proves_absence(error) else error

            tell(self._hooks, Undone(str(undo), failure))
            if failure is not None:
                self._failed.append(failure)
                reason.add_note(f"could not be undone: {undo}: {failure}")


class Rollback(_Undos):
    """
    Undo what the block has done if it fails, newest first; the block's own error is raised as it was.

    Every undo is tried.  A step that is gone already (404) counts as undone; what can't be undone is noted on
    the error and kept in `failures`.  `KeyboardInterrupt` undoes as well.

    Example:
        >>> with Rollback() as undo:
        ...     support = atlas.create_agent_class(AgentClassCreate(name="support"))
        ...     undo.add(atlas.delete_agent_class, support.id)
        ...     configure(support)

    Args:
        deadline: seconds that undoing may take in all, whatever deadline the block ran under.
        hooks: functions that are told of each undone step; see `atlas_resilient.hooks`.
    """

    def __init__(self, *, deadline: float = 60.0, hooks: Sequence[Hook] = ()) -> None:
        super().__init__(deadline, hooks)

    def __enter__(self) -> Rollback:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if error is not None:
            run(self._unwind(error))


class AsyncRollback(_Undos):
    """
    `Rollback` for coroutines: a cancellation undoes as well, and a further one doesn't stop that.

    Example:
        >>> async with AsyncRollback() as undo:
        ...     support = await atlas.create_agent_class(AgentClassCreate(name="support"))
        ...     undo.add(atlas.delete_agent_class, support.id)
        ...     await configure(support)
    """

    def __init__(self, *, deadline: float = 60.0, hooks: Sequence[Hook] = ()) -> None:
        super().__init__(deadline, hooks)

    async def __aenter__(self) -> AsyncRollback:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if error is not None:
            cancelled = await _to_the_end(run_async(self._unwind(error)))
            if cancelled is not None and not isinstance(error, asyncio.CancelledError):
                raise cancelled


async def _to_the_end(work: Coroutine[Any, Any, None]) -> asyncio.CancelledError | None:
    """Await *work* in a task of its own, to its end, and return the last cancellation that came meanwhile."""
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError as error:
            if task.cancelled():
                raise
            cancelled = error

    task.result()
    return cancelled
