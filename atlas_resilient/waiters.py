"""Wait until something has come true, and say what it was if it hasn't."""

from __future__ import annotations

from collections.abc import Callable, Collection, Coroutine
from typing import Any, TypeVar, cast, overload

from . import _deadline, _timing
from ._backoff import growing
from ._deadline import Deadline
from ._drivers import name_of, run
from ._failures import proves_absence
from ._steps import Call, Flow, Sleep, once
from .errors import AtlasNotFoundError, AtlasTimeoutError, DeploymentError
from .policy import checked_seconds

T = TypeVar("T")

# Polls grow from the interval to at most this many times it: soon enough for a person, rare enough for a server.
_SLOWEST = 8.0


def polls(
    name: str,
    fetch: Callable[[Deadline], Flow[T]],
    done: Callable[[T], bool],
    *,
    timeout: float,
    interval: float,
    lag: float = 0.0,
    on_progress: Callable[[T], None] | None = None,
    state_of: Callable[[T], Any] = lambda seen: seen,
) -> Flow[T]:
    """
    Fetch until `done(what was fetched)`; `AtlasTimeoutError` after *timeout* seconds.

    What was created a moment ago may not be there for every reader yet: for *lag* seconds a 404 of the API is only
    a reason to look again.  What was seen once and isn't there any more is gone.
    """
    deadline = _deadline.within(checked_seconds(timeout, "timeout"))
    visible = _deadline.within(checked_seconds(lag, "lag", zero=True))
    pauses = growing(checked_seconds(interval, "interval"), interval * _SLOWEST)
    state: Any = None
    absent: AtlasNotFoundError | None = None
    was_there = False
    while True:
        try:
            seen = yield from fetch(deadline)
        except AtlasTimeoutError as error:
            error.last_state = state
            raise
        except AtlasNotFoundError as error:
            if was_there or visible.has_passed() or not proves_absence(error):
                raise
            absent = error
        else:
            was_there, absent = True, None
            state = state_of(seen)
            if on_progress is not None:
                on_progress(seen)
            if done(seen):
                return seen

        # From half the pause to all of it, so that many waiters don't poll in step.
        pause = next(pauses)
        wait = pause / 2 + _timing.current().jitter(pause / 2)
        if wait >= deadline.remaining():
            if absent is not None:
                raise absent
            raise _not_in_time(f"{name}: not there after {timeout:g} s; last seen: {state!r:.200}", state)

        yield Sleep(wait)


def _not_in_time(message: str, state: Any) -> AtlasTimeoutError:
    # Not transient: whoever waited that long decides anew; a decorator around must not wait as long again.
    error = AtlasTimeoutError(message, last_state=state, transient=False)
    error.recoverable = True
    return error


def state_reached(
    name: str, wanted: Collection[str], failed: Collection[str], terminal: Collection[str]
) -> Callable[[Any, str], bool]:
    """
    Return a test of a resource and its state: reached or not yet, or `DeploymentError` if it can't be any more.

    A state that the document doesn't know is not terminal: a newer server may have one.
    """

    def reached(resource: Any, state: str) -> bool:
        if state in wanted:
            return True

        if state in failed or state in terminal:
            verb = "failed" if state in failed else "ended"
            reason = getattr(resource, "error_message", None) or getattr(resource, "error", None)
            raise DeploymentError(
                f"{name}: {verb} as {state!r}{f': {reason}' if isinstance(reason, str) else ''}",
                resource=resource,
            )

        return False

    return reached


@overload
def wait_until(
    fetch: Callable[[], Coroutine[Any, Any, T]],
    done: Callable[[T], bool],
    *,
    timeout: float = ...,
    interval: float = ...,
    on_progress: Callable[[T], None] | None = ...,
) -> Coroutine[Any, Any, T]: ...
@overload
def wait_until(
    fetch: Callable[[], T],
    done: Callable[[T], bool],
    *,
    timeout: float = ...,
    interval: float = ...,
    on_progress: Callable[[T], None] | None = ...,
) -> T: ...
def wait_until(
    fetch: Callable[[], Any],
    done: Callable[[Any], bool],
    *,
    timeout: float = 300.0,
    interval: float = 1.0,
    on_progress: Callable[[Any], None] | None = None,
) -> Any:
    """
    Call *fetch* until `done(result)`, and return that result; await it where *fetch* is async.

    Example:
        >>> blue = wait_until(lambda: atlas.get_deployment(id), lambda seen: seen.status == "active")

    Args:
        fetch: takes no arguments; its errors are raised as they are.
        done: whether this is what we wait for; it may raise to stop.
        timeout: seconds in all, the last fetch included.
        interval: seconds between the first two fetches; the pauses grow to 8 times that, jittered.
        on_progress: shown every result.

    Raises:
        AtlasTimeoutError: it did not come true in time; `last_state` is what was seen last.
        ValueError, TypeError: a duration makes no sense.
    """

    def look(deadline: Deadline) -> Flow[Any]:
        return once(Call(fetch, deadline=deadline))

    flow = polls(name_of(fetch), look, done, timeout=timeout, interval=interval, on_progress=on_progress)
    return cast(Any, run(flow))
