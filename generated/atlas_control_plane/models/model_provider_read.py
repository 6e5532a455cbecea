from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="ModelProviderRead")


@_attrs_define
class ModelProviderRead:
    """A model provider: a service that runs models.

    Attributes:
        api_base_url (None | str): Where the provider's API is.
        created_at (datetime.datetime): When it was created, in UTC.
        description (None | str): What the provider is for.
        id (UUID): Id of the model provider.
        name (str): Name, unique among model providers.
        updated_at (datetime.datetime): When it was last changed, in UTC.
        config (dict[str, Any] | Unset): Free settings, credentials among them. Values under keys that look secret
            (api_key, token, password, ...) come back as "***". Default of the server: {}.
    """

    api_base_url: None | str
    created_at: datetime.datetime
    description: None | str
    id: UUID
    name: str
    updated_at: datetime.datetime
    config: dict[str, Any] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        api_base_url: None | str
        api_base_url = self.api_base_url

        created_at = self.created_at.isoformat()

        description: None | str
        description = self.description

        id = str(self.id)

        name = self.name

        updated_at = self.updated_at.isoformat()

        config = self.config

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "api_base_url": api_base_url,
                "created_at": created_at,
                "description": description,
                "id": id,
                "name": name,
                "updated_at": updated_at,
            }
        )
        if config is not UNSET:
            field_dict["config"] = config

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_api_base_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        api_base_url = _parse_api_base_url(d.pop("api_base_url"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_description(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        description = _parse_description(d.pop("description"))

        id = UUID(d.pop("id"))

        name = d.pop("name")

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        config = d.pop("config", UNSET)

        model_provider_read = cls(
            api_base_url=api_base_url,
            created_at=created_at,
            description=description,
            id=id,
            name=name,
            updated_at=updated_at,
            config=config,
        )

        model_provider_read.additional_properties = d
        return model_provider_read

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
