from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.system_prompt_status import SystemPromptStatus
from ..models.system_prompt_storage_type import SystemPromptStorageType
from ..types import UNSET, Unset

T = TypeVar("T", bound="SystemPromptUpdate")


@_attrs_define
class SystemPromptUpdate:
    """Changes to a system prompt: only the fields to change. Its agent class cannot be changed.

    Attributes:
        content (None | str | Unset): Text of the prompt.
        content_storage_type (None | SystemPromptStorageType | Unset): Where the text is kept.
        description (None | str | Unset): What the prompt is for.
        meta (dict[str, Any] | None | Unset): Free notes of the caller.
        name (None | str | Unset): Name, unique among system prompts, case included.
        status (None | SystemPromptStatus | Unset): Status to move to: draft, published, deprecated, never back.
    """

    content: None | str | Unset = UNSET
    content_storage_type: None | SystemPromptStorageType | Unset = UNSET
    description: None | str | Unset = UNSET
    meta: dict[str, Any] | None | Unset = UNSET
    name: None | str | Unset = UNSET
    status: None | SystemPromptStatus | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        content: None | str | Unset
        if isinstance(self.content, Unset):
            content = UNSET
        else:
            content = self.content

        content_storage_type: None | str | Unset
        if isinstance(self.content_storage_type, Unset):
            content_storage_type = UNSET
        elif isinstance(self.content_storage_type, SystemPromptStorageType):
            content_storage_type = str(self.content_storage_type)
        else:
            content_storage_type = self.content_storage_type

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

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        status: None | str | Unset
        if isinstance(self.status, Unset):
            status = UNSET
        elif isinstance(self.status, SystemPromptStatus):
            status = str(self.status)
        else:
            status = self.status

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if content is not UNSET:
            field_dict["content"] = content
        if content_storage_type is not UNSET:
            field_dict["content_storage_type"] = content_storage_type
        if description is not UNSET:
            field_dict["description"] = description
        if meta is not UNSET:
            field_dict["meta"] = meta
        if name is not UNSET:
            field_dict["name"] = name
        if status is not UNSET:
            field_dict["status"] = status

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_content(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        content = _parse_content(d.pop("content", UNSET))

        def _parse_content_storage_type(data: object) -> None | SystemPromptStorageType | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, str):
                raise TypeError()
            content_storage_type_type_0 = SystemPromptStorageType(data)

            return content_storage_type_type_0

        content_storage_type = _parse_content_storage_type(d.pop("content_storage_type", UNSET))

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

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        def _parse_status(data: object) -> None | SystemPromptStatus | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, str):
                raise TypeError()
            status_type_0 = SystemPromptStatus(data)

            return status_type_0

        status = _parse_status(d.pop("status", UNSET))

        system_prompt_update = cls(
            content=content,
            content_storage_type=content_storage_type,
            description=description,
            meta=meta,
            name=name,
            status=status,
        )

        return system_prompt_update
