"""
`ControlPlane` and `AsyncControlPlane`: every operation of the document, made to last.

Their methods are generated (`atlas_control_plane.sync_methods` and `async_methods`); what a method does, they have
from `base_client`.
"""

from __future__ import annotations

from atlas_control_plane.async_methods import AsyncMethods
from atlas_control_plane.operations import SERVICE
from atlas_control_plane.sync_methods import SyncMethods

from ._transport import LOCAL
from .base_client import AsyncClient, SyncClient


class ControlPlane(SyncClient, SyncMethods):
    """
    A resilient client of the Control Plane, for scripts and threads.

    Every operation of the document is a method by its `operationId`; `safe_get_*`, `get_or_create_*`, `iter_*` and
    `wait_for_*` come on top.  It may be shared by threads.

    Example:
        >>> with ControlPlane("http://localhost:8000") as atlas:
        ...     support, created = atlas.get_or_create_agent_class({"name": "support"})

    Args:
        base_url: where Atlas is; else `ATLAS_BASE_URL`, else `http://localhost:8000`.
        token: the bearer token, or a function that returns it: asked before the first request, and once more by
            a call that is answered 401.  Else `ATLAS_TOKEN`, else none is sent.
        headers: sent with every request, such as a tenant's name; what a call sets itself comes before them.
        timeout: seconds that one attempt may take, its body included; None for no limit but the deadline.
        policy: how often and how long calls are attempted.
        hooks: functions that are told each attempt, pause and giving up; see `atlas_resilient.hooks`.
        budget: the retries that all calls together may make; one of its own by default.
        breaker: stops calls while Atlas is down; none by default.
        transport: an `httpx.BaseTransport` to use instead of our own.

    Raises:
        ValueError, TypeError: an argument makes no sense.
    """

    _service = SERVICE
    _variables = "ATLAS"
    _default_url = LOCAL


class AsyncControlPlane(AsyncClient, AsyncMethods):
    """
    A resilient client of the Control Plane, for asyncio.

    The methods of `ControlPlane`, to be awaited; `iter_*` for `async for`.  It belongs to one event loop at a time.

    Example:
        >>> async with AsyncControlPlane("http://localhost:8000") as atlas:
        ...     support, created = await atlas.get_or_create_agent_class({"name": "support"})

    Args, Raises: as `ControlPlane`, with an `httpx.AsyncBaseTransport` as transport; a token function may be async.
    """

    _service = SERVICE
    _variables = "ATLAS"
    _default_url = LOCAL
