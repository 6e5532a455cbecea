from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.deployment_status import DeploymentStatus

T = TypeVar("T", bound="DeploymentRead")


@_attrs_define
class DeploymentRead:
    """A deployment: an agent definition at work in an environment.

    Attributes:
        agent_definition_id (UUID): Agent definition that is deployed.
        blueprint_id (None | UUID): Blueprint that it was deployed by.
        config (dict[str, Any]): Free settings of the deployment. Values under keys that look secret (api_key, token,
            password, ...) come back as "***".
        created_at (datetime.datetime): When it was created, in UTC.
        description (None | str): What the deployment is for.
        environment (str): Environment that it runs in, e.g. production; any text.
        id (UUID): Id of the deployment.
        name (str): Name, unique within the environment.
        project_context (dict[str, Any]): What the agent is told about the project that it works on.
        spec_md_path (None | str): Path of the specification that the agent works from.
        status (DeploymentStatus): Life of a deployment: spawning, then active or failed, later completed. Completed and
            failed are terminal.
        updated_at (datetime.datetime): When it was last changed, in UTC.
    """

    agent_definition_id: UUID
    blueprint_id: None | UUID
    config: dict[str, Any]
    created_at: datetime.datetime
    description: None | str
    environment: str
    id: UUID
    name: str
    project_context: dict[str, Any]
    spec_md_path: None | str
    status: DeploymentStatus
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        agent_definition_id = str(self.agent_definition_id)

        blueprint_id: None | str
        if isinstance(self.blueprint_id, UUID):
            blueprint_id = str(self.blueprint_id)
        else:
            blueprint_id = self.blueprint_id

        config = self.config

        created_at = self.created_at.isoformat()

        description: None | str
        description = self.description

        environment = self.environment

        id = str(self.id)

        name = self.name

        project_context = self.project_context

        spec_md_path: None | str
        spec_md_path = self.spec_md_path

        status = str(self.status)

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "agent_definition_id": agent_definition_id,
                "blueprint_id": blueprint_id,
                "config": config,
                "created_at": created_at,
                "description": description,
                "environment": environment,
                "id": id,
                "name": name,
                "project_context": project_context,
                "spec_md_path": spec_md_path,
                "status": status,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        agent_definition_id = UUID(d.pop("agent_definition_id"))

        def _parse_blueprint_id(data: object) -> None | UUID:
            if data is None:
                return data
            if not isinstance(data, str):
                raise TypeError()
            blueprint_id_type_0 = UUID(data)

            return blueprint_id_type_0

        blueprint_id = _parse_blueprint_id(d.pop("blueprint_id"))

        config = d.pop("config")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_description(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        description = _parse_description(d.pop("description"))

        environment = d.pop("environment")

        id = UUID(d.pop("id"))

        name = d.pop("name")

        project_context = d.pop("project_context")

        def _parse_spec_md_path(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        spec_md_path = _parse_spec_md_path(d.pop("spec_md_path"))

        status = DeploymentStatus(d.pop("status"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        deployment_read = cls(
            agent_definition_id=agent_definition_id,
            blueprint_id=blueprint_id,
            config=config,
            created_at=created_at,
            description=description,
            environment=environment,
            id=id,
            name=name,
            project_context=project_context,
            spec_md_path=spec_md_path,
            status=status,
            updated_at=updated_at,
        )

        deployment_read.additional_properties = d
        return deployment_read

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
