"""Real sockets that break in every way: what comes out, and how many requests were made."""

from __future__ import annotations

import asyncio
import json
import socket
import threading

import pytest

from atlas_resilient import (
    AsyncControlPlane,
    AtlasConnectionError,
    AtlasError,
    AtlasResponseError,
    AtlasTimeoutError,
    RetryPolicy,
)
from atlas_resilient.testing import virtual_time
from tests.conftest import World
from tests.raw_server import Behaviour, RawServer, answers, closes, resets, says
from tests.scripted import SUPPORT

GOOD = answers(json.dumps([SUPPORT]).encode())
CREATED = answers(json.dumps(SUPPORT).encode(), status="201 Created")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def test_a_server_that_is_not_there(world: World) -> None:
    """The error names the address and says what to do, after the policy's attempts; nothing was sent."""
    url = f"http://127.0.0.1:{free_port()}"
    with virtual_time() as time, pytest.raises(AtlasConnectionError, match=url) as caught:
        world.call(world.client(url).create_agent_class, {"name": "support"})

    error = caught.value
    assert "base_url" in str(error)
    assert (len(error.attempts), error.stop_reason) == (4, "attempts exhausted")
    assert (error.outcome_unknown, error.safe_to_repeat, error.recoverable) == (False, True, True)
    assert len(time.pauses) == 3


def test_a_host_that_is_not_there(world: World) -> None:
    """A name that can't be resolved is a connection error like any other."""
    with virtual_time(), pytest.raises(AtlasConnectionError, match=r"does-not-exist\.invalid"):
        world.call(world.client("http://does-not-exist.invalid").health)


def test_tls_to_a_plain_port_is_not_repeated(world: World) -> None:
    """A handshake that can't work is not tried again, and no token was sent."""
    with RawServer(says(GOOD)) as server, pytest.raises(AtlasConnectionError) as caught:
        plain = world.client(f"https://127.0.0.1:{server.port}", token="secret-token", timeout=5.0)
        world.call(plain.list_agent_classes)

    assert len(caught.value.attempts) == 1
    assert server.requests == 0


