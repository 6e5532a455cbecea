"""Rows 1, 2 and 5: servers that can't be reached, because nobody listens, has that name, or takes the connection."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest

from atlas_resilient import AtlasConnectionError, RetryBudget, RetryPolicy
from atlas_resilient.sandbox import Sandbox
from tests.fault_proxy import passes
from tests.reliability.conftest import LATE, Seen, client

BODY = {"name": "support"}


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


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
