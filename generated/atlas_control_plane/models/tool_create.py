from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.risk_level import RiskLevel
from ..types import UNSET, Unset

T = TypeVar("T", bound="ToolCreate")


@_attrs_define
class ToolCreate:
    """A new tool.

    Attributes:
        json_schema (dict[str, Any]): JSON Schema of the tool's input; comes back exactly as it was sent.
        name (str): Name, unique among tools, case included; fixed from then on.
        description (None | str | Unset): What the tool does.
        risk_level (RiskLevel | Unset): How much harm a tool can do.
        safety_policy (None | str | Unset): What has to be observed when the tool is used.
    """

    json_schema: dict[str, Any]
    name: str
    description: None | str | Unset = UNSET
    risk_level: RiskLevel | Unset = UNSET
    safety_policy: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        json_schema = self.json_schema

        name = self.name

        description: None | str | Unset
        if isinstance(self.description, Unset):
            description = UNSET
        else:
            description = self.description

        risk_level: str | Unset = UNSET
        if not isinstance(self.risk_level, Unset):
            risk_level = str(self.risk_level)

        safety_policy: None | str | Unset
        if isinstance(self.safety_policy, Unset):
            safety_policy = UNSET
        else:
            safety_policy = self.safety_policy

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "json_schema": json_schema,
                "name": name,
            }
        )
        if description is not UNSET:
            field_dict["description"] = description
        if risk_level is not UNSET:
            field_dict["risk_level"] = risk_level
        if safety_policy is not UNSET:
            field_dict["safety_policy"] = safety_policy

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        json_schema = d.pop("json_schema")

        name = d.pop("name")

        def _parse_description(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        description = _parse_description(d.pop("description", UNSET))

        _risk_level = d.pop("risk_level", UNSET)
        risk_level: RiskLevel | Unset
        if isinstance(_risk_level, Unset):
            risk_level = UNSET
        else:
            risk_level = RiskLevel(_risk_level)

        def _parse_safety_policy(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        safety_policy = _parse_safety_policy(d.pop("safety_policy", UNSET))

        tool_create = cls(
            json_schema=json_schema,
            name=name,
            description=description,
            risk_level=risk_level,
            safety_policy=safety_policy,
        )

        return tool_create
