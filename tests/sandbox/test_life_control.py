"""
`/_sandbox`: the clock of life cycles and the manifests over HTTP.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import httpx
import pytest

from atlas_resilient.sandbox import Sandbox, __main__

Maker = Callable[..., dict[str, Any]]


def test_the_clock_is_put_forward(http: httpx.Client, deploy: Maker) -> None:
    """
    As `box.advance` does.
    """
    path = f"/api/v1/deployments/{deploy()['id']}"

    advanced = http.post("/_sandbox/advance", json={"seconds": 1})

    assert advanced.status_code == 204
    assert http.get(path).json()["status"] == "active"


def test_a_resource_is_settled(http: httpx.Client, box: Sandbox, deploy: Maker, make: Maker) -> None:
    """
    As `box.settle` does, with the reason of a failure.
    """
    created = make(f"deployments/{deploy()['id']}/grasp-analyses")
    wish = {"kind": "grasp_analysis", "id": created["id"], "status": "failed", "error": "no model"}

    settled = http.post("/_sandbox/settle", json=wish)

    assert settled.status_code == 204
    assert http.get(f"/api/v1/grasp-analyses/{created['id']}").json()["error_message"] == "no model"
    assert "settle" not in {each.operation for each in box.requests}


def test_a_manifest_is_registered(http: httpx.Client) -> None:
    """
    As `box.register_manifest` does.
    """
    wish = {"source": "acme", "tools": [{"name": "a", "json_schema": {}}]}

    registered = http.post("/_sandbox/manifests", json=wish)

    assert registered.status_code == 204
    assert [each["name"] for each in http.post("/api/v1/tools/discover", json={"source": "acme"}).json()] == [
        "a"
    ]


@pytest.mark.parametrize(
    ("path", "wish", "says"),
    [
        ("advance", {"seconds": -1}, "0 or more seconds"),
        ("advance", {"seconds": "1"}, "valid number"),
        ("advance", {}, "required"),
        ("settle", {"kind": "plan", "id": str(uuid4()), "status": "failed"}, "deployment, grasp_analysis"),
        ("settle", {"kind": "deployment", "id": str(uuid4()), "status": "failed"}, "there is no deployment"),
        ("settle", {"kind": "deployment", "id": "x", "status": "failed"}, "UUID"),
        ("manifests", {"source": "acme", "tools": [{"name": "a"}]}, "json_schema"),
    ],
)
def test_nonsense_is_told(http: httpx.Client, path: str, wish: dict[str, Any], says: str) -> None:
    """
    422 with what is allowed.
    """
    response = http.post(f"/_sandbox/{path}", json=wish)

    assert response.status_code == 422
    assert re.search(says, response.json()["detail"][0]["msg"], re.IGNORECASE)


def test_the_command_line_knows_two_life_cycles(capsys: pytest.CaptureFixture[str]) -> None:
    """
    Another is one line and exit code 2.
    """
    with pytest.raises(SystemExit) as caught:
        __main__.main(["--lifecycle", "slow"])

    assert caught.value.code == 2
    assert re.search("real.*manual", capsys.readouterr().err)
