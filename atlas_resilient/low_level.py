"""The generated low-level client, for who prefers its functions, over transports that retry."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
from atlas_control_plane.client import AuthenticatedClient, Client
from atlas_control_plane.operations import SERVICE

from ._answers import response_of
from ._deadline import Deadline
from ._drivers import run, run_async
from ._guard import Guard
from ._requests import operation_of
from ._steps import Call, Flow
from ._transport import checked_base_url, checked_token
from ._wire import AsyncWire, SyncWire
from .breaker import CircuitBreaker
from .budget import RetryBudget
from .hooks import Hook
from .policy import RetryPolicy, checked_policy, checked_seconds
from .retry import attempt_loop


def low_level_client(
    base_url: str | None = None,
    *,
    token: str | None = None,
    timeout: float = 30.0,
    policy: RetryPolicy | None = None,
    hooks: Sequence[Hook] = (),
    budget: RetryBudget | None = None,
    breaker: CircuitBreaker | None = None,
    transport: httpx.BaseTransport | None = None,
    async_transport: httpx.AsyncBaseTransport | None = None,
) -> Client:
    """
    Return a generated client whose transports retry as `ControlPlane` does.

    Its functions return what they are generated to return, and httpx's exceptions stay httpx's.  A create gets
    an idempotency key where the caller passes none.

    Example:
        >>> from atlas_control_plane.api.agent_classes import create_agent_class
        >>> with low_level_client("http://localhost:8000") as client:
        ...     answer = create_agent_class.sync_detailed(client=client, body=AgentClassCreate(name="support"))

    Args:
        base_url, timeout, policy, hooks, budget, breaker: as for `ControlPlane`.
        token: the bearer token, a string.
        transport, async_transport: used instead of our own.

    Raises:
        ValueError, TypeError: an argument makes no sense.
    """
    address, secret = checked_base_url(base_url), checked_token(token)
    limit = checked_seconds(timeout, "timeout")
    resilient = _Resilient(
        SyncWire(address, transport),
        AsyncWire(address, async_transport),
        urlsplit(address).path,
        limit,
        checked_policy(policy or RetryPolicy()),
        tuple(hooks),
        Guard(budget, breaker),
    )
    args: dict[str, Any] = {"transport": resilient}
    if secret is None:
        return Client(address, timeout=limit, httpx_args=args)

    return AuthenticatedClient(address, token=secret, timeout=limit, httpx_args=args)


class _Resilient(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """A transport for both worlds that repeats what the document says is safe to repeat."""

    def __init__(
        self,
        wire: SyncWire,
        async_wire: AsyncWire,
        prefix: str,
        timeout: float,
        policy: RetryPolicy,
        hooks: tuple[Hook, ...],
        guard: Guard,
    ) -> None:
        self._wire, self._async_wire = wire, async_wire
        self._prefix, self._timeout, self._policy = prefix, timeout, policy
        self._hooks, self._guard = hooks, guard

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.read()

        def fetch(template: str, resend_count: int) -> httpx.Response:
            return response_of(self._wire.fetch(request, self._timeout, template, resend_count), request)

        return run(self._flow(request, fetch))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()

        async def fetch(template: str, resend_count: int) -> httpx.Response:
            return response_of(
                await self._async_wire.fetch(request, self._timeout, template, resend_count), request
            )

        return await run_async(self._flow(request, fetch))

    def close(self) -> None:
        self._wire.close()

    async def aclose(self) -> None:
        await self._async_wire.aclose()

    def _flow(self, request: httpx.Request, fetch: Any) -> Flow[httpx.Response]:
        operation = operation_of(SERVICE, request.method, request.url.path.removeprefix(self._prefix))
        request.headers.setdefault("X-Request-ID", str(uuid4()))
        if operation is not None and operation.idempotency_key:
            request.headers.setdefault("Idempotency-Key", str(uuid4()))

        template, resends = operation.path if operation else "", count()

        def attempt(deadline: Deadline) -> Call:
            return Call(fetch, (template, next(resends)), deadline=deadline)

        name = operation.name if operation else f"{request.method} {request.url.path}"
        safe = operation is not None and (operation.repeatable or operation.idempotency_key)
        return attempt_loop(name, attempt, self._policy, hooks=self._hooks, keyed=safe, guard=self._guard)
