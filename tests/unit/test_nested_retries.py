"""`retry` within `retry`: the smaller deadline holds for both, and attempts count together."""

from __future__ import annotations

from typing import Any

import pytest

from atlas_resilient import AtlasConnectionError, AtlasTimeoutError, retry
from atlas_resilient._deadline import in_force
from atlas_resilient.testing import virtual_time
from tests.conftest import World
from tests.scripted import Script


def test_nested_calls_see_the_smaller_deadline(world: World) -> None:
    """An inner call can't outlast the one around it."""
    left: list[float] = []

    def inner() -> None:
        deadline = in_force()
        assert deadline is not None
        left.append(deadline.remaining())

    for outer_deadline, inner_deadline in ((5.0, 60.0), (60.0, 5.0)):
        with virtual_time():
            retry(deadline=outer_deadline)(retry(deadline=inner_deadline)(inner))()

    assert left == [5.0, 5.0]


def test_a_passed_deadline_sends_nothing(world: World) -> None:
    """With no time left there is no attempt."""
    with virtual_time() as time:
        script = Script("good")

        def slow_then_inner() -> Any:
            time.advance(3.0)
            return retry(script.of(world))()

        with pytest.raises(AtlasTimeoutError) as caught:
            world.run(retry(deadline=2.0, attempts=1)(slow_then_inner)())

    assert caught.value.stop_reason == "deadline exceeded"
    assert script.calls == 0


def test_nested_retries_do_not_multiply(world: World) -> None:
    """Three times three is three: the attempts of the inner call count."""
    script = Script(AtlasConnectionError("not there"))
    inner = retry(attempts=3)(script.of(world))

    with virtual_time(), pytest.raises(AtlasConnectionError) as caught:
        world.run(retry(attempts=3)(inner)())

    assert script.calls == 3
    assert [attempt.number for attempt in caught.value.attempts] == [1, 2, 3]


def test_an_outer_retry_goes_on_where_it_allows_more(world: World) -> None:
    """Attempts are counted, not layers."""
    script = Script(AtlasConnectionError("not there"))
    inner = retry(attempts=2)(script.of(world))

    with virtual_time(), pytest.raises(AtlasConnectionError) as caught:
        world.run(retry(attempts=4)(inner)())

    assert script.calls == 4
    assert len(caught.value.attempts) == 4
