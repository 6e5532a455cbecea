from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.execution_mode import ExecutionMode
from ..types import UNSET, Unset

T = TypeVar("T", bound="AgentDefinitionCreate")


@_attrs_define
class AgentDefinitionCreate:
    """A new agent definition; it begins as a draft.

    Attributes:
        agent_class_id (UUID): Agent class that it belongs to; fixed from then on.
        name (str): Name, unique within the agent class, case included.
        allow_outbound_a2a (bool | Unset): Whether the agent may call other agents. Default of the server: false.
        config (dict[str, Any] | Unset): Free settings of the agent. Values under keys that look secret (api_key, token,
            password, ...) come back as "***". Default of the server: {}.
        description (None | str | Unset): What the agent does.
        execution_mode (ExecutionMode | Unset): Whether an agent keeps its state between calls (stateful) or starts
            fresh for each request (ephemeral).
        model_name (None | str | Unset): Model to run, as the provider names it.
        model_provider_id (None | Unset | UUID): Model provider that runs the agent.
        structured_output_id (None | Unset | UUID): Schema that the agent's output has to follow.
        system_prompt_id (None | Unset | UUID): System prompt of the agent.
        tool_ids (list[UUID] | Unset): Tools that the agent may use. Default of the server: [].
    """

    agent_class_id: UUID
    name: str
    allow_outbound_a2a: bool | Unset = UNSET
    config: dict[str, Any] | Unset = UNSET
    description: None | str | Unset = UNSET
    execution_mode: ExecutionMode | Unset = UNSET
    model_name: None | str | Unset = UNSET
    model_provider_id: None | Unset | UUID = UNSET
    structured_output_id: None | Unset | UUID = UNSET
    system_prompt_id: None | Unset | UUID = UNSET
    tool_ids: list[UUID] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        agent_class_id = str(self.agent_class_id)

        name = self.name

        allow_outbound_a2a = self.allow_outbound_a2a

        config = self.config

        description: None | str | Unset
        if isinstance(self.description, Unset):
            description = UNSET
        else:
            description = self.description

        execution_mode: str | Unset = UNSET
        if not isinstance(self.execution_mode, Unset):
            execution_mode = str(self.execution_mode)

        model_name: None | str | Unset
        if isinstance(self.model_name, Unset):
            model_name = UNSET
        else:
            model_name = self.model_name

        model_provider_id: None | str | Unset
        if isinstance(self.model_provider_id, Unset):
            model_provider_id = UNSET
        elif isinstance(self.model_provider_id, UUID):
            model_provider_id = str(self.model_provider_id)
        else:
            model_provider_id = self.model_provider_id

        structured_output_id: None | str | Unset
        if isinstance(self.structured_output_id, Unset):
            structured_output_id = UNSET
        elif isinstance(self.structured_output_id, UUID):
            structured_output_id = str(self.structured_output_id)
        else:
            structured_output_id = self.structured_output_id

        system_prompt_id: None | str | Unset
        if isinstance(self.system_prompt_id, Unset):
            system_prompt_id = UNSET
        elif isinstance(self.system_prompt_id, UUID):
            system_prompt_id = str(self.system_prompt_id)
        else:
            system_prompt_id = self.system_prompt_id

        tool_ids: list[str] | Unset = UNSET
        if not isinstance(self.tool_ids, Unset):
            tool_ids = []
            for tool_ids_item_data in self.tool_ids:
                tool_ids_item = str(tool_ids_item_data)
                tool_ids.append(tool_ids_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "agent_class_id": agent_class_id,
                "name": name,
            }
        )
        if allow_outbound_a2a is not UNSET:
            field_dict["allow_outbound_a2a"] = allow_outbound_a2a
        if config is not UNSET:
            field_dict["config"] = config
        if description is not UNSET:
            field_dict["description"] = description
        if execution_mode is not UNSET:
            field_dict["execution_mode"] = execution_mode
        if model_name is not UNSET:
            field_dict["model_name"] = model_name
        if model_provider_id is not UNSET:
            field_dict["model_provider_id"] = model_provider_id
        if structured_output_id is not UNSET:
            field_dict["structured_output_id"] = structured_output_id
        if system_prompt_id is not UNSET:
            field_dict["system_prompt_id"] = system_prompt_id
        if tool_ids is not UNSET:
            field_dict["tool_ids"] = tool_ids

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        agent_class_id = UUID(d.pop("agent_class_id"))

        name = d.pop("name")

        allow_outbound_a2a = d.pop("allow_outbound_a2a", UNSET)

        config = d.pop("config", UNSET)

        def _parse_description(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        description = _parse_description(d.pop("description", UNSET))

        _execution_mode = d.pop("execution_mode", UNSET)
        execution_mode: ExecutionMode | Unset
        if isinstance(_execution_mode, Unset):
            execution_mode = UNSET
        else:
            execution_mode = ExecutionMode(_execution_mode)

        def _parse_model_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        model_name = _parse_model_name(d.pop("model_name", UNSET))

        def _parse_model_provider_id(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, str):
                raise TypeError()
            model_provider_id_type_0 = UUID(data)

            return model_provider_id_type_0

        model_provider_id = _parse_model_provider_id(d.pop("model_provider_id", UNSET))

        def _parse_structured_output_id(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, str):
                raise TypeError()
            structured_output_id_type_0 = UUID(data)

            return structured_output_id_type_0

        structured_output_id = _parse_structured_output_id(d.pop("structured_output_id", UNSET))

        def _parse_system_prompt_id(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, str):
                raise TypeError()
            system_prompt_id_type_0 = UUID(data)

            return system_prompt_id_type_0

        system_prompt_id = _parse_system_prompt_id(d.pop("system_prompt_id", UNSET))

        _tool_ids = d.pop("tool_ids", UNSET)
        tool_ids: list[UUID] | Unset = UNSET
        if _tool_ids is not UNSET:
            tool_ids = []
            for tool_ids_item_data in _tool_ids:
                tool_ids_item = UUID(tool_ids_item_data)

                tool_ids.append(tool_ids_item)

        agent_definition_create = cls(
            agent_class_id=agent_class_id,
            name=name,
            allow_outbound_a2a=allow_outbound_a2a,
            config=config,
            description=description,
            execution_mode=execution_mode,
            model_name=model_name,
            model_provider_id=model_provider_id,
            structured_output_id=structured_output_id,
            system_prompt_id=system_prompt_id,
            tool_ids=tool_ids,
        )

        return agent_definition_create
