from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="GraspAnalysisCreate")


@_attrs_define
class GraspAnalysisCreate:
    """A new GRASP analysis; it begins as pending.

    Attributes:
        analysis_context (dict[str, Any] | Unset): What the analysis is told besides the deployment. Default of the
            server: {}.
    """

    analysis_context: dict[str, Any] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        analysis_context = self.analysis_context

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if analysis_context is not UNSET:
            field_dict["analysis_context"] = analysis_context

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        analysis_context = d.pop("analysis_context", UNSET)

        grasp_analysis_create = cls(
            analysis_context=analysis_context,
        )

        grasp_analysis_create.additional_properties = d
        return grasp_analysis_create

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
