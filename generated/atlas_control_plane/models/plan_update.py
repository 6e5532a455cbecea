from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.plan_status import PlanStatus
from ..types import UNSET, Unset

T = TypeVar("T", bound="PlanUpdate")


@_attrs_define
class PlanUpdate:
    """Changes to a plan: only the fields to change.

    Attributes:
        constraints (dict[str, Any] | None | Unset): What the plan has to observe.
        goal (None | str | Unset): What the plan is to achieve.
        spec_reference (None | str | Unset): Specification that the plan follows.
        state (dict[str, Any] | None | Unset): What the plan keeps track of.
        status (None | PlanStatus | Unset): Status to move to.
    """

    constraints: dict[str, Any] | None | Unset = UNSET
    goal: None | str | Unset = UNSET
    spec_reference: None | str | Unset = UNSET
    state: dict[str, Any] | None | Unset = UNSET
    status: None | PlanStatus | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        constraints: dict[str, Any] | None | Unset
        if isinstance(self.constraints, Unset):
            constraints = UNSET
        else:
            constraints = self.constraints

        goal: None | str | Unset
        if isinstance(self.goal, Unset):
            goal = UNSET
        else:
            goal = self.goal

        spec_reference: None | str | Unset
        if isinstance(self.spec_reference, Unset):
            spec_reference = UNSET
        else:
            spec_reference = self.spec_reference

        state: dict[str, Any] | None | Unset
        if isinstance(self.state, Unset):
            state = UNSET
        else:
            state = self.state

        status: None | str | Unset
        if isinstance(self.status, Unset):
            status = UNSET
        elif isinstance(self.status, PlanStatus):
            status = str(self.status)
        else:
            status = self.status

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if constraints is not UNSET:
            field_dict["constraints"] = constraints
        if goal is not UNSET:
            field_dict["goal"] = goal
        if spec_reference is not UNSET:
            field_dict["spec_reference"] = spec_reference
        if state is not UNSET:
            field_dict["state"] = state
        if status is not UNSET:
            field_dict["status"] = status

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_constraints(data: object) -> dict[str, Any] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(dict[str, Any] | None | Unset, data)

        constraints = _parse_constraints(d.pop("constraints", UNSET))

        def _parse_goal(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        goal = _parse_goal(d.pop("goal", UNSET))

        def _parse_spec_reference(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        spec_reference = _parse_spec_reference(d.pop("spec_reference", UNSET))

        def _parse_state(data: object) -> dict[str, Any] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(dict[str, Any] | None | Unset, data)

        state = _parse_state(d.pop("state", UNSET))

        def _parse_status(data: object) -> None | PlanStatus | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, str):
                raise TypeError()
            status_type_0 = PlanStatus(data)

            return status_type_0

        status = _parse_status(d.pop("status", UNSET))

        plan_update = cls(
            constraints=constraints,
            goal=goal,
            spec_reference=spec_reference,
            state=state,
            status=status,
        )

        return plan_update
