from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

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

    def to_dict(self) -> dict[str, Any]:
        analysis_context = self.analysis_context

        field_dict: dict[str, Any] = {}

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

        return grasp_analysis_create
