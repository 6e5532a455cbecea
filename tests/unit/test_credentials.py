"""Tokens that a function gives: when it is asked, how often, and that a call gets one refresh."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from atlas_resilient import (
    AsyncControlPlane,
    AtlasAuthenticationError,
    AtlasServerError,
    ControlPlane,
)
from atlas_resilient.testing import virtual_time
from tests.conftest import World
from tests.scripted import SUPPORT, Scripted, answer, problem

BASE = "http://atlas.test"
OK = answer(200, [])


class Provider:
    """Gives tokens from a list, the last one again and again."""

    def __init__(self, *tokens: Any) -> None:
        self.tokens = list(tokens)
        self.asked = 0

    def __call__(self) -> str:
        """Return the next token."""
        self.asked += 1
        token = self.tokens.pop(0) if len(self.tokens) > 1 else self.tokens[0]
        if isinstance(token, Exception):
            raise token
        made: str = token
        return made


def client(world: World, server: Scripted, token: Callable[[], Any], *, awaited: bool = False) -> Any:
    """Return a client with that provider, async if asked for."""

    async def asynchronous() -> Any:
        return token()

    return world.client(BASE, transport=server.transport, token=asynchronous if awaited else token)


@pytest.fixture(params=[False, True], ids=["function", "coroutine"])
def awaited(request: pytest.FixtureRequest, world: World) -> bool:
    """Whether the provider is async; only the async client can have that."""
    if request.param and not world.is_async:
        pytest.skip("the sync client takes no coroutine")
    return bool(request.param)


def test_it_is_asked_once_before_the_first_request(world: World, awaited: bool) -> None:
    """And not when the client is made."""
    provider, server = Provider("one"), Scripted(OK)
    atlas = client(world, server, provider, awaited=awaited)
    assert provider.asked == 0

    world.call(atlas.list_tools)
    world.call(atlas.list_tools)

    assert provider.asked == 1
    assert server.header("Authorization") == ["Bearer one"] * 2


def test_a_401_is_answered_with_a_new_token_at_once(world: World, awaited: bool) -> None:
    """The same request, without a pause."""
    provider, server = Provider("old", "new"), Scripted(problem(401), answer(201, SUPPORT))
    with virtual_time() as time:
        world.call(client(world, server, provider, awaited=awaited).create_agent_class, {"name": "support"})

    assert server.header("Authorization") == ["Bearer old", "Bearer new"]
    assert len(set(server.header("Idempotency-Key"))) == 1
    assert len(set(server.header("X-Request-ID"))) == 1
    assert time.pauses == []


def test_a_second_401_is_the_callers(world: World) -> None:
    """One refresh for each call."""
    provider, server = Provider("a", "b", "c", "d"), Scripted(problem(401))
    atlas = client(world, server, provider)
    with pytest.raises(AtlasAuthenticationError) as caught:
        world.call(atlas.list_tools)

    assert [attempt.status for attempt in caught.value.attempts] == [401, 401]
    assert provider.asked == 2
    for secret in ("Bearer", '"a"', '"b"'):
        assert secret not in repr(caught.value)


def test_the_same_token_again_is_not_sent_again(world: World) -> None:
    """It would only be refused again."""
    provider, server = Provider("same"), Scripted(problem(401))
    with pytest.raises(AtlasAuthenticationError):
        world.call(client(world, server, provider).list_tools)

    assert provider.asked == 2
    assert len(server.requests) == 1


def test_a_fixed_token_is_never_refreshed(world: World) -> None:
    """There is nobody to ask."""
    server = Scripted(problem(401))
    with pytest.raises(AtlasAuthenticationError):
        world.call(world.client(BASE, transport=server.transport, token="fixed").list_tools)

    assert len(server.requests) == 1


def test_what_does_not_need_a_token_does_not_ask_for_one(world: World) -> None:
    """Health is for everybody."""
    provider = Provider("one")
    body = {"status": "healthy", "database": "ok", "version": "1", "uptime_seconds": 1.0}
    world.call(client(world, Scripted(answer(200, body)), provider).health)

    assert provider.asked == 0


def test_a_refresh_goes_with_retries(world: World) -> None:
    """503, then 401, then 503, then well: one call."""
    provider = Provider("old", "new")
    server = Scripted(problem(503), problem(401), problem(503), OK)
    with virtual_time() as time:
        world.call(client(world, server, provider).list_tools)

    assert server.header("Authorization") == ["Bearer old"] * 2 + ["Bearer new"] * 2
    assert time.pauses == [0.1, 0.2]


@pytest.mark.parametrize("wrong", ["", "two words", "line\nbreak", None, 7])
def test_a_token_that_can_not_be_sent_is_refused(world: World, wrong: Any) -> None:
    """With an error that doesn't repeat it, and nothing is sent."""
    server = Scripted(OK)
    with pytest.raises((ValueError, TypeError)) as caught:
        world.call(client(world, server, Provider(wrong)).list_tools)

    assert not server.requests
    assert "two words" not in str(caught.value)


