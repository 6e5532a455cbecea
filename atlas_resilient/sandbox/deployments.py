"""
Deployments.
"""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.responses import Response

from . import rows
from .answers import Answer, reference_not_found, refuse, success
from .calls import Incoming, Limit, Offset
from .deployment_schemas import DeploymentCreate, DeploymentRead, DeploymentUpdate
from .lifecycle import Moment, level_of
from .tables import AgentDefinition, AgentInstance, Deployment

router = APIRouter(prefix="/deployments")


@router.post("")
async def create_deployment(call: Incoming) -> Response:
    """
    Create a deployment and its instance; its name is unique in its environment.
    """

    def work(session: Session) -> Answer:
        wish = call.body(DeploymentCreate).model_dump()
        definition = _definition(session, wish["agent_definition_id"])
        moment, now = call.life.moment(), call.storage.now()
        row = Deployment(**wish, **moment.birth(Deployment), created_at=now, updated_at=now)
        rows.insert(session, row)
        key, context = f"{definition.slug}.{row.id}", row.project_context
        session.add(AgentInstance(deployment_id=row.id, routing_key=key, input=context, created_at=now))
        rows.log(session, now, row.id, f"{row.name!r} is spawning in {row.environment!r}")
        return success(201, _shown(row, moment))

    return await call.create(work)


@router.get("/{deployment_id}")
async def get_deployment(call: Incoming, deployment_id: UUID) -> Response:
    """
    Show one deployment as it is by now.
    """

    def work(session: Session) -> Answer:
        row = rows.fetch(session, Deployment, deployment_id)
        return success(200, _shown(row, call.life.moment()))

    return await call.read(work)


@router.get("")
async def list_deployments(
    call: Incoming,
    environment: Annotated[str | None, Query()] = None,
    active_only: Annotated[bool, Query()] = False,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Response:
    """
    Show a page of deployments, of one environment if given, or only those that are active.
    """

    def work(session: Session) -> Answer:
        moment, query = call.life.moment(), select(Deployment)
        if environment is not None:
            query = query.where(Deployment.environment == environment)
        if active_only:
            query = query.where(moment.is_in(Deployment, "active"))
        found = rows.page(session, query, Deployment, limit, offset)
        return success(200, [_shown(row, moment) for row in found])

    return await call.read(work)


@router.patch("/{deployment_id}")
async def update_deployment(call: Incoming, deployment_id: UUID) -> Response:
    """
    Change what the body names; a status only moves on, and a final one stays.
    """

    def work(session: Session) -> Answer:
        row = rows.fetch(session, Deployment, deployment_id, to_change=True)
        moment, now = call.life.moment(), call.storage.now()
        wish = call.body(DeploymentUpdate).model_dump(exclude_unset=True)
        moved = moment.move(row, wish.pop("status"), "set to failed by a caller") if "status" in wish else {}
        rows.change(session, row, {**rows.differences(row, wish), **moved}, now)
        if moved:
            rows.log(
                session, now, row.id, f"{row.name!r} was put to {row.status}", level=level_of(row.status)
            )
        return success(200, _shown(row, moment))

    return await call.write(work)


@router.delete("/{deployment_id}")
async def delete_deployment(call: Incoming, deployment_id: UUID) -> Response:
    """
    Delete a deployment that has no plans, and its instance; its analyses stay, without it.
    """

    def work(session: Session) -> Answer:
        rows.remove(session, Deployment, deployment_id)
        rows.log(session, call.storage.now(), deployment_id, "was deleted")
        return Answer(204)

    return await call.write(work)


def _definition(session: Session, key: UUID) -> AgentDefinition:
    """Return the definition to deploy, which nobody deprecates or deletes until the end of the transaction."""
    definition = session.get(AgentDefinition, key, with_for_update={"read": True})
    if definition is None:
        raise reference_not_found("agent_definition_id")
    if definition.status == "deprecated":
        raise refuse(409, f"the agent definition {key} is deprecated and takes no new deployment")
    return definition


def _shown(row: Deployment, moment: Moment) -> dict[str, object]:
    stage = moment.stage(row)
    shown = DeploymentRead.model_validate(row)
    shown.status, shown.updated_at = stage.status, max(shown.updated_at, stage.since)
    return shown.model_dump(mode="json")
