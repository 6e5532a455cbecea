"""None instead of an error for what is not there, and only for that."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, ParamSpec, TypeVar, overload

from ._drivers import decorate
from ._failures import proves_absence
from ._steps import Call, Flow, once
from .errors import AtlasError

P = ParamSpec("P")
T = TypeVar("T")


def none_if_absent(flow: Flow[T]) -> Flow[T | None]:
    """Run *flow*; None where it fails with the API's own 404 or 410, or returns such a response."""
    try:
        found = yield from flow
    except Exception as error:
        if proves_absence(error):
            return None
        raise

    return None if proves_absence(found) else found


def done_if_gone(flow: Flow[T]) -> Flow[T | None]:
    """Run the *flow* of a delete; what an earlier attempt may have deleted and is gone now is deleted."""
    try:
        return (yield from flow)
    except AtlasError as error:
        if proves_absence(error) and any(attempt.may_have_happened for attempt in error.attempts):
            return None
        raise


@overload
def safe_get(fetch: Callable[P, Coroutine[Any, Any, T]], /) -> Callable[P, Coroutine[Any, Any, T | None]]: ...
@overload
def safe_get(fetch: Callable[P, T], /) -> Callable[P, T | None]: ...
@overload
def safe_get() -> Callable[[Callable[P, T]], Callable[P, T | None]]: ...
def safe_get(fetch: Any = None, /) -> Any:
    """
    Wrap a function, sync or async, to return None where the resource is proved absent.

    The proof is a 404 or 410 with a JSON error body.  A gateway's page with the same status proves nothing
    and is raised, as is everything else.

    Example:
        >>> find = safe_get(atlas.get_agent_class)
        >>> find(UUID("00000000-0000-0000-0000-000000000000")) is None
        True

    Raises:
        TypeError: a generator is wrapped, or something that can't be called.
    """

    def flow_of(wrapped: Callable[..., Any], args: Any, kwargs: Any) -> Flow[Any]:
        return none_if_absent(once(Call(wrapped, args, kwargs)))

    def decorator(wrapped: Callable[..., Any]) -> Any:
        return decorate(wrapped, flow_of)

    return decorator if fetch is None else decorator(fetch)
