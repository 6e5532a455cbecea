from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.system_prompt_status import SystemPromptStatus
from ..models.system_prompt_storage_type import SystemPromptStorageType
from ..types import UNSET, Unset

T = TypeVar("T", bound="SystemPromptCreate")


@_attrs_define
class SystemPromptCreate:
    """A new system prompt.

    Attributes:
        content (str): Text of the prompt.
        name (str): Name, unique among system prompts, case included.
        agent_class_id (None | Unset | UUID): Agent class that the prompt is for; fixed from then on.
        content_storage_type (SystemPromptStorageType | Unset): Where the text of a prompt is kept: inline is meant for
            texts under about 64 KB.
        description (None | str | Unset): What the prompt is for.
        meta (dict[str, Any] | None | Unset): Free notes of the caller.
        status (SystemPromptStatus | Unset): Life of a system prompt: a draft can be edited, a published one is final, a
            deprecated one is no longer meant for new use. It only moves forward.
    """

    content: str
    name: str
    agent_class_id: None | Unset | UUID = UNSET
    content_storage_type: SystemPromptStorageType | Unset = UNSET
    description: None | str | Unset = UNSET
    meta: dict[str, Any] | None | Unset = UNSET
    status: SystemPromptStatus | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        content = self.content

        name = self.name

        agent_class_id: None | str | Unset
        if isinstance(self.agent_class_id, Unset):
            agent_class_id = UNSET
        elif isinstance(self.agent_class_id, UUID):
            agent_class_id = str(self.agent_class_id)
        else:
            agent_class_id = self.agent_class_id

        content_storage_type: str | Unset = UNSET
        if not isinstance(self.content_storage_type, Unset):
            content_storage_type = str(self.content_storage_type)

        description: None | str | Unset
        if isinstance(self.description, Unset):
            description = UNSET
        else:
            description = self.description

        meta: dict[str, Any] | None | Unset
        if isinstance(self.meta, Unset):
            meta = UNSET
        else:
            meta = self.meta

        status: str | Unset = UNSET
        if not isinstance(self.status, Unset):
            status = str(self.status)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "content": content,
                "name": name,
            }
        )
        if agent_class_id is not UNSET:
            field_dict["agent_class_id"] = agent_class_id
        if content_storage_type is not UNSET:
            field_dict["content_storage_type"] = content_storage_type
        if description is not UNSET:
            field_dict["description"] = description
        if meta is not UNSET:
            field_dict["meta"] = meta
        if status is not UNSET:
            field_dict["status"] = status

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        content = d.pop("content")

        name = d.pop("name")

        def _parse_agent_class_id(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, str):
                raise TypeError()
            agent_class_id_type_0 = UUID(data)

            return agent_class_id_type_0

        agent_class_id = _parse_agent_class_id(d.pop("agent_class_id", UNSET))

        _content_storage_type = d.pop("content_storage_type", UNSET)
        content_storage_type: SystemPromptStorageType | Unset
        if isinstance(_content_storage_type, Unset):
            content_storage_type = UNSET
        else:
            content_storage_type = SystemPromptStorageType(_content_storage_type)

        def _parse_description(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        description = _parse_description(d.pop("description", UNSET))

        def _parse_meta(data: object) -> dict[str, Any] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(dict[str, Any] | None | Unset, data)

        meta = _parse_meta(d.pop("meta", UNSET))

        _status = d.pop("status", UNSET)
        status: SystemPromptStatus | Unset
        if isinstance(_status, Unset):
            status = UNSET
        else:
            status = SystemPromptStatus(_status)

        system_prompt_create = cls(
            content=content,
            name=name,
            agent_class_id=agent_class_id,
            content_storage_type=content_storage_type,
            description=description,
            meta=meta,
            status=status,
        )

        return system_prompt_create
