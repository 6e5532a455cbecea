from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.plan_task_status import PlanTaskStatus
from ..types import UNSET, Unset

T = TypeVar("T", bound="PlanTaskUpdate")


@_attrs_define
class PlanTaskUpdate:
    """Changes to a task: only the fields to change.

    Attributes:
        assignee_agent_definition_id (None | Unset | UUID): Agent definition that is to do it.
        description (None | str | Unset): What is to be done.
        meta (dict[str, Any] | None | Unset): Free notes of the caller.
        result (None | str | Unset): What came of it; null before.
        sequence (int | None | Unset): Place in the plan, not unique: tasks come by sequence, then in the order they
            were created.
        status (None | PlanTaskStatus | Unset): Status to move to.
        validation (None | str | Unset): How to tell that it is done.
    """

    assignee_agent_definition_id: None | Unset | UUID = UNSET
    description: None | str | Unset = UNSET
    meta: dict[str, Any] | None | Unset = UNSET
    result: None | str | Unset = UNSET
    sequence: int | None | Unset = UNSET
    status: None | PlanTaskStatus | Unset = UNSET
    validation: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        assignee_agent_definition_id: None | str | Unset
        if isinstance(self.assignee_agent_definition_id, Unset):
            assignee_agent_definition_id = UNSET
        elif isinstance(self.assignee_agent_definition_id, UUID):
            assignee_agent_definition_id = str(self.assignee_agent_definition_id)
        else:
            assignee_agent_definition_id = self.assignee_agent_definition_id

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

        result: None | str | Unset
        if isinstance(self.result, Unset):
            result = UNSET
        else:
            result = self.result

        sequence: int | None | Unset
        if isinstance(self.sequence, Unset):
            sequence = UNSET
        else:
            sequence = self.sequence

        status: None | str | Unset
        if isinstance(self.status, Unset):
            status = UNSET
        elif isinstance(self.status, PlanTaskStatus):
            status = str(self.status)
        else:
            status = self.status

        validation: None | str | Unset
        if isinstance(self.validation, Unset):
            validation = UNSET
        else:
            validation = self.validation

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if assignee_agent_definition_id is not UNSET:
            field_dict["assignee_agent_definition_id"] = assignee_agent_definition_id
        if description is not UNSET:
            field_dict["description"] = description
        if meta is not UNSET:
            field_dict["meta"] = meta
        if result is not UNSET:
            field_dict["result"] = result
        if sequence is not UNSET:
            field_dict["sequence"] = sequence
        if status is not UNSET:
            field_dict["status"] = status
        if validation is not UNSET:
            field_dict["validation"] = validation

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_assignee_agent_definition_id(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, str):
                raise TypeError()
            assignee_agent_definition_id_type_0 = UUID(data)

            return assignee_agent_definition_id_type_0

        assignee_agent_definition_id = _parse_assignee_agent_definition_id(
            d.pop("assignee_agent_definition_id", UNSET)
        )

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

        def _parse_result(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        result = _parse_result(d.pop("result", UNSET))

        def _parse_sequence(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        sequence = _parse_sequence(d.pop("sequence", UNSET))

        def _parse_status(data: object) -> None | PlanTaskStatus | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, str):
                raise TypeError()
            status_type_0 = PlanTaskStatus(data)

            return status_type_0

        status = _parse_status(d.pop("status", UNSET))

        def _parse_validation(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        validation = _parse_validation(d.pop("validation", UNSET))

        plan_task_update = cls(
            assignee_agent_definition_id=assignee_agent_definition_id,
            description=description,
            meta=meta,
            result=result,
            sequence=sequence,
            status=status,
            validation=validation,
        )

        return plan_task_update
