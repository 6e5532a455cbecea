"""The contract in tables, written from the contract itself: operations, natural keys, life cycles, requests, values."""

from __future__ import annotations

from typing import Any, NamedTuple


class Row(NamedTuple):
    """An operation: *takes* its query or body, *facts* honours a key (K), repeatable (R), conflicts (C)."""

    name: str
    method: str
    path: str
    takes: str
    returns: str
    facts: str


TABLE = """
create_agent_class POST /agent-classes AgentClassCreate AgentClassRead KC
get_agent_class GET /agent-classes/{id} - AgentClassRead -
list_agent_classes GET /agent-classes ?limit,offset AgentClassRead[] -
update_agent_class PATCH /agent-classes/{id} AgentClassUpdate AgentClassRead RC
delete_agent_class DELETE /agent-classes/{id} - - C
create_agent_definition POST /agent-definitions AgentDefinitionCreate AgentDefinitionRead KC
get_agent_definition GET /agent-definitions/{id} - AgentDefinitionRead -
get_agent_definition_config GET /agent-definitions/{id}/config - AgentDefinitionConfig -
list_agent_definitions GET /agent-definitions ?limit,offset,status AgentDefinitionRead[] -
update_agent_definition PATCH /agent-definitions/{id} AgentDefinitionUpdate AgentDefinitionRead RC
delete_agent_definition DELETE /agent-definitions/{id} - - C
add_tools_to_definition POST /agent-definitions/{id}/tools {tool_ids} AgentDefinitionRead RC
create_model_provider POST /model-providers ModelProviderCreate ModelProviderRead KC
get_model_provider GET /model-providers/{id} - ModelProviderRead -
list_model_providers GET /model-providers ?limit,offset ModelProviderRead[] -
update_model_provider PATCH /model-providers/{id} ModelProviderUpdate ModelProviderRead RC
delete_model_provider DELETE /model-providers/{id} - - C
verify_model_provider POST /model-providers/{id}/verify - ProviderVerification R
list_provider_models GET /model-providers/{id}/models - ProviderModel[] -
create_system_prompt POST /system-prompts SystemPromptCreate SystemPromptRead KC
get_system_prompt GET /system-prompts/{id} - SystemPromptRead -
list_system_prompts GET /system-prompts ?agent_class_id,limit,offset,status SystemPromptRead[] -
update_system_prompt PATCH /system-prompts/{id} SystemPromptUpdate SystemPromptRead RC
delete_system_prompt DELETE /system-prompts/{id} - - C
create_tool POST /tools ToolCreate ToolRead KC
list_tools GET /tools/ ?limit,offset ToolRead[] -
get_tool GET /tools/{id} - ToolRead -
update_tool PATCH /tools/{id} ToolUpdate ToolRead R
delete_tool DELETE /tools/{id} - - C
sync_tools POST /tools/sync ToolSyncRequest ToolRead[] R
discover_tools POST /tools/discover {source} ToolRead[] R
create_deployment POST /deployments DeploymentCreate DeploymentRead KC
get_deployment GET /deployments/{id} - DeploymentRead -
list_deployments GET /deployments ?active_only,environment,limit,offset DeploymentRead[] -
update_deployment PATCH /deployments/{id} DeploymentUpdate DeploymentRead RC
delete_deployment DELETE /deployments/{id} - - C
create_grasp_analysis POST /deployments/{id}/grasp-analyses GraspAnalysisCreate GraspAnalysisRead K
list_grasp_analyses GET /deployments/{id}/grasp-analyses ?status GraspAnalysisSummary[] -
get_grasp_analysis GET /grasp-analyses/{id} - GraspAnalysisRead -
query_grasp_analyses GET /grasp-analyses ?deployment_id,limit,offset,status GraspAnalysisSummary[] -
health GET /health - Health -
metrics GET /metrics - Metrics -
logs GET /logs ?deployment_id,level,limit LogEntry[] -
create_plan POST /deployments/{id}/plans PlanCreate PlanCreateResponse K
get_plan GET /plans/{id} - PlanReadWithTasks -
list_plans GET /deployments/{id}/plans ?limit,offset,status PlanRead[] -
update_plan PATCH /plans/{id} PlanUpdate PlanRead RC
append_tasks POST /plans/{id}/tasks TasksAppend TasksAppendResponse KC
get_task GET /tasks/{id} ?enrich PlanTaskReadEnriched -
list_tasks GET /plans/{id}/tasks ?limit,offset,status PlanTaskRead[] -
update_task PATCH /tasks/{id} PlanTaskUpdate PlanTaskRead RC
get_agent_instance GET /instances/{id} - AgentInstanceRead -
list_agent_instances GET /instances ?deployment_id,limit,offset,status AgentInstanceRead[] -
"""
ROWS = {line.split()[0]: Row(*line.split()) for line in TABLE.strip().splitlines()}
LIMIT = {"type": "integer", "minimum": 1, "maximum": 1000, "default": 100}
OFFSET = {"type": "integer", "minimum": 0, "default": 0}
HEADERS = dict.fromkeys(("429", "503"), "Retry-After")
HEADERS |= {"201": "Idempotency-Replayed", "401": "WWW-Authenticate"}
UUID = {"type": "string", "format": "uuid"}
IDS = {"agent-classes": "agent_class_id", "grasp-analyses": "grasp_analysis_id"}


