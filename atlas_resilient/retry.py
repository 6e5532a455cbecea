"""Try again where that helps and harms nothing: the attempt loop, and `retry` for any function."""

from __future__ import annotations

import functools
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, TypeAlias, TypeVar, overload

from attrs import define, evolve, field

from . import _deadline, _timing
from ._deadline import Deadline
from ._drivers import decorate, name_of, run
from ._failures import facts_of, status_of, with_earlier_effects
from ._guard import Guard
from ._steps import Attempt, Call, Flow, Sleep
from .errors import AtlasError, AtlasTimeoutError, DeploymentError
from .hooks import Attempted, GaveUp, Hook, Pausing, tell
from .policy import Facts, Pauses, RetryPolicy, stop_or_wait

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")

#: Which further exceptions are worth another attempt; naming one vouches that repeating is safe.
On: TypeAlias = type[Exception] | tuple[type[Exception], ...] | Callable[[Exception], bool]

#: Gets a new token within the deadline; False where there is none.
Renew: TypeAlias = Callable[[Deadline], Flow[bool]]


@define
class _History:
    """What has happened in one call so far."""

    clock: Callable[[], float]
    began: float
    attempts: list[Attempt] = field(factory=list)
    # An attempt may have taken effect that could not be made again without its key.
    unsafe: bool = False

    def add(self, started: float, outcome: object, facts: Facts | None) -> Attempt:
        """Record an attempt, or all those of an inner loop that *outcome* tells of; return the last."""
        own = facts_of(outcome) if facts is not None and facts.unknown else None
        self.unsafe = self.unsafe or (own is not None and not own.safe)
        offset = started - self.began
        inner = outcome.attempts if isinstance(outcome, AtlasError) else ()
        for attempt in inner or (self._attempt(offset, outcome, facts),):
            number, began = len(self.attempts) + 1, attempt.started + (offset if inner else 0.0)
            self.attempts.append(evolve(attempt, number=number, started=began))

        return self.attempts[-1]

    def wait(self, seconds: float) -> Attempt:
        """Note the pause after the last attempt, and return that attempt."""
        self.attempts[-1] = evolve(self.attempts[-1], wait=seconds)
        return self.attempts[-1]

    def told_by(self, error: Exception, reason: str) -> Exception:
        """Return *error* with the attempts, and with what an earlier one may have done although this one did not."""
        if any(attempt.may_have_happened for attempt in self.attempts):
            error = with_earlier_effects(error, safe=not self.unsafe)

        if isinstance(error, AtlasError):
            error.attempts, error.stop_reason = tuple(self.attempts), reason

        return error

    def _attempt(self, started: float, outcome: object, facts: Facts | None) -> Attempt:
        return Attempt(
            number=1,
            started=started,
            duration=self.clock() - self.began - started,
            wait=0.0,
            outcome="ok" if facts is None else type(outcome).__name__,
            status=getattr(outcome, "status_code", None) or None,
            request_id=getattr(outcome, "request_id", None),
            may_have_happened=facts is not None and facts.unknown,
        )


def attempt_loop(
    name: str,
    call: Callable[[Deadline], Call],
    policy: RetryPolicy,
    *,
    hooks: Sequence[Hook] = (),
    keyed: bool = False,
    on: On | None = None,
    within: Deadline | None = None,
    guard: Guard | None = None,
    renew: Renew | None = None,
) -> Flow[Any]:
    """
    Make the call, again and again as *policy* allows, and return its first good outcome.

    *keyed* says that repeating is safe, since the server knows the call by its idempotency key.  The last
    failure is raised as it is (or returned, where it is a response), with `attempts` and `stop_reason`.
    Attempts of an inner loop count, so nested loops don't multiply.  *within* is the deadline of the flow around,
    *guard* what the calls of a client have in common; *renew* is run once after a 401, and says whether to go on.
    """
    clock, guard = _timing.current().clock, guard or Guard.none()
    deadline, pauses = _deadline.within(policy.deadline, within), Pauses(policy)
    history = _History(clock, clock())
    guard.budget.call_began()
    while True:
        ticket = yield from _admission(name, policy, deadline, hooks, guard, history)
        started, error = clock(), None
        try:
            outcome = yield call(deadline)
        except Exception as failure:
            outcome = error = failure
        except BaseException:
            guard.gave_up(ticket)
            raise

        facts = _facts(outcome, keyed, on)
        guard.saw(ticket, facts, outcome)
        tell(hooks, Attempted(name, history.add(started, outcome, facts)))
        if facts is None:
            return outcome

        if renew is not None and status_of(outcome) == 401:
            renewing, renew = renew, None
            if (yield from renewing(deadline)):
                continue

        verdict = stop_or_wait(facts, len(history.attempts), policy, deadline, pauses)
        if not isinstance(verdict, str):
            verdict = guard.refuses_retry() or verdict

        if isinstance(verdict, str):
            tell(hooks, GaveUp(name, len(history.attempts), verdict, error))
            if error is None:
                return outcome

            try:
                raise history.told_by(error, verdict)
            finally:
                # A frame that is part of the error's traceback must not hold the error.
                outcome = error = None

        tell(hooks, Pausing(name, verdict, history.wait(verdict), error))
        # A kept exception would keep the frames of its attempt alive through the pause.
        outcome = error = None
        try:
            yield Sleep(verdict)
        except BaseException:
            guard.budget.give_back()
            raise


