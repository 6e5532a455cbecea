"""How many retries a client may make in all, so that a server that is down isn't kept down by them."""

from __future__ import annotations

import math

from ._shared import Shared


class RetryBudget(Shared):
    """
    What all calls of a client together may spend on retries; shared by its threads, tasks and views.

    A retry costs 1.  Every call earns *ratio*, every call that succeeds earns 1 more, up to *limit*.  A server
    that is down thus gets at most `1 + ratio` requests a call once what was saved is spent, while one that
    merely stumbles gets all the retries that the policy allows.  A call that may not retry stops with the
    error it has and the stop reason "retry budget exhausted".

    After the retry throttling of gRPC (https://github.com/grpc/proposal/blob/master/A6-client-retries.md)
    and the retry quota of the AWS SDKs.

    Example:
        >>> budget = RetryBudget(reserve=20)
        >>> ControlPlane(budget=budget), AsyncControlPlane(budget=budget)  # these two share one

    Args:
        reserve: retries to begin with; `math.inf` for no limit at all.
        ratio: retries that each call earns, from 0 to 1.
        limit: the most that is saved for worse times.

    Raises:
        ValueError, TypeError: a number makes no sense.
    """

    def __init__(self, *, reserve: float = 10.0, ratio: float = 0.1, limit: float = 100.0) -> None:
        super().__init__()
        for name, value in (("reserve", reserve), ("ratio", ratio), ("limit", limit)):
            if isinstance(value, bool) or not isinstance(value, (int, float)):
                raise TypeError(f"{name} is a number of retries, not {value!r}")

            if math.isnan(value) or value < 0 or (name == "ratio" and value > 1):
                raise ValueError(
                    f"{name} has to be from 0 {'to 1' if name == 'ratio' else 'on'}, not {value!r}"
                )

        self._ratio = ratio
        self._limit = max(limit, reserve)
        self._left = float(reserve)

    @property
    def left(self) -> float:
        """The retries that may be made now; never negative."""
        return self._left

    def call_began(self) -> None:
        """A call, not a retry, is about to be made."""
        self._earn(self._ratio)

    def call_succeeded(self) -> None:
        """A call got its answer."""
        self._earn(1.0)

    def take(self) -> bool:
        """Pay for a retry; False where there isn't enough left."""
        with self._lock:
            if self._left < 1.0:
                return False

            self._left -= 1.0
            return True

    def give_back(self) -> None:
        """The retry that was paid for will not be made."""
        self._earn(1.0)

    def _earn(self, amount: float) -> None:
        with self._lock:
            self._left = min(self._limit, self._left + amount)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(left={self._left:.1f})"
