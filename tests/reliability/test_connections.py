"""Rows 1 to 18: connections that can't be made, that break, and that never end."""

from __future__ import annotations

import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
import trustme

from atlas_resilient import AtlasConnectionError, AtlasError, AtlasTimeoutError, RetryBudget, RetryPolicy
from atlas_resilient.sandbox import CommitThenHangUp, Sandbox
from tests.conftest import World
from tests.fault_proxy import Fault, FaultProxy, after, before, closes, passes, resets, stays_silent, waits
from tests.raw_server import Behaviour, RawServer, answers, says
from tests.reliability.conftest import FAST, LATE, Seen
from tests.scripted import SUPPORT, Scripted, answer

BODY = {"name": "support"}
GOOD = says(answers(json.dumps([SUPPORT]).encode()))


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def client(world: World, url: str, **options: Any) -> Any:
    """Return a client that retries fast, and has a second for everything."""
    return world.client(url, **{"policy": FAST, **options})


@pytest.mark.row(1)
def test_nobody_listens(seen: Seen) -> None:
    """Nothing was sent, so a create is tried again as well."""
    seen.call(client(seen.world, f"http://127.0.0.1:{free_port()}").create_agent_class, BODY)

    assert seen.facts == ("AtlasConnectionError", 3, False, "attempts exhausted")


@pytest.mark.row(1)
def test_nobody_listens_yet(seen: Seen, atlas_sandbox: Sandbox) -> None:
    """The server comes up while we try."""
    port = free_port()
    upstream = ("127.0.0.1", urlsplit(atlas_sandbox.url).port)
    seen.limit = 5.0
    policy = RetryPolicy(attempts=500, base=0.01, cap=0.02, deadline=seen.limit)

    def listen() -> None:
        with socket.create_server(("127.0.0.1", port)) as listener:
            connection, _ = listener.accept()
            with connection:
                passes(connection, lambda: socket.create_connection(upstream))

    late = threading.Timer(0.15, listen)
    late.start()
    # Longer than a budget's reserve lasts.
    budget = RetryBudget(reserve=500)
    atlas = client(seen.world, f"http://127.0.0.1:{port}", policy=policy, budget=budget)
    seen.call(atlas.create_agent_class, BODY)
    seen.created(atlas_sandbox)
    seen.world.run(atlas.aclose() if seen.world.is_async else atlas.close())
    late.join()

    assert (seen.outcome, seen.requests, seen.rows) == ("no error", 1, 1)


@pytest.mark.row(2)
@pytest.mark.parametrize("host", ["does-not-exist.invalid", "x" * 63 + ".invalid"])
def test_no_such_name(seen: Seen, host: str) -> None:
    """It may be there in a moment; within the deadline."""
    seen.call(client(seen.world, f"http://{host}").create_agent_class, BODY)

    assert isinstance(seen.error, AtlasConnectionError)
    assert not seen.error.outcome_unknown


class Tls(RawServer):
    """A raw server behind TLS; a handshake that fails is no request."""

    def __init__(self, certificate: trustme.LeafCert, *behaviours: Behaviour) -> None:
        super().__init__(*behaviours)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        self._socket = context.wrap_socket(self._socket, server_side=True)


AUTHORITY = trustme.CA()
YESTERDAY = datetime.now(UTC) - timedelta(days=1)
CERTIFICATES = {
    "expired": lambda: AUTHORITY.issue_cert("127.0.0.1", not_after=YESTERDAY),
    "another host": lambda: AUTHORITY.issue_cert("atlas.example"),
    "unknown authority": lambda: trustme.CA().issue_cert("127.0.0.1"),
}


@contextmanager
def trusting(monkeypatch: pytest.MonkeyPatch, folder: Any) -> Iterator[None]:
    """Trust our own authority, as the environment can say."""
    bundle = folder / "authority.pem"
    AUTHORITY.cert_pem.write_to_path(str(bundle))
    monkeypatch.setenv("SSL_CERT_FILE", str(bundle))
    yield


