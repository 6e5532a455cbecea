from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="DeploymentCreate")


@_attrs_define
class DeploymentCreate:
    """A new deployment; it begins as spawning.

    Attributes:
        agent_definition_id (UUID): Agent definition to deploy, not a deprecated one; fixed from then on.
        name (str): Name, unique within the environment, case included.
        blueprint_id (None | Unset | UUID): Blueprint to deploy by; fixed from then on.
        config (dict[str, Any] | Unset): Free settings of the deployment. Values under keys that look secret (api_key,
            token, password, ...) come back as "***". Default of the server: {}.
        description (None | str | Unset): What the deployment is for.
        environment (str | Unset): Environment that it runs in, e.g. production; any text. Default of the server:
            "production".
        project_context (dict[str, Any] | Unset): What the agent is told about the project that it works on. Default of
            the server: {}.
        spec_md_path (None | str | Unset): Path of the specification that the agent works from.
    """

    agent_definition_id: UUID
    name: str
    blueprint_id: None | Unset | UUID = UNSET
    config: dict[str, Any] | Unset = UNSET
    description: None | str | Unset = UNSET
    environment: str | Unset = UNSET
    project_context: dict[str, Any] | Unset = UNSET
    spec_md_path: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        agent_definition_id = str(self.agent_definition_id)

        name = self.name

        blueprint_id: None | str | Unset
        if isinstance(self.blueprint_id, Unset):
            blueprint_id = UNSET
        elif isinstance(self.blueprint_id, UUID):
            blueprint_id = str(self.blueprint_id)
        else:
            blueprint_id = self.blueprint_id

        config = self.config

        description: None | str | Unset
        if isinstance(self.description, Unset):
            description = UNSET
        else:
            description = self.description

        environment = self.environment

        project_context = self.project_context

        spec_md_path: None | str | Unset
        if isinstance(self.spec_md_path, Unset):
            spec_md_path = UNSET
        else:
            spec_md_path = self.spec_md_path

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "agent_definition_id": agent_definition_id,
                "name": name,
            }
        )
        if blueprint_id is not UNSET:
            field_dict["blueprint_id"] = blueprint_id
        if config is not UNSET:
            field_dict["config"] = config
        if description is not UNSET:
            field_dict["description"] = description
        if environment is not UNSET:
            field_dict["environment"] = environment
        if project_context is not UNSET:
            field_dict["project_context"] = project_context
        if spec_md_path is not UNSET:
            field_dict["spec_md_path"] = spec_md_path

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        agent_definition_id = UUID(d.pop("agent_definition_id"))

        name = d.pop("name")

        def _parse_blueprint_id(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, str):
                raise TypeError()
            blueprint_id_type_0 = UUID(data)

            return blueprint_id_type_0

        blueprint_id = _parse_blueprint_id(d.pop("blueprint_id", UNSET))

        config = d.pop("config", UNSET)

        def _parse_description(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        description = _parse_description(d.pop("description", UNSET))

        environment = d.pop("environment", UNSET)

        project_context = d.pop("project_context", UNSET)

        def _parse_spec_md_path(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        spec_md_path = _parse_spec_md_path(d.pop("spec_md_path", UNSET))

        deployment_create = cls(
            agent_definition_id=agent_definition_id,
            name=name,
            blueprint_id=blueprint_id,
            config=config,
            description=description,
            environment=environment,
            project_context=project_context,
            spec_md_path=spec_md_path,
        )

        return deployment_create
