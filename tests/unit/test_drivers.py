"""One flow, two drivers: the same steps, the same outcome."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Future
from typing import Any

import pytest

from atlas_resilient import retry
from atlas_resilient._deadline import Deadline, in_force
from atlas_resilient._drivers import run, run_async
from atlas_resilient._steps import Call, Flow, Join, Sleep
from atlas_resilient.testing import virtual_time
from tests.conftest import World


def drive(world: World, flow: Flow[Any]) -> Any:
    """Run *flow* with the driver of the world."""
    return world.run(run_async(flow)) if world.is_async else run(flow)


def test_outcomes_are_sent_and_failures_thrown_in(world: World) -> None:
    """A flow sees what its steps gave, and may go on after one that failed."""

    def flow() -> Flow[list[Any]]:
        seen = [(yield Call(str, (7,)))]
        try:
            yield Call(int, ("seven",))
        except ValueError as error:
            seen.append(type(error))
        yield Sleep(3.0)
        return seen

    with virtual_time() as time:
        assert drive(world, flow()) == ["7", ValueError]

    assert time.pauses == [3.0]


def test_a_join_gives_what_somebody_else_found(world: World) -> None:
    """Whoever waits for another flow gets its result, or a timeout."""
    found: Future[str] = Future()
    found.set_result("blue")

    def flow(future: Future[str]) -> Flow[Any]:
        return (yield Join(future, timeout=0.01))

    assert drive(world, flow(found)) == "blue"
    with pytest.raises(TimeoutError):
        drive(world, flow(Future()))


def test_a_call_runs_under_its_deadline_and_leaves_none(world: World) -> None:
    """The deadline is in force for the call alone."""
    deadline = Deadline(5.0, lambda: 0.0)

    def flow() -> Flow[Any]:
        return (yield Call(in_force, deadline=deadline))

    assert drive(world, flow()) is deadline
    assert world.call(in_force) is None


def test_an_interrupted_flow_is_closed(world: World) -> None:
    """What a flow has opened is closed, even if nothing was to be caught."""
    closed = []

    def interrupt() -> None:
        raise KeyboardInterrupt

    def flow() -> Flow[None]:
        try:
            yield Call(interrupt)
        finally:
            closed.append(True)

    with pytest.raises(KeyboardInterrupt):
        drive(world, flow())

    assert closed == [True]


class Counter:
    """Fails once, then succeeds, in every way a callable can be written."""

    def __init__(self) -> None:
        self.calls = 0

    def once_more(self) -> str:
        """Fail the first time."""
        self.calls += 1
        if self.calls == 1:
            raise ConnectionError
        return "good"

    async def once_more_async(self) -> str:
        """Fail the first time, as a coroutine function."""
        return self.once_more()

    def returning_awaitable(self) -> Any:
        """Return a coroutine although not marked async, as a lambda around a client's method does."""
        return self.once_more_async()


class AsyncCallable(Counter):
    """An object with an async `__call__`."""

    async def __call__(self) -> str:
        return self.once_more()


class SyncCallable(Counter):
    """An object with a plain `__call__`."""

    def __call__(self) -> str:
        return self.once_more()


def partial_of(function: Callable[..., Any]) -> Any:
    """Return a partial of a partial."""
    return functools.partial(functools.partial(function))


@pytest.mark.parametrize(
    "make",
    [
        lambda: Counter().once_more,
        lambda: Counter().once_more_async,
        lambda: Counter().returning_awaitable,
        lambda: partial_of(Counter().once_more),
        lambda: partial_of(Counter().once_more_async),
        AsyncCallable,
        SyncCallable,
        lambda: partial_of(AsyncCallable()),
    ],
    ids=[
        "method",
        "async method",
        "awaitable",
        "partial",
        "async partial",
        "async object",
        "object",
        "partial object",
    ],
)
def test_every_kind_of_callable_is_retried(make: Callable[[], Any]) -> None:
    """Async or not is decided by what a call does, never silently wrong."""
    decorated = retry(on=ConnectionError)(make())

    with virtual_time() as time, asyncio.Runner() as runner:
        outcome = decorated()
        outcome = outcome if isinstance(outcome, str) else runner.run(outcome)

    assert outcome == "good"
    assert time.pauses == [0.1]


def test_generators_are_refused_when_decorated() -> None:
    """What has been yielded can't be taken back, so a retry would repeat it."""

    def numbers() -> Iterator[int]:
        yield 1

    async def later() -> AsyncIterator[int]:
        yield 1

    for function in (numbers, later, functools.partial(numbers)):
        with pytest.raises(TypeError, match="generator"):
            retry(function)


@pytest.mark.parametrize("thing", [None, 3, "get"])
def test_what_can_not_be_called_is_refused(thing: Any) -> None:
    """A decorated non-function fails where it is written."""
    with pytest.raises(TypeError):
        retry(on=OSError)(thing)


def test_a_decorated_function_keeps_its_name_and_kind() -> None:
    """Frameworks look at both."""

    @retry
    async def fetch(number: int) -> int:
        """Fetch it."""
        return number

    assert (fetch.__name__, fetch.__doc__) == ("fetch", "Fetch it.")
    assert asyncio.iscoroutinefunction(fetch)
    assert asyncio.run(fetch(3)) == 3


def test_a_cancelled_pause_ends_at_once() -> None:
    """Cancellation is neither swallowed nor retried, and the pause doesn't hold it up."""

    @retry(on=ConnectionError)
    async def fail() -> None:
        raise ConnectionError

    async def main() -> None:
        pausing = asyncio.Event()

        async def sleep(seconds: float) -> None:
            pausing.set()
            await asyncio.Event().wait()

        from atlas_resilient._timing import Timing, use

        with use(Timing(async_sleep=sleep)):
            task = asyncio.create_task(fail())
            await pausing.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(main())
