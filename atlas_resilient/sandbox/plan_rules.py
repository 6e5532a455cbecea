"""
What holds for plans and their tasks: how tasks get in, what is final, how a plan follows its tasks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from . import rows
from .answers import refuse
from .lifecycle import level_of
from .plan_schemas import PlanTaskCreate
from .tables import AgentDefinition, Plan, PlanTask

_FINAL: dict[type[Plan | PlanTask], frozenset[str]] = {
    Plan: frozenset({"COMPLETED", "FAILED", "CANCELLED"}),
    PlanTask: frozenset({"COMPLETED", "FAILED", "SKIPPED"}),
}


def is_final(row: Plan | PlanTask) -> bool:
    """
    Return whether the status of *row* stays.
    """
    return row.status in _FINAL[type(row)]


def check_status(row: Plan | PlanTask, changes: Mapping[str, Any]) -> None:
    """
    Refuse *changes* with 409 when they would leave a final status.
    """
    if "status" in changes and is_final(row):
        raise refuse(409, f"a {row.status} {rows.noun(type(row))} cannot become {changes['status']}")


def add_tasks(
    session: Session, plan: Plan, wishes: Sequence[PlanTaskCreate], now: Callable[[], datetime]
) -> list[UUID]:
    """
    Add tasks to a plan, each with a moment of its own, and return their ids; or refuse with 422, and add none.
    """
    for place, wish in enumerate(wishes):
        field = "assignee_agent_definition_id"
        rows.require(session, AgentDefinition, getattr(wish, field), "tasks", place, field)
    tasks = [_task(plan.id, wish, now()) for wish in wishes]
    session.add_all(tasks)
    session.flush()
    message = f"the plan {plan.id} is {plan.status}, and {len(tasks)} of its tasks are new"
    rows.log(session, now(), plan.deployment_id, message)
    return [task.id for task in tasks]


def change_plan(session: Session, plan: Plan, changes: Mapping[str, Any], now: datetime) -> None:
    """
    Change a plan, and log what it has become.
    """
    rows.change(session, plan, changes, now)
    if "status" in changes:
        message = f"the plan {plan.id} is {plan.status}"
        rows.log(session, now, plan.deployment_id, message, level=level_of(plan.status))


def tasks_of(plan_id: UUID) -> Select[Any]:
    """
    Return the query of a plan's tasks, by sequence.
    """
    return select(PlanTask).where(PlanTask.plan_id == plan_id).order_by(PlanTask.sequence)


def follow_tasks(session: Session, plan_id: UUID, now: datetime) -> None:
    """
    End a plan whose tasks have all ended: FAILED if one of them failed, else COMPLETED.
    """
    # Looked at only after the plan is ours: of two tasks that end at once, one sees both.
    plan = rows.fetch(session, Plan, plan_id, to_change=True)
    statuses = set(session.scalars(select(PlanTask.status).where(PlanTask.plan_id == plan_id)))
    if not is_final(plan) and statuses <= _FINAL[PlanTask]:
        ending = "FAILED" if "FAILED" in statuses else "COMPLETED"
        change_plan(session, plan, {"status": ending}, now)


def _task(plan_id: UUID, wish: PlanTaskCreate, now: datetime) -> PlanTask:
    return PlanTask(
        **wish.model_dump(), plan_id=plan_id, status="PENDING", result=None, created_at=now, updated_at=now
    )
