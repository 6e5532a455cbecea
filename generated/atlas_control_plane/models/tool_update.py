from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.risk_level import RiskLevel
from ..types import UNSET, Unset

T = TypeVar("T", bound="ToolUpdate")


@_attrs_define
class ToolUpdate:
    """Changes to a tool: only the fields to change. Its name cannot be changed.

    Attributes:
        description (None | str | Unset): What the tool does.
        json_schema (dict[str, Any] | None | Unset): JSON Schema of the tool's input; comes back exactly as it was sent.
        risk_level (None | RiskLevel | Unset): How much harm the tool can do.
        safety_policy (None | str | Unset): What has to be observed when the tool is used.
    """

    description: None | str | Unset = UNSET
    json_schema: dict[str, Any] | None | Unset = UNSET
    risk_level: None | RiskLevel | Unset = UNSET
    safety_policy: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        description: None | str | Unset
        if isinstance(self.description, Unset):
            description = UNSET
        else:
            description = self.description

        json_schema: dict[str, Any] | None | Unset
        if isinstance(self.json_schema, Unset):
            json_schema = UNSET
        else:
            json_schema = self.json_schema

        risk_level: None | str | Unset
        if isinstance(self.risk_level, Unset):
            risk_level = UNSET
        elif isinstance(self.risk_level, RiskLevel):
            risk_level = str(self.risk_level)
        else:
            risk_level = self.risk_level

        safety_policy: None | str | Unset
        if isinstance(self.safety_policy, Unset):
            safety_policy = UNSET
        else:
            safety_policy = self.safety_policy

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if description is not UNSET:
            field_dict["description"] = description
        if json_schema is not UNSET:
            field_dict["json_schema"] = json_schema
        if risk_level is not UNSET:
            field_dict["risk_level"] = risk_level
        if safety_policy is not UNSET:
            field_dict["safety_policy"] = safety_policy

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_description(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        description = _parse_description(d.pop("description", UNSET))

        def _parse_json_schema(data: object) -> dict[str, Any] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(dict[str, Any] | None | Unset, data)

        json_schema = _parse_json_schema(d.pop("json_schema", UNSET))

        def _parse_risk_level(data: object) -> None | RiskLevel | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, str):
                raise TypeError()
            risk_level_type_0 = RiskLevel(data)

            return risk_level_type_0

        risk_level = _parse_risk_level(d.pop("risk_level", UNSET))

        def _parse_safety_policy(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        safety_policy = _parse_safety_policy(d.pop("safety_policy", UNSET))

        tool_update = cls(
            description=description,
            json_schema=json_schema,
            risk_level=risk_level,
            safety_policy=safety_policy,
        )

        return tool_update
