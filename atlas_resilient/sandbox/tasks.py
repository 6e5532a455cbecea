"""
Tasks by their own ids.
"""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from sqlalchemy.orm import Session
from starlette.responses import Response

from . import plan_rules, rows
from .answers import Answer, success
from .calls import Incoming
from .plan_schemas import PlanTaskRead, PlanTaskReadEnriched, PlanTaskUpdate
from .tables import AgentDefinition, PlanTask

router = APIRouter(prefix="/tasks")


@router.get("/{task_id}")
async def get_task(call: Incoming, task_id: UUID, enrich: Annotated[bool, Query()] = True) -> Response:
    """
    Show one task, with slug and name of its assignee unless *enrich* is false.
    """

    def work(session: Session) -> Answer:
        row = rows.fetch(session, PlanTask, task_id)
        shown = PlanTaskReadEnriched.model_validate(row)
        if enrich and row.assignee_agent_definition_id is not None:
            assignee = rows.fetch(session, AgentDefinition, row.assignee_agent_definition_id)
            shown.assignee_agent_slug, shown.assignee_agent_name = assignee.slug, assignee.name
        return success(200, shown.model_dump(mode="json"))

    return await call.read(work)


@router.patch("/{task_id}")
async def update_task(call: Incoming, task_id: UUID) -> Response:
    """
    Change what the body names; a final status stays, and the last one to come ends the plan.
    """

    def work(session: Session) -> Answer:
        row = rows.fetch(session, PlanTask, task_id, to_change=True)
        changes = rows.differences(row, call.body(PlanTaskUpdate).model_dump(exclude_unset=True))
        plan_rules.check_status(row, changes)
        field = "assignee_agent_definition_id"
        rows.require(session, AgentDefinition, changes.get(field), field)
        now = call.storage.now()
        rows.change(session, row, changes, now)
        if "status" in changes:
            plan_rules.follow_tasks(session, row.plan_id, now)
        return success(200, PlanTaskRead.model_validate(row).model_dump(mode="json"))

    return await call.write(work)
