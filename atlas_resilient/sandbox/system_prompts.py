"""
System prompts.
"""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.responses import Response

from . import publishing, rows
from .answers import Answer, success
from .calls import Incoming, Limit, Offset
from .schemas import PublishingStatus
from .tables import AgentClass, SystemPrompt
from .tool_schemas import SystemPromptCreate, SystemPromptRead, SystemPromptUpdate

router = APIRouter(prefix="/system-prompts")


@router.post("")
async def create_system_prompt(call: Incoming) -> Response:
    """
    Create a system prompt; its name is unique.
    """

    def work(session: Session) -> Answer:
        now = call.storage.now()
        row = SystemPrompt(**call.body(SystemPromptCreate).model_dump(), created_at=now, updated_at=now)
        rows.require(session, AgentClass, row.agent_class_id, "agent_class_id")
        rows.insert(session, row)
        return success(201, _shown(row))

    return await call.create(work)


@router.get("/{system_prompt_id}")
async def get_system_prompt(call: Incoming, system_prompt_id: UUID) -> Response:
    """
    Show one system prompt.
    """
    return await call.read(
        lambda session: success(200, _shown(rows.fetch(session, SystemPrompt, system_prompt_id)))
    )


@router.get("")
async def list_system_prompts(
    call: Incoming,
    agent_class_id: Annotated[UUID | None, Query()] = None,
    status: Annotated[PublishingStatus | None, Query()] = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Response:
    """
    Show a page of system prompts, of one class and of one *status* if given.
    """

    def work(session: Session) -> Answer:
        query = select(SystemPrompt)
        if agent_class_id is not None:
            query = query.where(SystemPrompt.agent_class_id == agent_class_id)
        if status is not None:
            query = query.where(SystemPrompt.status == status.value)
        found = rows.page(session, query, SystemPrompt, limit, offset)
        return success(200, [_shown(row) for row in found])

    return await call.read(work)


@router.patch("/{system_prompt_id}")
async def update_system_prompt(call: Incoming, system_prompt_id: UUID) -> Response:
    """
    Change what the body names; only a draft can change in more than its status.
    """

    def work(session: Session) -> Answer:
        row = rows.fetch(session, SystemPrompt, system_prompt_id, to_change=True)
        wish = call.body(SystemPromptUpdate).model_dump(exclude_unset=True)
        changes = rows.differences(row, wish)
        publishing.check_changes(row, changes)
        rows.change(session, row, changes, call.storage.now())
        return success(200, _shown(row))

    return await call.write(work)


@router.delete("/{system_prompt_id}")
async def delete_system_prompt(call: Incoming, system_prompt_id: UUID) -> Response:
    """
    Delete a system prompt that no definition names.
    """

    def work(session: Session) -> Answer:
        rows.remove(session, SystemPrompt, system_prompt_id)
        return Answer(204)

    return await call.write(work)


def _shown(row: SystemPrompt) -> dict[str, object]:
    return SystemPromptRead.model_validate(row).model_dump(mode="json")
