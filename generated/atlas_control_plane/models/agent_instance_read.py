from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.agent_instance_status import AgentInstanceStatus

T = TypeVar("T", bound="AgentInstanceRead")


@_attrs_define
class AgentInstanceRead:
    """An agent instance: one run of an agent.

    Attributes:
        agent_definition_id (UUID): Agent definition that it runs.
        completed_at (datetime.datetime | None): When it came to an end, in UTC; null before.
        created_at (datetime.datetime): When it was created, in UTC.
        deployment_id (UUID): Deployment that it belongs to.
        error (None | str): Why it failed; null otherwise.
        exit_code (int | None): Exit code of its process; null before.
        id (UUID): Id of the instance.
        input_ (dict[str, Any]): What it was started with.
        metrics (dict[str, Any]): What was measured of it.
        output (dict[str, Any] | None): What it produced; null before.
        routing_key (str): Key that messages reach it by.
        started_at (datetime.datetime | None): When it started to run, in UTC; null before.
        status (AgentInstanceStatus): Life of an agent instance. Completed, failed and cancelled are terminal.
    """

    agent_definition_id: UUID
    completed_at: datetime.datetime | None
    created_at: datetime.datetime
    deployment_id: UUID
    error: None | str
    exit_code: int | None
    id: UUID
    input_: dict[str, Any]
    metrics: dict[str, Any]
    output: dict[str, Any] | None
    routing_key: str
    started_at: datetime.datetime | None
    status: AgentInstanceStatus
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        agent_definition_id = str(self.agent_definition_id)

        completed_at: None | str
        if isinstance(self.completed_at, datetime.datetime):
            completed_at = self.completed_at.isoformat()
        else:
            completed_at = self.completed_at

        created_at = self.created_at.isoformat()

        deployment_id = str(self.deployment_id)

        error: None | str
        error = self.error

        exit_code: int | None
        exit_code = self.exit_code

        id = str(self.id)

        input_ = self.input_

        metrics = self.metrics

        output: dict[str, Any] | None
        output = self.output

        routing_key = self.routing_key

        started_at: None | str
        if isinstance(self.started_at, datetime.datetime):
            started_at = self.started_at.isoformat()
        else:
            started_at = self.started_at

        status = str(self.status)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "agent_definition_id": agent_definition_id,
                "completed_at": completed_at,
                "created_at": created_at,
                "deployment_id": deployment_id,
                "error": error,
                "exit_code": exit_code,
                "id": id,
                "input": input_,
                "metrics": metrics,
                "output": output,
                "routing_key": routing_key,
                "started_at": started_at,
                "status": status,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        agent_definition_id = UUID(d.pop("agent_definition_id"))

        def _parse_completed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError()
            completed_at_type_0 = datetime.datetime.fromisoformat(data)

            return completed_at_type_0

        completed_at = _parse_completed_at(d.pop("completed_at"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        deployment_id = UUID(d.pop("deployment_id"))

        def _parse_error(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        error = _parse_error(d.pop("error"))

        def _parse_exit_code(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        exit_code = _parse_exit_code(d.pop("exit_code"))

        id = UUID(d.pop("id"))

        input_ = d.pop("input")

        metrics = d.pop("metrics")

        def _parse_output(data: object) -> dict[str, Any] | None:
            if data is None:
                return data
            return cast(dict[str, Any] | None, data)

        output = _parse_output(d.pop("output"))

        routing_key = d.pop("routing_key")

        def _parse_started_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError()
            started_at_type_0 = datetime.datetime.fromisoformat(data)

            return started_at_type_0

        started_at = _parse_started_at(d.pop("started_at"))

        status = AgentInstanceStatus(d.pop("status"))

        agent_instance_read = cls(
            agent_definition_id=agent_definition_id,
            completed_at=completed_at,
            created_at=created_at,
            deployment_id=deployment_id,
            error=error,
            exit_code=exit_code,
            id=id,
            input_=input_,
            metrics=metrics,
            output=output,
            routing_key=routing_key,
            started_at=started_at,
            status=status,
        )

        agent_instance_read.additional_properties = d
        return agent_instance_read

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
