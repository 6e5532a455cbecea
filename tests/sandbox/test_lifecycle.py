"""
Life cycles: on a clock that runs, on one that stands, and by the operator's hand.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from atlas_resilient.sandbox import Pace, Sandbox

Maker = Callable[..., dict[str, Any]]
Client = Callable[..., Any]
PATH = "/api/v1/deployments"


def age(resource: dict[str, Any], field: str) -> float:
    """
    Return the seconds from the creation of *resource* to what *field* says.
    """
    return (
        datetime.fromisoformat(resource[field]) - datetime.fromisoformat(resource["created_at"])
    ).total_seconds()


def new_deployment(http: httpx.Client) -> str:
    """
    Create a deployment in an empty sandbox, and return its path.
    """
    owner = http.post("/api/v1/agent-classes", json={"name": "a"}).json()["id"]
    body = {"name": "a", "agent_class_id": owner}
    definition = http.post("/api/v1/agent-definitions", json=body).json()["id"]
    created = http.post(PATH, json={"name": "a", "agent_definition_id": definition}).json()
    return f"{PATH}/{created['id']}"


def test_a_deployment_moves_with_the_clock(http: httpx.Client, box: Sandbox, deploy: Maker) -> None:
    """
    Spawning for a second, active for thirty, then completed for ever; `updated_at` tells since when.
    """
    path = f"{PATH}/{deploy()['id']}"
    seen = [http.get(path).json()]
    for seconds in (0.999999, 0.000001, 29.999999, 0.000001, 1e6):
        box.advance(seconds)
        seen.append(http.get(path).json())

    statuses = [each["status"] for each in seen]
    assert statuses == ["spawning", "spawning", "active", "active", "completed", "completed"]
    assert [age(each, "updated_at") for each in seen] == [0, 0, 1, 1, 31, 31]


def test_the_list_of_the_active_moves_too(http: httpx.Client, box: Sandbox, deploy: Maker) -> None:
    """
    One that is active by time, one by hand, one that is not yet, and one that is no more.
    """
    names: list[list[str]] = []
    deploy("old")
    box.advance(2)
    box.settle("deployment", deploy("by hand")["id"], "active")
    for seconds in (0, 28.999999, 0.000001, 1):
        box.advance(seconds)
        found = http.get(PATH, params={"active_only": True}).json()
        names.append([each["name"] for each in found])

    assert names == [["old", "by hand"], ["old", "by hand"], ["by hand"], []]


def test_a_running_clock_needs_no_hand(connect: Client) -> None:
    """
    The states follow the time that the sandbox is told, at the pace that it was given.
    """
    clock = [datetime(2030, 1, 1, tzinfo=UTC)]
    with Sandbox(now=lambda: clock[0], pace=Pace(spawning=5, active=None)) as box, connect(box) as http:
        path, seen = new_deployment(http), []
        for seconds in (4, 1, 1e6):
            clock[0] += timedelta(seconds=seconds)
            seen.append(http.get(path).json()["status"])

    assert seen == ["spawning", "active", "active"]


def test_a_running_clock_can_be_put_forward(connect: Client) -> None:
    """
    `advance` works on it as well.
    """
    with Sandbox(pace=Pace(spawning=3600, active=None)) as box, connect(box) as http:
        path = new_deployment(http)
        box.advance(3600)

        assert http.get(path).json()["status"] == "active"


@pytest.mark.parametrize(("after", "waited_for"), [("manual", "active"), ("real", "completed")])
def test_states_survive_a_restart(tmp_path: Path, connect: Client, after: Any, waited_for: str) -> None:
    """
    A clock that stood goes on standing where it was; one that runs now counts from there.
    """
    db, clock = f"sqlite:///{tmp_path}/atlas.db", [datetime(2030, 1, 1, tzinfo=UTC)]
    with Sandbox(db, lifecycle="manual", now=lambda: clock[0]) as box, connect(box) as http:
        path = new_deployment(http)
        box.advance(1)
        before = http.get(path).json()
    clock[0] += timedelta(seconds=10)

    with Sandbox(db, lifecycle=after, now=lambda: clock[0]) as box, connect(box) as http:
        restarted = http.get(path).json()
        clock[0] += timedelta(seconds=30)
        waited = http.get(path).json()["status"]
        box.advance(30)
        later = http.get(path).json()

    assert before["status"] == "active"
    assert (restarted, waited) == (before, waited_for)
    assert (later["status"], age(later, "updated_at")) == ("completed", 31)


@pytest.mark.parametrize(
    ("way", "statuses"),
    [
        (["active", "completed"], [200, 200]),
        (["active", "failed", "active"], [200, 200, 409]),
        (["failed", "failed", "completed"], [200, 200, 409]),
        (["completed", "completed", "failed", "spawning"], [200, 200, 409, 409]),
        (["active", "spawning", "active"], [200, 409, 200]),
    ],
)
def test_a_status_only_moves_on(
    http: httpx.Client, deploy: Maker, way: list[str], statuses: list[int]
) -> None:
    """
    Also by PATCH: never back, never out of a final one; the same again changes nothing.
    """
    path = f"{PATH}/{deploy()['id']}"

    answers = [http.patch(path, json={"status": status}) for status in way]

    assert [answer.status_code for answer in answers] == statuses
    assert all(isinstance(each.json()["detail"], str) for each in answers if each.status_code == 409)


def test_what_came_by_time_is_final_too(http: httpx.Client, box: Sandbox, deploy: Maker) -> None:
    """
    A deployment that completed by itself can be described, but not failed.
    """
    path = f"{PATH}/{deploy()['id']}"
    box.advance(31)

    refused = http.patch(path, json={"status": "failed", "description": "x"})
    same = http.patch(path, json={"status": "completed", "description": "done"})

    assert refused.status_code == 409
    assert (same.status_code, same.json()["description"], same.json()["status"]) == (200, "done", "completed")


def test_an_instance_lives_as_its_deployment_does(http: httpx.Client, box: Sandbox, deploy: Maker) -> None:
    """
    Every deployment has one, with a key of its own; moments, exit code and output follow the status.
    """
    deployment = deploy(project_context={"repository": "x"})
    [created] = http.get("/api/v1/instances", params={"deployment_id": deployment["id"]}).json()
    path = f"/api/v1/instances/{created['id']}"
    box.advance(1)
    active = http.get(path).json()
    box.advance(30)
    completed = http.get(path).json()

    assert (created["status"], created["started_at"], created["completed_at"]) == ("spawning", None, None)
    assert (created["input"], created["metrics"], created["output"]) == ({"repository": "x"}, {}, None)
    assert created["agent_definition_id"] == deployment["agent_definition_id"]
    assert created["routing_key"].startswith("the-one.")
    assert (active["status"], age(active, "started_at"), active["exit_code"]) == ("active", 1, None)
    assert (completed["status"], completed["exit_code"], completed["output"]) == ("completed", 0, {})
    assert (age(completed, "started_at"), age(completed, "completed_at")) == (1, 31)


def test_a_failure_is_told_by_the_instance(http: httpx.Client, box: Sandbox, deploy: Maker) -> None:
    """
    The operator's words, or that a caller did it; when it had started stays known.
    """
    by_hand, by_patch = deploy("a"), deploy("b")
    box.advance(2)
    box.settle("deployment", by_hand["id"], "failed", error="out of memory")
    http.patch(f"{PATH}/{by_patch['id']}", json={"status": "failed"})

    failed = http.get("/api/v1/instances", params={"status": "failed"}).json()

    assert [each["error"] for each in failed] == ["out of memory", "set to failed by a caller"]
    assert [each["exit_code"] for each in failed] == [1, 1]
    assert [(age(each, "started_at"), age(each, "completed_at")) for each in failed] == [(1, 2), (1, 2)]


def test_instances_are_filtered_by_status(http: httpx.Client, box: Sandbox, deploy: Maker) -> None:
    """
    As it is by now; none is ever cancelled, and another status is 422.
    """
    deploy("old")
    box.advance(1)
    deploy("new")

    def names(status: str) -> list[str]:
        found = http.get("/api/v1/instances", params={"status": status}).json()
        return [http.get(f"{PATH}/{each['deployment_id']}").json()["name"] for each in found]

    assert {status: names(status) for status in ("spawning", "active", "completed", "cancelled")} == {
        "spawning": ["new"],
        "active": ["old"],
        "completed": [],
        "cancelled": [],
    }
    assert http.get("/api/v1/instances", params={"status": "gone"}).status_code == 422


@pytest.mark.parametrize("pace", [Pace(), Pace(0, 0), Pace(1, None), Pace(None, 1), Pace(0, 2)])
def test_filter_and_resource_agree(connect: Client, pace: Pace) -> None:
    """
    At every moment, whatever the pace: a filter finds exactly those that say so of themselves.
    """
    with Sandbox(lifecycle="manual", pace=pace) as box, connect(box) as http:
        path = new_deployment(http)
        body = {"agent_definition_id": http.get(path).json()["agent_definition_id"]}
        for step, status in enumerate(["spawning", "active", "completed", "failed"] * 2):
            created = http.post(PATH, json={**body, "name": str(step)}).json()
            if pace.spawning:
                box.settle("deployment", created["id"], status)
            box.advance(0.5)
            everyone = http.get("/api/v1/instances").json()
            for asked in ("spawning", "active", "completed", "failed"):
                found = http.get("/api/v1/instances", params={"status": asked}).json()
                assert found == [each for each in everyone if each["status"] == asked]


def test_an_instance_goes_with_its_deployment(http: httpx.Client, deploy: Maker) -> None:
    """
    Afterwards it is 404, as an unknown one is.
    """
    created = deploy()
    [instance] = http.get("/api/v1/instances").json()

    http.delete(f"{PATH}/{created['id']}")

    answers = [http.get(f"/api/v1/instances/{key}").status_code for key in (instance["id"], uuid4())]
    assert answers == [404, 404]
    assert http.get("/api/v1/instances").json() == []


def test_an_operator_is_told_what_makes_no_sense(box: Sandbox, deploy: Maker) -> None:
    """
    Kind, id, status, error, a way back, and times that are none.
    """
    created = deploy()
    box.settle("deployment", created["id"], "completed")
    wrong: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
        (("plan", created["id"], "failed"), {}),
        (("deployment", uuid4(), "failed"), {}),
        (("deployment", "x", "failed"), {}),
        (("deployment", created["id"], "stopped"), {}),
        (("deployment", created["id"], "completed"), {"error": "e"}),
        (("deployment", created["id"], "failed"), {}),
    ]

    for arguments, options in wrong:
        with pytest.raises(ValueError, match=r"."):
            box.settle(*arguments, **options)
    for seconds in (-1, float("inf"), float("nan")):
        with pytest.raises(ValueError, match="0 or more seconds"):
            box.advance(seconds)
        with pytest.raises(ValueError, match="0 or more seconds"):
            Pace(spawning=seconds)
    with pytest.raises(ValueError, match="lifecycle must be one of real, manual"):
        Sandbox(lifecycle="slow")  # type: ignore[arg-type]


def test_a_reset_lets_the_clock_begin_anew(http: httpx.Client, box: Sandbox, deploy: Maker) -> None:
    """
    What a test had put it forward by does not reach the next one.
    """
    box.advance(1e6)
    box.reset()

    path = new_deployment(http)

    assert http.get(path).json()["status"] == "spawning"
