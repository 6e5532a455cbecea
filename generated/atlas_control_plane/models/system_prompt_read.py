from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.system_prompt_status import SystemPromptStatus
from ..models.system_prompt_storage_type import SystemPromptStorageType

T = TypeVar("T", bound="SystemPromptRead")


@_attrs_define
class SystemPromptRead:
    """A system prompt: the text that an agent is told before anything else.

    Attributes:
        agent_class_id (None | UUID): Agent class that the prompt is for.
        content (str): Text of the prompt.
        content_storage_type (SystemPromptStorageType): Where the text of a prompt is kept: inline is meant for texts
            under about 64 KB.
        created_at (datetime.datetime): When it was created, in UTC.
        description (None | str): What the prompt is for.
        id (UUID): Id of the system prompt.
        meta (dict[str, Any] | None): Free notes of the caller.
        name (str): Name, unique among system prompts.
        status (SystemPromptStatus): Life of a system prompt: a draft can be edited, a published one is final, a
            deprecated one is no longer meant for new use. It only moves forward.
        updated_at (datetime.datetime): When it was last changed, in UTC.
    """

    agent_class_id: None | UUID
    content: str
    content_storage_type: SystemPromptStorageType
    created_at: datetime.datetime
    description: None | str
    id: UUID
    meta: dict[str, Any] | None
    name: str
    status: SystemPromptStatus
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        agent_class_id: None | str
        if isinstance(self.agent_class_id, UUID):
            agent_class_id = str(self.agent_class_id)
        else:
            agent_class_id = self.agent_class_id

        content = self.content

        content_storage_type = str(self.content_storage_type)

        created_at = self.created_at.isoformat()

        description: None | str
        description = self.description

        id = str(self.id)

        meta: dict[str, Any] | None
        meta = self.meta

        name = self.name

        status = str(self.status)

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "agent_class_id": agent_class_id,
                "content": content,
                "content_storage_type": content_storage_type,
                "created_at": created_at,
                "description": description,
                "id": id,
                "meta": meta,
                "name": name,
                "status": status,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_agent_class_id(data: object) -> None | UUID:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError()
            agent_class_id_type_0 = UUID(data)

            return agent_class_id_type_0

        agent_class_id = _parse_agent_class_id(d.pop("agent_class_id"))

        content = d.pop("content")

        content_storage_type = SystemPromptStorageType(d.pop("content_storage_type"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_description(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        description = _parse_description(d.pop("description"))

        id = UUID(d.pop("id"))

        def _parse_meta(data: object) -> dict[str, Any] | None:
            if data is None:
                return data
            return cast(dict[str, Any] | None, data)

        meta = _parse_meta(d.pop("meta"))

        name = d.pop("name")

        status = SystemPromptStatus(d.pop("status"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        system_prompt_read = cls(
            agent_class_id=agent_class_id,
            content=content,
            content_storage_type=content_storage_type,
            created_at=created_at,
            description=description,
            id=id,
            meta=meta,
            name=name,
            status=status,
            updated_at=updated_at,
        )

        system_prompt_read.additional_properties = d
        return system_prompt_read

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
