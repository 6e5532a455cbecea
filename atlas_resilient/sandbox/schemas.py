"""
What may be sent and what is shown, written by hand from the contract.

In an update, a field whose type allows None is cleared by null; null in any other is refused.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainSerializer

from .masking import masked

FreeObject = dict[str, Any]
Name = Annotated[str, Field(min_length=1, max_length=255)]
MaskedObject = Annotated[FreeObject, AfterValidator(masked)]


class ExecutionMode(StrEnum):
    """Whether an agent keeps state between calls."""

    STATEFUL = "stateful"
    EPHEMERAL = "ephemeral"


class PublishingStatus(StrEnum):
    """The life of a definition or a prompt, in its order."""

    DRAFT = "draft"
    PUBLISHED = "published"
    DEPRECATED = "deprecated"


# Stored as text, so that a value of a later version can still be read.
Stored = PlainSerializer(str, return_type=str)


class Sent(BaseModel):
    """A request body; members that are not known are ignored."""

    model_config = ConfigDict(strict=True)


class Shown(BaseModel):
    """A body of an answer, read off a row."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID


class ShownNamed(Shown):
    """A body that tells a name."""

    name: str


class ShownResource(ShownNamed):
    """A named resource, with its moments."""

    created_at: datetime
    updated_at: datetime


class AgentClassCreate(Sent):
    """Body of create_agent_class."""

    name: Name
    description: str | None = None


class AgentClassUpdate(Sent):
    """Body of update_agent_class."""

    name: Name = Field(default="", validate_default=False)
    description: str | None = None


class AgentClassRead(ShownResource):
    """An agent class."""

    description: str | None


class ModelProviderCreate(Sent):
    """Body of create_model_provider."""

    name: Name
    api_base_url: str | None = None
    description: str | None = None
    config: FreeObject = Field(default_factory=dict)


class ModelProviderUpdate(Sent):
    """Body of update_model_provider."""

    name: Name = Field(default="", validate_default=False)
    api_base_url: str | None = None
    description: str | None = None
    config: FreeObject = Field(default_factory=dict)


class ModelProviderRead(ShownResource):
    """A model provider, its secrets masked."""

    api_base_url: str | None
    description: str | None
    config: MaskedObject


class AgentDefinitionCreate(Sent):
    """Body of create_agent_definition."""

    agent_class_id: UUID
    name: Name
    description: str | None = None
    system_prompt_id: UUID | None = None
    structured_output_id: UUID | None = None
    model_provider_id: UUID | None = None
    model_name: str | None = None
    execution_mode: Annotated[ExecutionMode, Stored] = ExecutionMode.EPHEMERAL
    config: FreeObject = Field(default_factory=dict)
    allow_outbound_a2a: bool = False
    tool_ids: list[UUID] = Field(default_factory=list)


class ToolIds(Sent):
    """Body of add_tools_to_definition."""

    tool_ids: list[UUID]


class AgentDefinitionUpdate(Sent):
    """Body of update_agent_definition."""

    name: Name = Field(default="", validate_default=False)
    description: str | None = None
    status: Annotated[PublishingStatus, Stored] = PublishingStatus.DRAFT
    system_prompt_id: UUID | None = None
    structured_output_id: UUID | None = None
    model_provider_id: UUID | None = None
    model_name: str | None = None
    execution_mode: Annotated[ExecutionMode, Stored] = ExecutionMode.EPHEMERAL
    config: FreeObject = Field(default_factory=dict)
    allow_outbound_a2a: bool = False


class AgentDefinitionRead(ShownResource):
    """An agent definition, the secrets of its config masked."""

    agent_class_id: UUID
    system_prompt_id: UUID | None
    structured_output_id: UUID | None
    model_provider_id: UUID | None
    slug: str
    description: str | None
    model_name: str | None
    status: str
    execution_mode: str
    config: MaskedObject
    allow_outbound_a2a: bool


class AgentDefinitionConfig(ShownNamed):
    """What an agent runs with, references resolved."""

    slug: str
    status: str
    execution_mode: str
    config: MaskedObject
    description: str | None
    model_name: str | None
    system_prompt: str | None = None
    structured_output_schema: FreeObject | None = None
    tools: list[FreeObject] = Field(default_factory=list)
