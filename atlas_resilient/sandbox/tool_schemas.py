"""
What may be sent and what is shown of system prompts and tools.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from .schemas import FreeObject, Name, PublishingStatus, Sent, ShownNamed, ShownResource, Stored

# About 64 KB are meant to be kept inline; that is a hint to callers, not a bound.
Content = Annotated[str, Field(min_length=1)]


class StorageType(StrEnum):
    """Where the text of a prompt is kept."""

    INLINE = "inline"
    S3 = "s3"


class RiskLevel(StrEnum):
    """How much harm a tool can do."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class SystemPromptCreate(Sent):
    """Body of create_system_prompt."""

    name: Name
    description: str | None = None
    status: Annotated[PublishingStatus, Stored] = PublishingStatus.DRAFT
    content: Content
    content_storage_type: Annotated[StorageType, Stored] = StorageType.INLINE
    meta: FreeObject | None = None
    agent_class_id: UUID | None = None


class SystemPromptUpdate(Sent):
    """Body of update_system_prompt."""

    name: Name = Field(default="", validate_default=False)
    description: str | None = None
    status: Annotated[PublishingStatus, Stored] = PublishingStatus.DRAFT
    content: Content = Field(default="", validate_default=False)
    content_storage_type: Annotated[StorageType, Stored] = StorageType.INLINE
    meta: FreeObject | None = None


class SystemPromptRead(ShownResource):
    """A system prompt."""

    agent_class_id: UUID | None
    description: str | None
    status: str
    content: str
    content_storage_type: str
    meta: FreeObject | None


class ToolCreate(Sent):
    """Body of create_tool, and one item of sync_tools and of a manifest."""

    name: Name
    description: str | None = None
    json_schema: FreeObject
    safety_policy: str | None = None
    risk_level: Annotated[RiskLevel, Stored] = RiskLevel.LOW


class ToolUpdate(Sent):
    """Body of update_tool."""

    description: str | None = None
    json_schema: FreeObject = Field(default_factory=dict)
    safety_policy: str | None = None
    risk_level: Annotated[RiskLevel, Stored] = RiskLevel.LOW


class ToolSyncRequest(Sent):
    """Body of sync_tools."""

    tools: list[ToolCreate] = Field(min_length=1)


class DiscoverRequest(Sent):
    """Body of discover_tools."""

    source: str


class ToolRead(ShownNamed):
    """A tool."""

    description: str | None
    json_schema: FreeObject
    safety_policy: str | None
    risk_level: str
