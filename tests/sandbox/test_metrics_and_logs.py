"""
What the service tells of itself: metrics, and the log of what was done to deployments.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import httpx
import pytest

from atlas_resilient.sandbox import HangUp, Sandbox, Status
from atlas_resilient.sandbox.meter import Meter

Maker = Callable[..., dict[str, Any]]
LOGS = "/api/v1/logs"


def test_metrics_count_what_came_and_what_went_wrong(http: httpx.Client, box: Sandbox) -> None:
    """
    Refusals, server errors and closed connections are errors; the question itself is counted as a request.
    """
    http.get("/api/v1/health")
    http.post("/api/v1/tools", json={})
    box.fail("health", Status(503))
    http.get("/api/v1/health")
    box.fail("health", HangUp())
    with pytest.raises(httpx.RemoteProtocolError):
        http.get("/api/v1/health")

    metrics = http.get("/api/v1/metrics").json()

    assert (metrics["requests_total"], metrics["errors_total"]) == (5, 3)
    assert metrics["latency_p99"] > 0


def test_metrics_outlive_the_record_but_not_a_reset(http: httpx.Client, box: Sandbox) -> None:
    """
    Clearing the record is about the record only.
    """
    http.get("/api/v1/health")
    http.delete("/_sandbox/requests")
    kept = http.get("/api/v1/metrics").json()["requests_total"]

    box.reset()

    assert kept == 2
    assert http.get("/api/v1/metrics").json()["requests_total"] == 1


@pytest.mark.parametrize(
    ("latencies", "slow"), [([], 0.0), ([3.0], 3.0), ([*range(1, 101)], 99), ([*range(200, 0, -1)], 198)]
)
def test_the_99th_percentile_is_an_answer_that_was_given(latencies: list[float], slow: float) -> None:
    """
    The fastest of the slowest hundredth, in seconds; 0 before there was any.
    """
    meter = Meter()
    for seconds in latencies:
        meter.ended(200, seconds)

    assert meter.as_json()["latency_p99"] == slow


def test_the_log_tells_what_was_done(http: httpx.Client, box: Sandbox, deploy: Maker, make: Maker) -> None:
    """
    In order: creation, analysis, plan and its end, failures as errors, deletion.
    """
    blue, green = deploy("blue"), deploy("green")
    analysis = make(f"deployments/{blue['id']}/grasp-analyses")
    task = {"description": "d", "validation": "v"}
    plan = make(f"deployments/{blue['id']}/plans", goal="g", tasks=[task])
    http.patch(f"/api/v1/tasks/{plan['task_ids'][0]}", json={"status": "FAILED"})
    box.settle("grasp_analysis", analysis["id"], "completed")
    http.patch(f"/api/v1/deployments/{blue['id']}", json={"status": "active", "name": "navy"})
    box.settle("deployment", green["id"], "failed")
    http.delete(f"/api/v1/deployments/{green['id']}")

    lines = [(each["level"], each["message"], each["deployment_id"]) for each in http.get(LOGS).json()]

    assert lines == [
        ("INFO", "'blue' is spawning in 'production'", blue["id"]),
        ("INFO", "'green' is spawning in 'production'", green["id"]),
        ("INFO", f"the grasp analysis {analysis['id']} is pending", blue["id"]),
        ("INFO", f"the plan {plan['id']} is ACTIVE, and 1 of its tasks are new", blue["id"]),
        ("ERROR", f"the plan {plan['id']} is FAILED", blue["id"]),
        ("INFO", f"the grasp analysis {analysis['id']} was settled as completed", blue["id"]),
        ("INFO", "'navy' was put to active", blue["id"]),
        ("ERROR", f"the deployment {green['id']} was settled as failed", green["id"]),
        ("INFO", "was deleted", green["id"]),
    ]


def test_what_did_not_happen_is_not_in_the_log(http: httpx.Client, deploy: Maker) -> None:
    """
    A refused create, a refused move, and a change that is none.
    """
    created = deploy("blue")
    path = f"/api/v1/deployments/{created['id']}"
    http.post(
        "/api/v1/deployments", json={"name": "blue", "agent_definition_id": created["agent_definition_id"]}
    )
    http.patch(path, json={"status": "spawning"})
    http.patch(path, json={"status": "completed"})
    http.patch(path, json={"status": "active"})

    messages = [each["message"] for each in http.get(LOGS).json()]

    assert messages == ["'blue' is spawning in 'production'", "'blue' was put to completed"]


def test_the_log_filters_and_shows_the_latest(http: httpx.Client, box: Sandbox, deploy: Maker) -> None:
    """
    By deployment, by level in any case, or both; of more than the limit the latest, oldest first.
    """
    created = [deploy(name)["id"] for name in "abc"]
    box.settle("deployment", created[1], "failed")

    def about(**query: str) -> list[str]:
        return [each["deployment_id"] for each in http.get(LOGS, params=query).json()]

    assert about() == [*created, created[1]]
    assert about(limit="2") == [created[2], created[1]]
    assert about(deployment_id=created[1]) == [created[1], created[1]]
    assert about(level="error") == about(level="ERROR", deployment_id=created[1]) == [created[1]]
    assert about(level="DEBUG") == about(deployment_id=str(uuid4())) == []


@pytest.mark.parametrize(
    ("name", "value"), [("limit", "0"), ("limit", "1001"), ("deployment_id", "x"), ("limit", "many")]
)
def test_what_the_log_cannot_be_asked_is_422(http: httpx.Client, name: str, value: str) -> None:
    """
    At the parameter.
    """
    response = http.get(LOGS, params={name: value})

    assert response.status_code == 422
    assert response.json()["detail"][0]["loc"] == ["query", name]
