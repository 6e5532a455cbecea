from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.grasp_analysis_status import GraspAnalysisStatus
from ..types import UNSET, Unset

T = TypeVar("T", bound="GraspAnalysisRead")


@_attrs_define
class GraspAnalysisRead:
    """A GRASP analysis: what a deployment may do, judged in five dimensions. A fresh one has null for every value and {}
    for all evidence.

        Attributes:
            agency_summary (None | str): Why the score of agency is what it is.
            agency_value (int | None): Score of agency, 0 to 100; null before it is known.
            agent_definition_id (None | UUID): Agent definition of the deployment.
            blueprint_id (None | UUID): Blueprint of the deployment.
            completed_at (datetime.datetime | None): When it came to an end, in UTC; null before.
            created_at (datetime.datetime): When it was created, in UTC.
            deployment_id (None | UUID): Deployment that is analysed.
            error_message (None | str): Why the analysis failed; null otherwise.
            governance_summary (None | str): Why the score of governance is what it is.
            governance_value (int | None): Score of governance, 0 to 100; null before it is known.
            id (UUID): Id of the analysis.
            potential_damage_summary (None | str): Why the score of potential damage is what it is.
            potential_damage_value (int | None): Score of potential damage, 0 to 100; null before it is known.
            reach_summary (None | str): Why the score of reach is what it is.
            reach_value (int | None): Score of reach, 0 to 100; null before it is known.
            safeguards_summary (None | str): Why the score of safeguards is what it is.
            safeguards_value (int | None): Score of safeguards, 0 to 100; null before it is known.
            status (GraspAnalysisStatus): Life of a GRASP analysis: pending, in_progress, then completed or failed. The last
                two are terminal.
            agency_evidence (dict[str, Any] | Unset): What the score of agency rests on. Default of the server: {}.
            analysis_context (dict[str, Any] | Unset): What the analysis was told besides the deployment. Default of the
                server: {}.
            governance_evidence (dict[str, Any] | Unset): What the score of governance rests on. Default of the server: {}.
            potential_damage_evidence (dict[str, Any] | Unset): What the score of potential damage rests on. Default of the
                server: {}.
            reach_evidence (dict[str, Any] | Unset): What the score of reach rests on. Default of the server: {}.
            safeguards_evidence (dict[str, Any] | Unset): What the score of safeguards rests on. Default of the server: {}.
    """

    agency_summary: None | str
    agency_value: int | None
    agent_definition_id: None | UUID
    blueprint_id: None | UUID
    completed_at: datetime.datetime | None
    created_at: datetime.datetime
    deployment_id: None | UUID
    error_message: None | str
    governance_summary: None | str
    governance_value: int | None
    id: UUID
    potential_damage_summary: None | str
    potential_damage_value: int | None
    reach_summary: None | str
    reach_value: int | None
    safeguards_summary: None | str
    safeguards_value: int | None
    status: GraspAnalysisStatus
    agency_evidence: dict[str, Any] | Unset = UNSET
    analysis_context: dict[str, Any] | Unset = UNSET
    governance_evidence: dict[str, Any] | Unset = UNSET
    potential_damage_evidence: dict[str, Any] | Unset = UNSET
    reach_evidence: dict[str, Any] | Unset = UNSET
    safeguards_evidence: dict[str, Any] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        agency_summary: None | str
        agency_summary = self.agency_summary

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

        error_message: None | str
        error_message = self.error_message

        governance_summary: None | str
        governance_summary = self.governance_summary

        governance_value: int | None
        governance_value = self.governance_value

        id = str(self.id)

        potential_damage_summary: None | str
        potential_damage_summary = self.potential_damage_summary

        potential_damage_value: int | None
        potential_damage_value = self.potential_damage_value

        reach_summary: None | str
        reach_summary = self.reach_summary

        reach_value: int | None
        reach_value = self.reach_value

        safeguards_summary: None | str
        safeguards_summary = self.safeguards_summary

        safeguards_value: int | None
        safeguards_value = self.safeguards_value

        status = str(self.status)

        agency_evidence = self.agency_evidence

        analysis_context = self.analysis_context

        governance_evidence = self.governance_evidence

        potential_damage_evidence = self.potential_damage_evidence

        reach_evidence = self.reach_evidence

        safeguards_evidence = self.safeguards_evidence

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "agency_summary": agency_summary,
                "agency_value": agency_value,
                "agent_definition_id": agent_definition_id,
                "blueprint_id": blueprint_id,
                "completed_at": completed_at,
                "created_at": created_at,
                "deployment_id": deployment_id,
                "error_message": error_message,
                "governance_summary": governance_summary,
                "governance_value": governance_value,
                "id": id,
                "potential_damage_summary": potential_damage_summary,
                "potential_damage_value": potential_damage_value,
                "reach_summary": reach_summary,
                "reach_value": reach_value,
                "safeguards_summary": safeguards_summary,
                "safeguards_value": safeguards_value,
                "status": status,
            }
        )
        if agency_evidence is not UNSET:
            field_dict["agency_evidence"] = agency_evidence
        if analysis_context is not UNSET:
            field_dict["analysis_context"] = analysis_context
        if governance_evidence is not UNSET:
            field_dict["governance_evidence"] = governance_evidence
        if potential_damage_evidence is not UNSET:
            field_dict["potential_damage_evidence"] = potential_damage_evidence
        if reach_evidence is not UNSET:
            field_dict["reach_evidence"] = reach_evidence
        if safeguards_evidence is not UNSET:
            field_dict["safeguards_evidence"] = safeguards_evidence

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_agency_summary(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        agency_summary = _parse_agency_summary(d.pop("agency_summary"))

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

        def _parse_error_message(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        error_message = _parse_error_message(d.pop("error_message"))

        def _parse_governance_summary(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        governance_summary = _parse_governance_summary(d.pop("governance_summary"))

        def _parse_governance_value(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        governance_value = _parse_governance_value(d.pop("governance_value"))

        id = UUID(d.pop("id"))

        def _parse_potential_damage_summary(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        potential_damage_summary = _parse_potential_damage_summary(d.pop("potential_damage_summary"))

        def _parse_potential_damage_value(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        potential_damage_value = _parse_potential_damage_value(d.pop("potential_damage_value"))

        def _parse_reach_summary(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reach_summary = _parse_reach_summary(d.pop("reach_summary"))

        def _parse_reach_value(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        reach_value = _parse_reach_value(d.pop("reach_value"))

        def _parse_safeguards_summary(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        safeguards_summary = _parse_safeguards_summary(d.pop("safeguards_summary"))

        def _parse_safeguards_value(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        safeguards_value = _parse_safeguards_value(d.pop("safeguards_value"))

        status = GraspAnalysisStatus(d.pop("status"))

        agency_evidence = d.pop("agency_evidence", UNSET)

        analysis_context = d.pop("analysis_context", UNSET)

        governance_evidence = d.pop("governance_evidence", UNSET)

        potential_damage_evidence = d.pop("potential_damage_evidence", UNSET)

        reach_evidence = d.pop("reach_evidence", UNSET)

        safeguards_evidence = d.pop("safeguards_evidence", UNSET)

        grasp_analysis_read = cls(
            agency_summary=agency_summary,
            agency_value=agency_value,
            agent_definition_id=agent_definition_id,
            blueprint_id=blueprint_id,
            completed_at=completed_at,
            created_at=created_at,
            deployment_id=deployment_id,
            error_message=error_message,
            governance_summary=governance_summary,
            governance_value=governance_value,
            id=id,
            potential_damage_summary=potential_damage_summary,
            potential_damage_value=potential_damage_value,
            reach_summary=reach_summary,
            reach_value=reach_value,
            safeguards_summary=safeguards_summary,
            safeguards_value=safeguards_value,
            status=status,
            agency_evidence=agency_evidence,
            analysis_context=analysis_context,
            governance_evidence=governance_evidence,
            potential_damage_evidence=potential_damage_evidence,
            reach_evidence=reach_evidence,
            safeguards_evidence=safeguards_evidence,
        )

        grasp_analysis_read.additional_properties = d
        return grasp_analysis_read

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
