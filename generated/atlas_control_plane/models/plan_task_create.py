from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="PlanTaskCreate")


@_attrs_define
class PlanTaskCreate:
    """A new task of a plan; it begins as PENDING.

    Attributes:
        description (str): What is to be done.
        validation (str): How to tell that it is done.
        assignee_agent_definition_id (None | Unset | UUID): Agent definition that is to do it.
        meta (dict[str, Any] | Unset): Free notes of the caller. Default of the server: {}.
        sequence (int | Unset): Place in the plan, not unique: tasks come by sequence, then in the order they were
            created. Default of the server: 0.
    """

    description: str
    validation: str
    assignee_agent_definition_id: None | Unset | UUID = UNSET
    meta: dict[str, Any] | Unset = UNSET
    sequence: int | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        description = self.description

        validation = self.validation

        assignee_agent_definition_id: None | str | Unset
        if isinstance(self.assignee_agent_definition_id, Unset):
            assignee_agent_definition_id = UNSET
        elif isinstance(self.assignee_agent_definition_id, UUID):
            assignee_agent_definition_id = str(self.assignee_agent_definition_id)
        else:
            assignee_agent_definition_id = self.assignee_agent_definition_id

        meta = self.meta

        sequence = self.sequence

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "description": description,
                "validation": validation,
            }
        )
        if assignee_agent_definition_id is not UNSET:
            field_dict["assignee_agent_definition_id"] = assignee_agent_definition_id
        if meta is not UNSET:
            field_dict["meta"] = meta
        if sequence is not UNSET:
            field_dict["sequence"] = sequence

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        description = d.pop("description")

        validation = d.pop("validation")

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

        meta = d.pop("meta", UNSET)

        sequence = d.pop("sequence", UNSET)

        plan_task_create = cls(
            description=description,
            validation=validation,
            assignee_agent_definition_id=assignee_agent_definition_id,
            meta=meta,
            sequence=sequence,
        )

        return plan_task_create
