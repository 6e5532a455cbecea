"""What the calls of one client have in common: its retry budget, its breaker, and a gate that a 429 closes."""

from __future__ import annotations

import math
from collections.abc import Sequence

from . import _timing
from ._deadline import Deadline
from ._shared import Shared
from ._steps import Flow, Sleep, StopReason
from .breaker import CircuitBreaker
from .budget import RetryBudget
from .errors import AtlasCircuitOpenError, AtlasRateLimitError
from .hooks import Hook, Parked, tell
from .policy import Facts, RetryPolicy, spread

# A server may err in its Retry-After; no client should be dead for a day because of that.
_LONGEST = 3600.0


class _Gate(Shared):
    """Closed until the moment that a 429 named."""

    def __init__(self) -> None:
        super().__init__()
        self._until: Deadline | None = None
        self._closed_by: AtlasRateLimitError | None = None

    def remaining(self) -> float:
        """The seconds that it stays closed."""
        return 0.0 if self._until is None else max(0.0, self._until.remaining())

    def close(self, seconds: float, error: object) -> None:
        """Let nobody through for *seconds*, if that is longer than it is closed already."""
        clock = _timing.current().clock
        with self._lock:
            if seconds > self.remaining():
                self._until = Deadline(clock() + min(seconds, _LONGEST), clock)
                self._closed_by = error if isinstance(error, AtlasRateLimitError) else None

    def refusal(self, name: str, reason: StopReason) -> AtlasRateLimitError:
        """Return the error for a call that can't wait that long."""
        seconds = self.remaining()
        message = f"{name}: not sent: the server wants no requests for another {seconds:.1f} s"
        response = self._closed_by._response if self._closed_by is not None else None
        error = AtlasRateLimitError(message, response=response, retry_after=seconds, throttled=True)
        error.stop_reason = reason
        return error


class Guard:
    """Asked before every attempt, told after it; one for all threads, tasks and views of a client."""

    def __init__(self, budget: RetryBudget | None = None, breaker: CircuitBreaker | None = None) -> None:
        self.budget = budget if budget is not None else RetryBudget()
        self._breaker = breaker
        self._gate = _Gate()

    @classmethod
    def none(cls) -> Guard:
        """Return the guard of a function that belongs to no client: it allows everything."""
        return cls(RetryBudget(reserve=math.inf))

    def admission(
        self, name: str, policy: RetryPolicy, deadline: Deadline, hooks: Sequence[Hook]
    ) -> Flow[int | None]:
        """
        Wait until a request may be made, and return the breaker's ticket for it.

        Raises:
            AtlasRateLimitError: that would take too long.
            AtlasCircuitOpenError: the breaker is open.
        """
        # Whoever is let go may find the gate closed again by those who were a little earlier.
        for _ in range(policy.attempts):
            closed_for = self._gate.remaining()
            if closed_for <= 0:
                break

            wait = spread(closed_for)
            if closed_for > policy.retry_after_max:
                raise self._gate.refusal(name, "Retry-After too long")

            if wait >= deadline.remaining():
                raise self._gate.refusal(name, "deadline exceeded")

            tell(hooks, Parked(name, wait))
            yield Sleep(wait)

        if self._breaker is None:
            return None

        ticket = self._breaker.admit()
        if ticket is None:
            raise AtlasCircuitOpenError(
                f"{name}: not sent: the last requests have failed, so the server is left alone for a while",
                retry_after=self._breaker.reopens_in,
            )

        return ticket

    def saw(self, ticket: int | None, facts: Facts | None, outcome: object) -> None:
        """An attempt has ended: *facts* is None where it went well."""
        if self._breaker is not None and ticket is not None:
            self._breaker.record(ticket, healthy=facts is None or not facts.unhealthy)

        if facts is None or not (facts.transient or facts.throttled):
            self.budget.call_succeeded()

        if facts is not None and facts.throttled and facts.retry_after:
            self._gate.close(facts.retry_after, outcome)

    def gave_up(self, ticket: int | None) -> None:
        """An attempt was cancelled."""
        if self._breaker is not None and ticket is not None:
            self._breaker.release(ticket)

    def refuses_retry(self) -> StopReason | None:
        """Pay for a retry; or return why there must be none."""
        if self._breaker is not None and self._breaker.state == "open":
            return "circuit open"

        return None if self.budget.take() else "retry budget exhausted"
