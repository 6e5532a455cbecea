"""
What may be sent and what is shown of deployments, agent instances and the log.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from .schemas import FreeObject, MaskedObject, Name, Sent, Shown, ShownResource, Stored


class DeploymentStatus(StrEnum):
    """The life of a deployment."""

    SPAWNING = "spawning"
    ACTIVE = "active"
    COMPLETED = "completed"
    FAILED = "failed"


class AgentInstanceStatus(StrEnum):
    """The life of an agent instance."""

    SPAWNING = "spawning"
    ACTIVE = "active"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


class DeploymentCreate(Sent):
    """Body of create_deployment."""

    agent_definition_id: UUID
    blueprint_id: UUID | None = None
    name: Name
    description: str | None = None
    environment: str = "production"
    config: FreeObject = Field(default_factory=dict)
    project_context: FreeObject = Field(default_factory=dict)
    spec_md_path: str | None = None


class DeploymentUpdate(Sent):
    """Body of update_deployment."""

    name: Name = Field(default="", validate_default=False)
    description: str | None = None
    environment: str = ""
    status: Annotated[DeploymentStatus, Stored] = DeploymentStatus.SPAWNING
    config: FreeObject = Field(default_factory=dict)
    project_context: FreeObject = Field(default_factory=dict)
    spec_md_path: str | None = None


class DeploymentRead(ShownResource):
    """A deployment, the secrets of its config masked."""

    agent_definition_id: UUID
    blueprint_id: UUID | None
    description: str | None
    environment: str
    status: str
    config: MaskedObject
    project_context: FreeObject
    spec_md_path: str | None


class AgentInstanceRead(Shown):
    """An agent instance."""

    deployment_id: UUID
    agent_definition_id: UUID
    routing_key: str
    status: str
    input: FreeObject
    metrics: FreeObject
    output: FreeObject | None
    error: str | None
    exit_code: int | None
    created_at: datetime
    started_at: datetime | None
    completed_at: datetime | None


class LogEntryRead(BaseModel):
    """A line of the log."""

    model_config = ConfigDict(from_attributes=True)

    timestamp: datetime = Field(validation_alias="created_at")
    level: str
    message: str
    deployment_id: UUID | None
