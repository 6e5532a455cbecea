"""How often, how long, and what is safe to repeat."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import attrs
from attrs import field, frozen

from . import _timing
from ._backoff import growing
from ._deadline import Deadline
from ._steps import StopReason

#: Answers that may differ next time: the request was not, or may not have been, processed.
#: 501 and 505 will not change; from 520 on they are what CDNs and proxies say of the server behind them.
TRANSIENT_STATUSES = frozenset({408, 425, 500, 502, 503, 504, *range(520, 600)})
THROTTLED_STATUS = 429


#: Answers that leave open whether an earlier attempt took effect, as the server refused before it looked.
_UNSETTLING = frozenset({401, 403, 407, 408, 425, 429})


def settles(status: int | None) -> bool:
    """Whether an answer with this error status says that earlier attempts of the same request had no effect."""
    return status is not None and 400 <= status < 500 and status not in _UNSETTLING


def checked_seconds(value: Any, name: str, *, zero: bool = False) -> float:
    """Return *value* as finite seconds above 0 (or from 0 on), or raise naming *name*."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(f"{name} is a number of seconds, not {value!r}")

    if not math.isfinite(value) or value < 0 or (value == 0 and not zero):
        raise ValueError(
            f"{name} has to be a finite number of seconds {'from 0 on' if zero else 'above 0'}, not {value!r}"
        )

    return float(value)


def _seconds(_: object, attribute: attrs.Attribute[Any], value: Any) -> None:
    if not (value is None and attribute.name == "deadline"):
        checked_seconds(value, attribute.name, zero=attribute.name == "retry_after_max")


def _attempts(_: object, attribute: attrs.Attribute[Any], value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"attempts is a whole number, not {value!r}")

    if not 1 <= value <= 1000:
        raise ValueError(f"attempts has to be from 1 (the first one counts) to 1000, not {value!r}")


@frozen(kw_only=True)
class RetryPolicy:
    """
    How often a call is attempted, and for how long.  All durations are seconds.

    What is repeated is not a setting: a request that never left, and one that was refused unprocessed
    (429), always; after that only what is safe to repeat.

    Example:
        >>> RetryPolicy(attempts=6, deadline=30.0).evolve(deadline=5.0)
        RetryPolicy(attempts=6, deadline=5.0, base=0.1, throttle_base=1.0, cap=20.0, retry_after_max=60.0)

    Attributes:
        attempts: requests in all, the first included; 1 means no retries.
        deadline: for everything together: attempts, pauses, bodies, nested calls; None for no limit but
            that of the attempts.
        base: the pause after the first transient failure, before jitter; doubled each time.
        throttle_base: the same after a 429 without `Retry-After`.
        cap: the longest pause of our own.  Pauses are drawn from 0 to that, "full jitter":
            https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
        retry_after_max: a `Retry-After` beyond this stops the call at once; it is never shortened.

    Raises:
        ValueError, TypeError: a value makes no sense.
    """

    attempts: int = field(default=4, validator=_attempts)
    deadline: float | None = field(default=None, validator=_seconds)
    base: float = field(default=0.1, validator=_seconds)
    throttle_base: float = field(default=1.0, validator=_seconds)
    cap: float = field(default=20.0, validator=_seconds)
    retry_after_max: float = field(default=60.0, validator=_seconds)

    def evolve(self, **changes: Any) -> RetryPolicy:
        """Return a copy with *changes*; `TypeError` for a name that isn't ours."""
        return attrs.evolve(self, **changes)


@frozen
class Facts:
    """
    What a failure says about itself; the policy reads these, never a class name.

    Attributes:
        transient: of a kind that passes.
        throttled: refused unprocessed, as too many requests came.
        safe: the same request may be made again without doing anything twice.
        retry_after: seconds the server asked to wait, or None.
        unknown: the failed request may have taken effect.
        unhealthy: it speaks of the server's health: no connection, no answer, or a 5xx.
        final: why an inner loop was not allowed to go on, where that binds those around it as well.
    """

    transient: bool
    throttled: bool = False
    safe: bool = False
    retry_after: float | None = None
    unknown: bool = False
    unhealthy: bool = False
    final: StopReason | None = None


def spread(seconds: float) -> float:
    """Return *seconds* and up to a twentieth more, so that those who were refused together don't return together."""
    return seconds + max(0.0, _timing.current().jitter(min(1.0, max(0.05, seconds / 20))))


class Pauses:
    """The pauses of one call: the two series of the policy, and what the server asked for."""

    def __init__(self, policy: RetryPolicy) -> None:
        self._policy = policy
        self._transient: Iterator[float] = growing(policy.base, policy.cap)
        self._throttled: Iterator[float] = growing(policy.throttle_base, policy.cap)

    def after(self, facts: Facts) -> float:
        """Return the seconds to wait after a failure: with `Retry-After`, that long and a little more."""
        series = self._throttled if facts.throttled else self._transient
        if facts.retry_after is None:
            return max(0.0, _timing.current().jitter(next(series)))

        return spread(facts.retry_after)


def stop_or_wait(
    facts: Facts, requests: int, policy: RetryPolicy, deadline: Deadline, pauses: Pauses
) -> StopReason | float:
    """Return why there is no further attempt after *requests* of them, or the seconds to wait before it."""
    if facts.final is not None:
        return facts.final

    if not facts.transient and not facts.throttled:
        return "outcome unknown" if facts.unknown else "not retryable"

    if not facts.safe:
        return "outcome unknown"

    if deadline.has_passed():
        return "deadline exceeded"

    if requests >= policy.attempts:
        return "attempts exhausted"

    if facts.retry_after is not None and facts.retry_after > policy.retry_after_max:
        return "Retry-After too long"

    wait = pauses.after(facts)
    return "deadline exceeded" if wait >= deadline.remaining() else wait


def checked_timeout(value: Any) -> float | None:
    """Return the seconds for one attempt, or None for no limit; or raise as `checked_seconds` does."""
    return None if value is None else checked_seconds(value, "timeout")


def checked_policy(value: Any) -> RetryPolicy:
    """Return *value*, or raise a TypeError if it is no policy."""
    if not isinstance(value, RetryPolicy):
        raise TypeError(f"policy has to be a RetryPolicy, not {value!r:.80}")

    return value
