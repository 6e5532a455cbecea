"""
Agent definitions.
"""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.responses import Response

from . import definition_rules, publishing, rows
from .answers import Answer, success
from .calls import Incoming, Limit, Offset
from .schemas import (
    AgentDefinitionConfig,
    AgentDefinitionCreate,
    AgentDefinitionRead,
    AgentDefinitionUpdate,
    PublishingStatus,
    ToolIds,
)
from .tables import AgentDefinition, SystemPrompt

router = APIRouter(prefix="/agent-definitions")


@router.post("")
async def create_agent_definition(call: Incoming) -> Response:
    """
    Create a draft; its name is unique in its class, and its slug everywhere.
    """

    def work(session: Session) -> Answer:
        wish = call.body(AgentDefinitionCreate).model_dump()
        row = definition_rules.insert(session, wish, call.storage.now())
        return success(201, _shown(row))

    return await call.create(work)


@router.get("/{agent_definition_id}")
async def get_agent_definition(call: Incoming, agent_definition_id: UUID) -> Response:
    """
    Show one agent definition.
    """

    def work(session: Session) -> Answer:
        return success(200, _shown(rows.fetch(session, AgentDefinition, agent_definition_id)))

    return await call.read(work)


@router.get("/{agent_definition_id}/config")
async def get_agent_definition_config(call: Incoming, agent_definition_id: UUID) -> Response:
    """
    Show what an agent of this definition runs with.

    A prompt that is kept elsewhere is shown as what its `content` says: nothing is fetched.
    """

    def work(session: Session) -> Answer:
        row = rows.fetch(session, AgentDefinition, agent_definition_id)
        config = AgentDefinitionConfig.model_validate(row)
        if row.system_prompt_id is not None:
            config.system_prompt = rows.fetch(session, SystemPrompt, row.system_prompt_id).content
        tools = definition_rules.tools_of(session, row.id)
        config.tools = [{"name": tool.name, "schema": tool.json_schema} for tool in tools]
        return success(200, config.model_dump(mode="json"))

    return await call.read(work)


@router.get("")
async def list_agent_definitions(
    call: Incoming,
    status: Annotated[PublishingStatus | None, Query()] = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Response:
    """
    Show a page of agent definitions, of one *status* if given.
    """

    def work(session: Session) -> Answer:
        query = select(AgentDefinition)
        if status is not None:
            query = query.where(AgentDefinition.status == status.value)
        found = rows.page(session, query, AgentDefinition, limit, offset)
        return success(200, [_shown(row) for row in found])

    return await call.read(work)


@router.patch("/{agent_definition_id}")
async def update_agent_definition(call: Incoming, agent_definition_id: UUID) -> Response:
    """
    Change what the body names; only a draft can change in more than its status.
    """

    def work(session: Session) -> Answer:
        row = rows.fetch(session, AgentDefinition, agent_definition_id, to_change=True)
        wish = call.body(AgentDefinitionUpdate).model_dump(exclude_unset=True)
        changes = rows.differences(row, wish)
        publishing.check_changes(row, changes)
        definition_rules.check_references(session, changes)
        rows.change(session, row, changes, call.storage.now())
        return success(200, _shown(row))

    return await call.write(work)


@router.post("/{agent_definition_id}/tools")
async def add_tools_to_definition(call: Incoming, agent_definition_id: UUID) -> Response:
    """
    Add tools to a draft; those that it has already stay where they are.
    """

    def work(session: Session) -> Answer:
        row = rows.fetch(session, AgentDefinition, agent_definition_id, to_change=True)
        wish = call.body(ToolIds).model_dump()
        definition_rules.check_references(session, wish)
        had = {tool.id for tool in definition_rules.tools_of(session, row.id)}
        new = [tool_id for tool_id in dict.fromkeys(wish["tool_ids"]) if tool_id not in had]
        if new:
            publishing.check_editable(row, {"tools"})
            definition_rules.add_tools(session, row.id, new)
            row.updated_at = call.storage.now()
        return success(200, _shown(row))

    return await call.write(work)


@router.delete("/{agent_definition_id}")
async def delete_agent_definition(call: Incoming, agent_definition_id: UUID) -> Response:
    """
    Delete an agent definition that nothing runs or is assigned to.
    """

    def work(session: Session) -> Answer:
        rows.remove(session, AgentDefinition, agent_definition_id)
        return Answer(204)

    return await call.write(work)


def _shown(row: AgentDefinition) -> dict[str, object]:
    return AgentDefinitionRead.model_validate(row).model_dump(mode="json")
