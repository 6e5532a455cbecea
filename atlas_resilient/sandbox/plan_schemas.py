"""
What may be sent and what is shown of plans and their tasks.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from .schemas import FreeObject, Sent, Shown, Stored

Text = Annotated[str, Field(min_length=1)]
# As much as the database can count.
Sequence = Annotated[int, Field(ge=0, le=2**63 - 1)]


class PlanStatus(StrEnum):
    """The life of a plan."""

    DRAFT = "DRAFT"
    ACTIVE = "ACTIVE"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"


class PlanTaskStatus(StrEnum):
    """The life of a task."""

    PENDING = "PENDING"
    IN_PROGRESS = "IN_PROGRESS"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"
    SKIPPED = "SKIPPED"


class PlanTaskCreate(Sent):
    """One task of create_plan and append_tasks."""

    sequence: Sequence = 0
    description: Text
    validation: Text
    assignee_agent_definition_id: UUID | None = None
    meta: FreeObject = Field(default_factory=dict)


class PlanTaskUpdate(Sent):
    """Body of update_task."""

    sequence: Sequence = 0
    description: Text = Field(default="", validate_default=False)
    validation: Text = Field(default="", validate_default=False)
    assignee_agent_definition_id: UUID | None = None
    status: Annotated[PlanTaskStatus, Stored] = PlanTaskStatus.PENDING
    result: str | None = None
    meta: FreeObject = Field(default_factory=dict)


class TasksAppend(Sent):
    """Body of append_tasks."""

    tasks: list[PlanTaskCreate] = Field(min_length=1)


class PlanCreate(Sent):
    """Body of create_plan."""

    goal: Text
    constraints: FreeObject = Field(default_factory=dict)
    state: FreeObject = Field(default_factory=dict)
    spec_reference: str | None = None
    tasks: list[PlanTaskCreate] = Field(default_factory=list)


class PlanUpdate(Sent):
    """Body of update_plan."""

    goal: Text = Field(default="", validate_default=False)
    constraints: FreeObject = Field(default_factory=dict)
    state: FreeObject = Field(default_factory=dict)
    status: Annotated[PlanStatus, Stored] = PlanStatus.ACTIVE
    spec_reference: str | None = None


class PlanTaskRead(Shown):
    """A task."""

    plan_id: UUID
    sequence: int
    description: str
    validation: str
    assignee_agent_definition_id: UUID | None
    status: str
    result: str | None
    meta: FreeObject
    created_at: datetime
    updated_at: datetime


class PlanTaskReadEnriched(PlanTaskRead):
    """A task, and who is to do it."""

    assignee_agent_slug: str | None = None
    assignee_agent_name: str | None = None


class PlanRead(Shown):
    """A plan without its tasks."""

    deployment_id: UUID
    created_by_instance_id: UUID
    goal: str
    constraints: FreeObject
    state: FreeObject
    status: str
    spec_reference: str | None
    created_at: datetime
    updated_at: datetime


class PlanCreateResponse(PlanRead):
    """A new plan with the ids of its tasks."""

    task_ids: list[UUID] = Field(default_factory=list)


class PlanReadWithTasks(PlanRead):
    """A plan with its tasks."""

    tasks: list[PlanTaskRead] = Field(default_factory=list)
