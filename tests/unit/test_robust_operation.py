"""`robust_operation`: one operation with everything there is."""

from __future__ import annotations

import pytest

from atlas_resilient import (
    AtlasConnectionError,
    AtlasError,
    AtlasRateLimitError,
    DeploymentError,
    robust_operation,
)
from atlas_resilient.testing import virtual_time
from tests.conftest import World
from tests.scripted import Script


def test_a_robust_operation_succeeds_after_failures(world: World) -> None:
    """Failures that pass are waited out."""
    script = Script(AtlasConnectionError("not there"), AtlasConnectionError("not there"), "good")

    with virtual_time():
        assert world.run(robust_operation(None, "Health check", script.of(world))) == "good"


def test_a_robust_operation_sums_up(world: World) -> None:
    """One error of the application names the operation, the attempts, and the last failure."""
    script = Script(AtlasConnectionError("not there"))

    with (
        virtual_time(),
        pytest.raises(DeploymentError, match="Health check failed after 3 attempts: not there") as caught,
    ):
        world.run(robust_operation(None, "Health check", script.of(world), max_retries=3))

    assert script.calls == 3
    assert isinstance(caught.value.__cause__, AtlasConnectionError)
    assert len(caught.value.attempts) == 3


def test_a_robust_operation_leaves_a_rate_limit_as_it_is(world: World) -> None:
    """With the seconds that were asked for: whoever plans the next try needs them."""
    limited = AtlasRateLimitError("slow down", throttled=True, transient=True, retry_after=0.5)
    with virtual_time(), pytest.raises(AtlasRateLimitError) as caught:
        world.run(robust_operation(None, "Create", Script(limited).of(world)))

    assert (caught.value.retry_after, len(caught.value.attempts)) == (0.5, 3)


def test_a_robust_operation_leaves_other_errors_alone(world: World) -> None:
    """What can't pass, or may have happened, is raised as it is."""
    for failure in (AtlasError("no"), AtlasConnectionError("broke", safe_to_repeat=False), ValueError("bug")):
        with pytest.raises(type(failure)) as caught:
            world.run(robust_operation(None, "Create", Script(failure).of(world)))

        assert caught.value is failure


@pytest.mark.parametrize("max_retries", [0, -1])
def test_a_robust_operation_needs_an_attempt(max_retries: int) -> None:
    """Zero attempts are refused before anything is called."""
    script = Script("good")
    with pytest.raises(ValueError, match="attempts"):
        robust_operation(None, "Nothing", script.__call__, max_retries)

    assert script.calls == 0
