"""
Plans, and their tasks as far as the path of the plan leads to them.
"""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.responses import Response

from . import plan_rules, rows
from .answers import Answer, refuse, success
from .calls import Incoming, Limit, Offset
from .plan_schemas import (
    PlanCreate,
    PlanCreateResponse,
    PlanRead,
    PlanReadWithTasks,
    PlanStatus,
    PlanTaskRead,
    PlanTaskStatus,
    PlanUpdate,
    TasksAppend,
)
from .tables import AgentInstance, Deployment, Plan, PlanTask

router = APIRouter()


@router.post("/deployments/{deployment_id}/plans")
async def create_plan(call: Incoming, deployment_id: UUID) -> Response:
    """
    Create a plan with its tasks, in the name of the deployment's own instance.
    """

    def work(session: Session) -> Answer:
        deployment = rows.fetch(session, Deployment, deployment_id, to_change=True)
        wish, now = call.body(PlanCreate), call.storage.now()
        row = Plan(
            **wish.model_dump(exclude={"tasks"}),
            status="ACTIVE",
            deployment_id=deployment.id,
            created_by_instance_id=_own_instance(session, deployment),
            created_at=now,
            updated_at=now,
        )
        session.add(row)
        session.flush()
        shown = PlanCreateResponse.model_validate(row)
        shown.task_ids = plan_rules.add_tasks(session, row, wish.tasks, call.storage.now)
        return success(201, shown.model_dump(mode="json"))

    return await call.create(work)


@router.get("/plans/{plan_id}")
async def get_plan(call: Incoming, plan_id: UUID) -> Response:
    """
    Show one plan with all its tasks.
    """

    def work(session: Session) -> Answer:
        shown = PlanReadWithTasks.model_validate(rows.fetch(session, Plan, plan_id))
        tasks = rows.page(session, plan_rules.tasks_of(plan_id), PlanTask, None, 0)
        shown.tasks = [PlanTaskRead.model_validate(task) for task in tasks]
        return success(200, shown.model_dump(mode="json"))

    return await call.read(work)


@router.get("/deployments/{deployment_id}/plans")
async def list_plans(
    call: Incoming,
    deployment_id: UUID,
    status: Annotated[PlanStatus | None, Query()] = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Response:
    """
    Show a page of a deployment's plans, of one *status* if given.
    """

    def work(session: Session) -> Answer:
        rows.fetch(session, Deployment, deployment_id)
        query = select(Plan).where(Plan.deployment_id == deployment_id)
        if status is not None:
            query = query.where(Plan.status == status.value)
        found = rows.page(session, query, Plan, limit, offset)
        return success(200, [_shown(row) for row in found])

    return await call.read(work)


@router.patch("/plans/{plan_id}")
async def update_plan(call: Incoming, plan_id: UUID) -> Response:
    """
    Change what the body names; a final status stays.
    """

    def work(session: Session) -> Answer:
        row = rows.fetch(session, Plan, plan_id, to_change=True)
        changes = rows.differences(row, call.body(PlanUpdate).model_dump(exclude_unset=True))
        plan_rules.check_status(row, changes)
        plan_rules.change_plan(session, row, changes, call.storage.now())
        return success(200, _shown(row))

    return await call.write(work)


@router.post("/plans/{plan_id}/tasks")
async def append_tasks(call: Incoming, plan_id: UUID) -> Response:
    """
    Add tasks to a plan that has not ended.
    """

    def work(session: Session) -> Answer:
        plan = rows.fetch(session, Plan, plan_id, to_change=True)
        wishes = call.body(TasksAppend).tasks
        if plan_rules.is_final(plan):
            raise refuse(409, f"a {plan.status} plan takes no more tasks")
        task_ids = plan_rules.add_tasks(session, plan, wishes, call.storage.now)
        return success(201, {"task_ids": [str(task_id) for task_id in task_ids]})

    return await call.create(work)


@router.get("/plans/{plan_id}/tasks")
async def list_tasks(
    call: Incoming,
    plan_id: UUID,
    status: Annotated[PlanTaskStatus | None, Query()] = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Response:
    """
    Show a page of a plan's tasks by sequence, of one *status* if given.
    """

    def work(session: Session) -> Answer:
        rows.fetch(session, Plan, plan_id)
        query = plan_rules.tasks_of(plan_id)
        if status is not None:
            query = query.where(PlanTask.status == status.value)
        found = rows.page(session, query, PlanTask, limit, offset)
        return success(200, [PlanTaskRead.model_validate(row).model_dump(mode="json") for row in found])

    return await call.read(work)


def _own_instance(session: Session, deployment: Deployment) -> UUID:
    own = select(AgentInstance.id).where(AgentInstance.deployment_id == deployment.id)
    return session.scalars(own).one()


def _shown(row: Plan) -> dict[str, object]:
    return PlanRead.model_validate(row).model_dump(mode="json")
