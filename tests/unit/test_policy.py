"""What a policy accepts, and what it decides."""

from __future__ import annotations

import math
from typing import Any

import pytest

from atlas_resilient import RetryPolicy
from atlas_resilient._deadline import Deadline
from atlas_resilient.policy import TRANSIENT_STATUSES, Facts, Pauses, stop_or_wait
from atlas_resilient.testing import virtual_time

TRANSIENT = Facts(transient=True, safe=True)


def verdict(facts: Facts, policy: RetryPolicy, requests: int = 1, left: float = math.inf) -> Any:
    """Return what *policy* says after that many requests, with *left* seconds to go."""
    with virtual_time() as time:
        return stop_or_wait(facts, requests, policy, Deadline(left, lambda: time.now), Pauses(policy))


@pytest.mark.parametrize("attempts", [0, -1, 1001, 10**30])
def test_attempts_that_make_no_sense_are_refused(attempts: int) -> None:
    """Zero attempts never meant "for ever"."""
    with pytest.raises(ValueError, match="attempts"):
        RetryPolicy(attempts=attempts)


@pytest.mark.parametrize("attempts", [True, 2.0, "3", None])
def test_attempts_of_another_type_are_refused(attempts: Any) -> None:
    """A flag is no number of attempts."""
    with pytest.raises(TypeError, match="attempts"):
        RetryPolicy(attempts=attempts)


@pytest.mark.parametrize("name", ["deadline", "base", "throttle_base", "cap", "retry_after_max"])
@pytest.mark.parametrize("seconds", [-1, math.nan, math.inf])
def test_durations_that_make_no_sense_are_refused(name: str, seconds: float) -> None:
    """A negative or endless duration is a mistake, said at once and by name."""
    with pytest.raises(ValueError, match=name):
        RetryPolicy().evolve(**{name: seconds})


def test_unknown_settings_are_refused() -> None:
    """A misspelt setting doesn't pass silently."""
    with pytest.raises(TypeError, match="retries"):
        RetryPolicy().evolve(retries=3)


def test_a_policy_can_not_be_changed() -> None:
    """Two clients may share one."""
    policy = RetryPolicy()
    with pytest.raises(AttributeError):
        policy.attempts = 9  # type: ignore[misc]

    assert policy.evolve(attempts=9).attempts == 9
    assert policy.attempts == 4


def test_what_does_not_pass_is_not_repeated() -> None:
    """A refusal will be a refusal next time."""
    assert verdict(Facts(transient=False, safe=True), RetryPolicy()) == "not retryable"


def test_what_may_have_happened_is_not_repeated() -> None:
    """An unsafe request that left is never sent again."""
    assert verdict(Facts(transient=True, safe=False, unknown=True), RetryPolicy()) == "outcome unknown"


def test_attempts_include_the_first() -> None:
    """Four attempts are four requests."""
    assert verdict(TRANSIENT, RetryPolicy(attempts=4), requests=3) == 0.1
    assert verdict(TRANSIENT, RetryPolicy(attempts=4), requests=4) == "attempts exhausted"


def test_throttling_waits_longer() -> None:
    """A 429 without a word pauses from a second on."""
    assert verdict(Facts(transient=True, throttled=True, safe=True), RetryPolicy()) == 1.0


@pytest.mark.parametrize("seconds", [0.0, 1.0, 30.0, 60.0])
def test_retry_after_is_a_minimum(seconds: float) -> None:
    """Never earlier than asked for, and at most a second or a twentieth later."""
    wait = verdict(Facts(transient=True, safe=True, retry_after=seconds), RetryPolicy())

    assert seconds <= wait <= seconds + max(0.05, min(1.0, seconds / 20))


def test_retry_after_beyond_the_limit_stops() -> None:
    """It is not shortened: coming back early is what was asked not to do."""
    assert verdict(Facts(True, True, True, retry_after=61.0), RetryPolicy()) == "Retry-After too long"


@pytest.mark.parametrize(
    "facts", [Facts(True, True, True, retry_after=5.0), Facts(transient=True, throttled=True, safe=True)]
)
def test_a_pause_never_ends_after_the_deadline(facts: Facts) -> None:
    """Where the pause would overrun it, there is no pause."""
    assert verdict(facts, RetryPolicy(), left=1.0) == "deadline exceeded"


def test_which_statuses_may_pass() -> None:
    """The list of the design; 501 and 505 will not change, 409 is for whoever knows what it means."""
    assert {408, 425, 500, 502, 503, 504, 520, 524, 529, 599} <= TRANSIENT_STATUSES
    assert not {400, 401, 403, 404, 409, 422, 429, 499, 501, 505, 999} & TRANSIENT_STATUSES
