"""The circuit breaker: what opens it, what doesn't, and that a single request finds out when it may close."""

from __future__ import annotations

import asyncio
import math
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from atlas_resilient import (
    AsyncControlPlane,
    AtlasCircuitOpenError,
    AtlasConnectionError,
    AtlasError,
    CircuitBreaker,
    RetryBudget,
    RetryPolicy,
    retry,
)
from atlas_resilient.testing import virtual_time
from tests.conftest import World
from tests.scripted import Scripted, answer, problem

REFUSED = httpx.ConnectError("refused")
ONCE = RetryPolicy(attempts=1)


def client(world: World, server: Scripted, breaker: CircuitBreaker, **options: Any) -> Any:
    """Return a client with that breaker, that tries once and whose budget never ends."""
    options = {"policy": ONCE, "budget": RetryBudget(reserve=math.inf), **options}
    return world.client("http://atlas.test", transport=server.transport, breaker=breaker, **options)


def outcomes(world: World, atlas: Any, calls: int) -> list[str]:
    """Make calls one after the other, and return what came of each."""
    seen = []
    for _ in range(calls):
        try:
            world.call(atlas.list_tools)
            seen.append("ok")
        except AtlasError as error:
            seen.append(type(error).__name__)
    return seen


@pytest.mark.parametrize(
    "outcome", [REFUSED, httpx.ReadTimeout("slow"), problem(500), problem(503), problem(520)]
)
def test_failures_of_the_server_in_a_row_open_it(world: World, outcome: Any) -> None:
    """Then calls fail at once, without a request."""
    server, breaker = Scripted(outcome), CircuitBreaker(failures=3)
    with virtual_time():
        seen = outcomes(world, client(world, server, breaker), 5)

    assert seen[3:] == ["AtlasCircuitOpenError"] * 2
    assert len(server.requests) == 3
    assert breaker.state == "open"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 422, 429, 501])
def test_a_refusal_is_a_sign_of_health(world: World, status: int) -> None:
    """The server lives: it says no."""
    server, breaker = Scripted(problem(status)), CircuitBreaker(failures=2)
    with virtual_time():
        outcomes(world, client(world, server, breaker), 4)

    assert breaker.state == "closed"
    assert len(server.requests) == 4


def test_only_failures_in_a_row_count(world: World) -> None:
    """A success in between begins the count anew."""
    server = Scripted(REFUSED, answer(200, []), REFUSED, answer(200, []), REFUSED)
    breaker = CircuitBreaker(failures=2)
    with virtual_time():
        outcomes(world, client(world, server, breaker), 5)

    assert breaker.state == "closed"


def test_one_success_after_the_time_closes_it(world: World) -> None:
    """And everything is as before."""
    server, breaker = Scripted(REFUSED, answer(200, [])), CircuitBreaker(failures=1, reset_after=10.0)
    atlas = client(world, server, breaker)
    with virtual_time() as time:
        assert outcomes(world, atlas, 2) == ["AtlasConnectionError", "AtlasCircuitOpenError"]
        time.advance(10.0)
        assert str(breaker) == "CircuitBreaker(half-open)"
        assert outcomes(world, atlas, 2) == ["ok", "ok"]

    assert str(breaker) == "CircuitBreaker(closed)"


def test_a_failure_after_the_time_keeps_it_open_as_long_again(world: World) -> None:
    """For who is still down."""
    server, breaker = Scripted(REFUSED), CircuitBreaker(failures=2, reset_after=10.0)
    atlas = client(world, server, breaker)
    with virtual_time() as time:
        outcomes(world, atlas, 2)
        time.advance(10.0)
        assert outcomes(world, atlas, 2) == ["AtlasConnectionError", "AtlasCircuitOpenError"]
        time.advance(9.9)
        assert breaker.reopens_in == pytest.approx(0.1)
        assert outcomes(world, atlas, 1) == ["AtlasCircuitOpenError"]


def test_the_error_says_when_and_that_nothing_was_sent(world: World) -> None:
    """It is a connection error that knows more."""
    server, breaker = Scripted(REFUSED), CircuitBreaker(failures=1, reset_after=10.0)
    atlas = client(world, server, breaker)
    with virtual_time() as time:
        outcomes(world, atlas, 1)
        time.advance(4.0)
        with pytest.raises(AtlasCircuitOpenError) as caught:
            world.call(atlas.create_agent_class, {"name": "a"})

    error = caught.value
    assert (error.retry_after, error.stop_reason, error.attempts) == (6.0, "circuit open", ())
    assert error.safe_to_repeat
    assert not error.outcome_unknown
    assert isinstance(error, AtlasConnectionError)


