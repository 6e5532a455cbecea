from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.plan_task_create import PlanTaskCreate


T = TypeVar("T", bound="PlanCreate")


@_attrs_define
class PlanCreate:
    """A new plan; it begins as ACTIVE, its tasks as PENDING.

    Attributes:
        goal (str): What the plan is to achieve.
        constraints (dict[str, Any] | Unset): What the plan has to observe. Default of the server: {}.
        spec_reference (None | str | Unset): Specification that the plan follows.
        state (dict[str, Any] | Unset): What the plan keeps track of. Default of the server: {}.
        tasks (list[PlanTaskCreate] | Unset): Tasks to begin with. Default of the server: [].
    """

    goal: str
    constraints: dict[str, Any] | Unset = UNSET
    spec_reference: None | str | Unset = UNSET
    state: dict[str, Any] | Unset = UNSET
    tasks: list[PlanTaskCreate] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        goal = self.goal

        constraints = self.constraints

        spec_reference: None | str | Unset
        if isinstance(self.spec_reference, Unset):
            spec_reference = UNSET
        else:
            spec_reference = self.spec_reference

        state = self.state

        tasks: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.tasks, Unset):
            tasks = []
            for tasks_item_data in self.tasks:
                tasks_item = tasks_item_data.to_dict()
                tasks.append(tasks_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "goal": goal,
            }
        )
        if constraints is not UNSET:
            field_dict["constraints"] = constraints
        if spec_reference is not UNSET:
            field_dict["spec_reference"] = spec_reference
        if state is not UNSET:
            field_dict["state"] = state
        if tasks is not UNSET:
            field_dict["tasks"] = tasks

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.plan_task_create import PlanTaskCreate  # noqa: PLC0415

        d = dict(src_dict)
        goal = d.pop("goal")

        constraints = d.pop("constraints", UNSET)

        def _parse_spec_reference(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        spec_reference = _parse_spec_reference(d.pop("spec_reference", UNSET))

        state = d.pop("state", UNSET)

        _tasks = d.pop("tasks", UNSET)
        tasks: list[PlanTaskCreate] | Unset = UNSET
        if _tasks is not UNSET:
            tasks = []
            for tasks_item_data in _tasks:
                tasks_item = PlanTaskCreate.from_dict(tasks_item_data)

                tasks.append(tasks_item)

        plan_create = cls(
            goal=goal,
            constraints=constraints,
            spec_reference=spec_reference,
            state=state,
            tasks=tasks,
        )

        return plan_create