def _admission(
    name: str,
    policy: RetryPolicy,
    deadline: Deadline,
    hooks: Sequence[Hook],
    guard: Guard,
    history: _History,
) -> Flow[int | None]:
    """Wait until an attempt may be made; what forbids it is raised with the history."""
    try:
        if deadline.has_passed():
            sent = "a further attempt" if history.attempts else "anything was sent"
            raise AtlasTimeoutError(f"{name}: the deadline had passed before {sent}")

        return (yield from guard.admission(name, policy, deadline, hooks))
    except AtlasError as error:
        reason = error.stop_reason or "deadline exceeded"
        tell(hooks, GaveUp(name, len(history.attempts), reason, error))
        raise history.told_by(error, reason) from None


def _facts(outcome: object, keyed: bool, on: On | None) -> Facts | None:
    facts = facts_of(outcome)
    if facts is None:
        return None

    if keyed:
        facts = evolve(facts, safe=True)

    if on is not None and isinstance(outcome, Exception) and _matches(outcome, on):
        facts = evolve(facts, transient=True, safe=True)

    return facts


def _matches(error: Exception, on: On) -> bool:
    return isinstance(error, on) if isinstance(on, (type, tuple)) else bool(on(error))


@overload
def retry(function: F, /) -> F: ...
@overload
def retry(
    *,
    policy: RetryPolicy | None = None,
    attempts: int | None = None,
    deadline: float | None = None,
    on: On | None = None,
    hooks: Sequence[Hook] = (),
) -> Callable[[F], F]: ...
def retry(
    function: Callable[..., Any] | None = None,
    /,
    *,
    policy: RetryPolicy | None = None,
    attempts: int | None = None,
    deadline: float | None = None,
    on: On | None = None,
    hooks: Sequence[Hook] = (),
) -> Any:
    """
    Decorate a function, sync or async, so that it is tried again where that helps and harms nothing.

    What a failure carries decides: our own errors, httpx's exceptions (they know their request's method), and
    a returned response with an error status.  A write that may have happened is not repeated, and an inner
    call's attempts count, so nested retries don't multiply.

    Example:
        >>> @retry(attempts=5, deadline=20.0)
        ... def versions(url: str) -> dict[str, str]:
        ...     return httpx.get(url).raise_for_status().json()

    Args:
        function: where used without arguments, what is decorated.
        policy: how often and how long; the default makes 4 attempts.
        attempts, deadline: short for a policy that differs in these; seconds.
        on: further exceptions that are worth another attempt: a class, a tuple of them, or a function that is
            shown the exception.  Naming them vouches that repeating is safe.
        hooks: functions that are told each event; see `atlas_resilient.hooks`.

    Raises:
        TypeError: a generator is decorated, or something that can't be called.
        ValueError: a number makes no sense.
    """
    chosen = policy or RetryPolicy()
    if attempts is not None:
        chosen = chosen.evolve(attempts=attempts)
    if deadline is not None:
        chosen = chosen.evolve(deadline=deadline)

    def flow_of(wrapped: Callable[..., Any], args: Any, kwargs: Any) -> Flow[Any]:
        call = functools.partial(Call, wrapped, args, kwargs)
        return attempt_loop(name_of(wrapped), call, chosen, hooks=hooks, on=on)

    def decorator(wrapped: Callable[..., Any]) -> Any:
        return decorate(wrapped, flow_of)

    return decorator if function is None else decorator(function)


@overload
def robust_operation(
    client: object,
    operation_name: str,
    operation: Callable[[], Coroutine[Any, Any, T]],
    max_retries: int = ...,
) -> Coroutine[Any, Any, T]: ...
@overload
def robust_operation(
    client: object, operation_name: str, operation: Callable[[], T], max_retries: int = ...
) -> T: ...
def robust_operation(
    client: object, operation_name: str, operation: Callable[[], Any], max_retries: int = 3
) -> Any:
    """
    Call *operation* with the retries of `retry`, and sum up in a `DeploymentError` if all of them failed.

    Example:
        >>> robust_operation(atlas, "Health check", atlas.health, max_retries=3).status
        <HealthStatus.HEALTHY: 'healthy'>

    Args:
        client: its policy sets the pauses and the deadline, and its hooks are told; anything else stands for
            the default policy.
        operation_name: what the operation is called in messages and events.
        operation: takes no arguments; await the result where it is async.
        max_retries: attempts in all, the first and those of the client itself included.

    Raises:
        DeploymentError: every attempt failed with what may pass; the last failure is its cause.
        AtlasError: what doesn't pass (a client error), what may have happened, and a rate limit, as they are.
        ValueError, TypeError: *max_retries* makes no sense.
    """
    policy = getattr(client, "policy", None)
    policy = policy if isinstance(policy, RetryPolicy) else RetryPolicy()
    call = functools.partial(Call, operation, (), {})
    hooks = getattr(client, "hooks", ())
    loop = attempt_loop(operation_name, call, policy.evolve(attempts=max_retries), hooks=hooks)
    return run(_summed_up(operation_name, loop))


def _summed_up(name: str, loop: Flow[Any]) -> Flow[Any]:
    try:
        return (yield from loop)
    except AtlasError as error:
        if error.stop_reason not in ("attempts exhausted", "deadline exceeded") or error.throttled:
            raise

        summary = DeploymentError(f"{name} failed after {len(error.attempts)} attempts: {error.args[0]}")
        summary.attempts, summary.stop_reason = error.attempts, error.stop_reason
        raise summary from error
