"""
Schemathesis asks the sandbox what the document promises, in ways nobody writes by hand.

One check is left out: that what a schema allows is accepted.  A schema can't say that a reference has to exist, that
a name is taken, or that an idempotency key was used before.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx

from atlas_resilient.sandbox import Sandbox

DOCUMENT = Path(__file__).resolve().parents[2] / "openapi" / "control_plane.json"
SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
TOKEN = "sesame"


def findings(box: Sandbox, folder: Path, *options: str) -> str:
    """Return what schemathesis has to say against the sandbox: nothing, if all is well."""
    config = folder / "schemathesis.toml"
    config.touch()
    command = [str(SCHEMATHESIS), "--config-file", str(config), "run", str(DOCUMENT), "--url", box.url]
    command += ["-H", f"Authorization: Bearer {TOKEN}", "--exclude-checks", "positive_data_acceptance"]
    command += ["--seed", "20261124", "--no-color", *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def seed(box: Sandbox) -> dict[str, str]:
    """Create one of each resource, all in use, and return their ids by path parameter."""
    with httpx.Client(base_url=f"{box.url}/api/v1", headers={"Authorization": f"Bearer {TOKEN}"}) as http:

        def create(path: str, **body: Any) -> Any:
            response = http.post(path, json=body)
            assert response.status_code == 201, response.text
            return response.json()

        owner, provider = create("/agent-classes", name="seed"), create("/model-providers", name="seed")
        prompt, tool = (
            create("/system-prompts", name="seed", content="x"),
            create("/tools", name="seed", json_schema={}),
        )
        parts = {
            "agent_class_id": owner["id"],
            "model_provider_id": provider["id"],
            "system_prompt_id": prompt["id"],
        }
        definition = create("/agent-definitions", name="seed", tool_ids=[tool["id"]], **parts)
        deployment = create("/deployments", name="seed", agent_definition_id=definition["id"])
        analysis = create(f"/deployments/{deployment['id']}/grasp-analyses")
        tasks = [{"description": "do", "validation": "done"}]
        plan = create(f"/deployments/{deployment['id']}/plans", goal="seed", tasks=tasks)
        instance = http.get("/instances").json()[0]

    return parts | {
        "tool_id": tool["id"],
        "agent_definition_id": definition["id"],
        "deployment_id": deployment["id"],
        "grasp_analysis_id": analysis["id"],
        "plan_id": plan["id"],
        "task_id": plan["task_ids"][0],
        "instance_id": instance["id"],
    }


def test_every_promise_of_the_document_is_kept(tmp_path: Path) -> None:
    """Statuses, bodies, headers, refused nonsense, tokens, and sequences of calls: zero findings."""
    with Sandbox(token=TOKEN) as box:
        assert findings(box, tmp_path, "--max-examples", "5") == ""
        asked = {received.operation for received in box.requests}

    assert asked >= {
        operation["operationId"]
        for path in json.loads(DOCUMENT.read_text())["paths"].values()
        for operation in path.values()
    }


def test_every_promise_is_kept_of_what_is_there(tmp_path: Path) -> None:
    """The same for ids that exist, which nobody finds by chance: plans, tasks, analyses and the like."""
    with Sandbox(token=TOKEN) as box:
        ids = seed(box)
        lines = [f'"path.{name}" = {json.dumps(value)}' for name, value in ids.items()]
        (tmp_path / "schemathesis.toml").write_text("\n".join(["[parameters]", *lines, ""]))

        assert findings(box, tmp_path, "--max-examples", "8", "--phases", "fuzzing") == ""
        well = {received.operation for received in box.requests if received.status in (200, 201)}

    assert {"get_plan", "update_task", "list_tasks", "get_agent_instance", "get_grasp_analysis"} <= well
