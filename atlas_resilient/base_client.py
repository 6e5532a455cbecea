"""
What the clients of every service stand on: one line for each thing that a method does.

`ControlPlane` and the clients that `python -m atlas_codegen` makes are these, with generated methods and the
service they are for; the same flows (`_flows`) are run by one driver or the other.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx

from ._credentials import AsyncTokenProvider, TokenProvider
from ._drivers import run, run_async
from ._flows import Client, Ids
from ._generated import Operation
from ._wire import AsyncWire, SyncWire
from .breaker import CircuitBreaker
from .budget import RetryBudget
from .hooks import Hook
from .paging import AsyncPageIterator, PageIterator
from .policy import RetryPolicy
from .safe_get import none_if_absent

T = TypeVar("T")


class SyncClient(Client[SyncWire]):
    """
    A resilient client, for scripts and threads; what makes it one of a service is its generated subclass.

    Args, Raises: as `ControlPlane`.
    """

    def __init__(
        self,
        base_url: str | None = None,
        *,
        token: str | TokenProvider | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float | None = 30.0,
        policy: RetryPolicy | None = None,
        hooks: Sequence[Hook] = (),
        budget: RetryBudget | None = None,
        breaker: CircuitBreaker | None = None,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        super().__init__(base_url, token, headers, timeout, policy, hooks, budget, breaker, may_await=False)
        if transport is not None and not isinstance(transport, httpx.BaseTransport):
            raise TypeError(f"transport has to be an httpx.BaseTransport, not {transport!r:.80}")

        self._wire = SyncWire(self._base_url, transport)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections; calling anything afterwards is a `RuntimeError`."""
        self._wire.close()

    def _call(
        self, operation: Operation[T], path: Ids, *, query: Mapping[str, Any] | None = None, body: Any = None
    ) -> T:
        return run(self._call_flow(operation, path, query, body))

    def _safe_get(
        self, operation: Operation[T], path: Ids, *, query: Mapping[str, Any] | None = None
    ) -> T | None:
        return run(none_if_absent(self._call_flow(operation, path, query)))

    def _get_or_create(
        self, operation: Operation[T], path: Ids, *, body: Any, adopt_different: bool
    ) -> tuple[T, bool]:
        return run(self._get_or_create_flow(operation, path, body, adopt_different))

    def _iterate(
        self, operation: Operation[list[T]], path: Ids, *, query: Mapping[str, Any], page_size: int
    ) -> Iterator[T]:
        return PageIterator(self._pages(operation, path, query, page_size))

    def _wait_for(
        self,
        operation: Operation[T],
        path: Ids,
        *,
        query: Mapping[str, Any] | None = None,
        until: str | Collection[str] | None,
        timeout: float,
        interval: float,
        lag: float,
        on_progress: Callable[[T], None] | None,
    ) -> T:
        return run(self._wait_flow(operation, path, query, until, timeout, interval, lag, on_progress))


class AsyncClient(Client[AsyncWire]):
    """
    A resilient client, for asyncio; what makes it one of a service is its generated subclass.

    Args, Raises: as `AsyncControlPlane`.
    """

    def __init__(
        self,
        base_url: str | None = None,
        *,
        token: str | AsyncTokenProvider | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float | None = 30.0,
        policy: RetryPolicy | None = None,
        hooks: Sequence[Hook] = (),
        budget: RetryBudget | None = None,
        breaker: CircuitBreaker | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        super().__init__(base_url, token, headers, timeout, policy, hooks, budget, breaker, may_await=True)
        if transport is not None and not isinstance(transport, httpx.AsyncBaseTransport):
            raise TypeError(f"transport has to be an httpx.AsyncBaseTransport, not {transport!r:.80}")

        self._wire = AsyncWire(self._base_url, transport)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close all connections; calling anything afterwards is a `RuntimeError`."""
        await self._wire.aclose()

    async def _call(
        self, operation: Operation[T], path: Ids, *, query: Mapping[str, Any] | None = None, body: Any = None
    ) -> T:
        return await run_async(self._call_flow(operation, path, query, body))

    async def _safe_get(
        self, operation: Operation[T], path: Ids, *, query: Mapping[str, Any] | None = None
    ) -> T | None:
        return await run_async(none_if_absent(self._call_flow(operation, path, query)))

    async def _get_or_create(
        self, operation: Operation[T], path: Ids, *, body: Any, adopt_different: bool
    ) -> tuple[T, bool]:
        return await run_async(self._get_or_create_flow(operation, path, body, adopt_different))

    def _iterate(
        self, operation: Operation[list[T]], path: Ids, *, query: Mapping[str, Any], page_size: int
    ) -> AsyncIterator[T]:
        return AsyncPageIterator(self._pages(operation, path, query, page_size))

    async def _wait_for(
        self,
        operation: Operation[T],
        path: Ids,
        *,
        query: Mapping[str, Any] | None = None,
        until: str | Collection[str] | None,
        timeout: float,
        interval: float,
        lag: float,
        on_progress: Callable[[T], None] | None,
    ) -> T:
        return await run_async(
            self._wait_flow(operation, path, query, until, timeout, interval, lag, on_progress)
        )
