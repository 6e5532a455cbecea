"""Undo, newest first, what a block has done before it failed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from types import TracebackType
from typing import Any, NamedTuple, TypeVar, cast
from uuid import UUID

from attrs import define, frozen

from . import _timing
from ._deadline import Deadline
from ._drivers import name_of, run, run_async
from ._failures import facts_of, proves_absence
from ._steps import Call, Flow, once
from .errors import AtlasAPIError, DeploymentError
from .hooks import Hook, Undone, tell
from .policy import checked_seconds, settles

T = TypeVar("T")


class Undoable(NamedTuple):
    """How a client makes a create that can be taken back even if its answer is lost; see `Client._undoable`."""

    create: Callable[..., Any]
    #: The same create under the same key, and under the key of a second round: what was made is answered again.
    again: tuple[Callable[..., Any], ...]
    delete: Callable[[Any], Any] | None


@frozen
class _Undo:
    function: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]

    def __str__(self) -> str:
        # Ids say which; anything else may hold what must not be logged.
        shown = (str(arg) if isinstance(arg, (UUID, int)) else "..." for arg in self.args)
        return f"{name_of(self.function)}({', '.join(shown)})"

    def flow(self, deadline: Deadline) -> Flow[Any]:
        return once(Call(self.function, self.args, self.kwargs, deadline))


@define(eq=False)
class _Creation:
    """A create that is undone by deleting what it made; as long as that isn't known, it may have made something."""

    parts: Undoable
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    made: Any = None

    def __str__(self) -> str:
        # What stays behind if it can't be deleted; only its id, as the rest may not be logged.
        made = getattr(self.made, "id", None)
        return f"{name_of(self.parts.create)}{'' if made is None else f' of {made}'}"

    def flow(self, deadline: Deadline) -> Flow[Any]:
        if self.made is None:
            self.made = yield from self._ask_again(deadline)

        if self.made is not None and self.parts.delete is not None:
            yield Call(self.parts.delete, (self.made,), {}, deadline)

    def _ask_again(self, deadline: Deadline) -> Flow[Any]:
        """Return what was made, if anything was: the server answers a known key with what it made for it."""
        if not self.parts.again:
            raise DeploymentError("its answer was lost, and nothing can tell whether it was created")

        kwargs = {name: value for name, value in self.kwargs.items() if name != "adopt_different"}
        for create in self.parts.again:
            try:
                return (yield Call(create, self.args, kwargs, deadline))
            except AtlasAPIError as refusal:
                if not refusal.from_api or not settles(refusal.status_code):
                    raise

        return None


class _Undos:
    """What there is to undo, and how that went."""

    def __init__(self, deadline: float, hooks: Sequence[Hook]) -> None:
        self._deadline = checked_seconds(deadline, "deadline")
        self._hooks = tuple(hooks)
        self._undos: list[_Undo | _Creation] = []
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

    def _create_flow(
        self,
        function: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        delete: Callable[[Any], Any] | None,
    ) -> Flow[Any]:
        creation = _Creation(_undoable(function, delete), args, kwargs)
        # Before the call: whether it took effect may never be told.
        self._undos.append(creation)
        try:
            outcome = yield Call(creation.parts.create, args, kwargs)
        except Exception as error:
            facts = facts_of(error)
            if facts is None or not facts.unknown:
                self._undos.remove(creation)
            raise

        creation.made, created = outcome if _is_pair(outcome) else (outcome, True)
        if not created:
            self._undos.remove(creation)

        return outcome

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
                yield from undo.flow(deadline)
            except Exception as error:
                # What is gone already needs no undoing.
                failure = None if proves_absence(error) else error

            tell(self._hooks, Undone(str(undo), failure))
            if failure is not None:
                self._failed.append(failure)
                reason.add_note(f"could not be undone: {undo}: {failure}")


def _undoable(function: Callable[..., Any], delete: Callable[[Any], Any] | None) -> Undoable:
    """Return how to make the create *function*, and how to take it back."""
    owner = getattr(function, "__self__", None)
    plan = getattr(owner, "_undoable", None)
    parts: Undoable = Undoable(function, (), None) if plan is None else plan(function.__name__)

    delete = delete or parts.delete
    if delete is None:
        raise TypeError(f"{name_of(function)}: nothing is known to delete what it creates; pass delete=...")

    return parts._replace(delete=delete)


def _is_pair(outcome: Any) -> bool:
    """Whether this is `(resource, created)`."""
    return isinstance(outcome, tuple) and len(outcome) == 2 and isinstance(outcome[1], bool)


class Rollback(_Undos):
    """
    Undo what the block has done if it fails, newest first; the block's own error is raised as it was.

    Every undo is tried.  A step that is gone already (404) counts as undone; what can't be undone is noted on
    the error and kept in `failures`.  `KeyboardInterrupt` undoes as well.

    Example:
        >>> with Rollback() as undo:
        ...     support = undo.create(atlas.create_agent_class, AgentClassCreate(name="support"))
        ...     undo.add(restore, backup)
        ...     configure(support)

    Args:
        deadline: seconds that undoing may take in all, whatever deadline the block ran under.
        hooks: functions that are told of each undone step; see `atlas_resilient.hooks`.
    """

    def __init__(self, *, deadline: float = 60.0, hooks: Sequence[Hook] = ()) -> None:
        super().__init__(deadline, hooks)

    def create(
        self,
        function: Callable[..., T],
        /,
        *args: Any,
        delete: Callable[[Any], Any] | None = None,
        **kwargs: Any,
    ) -> T:
        """
        Return `function(*args, **kwargs)`, and delete what it created if the block fails.

        It is noted before the call.  If the answer is lost, or the call is interrupted, a method of `ControlPlane`
        is asked again under the same idempotency key while rolling back: that tells what was created, and only
        that is deleted.  What a get-or-create adopted stays.

        Example:
            >>> support, created = undo.create(atlas.get_or_create_agent_class, {"name": "support"})

        Args:
            function: a `create_*` or `get_or_create_*` method of a client, or any function that creates and
                returns a resource, or `(resource, created)`.
            delete: called with the resource; by default `delete_*` of the same client with its id.

        Raises:
            TypeError: the document has no operation that deletes it, and no *delete* is given.
            Whatever *function* raises.
        """
        return cast(T, run(self._create_flow(function, args, kwargs, delete)))

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
        ...     support = await undo.create(atlas.create_agent_class, AgentClassCreate(name="support"))
        ...     undo.add(restore, backup)
        ...     await configure(support)
    """

    def __init__(self, *, deadline: float = 60.0, hooks: Sequence[Hook] = ()) -> None:
        super().__init__(deadline, hooks)

    async def create(
        self,
        function: Callable[..., Coroutine[Any, Any, T]],
        /,
        *args: Any,
        delete: Callable[[Any], Any] | None = None,
        **kwargs: Any,
    ) -> T:
        """Return what awaiting the function gives, and delete what it created if the block fails; see `Rollback`."""
        return cast(T, await run_async(self._create_flow(function, args, kwargs, delete)))

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
