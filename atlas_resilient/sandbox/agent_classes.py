"""
Agent classes.
"""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.responses import Response

from . import rows
from .answers import Answer, success
from .calls import Incoming, Limit, Offset
from .schemas import AgentClassCreate, AgentClassRead, AgentClassUpdate
from .tables import AgentClass

router = APIRouter(prefix="/agent-classes")


@router.post("")
async def create_agent_class(call: Incoming) -> Response:
    """
    Create an agent class; its name is unique.
    """

    def work(session: Session) -> Answer:
        now = call.storage.now()
        row = AgentClass(**call.body(AgentClassCreate).model_dump(), created_at=now, updated_at=now)
        rows.insert(session, row)
        return success(201, _shown(row))

    return await call.create(work)


@router.get("/{agent_class_id}")
async def get_agent_class(call: Incoming, agent_class_id: UUID) -> Response:
    """
    Show one agent class.
    """
    return await call.read(
        lambda session: success(200, _shown(rows.fetch(session, AgentClass, agent_class_id)))
    )


@router.get("")
async def list_agent_classes(call: Incoming, limit: Limit = 100, offset: Offset = 0) -> Response:
    """
    Show a page of agent classes.
    """

    def work(session: Session) -> Answer:
        found = rows.listed(session, AgentClass, limit, offset)
        return success(200, [_shown(row) for row in found])

    return await call.read(work)


@router.patch("/{agent_class_id}")
async def update_agent_class(call: Incoming, agent_class_id: UUID) -> Response:
    """
    Change what the body names.
    """

    def work(session: Session) -> Answer:
        row = rows.fetch(session, AgentClass, agent_class_id, to_change=True)
        wish = call.body(AgentClassUpdate).model_dump(exclude_unset=True)
        rows.change(session, row, rows.differences(row, wish), call.storage.now())
        return success(200, _shown(row))

    return await call.write(work)


@router.delete("/{agent_class_id}")
async def delete_agent_class(call: Incoming, agent_class_id: UUID) -> Response:
    """
    Delete an agent class that has no definitions.
    """

    def work(session: Session) -> Answer:
        rows.remove(session, AgentClass, agent_class_id)
        return Answer(204)

    return await call.write(work)


def _shown(row: AgentClass) -> dict[str, object]:
    return AgentClassRead.model_validate(row).model_dump(mode="json")
