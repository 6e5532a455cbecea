"""
The tables.  What must be unique or exist is a constraint, so that it holds between threads and processes.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import JSON, BigInteger, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base_tables import Base, Changing, Living, Named, Resource


class AgentClass(Named):
    """
    The row of an agent class.
    """

    __tablename__ = "agent_class"
    __table_args__ = (UniqueConstraint("name"),)

    description: Mapped[str | None]


class ModelProvider(Named):
    """
    The row of a model provider; `config` holds its secrets as they were given.
    """

    __tablename__ = "model_provider"
    __table_args__ = (UniqueConstraint("name"),)

    api_base_url: Mapped[str | None]
    description: Mapped[str | None]
    config: Mapped[dict[str, Any]] = mapped_column(JSON)


class SystemPrompt(Named):
    """
    The row of a system prompt.
    """

    __tablename__ = "system_prompt"
    __table_args__ = (UniqueConstraint("name"),)

    agent_class_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("agent_class.id", ondelete="RESTRICT"), index=True
    )
    description: Mapped[str | None]
    status: Mapped[str]
    content: Mapped[str]
    content_storage_type: Mapped[str]
    meta: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class Tool(Named):
    """
    The row of a tool; the moments are for the order of lists only.
    """

    __tablename__ = "tool"
    __table_args__ = (UniqueConstraint("name"),)

    description: Mapped[str | None]
    json_schema: Mapped[dict[str, Any]] = mapped_column(JSON)
    safety_policy: Mapped[str | None]
    risk_level: Mapped[str]


class AgentDefinition(Named):
    """
    The row of an agent definition.
    """

    __tablename__ = "agent_definition"
    __table_args__ = (UniqueConstraint("agent_class_id", "name"), UniqueConstraint("slug"))

    agent_class_id: Mapped[UUID] = mapped_column(ForeignKey("agent_class.id", ondelete="RESTRICT"))
    model_provider_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("model_provider.id", ondelete="RESTRICT"), index=True
    )
    system_prompt_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("system_prompt.id", ondelete="RESTRICT"), index=True
    )
    # The contract has no resource of structured outputs, so any id is taken.
    structured_output_id: Mapped[UUID | None]
    slug: Mapped[str]
    description: Mapped[str | None]
    model_name: Mapped[str | None]
    status: Mapped[str]
    execution_mode: Mapped[str]
    config: Mapped[dict[str, Any]] = mapped_column(JSON)
    allow_outbound_a2a: Mapped[bool]


class DefinitionTool(Base):
    """
    That a definition has a tool, and which place it has among the others.
    """

    __tablename__ = "definition_tool"

    agent_definition_id: Mapped[UUID] = mapped_column(
        ForeignKey("agent_definition.id", ondelete="CASCADE"), primary_key=True
    )
    tool_id: Mapped[UUID] = mapped_column(
        ForeignKey("tool.id", ondelete="RESTRICT"), primary_key=True, index=True
    )
    place: Mapped[int]


class Deployment(Living, Named):
    """
    The row of a deployment.
    """

    __tablename__ = "deployment"
    __table_args__ = (UniqueConstraint("environment", "name"),)
    stages: ClassVar[tuple[str, str, str]] = ("spawning", "active", "completed")

    agent_definition_id: Mapped[UUID] = mapped_column(
        ForeignKey("agent_definition.id", ondelete="RESTRICT"), index=True
    )
    # The contract has no resource of blueprints, so any id is taken.
    blueprint_id: Mapped[UUID | None]
    description: Mapped[str | None]
    environment: Mapped[str]
    config: Mapped[dict[str, Any]] = mapped_column(JSON)
    project_context: Mapped[dict[str, Any]] = mapped_column(JSON)
    spec_md_path: Mapped[str | None]


class AgentInstance(Resource):
    """
    The row of the one instance that a deployment has, and that goes with it.
    """

    __tablename__ = "agent_instance"

    deployment_id: Mapped[UUID] = mapped_column(ForeignKey("deployment.id", ondelete="CASCADE"), unique=True)
    deployment: Mapped[Deployment] = relationship(lazy="joined", innerjoin=True)
    routing_key: Mapped[str]
    input: Mapped[dict[str, Any]] = mapped_column(JSON)


class GraspAnalysis(Living):
    """
    The row of a GRASP analysis, which outlives its deployment.
    """

    __tablename__ = "grasp_analysis"
    stages: ClassVar[tuple[str, str, str]] = ("pending", "in_progress", "completed")

    deployment_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("deployment.id", ondelete="SET NULL"), index=True
    )
    blueprint_id: Mapped[UUID | None]
    agent_definition_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("agent_definition.id", ondelete="SET NULL"), index=True
    )
    analysis_context: Mapped[dict[str, Any]] = mapped_column(JSON)


class Plan(Changing):
    """
    The row of a plan, which holds its deployment.
    """

    __tablename__ = "plan"

    deployment_id: Mapped[UUID] = mapped_column(ForeignKey("deployment.id", ondelete="RESTRICT"), index=True)
    created_by_instance_id: Mapped[UUID] = mapped_column(
        ForeignKey("agent_instance.id", ondelete="RESTRICT"), index=True
    )
    goal: Mapped[str]
    constraints: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[dict[str, Any]] = mapped_column(JSON)
    status: Mapped[str]
    spec_reference: Mapped[str | None]


class PlanTask(Changing):
    """
    The row of a task.
    """

    __tablename__ = "plan_task"

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    sequence: Mapped[int] = mapped_column(BigInteger)
    description: Mapped[str]
    validation: Mapped[str]
    assignee_agent_definition_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("agent_definition.id", ondelete="RESTRICT"), index=True
    )
    status: Mapped[str]
    result: Mapped[str | None]
    meta: Mapped[dict[str, Any]] = mapped_column(JSON)


class LogEntry(Resource):
    """
    A line of the log; it outlives what it is about.
    """

    __tablename__ = "log_entry"

    level: Mapped[str]
    message: Mapped[str]
    deployment_id: Mapped[UUID | None] = mapped_column(index=True)


class LifeCycleClock(Base):
    """
    The one row about the clock of life cycles, in microseconds: where it was stopped, and how far it is ahead.
    """

    __tablename__ = "life_cycle_clock"

    id: Mapped[int] = mapped_column(primary_key=True)
    stopped_at: Mapped[int | None] = mapped_column(BigInteger)
    ahead: Mapped[int] = mapped_column(BigInteger)


class KeptAnswer(Base):
    """
    The first answer that was given under an idempotency key; without a status while it is being made.
    """

    __tablename__ = "kept_answer"

    caller: Mapped[str] = mapped_column(String(64), primary_key=True)
    method: Mapped[str] = mapped_column(String(16), primary_key=True)
    path: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(index=True)
    status: Mapped[int | None]
    body: Mapped[str | None]


RESOURCES: dict[str, type[Resource]] = {
    table.__tablename__: table
    for table in (
        *(AgentClass, AgentDefinition, AgentInstance, Deployment),
        *(GraspAnalysis, LogEntry, ModelProvider, Plan, PlanTask, SystemPrompt, Tool),
    )
}