BROKEN = {
    "closed before the answer": closes,
    "reset before the answer": resets,
    "garbage": says(b"\x00\x01garbage\r\n\r\n"),
    "another protocol": says(b"HTTP/9.9 200 OK\r\n\r\n"),
    "cut body": says(answers(b'{"id": ', length=500)),
    "cut chunk": says(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n[1"),
    "cut headers": says(b"HTTP/1.1 200 OK\r\nContent-Le"),
}


@pytest.mark.parametrize("behaviour", BROKEN.values(), ids=BROKEN)
def test_a_read_survives_a_broken_connection(world: World, behaviour: Behaviour) -> None:
    """On a fresh connection the answer comes."""
    with RawServer(behaviour, says(GOOD)) as server, virtual_time():
        found = world.run(world.client(server.url).list_agent_classes())

    assert [one.name for one in found] == ["support"]
    assert server.requests == 2


@pytest.mark.parametrize("behaviour", BROKEN.values(), ids=BROKEN)
def test_a_create_survives_a_broken_connection(world: World, behaviour: Behaviour) -> None:
    """Under its key it is safe to repeat."""
    with RawServer(behaviour, says(CREATED)) as server, virtual_time():
        assert world.run(world.client(server.url).create_agent_class({"name": "support"})).name == "support"

    assert server.requests == 2


@pytest.mark.parametrize("behaviour", BROKEN.values(), ids=BROKEN)
def test_a_connection_that_stays_broken(world: World, behaviour: Behaviour) -> None:
    """Four attempts, and for a write an outcome that is unknown."""
    with RawServer(behaviour) as server, virtual_time():
        for method, arguments, unknown in (
            ("list_agent_classes", (), False),
            ("create_agent_class", ({"name": "x"},), True),
        ):
            with pytest.raises(AtlasConnectionError) as caught:
                world.call(getattr(world.client(server.url), method), *arguments)
            assert (len(caught.value.attempts), caught.value.outcome_unknown) == (4, unknown)

    assert server.requests == 8


def test_a_body_longer_than_told_is_cut_json(world: World) -> None:
    """What was told to be the whole body isn't JSON: an answer that can't be understood."""
    behaviour = says(answers(json.dumps([SUPPORT]).encode(), length=2))
    with RawServer(behaviour) as server, pytest.raises(AtlasResponseError):
        world.call(world.client(server.url).list_agent_classes)

    assert server.requests == 1


class Dripping:
    """Sends a byte now and then; counts them until the client has gone."""

    def __init__(self, head: bytes, every: float) -> None:
        self.head = head
        self.every = every
        self.dripped = 0
        self._never = threading.Event()

    def __call__(self, connection: socket.socket) -> None:
        connection.sendall(self.head)
        while self.dripped < 100:
            self._never.wait(self.every)
            connection.sendall(b" ")
            self.dripped += 1


@pytest.mark.parametrize(
    "head", [answers(b"", length=1000), b"HTTP/1.1 200 OK\r\nX-Slow: "], ids=["body", "headers"]
)
@pytest.mark.parametrize("limit", ["timeout", "deadline"])
def test_a_drip_is_cut_off(world: World, head: bytes, limit: str) -> None:
    """A byte now and then keeps every read alive, but not the whole answer: not for longer than allowed."""
    drip = Dripping(head, every=0.05)
    policy = RetryPolicy(attempts=1, deadline=0.4 if limit == "deadline" else None)
    with RawServer(drip) as server, pytest.raises(AtlasTimeoutError) as caught:
        atlas = world.client(server.url, policy=policy, timeout=0.4 if limit == "timeout" else 30.0)
        world.call(atlas.list_agent_classes)
        server.finished.wait(timeout=10)

    # 0.4 seconds are 8 drops; some more may be on their way before the server notices.
    assert drip.dripped < 16
    assert len(caught.value.attempts) == 1


def test_a_server_that_says_nothing(world: World) -> None:
    """No first byte: the attempt's timeout ends it, and a read is tried again."""

    def waits_until_the_client_goes(connection: socket.socket) -> None:
        connection.recv(1)

    with RawServer(waits_until_the_client_goes, says(GOOD)) as server:
        assert len(world.run(world.client(server.url, timeout=0.2).list_agent_classes())) == 1

    assert server.requests == 2


def test_a_connection_that_went_stale(world: World) -> None:
    """One the server has closed while it was idle is replaced without anybody noticing."""
    with RawServer(says(GOOD)) as server:
        atlas = world.client(server.url)
        for _ in range(3):
            assert len(world.run(atlas.list_agent_classes())) == 1
            server.finished.wait(timeout=10)

    assert server.requests == 3


def test_nothing_of_httpx_on_top(world: World) -> None:
    """Whatever breaks, what comes out is ours."""
    for behaviour in BROKEN.values():
        with RawServer(behaviour) as server, virtual_time(), pytest.raises(AtlasError):
            world.call(world.client(server.url, policy=RetryPolicy(attempts=1)).list_agent_classes)


def test_a_cancelled_call_leaves_a_client_of_use() -> None:
    """The cancellation comes through, once, and the next call works."""
    arrived = threading.Event()

    def waits_until_the_client_goes(connection: socket.socket) -> None:
        arrived.set()
        connection.recv(1)

    async def main(url: str) -> None:
        async with AsyncControlPlane(url) as atlas:
            task = asyncio.create_task(atlas.list_agent_classes())
            await asyncio.to_thread(arrived.wait, 10)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert [one.name for one in await atlas.list_agent_classes()] == ["support"]

    with RawServer(waits_until_the_client_goes, says(GOOD)) as server:
        asyncio.run(main(server.url))

    assert server.requests == 2
