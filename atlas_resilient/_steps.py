"""
The steps that a flow asks for, and the record of what came of them.

A flow is a generator that decides and never blocks: it yields a step, and is sent the outcome or has
the failure thrown in.  `_drivers` runs it, with or without `await`.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from concurrent.futures import Future
from typing import Any, Literal, TypeAlias, TypeVar

from attrs import field, frozen

from ._deadline import Deadline

T = TypeVar("T")

StopReason: TypeAlias = Literal[
    "attempts exhausted",
    "deadline exceeded",
    "not retryable",
    "outcome unknown",
    "Retry-After too long",
    "retry budget exhausted",
    "circuit open",
]


@frozen
class Call:
    """Call the function under the deadline; its result, awaited if need be, is sent back."""

    function: Callable[..., Any]
    args: tuple[Any, ...] = ()
    kwargs: Mapping[str, Any] = field(factory=dict)
    deadline: Deadline | None = None


@frozen
class Sleep:
    """Wait that many seconds."""

    seconds: float


@frozen
class Join:
    """Wait, no longer than *timeout* seconds, until somebody else's flow has set the future."""

    future: Future[Any]
    timeout: float | None


Step: TypeAlias = Call | Sleep | Join
Flow: TypeAlias = Generator[Step, Any, T]


def once(call: Call) -> Flow[Any]:
    """The smallest flow: make the call, and return what it gave."""
    return (yield call)


@frozen
class Attempt:
    """
    One request of a call, and what came of it.

    Attributes:
        number: counts from 1.
        started: seconds since the call began.
        duration: seconds that the attempt took.
        wait: seconds of pause after it; 0.0 where no further attempt followed.
        outcome: `"ok"`, or the failure's class name.
        status: the answer's status, or None where there was none.
        request_id: the `X-Request-ID` of the call, or None where it isn't known.
        may_have_happened: the request left and could have changed something, but no proper answer came.
    """

    number: int
    started: float
    duration: float
    wait: float
    outcome: str
    status: int | None
    request_id: str | None
    may_have_happened: bool = False
