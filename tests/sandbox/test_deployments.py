"""
Deployments: names, references, changes, filters, deletion.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import httpx
import pytest

from atlas_resilient.sandbox import Sandbox

Maker = Callable[..., dict[str, Any]]
PATH = "/api/v1/deployments"
DEFINITIONS = "/api/v1/agent-definitions"


def test_a_new_deployment_is_spawning_with_the_servers_defaults(http: httpx.Client, deploy: Maker) -> None:
    """
    Only name and definition were sent; the server says the rest.
    """
    created = deploy()

    expected = {"status": "spawning", "environment": "production", "config": {}, "project_context": {}}
    assert {key: created[key] for key in expected} == expected
    assert (created["blueprint_id"], created["spec_md_path"]) == (None, None)
    assert http.get(f"{PATH}/{created['id']}").json() == created


def test_a_name_is_unique_in_its_environment_only(http: httpx.Client, deploy: Maker) -> None:
    """
    409 for a create and for each way a PATCH can come to a taken pair; another environment is fine.
    """
    first = deploy("blue")
    body = {"name": "blue", "agent_definition_id": first["agent_definition_id"]}
    elsewhere = deploy("blue", environment="staging")
    green = deploy("green")

    answers = [
        http.post(PATH, json=body),
        http.patch(f"{PATH}/{green['id']}", json={"name": "blue"}),
        http.patch(f"{PATH}/{elsewhere['id']}", json={"environment": "production"}),
    ]

    assert [answer.status_code for answer in answers] == [409, 409, 409]
    assert http.get(f"{PATH}/{elsewhere['id']}").json() == elsewhere


def test_a_definition_that_is_none_is_told(http: httpx.Client, box: Sandbox) -> None:
    """
    422 reference_not_found at its field, and neither deployment nor instance is stored.
    """
    response = http.post(PATH, json={"name": "a", "agent_definition_id": str(uuid4())})

    [error] = response.json()["detail"]
    assert response.status_code == 422
    assert (error["loc"], error["type"]) == (["body", "agent_definition_id"], "reference_not_found")
    assert (box.rows("deployment"), box.rows("agent_instance")) == (0, 0)


def test_a_blueprint_may_be_any(http: httpx.Client, deploy: Maker) -> None:
    """
    The contract has no resource that the id could name, so it is kept as it is; a PATCH does not know it.
    """
    blueprint = str(uuid4())
    created = deploy(blueprint_id=blueprint)

    changed = http.patch(f"{PATH}/{created['id']}", json={"blueprint_id": None, "agent_definition_id": None})

    assert created["blueprint_id"] == blueprint
    assert changed.json() == created


def test_a_deprecated_definition_takes_no_new_deployment(http: httpx.Client, deploy: Maker) -> None:
    """
    409, while what was deployed stays; a published one is deployed like a draft.
    """
    first = deploy("draft")
    definition = first["agent_definition_id"]
    http.patch(f"{DEFINITIONS}/{definition}", json={"status": "published"})
    deploy("published")
    http.patch(f"{DEFINITIONS}/{definition}", json={"status": "deprecated"})

    refused = http.post(PATH, json={"name": "deprecated", "agent_definition_id": definition})

    assert refused.status_code == 409
    assert isinstance(refused.json()["detail"], str)
    assert [each["name"] for each in http.get(PATH).json()] == ["draft", "published"]


def test_a_deployment_holds_its_definition(http: httpx.Client, deploy: Maker) -> None:
    """
    409 until the deployment is gone.
    """
    created = deploy()
    path = f"{DEFINITIONS}/{created['agent_definition_id']}"

    held = http.delete(path).status_code
    deleted = http.delete(f"{PATH}/{created['id']}").status_code

    assert (held, deleted) == (409, 204)
    assert http.get(f"{PATH}/{created['id']}").status_code == 404
    assert http.delete(path).status_code == 204


def test_a_patch_changes_what_it_names(http: httpx.Client, deploy: Maker) -> None:
    """
    Null clears what can be empty, and secrets of the config are masked wherever it is shown.
    """
    created = deploy(
        description="d", spec_md_path="a.md", config={"token": "s"}, project_context={"token": "t"}
    )
    path = f"{PATH}/{created['id']}"

    changed = http.patch(
        path, json={"description": None, "spec_md_path": None, "config": {"a": {"password": "p"}}}
    ).json()

    assert (created["config"], created["project_context"]) == ({"token": "***"}, {"token": "t"})
    assert (changed["description"], changed["spec_md_path"]) == (None, None)
    assert changed["config"] == {"a": {"password": "***"}}
    assert http.get(PATH).json() == [changed]


@pytest.mark.parametrize("field", ["name", "environment", "status", "config", "project_context"])
def test_what_must_have_a_value_cannot_be_cleared(http: httpx.Client, deploy: Maker, field: str) -> None:
    """
    Null in a PATCH is 422 where the resource cannot be without.
    """
    response = http.patch(f"{PATH}/{deploy()['id']}", json={field: None})

    assert response.status_code == 422
    assert response.json()["detail"][0]["loc"] == ["body", field]


def test_the_list_filters(http: httpx.Client, box: Sandbox, deploy: Maker) -> None:
    """
    By environment, which may be any text, and by being active; both together as well.
    """
    created = {name: deploy(name, environment=name[:1]) for name in ("a1", "a2", "b1")}
    for name in ("a2", "b1"):
        box.settle("deployment", created[name]["id"], "active")

    def names(**query: str) -> list[str]:
        return [each["name"] for each in http.get(PATH, params=query).json()]

    assert names() == ["a1", "a2", "b1"]
    assert names(environment="a") == ["a1", "a2"]
    assert names(environment="A") == []
    assert names(active_only="true") == ["a2", "b1"]
    assert names(active_only="false") == ["a1", "a2", "b1"]
    assert names(active_only="true", environment="a", limit="1") == ["a2"]
    assert http.get(PATH, params={"active_only": "perhaps"}).status_code == 422


def test_a_create_with_a_key_happens_once(http: httpx.Client, box: Sandbox, deploy: Maker) -> None:
    """
    The same answer again, and one instance.
    """
    body = {"name": "green", "agent_definition_id": deploy()["agent_definition_id"]}

    answers = [http.post(PATH, json=body, headers={"Idempotency-Key": "k"}) for _ in range(2)]

    assert answers[0].content == answers[1].content
    assert answers[1].headers["Idempotency-Replayed"] == "true"
    assert (box.rows("deployment"), box.rows("agent_instance")) == (2, 2)


def test_an_unknown_deployment_is_404(http: httpx.Client) -> None:
    """
    For every operation on one.
    """
    path = f"{PATH}/{uuid4()}"

    answers = [http.get(path), http.patch(path, json={}), http.delete(path)]

    assert {answer.status_code for answer in answers} == {404}