KEYS = """
create_agent_class list_agent_classes
create_agent_definition list_agent_definitions agent_class_id
create_model_provider list_model_providers
create_system_prompt list_system_prompts
create_tool list_tools
create_deployment list_deployments environment
"""

# A life cycle: its states, a star at each terminal one, two at a failure.
LIVES = """
DeploymentStatus spawning active *completed **failed
GraspAnalysisStatus pending in_progress *completed **failed
PlanStatus DRAFT ACTIVE *COMPLETED **FAILED **CANCELLED
PlanTaskStatus PENDING IN_PROGRESS *COMPLETED **FAILED *SKIPPED
AgentInstanceStatus spawning active *completed **failed **cancelled
"""

# A request: a star is a field that has to be there, "=" the default that the server owns.
REQUESTS = """
AgentClassCreate: *name description=null
AgentClassUpdate: name description
AgentDefinitionCreate: *agent_class_id *name description system_prompt_id structured_output_id
    model_provider_id model_name execution_mode="ephemeral" config={} allow_outbound_a2a=false tool_ids=[]
AgentDefinitionUpdate: name description status system_prompt_id structured_output_id
    model_provider_id model_name execution_mode config allow_outbound_a2a
ModelProviderCreate: *name api_base_url description config={}
ModelProviderUpdate: name api_base_url description config
SystemPromptUpdate: name description status content content_storage_type meta
ToolCreate: *name description *json_schema safety_policy risk_level="low"
ToolUpdate: description json_schema safety_policy risk_level
DeploymentCreate: *agent_definition_id blueprint_id *name description environment="production" config={}
    project_context={} spec_md_path
DeploymentUpdate: name description environment status config project_context spec_md_path
PlanCreate: *goal constraints={} state={} spec_reference tasks=[]
PlanUpdate: goal constraints state status spec_reference
PlanTaskCreate: sequence=0 *description *validation assignee_agent_definition_id meta={}
PlanTaskUpdate: sequence description validation assignee_agent_definition_id status result meta
"""

# What a *Read* may leave out; all else is always there, null or not.
MAY_BE_MISSING = {
    "ModelProviderRead": "config",
    "PlanReadWithTasks": "tasks",
    "GraspAnalysisRead": "analysis_context governance_evidence reach_evidence agency_evidence"
    " safeguards_evidence potential_damage_evidence",
}

FITS: list[tuple[str, dict[str, Any], bool]] = [
    ("AgentClassCreate", {"name": "x" * 255, "description": None}, True),
    ("AgentClassCreate", {"name": "x" * 256}, False),
    ("AgentClassCreate", {"name": None}, False),
    ("AgentClassUpdate", {"name": None}, True),
    ("ToolCreate", {"name": "x", "json_schema": {}, "risk_level": "huge"}, False),
    ("ToolSyncRequest", {"tools": []}, False),
    ("PlanTaskCreate", {"description": "x", "validation": "y", "sequence": -1}, False),
    ("PlanTaskUpdate", {"status": "pending"}, False),
    ("PlanTaskUpdate", {"status": None, "meta": None, "sequence": 0}, True),
    ("Metrics", {"requests_total": 1, "errors_total": 0, "latency_p99": 0.01, "more": 1}, True),
]
