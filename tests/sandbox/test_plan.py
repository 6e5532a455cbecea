"""
How often a fault happens: by count, or by dice that can be thrown again.
"""

from __future__ import annotations

import httpx
import pytest

from atlas_resilient.sandbox import CutBody, HangUp, PlannedFault, Sandbox, Status, Unhealthy

HEALTH = "/api/v1/health"


def statuses(http: httpx.Client, number: int = 60) -> list[int]:
    """
    Return what *number* requests in a row are answered with.
    """
    return [http.get(HEALTH).status_code for _ in range(number)]


def test_the_same_seed_makes_the_same_day(http: httpx.Client, box: Sandbox) -> None:
    """
    Some requests meet the fault and some do not; the same ones when the same is ordered again.
    """
    days = []
    for seed in (7, 7, 8):
        box.reset()
        box.fail("health", Status(503), times=None, probability=0.3, seed=seed)
        days.append(statuses(http))

    first, again, other = days
    assert first == again
    assert first != other
    assert 5 <= first.count(503) <= 35


def test_only_hits_are_counted(http: httpx.Client, box: Sandbox) -> None:
    """
    With `times` and a probability the fault ends after that many requests met it.
    """
    box.fail("health", Status(503), times=3, probability=0.5, seed=1)

    seen = statuses(http)

    assert seen.count(503) == 3
    assert seen[:3] != [503] * 3
    assert box.faults() == []


def test_a_miss_goes_on_to_the_next_fault(http: httpx.Client, box: Sandbox) -> None:
    """
    Whoever does not meet the first that fits may meet the second.
    """
    box.fail("health", Status(503), times=None, probability=0.5, seed=1)
    box.fail("*", Status(429), times=None)

    seen = statuses(http)

    assert set(seen) == {503, 429}


def test_other_operations_leave_the_dice_alone(http: httpx.Client, box: Sandbox) -> None:
    """
    The same requests of one operation meet the fault, whatever comes in between.
    """
    box.fail("health", Status(503), times=None, probability=0.5, seed=1)
    alone = statuses(http, 20)
    box.reset()
    box.fail("health", Status(503), times=None, probability=0.5, seed=1)

    between = [(http.get("/api/v1/agent-classes"), http.get(HEALTH))[1].status_code for _ in range(20)]

    assert between == alone


def test_dice_without_a_seed_tell_theirs(box: Sandbox) -> None:
    """
    What happened by chance can be ordered again from the list.
    """
    box.fail("health", HangUp(), probability=0.5)
    box.fail("health", HangUp(), probability=0.5)

    first, second = box.faults()

    assert isinstance(first.seed, int)
    assert first.seed != second.seed


@pytest.mark.parametrize(
    ("planned", "told"),
    [
        (PlannedFault("health", Status(503)), "health: status code=503"),
        (
            PlannedFault("health", Status(429, retry_after=2), 3),
            "health: status code=429 retry_after=2 3 times",
        ),
        (PlannedFault("*", HangUp(), None), "*: hang_up until cleared"),
        (
            PlannedFault("health", CutBody(5), 1, 0.25, 7),
            "health: cut_body keep=5 probability 0.25 (seed 7)",
        ),
    ],
)
def test_a_fault_is_told_in_a_line(planned: PlannedFault, told: str) -> None:
    """
    The operation, the fault, what is not as usual, how often.
    """
    assert str(planned) == told


@pytest.mark.parametrize("probability", [0, -0.1, 1.1, float("nan"), True, "0.5", None])
def test_a_probability_is_above_0_and_at_most_1(box: Sandbox, probability: float) -> None:
    """
    ValueError otherwise, and no fault is on afterwards.
    """
    with pytest.raises(ValueError, match="probability must be"):
        box.fail("health", HangUp(), probability=probability)

    assert box.faults() == []


@pytest.mark.parametrize("seed", [1.5, "7", True])
def test_a_seed_is_an_integer(box: Sandbox, seed: int) -> None:
    """
    ValueError otherwise.
    """
    with pytest.raises(ValueError, match="seed must be"):
        box.fail("health", HangUp(), seed=seed)


@pytest.mark.parametrize("operation", ["create_agent_class", "*"])
def test_only_health_can_be_unhealthy(box: Sandbox, operation: str) -> None:
    """
    The other operations have no such body.
    """
    with pytest.raises(ValueError, match="operation health"):
        box.fail(operation, Unhealthy())
