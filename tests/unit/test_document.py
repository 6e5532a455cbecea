"""The document states the whole contract; the tables here are written from the contract itself."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

FILE = Path(__file__).resolve().parents[2] / "openapi" / "control_plane.json"
TEXT = FILE.read_text(encoding="utf-8")
DOCUMENT: dict[str, Any] = json.loads(TEXT)
SCHEMAS: dict[str, Any] = DOCUMENT["components"]["schemas"]
REGISTRY: Registry[Any] = Registry().with_resource("urn:doc", Resource.from_contents(DOCUMENT, DRAFT202012))
OPERATIONS: dict[str, tuple[str, str, dict[str, Any]]] = {
    content["operationId"]: (method.upper(), path, content)
    for path, item in DOCUMENT["paths"].items()
    for method, content in item.items()
}


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
every_operation = pytest.mark.parametrize("row", ROWS.values(), ids=list(ROWS))

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


def resolve(node: dict[str, Any]) -> dict[str, Any]:
    """Return what *node* is, its reference followed."""
    kind, _, name = node.get("$ref", "").removeprefix("#/components/").partition("/")
    found: dict[str, Any] = DOCUMENT["components"][kind][name] if name else node
    return found


def parameters(name: str, place: str) -> dict[str, dict[str, Any]]:
    """Return an operation's parameters in *place*, by name."""
    found = [resolve(each) for each in OPERATIONS[name][2]["parameters"]]
    return {each["name"]: each for each in found if each["in"] == place}


def spelled(owner: dict[str, Any]) -> str:
    """Return the schema of a body as the table spells it, or nothing."""
    if "content" not in owner:
        return ""
    schema = owner["content"]["application/json"]["schema"]
    one = schema.get("items", schema)
    name = one["$ref"].rpartition("/")[2] if "$ref" in one else "{" + ",".join(one["properties"]) + "}"
    return name if one is schema else f"{name}[]"


def accepts(schema: dict[str, Any], value: object) -> bool:
    """Whether *schema* describes *value*."""
    absolute = json.loads(json.dumps(schema).replace('"#/', '"urn:doc#/'))
    return bool(Draft202012Validator(absolute, registry=REGISTRY).is_valid(value))


def test_document_is_valid_and_canonical() -> None:
    """Valid OpenAPI 3.1 with one text: sorted keys, two spaces, plain ASCII, a newline at the end."""
    canonical = json.dumps(DOCUMENT, indent=2, sort_keys=True, ensure_ascii=False) + "\n"

    validate(DOCUMENT)

    assert DOCUMENT["openapi"] == "3.1.0"
    assert FILE.read_bytes() == canonical.encode("ascii")


def test_every_reference_resolves() -> None:
    """Every `$ref` names a component, and every component is named."""
    used = set(re.findall(r'"\$ref": "(.+)"', TEXT))
    kinds = {kind: each for kind, each in DOCUMENT["components"].items() if kind != "securitySchemes"}

    assert used == {f"#/components/{kind}/{name}" for kind, each in kinds.items() for name in each}


def test_operations_are_those_of_the_contract() -> None:
    """The document has the 53 operations of the contract, each once, and no others."""
    names = re.findall(r'"operationId": "(.+)"', TEXT)

    assert sorted(names) == sorted(ROWS)
    assert len(ROWS) == 53


@every_operation
def test_operation_is_as_the_contract_says(row: Row) -> None:
    """Method, path, query, body, answer, conflict and extensions of an operation are the contract's."""
    method, path, content = OPERATIONS[row.name]
    answers = content["responses"]
    success = "204" if row.method == "DELETE" else "201" if "K" in row.facts else "200"
    query = ",".join(sorted(parameters(row.name, "query")))
    takes = spelled(content.get("requestBody", {})) + (f"?{query}" if query else "")
    facts = "K" * (content.get("x-atlas-idempotency-key") is True)
    facts += "R" * (content.get("x-atlas-repeatable") is True) + "C" * ("409" in answers)

    assert [code for code in answers if code < "400"] == [success]
    short = re.sub(r"{\w+}", "{id}", path).removeprefix("/api/v1")
    found = Row(row.name, method, short, takes or "-", spelled(answers[success]) or "-", facts or "-")
    assert found == row


@every_operation
def test_errors_follow_the_rule_and_are_typed(row: Row) -> None:
    """An operation documents what it can answer: a text, or a list where the request is at fault."""
    errors = {code: each for code, each in OPERATIONS[row.name][2]["responses"].items() if code >= "400"}
    wrong = {"detail": [{"loc": ["body", "tools", 0], "msg": "missing", "type": "missing", "more": 1}]}

    expected = {"429", "500", "503"} | ({"401", "403"} if row.name != "health" else set())
    expected |= ({"404"} if "{id}" in row.path else set()) | ({"409"} if "C" in row.facts else set())
    expected |= {"413"} if row.takes[0] not in "-?" else set()
    expected |= {"400", "422"} if "{id}" in row.path or row.takes != "-" else set()
    assert set(errors) == expected
    for code, response in errors.items():
        schema = resolve(response)["content"]["application/json"]["schema"]
        assert accepts(schema, {"detail": "text", "more": [1]})
        assert accepts(schema, wrong) == (code in {"400", "422"})
        assert not accepts(schema, {})


