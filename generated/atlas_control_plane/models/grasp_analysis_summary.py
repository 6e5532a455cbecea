from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.grasp_analysis_status import GraspAnalysisStatus

T = TypeVar("T", bound="GraspAnalysisSummary")


@_attrs_define
class GraspAnalysisSummary:
    """A GRASP analysis in short: its scores without reasons.

    Attributes:
        agency_value (int | None): Score of agency; null before it is known.
        agent_definition_id (None | UUID): Agent definition of the deployment.
        blueprint_id (None | UUID): Blueprint of the deployment.
        completed_at (datetime.datetime | None): When it came to an end, in UTC; null before.
        created_at (datetime.datetime): When it was created, in UTC.
        deployment_id (None | UUID): Deployment that is analysed.
        governance_value (int | None): Score of governance; null before it is known.
        id (UUID): Id of the analysis.
        potential_damage_value (int | None): Score of potential damage; null before it is known.
        reach_value (int | None): Score of reach; null before it is known.
        safeguards_value (int | None): Score of safeguards; null before it is known.
        status (GraspAnalysisStatus): Life of a GRASP analysis: pending, in_progress, then completed or failed. The last
            two are terminal.
    """

    agency_value: int | None
    agent_definition_id: None | UUID
    blueprint_id: None | UUID
    completed_at: datetime.datetime | None
    created_at: datetime.datetime
    deployment_id: None | UUID
    governance_value: int | None
    id: UUID
    potential_damage_value: int | None
    reach_value: int | None
    safeguards_value: int | None
    status: GraspAnalysisStatus
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        agency_value: int | None
        agency_value = self.agency_value

        agent_definition_id: None | str
        if isinstance(self.agent_definition_id, UUID):
            agent_definition_id = str(self.agent_definition_id)
        else:
            agent_definition_id = self.agent_definition_id

        blueprint_id: None | str
        if isinstance(self.blueprint_id, UUID):
            blueprint_id = str(self.blueprint_id)
        else:
            blueprint_id = self.blueprint_id

        completed_at: None | str
        if isinstance(self.completed_at, datetime.datetime):
            completed_at = self.completed_at.isoformat()
        else:
            completed_at = self.completed_at

        created_at = self.created_at.isoformat()

        deployment_id: None | str
        if isinstance(self.deployment_id, UUID):
            deployment_id = str(self.deployment_id)
        else:
            deployment_id = self.deployment_id

        governance_value: int | None
        governance_value = self.governance_value

        id = str(self.id)

        potential_damage_value: int | None
        potential_damage_value = self.potential_damage_value

        reach_value: int | None
        reach_value = self.reach_value

        safeguards_value: int | None
        safeguards_value = self.safeguards_value

        status = str(self.status)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "agency_value": agency_value,
                "agent_definition_id": agent_definition_id,
                "blueprint_id": blueprint_id,
                "completed_at": completed_at,
                "created_at": created_at,
                "deployment_id": deployment_id,
                "governance_value": governance_value,
                "id": id,
                "potential_damage_value": potential_damage_value,
                "reach_value": reach_value,
                "safeguards_value": safeguards_value,
                "status": status,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_agency_value(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        agency_value = _parse_agency_value(d.pop("agency_value"))

        def _parse_agent_definition_id(data: object) -> None | UUID:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError()
            agent_definition_id_type_0 = UUID(data)

            return agent_definition_id_type_0

        agent_definition_id = _parse_agent_definition_id(d.pop("agent_definition_id"))

        def _parse_blueprint_id(data: object) -> None | UUID:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError()
            blueprint_id_type_0 = UUID(data)

            return blueprint_id_type_0

        blueprint_id = _parse_blueprint_id(d.pop("blueprint_id"))

        def _parse_completed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError()
            completed_at_type_0 = datetime.datetime.fromisoformat(data)

            return completed_at_type_0

        completed_at = _parse_completed_at(d.pop("completed_at"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_deployment_id(data: object) -> None | UUID:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError()
            deployment_id_type_0 = UUID(data)

            return deployment_id_type_0

        deployment_id = _parse_deployment_id(d.pop("deployment_id"))

        def _parse_governance_value(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        governance_value = _parse_governance_value(d.pop("governance_value"))

        id = UUID(d.pop("id"))

        def _parse_potential_damage_value(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        potential_damage_value = _parse_potential_damage_value(d.pop("potential_damage_value"))

        def _parse_reach_value(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        reach_value = _parse_reach_value(d.pop("reach_value"))

        def _parse_safeguards_value(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        safeguards_value = _parse_safeguards_value(d.pop("safeguards_value"))

        status = GraspAnalysisStatus(d.pop("status"))

        grasp_analysis_summary = cls(
            agency_value=agency_value,
            agent_definition_id=agent_definition_id,
            blueprint_id=blueprint_id,
            completed_at=completed_at,
            created_at=created_at,
            deployment_id=deployment_id,
            governance_value=governance_value,
            id=id,
            potential_damage_value=potential_damage_value,
            reach_value=reach_value,
            safeguards_value=safeguards_value,
            status=status,
        )

        grasp_analysis_summary.additional_properties = d
        return grasp_analysis_summary

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