def test_what_the_function_raises_comes_out(world: World) -> None:
    """Nobody knows better what went wrong; the next call asks again."""
    provider, server = Provider(OSError("vault is sealed"), "good"), Scripted(OK)
    atlas = client(world, server, provider)
    with pytest.raises(OSError, match="sealed"):
        world.call(atlas.list_tools)

    assert world.call(atlas.list_tools) == []


def test_the_sync_client_takes_no_async_function() -> None:
    """It is told when the client is made, or when it turns out."""

    async def provider() -> str:
        return "one"

    with pytest.raises(TypeError, match="only an async client can await it"):
        ControlPlane(BASE, token=provider)  # type: ignore[arg-type]

    with (
        ControlPlane(BASE, token=lambda: provider(), transport=Scripted(OK).transport) as atlas,  # type: ignore[arg-type,return-value]
        pytest.raises(TypeError, match="only an async client can await it"),
    ):
        atlas.list_tools()


class Rotating:
    """A server that has just stopped to accept the old token, and a provider that counts."""

    def __init__(self) -> None:
        self.asked = 0

    def provider(self) -> str:
        """Give the first token first, then the good one."""
        self.asked += 1
        return "first" if self.asked == 1 else "good"

    def __call__(self, request: httpx.Request) -> httpx.Response:
        return OK if request.headers["Authorization"] == "Bearer good" else problem(401)


def test_tasks_that_were_refused_together_refresh_once() -> None:
    """The others wait for the one who asks."""
    server = Rotating()

    async def slow_provider() -> str:
        token = server.provider()
        await asyncio.sleep(0)
        return token

    async def main() -> list[Any]:
        async with AsyncControlPlane(
            BASE, transport=httpx.MockTransport(server), token=slow_provider
        ) as atlas:
            return await asyncio.gather(*(atlas.list_tools() for _ in range(50)))

    assert asyncio.run(main()) == [[]] * 50
    assert server.asked == 2


def test_threads_that_were_refused_together_refresh_once() -> None:
    """All eight begin at the same moment."""
    server, start, answers = Rotating(), threading.Barrier(8), []

    def work() -> None:
        start.wait()
        answers.append(atlas.list_tools())

    with ControlPlane(BASE, transport=httpx.MockTransport(server), token=server.provider) as atlas:
        threads = [threading.Thread(target=work) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert answers == [[]] * 8
    assert server.asked == 2


def test_a_401_after_a_lost_answer_settles_nothing(world: World) -> None:
    """Tokens are looked at first: the create before it may have happened."""
    server = Scripted(httpx.ReadError("lost"), problem(401))
    with virtual_time(), pytest.raises(AtlasAuthenticationError) as caught:
        world.call(client(world, server, Provider("same")).create_agent_class, {"name": "a"})

    assert caught.value.outcome_unknown


@pytest.mark.parametrize(
    ("last", "unknown"),
    [(problem(409), False), (problem(422), False), (problem(429), True), (answer(404, b"<html>"), True)],
)
def test_what_settles_a_lost_answer(world: World, last: httpx.Response, unknown: bool) -> None:
    """An answer of Atlas to the same key does; a refusal before it looked, or a gateway's page, does not."""
    server = Scripted(httpx.ReadError("lost"), last)
    with virtual_time(), pytest.raises(Exception, match=r"40|42") as caught:
        world.call(world.client(BASE, transport=server.transport).create_agent_class, {"name": "a"})

    assert caught.value.outcome_unknown is unknown  # type: ignore[attr-defined]


def test_server_errors_stay_server_errors(world: World) -> None:
    """The last failure is raised as it is."""
    server = Scripted(problem(401), problem(503))
    with virtual_time(), pytest.raises(AtlasServerError):
        world.call(client(world, server, Provider("a", "b")).list_tools)