@every_operation
def test_headers_are_declared(row: Row) -> None:
    """A token for all but health, a request id everywhere, an idempotency key where it is honoured."""
    content, sent = OPERATIONS[row.name][2], parameters(row.name, "header")

    assert content["security"] == ([] if row.name == "health" else [{"BearerAuth": []}])
    assert set(sent) == {"X-Request-ID"} | ({"Idempotency-Key"} if "K" in row.facts else set())
    assert not any(header["required"] for header in sent.values())
    for code, response in content["responses"].items():
        assert set(resolve(response)["headers"]) == {"X-Request-ID", HEADERS.get(code, "X-Request-ID")}


@every_operation
def test_operation_reads_as_a_docstring(row: Row) -> None:
    """One described tag, a summary without a full stop, a description, a word on every parameter."""
    content = OPERATIONS[row.name][2]

    assert len(content["tags"]) == 1
    assert set(content["tags"]) <= {tag["name"] for tag in DOCUMENT["tags"] if tag["description"]}
    assert re.fullmatch(r"[A-Z].*[^.]", content["summary"])
    assert content["description"].endswith(".")
    assert all(resolve(each)["description"].endswith(".") for each in content["parameters"])


@every_operation
def test_parameters_have_their_bounds(row: Row) -> None:
    """A limit is 1 to 1000, by default 100; an offset begins at 0; an id in a path is a UUID."""
    query = {name: each["schema"] for name, each in parameters(row.name, "query").items()}
    owners = re.findall(r"([\w-]+)/{id}", row.path)
    ids = parameters(row.name, "path")

    assert query.get("limit", LIMIT) == LIMIT
    assert query.get("offset", OFFSET) == OFFSET
    assert set(ids) == {IDS.get(owner, owner[:-1].replace("-", "_") + "_id") for owner in owners}
    assert all(each["required"] and each["schema"] == UUID for each in ids.values())


def test_natural_keys_can_be_looked_up() -> None:
    """A natural key names a paged list whose rows have the key and its scope, as the create has."""
    key = "x-atlas-natural-key"
    wanted = [line.split() for line in KEYS.strip().splitlines()]

    found = {name: each[key] for name, (_, _, each) in OPERATIONS.items() if key in each}
    assert found == {name: {"key": "name", "list": rows, "scope": scope} for name, rows, *scope in wanted}
    for name, rows, *scope in wanted:
        assert {"limit", "offset"} <= set(parameters(rows, "query"))
        for schema in (ROWS[name].takes, ROWS[rows].returns.removesuffix("[]")):
            assert {"name", *scope} <= set(SCHEMAS[schema]["properties"])


def test_life_cycles_say_how_they_end() -> None:
    """A life cycle names its terminal states and, of these, the failures; each can be waited for."""
    wanted = {line.split()[0]: line.split()[1:] for line in LIVES.strip().splitlines()}

    assert {name for name, schema in SCHEMAS.items() if "x-atlas-terminal" in schema} == set(wanted)
    for name, states in wanted.items():
        found = SCHEMAS[name]
        assert found["enum"] == [state.strip("*") for state in states]
        assert found["x-atlas-terminal"] == [state.strip("*") for state in states if "*" in state]
        assert found["x-atlas-failed"] == [state.strip("*") for state in states if "**" in state]
    reads = [SCHEMAS[row.returns]["properties"] for row in ROWS.values() if row.name.startswith("get_")]
    assert set(wanted) <= {each["status"]["$ref"].rpartition("/")[2] for each in reads if "status" in each}


@pytest.mark.parametrize("line", re.split(r"\n(?! )", REQUESTS.strip()), ids=lambda line: line.split(":")[0])
def test_request_has_the_fields_of_the_contract(line: str) -> None:
    """A request has the contract's fields, of these the required ones, and the server's defaults."""
    name, _, fields = line.partition(":")
    schema = SCHEMAS[name]

    found = set()
    for field, content in schema["properties"].items():
        star = "*" if field in schema.get("required", []) else ""
        found.add(star + field + (f"={json.dumps(content['default'])}" if "default" in content else ""))
    assert found == set(fields.split())


@pytest.mark.parametrize(("name", "value", "fits"), FITS)
def test_schema_draws_the_line(name: str, value: dict[str, Any], fits: bool) -> None:
    """Lengths, bounds, enums, nulls and further members are taken or refused as the contract says."""
    assert accepts({"$ref": f"#/components/schemas/{name}"}, value) is fits


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_described_and_complete(name: str) -> None:
    """A schema and its fields say what they are, have no title, and a *Read* always has all its fields."""
    fields = SCHEMAS[name].get("properties", {})

    assert all(each["description"].endswith(".") for each in (SCHEMAS[name], *fields.values()))
    assert not any("title" in each for each in (SCHEMAS[name], *fields.values()))
    if "Read" in name:
        assert set(fields) - set(SCHEMAS[name]["required"]) == set(MAY_BE_MISSING.get(name, "").split())
