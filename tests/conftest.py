"""The two worlds that every behaviour is tried in, and a database server."""

from __future__ import annotations

import asyncio
import inspect
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from typing import TYPE_CHECKING, Any, Literal

import pytest

from atlas_resilient import AsyncControlPlane, ControlPlane
from tests.postgres import Cluster, find_binaries, running_cluster

if TYPE_CHECKING:
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter


@pytest.fixture(scope="session", autouse=True)
def _interrupts() -> Iterator[None]:
    """Take SIGINT as Python does: a shell lets what it starts in the background ignore it, children included."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


class World:
    """Sync or async: makes clients, and gives the result of a call whichever way it comes."""

    def __init__(self, name: Literal["sync", "async"], runner: asyncio.Runner) -> None:
        self.name = name
        self._runner = runner
        self._clients: list[Any] = []

    @property
    def is_async(self) -> bool:
        """Whether calls have to be awaited here."""
        return self.name == "async"

    def client(self, base_url: str | None = None, **options: Any) -> Any:
        """Return a client of this world, closed after the test."""
        client = (AsyncControlPlane if self.is_async else ControlPlane)(base_url, **options)
        self._clients.append(client)
        return client

    def run(self, outcome: Any) -> Any:
        """Return *outcome*, awaited where it has to be."""
        return self._runner.run(_awaited(outcome)) if inspect.isawaitable(outcome) else outcome

    def call(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Call *function* inside the event loop, if there is one here, and return its result."""

        async def inside() -> Any:
            outcome = function(*args, **kwargs)
            return await outcome if inspect.isawaitable(outcome) else outcome

        return self._runner.run(inside()) if self.is_async else function(*args, **kwargs)

    def collect(self, items: Iterator[Any] | AsyncIterator[Any]) -> list[Any]:
        """Return what is left of an iterator as a list."""
        if isinstance(items, AsyncIterator):
            return self._runner.run(_collected(items))

        return list(items)

    def close(self) -> None:
        """Close the clients that were made."""
        for client in self._clients:
            self.run(client.aclose() if self.is_async else client.close())


async def _awaited(outcome: Any) -> Any:
    return await outcome


async def _collected(items: AsyncIterator[Any]) -> list[Any]:
    return [item async for item in items]


@pytest.fixture(params=["sync", "async"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """Each of the two worlds in turn."""
    with asyncio.Runner() as runner:
        world = World(request.param, runner)
        yield world
        world.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """One PostgreSQL server for all tests that need one."""
    binaries = find_binaries()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed here: no initdb was found")
    with running_cluster(binaries) as cluster:
        yield cluster


@pytest.fixture
def exporter(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    """What OpenTelemetry was told since the test began."""
    # Here, as what imports a helper of the tests must not have imported it.
    from opentelemetry import trace
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(trace, "get_tracer_provider", lambda: provider)
    yield exporter
    provider.shutdown()
