"""What type checkers see of the public surface; `make check` reads this file, nothing runs it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from typing import Any, assert_type
from uuid import UUID

import httpx
from atlas_control_plane.models import (
    AgentClassCreate,
    AgentClassRead,
    AgentDefinitionCreate,
    DeploymentRead,
    Health,
    PlanCreateResponse,
    ToolRead,
)

from atlas_resilient import (
    AsyncControlPlane,
    AsyncRollback,
    AtlasAPIError,
    ControlPlane,
    RetryPolicy,
    Rollback,
    retry,
    robust_operation,
    safe_get,
    wait_until,
)


def sync_surface(atlas: ControlPlane, some_id: UUID) -> None:
    assert_type(atlas.create_agent_class(AgentClassCreate(name="support")), AgentClassRead)
    assert_type(atlas.list_tools(limit=10), list[ToolRead])
    assert_type(atlas.create_plan(some_id, {"goal": "ship"}), PlanCreateResponse)
    assert_type(atlas.safe_get_agent_class(str(some_id)), AgentClassRead | None)
    assert_type(atlas.get_or_create_agent_class({"name": "support"}), tuple[AgentClassRead, bool])
    assert_type(atlas.iter_agent_classes(page_size=50), Iterator[AgentClassRead])
    assert_type(atlas.wait_for_deployment(some_id, until="active", timeout=60.0), DeploymentRead)
    assert_type(atlas.with_options(deadline=5.0), ControlPlane)
    assert_type(atlas.with_options(policy=RetryPolicy(attempts=2)).health(), Health)
    atlas.delete_agent_class(some_id)


async def async_surface(atlas: AsyncControlPlane, some_id: UUID) -> None:
    assert_type(await atlas.create_agent_class(AgentClassCreate(name="support")), AgentClassRead)
    assert_type(await atlas.list_tools(limit=10), list[ToolRead])
    assert_type(await atlas.safe_get_agent_class(some_id), AgentClassRead | None)
    assert_type(await atlas.get_or_create_agent_class({"name": "support"}), tuple[AgentClassRead, bool])
    assert_type(atlas.iter_agent_classes(), AsyncIterator[AgentClassRead])
    assert_type(await atlas.wait_for_deployment(some_id), DeploymentRead)
    assert_type(atlas.with_options(timeout=None), AsyncControlPlane)
    async with AsyncRollback() as undo:
        undo.add(atlas.delete_agent_class, some_id)


def free_objects_are_dicts(some_id: UUID) -> None:
    body = AgentDefinitionCreate(
        name="first line", agent_class_id=some_id, config={"temperature": 0.2, "deep": {"er": [1]}}
    )
    with Rollback() as undo:
        undo.add(print, body)


def decorators(atlas: ControlPlane, anything: AsyncControlPlane) -> None:
    @retry
    def bare(number: int, *, flag: bool = False) -> str:
        return str(number)

    @retry(attempts=2, on=OSError)
    async def with_arguments(number: int) -> str:
        return str(number)

    assert_type(bare(3, flag=True), str)
    pending: Coroutine[Any, Any, str] = with_arguments(3)
    pending.close()

    @safe_get
    def find(name: str) -> int:
        return len(name)

    @safe_get
    async def find_later(name: str) -> int:
        return len(name)

    assert_type(find("x"), int | None)
    later: Coroutine[Any, Any, int | None] = find_later("x")
    later.close()
    assert_type(robust_operation(atlas, "Health", atlas.health), Health)
    robust_operation(anything, "Health", anything.health).close()
    assert_type(wait_until(atlas.health, lambda health: health.uptime_seconds > 1), Health)


async def decorated_async(anything: AsyncControlPlane) -> None:
    assert_type(await robust_operation(anything, "Health", anything.health), Health)
    assert_type(await wait_until(anything.health, lambda health: True, timeout=5.0), Health)


def errors(error: AtlasAPIError) -> None:
    assert_type(error.status_code, int)
    assert_type(error.response, httpx.Response)
    assert_type(error.retry_after, float | None)
    assert_type(error.recoverable, bool)


def takes_callable(function: Callable[[int], str]) -> None:
    takes_callable(retry(function))
