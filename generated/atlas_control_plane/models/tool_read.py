from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ToolRead")


@_attrs_define
class ToolRead:
    """A tool that agents may use.

    Attributes:
        description (None | str): What the tool does.
        id (UUID): Id of the tool.
        json_schema (dict[str, Any]): JSON Schema of the tool's input; comes back exactly as it was sent.
        name (str): Name, unique among tools.
        risk_level (str): How much harm the tool can do, e.g. low, medium or high.
        safety_policy (None | str): What has to be observed when the tool is used.
    """

    description: None | str
    id: UUID
    json_schema: dict[str, Any]
    name: str
    risk_level: str
    safety_policy: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        description: None | str
        description = self.description

        id = str(self.id)

        json_schema = self.json_schema

        name = self.name

        risk_level = self.risk_level

        safety_policy: None | str
        safety_policy = self.safety_policy

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "description": description,
                "id": id,
                "json_schema": json_schema,
                "name": name,
                "risk_level": risk_level,
                "safety_policy": safety_policy,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_description(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        description = _parse_description(d.pop("description"))

        id = UUID(d.pop("id"))

        json_schema = d.pop("json_schema")

        name = d.pop("name")

        risk_level = d.pop("risk_level")

        def _parse_safety_policy(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        safety_policy = _parse_safety_policy(d.pop("safety_policy"))

        tool_read = cls(
            description=description,
            id=id,
            json_schema=json_schema,
            name=name,
            risk_level=risk_level,
            safety_policy=safety_policy,
        )

        tool_read.additional_properties = d
        return tool_read

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
