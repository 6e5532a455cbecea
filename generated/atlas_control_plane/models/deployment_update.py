from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.deployment_status import DeploymentStatus
from ..types import UNSET, Unset

T = TypeVar("T", bound="DeploymentUpdate")


@_attrs_define
class DeploymentUpdate:
    """Changes to a deployment: only the fields to change. Definition and blueprint cannot be changed.

    Attributes:
        config (dict[str, Any] | None | Unset): Free settings of the deployment. Values under keys that look secret
            (api_key, token, password, ...) come back as "***".
        description (None | str | Unset): What the deployment is for.
        environment (None | str | Unset): Environment that it runs in, e.g. production; any text.
        name (None | str | Unset): Name, unique within the environment, case included.
        project_context (dict[str, Any] | None | Unset): What the agent is told about the project that it works on.
        spec_md_path (None | str | Unset): Path of the specification that the agent works from.
        status (DeploymentStatus | None | Unset): Status to move to.
    """

    config: dict[str, Any] | None | Unset = UNSET
    description: None | str | Unset = UNSET
    environment: None | str | Unset = UNSET
    name: None | str | Unset = UNSET
    project_context: dict[str, Any] | None | Unset = UNSET
    spec_md_path: None | str | Unset = UNSET
    status: DeploymentStatus | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        config: dict[str, Any] | None | Unset
        if isinstance(self.config, Unset):
            config = UNSET
        else:
            config = self.config

        description: None | str | Unset
        if isinstance(self.description, Unset):
            description = UNSET
        else:
            description = self.description

        environment: None | str | Unset
        if isinstance(self.environment, Unset):
            environment = UNSET
        else:
            environment = self.environment

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        project_context: dict[str, Any] | None | Unset
        if isinstance(self.project_context, Unset):
            project_context = UNSET
        else:
            project_context = self.project_context

        spec_md_path: None | str | Unset
        if isinstance(self.spec_md_path, Unset):
            spec_md_path = UNSET
        else:
            spec_md_path = self.spec_md_path

        status: None | str | Unset
        if isinstance(self.status, Unset):
            status = UNSET
        elif isinstance(self.status, DeploymentStatus):
            status = str(self.status)
        else:
            status = self.status

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if config is not UNSET:
            field_dict["config"] = config
        if description is not UNSET:
            field_dict["description"] = description
        if environment is not UNSET:
            field_dict["environment"] = environment
        if name is not UNSET:
            field_dict["name"] = name
        if project_context is not UNSET:
            field_dict["project_context"] = project_context
        if spec_md_path is not UNSET:
            field_dict["spec_md_path"] = spec_md_path
        if status is not UNSET:
            field_dict["status"] = status

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_config(data: object) -> dict[str, Any] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(dict[str, Any] | None | Unset, data)

        config = _parse_config(d.pop("config", UNSET))

        def _parse_description(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        description = _parse_description(d.pop("description", UNSET))

        def _parse_environment(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        environment = _parse_environment(d.pop("environment", UNSET))

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        def _parse_project_context(data: object) -> dict[str, Any] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(dict[str, Any] | None | Unset, data)

        project_context = _parse_project_context(d.pop("project_context", UNSET))

        def _parse_spec_md_path(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        spec_md_path = _parse_spec_md_path(d.pop("spec_md_path", UNSET))

        def _parse_status(data: object) -> DeploymentStatus | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            if not isinstance(data, str):
                raise TypeError()
            status_type_0 = DeploymentStatus(data)

            return status_type_0

        status = _parse_status(d.pop("status", UNSET))

        deployment_update = cls(
            config=config,
            description=description,
            environment=environment,
            name=name,
            project_context=project_context,
            spec_md_path=spec_md_path,
            status=status,
        )

        return deployment_update