def test_a_call_does_not_retry_into_an_open_one(world: World) -> None:
    """It stops with the failure that it has, at once; and so does a decorator around it."""
    server, breaker = Scripted(REFUSED), CircuitBreaker(failures=2)
    atlas = client(world, server, breaker, policy=RetryPolicy())

    async def tools_async() -> Any:
        return await atlas.list_tools()

    decorated = retry(attempts=9)(tools_async if world.is_async else lambda: atlas.list_tools())
    with virtual_time() as time:
        with pytest.raises(AtlasConnectionError) as first:
            world.call(decorated)
        with pytest.raises(AtlasCircuitOpenError):
            world.call(decorated)

    assert first.value.stop_reason == "circuit open"
    assert len(server.requests) == 2
    assert len(time.pauses) == 1


def test_half_open_lets_exactly_one_through() -> None:
    """Of a hundred who come at the same moment."""

    async def main() -> tuple[int, list[str]]:
        gate, asked = asyncio.Event(), 0

        async def answers(request: httpx.Request) -> httpx.Response:
            nonlocal asked
            asked += 1
            if asked == 1:
                raise REFUSED
            await gate.wait()
            return answer(200, [])

        breaker = CircuitBreaker(failures=1, reset_after=10.0)
        with virtual_time() as time:
            async with AsyncControlPlane(
                "http://atlas.test", transport=httpx.MockTransport(answers), breaker=breaker, policy=ONCE
            ) as atlas:
                with pytest.raises(AtlasConnectionError):
                    await atlas.list_tools()
                time.advance(10.0)
                tasks = [asyncio.create_task(atlas.list_tools()) for _ in range(100)]
                await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
                gate.set()
                ended = await asyncio.gather(*tasks, return_exceptions=True)
        return asked, [type(one).__name__ for one in ended]

    asked, ended = asyncio.run(main())

    assert asked == 2
    assert sorted(set(ended)) == ["AtlasCircuitOpenError", "list"]
    assert ended.count("list") == 1


def test_threads_get_one_ticket_when_half_open() -> None:
    """The same for threads, without a client around it."""
    breaker = CircuitBreaker(failures=1, reset_after=1.0)
    with virtual_time() as time:
        ticket = breaker.admit()
        assert ticket is not None
        breaker.record(ticket, healthy=False)
        time.advance(1.0)
        with ThreadPoolExecutor(16) as pool:
            tickets = list(pool.map(lambda _: breaker.admit(), range(200)))

    assert len([ticket for ticket in tickets if ticket is not None]) == 1


def test_a_cancelled_probe_says_nothing_and_lets_the_next_one_try() -> None:
    """Otherwise it would stay half open for ever."""

    async def main() -> str:
        under_way = asyncio.Event()
        asked = 0

        async def answers(request: httpx.Request) -> httpx.Response:
            nonlocal asked
            asked += 1
            if asked == 1:
                raise REFUSED
            if asked == 2:
                under_way.set()
                await asyncio.Event().wait()
            return answer(200, [])

        breaker = CircuitBreaker(failures=1, reset_after=10.0)
        with virtual_time() as time:
            async with AsyncControlPlane(
                "http://atlas.test", transport=httpx.MockTransport(answers), breaker=breaker, policy=ONCE
            ) as atlas:
                with pytest.raises(AtlasConnectionError):
                    await atlas.list_tools()
                time.advance(10.0)
                probe = asyncio.create_task(atlas.list_tools())
                await under_way.wait()
                probe.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await probe
                assert breaker.state == "half-open"
                await atlas.list_tools()
        return breaker.state

    assert asyncio.run(main()) == "closed"


def test_what_was_sent_before_it_opened_says_nothing_any_more() -> None:
    """A late answer of that time neither closes it nor opens it anew."""
    breaker = CircuitBreaker(failures=1, reset_after=5.0)
    with virtual_time():
        early, failing = breaker.admit(), breaker.admit()
        assert early is not None
        assert failing is not None
        breaker.record(failing, healthy=False)
        breaker.record(early, healthy=True)
        breaker.release(early)

        assert breaker.state == "open"


@pytest.mark.parametrize(
    ("wrong", "error"),
    [({"failures": 0}, ValueError), ({"failures": 1.5}, TypeError), ({"reset_after": 0}, ValueError)],
)
def test_numbers_that_make_no_sense_are_refused(wrong: dict[str, Any], error: type[Exception]) -> None:
    """At construction."""
    with pytest.raises(error):
        CircuitBreaker(**wrong)
