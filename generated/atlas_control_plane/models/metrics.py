from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Metrics")


@_attrs_define
class Metrics:
    """What the service measured of itself since it started.

    Attributes:
        errors_total (int): Requests that ended in an error.
        latency_p99 (float): 99th percentile of the time to answer, in seconds.
        requests_total (int): Requests received.
    """

    errors_total: int
    latency_p99: float
    requests_total: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        errors_total = self.errors_total

        latency_p99 = self.latency_p99

        requests_total = self.requests_total

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "errors_total": errors_total,
                "latency_p99": latency_p99,
                "requests_total": requests_total,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        errors_total = d.pop("errors_total")

        latency_p99 = d.pop("latency_p99")

        requests_total = d.pop("requests_total")

        metrics = cls(
            errors_total=errors_total,
            latency_p99=latency_p99,
            requests_total=requests_total,
        )

        metrics.additional_properties = d
        return metrics

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
