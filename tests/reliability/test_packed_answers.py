"""Row 19: answers that are packed well, badly, or as a bomb."""

from __future__ import annotations

import gzip
import json
import resource
import zlib

import pytest

from tests.raw_server import RawServer, says
from tests.reliability.conftest import FAST, Seen
from tests.scripted import SUPPORT


@pytest.mark.row(19)
def test_a_gzip_bomb(seen: Seen) -> None:
    """It is cut off long before it is whole."""
    # Made piece by piece: what is measured is what the client takes, not what the test took before.
    packer = zlib.compressobj(wbits=31)
    bomb = b"".join([*(packer.compress(b" " * 1_000_000) for _ in range(210)), packer.flush()])
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n"
    head += b"Content-Length: %d\r\n\r\n" % len(bomb)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with RawServer(says(head, bomb)) as server:
        policy = FAST.evolve(deadline=20.0)
        seen.call(seen.world.client(server.url, policy=policy).list_agent_classes)
        seen.requests = server.requests

    assert seen.outcome == "AtlasResponseError"
    assert seen.requests == 1
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert grown <= 100, f"{grown:.0f} MB more than before"


def packed(encoding: str, body: bytes) -> bytes:
    """Return an answer whose body is *body*, told to be encoded."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: %s\r\nContent-Length: %d\r\n\r\n"
    return head % (encoding.encode(), len(body)) + body


LIST = json.dumps([SUPPORT] * 2000).encode()


@pytest.mark.row(19)
@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(LIST, mtime=0)),
        ("deflate", zlib.compress(LIST)),
        ("GZIP", gzip.compress(LIST, mtime=0)),
        ("identity", LIST),
    ],
)
def test_a_packed_answer(seen: Seen, encoding: str, body: bytes) -> None:
    """All of it, in as many pieces as it takes."""
    with RawServer(says(packed(encoding, body))) as server:
        seen.call(seen.world.client(server.url, policy=FAST).list_agent_classes)

    assert seen.outcome == "no error"
    assert len(seen.result) == 2000


@pytest.mark.row(19)
@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(LIST, mtime=0)[:-20]),
        ("gzip", gzip.compress(LIST, mtime=0)[:500]),
        ("gzip", b"not gzip at all"),
        ("gzip", gzip.compress(LIST, mtime=0)[:30] + b"\xff" * 50),
        ("br", b"\x0b\x02\x80[]\x03"),
        ("gzip, gzip", gzip.compress(gzip.compress(LIST, mtime=0))),
    ],
)
def test_a_badly_packed_answer(seen: Seen, encoding: str, body: bytes) -> None:
    """Our own error, and nobody asks again."""
    with RawServer(says(packed(encoding, body))) as server:
        seen.call(seen.world.client(server.url, policy=FAST).list_agent_classes)
        seen.requests = server.requests

    assert (seen.outcome, seen.requests) == ("AtlasResponseError", 1)
