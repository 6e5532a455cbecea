"""Every method of a client, once or more, in an order that a Control Plane allows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from atlas_resilient.sandbox import Sandbox

Call = Callable[..., Any]
TASK = {"description": "do it", "validation": "it is done"}


def tour(call: Call, box: Sandbox) -> None:
    """Go through all methods: *call* takes a method's name and arguments and gives its result."""
    call("health")
    call("metrics")
    call("logs", limit=5)
    owner = resource(call, "agent_class", "agent_classes", {"name": "support"}, {"description": None})
    provider = resource(
        call,
        "model_provider",
        "model_providers",
        {"name": "house", "api_base_url": "https://models.example", "config": {"region": "here"}},
        {"config": {}},
    )
    call("verify_model_provider", provider.id)
    call("list_provider_models", provider.id)
    prompt = resource(
        call, "system_prompt", "system_prompts", {"name": "p", "content": "be kind"}, {"status": "published"}
    )
    tool = resource(call, "tool", "tools", {"name": "t", "json_schema": {"a": {}}}, {"risk_level": "high"})
    box.register_manifest("house.tools", [{"name": "found", "json_schema": {}}])
    call("discover_tools", {"source": "house.tools"})
    call("sync_tools", {"tools": [{"name": "synced", "json_schema": {}}]})
    parts = {
        "agent_class_id": str(owner.id),
        "model_provider_id": str(provider.id),
        "system_prompt_id": str(prompt.id),
    }
    definition = resource(
        call, "agent_definition", "agent_definitions", {"name": "first line", **parts}, {"config": {"t": 0.5}}
    )
    call("add_tools_to_definition", definition.id, {"tool_ids": [str(tool.id)]})
    call("get_agent_definition_config", definition.id)
    call("safe_get_agent_definition_config", definition.id)
    deployment = resource(
        call,
        "deployment",
        "deployments",
        {"name": "blue", "agent_definition_id": str(definition.id)},
        {"description": "of one day"},
    )
    plan_and_tasks(call, deployment.id)
    what_moves(call, deployment.id, box)


def resource(call: Call, thing: str, things: str, body: dict[str, Any], change: dict[str, Any]) -> Any:
    """Go through the life of one kind of resource, and return one that is left."""
    made, created = call(f"get_or_create_{thing}", body)
    found, again = call(f"get_or_create_{thing}", body)
    assert (created, again, found.id) == (True, False, made.id)
    other = call(f"create_{thing}", body | {"name": "other"})
    call(f"get_{thing}", made.id)
    call(f"safe_get_{thing}", made.id)
    call(f"list_{things}", limit=10)
    call(f"iter_{things}", page_size=1)
    call(f"update_{thing}", other.id, change)
    call(f"delete_{thing}", other.id)
    assert call(f"safe_get_{thing}", other.id) is None
    return made


def plan_and_tasks(call: Call, deployment_id: UUID) -> None:
    """Plan, and work through it, so that it ends."""
    plan = call("create_plan", deployment_id, {"goal": "all is well", "tasks": [TASK]})
    call("append_tasks", plan.id, {"tasks": [{**TASK, "meta": {"a": 1}}]})
    call("list_plans", deployment_id)
    call("iter_plans", deployment_id)
    call("update_plan", plan.id, {"constraints": {}})
    call("get_plan", plan.id)
    call("safe_get_plan", plan.id)
    call("list_tasks", plan.id)
    for task in call("iter_tasks", plan.id):
        call("get_task", task.id, enrich=False)
        call("safe_get_task", task.id)
        call("update_task", task.id, {"status": "IN_PROGRESS"})
        call("update_task", task.id, {"status": "COMPLETED", "result": "done"})
        call("wait_for_task", task.id)
    call("wait_for_plan", plan.id)


def what_moves(call: Call, deployment_id: UUID, box: Sandbox) -> None:
    """Wait for what moves by itself: through a state that this client doesn't know, to one that it does."""
    analysis = call("create_grasp_analysis", deployment_id, {"analysis_context": {}})
    call("get_grasp_analysis", analysis.id)
    call("safe_get_grasp_analysis", analysis.id)
    call("list_grasp_analyses", deployment_id)
    call("query_grasp_analyses", deployment_id=deployment_id)
    call("iter_grasp_analyses", deployment_id=deployment_id)
    waited(call, "grasp_analysis", analysis.id, box)
    [instance] = call("list_agent_instances", deployment_id=deployment_id)
    call("iter_agent_instances", deployment_id=deployment_id)
    call("get_agent_instance", instance.id)
    call("safe_get_agent_instance", instance.id)
    waited(call, "deployment", deployment_id, box)
    call("wait_for_agent_instance", instance.id)


def waited(call: Call, kind: str, key: UUID, box: Sandbox) -> None:
    """Wait for *kind*, which is not settled before its unknown state was seen."""
    seen: list[str] = []

    def settle(found: Any) -> None:
        seen.append(str(found.status))
        if len(seen) == 1:
            box.settle(kind, key, "completed")

    assert call(f"wait_for_{kind}", key, on_progress=settle).status == "completed"
    assert seen == ["someday", "completed"]
