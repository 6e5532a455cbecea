"""
`/_sandbox`: faults and the record over HTTP.
"""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from atlas_resilient.sandbox import (
    CommitThenHangUp,
    CutBody,
    Delay,
    DripBody,
    DripHeaders,
    HangUp,
    PlannedFault,
    Sandbox,
    Status,
    Unhealthy,
    WrongLength,
)

FAULTS = "/_sandbox/faults"
REQUESTS = "/_sandbox/requests"


@pytest.mark.parametrize(
    ("order", "planned"),
    [
        ({"fault": "status", "code": 503}, PlannedFault("health", Status(503), 1)),
        (
            {"fault": "status", "code": 200, "html": True, "retry_after": "x", "times": None},
            PlannedFault("health", Status(200, html=True, retry_after="x"), None),
        ),
        ({"fault": "commit_then_hang_up", "times": 3}, PlannedFault("health", CommitThenHangUp(), 3)),
        ({"fault": "hang_up"}, PlannedFault("health", HangUp(), 1)),
        ({"fault": "delay", "seconds": 0.5}, PlannedFault("health", Delay(0.5), 1)),
        (
            {"fault": "status", "code": 429, "empty": True, "retry_after": 5, "as_date": True},
            PlannedFault("health", Status(429, empty=True, retry_after=5, as_date=True)),
        ),
        (
            {"fault": "delay", "seconds": 1, "after_commit": True, "probability": 0.5, "seed": 7},
            PlannedFault("health", Delay(1, after_commit=True), 1, 0.5, 7),
        ),
        ({"fault": "drip_headers", "every": 0.5}, PlannedFault("health", DripHeaders(0.5))),
        ({"fault": "drip_body", "size": 5}, PlannedFault("health", DripBody(size=5))),
        ({"fault": "cut_body", "keep": 3}, PlannedFault("health", CutBody(3))),
        ({"fault": "wrong_length", "by": 2}, PlannedFault("health", WrongLength(2))),
        ({"fault": "unhealthy"}, PlannedFault("health", Unhealthy())),
    ],
)
def test_every_fault_can_be_ordered(
    http: httpx.Client, box: Sandbox, order: dict[str, Any], planned: PlannedFault
) -> None:
    """
    The same fault as in Python, and what is shown can be ordered again.
    """
    response = http.post(FAULTS, json={"operation": "health", **order})
    shown = http.get(FAULTS).json()
    again = http.post(FAULTS, json=shown[0])

    assert response.status_code == 201
    assert shown == [response.json()]
    assert again.status_code == 201
    assert box.faults() == [planned, planned]


def test_faults_are_cleared(http: httpx.Client, box: Sandbox) -> None:
    """
    DELETE puts all of them off.
    """
    box.fail("*", Status(500), times=None)

    response = http.delete(FAULTS)

    assert response.status_code == 204
    assert box.faults() == []


@pytest.mark.parametrize(
    ("order", "says"),
    [
        ({}, "operation must be"),
        ({"operation": ["x"], "fault": "hang_up"}, "operation must be"),
        ({"operation": "nope", "fault": "hang_up"}, "operation must be"),
        ({"operation": "health"}, "status, commit_then_hang_up, hang_up, delay"),
        ({"operation": "health", "fault": "explode"}, "status, commit_then_hang_up, hang_up, delay"),
        ({"operation": "health", "fault": "status"}, "code"),
        ({"operation": "health", "fault": "status", "code": 99}, "200 to 599"),
        ({"operation": "health", "fault": "delay", "seconds": "x"}, "seconds must be"),
        ({"operation": "health", "fault": "delay"}, "seconds"),
        ({"operation": "health", "fault": "hang_up", "code": 1}, "no fields"),
        ({"operation": "health", "fault": "hang_up", "times": 0}, "times must be"),
        ({"operation": "health", "fault": "hang_up", "probability": 2}, "probability must be"),
        ({"operation": "*", "fault": "unhealthy"}, "operation health"),
    ],
)
def test_nonsense_is_422_with_what_is_allowed(
    http: httpx.Client, box: Sandbox, order: dict[str, Any], says: str
) -> None:
    """
    The list shape, and no fault is on afterwards.
    """
    response = http.post(FAULTS, json=order)

    assert response.status_code == 422
    assert says in response.json()["detail"][0]["msg"]
    assert box.faults() == []


def test_the_record_is_shown_and_forgotten(http: httpx.Client, box: Sandbox) -> None:
    """
    What the API received, without the requests to `/_sandbox` themselves.
    """
    http.get("/api/v1/health", headers={"X-Request-ID": "r"})

    shown = http.get(REQUESTS).json()
    cleared = http.delete(REQUESTS)

    assert [(each["operation"], each["request_id"], each["status"]) for each in shown] == [
        ("health", "r", 200)
    ]
    assert cleared.status_code == 204
    assert http.get(REQUESTS).json() == []
    assert box.requests == []


def test_a_fault_for_all_leaves_the_control_alone(http: httpx.Client, box: Sandbox) -> None:
    """
    A sandbox that fails everything can still be told to stop it.
    """
    box.fail("*", HangUp(), times=None)

    response = http.delete(FAULTS)

    assert response.status_code == 204


@pytest.mark.parametrize("path", ["/_sandbox", "/_sandbox/", "/_sandbox/nope", FAULTS + "/"])
def test_other_control_paths_are_404(http: httpx.Client, path: str) -> None:
    """
    In JSON, as everywhere.
    """
    response = http.get(path)

    assert (response.status_code, response.json()) == (404, {"detail": "Not Found"})
