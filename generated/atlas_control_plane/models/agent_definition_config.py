from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.agent_definition_status import AgentDefinitionStatus
from ..models.execution_mode import ExecutionMode
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.tool_config import ToolConfig


T = TypeVar("T", bound="AgentDefinitionConfig")


@_attrs_define
class AgentDefinitionConfig:
    """All that is needed to run an agent, with every reference resolved.

    Attributes:
        config (dict[str, Any]): Free settings of the agent. Values under keys that look secret (api_key, token,
            password, ...) come back as "***".
        execution_mode (ExecutionMode): Whether an agent keeps its state between calls (stateful) or starts fresh for
            each request (ephemeral).
        id (UUID): Id of the agent definition.
        name (str): Name of the agent definition.
        slug (str): Short unique name of the agent definition.
        status (AgentDefinitionStatus): Life of an agent definition: a draft can be edited, a published one is final, a
            deprecated one takes no new deployment. It only moves forward.
        description (None | str | Unset): What the agent does.
        model_name (None | str | Unset): Model to run, as the provider names it.
        structured_output_schema (dict[str, Any] | None | Unset): JSON Schema that the output has to follow.
        system_prompt (None | str | Unset): Text of the system prompt, resolved.
        tools (list[ToolConfig] | Unset): Tools that the agent may use. Default of the server: [].
    """

    config: dict[str, Any]
    execution_mode: ExecutionMode
    id: UUID
    name: str
    slug: str
    status: AgentDefinitionStatus
    description: None | str | Unset = UNSET
    model_name: None | str | Unset = UNSET
    structured_output_schema: dict[str, Any] | None | Unset = UNSET
    system_prompt: None | str | Unset = UNSET
    tools: list[ToolConfig] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        config = self.config

        execution_mode = str(self.execution_mode)

        id = str(self.id)

        name = self.name

        slug = self.slug

        status = str(self.status)

        description: None | str | Unset
        if isinstance(self.description, Unset):
            description = UNSET
        else:
            description = self.description

        model_name: None | str | Unset
        if isinstance(self.model_name, Unset):
            model_name = UNSET
        else:
            model_name = self.model_name

        structured_output_schema: dict[str, Any] | None | Unset
        if isinstance(self.structured_output_schema, Unset):
            structured_output_schema = UNSET
        else:
            structured_output_schema = self.structured_output_schema

        system_prompt: None | str | Unset
        if isinstance(self.system_prompt, Unset):
            system_prompt = UNSET
        else:
            system_prompt = self.system_prompt

        tools: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.tools, Unset):
            tools = []
            for tools_item_data in self.tools:
                tools_item = tools_item_data.to_dict()
                tools.append(tools_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "config": config,
                "execution_mode": execution_mode,
                "id": id,
                "name": name,
                "slug": slug,
                "status": status,
            }
        )
        if description is not UNSET:
            field_dict["description"] = description
        if model_name is not UNSET:
            field_dict["model_name"] = model_name
        if structured_output_schema is not UNSET:
            field_dict["structured_output_schema"] = structured_output_schema
        if system_prompt is not UNSET:
            field_dict["system_prompt"] = system_prompt
        if tools is not UNSET:
            field_dict["tools"] = tools

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.tool_config import ToolConfig  # noqa: PLC0415

        d = dict(src_dict)
        config = d.pop("config")

        execution_mode = ExecutionMode(d.pop("execution_mode"))

        id = UUID(d.pop("id"))

        name = d.pop("name")

        slug = d.pop("slug")

        status = AgentDefinitionStatus(d.pop("status"))

        def _parse_description(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        description = _parse_description(d.pop("description", UNSET))

        def _parse_model_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        model_name = _parse_model_name(d.pop("model_name", UNSET))

        def _parse_structured_output_schema(data: object) -> dict[str, Any] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(dict[str, Any] | None | Unset, data)

        structured_output_schema = _parse_structured_output_schema(d.pop("structured_output_schema", UNSET))

        def _parse_system_prompt(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        system_prompt = _parse_system_prompt(d.pop("system_prompt", UNSET))

        _tools = d.pop("tools", UNSET)
        tools: list[ToolConfig] | Unset = UNSET
        if _tools is not UNSET:
            tools = []
            for tools_item_data in _tools:
                tools_item = ToolConfig.from_dict(tools_item_data)

                tools.append(tools_item)

        agent_definition_config = cls(
            config=config,
            execution_mode=execution_mode,
            id=id,
            name=name,
            slug=slug,
            status=status,
            description=description,
            model_name=model_name,
            structured_output_schema=structured_output_schema,
            system_prompt=system_prompt,
            tools=tools,
        )

        agent_definition_config.additional_properties = d
        return agent_definition_config

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
