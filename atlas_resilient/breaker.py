"""Stop asking a server that is down, and find out with a single request when it is back."""

from __future__ import annotations

from typing import Literal

from . import _timing
from ._deadline import Deadline
from ._shared import Shared
from .policy import checked_seconds


class CircuitBreaker(Shared):
    """
    Opens after failures in a row; while it is open, calls fail at once with `AtlasCircuitOpenError`.

    After *reset_after* seconds one request is let through: if the server answers it, the breaker closes, else it
    stays open as long again.  Only the server's health counts: connections that fail or break, timeouts and 5xx
    answers.  A refusal (4xx, 429 included) is a sign of health, and a cancelled call says nothing.

    After M. Nygard, Release It!, and https://martinfowler.com/bliki/CircuitBreaker.html

    Example:
        >>> atlas = ControlPlane(breaker=CircuitBreaker(failures=5, reset_after=10.0))

    Args:
        failures: how many requests in a row have to fail, of all threads and tasks together.
        reset_after: seconds until one request is let through.

    Raises:
        ValueError, TypeError: a number makes no sense.
    """

    def __init__(self, *, failures: int = 5, reset_after: float = 30.0) -> None:
        super().__init__()
        if isinstance(failures, bool) or not isinstance(failures, int):
            raise TypeError(f"failures is a whole number, not {failures!r}")

        if failures < 1:
            raise ValueError(f"failures has to be at least 1, not {failures}")

        self._failures = failures
        self._reset_after = checked_seconds(reset_after, "reset_after")
        self._in_a_row = 0
        self._open_until: Deadline | None = None
        self._probing = False
        # Counts openings and closings: what was let through before the last of them says nothing any more.
        self._period = 0

    @property
    def state(self) -> Literal["closed", "open", "half-open"]:
        """Whether requests are let through: all, none, or one that tries."""
        if self._open_until is None:
            return "closed"

        return "half-open" if self._open_until.has_passed() else "open"

    @property
    def reopens_in(self) -> float:
        """The seconds until a request is let through; 0.0 where one may be made now."""
        return 0.0 if self._open_until is None else max(0.0, self._open_until.remaining())

    def admit(self) -> int | None:
        """Return a ticket for one request, to be given back by `record` or `release`; None to refuse it."""
        with self._lock:
            if self._open_until is not None:
                if self._probing or not self._open_until.has_passed():
                    return None

                self._probing = True

            return self._period

    def record(self, ticket: int, *, healthy: bool) -> None:
        """The admitted request has ended, and this is what it says of the server."""
        with self._lock:
            if ticket != self._period:
                return

            self._probing = False
            self._in_a_row = 0 if healthy else self._in_a_row + 1
            if healthy and self._open_until is not None:
                self._open_until, self._period = None, self._period + 1
            elif not healthy and (self._open_until is not None or self._in_a_row >= self._failures):
                clock = _timing.current().clock
                self._open_until = Deadline(clock() + self._reset_after, clock)
                self._period += 1

    def release(self, ticket: int) -> None:
        """The admitted request was given up by its caller: it says nothing."""
        with self._lock:
            if ticket == self._period:
                self._probing = False

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.state})"
