from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.agent_definition_status import AgentDefinitionStatus
from ..models.execution_mode import ExecutionMode

T = TypeVar("T", bound="AgentDefinitionRead")


@_attrs_define
class AgentDefinitionRead:
    """An agent definition: how an agent of some class is made. Its tools are in its configuration, not here.

    Attributes:
        agent_class_id (UUID): Agent class that it belongs to.
        allow_outbound_a2a (bool): Whether the agent may call other agents.
        config (dict[str, Any]): Free settings of the agent. Values under keys that look secret (api_key, token,
            password, ...) come back as "***".
        created_at (datetime.datetime): When it was created, in UTC.
        description (None | str): What the agent does.
        execution_mode (ExecutionMode): Whether an agent keeps its state between calls (stateful) or starts fresh for
            each request (ephemeral).
        id (UUID): Id of the agent definition.
        model_name (None | str): Model to run, as the provider names it.
        model_provider_id (None | UUID): Model provider that runs the agent.
        name (str): Name, unique within the agent class.
        slug (str): Short unique name, made by the server from the name; a rename leaves it as it is.
        status (AgentDefinitionStatus): Life of an agent definition: a draft can be edited, a published one is final, a
            deprecated one takes no new deployment. It only moves forward.
        structured_output_id (None | UUID): Schema that the agent's output has to follow.
        system_prompt_id (None | UUID): System prompt of the agent.
        updated_at (datetime.datetime): When it was last changed, in UTC.
    """

    agent_class_id: UUID
    allow_outbound_a2a: bool
    config: dict[str, Any]
    created_at: datetime.datetime
    description: None | str
    execution_mode: ExecutionMode
    id: UUID
    model_name: None | str
    model_provider_id: None | UUID
    name: str
    slug: str
    status: AgentDefinitionStatus
    structured_output_id: None | UUID
    system_prompt_id: None | UUID
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        agent_class_id = str(self.agent_class_id)

        allow_outbound_a2a = self.allow_outbound_a2a

        config = self.config

        created_at = self.created_at.isoformat()

        description: None | str
        description = self.description

        execution_mode = str(self.execution_mode)

        id = str(self.id)

        model_name: None | str
        model_name = self.model_name

        model_provider_id: None | str
        if isinstance(self.model_provider_id, UUID):
            model_provider_id = str(self.model_provider_id)
        else:
            model_provider_id = self.model_provider_id

        name = self.name

        slug = self.slug

        status = str(self.status)

        structured_output_id: None | str
        if isinstance(self.structured_output_id, UUID):
            structured_output_id = str(self.structured_output_id)
        else:
            structured_output_id = self.structured_output_id

        system_prompt_id: None | str
        if isinstance(self.system_prompt_id, UUID):
            system_prompt_id = str(self.system_prompt_id)
        else:
            system_prompt_id = self.system_prompt_id

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "agent_class_id": agent_class_id,
                "allow_outbound_a2a": allow_outbound_a2a,
                "config": config,
                "created_at": created_at,
                "description": description,
                "execution_mode": execution_mode,
                "id": id,
                "model_name": model_name,
                "model_provider_id": model_provider_id,
                "name": name,
                "slug": slug,
                "status": status,
                "structured_output_id": structured_output_id,
                "system_prompt_id": system_prompt_id,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        agent_class_id = UUID(d.pop("agent_class_id"))

        allow_outbound_a2a = d.pop("allow_outbound_a2a")

        config = d.pop("config")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_description(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        description = _parse_description(d.pop("description"))

        execution_mode = ExecutionMode(d.pop("execution_mode"))

        id = UUID(d.pop("id"))

        def _parse_model_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        model_name = _parse_model_name(d.pop("model_name"))

        def _parse_model_provider_id(data: object) -> None | UUID:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError()
            model_provider_id_type_0 = UUID(data)

            return model_provider_id_type_0

        model_provider_id = _parse_model_provider_id(d.pop("model_provider_id"))

        name = d.pop("name")

        slug = d.pop("slug")

        status = AgentDefinitionStatus(d.pop("status"))

        def _parse_structured_output_id(data: object) -> None | UUID:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError()
            structured_output_id_type_0 = UUID(data)

            return structured_output_id_type_0

        structured_output_id = _parse_structured_output_id(d.pop("structured_output_id"))

        def _parse_system_prompt_id(data: object) -> None | UUID:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError()
            system_prompt_id_type_0 = UUID(data)

            return system_prompt_id_type_0

        system_prompt_id = _parse_system_prompt_id(d.pop("system_prompt_id"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        agent_definition_read = cls(
            agent_class_id=agent_class_id,
            allow_outbound_a2a=allow_outbound_a2a,
            config=config,
            created_at=created_at,
            description=description,
            execution_mode=execution_mode,
            id=id,
            model_name=model_name,
            model_provider_id=model_provider_id,
            name=name,
            slug=slug,
            status=status,
            structured_output_id=structured_output_id,
            system_prompt_id=system_prompt_id,
            updated_at=updated_at,
        )

        agent_definition_read.additional_properties = d
        return agent_definition_read

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
