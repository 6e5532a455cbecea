"""
Fixtures for the tests of whoever uses `atlas_resilient`: a sandbox, and a client of it for either world.

    def test_a_lost_answer_makes_no_second_class(atlas_sandbox, atlas):
        atlas_sandbox.fail("create_agent_class", CommitThenHangUp())
        atlas.create_agent_class({"name": "support"})
        assert atlas_sandbox.rows("agent_class") == 1

pytest imports this package at every start, wanted or not.  So it is no part of `atlas_resilient`, which takes
longer to import than pytest itself, and each fixture imports what it needs.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from atlas_resilient import AsyncControlPlane, ControlPlane
    from atlas_resilient.sandbox import Sandbox

__all__ = ["async_atlas", "atlas", "atlas_sandbox"]

# So that a token of the environment, which may be a real one, is not sent.
_TOKEN = "sandbox"


@pytest.fixture(scope="session")
def _atlas_server() -> Iterator[Sandbox]:
    try:
        from atlas_resilient.sandbox import Sandbox
    except ImportError as error:
        pytest.fail(f"atlas_sandbox: {error}", pytrace=False)
    with Sandbox() as box:
        yield box


@pytest.fixture
def atlas_sandbox(_atlas_server: Sandbox) -> Sandbox:
    """
    A sandbox of the Control Plane: empty, healthy and without a record, whatever the test before has done.

    It is one server for all tests (of a worker, with pytest-xdist), so it takes milliseconds.
    """
    _atlas_server.reset()
    return _atlas_server


@pytest.fixture
def atlas(atlas_sandbox: Sandbox) -> Iterator[ControlPlane]:
    """
    A `ControlPlane` of the sandbox, closed after the test.
    """
    from atlas_resilient import ControlPlane

    with _no_proxy():
        client = ControlPlane(atlas_sandbox.url, token=_TOKEN)
    with client:
        yield client


@pytest.fixture
def async_atlas(atlas_sandbox: Sandbox) -> Iterator[AsyncControlPlane]:
    """
    An `AsyncControlPlane` of the sandbox, closed after the test, under any asyncio plugin or under none.

    It makes a connection for every request: one that was kept would outlive the test's event loop.
    """
    import httpx

    from atlas_resilient import AsyncControlPlane

    once = httpx.AsyncHTTPTransport(verify=False, limits=httpx.Limits(max_keepalive_connections=0))
    client = AsyncControlPlane(atlas_sandbox.url, token=_TOKEN, transport=once)
    yield client
    # A loop of our own that is never the current one: the test's may have ended, or belong to a plugin.
    with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
        runner.run(client.aclose())


@contextmanager
def _no_proxy() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("no_proxy", "127.0.0.1")
        yield
