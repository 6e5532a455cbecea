"""
Plans: their creation with tasks, their changes, their lists, and what they hold.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import httpx
import pytest

from atlas_resilient.sandbox import CommitThenHangUp, Sandbox

Maker = Callable[..., dict[str, Any]]
PATH = "/api/v1/plans"


def task(description: str = "do", **members: Any) -> dict[str, Any]:
    """
    Return the body of a task.
    """
    return {"description": description, "validation": "look", **members}


@pytest.fixture
def deployment(deploy: Maker) -> dict[str, Any]:
    """
    A deployment to plan for.
    """
    return deploy()


@pytest.fixture
def plan(make: Maker, deployment: dict[str, Any]) -> Maker:
    """
    Create a plan for the deployment.
    """
    return lambda goal="g", **members: make(f"deployments/{deployment['id']}/plans", goal=goal, **members)


def test_a_new_plan_is_active_and_its_tasks_pending(http: httpx.Client, plan: Maker) -> None:
    """
    The answer of the create has the ids of the tasks as they were sent; reading it shows them by sequence.
    """
    created = plan(tasks=[task("b", sequence=2), task("a", sequence=1), task("c", sequence=2), task("first")])

    shown = http.get(f"{PATH}/{created['id']}").json()

    assert (created["status"], created["state"], created["constraints"]) == ("ACTIVE", {}, {})
    assert [each["description"] for each in shown["tasks"]] == ["first", "a", "b", "c"]
    assert {each["status"] for each in shown["tasks"]} == {"PENDING"}
    by_id = {each["id"]: each["description"] for each in shown["tasks"]}
    assert [by_id[key] for key in created["task_ids"]] == ["b", "a", "c", "first"]
    assert {key: value for key, value in shown.items() if key != "tasks"} == {
        key: value for key, value in created.items() if key != "task_ids"
    }


def test_a_plan_is_made_by_the_deployments_own_instance(
    http: httpx.Client, deployment: dict[str, Any], plan: Maker
) -> None:
    """
    The same for every plan of the deployment, and one that can be read.
    """
    makers = {plan()["created_by_instance_id"] for _ in range(2)}

    [instance] = http.get("/api/v1/instances", params={"deployment_id": deployment["id"]}).json()
    assert makers == {instance["id"]}


def test_plan_and_tasks_are_created_together_or_not_at_all(
    http: httpx.Client, box: Sandbox, deployment: dict[str, Any]
) -> None:
    """
    An assignee that does not exist is 422 at its place, and neither the plan nor the task before it is there.
    """
    tasks = [task(), task(assignee_agent_definition_id=str(uuid4()))]

    response = http.post(f"/api/v1/deployments/{deployment['id']}/plans", json={"goal": "g", "tasks": tasks})

    [error] = response.json()["detail"]
    assert response.status_code == 422
    assert error["loc"] == ["body", "tasks", 1, "assignee_agent_definition_id"]
    assert error["type"] == "reference_not_found"
    assert (box.rows("plan"), box.rows("plan_task")) == (0, 0)


def test_a_lost_create_is_replayed(http: httpx.Client, box: Sandbox, deployment: dict[str, Any]) -> None:
    """
    With its key, as often as it takes: one plan, its tasks once.
    """
    path = f"/api/v1/deployments/{deployment['id']}/plans"
    body = {"goal": "g", "tasks": [task(), task()]}
    box.fail("create_plan", CommitThenHangUp())
    with pytest.raises(httpx.RemoteProtocolError):
        http.post(path, json=body, headers={"Idempotency-Key": "k"})

    again = http.post(path, json=body, headers={"Idempotency-Key": "k"})

    assert again.status_code == 201
    assert again.headers["Idempotency-Replayed"] == "true"
    assert (box.rows("plan"), box.rows("plan_task")) == (1, 2)


def test_a_patch_changes_what_it_names(http: httpx.Client, plan: Maker) -> None:
    """
    The answer is without tasks; null clears the reference only.
    """
    created = plan(spec_reference="a.md", tasks=[task()])
    path = f"{PATH}/{created['id']}"

    changed = http.patch(path, json={"goal": "h", "state": {"a": 1}, "spec_reference": None}).json()

    assert (changed["goal"], changed["state"], changed["spec_reference"]) == ("h", {"a": 1}, None)
    assert "tasks" not in changed
    assert "task_ids" not in changed
    for field in ("goal", "state", "constraints", "status"):
        refused = http.patch(path, json={field: None})
        assert (refused.status_code, refused.json()["detail"][0]["loc"]) == (422, ["body", field])


@pytest.mark.parametrize("final", ["COMPLETED", "FAILED", "CANCELLED"])
def test_a_final_plan_stays_so(http: httpx.Client, plan: Maker, final: str) -> None:
    """
    409 for another status and for more tasks; the same again and a note are fine.
    """
    path = f"{PATH}/{plan(tasks=[task()])['id']}"
    way = [http.patch(path, json={"status": status}).status_code for status in ("DRAFT", "ACTIVE", final)]

    refused = [
        http.patch(path, json={"status": "ACTIVE"}),
        http.patch(path, json={"status": "FAILED" if final != "FAILED" else "CANCELLED", "goal": "x"}),
        http.post(f"{path}/tasks", json={"tasks": [task()]}),
    ]
    same = http.patch(path, json={"status": final, "state": {"note": 1}})

    assert way == [200, 200, 200]
    assert [answer.status_code for answer in refused] == [409, 409, 409]
    assert (same.status_code, same.json()["status"], same.json()["goal"]) == (200, final, "g")
    assert len(http.get(path).json()["tasks"]) == 1


def test_plans_are_listed_by_deployment_and_status(
    http: httpx.Client, deploy: Maker, deployment: dict[str, Any], plan: Maker, make: Maker
) -> None:
    """
    In the order of creation, in pages, without tasks.
    """
    own = f"/api/v1/deployments/{deployment['id']}/plans"
    make(f"deployments/{deploy('other')['id']}/plans", goal="other")
    created = [plan(goal) for goal in "abc"]
    http.patch(f"{PATH}/{created[1]['id']}", json={"status": "CANCELLED"})

    def goals(**query: str) -> list[str]:
        return [each["goal"] for each in http.get(own, params=query).json()]

    assert goals() == ["a", "b", "c"]
    assert goals(status="ACTIVE") == ["a", "c"]
    assert goals(status="ACTIVE", limit="1", offset="1") == ["c"]
    assert goals(status="DRAFT") == []
    assert http.get(own, params={"status": "active"}).status_code == 422
    assert http.get(own, params={"limit": "0"}).status_code == 422
    assert "tasks" not in http.get(own).json()[0]


def test_a_plan_holds_its_deployment(http: httpx.Client, deployment: dict[str, Any], plan: Maker) -> None:
    """
    409, whatever became of the plan; the instance stays with it.
    """
    created = plan()
    http.patch(f"{PATH}/{created['id']}", json={"status": "COMPLETED"})

    held = http.delete(f"/api/v1/deployments/{deployment['id']}")

    assert held.status_code == 409
    assert http.get(f"/api/v1/instances/{created['created_by_instance_id']}").status_code == 200


def test_what_is_unknown_is_404(http: httpx.Client) -> None:
    """
    A plan, and the deployment of a create and of a list.
    """
    path, of_none = f"{PATH}/{uuid4()}", f"/api/v1/deployments/{uuid4()}/plans"

    answers = [
        *(http.get(path), http.patch(path, json={})),
        *(http.post(f"{path}/tasks", json={"tasks": [task()]}), http.get(f"{path}/tasks")),
        *(http.post(of_none, json={"goal": "g"}), http.get(of_none)),
    ]

    assert {answer.status_code for answer in answers} == {404}


@pytest.mark.parametrize(
    ("body", "loc"),
    [
        ({}, ["goal"]),
        ({"goal": ""}, ["goal"]),
        ({"goal": "g", "tasks": [{"description": "d"}]}, ["tasks", 0, "validation"]),
        ({"goal": "g", "tasks": [task(sequence=-1)]}, ["tasks", 0, "sequence"]),
        ({"goal": "g", "tasks": [task(sequence=2**63)]}, ["tasks", 0, "sequence"]),
        ({"goal": "g", "tasks": [task(), task(meta=None)]}, ["tasks", 1, "meta"]),
    ],
)
def test_a_wrong_plan_is_refused(
    http: httpx.Client, deployment: dict[str, Any], body: dict[str, Any], loc: list[str | int]
) -> None:
    """
    422 at the field, however deep.
    """
    response = http.post(f"/api/v1/deployments/{deployment['id']}/plans", json=body)

    assert response.status_code == 422
    assert response.json()["detail"][0]["loc"] == ["body", *loc]
