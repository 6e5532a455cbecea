"""Rows 10, 11, 13, 14 and 16: answers that are no HTTP, that end too early, or that drip."""

from __future__ import annotations

import json
import socket
import time
from typing import Any

import pytest

from atlas_resilient import AtlasTimeoutError, RetryPolicy
from tests.raw_server import Behaviour, RawServer, answers, says
from tests.reliability.conftest import GOOD, LATE, Seen, client
from tests.scripted import SUPPORT

CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
RAW: dict[int, dict[str, bytes]] = {
    10: {"raw": answers(b'[{"id": ', length=500)},
    11: {
        "in a chunk": CHUNKED + b"ff\r\n[1",
        "between chunks": CHUNKED + b"1\r\n[\r\n",
        "in a size": CHUNKED + b"f",
        "before the first": CHUNKED,
    },
    14: {
        "bytes": b"\x00\x01garbage\r\n\r\n",
        "text": b"hello there\r\n\r\n",
        "HTTP/9.9": b"HTTP/9.9 200 OK\r\nContent-Length: 2\r\n\r\n[]",
        "another protocol": b"SSH-2.0-OpenSSH_9.0\r\n",
        "no status": b"HTTP/1.1\r\n\r\n",
        "status of letters": b"HTTP/1.1 abc OK\r\n\r\n",
        "cut headers": b"HTTP/1.1 200 OK\r\nContent-Le",
        "a header without a name": b"HTTP/1.1 200 OK\r\n: x\r\n\r\n",
    },
}


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(raw, marks=pytest.mark.row(number), id=f"{number}-{name}")
        for number, kinds in RAW.items()
        for name, raw in kinds.items()
    ],
)
@pytest.mark.parametrize("recovers", [True, False])
def test_an_answer_that_breaks_off(seen: Seen, raw: bytes, recovers: bool) -> None:
    """A read is made again on another connection, as often as the policy says."""
    with RawServer(says(raw), GOOD if recovers else says(raw)) as server:
        seen.call(client(seen.world, server.url).list_agent_classes)
        seen.requests = server.requests

    assert seen.requests == (2 if recovers else 3)
    assert seen.outcome == ("no error" if recovers else "AtlasConnectionError")


@pytest.mark.row(13)
@pytest.mark.parametrize("told", [2, 1, 40])
def test_cut_json(seen: Seen, told: int) -> None:
    """The answer was whole as HTTP has it: what it says is shown, and nobody asks again."""
    body = json.dumps([SUPPORT]).encode()
    with RawServer(says(answers(body, length=told))) as server:
        seen.call(client(seen.world, server.url).list_agent_classes)
        seen.requests = server.requests

    assert seen.outcome == "AtlasResponseError"
    assert seen.requests == 1
    assert seen.error.snippet == body[:told].decode()  # type: ignore[union-attr]


def drips(every: float) -> Behaviour:
    """Send a good answer, a byte at a time."""

    def behave(connection: socket.socket) -> None:
        for byte in answers(json.dumps([SUPPORT]).encode()):
            connection.sendall(bytes([byte]))
            time.sleep(every)

    return behave


LIMITS: list[dict[str, Any]] = [
    {"policy": RetryPolicy(deadline=0.5)},
    {"timeout": 0.5, "policy": RetryPolicy(attempts=1)},
]


@pytest.mark.row(16)
@pytest.mark.parametrize("limit", LIMITS, ids=["deadline", "timeout"])
@pytest.mark.parametrize("every", [0.2, 0.02])
def test_a_drip(seen: Seen, every: float, limit: dict[str, Any]) -> None:
    """Each byte is in time, the answer is not: cut off at the deadline."""
    with RawServer(drips(every)) as server:
        seen.call(client(seen.world, server.url, **limit).list_agent_classes)
        seen.requests = server.requests
        assert server.finished.wait(5), "the connection stayed open"

    assert isinstance(seen.error, AtlasTimeoutError)
    assert seen.requests == 1
    assert 0.4 < seen.seconds < 0.5 + LATE + seen.stolen
