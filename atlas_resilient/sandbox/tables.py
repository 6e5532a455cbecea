"""
The tables.  What must be unique or exist is a constraint, so that it holds between threads and processes.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    ForeignKey,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Instant(TypeDecorator[datetime]):
    """
    A moment in UTC with microseconds, also in a database that keeps no time zone.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """
    What all tables share: how Python types are stored.
    """

    type_annotation_map = {datetime: Instant, UUID: Uuid, str: Text}  # noqa: RUF012


class Resource(Base):
    """
    What the API shows under an id, in the order of its creation.
    """

    __abstract__ = True

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    created_at: Mapped[datetime] = mapped_column(index=True)


class Changing(Resource):
    """
    A resource that tells when it was changed.
    """

    __abstract__ = True

    updated_at: Mapped[datetime]


class Named(Changing):
    """
    A resource with a name that is unique, everywhere or in some scope.
    """

    __abstract__ = True

    name: Mapped[str]


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
    table.__tablename__: table for table in (AgentClass, AgentDefinition, ModelProvider, SystemPrompt, Tool)
}
