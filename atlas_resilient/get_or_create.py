"""One resource for one name, however often, from however many places, and whatever gets lost on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from . import _deadline
from ._deadline import Deadline
from ._drivers import decorate, name_of
from ._failures import facts_of, status_of
from ._steps import Call, Flow, Sleep, once
from .errors import DeploymentError
from .policy import Facts, Pauses, RetryPolicy

T = TypeVar("T")

_MASKED = "***"


def create_or_find(
    create: Callable[[bool], Flow[T]],
    find: Callable[[], Flow[T | None]],
    policy: RetryPolicy,
    deadline: Deadline,
) -> Flow[tuple[T, bool]]:
    """
    Create first; where that conflicts, or its outcome is unknown, look for the resource.

    `create(again)` makes the create; *again* asks for the idempotency key of the time before.  A resource
    found after an unknown outcome is ours only if the same key gets it as its answer, so that is asked; the
    key of a refused create would only be refused again, so there a new one is used.  Where the pause between
    the two rounds would end after *deadline*, or be longer than the policy waits, the first one's error stands.
    """
    pauses, found, same_key = Pauses(policy), None, False
    for last in (False, True):
        try:
            return (yield from create(same_key)), True
        except Exception as error:
            conflict, unknown = _is_conflict(error), _is_unknown(error)
            if not conflict and not unknown:
                if found is not None:
                    return found, False
                raise

            try:
                found = (yield from find()) or found
            except Exception as failed_look:
                if not unknown:
                    raise
                # What the caller has to know is that the create may have happened.
                error.add_note(f"looking for it failed as well: {failed_look}")
                raise error from failed_look

            if found is not None and (conflict or last):
                return found, False

            if last:
                # A conflict with something that isn't there: it never meant "exists".
                raise

            same_key = unknown
            facts = facts_of(error) or Facts(transient=False)
            wait = pauses.after(facts)
            if wait >= deadline.remaining() or (facts.retry_after or 0.0) > policy.retry_after_max:
                raise

        yield Sleep(wait)

    raise AssertionError("the last round returns or raises")


def _is_conflict(error: Exception) -> bool:
    return status_of(error) == 409


def _is_unknown(error: Exception) -> bool:
    facts = facts_of(error)
    return facts is not None and facts.unknown


def differences(asked: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """
    Return `{field: (asked, found)}` for what was asked for and is otherwise on the resource found.

    What the resource doesn't show can't be compared: fields it lacks, and secrets that come back masked.

    >>> differences({"name": "a", "description": "x"}, {"name": "a", "description": "y", "id": "1"})
    {'description': ('x', 'y')}
    """
    return {
        name: (wanted, found[name])
        for name, wanted in asked.items()
        if name in found and not _agree(wanted, found[name])
    }


def _agree(asked: Any, found: Any) -> bool:
    if isinstance(asked, Mapping) and isinstance(found, Mapping):
        return asked.keys() == found.keys() and all(_agree(asked[key], found[key]) for key in asked)

    if isinstance(asked, list) and isinstance(found, list):
        return len(asked) == len(found) and all(map(_agree, asked, found))

    return found == _MASKED or bool(asked == found)


def adopt(name: str, asked: Mapping[str, Any], resource: Any, found: Mapping[str, Any]) -> None:
    """Raise `DeploymentError` unless the resource found is what was asked for."""
    differing = differences(asked, found)
    if differing:
        fields = ", ".join(sorted(differing))
        raise DeploymentError(
            f"{name}: {found.get('name')!r} exists already, but differs from what was asked for in: {fields}",
            differences=differing,
            resource=resource,
        )


def get_or_create(
    *,
    find: Callable[..., Any],
    policy: RetryPolicy | None = None,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """
    Decorate a create function, sync or async, to return `(resource, created)`.

    The create is called first.  Where it raises a conflict (409), or an error that says that its outcome is
    unknown, *find* is called with the same arguments: what it returns is adopted, None means that there is
    nothing, and then the create gets one more try.  A conflict where nothing is found is raised as it is.

    Example:
        >>> def by_name(name: str) -> AgentClassRead | None:
        ...     return next((c for c in atlas.iter_agent_classes() if c.name == name), None)
        >>> @get_or_create(find=by_name)
        ... def agent_class(name: str) -> AgentClassRead:
        ...     return atlas.create_agent_class(AgentClassCreate(name=name))
        >>> support, created = agent_class("support")

    Args:
        find: returns the existing resource, or None.  It has to look through all pages and compare exactly.
        policy: sets the pause between the two tries; the default pauses up to 0.1 seconds.

    Raises:
        TypeError: a generator is decorated, or something that can't be called.
    """
    if not callable(find):
        raise TypeError(f"find has to be a function, not {find!r}")

    def flow_of(create: Callable[..., Any], args: Any, kwargs: Any) -> Flow[tuple[Any, bool]]:
        return create_or_find(
            lambda _: once(Call(create, args, kwargs)),
            lambda: once(Call(find, args, kwargs)),
            policy or RetryPolicy(),
            _deadline.within(None),
        )

    def decorator(create: Callable[..., Any]) -> Callable[..., Any]:
        decorated: Callable[..., Any] = decorate(create, flow_of)
        decorated.__doc__ = decorated.__doc__ or f"Return `(resource, created)`; see {name_of(create)}."
        return decorated

    return decorator
