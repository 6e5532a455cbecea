"""Rows 6 to 10, 12, 15, 17 and 18: connections that break or go silent under a request, and a pool without any."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from atlas_resilient import AtlasError, AtlasTimeoutError
from atlas_resilient.sandbox import CommitThenHangUp, Sandbox
from tests.conftest import World
from tests.fault_proxy import Fault, FaultProxy, after, before, closes, passes, resets, stays_silent, waits
from tests.reliability.conftest import FAST, LATE, Seen, client
from tests.scripted import SUPPORT, Scripted, answer

BODY = {"name": "support"}

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
