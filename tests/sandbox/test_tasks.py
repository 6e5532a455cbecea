"""
Tasks: appending, reading, changing, and how a plan ends with them.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import httpx
import pytest

from atlas_resilient.sandbox import Sandbox

Maker = Callable[..., dict[str, Any]]
PATH = "/api/v1/tasks"


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
    Create a plan of tasks for the deployment.
    """
    return lambda *tasks: make(f"deployments/{deployment['id']}/plans", goal="g", tasks=list(tasks))


def test_tasks_are_appended_in_the_order_sent(http: httpx.Client, plan: Maker) -> None:
    """
    The answer has their ids in that order; in the list they come by sequence, then by creation.
    """
    path = f"/api/v1/plans/{plan(task('a', sequence=5))['id']}/tasks"

    appended = http.post(path, json={"tasks": [task("b", sequence=5), task("c"), task("d", sequence=9)]})

    listed = http.get(path).json()
    assert appended.status_code == 201
    assert [each["description"] for each in listed] == ["c", "a", "b", "d"]
    by_id = {each["id"]: each["description"] for each in listed}
    assert [by_id[key] for key in appended.json()["task_ids"]] == ["b", "c", "d"]


def test_appending_with_a_key_happens_once(http: httpx.Client, box: Sandbox, plan: Maker) -> None:
    """
    Nothing else tells a repeated task from a new one; another key appends again.
    """
    path, body = f"/api/v1/plans/{plan()['id']}/tasks", {"tasks": [task(), task()]}

    answers = [http.post(path, json=body, headers={"Idempotency-Key": key}) for key in ("k", "k", "l")]

    assert answers[0].content == answers[1].content != answers[2].content
    assert answers[1].headers["Idempotency-Replayed"] == "true"
    assert box.rows("plan_task") == 4


def test_tasks_are_appended_all_or_none(http: httpx.Client, box: Sandbox, plan: Maker) -> None:
    """
    An assignee that does not exist is 422 at its place; so is an empty list.
    """
    path = f"/api/v1/plans/{plan()['id']}/tasks"
    unknown = task(assignee_agent_definition_id=str(uuid4()))

    refused = [http.post(path, json={"tasks": tasks}) for tasks in ([task(), unknown], [])]

    assert [answer.status_code for answer in refused] == [422, 422]
    assert refused[0].json()["detail"][0]["loc"] == ["body", "tasks", 1, "assignee_agent_definition_id"]
    assert refused[1].json()["detail"][0]["loc"] == ["body", "tasks"]
    assert box.rows("plan_task") == 0


def test_a_task_tells_who_is_to_do_it(http: httpx.Client, deployment: dict[str, Any], plan: Maker) -> None:
    """
    Slug and name, unless it is asked not to: then, and without an assignee, the fields are there and null.
    """
    assignee = deployment["agent_definition_id"]
    assigned, free = plan(task(assignee_agent_definition_id=assignee), task())["task_ids"]

    def extras(key: str, **query: str) -> list[str | None]:
        shown = http.get(f"{PATH}/{key}", params=query).json()
        return [shown["assignee_agent_slug"], shown["assignee_agent_name"]]

    assert extras(assigned) == extras(assigned, enrich="true") == ["the-one", "The One"]
    assert extras(assigned, enrich="false") == extras(free) == [None, None]
    assert http.get(f"{PATH}/{free}", params={"enrich": "perhaps"}).status_code == 422


def test_an_assignee_stays_as_long_as_it_has_tasks(
    http: httpx.Client, make: Maker, deployment: dict[str, Any], plan: Maker
) -> None:
    """
    A definition with a task is in use: 409, until the task is somebody else's or nobody's.
    """
    definition = http.get(f"/api/v1/agent-definitions/{deployment['agent_definition_id']}").json()
    body = {"name": "b", "agent_class_id": definition["agent_class_id"]}
    assignee = make("agent-definitions", **body)["id"]
    [key] = plan(task(assignee_agent_definition_id=assignee))["task_ids"]

    held = http.delete(f"/api/v1/agent-definitions/{assignee}").status_code
    http.patch(f"{PATH}/{key}", json={"assignee_agent_definition_id": None})

    assert held == 409
    assert http.delete(f"/api/v1/agent-definitions/{assignee}").status_code == 204


def test_a_patch_changes_what_it_names(http: httpx.Client, plan: Maker) -> None:
    """
    An assignee must exist; null clears what can be empty.
    """
    [key] = plan(task())["task_ids"]
    path = f"{PATH}/{key}"

    changed = http.patch(path, json={"sequence": 3, "result": "r", "meta": {"a": 1}, "status": "IN_PROGRESS"})
    cleared = http.patch(path, json={"result": None})
    unknown = http.patch(path, json={"assignee_agent_definition_id": str(uuid4())})

    shown = changed.json()
    assert [shown[field] for field in ("sequence", "result", "meta", "status")] == [
        *(3, "r", {"a": 1}, "IN_PROGRESS"),
    ]
    assert cleared.json()["result"] is None
    assert unknown.json()["detail"][0]["type"] == "reference_not_found"
    for field in ("sequence", "description", "validation", "status", "meta"):
        refused = http.patch(path, json={field: None})
        assert (refused.status_code, refused.json()["detail"][0]["loc"]) == (422, ["body", field])


