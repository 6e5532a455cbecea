from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.plan_status import PlanStatus
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.plan_task_read import PlanTaskRead


T = TypeVar("T", bound="PlanReadWithTasks")


@_attrs_define
class PlanReadWithTasks:
    """A plan with its tasks.

    Attributes:
        constraints (dict[str, Any]): What the plan has to observe.
        created_at (datetime.datetime): When it was created, in UTC.
        created_by_instance_id (UUID): The deployment's own agent instance.
        deployment_id (UUID): Deployment that it belongs to.
        goal (str): What the plan is to achieve.
        id (UUID): Id of the plan.
        spec_reference (None | str): Specification that the plan follows.
        state (dict[str, Any]): What the plan keeps track of.
        status (PlanStatus): Life of a plan. A plan whose tasks are all terminal becomes FAILED if one of them failed,
            else COMPLETED. COMPLETED, FAILED and CANCELLED are terminal.
        updated_at (datetime.datetime): When it was last changed, in UTC.
        tasks (list[PlanTaskRead] | Unset): Its tasks, by sequence, then in the order they were created. Default of the
            server: [].
    """

    constraints: dict[str, Any]
    created_at: datetime.datetime
    created_by_instance_id: UUID
    deployment_id: UUID
    goal: str
    id: UUID
    spec_reference: None | str
    state: dict[str, Any]
    status: PlanStatus
    updated_at: datetime.datetime
    tasks: list[PlanTaskRead] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        constraints = self.constraints

        created_at = self.created_at.isoformat()

        created_by_instance_id = str(self.created_by_instance_id)

        deployment_id = str(self.deployment_id)

        goal = self.goal

        id = str(self.id)

        spec_reference: None | str
        spec_reference = self.spec_reference

        state = self.state

        status = str(self.status)

        updated_at = self.updated_at.isoformat()

        tasks: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.tasks, Unset):
            tasks = []
            for tasks_item_data in self.tasks:
                tasks_item = tasks_item_data.to_dict()
                tasks.append(tasks_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "constraints": constraints,
                "created_at": created_at,
                "created_by_instance_id": created_by_instance_id,
                "deployment_id": deployment_id,
                "goal": goal,
                "id": id,
                "spec_reference": spec_reference,
                "state": state,
                "status": status,
                "updated_at": updated_at,
            }
        )
        if tasks is not UNSET:
            field_dict["tasks"] = tasks

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.plan_task_read import PlanTaskRead  # noqa: PLC0415

        d = dict(src_dict)
        constraints = d.pop("constraints")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        created_by_instance_id = UUID(d.pop("created_by_instance_id"))

        deployment_id = UUID(d.pop("deployment_id"))

        goal = d.pop("goal")

        id = UUID(d.pop("id"))

        def _parse_spec_reference(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        spec_reference = _parse_spec_reference(d.pop("spec_reference"))

        state = d.pop("state")

        status = PlanStatus(d.pop("status"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        _tasks = d.pop("tasks", UNSET)
        tasks: list[PlanTaskRead] | Unset = UNSET
        if _tasks is not UNSET:
            tasks = []
            for tasks_item_data in _tasks:
                tasks_item = PlanTaskRead.from_dict(tasks_item_data)

                tasks.append(tasks_item)

        plan_read_with_tasks = cls(
            constraints=constraints,
            created_at=created_at,
            created_by_instance_id=created_by_instance_id,
            deployment_id=deployment_id,
            goal=goal,
            id=id,
            spec_reference=spec_reference,
            state=state,
            status=status,
            updated_at=updated_at,
            tasks=tasks,
        )

        plan_read_with_tasks.additional_properties = d
        return plan_read_with_tasks

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
