"""
The rate limit, on a clock that the test moves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from atlas_resilient.sandbox import CommitThenHangUp, Sandbox, Status
from atlas_resilient.sandbox.rate_limit import RateLimit

PATH = "/api/v1/agent-classes"
HEALTH = "/api/v1/health"

Connect = Callable[..., AbstractContextManager[httpx.Client]]


class Clock:
    """
    A clock that goes on only when told.
    """

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> None:
        """
        Let *seconds* pass.
        """
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    """
    A clock of the test's own.
    """
    return Clock()


@pytest.fixture
def limited(clock: Clock) -> Iterator[Sandbox]:
    """
    A sandbox that takes a request every two seconds, three at once.
    """
    with Sandbox(rate_limit=0.5, burst=3, now=clock, token="a", read_only_token="b") as box:
        yield box


@pytest.fixture
def http(limited: Sandbox, connect: Connect) -> Iterator[httpx.Client]:
    """
    A client of it, with the token that may write.
    """
    with connect(limited) as client:
        client.headers["Authorization"] = "Bearer a"
        yield client


def statuses(http: httpx.Client, number: int, path: str = PATH, **headers: str) -> list[int]:
    """
    Return what *number* requests in a row are answered with.
    """
    return [http.get(path, headers=headers).status_code for _ in range(number)]


def test_a_burst_is_taken_and_then_no_more(http: httpx.Client) -> None:
    """
    429 in the plain shape, with the seconds until there is a token again.
    """
    seen = statuses(http, 3)

    refused = http.get(PATH)

    assert seen == [200] * 3
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "2")
    assert isinstance(refused.json()["detail"], str)


def test_whoever_waits_as_told_is_let_in(http: httpx.Client, clock: Clock) -> None:
    """
    Once for each token that time has brought, and a long time brings a burst at most.
    """
    statuses(http, 3)
    clock.advance(int(http.get(PATH).headers["Retry-After"]))
    after_waiting = statuses(http, 2)
    clock.advance(3600)

    after_an_hour = statuses(http, 4)

    assert after_waiting == [200, 429]
    assert after_an_hour == [200, 200, 200, 429]


@pytest.mark.parametrize("rate", [0.3, 0.7, 3, 7, 1e-6, 999.9, 1 / 3, 1 / 49, 1 / 161])
def test_retry_after_is_enough_and_not_too_much_at_any_rate(clock: Clock, rate: float) -> None:
    """
    After exactly that time, one more is taken; the seconds are whole, to the next one.
    """
    limit = RateLimit(rate, 1, clock)
    for _ in range(50):
        assert limit.objection({}) is None
        refused = limit.objection({})
        assert refused is not None
        seconds = int(refused.headers["Retry-After"])
        assert seconds - 1 < 1 / rate - 1e-6

        clock.advance(seconds)


def test_callers_have_buckets_of_their_own(http: httpx.Client) -> None:
    """
    One that called too often does not hold up another.
    """
    seen = statuses(http, 4)

    others = statuses(http, 4, Authorization="Bearer b")

    assert seen == others == [200, 200, 200, 429]


def test_strangers_use_up_nothing(http: httpx.Client) -> None:
    """
    A wrong token is a 401 however often, and costs nobody a request.
    """
    strangers = statuses(http, 5, Authorization="Bearer c")

    assert strangers == [401] * 5
    assert statuses(http, 4) == [200, 200, 200, 429]


def test_health_is_limited_too_and_the_control_is_not(http: httpx.Client, limited: Sandbox) -> None:
    """
    Every operation of the document counts, and nothing else.
    """
    for path in ("/_sandbox/requests", "/nope", "/api/v1/openapi.json"):
        statuses(http, 5, path)

    assert statuses(http, 4, HEALTH) == [200, 200, 200, 429]
    assert limited.requests[-1].status == 429


def test_a_refused_create_does_nothing_and_keeps_no_answer(
    http: httpx.Client, limited: Sandbox, clock: Clock
) -> None:
    """
    Its key is as good as new.
    """
    headers = {"Idempotency-Key": "k"}
    statuses(http, 3)
    refused = http.post(PATH, json={"name": "blue"}, headers=headers)
    rows = limited.rows("agent_class")
    clock.advance(2)

    created = http.post(PATH, json={"name": "blue"}, headers=headers)

    assert (refused.status_code, rows) == (429, 0)
    assert created.status_code == 201
    assert "Idempotency-Replayed" not in created.headers


def test_a_fault_comes_before_the_limit(http: httpx.Client, limited: Sandbox) -> None:
    """
    An ordered answer costs no token; work that is done does.
    """
    limited.fail("list_agent_classes", Status(503), times=5)
    faulty = statuses(http, 5)
    limited.fail("list_agent_classes", CommitThenHangUp())
    with pytest.raises(httpx.RemoteProtocolError):
        http.get(PATH)

    assert faulty == [503] * 5
    assert statuses(http, 3) == [200, 200, 429]


def test_a_reset_fills_the_buckets(http: httpx.Client, limited: Sandbox) -> None:
    """
    The next test begins with a burst.
    """
    statuses(http, 4)

    limited.reset()

    assert statuses(http, 4) == [200, 200, 200, 429]


def test_a_clock_set_back_takes_nothing(http: httpx.Client, clock: Clock) -> None:
    """
    Nobody waits longer for it than the limit demands.
    """
    statuses(http, 3)
    clock.advance(-3600)

    refused = http.get(PATH)
    clock.advance(2)

    assert refused.headers["Retry-After"] == "2"
    assert http.get(PATH).status_code == 200


def test_there_is_no_limit_unless_told(http: httpx.Client, box: Sandbox, connect: Connect) -> None:
    """
    Off by default.
    """
    with connect(box) as unlimited:
        assert statuses(unlimited, 50) == [200] * 50


def test_full_buckets_are_not_kept(clock: Clock) -> None:
    """
    Ten thousand callers who went away take no memory.
    """
    limit = RateLimit(10, 2, clock)
    for number in range(10_000):
        limit.objection({"Authorization": f"Bearer {number}"})
        clock.advance(0.05)

    assert len(limit._buckets) <= 1000


@pytest.mark.parametrize("options", [{"rate_limit": 10}, {"rate_limit": 2.5}, {"rate_limit": 0.1}])
def test_a_burst_is_a_seconds_worth_unless_told(options: dict[str, Any]) -> None:
    """
    One at least, rounded up.
    """
    expected = {10: 10, 2.5: 3, 0.1: 1}[options["rate_limit"]]

    assert f"{expected} at once" in str(Sandbox(**options).rate_limit)


@pytest.mark.parametrize(
    "options",
    [
        {"rate_limit": 0},
        {"rate_limit": -1},
        {"rate_limit": float("nan")},
        {"rate_limit": float("inf")},
        {"rate_limit": True},
        {"rate_limit": "10"},
        {"rate_limit": 10, "burst": 0},
        {"rate_limit": 10, "burst": 1.5},
        {"burst": 5},
    ],
)
def test_a_limit_that_makes_no_sense_is_refused(options: dict[str, Any]) -> None:
    """
    ValueError where it is written.
    """
    with pytest.raises(ValueError, match="must"):
        Sandbox(**options)
