"""What a `TaskGroup` raises is judged by its members, and what led to a failure is looked through once."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from atlas_resilient import AtlasConflictError, AtlasConnectionError, AtlasServerError, retry
from atlas_resilient._failures import facts_of
from atlas_resilient.testing import virtual_time
from tests.conftest import World
from tests.scripted import Script, problem

READ = httpx.Request("GET", "http://atlas.test/x")
WRITE = httpx.Request("POST", "http://atlas.test/x")


def transient(request: httpx.Request = READ) -> httpx.ReadTimeout:
    """Return a failure that passes."""
    return httpx.ReadTimeout("slow", request=request)


def throttled(seconds: str) -> httpx.HTTPStatusError:
    """Return a 429 as httpx raises it."""
    return httpx.HTTPStatusError("429", request=READ, response=problem(429, retry_after=seconds))


@pytest.mark.parametrize(
    "members",
    [
        [transient()],
        [transient(), AtlasConnectionError("x")],
        [ExceptionGroup("inner", [transient(), throttled("0")])],
    ],
)
def test_a_group_passes_if_all_its_members_do(world: World, members: list[Exception]) -> None:
    """Nested groups included."""
    script = Script(ExceptionGroup("tasks", members), "ok")
    with virtual_time():
        assert world.call(retry(script.of(world))) == "ok"


@pytest.mark.parametrize(
    "members",
    [
        [transient(), ValueError("no")],
        [transient(), AtlasConflictError("x")],
        [transient(), transient(WRITE)],
        [AtlasServerError("x", transient=True, safe_to_repeat=False, outcome_unknown=True)],
    ],
)
def test_one_member_that_must_not_be_repeated_is_enough(world: World, members: list[Exception]) -> None:
    """The group comes out as it was."""
    group = ExceptionGroup("tasks", members)
    script = Script(group)
    with virtual_time(), pytest.raises(ExceptionGroup) as caught:
        world.call(retry(script.of(world)))

    assert caught.value is group
    assert script.calls == 1


def test_the_longest_retry_after_counts() -> None:
    """Nobody is asked too early."""
    facts = facts_of(ExceptionGroup("tasks", [throttled("3"), throttled("5"), transient()]))

    assert facts is not None
    assert facts.retry_after == 5.0


def test_a_failure_that_is_its_own_cause_is_judged_all_the_same() -> None:
    """An exception object that is raised twice can lead to itself."""
    error: Any = httpx.ConnectError("refused", request=READ)
    wrapped = AtlasConnectionError("ours")
    wrapped.__cause__, error.__context__ = error, wrapped

    facts = facts_of(error)

    assert facts is not None
    assert facts.transient
