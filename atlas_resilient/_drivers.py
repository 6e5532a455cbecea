"""
The two drivers that run a flow: one blocks, one awaits.  Nothing else sleeps, sends or awaits.

`decorate` looks at what it wraps and picks the driver.
"""

from __future__ import annotations

import asyncio
import functools
import inspect
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar, cast

from . import _timing
from ._deadline import applied
from ._steps import Call, Flow, Sleep, Step

T = TypeVar("T")


def run(flow: Flow[T]) -> T:
    """
    Run *flow* to its end, blocking the thread where it pauses.

    A called function that turns out to return an awaitable is not an error: the flow then goes on in
    the coroutine that is returned instead of the result.
    """
    handed_over = False
    try:
        step = next(flow)
        while True:
            try:
                outcome = _perform(step)
            except BaseException as failure:
                step = flow.throw(failure)
                continue

            if isinstance(step, Call) and inspect.isawaitable(outcome):
                handed_over = True
                return cast(T, _finish(flow, step, outcome))

            step = flow.send(outcome)
    except StopIteration as done:
        return cast(T, done.value)
    finally:
        if not handed_over:
            flow.close()


async def run_async(flow: Flow[T]) -> T:
    """Run *flow* to its end, awaiting where it pauses; a cancellation is thrown into it like any failure."""
    try:
        return await _loop(flow, next(flow))
    except StopIteration as done:
        return cast(T, done.value)
    finally:
        flow.close()


async def _finish(flow: Flow[T], call: Call, awaitable: Awaitable[Any]) -> T:
    """Take over a flow whose first call has returned *awaitable*."""

    async def resume() -> Any:
        return await awaitable

    try:
        return await _loop(flow, Call(resume, deadline=call.deadline))
    finally:
        flow.close()


async def _loop(flow: Flow[T], step: Step) -> T:
    try:
        while True:
            try:
                outcome = await _perform_async(step)
            except BaseException as failure:
                step = flow.throw(failure)
            else:
                step = flow.send(outcome)
    except StopIteration as done:
        return cast(T, done.value)


def _perform(step: Step) -> Any:
    if isinstance(step, Call):
        with applied(step.deadline):
            return step.function(*step.args, **step.kwargs)

    if isinstance(step, Sleep):
        return _timing.current().sleep(step.seconds)

    return step.future.result(step.timeout)


async def _perform_async(step: Step) -> Any:
    if isinstance(step, Call):
        with applied(step.deadline):
            outcome = step.function(*step.args, **step.kwargs)
            return await outcome if inspect.isawaitable(outcome) else outcome

    if isinstance(step, Sleep):
        return await _timing.current().async_sleep(step.seconds)

    # Shielded: a follower that gives up must not cancel the flow that others wait for.
    return await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(step.future)), step.timeout)


def decorate(
    function: Callable[..., Any], flow_of: Callable[[Callable[..., Any], Any, Any], Flow[Any]]
) -> Any:
    """
    Return *function* wrapped so that each call runs the flow `flow_of(function, args, kwargs)`.

    Raises:
        TypeError: *function* isn't callable, or is a generator function: a flow can't start it again
            once it has yielded.
    """
    if not callable(function):
        raise TypeError(f"expected a function to decorate, not {function!r}")

    if inspect.isgeneratorfunction(_code(function)) or inspect.isasyncgenfunction(_code(function)):
        raise TypeError(
            f"{name_of(function)} is a generator: what it has yielded can't be taken back and tried again"
        )

    if inspect.iscoroutinefunction(_code(function)):

        async def awaiting(*args: Any, **kwargs: Any) -> Any:
            return await run_async(flow_of(function, args, kwargs))

        return _dressed(awaiting, function)

    def blocking(*args: Any, **kwargs: Any) -> Any:
        return run(flow_of(function, args, kwargs))

    return _dressed(blocking, function)


def _dressed(wrapper: Callable[..., Any], function: Callable[..., Any]) -> Any:
    # An object's own attributes are its state; only a function's are worth copying.
    updated = functools.WRAPPER_UPDATES if inspect.isroutine(function) else ()
    return functools.update_wrapper(wrapper, function, updated=updated)


def _code(function: Callable[..., Any]) -> Any:
    """Return what decides whether *function* is async: inside partials, and `__call__` of an object."""
    while isinstance(function, functools.partial):
        function = function.func

    if inspect.isroutine(function) or inspect.isclass(function):
        return function

    return type(function).__call__


def name_of(function: Callable[..., Any]) -> str:
    """Return what to call *function* in a message."""
    return getattr(function, "__qualname__", None) or repr(function)