@pytest.mark.row(3)
@pytest.mark.parametrize("kind", CERTIFICATES)
def test_a_bad_certificate(seen: Seen, kind: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    """It will not get better, and nothing is told to whoever shows it."""
    with Tls(CERTIFICATES[kind](), GOOD) as server, trusting(monkeypatch, tmp_path):
        atlas = client(seen.world, f"https://127.0.0.1:{server.port}", token="secret-token")
        seen.call(atlas.create_agent_class, BODY)
        seen.requests = server.requests

    assert seen.facts == ("AtlasConnectionError", 1, False, "not retryable")
    assert seen.requests == 0


@pytest.mark.row(3)
def test_a_good_certificate(seen: Seen, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    """So that the three above fail for their own reason."""
    with Tls(AUTHORITY.issue_cert("127.0.0.1"), GOOD) as server, trusting(monkeypatch, tmp_path):
        seen.call(client(seen.world, f"https://127.0.0.1:{server.port}").list_agent_classes)

    assert seen.outcome == "no error"


@pytest.mark.row(4)
def test_tls_to_a_plain_port(seen: Seen) -> None:
    """The address is wrong, and stays so."""
    with RawServer(GOOD) as server:
        atlas = client(seen.world, f"https://127.0.0.1:{server.port}", token="secret-token")
        seen.call(atlas.list_agent_classes)
        seen.requests = server.requests

    assert seen.facts == ("AtlasConnectionError", 1, False, "not retryable")
    assert seen.requests == 0


@contextmanager
def blackhole() -> Iterator[str]:
    """Give an address whose queue of connections is full: further ones are never answered."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        crowd = [socket.socket() for _ in range(4)]
        for each in crowd:
            each.setblocking(False)
            each.connect_ex(listener.getsockname())
        time.sleep(0.05)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        for each in crowd:
            each.close()


@pytest.mark.row(5)
def test_connecting_takes_for_ever(seen: Seen) -> None:
    """Each attempt has its timeout, all together the deadline; nothing was sent."""
    with blackhole() as url:
        seen.call(client(seen.world, url, timeout=0.2).create_agent_class, BODY)

    assert seen.facts == ("AtlasConnectionError", 3, False, "attempts exhausted")
    assert seen.seconds < 1.0 + LATE + seen.stolen


BREAKS: dict[int, dict[str, Fault]] = {
    6: {"reset unread": before(resets), "reset after the commit": after(resets)},
    7: {"closed unread": before(closes), "closed after the commit": after(closes)},
    10: {f"cut at {share}": after(closes, keep=share) for share in (0.1, 0.5, 0.9, 0.99)},
    12: {f"reset at {share}": after(resets, keep=share) for share in (0.5, 0.9, 0.99)},
    15: {"silent after the commit": after(waits), "silent": before(waits)},
}
every_break = pytest.mark.parametrize(
    "fault",
    [
        pytest.param(fault, marks=pytest.mark.row(number), id=f"{number}-{name}")
        for number, faults in BREAKS.items()
        for name, fault in faults.items()
    ],
)


@every_break
def test_a_create_survives_it(seen: Seen, atlas_sandbox: Sandbox, fault: Fault) -> None:
    """Under the same key, on another connection: exactly one row."""
    with FaultProxy(atlas_sandbox.url, fault, passes) as proxy:
        atlas = client(seen.world, proxy.url, timeout=0.3)
        seen.call(atlas.create_agent_class, BODY)
        seen.created(atlas_sandbox)
        close(seen.world, atlas)

    assert (seen.outcome, seen.rows) == ("no error", 1)
    assert proxy.connections == 2
    assert len({received.idempotency_key for received in atlas_sandbox.requests}) == 1


@every_break
def test_a_create_that_never_gets_through(seen: Seen, atlas_sandbox: Sandbox, fault: Fault) -> None:
    """The error says that nobody knows; there is one row at most."""
    with FaultProxy(atlas_sandbox.url, fault) as proxy:
        atlas = client(seen.world, proxy.url, timeout=0.3)
        seen.call(atlas.create_agent_class, BODY)
        seen.created(atlas_sandbox)
        close(seen.world, atlas)

    assert isinstance(seen.error, AtlasError)
    assert seen.error.outcome_unknown
    assert seen.rows in (0, 1)
    assert seen.seconds < 1.0 + LATE + seen.stolen


@every_break
def test_without_a_key_it_is_not_repeated(seen: Seen, atlas_sandbox: Sandbox, fault: Fault) -> None:
    """A write that the document gives no key and doesn't call harmless."""
    with FaultProxy(atlas_sandbox.url, fault) as proxy:
        atlas = client(seen.world, proxy.url, timeout=0.3)
        operation = unkeyed()
        seen.call(atlas._call, operation, {}, body=BODY)
        seen.created(atlas_sandbox)
        close(seen.world, atlas)

    assert isinstance(seen.error, AtlasError)
    assert (seen.error.outcome_unknown, seen.error.stop_reason) == (True, "outcome unknown")
    assert proxy.connections == 1
    assert seen.rows in (0, 1)


@every_break
def test_a_read_survives_it(seen: Seen, atlas_sandbox: Sandbox, fault: Fault) -> None:
    """It can always be made again."""
    with FaultProxy(atlas_sandbox.url, fault, passes) as proxy:
        atlas = client(seen.world, proxy.url, timeout=0.3)
        seen.call(atlas.list_agent_classes)
        seen.requests = proxy.connections
        close(seen.world, atlas)

    assert (seen.outcome, seen.requests) == ("no error", 2)


def unkeyed() -> Any:
    """Return the create of an agent class as a document would have it that knows no idempotency keys."""
    from atlas_control_plane.operations import OPERATIONS
    from attrs import evolve

    return evolve(OPERATIONS["create_agent_class"], idempotency_key=False, repeatable=False)


def close(world: World, atlas: Any) -> None:
    """Close the client before the server that it is connected to."""
    world.run(atlas.aclose() if world.is_async else atlas.close())


@pytest.mark.row(8)
@pytest.mark.parametrize("times", [1, 2])
def test_committed_and_dropped(seen: Seen, atlas_sandbox: Sandbox, times: int) -> None:
    """The same key gets the same answer again."""
    atlas_sandbox.fail("create_agent_class", CommitThenHangUp(), times=times)
    seen.call(client(seen.world, atlas_sandbox.url).create_agent_class, BODY)
    seen.created(atlas_sandbox)

    assert (seen.outcome, seen.rows, seen.requests) == ("no error", 1, times + 1)


@pytest.mark.row(8)
def test_committed_and_always_dropped(seen: Seen, atlas_sandbox: Sandbox) -> None:
    """The error says that it may have happened, which it has."""
    atlas_sandbox.fail("create_agent_class", CommitThenHangUp(), times=None)
    seen.call(client(seen.world, atlas_sandbox.url).create_agent_class, BODY)
    seen.created(atlas_sandbox)

    assert seen.facts == ("AtlasConnectionError", 3, True, "attempts exhausted")
    assert (seen.rows, seen.requests) == (1, 3)


@pytest.mark.row(9)
@pytest.mark.parametrize("operation", ["list_agent_classes", "create_agent_class"])
def test_a_stale_connection(seen: Seen, atlas_sandbox: Sandbox, operation: str) -> None:
    """The server closed it while it lay in the pool; the next call gets a new one."""
    closed = threading.Event()

    def one_answer(connection: socket.socket, connect: Callable[[], socket.socket]) -> None:
        after(closes, keep=1.0)(connection, connect)
        closed.set()

    with FaultProxy(atlas_sandbox.url, one_answer, passes) as proxy:
        atlas = client(seen.world, proxy.url)
        seen.world.call(atlas.list_agent_classes)
        assert closed.wait(5)
        seen.call(getattr(atlas, operation), *([BODY] if operation.startswith("create") else []))
        seen.created(atlas_sandbox, operation=operation)
        close(seen.world, atlas)

    assert seen.outcome == "no error"
    assert seen.rows == (1 if operation.startswith("create") else 0)


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


@pytest.mark.row(17)
def test_a_server_that_does_not_read(seen: Seen, atlas_sandbox: Sandbox) -> None:
    """The request is larger than what fits into the sockets between; all of it within the deadline."""
    large = {"name": "support", "description": "x" * 4_000_000}
    with FaultProxy(atlas_sandbox.url, stays_silent) as proxy:
        atlas = client(seen.world, proxy.url)
        seen.call(atlas.create_agent_class, large)
        close(seen.world, atlas)
    seen.created(atlas_sandbox)

    assert isinstance(seen.error, AtlasTimeoutError)
    assert seen.rows == 0
    assert seen.seconds < 1.0 + LATE + seen.stolen


@pytest.mark.row(18)
@pytest.mark.parametrize("recovers", [True, False])
def test_no_free_connection(seen: Seen, recovers: bool) -> None:
    """Nothing was sent, so a write is tried again too."""
    full = httpx.PoolTimeout("full")
    server = Scripted(full, answer(201, SUPPORT) if recovers else full)
    seen.call(
        seen.world.client("http://atlas.test", transport=server.transport, policy=FAST)._call,
        unkeyed(),
        {},
        body=BODY,
    )
    seen.requests = len(server.requests)

    assert seen.requests == (2 if recovers else 3)
    assert seen.outcome == ("no error" if recovers else "AtlasTimeoutError")
    assert recovers or not seen.error.outcome_unknown  # type: ignore[union-attr]
