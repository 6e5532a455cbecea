"""
Agent instances: every deployment has one, which lives as long as it does.
"""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.responses import Response

from . import rows
from .answers import Answer, success
from .calls import Incoming, Limit, Offset
from .deployment_schemas import AgentInstanceRead, AgentInstanceStatus
from .lifecycle import Moment
from .tables import AgentInstance, Deployment

router = APIRouter(prefix="/instances")

_EXIT_CODES = {"completed": 0, "failed": 1}


@router.get("/{instance_id}")
async def get_agent_instance(call: Incoming, instance_id: UUID) -> Response:
    """
    Show one instance as it is by now.
    """

    def work(session: Session) -> Answer:
        row = rows.fetch(session, AgentInstance, instance_id)
        return success(200, _shown(row, call.life.moment()))

    return await call.read(work)


@router.get("")
async def list_agent_instances(
    call: Incoming,
    deployment_id: Annotated[UUID | None, Query()] = None,
    status: Annotated[AgentInstanceStatus | None, Query()] = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Response:
    """
    Show a page of instances, of one deployment and of one *status* if given.
    """

    def work(session: Session) -> Answer:
        moment, query = call.life.moment(), select(AgentInstance)
        if deployment_id is not None:
            query = query.where(AgentInstance.deployment_id == deployment_id)
        if status is not None:
            own = AgentInstance.deployment_id == Deployment.id
            query = query.join(Deployment, own).where(moment.is_in(Deployment, status.value))
        found = rows.page(session, query, AgentInstance, limit, offset)
        return success(200, [_shown(row, moment) for row in found])

    return await call.read(work)


def _shown(row: AgentInstance, moment: Moment) -> dict[str, object]:
    """Return the instance as its deployment makes it; nothing ran, so its output is empty and nothing measured."""
    stage = moment.stage(row.deployment)
    return AgentInstanceRead(
        id=row.id,
        deployment_id=row.deployment_id,
        agent_definition_id=row.deployment.agent_definition_id,
        routing_key=row.routing_key,
        status=stage.status,
        input=row.input,
        metrics={},
        output={} if stage.status == "completed" else None,
        error=row.deployment.error,
        exit_code=_EXIT_CODES.get(stage.status),
        created_at=row.created_at,
        started_at=stage.started,
        completed_at=stage.since if stage.is_final else None,
    ).model_dump(mode="json")
