"""
Lists: their order, their pages, their bounds.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from atlas_resilient.sandbox import Sandbox

Maker = Callable[..., dict[str, Any]]
Client = Callable[..., Any]


def test_a_list_is_in_the_order_of_creation(http: httpx.Client, make: Maker) -> None:
    """
    Oldest first, whatever the names are, and an update moves nothing.
    """
    created = [make("agent-classes", name=name)["id"] for name in "cabd"]
    http.patch(f"/api/v1/agent-classes/{created[0]}", json={"name": "z"})

    listed = [each["id"] for each in http.get("/api/v1/agent-classes").json()]

    assert listed == created


def test_creations_can_be_told_apart_by_their_moments(connect: Client) -> None:
    """
    Even a clock that stands still gives every resource a moment of its own, in order.
    """
    noon = datetime(2030, 1, 1, 12, tzinfo=UTC)
    with Sandbox(now=lambda: noon) as box, connect(box) as http:
        moments = [
            http.post("/api/v1/agent-classes", json={"name": name}).json()["created_at"] for name in "abc"
        ]

    assert len(set(moments)) == 3
    assert moments == sorted(moments, key=datetime.fromisoformat)


def test_pages_together_are_the_list(http: httpx.Client, make: Maker) -> None:
    """
    Limit and offset cut the list without a gap or an overlap, and end in an empty page.
    """
    names = [make("agent-classes", name=f"class {number}")["name"] for number in range(7)]

    pages = [
        http.get("/api/v1/agent-classes", params={"limit": 3, "offset": offset}).json()
        for offset in (0, 3, 6, 9)
    ]

    assert [len(page) for page in pages] == [3, 3, 1, 0]
    assert [each["name"] for page in pages for each in page] == names


def test_a_page_has_100_unless_told(http: httpx.Client, make: Maker) -> None:
    """
    The default limit is 100, and 1000 is allowed.
    """
    for number in range(101):
        make("agent-classes", name=str(number))

    sizes = [len(http.get("/api/v1/agent-classes", params=each).json()) for each in ({}, {"limit": 1000})]

    assert sizes == [100, 101]


@pytest.mark.parametrize(
    "kind",
    [
        "agent-classes",
        "agent-definitions",
        "model-providers",
        "system-prompts",
        "tools/",
        "deployments",
        "instances",
    ],
)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("limit", "0"),
        ("limit", "1001"),
        ("limit", "x"),
        ("offset", "-1"),
        ("offset", "9" * 30),
        ("limit", ""),
    ],
)
def test_bounds_are_kept(http: httpx.Client, kind: str, name: str, value: str) -> None:
    """
    A limit or an offset beyond its bounds is 422 at that parameter.
    """
    response = http.get(f"/api/v1/{kind}", params={name: value})

    [error] = response.json()["detail"]
    assert response.status_code == 422
    assert error["loc"] == ["query", name]
    assert set(error) == {"loc", "msg", "type"}
