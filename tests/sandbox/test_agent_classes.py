"""
Agent classes: what a plain client sees.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import httpx
import pytest

Maker = Callable[..., dict[str, Any]]


def test_a_created_class_is_read_back(http: httpx.Client, make: Maker) -> None:
    """
    What create answers is what get and list answer afterwards.
    """
    created = make("agent-classes", name="blue", description="calm")

    read = http.get(f"/api/v1/agent-classes/{created['id']}").json()
    listed = http.get("/api/v1/agent-classes").json()

    assert created["name"] == "blue"
    assert created["description"] == "calm"
    assert read == created
    assert listed == [created]


def test_the_server_owns_the_default(make: Maker) -> None:
    """
    A description that was not sent is null, and the moments are the same at first.
    """
    created = make("agent-classes", name="blue")

    assert created["description"] is None
    assert created["created_at"] == created["updated_at"]


def test_a_taken_name_is_a_conflict(http: httpx.Client, make: Maker) -> None:
    """
    The second of one name is 409 with a plain detail, and not stored.
    """
    make("agent-classes", name="blue")

    response = http.post("/api/v1/agent-classes", json={"name": "blue"})

    assert response.status_code == 409
    assert isinstance(response.json()["detail"], str)
    assert len(http.get("/api/v1/agent-classes").json()) == 1


def test_names_compare_exactly(make: Maker) -> None:
    """
    Case and spaces make another name.
    """
    names = ["blue", "Blue", "blue ", "b"]

    created = [make("agent-classes", name=name)["name"] for name in names]

    assert created == names


def test_a_rename_to_a_taken_name_is_a_conflict(http: httpx.Client, make: Maker) -> None:
    """
    A PATCH cannot take a name either, and changes nothing when it tries.
    """
    make("agent-classes", name="blue")
    other = make("agent-classes", name="red")

    response = http.patch(f"/api/v1/agent-classes/{other['id']}", json={"name": "blue", "description": "x"})

    assert response.status_code == 409
    assert http.get(f"/api/v1/agent-classes/{other['id']}").json() == other


def test_a_patch_changes_only_what_it_names(http: httpx.Client, make: Maker) -> None:
    """
    Fields that are not sent stay; explicit null clears; updated_at moves on.
    """
    created = make("agent-classes", name="blue", description="calm")
    path = f"/api/v1/agent-classes/{created['id']}"

    renamed = http.patch(path, json={"name": "red"}).json()
    cleared = http.patch(path, json={"description": None}).json()

    assert (renamed["name"], renamed["description"]) == ("red", "calm")
    assert (cleared["name"], cleared["description"]) == ("red", None)
    assert created["updated_at"] < renamed["updated_at"] < cleared["updated_at"]
    assert cleared["created_at"] == created["created_at"]


def test_a_patch_without_a_change_touches_nothing(http: httpx.Client, make: Maker) -> None:
    """
    The same value, or none at all, leaves the resource as it was.
    """
    created = make("agent-classes", name="blue")
    path = f"/api/v1/agent-classes/{created['id']}"

    answers = [http.patch(path, json=body) for body in ({}, {"name": "blue"})]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert [answer.json() for answer in answers] == [created, created]


def test_a_name_cannot_be_null(http: httpx.Client, make: Maker) -> None:
    """
    Null for what must have a value is 422 at that field.
    """
    created = make("agent-classes", name="blue")

    response = http.patch(f"/api/v1/agent-classes/{created['id']}", json={"name": None})

    assert response.status_code == 422
    assert response.json()["detail"][0]["loc"] == ["body", "name"]


def test_delete_answers_nothing_and_then_it_is_gone(http: httpx.Client, make: Maker) -> None:
    """
    204 without a body; 404 for everything afterwards; and the name is free again.
    """
    created = make("agent-classes", name="blue")
    path = f"/api/v1/agent-classes/{created['id']}"

    deleted = http.delete(path)

    assert (deleted.status_code, deleted.content) == (204, b"")
    assert http.get(path).status_code == 404
    assert http.patch(path, json={"name": "x"}).status_code == 404
    assert http.delete(path).status_code == 404
    make("agent-classes", name="blue")


def test_a_class_in_use_cannot_be_deleted(http: httpx.Client, make: Maker) -> None:
    """
    A class with definitions is 409; without them it goes.
    """
    owner = make("agent-classes", name="blue")
    definition = make("agent-definitions", name="one", agent_class_id=owner["id"])

    refused = http.delete(f"/api/v1/agent-classes/{owner['id']}")
    http.delete(f"/api/v1/agent-definitions/{definition['id']}")
    deleted = http.delete(f"/api/v1/agent-classes/{owner['id']}")

    assert refused.status_code == 409
    assert isinstance(refused.json()["detail"], str)
    assert deleted.status_code == 204


@pytest.mark.parametrize(
    ("body", "loc"),
    [
        ({}, ["body", "name"]),
        ({"name": ""}, ["body", "name"]),
        ({"name": "n" * 256}, ["body", "name"]),
        ({"name": 1}, ["body", "name"]),
        ({"name": None}, ["body", "name"]),
        ({"name": "x", "description": 1}, ["body", "description"]),
    ],
)
def test_a_wrong_body_is_told_by_field(http: httpx.Client, body: dict[str, Any], loc: list[str]) -> None:
    """
    422 names the field, with loc, msg and type and nothing else.
    """
    response = http.post("/api/v1/agent-classes", json=body)

    [error] = response.json()["detail"]
    assert response.status_code == 422
    assert error["loc"] == loc
    assert set(error) == {"loc", "msg", "type"}


def test_255_characters_are_a_name(make: Maker) -> None:
    """
    The longest name is taken, in characters and not in bytes.
    """
    name = "ä" * 255

    created = make("agent-classes", name=name)

    assert created["name"] == name


def test_unknown_members_are_ignored(make: Maker) -> None:
    """
    A body may carry more than the server knows.
    """
    created = make("agent-classes", name="blue", color="red")

    assert "color" not in created


def test_an_unknown_id_is_404(http: httpx.Client) -> None:
    """
    Get, update and delete of what is not there answer a plain 404.
    """
    path = f"/api/v1/agent-classes/{uuid4()}"

    answers = [http.get(path), http.patch(path, json={"name": "x"}), http.delete(path)]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert all(isinstance(answer.json()["detail"], str) for answer in answers)