@pytest.mark.parametrize("final", ["COMPLETED", "FAILED", "SKIPPED"])
def test_a_final_task_stays_so(http: httpx.Client, plan: Maker, final: str) -> None:
    """
    409 for another status, whatever else is sent; the same again and a result are fine.
    """
    key, _ = plan(task(), task())["task_ids"]
    path = f"{PATH}/{key}"
    http.patch(path, json={"status": final})

    refused = [
        http.patch(path, json={"status": status, "result": "x"}) for status in ("PENDING", "IN_PROGRESS")
    ]
    same = http.patch(path, json={"status": final, "result": "r"})

    assert [answer.status_code for answer in refused] == [409, 409]
    assert (same.status_code, same.json()["result"]) == (200, "r")


@pytest.mark.parametrize(
    ("endings", "plan_status"),
    [
        (["COMPLETED", "COMPLETED", "SKIPPED"], "COMPLETED"),
        (["SKIPPED", "SKIPPED", "SKIPPED"], "COMPLETED"),
        (["FAILED", "COMPLETED", "COMPLETED"], "FAILED"),
        (["COMPLETED", "SKIPPED", "FAILED"], "FAILED"),
    ],
)
def test_a_plan_ends_with_its_last_task(
    http: httpx.Client, plan: Maker, endings: list[str], plan_status: str
) -> None:
    """
    Not before; FAILED if one failed, else COMPLETED.
    """
    created = plan(task(), task(), task())
    path, seen = f"/api/v1/plans/{created['id']}", []
    for key, status in zip(created["task_ids"], endings, strict=True):
        http.patch(f"{PATH}/{key}", json={"status": status})
        seen.append(http.get(path).json()["status"])

    assert seen == ["ACTIVE", "ACTIVE", plan_status]


def test_a_plan_without_tasks_goes_on(http: httpx.Client, plan: Maker) -> None:
    """
    Nothing has ended; tasks that come later end it.
    """
    path = f"/api/v1/plans/{plan()['id']}"
    before = http.get(path).json()["status"]
    [key] = http.post(f"{path}/tasks", json={"tasks": [task()]}).json()["task_ids"]

    http.patch(f"{PATH}/{key}", json={"status": "COMPLETED"})

    assert (before, http.get(path).json()["status"]) == ("ACTIVE", "COMPLETED")


def test_a_cancelled_plan_does_not_follow_its_tasks(http: httpx.Client, plan: Maker) -> None:
    """
    The tasks may still be told about; the plan stays CANCELLED.
    """
    created = plan(task())
    path = f"/api/v1/plans/{created['id']}"
    http.patch(path, json={"status": "CANCELLED"})

    told = http.patch(f"{PATH}/{created['task_ids'][0]}", json={"status": "COMPLETED"})

    assert (told.status_code, http.get(path).json()["status"]) == (200, "CANCELLED")


def test_tasks_that_end_at_once_end_the_plan(http: httpx.Client, plan: Maker) -> None:
    """
    16 at the same time: whoever is last sees all others.
    """
    created = plan(*(task() for _ in range(16)))

    with ThreadPoolExecutor(16) as pool:
        statuses = set(
            pool.map(
                lambda key: http.patch(f"{PATH}/{key}", json={"status": "COMPLETED"}).status_code,
                created["task_ids"],
            )
        )

    assert statuses == {200}
    assert http.get(f"/api/v1/plans/{created['id']}").json()["status"] == "COMPLETED"


def test_tasks_are_listed_by_status_in_pages(http: httpx.Client, plan: Maker) -> None:
    """
    The order is the same in every page.
    """
    created = plan(*(task(str(number), sequence=9 - number) for number in range(5)))
    path = f"/api/v1/plans/{created['id']}/tasks"
    http.patch(f"{PATH}/{created['task_ids'][2]}", json={"status": "SKIPPED"})

    def names(**query: str) -> list[str]:
        return [each["description"] for each in http.get(path, params=query).json()]

    assert names(limit="2") + names(limit="2", offset="2") + names(limit="2", offset="4") == names()
    assert names() == ["4", "3", "2", "1", "0"]
    assert names(status="SKIPPED") == ["2"]
    assert names(status="PENDING", limit="1", offset="2") == ["1"]
    assert http.get(path, params={"status": "done"}).status_code == 422


def test_an_unknown_task_is_404(http: httpx.Client) -> None:
    """
    To read and to change.
    """
    path = f"{PATH}/{uuid4()}"

    assert [http.get(path).status_code, http.patch(path, json={}).status_code] == [404, 404]
