from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.plan_task_status import PlanTaskStatus

T = TypeVar("T", bound="PlanTaskRead")


@_attrs_define
class PlanTaskRead:
    """A task: one step of a plan.

    Attributes:
        assignee_agent_definition_id (None | UUID): Agent definition that is to do it.
        created_at (datetime.datetime): When it was created, in UTC.
        description (str): What is to be done.
        id (UUID): Id of the task.
        meta (dict[str, Any]): Free notes of the caller.
        plan_id (UUID): Plan that it belongs to.
        result (None | str): What came of it; null before.
        sequence (int): Place in the plan, not unique: tasks come by sequence, then in the order they were created.
        status (PlanTaskStatus): Life of a task. COMPLETED, FAILED and SKIPPED are terminal.
        updated_at (datetime.datetime): When it was last changed, in UTC.
        validation (str): How to tell that it is done.
    """

    assignee_agent_definition_id: None | UUID
    created_at: datetime.datetime
    description: str
    id: UUID
    meta: dict[str, Any]
    plan_id: UUID
    result: None | str
    sequence: int
    status: PlanTaskStatus
    updated_at: datetime.datetime
    validation: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        assignee_agent_definition_id: None | str
        if isinstance(self.assignee_agent_definition_id, UUID):
            assignee_agent_definition_id = str(self.assignee_agent_definition_id)
        else:
            assignee_agent_definition_id = self.assignee_agent_definition_id

        created_at = self.created_at.isoformat()

        description = self.description

        id = str(self.id)

        meta = self.meta

        plan_id = str(self.plan_id)

        result: None | str
        result = self.result

        sequence = self.sequence

        status = str(self.status)

        updated_at = self.updated_at.isoformat()

        validation = self.validation

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "assignee_agent_definition_id": assignee_agent_definition_id,
                "created_at": created_at,
                "description": description,
                "id": id,
                "meta": meta,
                "plan_id": plan_id,
                "result": result,
                "sequence": sequence,
                "status": status,
                "updated_at": updated_at,
                "validation": validation,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_assignee_agent_definition_id(data: object) -> None | UUID:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError()
            assignee_agent_definition_id_type_0 = UUID(data)

            return assignee_agent_definition_id_type_0

        assignee_agent_definition_id = _parse_assignee_agent_definition_id(
            d.pop("assignee_agent_definition_id")
        )

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        description = d.pop("description")

        id = UUID(d.pop("id"))

        meta = d.pop("meta")

        plan_id = UUID(d.pop("plan_id"))

        def _parse_result(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        result = _parse_result(d.pop("result"))

        sequence = d.pop("sequence")

        status = PlanTaskStatus(d.pop("status"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        validation = d.pop("validation")

        plan_task_read = cls(
            assignee_agent_definition_id=assignee_agent_definition_id,
            created_at=created_at,
            description=description,
            id=id,
            meta=meta,
            plan_id=plan_id,
            result=result,
            sequence=sequence,
            status=status,
            updated_at=updated_at,
            validation=validation,
        )

        plan_task_read.additional_properties = d
        return plan_task_read

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
