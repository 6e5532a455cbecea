"""
What an answer has to look like, so that what is wrong can be told with its place before a model is built.

Generated from openapi/control_plane.json by `make generate`; never edit.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen


@frozen
class Field:
    """
    A member of an object, or an item of an array.

    Its *kind* is "string", "integer", "number", "boolean", "uuid", "date-time", "object", "array", "model", "union"
    or "any"; of a whole answer also "text" or "bytes", which are no JSON.  An enum is a "string": unknown values are kept.
    """

    kind: str
    required: bool
    nullable: bool
    of: str | None = None
    items: Field | None = None
    choices: tuple[Field, ...] = ()


SHAPES: Mapping[str, Mapping[str, Field]] = {
    "AgentClassRead": {
        "created_at": Field("date-time", required=True, nullable=False),
        "description": Field("string", required=True, nullable=True),
        "id": Field("uuid", required=True, nullable=False),
        "name": Field("string", required=True, nullable=False),
        "updated_at": Field("date-time", required=True, nullable=False),
    },
    "AgentDefinitionConfig": {
        "config": Field("object", required=True, nullable=False),
        "execution_mode": Field("string", required=True, nullable=False),
        "id": Field("uuid", required=True, nullable=False),
        "name": Field("string", required=True, nullable=False),
        "slug": Field("string", required=True, nullable=False),
        "status": Field("string", required=True, nullable=False),
        "description": Field("string", required=False, nullable=True),
        "model_name": Field("string", required=False, nullable=True),
        "structured_output_schema": Field("object", required=False, nullable=True),
        "system_prompt": Field("string", required=False, nullable=True),
        "tools": Field(
            "array",
            required=False,
            nullable=False,
            items=Field("model", required=True, nullable=False, of="ToolConfig"),
        ),
    },
    "AgentDefinitionRead": {
        "agent_class_id": Field("uuid", required=True, nullable=False),
        "allow_outbound_a2a": Field("boolean", required=True, nullable=False),
        "config": Field("object", required=True, nullable=False),
        "created_at": Field("date-time", required=True, nullable=False),
        "description": Field("string", required=True, nullable=True),
        "execution_mode": Field("string", required=True, nullable=False),
        "id": Field("uuid", required=True, nullable=False),
        "model_name": Field("string", required=True, nullable=True),
        "model_provider_id": Field("uuid", required=True, nullable=True),
        "name": Field("string", required=True, nullable=False),
        "slug": Field("string", required=True, nullable=False),
        "status": Field("string", required=True, nullable=False),
        "structured_output_id": Field("uuid", required=True, nullable=True),
        "system_prompt_id": Field("uuid", required=True, nullable=True),
        "updated_at": Field("date-time", required=True, nullable=False),
    },
    "AgentInstanceRead": {
        "agent_definition_id": Field("uuid", required=True, nullable=False),
        "completed_at": Field("date-time", required=True, nullable=True),
        "created_at": Field("date-time", required=True, nullable=False),
        "deployment_id": Field("uuid", required=True, nullable=False),
        "error": Field("string", required=True, nullable=True),
        "exit_code": Field("integer", required=True, nullable=True),
        "id": Field("uuid", required=True, nullable=False),
        "input": Field("object", required=True, nullable=False),
        "metrics": Field("object", required=True, nullable=False),
        "output": Field("object", required=True, nullable=True),
        "routing_key": Field("string", required=True, nullable=False),
        "started_at": Field("date-time", required=True, nullable=True),
        "status": Field("string", required=True, nullable=False),
    },
    "DeploymentRead": {
        "agent_definition_id": Field("uuid", required=True, nullable=False),
        "blueprint_id": Field("uuid", required=True, nullable=True),
        "config": Field("object", required=True, nullable=False),
        "created_at": Field("date-time", required=True, nullable=False),
        "description": Field("string", required=True, nullable=True),
        "environment": Field("string", required=True, nullable=False),
        "id": Field("uuid", required=True, nullable=False),
        "name": Field("string", required=True, nullable=False),
        "project_context": Field("object", required=True, nullable=False),
        "spec_md_path": Field("string", required=True, nullable=True),
        "status": Field("string", required=True, nullable=False),
        "updated_at": Field("date-time", required=True, nullable=False),
    },
    "GraspAnalysisRead": {
        "agency_summary": Field("string", required=True, nullable=True),
        "agency_value": Field("integer", required=True, nullable=True),
        "agent_definition_id": Field("uuid", required=True, nullable=True),
        "blueprint_id": Field("uuid", required=True, nullable=True),
        "completed_at": Field("date-time", required=True, nullable=True),
        "created_at": Field("date-time", required=True, nullable=False),
        "deployment_id": Field("uuid", required=True, nullable=True),
        "error_message": Field("string", required=True, nullable=True),
        "governance_summary": Field("string", required=True, nullable=True),
        "governance_value": Field("integer", required=True, nullable=True),
        "id": Field("uuid", required=True, nullable=False),
        "potential_damage_summary": Field("string", required=True, nullable=True),
        "potential_damage_value": Field("integer", required=True, nullable=True),
        "reach_summary": Field("string", required=True, nullable=True),
        "reach_value": Field("integer", required=True, nullable=True),
        "safeguards_summary": Field("string", required=True, nullable=True),
        "safeguards_value": Field("integer", required=True, nullable=True),
        "status": Field("string", required=True, nullable=False),
        "agency_evidence": Field("object", required=False, nullable=False),
        "analysis_context": Field("object", required=False, nullable=False),
        "governance_evidence": Field("object", required=False, nullable=False),
        "potential_damage_evidence": Field("object", required=False, nullable=False),
        "reach_evidence": Field("object", required=False, nullable=False),
        "safeguards_evidence": Field("object", required=False, nullable=False),
    },
    "GraspAnalysisSummary": {
        "agency_value": Field("integer", required=True, nullable=True),
        "agent_definition_id": Field("uuid", required=True, nullable=True),
        "blueprint_id": Field("uuid", required=True, nullable=True),
        "completed_at": Field("date-time", required=True, nullable=True),
        "created_at": Field("date-time", required=True, nullable=False),
        "deployment_id": Field("uuid", required=True, nullable=True),
        "governance_value": Field("integer", required=True, nullable=True),
        "id": Field("uuid", required=True, nullable=False),
        "potential_damage_value": Field("integer", required=True, nullable=True),
        "reach_value": Field("integer", required=True, nullable=True),
        "safeguards_value": Field("integer", required=True, nullable=True),
        "status": Field("string", required=True, nullable=False),
    },
    "Health": {
        "database": Field("string", required=True, nullable=False),
        "status": Field("string", required=True, nullable=False),
        "uptime_seconds": Field("number", required=True, nullable=False),
        "version": Field("string", required=True, nullable=False),
    },
    "LogEntry": {
        "deployment_id": Field("uuid", required=True, nullable=True),
        "level": Field("string", required=True, nullable=False),
        "message": Field("string", required=True, nullable=False),
        "timestamp": Field("date-time", required=True, nullable=False),
    },
    "Metrics": {
        "errors_total": Field("integer", required=True, nullable=False),
        "latency_p99": Field("number", required=True, nullable=False),
        "requests_total": Field("integer", required=True, nullable=False),
    },
    "ModelProviderRead": {
        "api_base_url": Field("string", required=True, nullable=True),
        "created_at": Field("date-time", required=True, nullable=False),
        "description": Field("string", required=True, nullable=True),
        "id": Field("uuid", required=True, nullable=False),
        "name": Field("string", required=True, nullable=False),
        "updated_at": Field("date-time", required=True, nullable=False),
        "config": Field("object", required=False, nullable=False),
    },
    "PlanCreateResponse": {
        "constraints": Field("object", required=True, nullable=False),
        "created_at": Field("date-time", required=True, nullable=False),
        "created_by_instance_id": Field("uuid", required=True, nullable=False),
        "deployment_id": Field("uuid", required=True, nullable=False),
        "goal": Field("string", required=True, nullable=False),
        "id": Field("uuid", required=True, nullable=False),
        "spec_reference": Field("string", required=True, nullable=True),
        "state": Field("object", required=True, nullable=False),
        "status": Field("string", required=True, nullable=False),
        "updated_at": Field("date-time", required=True, nullable=False),
        "task_ids": Field(
            "array", required=False, nullable=False, items=Field("uuid", required=True, nullable=False)
        ),
    },
    "PlanRead": {
        "constraints": Field("object", required=True, nullable=False),
        "created_at": Field("date-time", required=True, nullable=False),
        "created_by_instance_id": Field("uuid", required=True, nullable=False),
        "deployment_id": Field("uuid", required=True, nullable=False),
        "goal": Field("string", required=True, nullable=False),
        "id": Field("uuid", required=True, nullable=False),
        "spec_reference": Field("string", required=True, nullable=True),
        "state": Field("object", required=True, nullable=False),
        "status": Field("string", required=True, nullable=False),
        "updated_at": Field("date-time", required=True, nullable=False),
    },
    "PlanReadWithTasks": {
        "constraints": Field("object", required=True, nullable=False),
        "created_at": Field("date-time", required=True, nullable=False),
        "created_by_instance_id": Field("uuid", required=True, nullable=False),
        "deployment_id": Field("uuid", required=True, nullable=False),
        "goal": Field("string", required=True, nullable=False),
        "id": Field("uuid", required=True, nullable=False),
        "spec_reference": Field("string", required=True, nullable=True),
        "state": Field("object", required=True, nullable=False),
        "status": Field("string", required=True, nullable=False),
        "updated_at": Field("date-time", required=True, nullable=False),
        "tasks": Field(
            "array",
            required=False,
            nullable=False,
            items=Field("model", required=True, nullable=False, of="PlanTaskRead"),
        ),
    },
    "PlanTaskRead": {
        "assignee_agent_definition_id": Field("uuid", required=True, nullable=True),
        "created_at": Field("date-time", required=True, nullable=False),
        "description": Field("string", required=True, nullable=False),
        "id": Field("uuid", required=True, nullable=False),
        "meta": Field("object", required=True, nullable=False),
        "plan_id": Field("uuid", required=True, nullable=False),
        "result": Field("string", required=True, nullable=True),
        "sequence": Field("integer", required=True, nullable=False),
        "status": Field("string", required=True, nullable=False),
        "updated_at": Field("date-time", required=True, nullable=False),
        "validation": Field("string", required=True, nullable=False),
    },
    "PlanTaskReadEnriched": {
        "assignee_agent_definition_id": Field("uuid", required=True, nullable=True),
        "assignee_agent_name": Field("string", required=True, nullable=True),
        "assignee_agent_slug": Field("string", required=True, nullable=True),
        "created_at": Field("date-time", required=True, nullable=False),
        "description": Field("string", required=True, nullable=False),
        "id": Field("uuid", required=True, nullable=False),
        "meta": Field("object", required=True, nullable=False),
        "plan_id": Field("uuid", required=True, nullable=False),
        "result": Field("string", required=True, nullable=True),
        "sequence": Field("integer", required=True, nullable=False),
        "status": Field("string", required=True, nullable=False),
        "updated_at": Field("date-time", required=True, nullable=False),
        "validation": Field("string", required=True, nullable=False),
    },
    "ProviderModel": {
        "id": Field("string", required=True, nullable=False),
        "name": Field("string", required=True, nullable=False),
    },
    "ProviderVerification": {
        "message": Field("string", required=True, nullable=False),
        "status": Field("string", required=True, nullable=False),
    },
    "SystemPromptRead": {
        "agent_class_id": Field("uuid", required=True, nullable=True),
        "content": Field("string", required=True, nullable=False),
        "content_storage_type": Field("string", required=True, nullable=False),
        "created_at": Field("date-time", required=True, nullable=False),
        "description": Field("string", required=True, nullable=True),
        "id": Field("uuid", required=True, nullable=False),
        "meta": Field("object", required=True, nullable=True),
        "name": Field("string", required=True, nullable=False),
        "status": Field("string", required=True, nullable=False),
        "updated_at": Field("date-time", required=True, nullable=False),
    },
    "TasksAppendResponse": {
        "task_ids": Field(
            "array", required=True, nullable=False, items=Field("uuid", required=True, nullable=False)
        ),
    },
    "ToolConfig": {
        "name": Field("string", required=True, nullable=False),
        "schema": Field("object", required=True, nullable=False),
    },
    "ToolRead": {
        "description": Field("string", required=True, nullable=True),
        "id": Field("uuid", required=True, nullable=False),
        "json_schema": Field("object", required=True, nullable=False),
        "name": Field("string", required=True, nullable=False),
        "risk_level": Field("string", required=True, nullable=False),
        "safety_policy": Field("string", required=True, nullable=True),
    },
}
