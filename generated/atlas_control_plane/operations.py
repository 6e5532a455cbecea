"""
Every operation as the document states it: what a client has to know to send it and to judge its failures.

Generated from openapi/control_plane.json by `make generate`; never edit.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from attrs import field, frozen

from .shapes import SHAPES, Field

if TYPE_CHECKING:
    from .models.agent_class_read import AgentClassRead
    from .models.agent_definition_config import AgentDefinitionConfig
    from .models.agent_definition_read import AgentDefinitionRead
    from .models.agent_instance_read import AgentInstanceRead
    from .models.deployment_read import DeploymentRead
    from .models.grasp_analysis_read import GraspAnalysisRead
    from .models.grasp_analysis_summary import GraspAnalysisSummary
    from .models.health import Health
    from .models.log_entry import LogEntry
    from .models.metrics import Metrics
    from .models.model_provider_read import ModelProviderRead
    from .models.plan_create_response import PlanCreateResponse
    from .models.plan_read import PlanRead
    from .models.plan_read_with_tasks import PlanReadWithTasks
    from .models.plan_task_read import PlanTaskRead
    from .models.plan_task_read_enriched import PlanTaskReadEnriched
    from .models.provider_model import ProviderModel
    from .models.provider_verification import ProviderVerification
    from .models.system_prompt_read import SystemPromptRead
    from .models.tasks_append_response import TasksAppendResponse
    from .models.tool_read import ToolRead

T_co = TypeVar("T_co", covariant=True)


@frozen
class NaturalKey:
    """What finds a resource without its id: its name, and within what the name is unique."""

    key: str
    scope: tuple[str, ...]
    list_operation: str
    # What the server takes where key or scope are not sent.
    defaults: Mapping[str, Any] = field(hash=False)


@frozen
class States:
    """The states that a resource doesn't leave any more, and which of them are failures."""

    field: str
    terminal: frozenset[str]
    failed: frozenset[str]


@cache
def _module(name: str) -> Any:
    return import_module(name, __package__)


@frozen
class Service:
    """What all operations have in common."""

    name: str
    # The header that a token goes into, and what stands before it there.
    token_header: str
    token_prefix: str
    # By these an error body of the service itself is told from a gateway's: one of the first, all of the second.
    error_members: tuple[str, ...]
    error_required: tuple[str, ...]

    @property
    def operations(self) -> Mapping[str, Operation[Any]]:
        """All operations, by name."""
        return OPERATIONS

    @property
    def shapes(self) -> Mapping[str, Mapping[str, Field]]:
        """The members of all models that are answered, by the model's name."""
        return SHAPES


SERVICE = Service(
    name="Atlas Control Plane",
    token_header="Authorization",
    token_prefix="Bearer ",
    error_members=("detail",),
    error_required=("detail",),
)


@frozen
class Body:
    """What an operation takes; its *kind* is "object" or "json", "form", "multipart" or "bytes"."""

    kind: str
    content_type: str
    required: bool


@frozen
class Operation(Generic[T_co]):
    """An operation of the document; `T_co` is what it answers."""

    name: str
    method: str
    path: str
    # Below this package, wherever that is.
    module: str
    # What each may be: "uuid", "integer", "number", "boolean", "date", "date-time" or "text".
    path_parameters: Mapping[str, str] = field(hash=False)
    body: Body | None
    accept: str
    # What the success answers look like, by status; None where there is nothing to read.
    answers: Mapping[int, Field | None] = field(hash=False)
    repeatable: bool
    idempotency_key: bool
    authenticated: bool
    paged: bool
    page_limit: int
    natural_key: NaturalKey | None
    states: States | None

    @property
    def service(self) -> Service:
        """What it has in common with all others."""
        return SERVICE

    def parts(self, **arguments: Any) -> Mapping[str, Any]:
        """Return "url", "params", "headers" and "cookies" of a request, from arguments by their names in Python."""
        made: dict[str, Any] = _module(self.module)._get_kwargs(**arguments)
        return made

    def parsed(self, answer: Any) -> T_co:
        """Return what an answer with a status of `answers` holds; *answer* is something like an `httpx.Response`."""
        found: T_co = _module(self.module)._parse_response(client=None, response=answer)
        return found


ADD_TOOLS_TO_DEFINITION: Operation[AgentDefinitionRead] = Operation(
    name="add_tools_to_definition",
    method="POST",
    path="/api/v1/agent-definitions/{agent_definition_id}/tools",
    module=".api.agent_definitions.add_tools_to_definition",
    path_parameters={
        "agent_definition_id": "uuid",
    },
    body=Body("object", "application/json", required=True),
    accept="application/json",
    answers={
        200: Field("model", required=True, nullable=False, of="AgentDefinitionRead"),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=None,
)

APPEND_TASKS: Operation[TasksAppendResponse] = Operation(
    name="append_tasks",
    method="POST",
    path="/api/v1/plans/{plan_id}/tasks",
    module=".api.tasks.append_tasks",
    path_parameters={
        "plan_id": "uuid",
    },
    body=Body("object", "application/json", required=True),
    accept="application/json",
    answers={
        201: Field("model", required=True, nullable=False, of="TasksAppendResponse"),
    },
    repeatable=False,
    idempotency_key=True,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=None,
)

CREATE_AGENT_CLASS: Operation[AgentClassRead] = Operation(
    name="create_agent_class",
    method="POST",
    path="/api/v1/agent-classes",
    module=".api.agent_classes.create_agent_class",
    path_parameters={},
    body=Body("object", "application/json", required=True),
    accept="application/json",
    answers={
        201: Field("model", required=True, nullable=False, of="AgentClassRead"),
    },
    repeatable=False,
    idempotency_key=True,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=NaturalKey(
        key="name",
        scope=(),
        list_operation="list_agent_classes",
        defaults={},
    ),
    states=None,
)

CREATE_AGENT_DEFINITION: Operation[AgentDefinitionRead] = Operation(
    name="create_agent_definition",
    method="POST",
    path="/api/v1/agent-definitions",
    module=".api.agent_definitions.create_agent_definition",
    path_parameters={},
    body=Body("object", "application/json", required=True),
    accept="application/json",
    answers={
        201: Field("model", required=True, nullable=False, of="AgentDefinitionRead"),
    },
    repeatable=False,
    idempotency_key=True,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=NaturalKey(
        key="name",
        scope=("agent_class_id",),
        list_operation="list_agent_definitions",
        defaults={},
    ),
    states=None,
)

CREATE_DEPLOYMENT: Operation[DeploymentRead] = Operation(
    name="create_deployment",
    method="POST",
    path="/api/v1/deployments",
    module=".api.deployments.create_deployment",
    path_parameters={},
    body=Body("object", "application/json", required=True),
    accept="application/json",
    answers={
        201: Field("model", required=True, nullable=False, of="DeploymentRead"),
    },
    repeatable=False,
    idempotency_key=True,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=NaturalKey(
        key="name",
        scope=("environment",),
        list_operation="list_deployments",
        defaults={"environment": "production"},
    ),
    states=None,
)

CREATE_GRASP_ANALYSIS: Operation[GraspAnalysisRead] = Operation(
    name="create_grasp_analysis",
    method="POST",
    path="/api/v1/deployments/{deployment_id}/grasp-analyses",
    module=".api.grasp_analyses.create_grasp_analysis",
    path_parameters={
        "deployment_id": "uuid",
    },
    body=Body("object", "application/json", required=True),
    accept="application/json",
    answers={
        201: Field("model", required=True, nullable=False, of="GraspAnalysisRead"),
    },
    repeatable=False,
    idempotency_key=True,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=None,
)

CREATE_MODEL_PROVIDER: Operation[ModelProviderRead] = Operation(
    name="create_model_provider",
    method="POST",
    path="/api/v1/model-providers",
    module=".api.model_providers.create_model_provider",
    path_parameters={},
    body=Body("object", "application/json", required=True),
    accept="application/json",
    answers={
        201: Field("model", required=True, nullable=False, of="ModelProviderRead"),
    },
    repeatable=False,
    idempotency_key=True,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=NaturalKey(
        key="name",
        scope=(),
        list_operation="list_model_providers",
        defaults={},
    ),
    states=None,
)

CREATE_PLAN: Operation[PlanCreateResponse] = Operation(
    name="create_plan",
    method="POST",
    path="/api/v1/deployments/{deployment_id}/plans",
    module=".api.plans.create_plan",
    path_parameters={
        "deployment_id": "uuid",
    },
    body=Body("object", "application/json", required=True),
    accept="application/json",
    answers={
        201: Field("model", required=True, nullable=False, of="PlanCreateResponse"),
    },
    repeatable=False,
    idempotency_key=True,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=None,
)

CREATE_SYSTEM_PROMPT: Operation[SystemPromptRead] = Operation(
    name="create_system_prompt",
    method="POST",
    path="/api/v1/system-prompts",
    module=".api.system_prompts.create_system_prompt",
    path_parameters={},
    body=Body("object", "application/json", required=True),
    accept="application/json",
    answers={
        201: Field("model", required=True, nullable=False, of="SystemPromptRead"),
    },
    repeatable=False,
    idempotency_key=True,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=NaturalKey(
        key="name",
        scope=(),
        list_operation="list_system_prompts",
        defaults={},
    ),
    states=None,
)

CREATE_TOOL: Operation[ToolRead] = Operation(
    name="create_tool",
    method="POST",
    path="/api/v1/tools",
    module=".api.tools.create_tool",
    path_parameters={},
    body=Body("object", "application/json", required=True),
    accept="application/json",
    answers={
        201: Field("model", required=True, nullable=False, of="ToolRead"),
    },
    repeatable=False,
    idempotency_key=True,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=NaturalKey(
        key="name",
        scope=(),
        list_operation="list_tools",
        defaults={},
    ),
    states=None,
)

DELETE_AGENT_CLASS: Operation[None] = Operation(
    name="delete_agent_class",
    method="DELETE",
    path="/api/v1/agent-classes/{agent_class_id}",
    module=".api.agent_classes.delete_agent_class",
    path_parameters={
        "agent_class_id": "uuid",
    },
    body=None,
    accept="application/json",
    answers={
        204: None,
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=None,
)

DELETE_AGENT_DEFINITION: Operation[None] = Operation(
    name="delete_agent_definition",
    method="DELETE",
    path="/api/v1/agent-definitions/{agent_definition_id}",
    module=".api.agent_definitions.delete_agent_definition",
    path_parameters={
        "agent_definition_id": "uuid",
    },
    body=None,
    accept="application/json",
    answers={
        204: None,
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=None,
)

DELETE_DEPLOYMENT: Operation[None] = Operation(
    name="delete_deployment",
    method="DELETE",
    path="/api/v1/deployments/{deployment_id}",
    module=".api.deployments.delete_deployment",
    path_parameters={
        "deployment_id": "uuid",
    },
    body=None,
    accept="application/json",
    answers={
        204: None,
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=None,
)

DELETE_MODEL_PROVIDER: Operation[None] = Operation(
    name="delete_model_provider",
    method="DELETE",
    path="/api/v1/model-providers/{model_provider_id}",
    module=".api.model_providers.delete_model_provider",
    path_parameters={
        "model_provider_id": "uuid",
    },
    body=None,
    accept="application/json",
    answers={
        204: None,
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=None,
)

DELETE_SYSTEM_PROMPT: Operation[None] = Operation(
    name="delete_system_prompt",
    method="DELETE",
    path="/api/v1/system-prompts/{system_prompt_id}",
    module=".api.system_prompts.delete_system_prompt",
    path_parameters={
        "system_prompt_id": "uuid",
    },
    body=None,
    accept="application/json",
    answers={
        204: None,
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=None,
)

DELETE_TOOL: Operation[None] = Operation(
    name="delete_tool",
    method="DELETE",
    path="/api/v1/tools/{tool_id}",
    module=".api.tools.delete_tool",
    path_parameters={
        "tool_id": "uuid",
    },
    body=None,
    accept="application/json",
    answers={
        204: None,
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=None,
)

DISCOVER_TOOLS: Operation[list[ToolRead]] = Operation(
    name="discover_tools",
    method="POST",
    path="/api/v1/tools/discover",
    module=".api.tools.discover_tools",
    path_parameters={},
    body=Body("object", "application/json", required=True),
    accept="application/json",
    answers={
        200: Field(
            "array",
            required=True,
            nullable=False,
            items=Field("model", required=True, nullable=False, of="ToolRead"),
        ),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=None,
)

GET_AGENT_CLASS: Operation[AgentClassRead] = Operation(
    name="get_agent_class",
    method="GET",
    path="/api/v1/agent-classes/{agent_class_id}",
    module=".api.agent_classes.get_agent_class",
    path_parameters={
        "agent_class_id": "uuid",
    },
    body=None,
    accept="application/json",
    answers={
        200: Field("model", required=True, nullable=False, of="AgentClassRead"),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=None,
)

GET_AGENT_DEFINITION: Operation[AgentDefinitionRead] = Operation(
    name="get_agent_definition",
    method="GET",
    path="/api/v1/agent-definitions/{agent_definition_id}",
    module=".api.agent_definitions.get_agent_definition",
    path_parameters={
        "agent_definition_id": "uuid",
    },
    body=None,
    accept="application/json",
    answers={
        200: Field("model", required=True, nullable=False, of="AgentDefinitionRead"),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=None,
)

GET_AGENT_DEFINITION_CONFIG: Operation[AgentDefinitionConfig] = Operation(
    name="get_agent_definition_config",
    method="GET",
    path="/api/v1/agent-definitions/{agent_definition_id}/config",
    module=".api.agent_definitions.get_agent_definition_config",
    path_parameters={
        "agent_definition_id": "uuid",
    },
    body=None,
    accept="application/json",
    answers={
        200: Field("model", required=True, nullable=False, of="AgentDefinitionConfig"),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=None,
)

GET_AGENT_INSTANCE: Operation[AgentInstanceRead] = Operation(
    name="get_agent_instance",
    method="GET",
    path="/api/v1/instances/{instance_id}",
    module=".api.instances.get_agent_instance",
    path_parameters={
        "instance_id": "uuid",
    },
    body=None,
    accept="application/json",
    answers={
        200: Field("model", required=True, nullable=False, of="AgentInstanceRead"),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=States(
        field="status",
        terminal=frozenset(
            (
                "completed",
                "failed",
                "cancelled",
            )
        ),
        failed=frozenset(
            (
                "failed",
                "cancelled",
            )
        ),
    ),
)

GET_DEPLOYMENT: Operation[DeploymentRead] = Operation(
    name="get_deployment",
    method="GET",
    path="/api/v1/deployments/{deployment_id}",
    module=".api.deployments.get_deployment",
    path_parameters={
        "deployment_id": "uuid",
    },
    body=None,
    accept="application/json",
    answers={
        200: Field("model", required=True, nullable=False, of="DeploymentRead"),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=States(
        field="status",
        terminal=frozenset(
            (
                "completed",
                "failed",
            )
        ),
        failed=frozenset(("failed",)),
    ),
)

GET_GRASP_ANALYSIS: Operation[GraspAnalysisRead] = Operation(
    name="get_grasp_analysis",
    method="GET",
    path="/api/v1/grasp-analyses/{grasp_analysis_id}",
    module=".api.grasp_analyses.get_grasp_analysis",
    path_parameters={
        "grasp_analysis_id": "uuid",
    },
    body=None,
    accept="application/json",
    answers={
        200: Field("model", required=True, nullable=False, of="GraspAnalysisRead"),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=States(
        field="status",
        terminal=frozenset(
            (
                "completed",
                "failed",
            )
        ),
        failed=frozenset(("failed",)),
    ),
)

GET_MODEL_PROVIDER: Operation[ModelProviderRead] = Operation(
    name="get_model_provider",
    method="GET",
    path="/api/v1/model-providers/{model_provider_id}",
    module=".api.model_providers.get_model_provider",
    path_parameters={
        "model_provider_id": "uuid",
    },
    body=None,
    accept="application/json",
    answers={
        200: Field("model", required=True, nullable=False, of="ModelProviderRead"),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=None,
)

GET_PLAN: Operation[PlanReadWithTasks] = Operation(
    name="get_plan",
    method="GET",
    path="/api/v1/plans/{plan_id}",
    module=".api.plans.get_plan",
    path_parameters={
        "plan_id": "uuid",
    },
    body=None,
    accept="application/json",
    answers={
        200: Field("model", required=True, nullable=False, of="PlanReadWithTasks"),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=States(
        field="status",
        terminal=frozenset(
            (
                "COMPLETED",
                "FAILED",
                "CANCELLED",
            )
        ),
        failed=frozenset(
            (
                "FAILED",
                "CANCELLED",
            )
        ),
    ),
)

GET_SYSTEM_PROMPT: Operation[SystemPromptRead] = Operation(
    name="get_system_prompt",
    method="GET",
    path="/api/v1/system-prompts/{system_prompt_id}",
    module=".api.system_prompts.get_system_prompt",
    path_parameters={
        "system_prompt_id": "uuid",
    },
    body=None,
    accept="application/json",
    answers={
        200: Field("model", required=True, nullable=False, of="SystemPromptRead"),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=None,
)

GET_TASK: Operation[PlanTaskReadEnriched] = Operation(
    name="get_task",
    method="GET",
    path="/api/v1/tasks/{task_id}",
    module=".api.tasks.get_task",
    path_parameters={
        "task_id": "uuid",
    },
    body=None,
    accept="application/json",
    answers={
        200: Field("model", required=True, nullable=False, of="PlanTaskReadEnriched"),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=States(
        field="status",
        terminal=frozenset(
            (
                "COMPLETED",
                "FAILED",
                "SKIPPED",
            )
        ),
        failed=frozenset(("FAILED",)),
    ),
)

GET_TOOL: Operation[ToolRead] = Operation(
    name="get_tool",
    method="GET",
    path="/api/v1/tools/{tool_id}",
    module=".api.tools.get_tool",
    path_parameters={
        "tool_id": "uuid",
    },
    body=None,
    accept="application/json",
    answers={
        200: Field("model", required=True, nullable=False, of="ToolRead"),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=None,
)

HEALTH: Operation[Health] = Operation(
    name="health",
    method="GET",
    path="/api/v1/health",
    module=".api.system.health",
    path_parameters={},
    body=None,
    accept="application/json",
    answers={
        200: Field("model", required=True, nullable=False, of="Health"),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=False,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=None,
)

LIST_AGENT_CLASSES: Operation[list[AgentClassRead]] = Operation(
    name="list_agent_classes",
    method="GET",
    path="/api/v1/agent-classes",
    module=".api.agent_classes.list_agent_classes",
    path_parameters={},
    body=None,
    accept="application/json",
    answers={
        200: Field(
            "array",
            required=True,
            nullable=False,
            items=Field("model", required=True, nullable=False, of="AgentClassRead"),
        ),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=True,
    page_limit=1000,
    natural_key=None,
    states=None,
)

LIST_AGENT_DEFINITIONS: Operation[list[AgentDefinitionRead]] = Operation(
    name="list_agent_definitions",
    method="GET",
    path="/api/v1/agent-definitions",
    module=".api.agent_definitions.list_agent_definitions",
    path_parameters={},
    body=None,
    accept="application/json",
    answers={
        200: Field(
            "array",
            required=True,
            nullable=False,
            items=Field("model", required=True, nullable=False, of="AgentDefinitionRead"),
        ),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=True,
    page_limit=1000,
    natural_key=None,
    states=None,
)

LIST_AGENT_INSTANCES: Operation[list[AgentInstanceRead]] = Operation(
    name="list_agent_instances",
    method="GET",
    path="/api/v1/instances",
    module=".api.instances.list_agent_instances",
    path_parameters={},
    body=None,
    accept="application/json",
    answers={
        200: Field(
            "array",
            required=True,
            nullable=False,
            items=Field("model", required=True, nullable=False, of="AgentInstanceRead"),
        ),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=True,
    page_limit=1000,
    natural_key=None,
    states=None,
)

LIST_DEPLOYMENTS: Operation[list[DeploymentRead]] = Operation(
    name="list_deployments",
    method="GET",
    path="/api/v1/deployments",
    module=".api.deployments.list_deployments",
    path_parameters={},
    body=None,
    accept="application/json",
    answers={
        200: Field(
            "array",
            required=True,
            nullable=False,
            items=Field("model", required=True, nullable=False, of="DeploymentRead"),
        ),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=True,
    page_limit=1000,
    natural_key=None,
    states=None,
)

LIST_GRASP_ANALYSES: Operation[list[GraspAnalysisSummary]] = Operation(
    name="list_grasp_analyses",
    method="GET",
    path="/api/v1/deployments/{deployment_id}/grasp-analyses",
    module=".api.grasp_analyses.list_grasp_analyses",
    path_parameters={
        "deployment_id": "uuid",
    },
    body=None,
    accept="application/json",
    answers={
        200: Field(
            "array",
            required=True,
            nullable=False,
            items=Field("model", required=True, nullable=False, of="GraspAnalysisSummary"),
        ),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=None,
)

LIST_MODEL_PROVIDERS: Operation[list[ModelProviderRead]] = Operation(
    name="list_model_providers",
    method="GET",
    path="/api/v1/model-providers",
    module=".api.model_providers.list_model_providers",
    path_parameters={},
    body=None,
    accept="application/json",
    answers={
        200: Field(
            "array",
            required=True,
            nullable=False,
            items=Field("model", required=True, nullable=False, of="ModelProviderRead"),
        ),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=True,
    page_limit=1000,
    natural_key=None,
    states=None,
)

LIST_PLANS: Operation[list[PlanRead]] = Operation(
    name="list_plans",
    method="GET",
    path="/api/v1/deployments/{deployment_id}/plans",
    module=".api.plans.list_plans",
    path_parameters={
        "deployment_id": "uuid",
    },
    body=None,
    accept="application/json",
    answers={
        200: Field(
            "array",
            required=True,
            nullable=False,
            items=Field("model", required=True, nullable=False, of="PlanRead"),
        ),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=True,
    page_limit=1000,
    natural_key=None,
    states=None,
)

LIST_PROVIDER_MODELS: Operation[list[ProviderModel]] = Operation(
    name="list_provider_models",
    method="GET",
    path="/api/v1/model-providers/{model_provider_id}/models",
    module=".api.model_providers.list_provider_models",
    path_parameters={
        "model_provider_id": "uuid",
    },
    body=None,
    accept="application/json",
    answers={
        200: Field(
            "array",
            required=True,
            nullable=False,
            items=Field("model", required=True, nullable=False, of="ProviderModel"),
        ),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=None,
)

LIST_SYSTEM_PROMPTS: Operation[list[SystemPromptRead]] = Operation(
    name="list_system_prompts",
    method="GET",
    path="/api/v1/system-prompts",
    module=".api.system_prompts.list_system_prompts",
    path_parameters={},
    body=None,
    accept="application/json",
    answers={
        200: Field(
            "array",
            required=True,
            nullable=False,
            items=Field("model", required=True, nullable=False, of="SystemPromptRead"),
        ),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=True,
    page_limit=1000,
    natural_key=None,
    states=None,
)

LIST_TASKS: Operation[list[PlanTaskRead]] = Operation(
    name="list_tasks",
    method="GET",
    path="/api/v1/plans/{plan_id}/tasks",
    module=".api.tasks.list_tasks",
    path_parameters={
        "plan_id": "uuid",
    },
    body=None,
    accept="application/json",
    answers={
        200: Field(
            "array",
            required=True,
            nullable=False,
            items=Field("model", required=True, nullable=False, of="PlanTaskRead"),
        ),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=True,
    page_limit=1000,
    natural_key=None,
    states=None,
)

LIST_TOOLS: Operation[list[ToolRead]] = Operation(
    name="list_tools",
    method="GET",
    path="/api/v1/tools/",
    module=".api.tools.list_tools",
    path_parameters={},
    body=None,
    accept="application/json",
    answers={
        200: Field(
            "array",
            required=True,
            nullable=False,
            items=Field("model", required=True, nullable=False, of="ToolRead"),
        ),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=True,
    page_limit=1000,
    natural_key=None,
    states=None,
)

LOGS: Operation[list[LogEntry]] = Operation(
    name="logs",
    method="GET",
    path="/api/v1/logs",
    module=".api.system.logs",
    path_parameters={},
    body=None,
    accept="application/json",
    answers={
        200: Field(
            "array",
            required=True,
            nullable=False,
            items=Field("model", required=True, nullable=False, of="LogEntry"),
        ),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=None,
)

METRICS: Operation[Metrics] = Operation(
    name="metrics",
    method="GET",
    path="/api/v1/metrics",
    module=".api.system.metrics",
    path_parameters={},
    body=None,
    accept="application/json",
    answers={
        200: Field("model", required=True, nullable=False, of="Metrics"),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=None,
)

QUERY_GRASP_ANALYSES: Operation[list[GraspAnalysisSummary]] = Operation(
    name="query_grasp_analyses",
    method="GET",
    path="/api/v1/grasp-analyses",
    module=".api.grasp_analyses.query_grasp_analyses",
    path_parameters={},
    body=None,
    accept="application/json",
    answers={
        200: Field(
            "array",
            required=True,
            nullable=False,
            items=Field("model", required=True, nullable=False, of="GraspAnalysisSummary"),
        ),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=True,
    page_limit=1000,
    natural_key=None,
    states=None,
)

SYNC_TOOLS: Operation[list[ToolRead]] = Operation(
    name="sync_tools",
    method="POST",
    path="/api/v1/tools/sync",
    module=".api.tools.sync_tools",
    path_parameters={},
    body=Body("object", "application/json", required=True),
    accept="application/json",
    answers={
        200: Field(
            "array",
            required=True,
            nullable=False,
            items=Field("model", required=True, nullable=False, of="ToolRead"),
        ),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=None,
)

UPDATE_AGENT_CLASS: Operation[AgentClassRead] = Operation(
    name="update_agent_class",
    method="PATCH",
    path="/api/v1/agent-classes/{agent_class_id}",
    module=".api.agent_classes.update_agent_class",
    path_parameters={
        "agent_class_id": "uuid",
    },
    body=Body("object", "application/json", required=True),
    accept="application/json",
    answers={
        200: Field("model", required=True, nullable=False, of="AgentClassRead"),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=None,
)

UPDATE_AGENT_DEFINITION: Operation[AgentDefinitionRead] = Operation(
    name="update_agent_definition",
    method="PATCH",
    path="/api/v1/agent-definitions/{agent_definition_id}",
    module=".api.agent_definitions.update_agent_definition",
    path_parameters={
        "agent_definition_id": "uuid",
    },
    body=Body("object", "application/json", required=True),
    accept="application/json",
    answers={
        200: Field("model", required=True, nullable=False, of="AgentDefinitionRead"),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=None,
)

UPDATE_DEPLOYMENT: Operation[DeploymentRead] = Operation(
    name="update_deployment",
    method="PATCH",
    path="/api/v1/deployments/{deployment_id}",
    module=".api.deployments.update_deployment",
    path_parameters={
        "deployment_id": "uuid",
    },
    body=Body("object", "application/json", required=True),
    accept="application/json",
    answers={
        200: Field("model", required=True, nullable=False, of="DeploymentRead"),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=None,
)

UPDATE_MODEL_PROVIDER: Operation[ModelProviderRead] = Operation(
    name="update_model_provider",
    method="PATCH",
    path="/api/v1/model-providers/{model_provider_id}",
    module=".api.model_providers.update_model_provider",
    path_parameters={
        "model_provider_id": "uuid",
    },
    body=Body("object", "application/json", required=True),
    accept="application/json",
    answers={
        200: Field("model", required=True, nullable=False, of="ModelProviderRead"),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=None,
)

UPDATE_PLAN: Operation[PlanRead] = Operation(
    name="update_plan",
    method="PATCH",
    path="/api/v1/plans/{plan_id}",
    module=".api.plans.update_plan",
    path_parameters={
        "plan_id": "uuid",
    },
    body=Body("object", "application/json", required=True),
    accept="application/json",
    answers={
        200: Field("model", required=True, nullable=False, of="PlanRead"),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=None,
)

UPDATE_SYSTEM_PROMPT: Operation[SystemPromptRead] = Operation(
    name="update_system_prompt",
    method="PATCH",
    path="/api/v1/system-prompts/{system_prompt_id}",
    module=".api.system_prompts.update_system_prompt",
    path_parameters={
        "system_prompt_id": "uuid",
    },
    body=Body("object", "application/json", required=True),
    accept="application/json",
    answers={
        200: Field("model", required=True, nullable=False, of="SystemPromptRead"),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=None,
)

UPDATE_TASK: Operation[PlanTaskRead] = Operation(
    name="update_task",
    method="PATCH",
    path="/api/v1/tasks/{task_id}",
    module=".api.tasks.update_task",
    path_parameters={
        "task_id": "uuid",
    },
    body=Body("object", "application/json", required=True),
    accept="application/json",
    answers={
        200: Field("model", required=True, nullable=False, of="PlanTaskRead"),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=None,
)

UPDATE_TOOL: Operation[ToolRead] = Operation(
    name="update_tool",
    method="PATCH",
    path="/api/v1/tools/{tool_id}",
    module=".api.tools.update_tool",
    path_parameters={
        "tool_id": "uuid",
    },
    body=Body("object", "application/json", required=True),
    accept="application/json",
    answers={
        200: Field("model", required=True, nullable=False, of="ToolRead"),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=None,
)

VERIFY_MODEL_PROVIDER: Operation[ProviderVerification] = Operation(
    name="verify_model_provider",
    method="POST",
    path="/api/v1/model-providers/{model_provider_id}/verify",
    module=".api.model_providers.verify_model_provider",
    path_parameters={
        "model_provider_id": "uuid",
    },
    body=None,
    accept="application/json",
    answers={
        200: Field("model", required=True, nullable=False, of="ProviderVerification"),
    },
    repeatable=True,
    idempotency_key=False,
    authenticated=True,
    paged=False,
    page_limit=0,
    natural_key=None,
    states=None,
)


OPERATIONS: Mapping[str, Operation[Any]] = {
    each.name: each
    for each in (
        ADD_TOOLS_TO_DEFINITION,
        APPEND_TASKS,
        CREATE_AGENT_CLASS,
        CREATE_AGENT_DEFINITION,
        CREATE_DEPLOYMENT,
        CREATE_GRASP_ANALYSIS,
        CREATE_MODEL_PROVIDER,
        CREATE_PLAN,
        CREATE_SYSTEM_PROMPT,
        CREATE_TOOL,
        DELETE_AGENT_CLASS,
        DELETE_AGENT_DEFINITION,
        DELETE_DEPLOYMENT,
        DELETE_MODEL_PROVIDER,
        DELETE_SYSTEM_PROMPT,
        DELETE_TOOL,
        DISCOVER_TOOLS,
        GET_AGENT_CLASS,
        GET_AGENT_DEFINITION,
        GET_AGENT_DEFINITION_CONFIG,
        GET_AGENT_INSTANCE,
        GET_DEPLOYMENT,
        GET_GRASP_ANALYSIS,
        GET_MODEL_PROVIDER,
        GET_PLAN,
        GET_SYSTEM_PROMPT,
        GET_TASK,
        GET_TOOL,
        HEALTH,
        LIST_AGENT_CLASSES,
        LIST_AGENT_DEFINITIONS,
        LIST_AGENT_INSTANCES,
        LIST_DEPLOYMENTS,
        LIST_GRASP_ANALYSES,
        LIST_MODEL_PROVIDERS,
        LIST_PLANS,
        LIST_PROVIDER_MODELS,
        LIST_SYSTEM_PROMPTS,
        LIST_TASKS,
        LIST_TOOLS,
        LOGS,
        METRICS,
        QUERY_GRASP_ANALYSES,
        SYNC_TOOLS,
        UPDATE_AGENT_CLASS,
        UPDATE_AGENT_DEFINITION,
        UPDATE_DEPLOYMENT,
        UPDATE_MODEL_PROVIDER,
        UPDATE_PLAN,
        UPDATE_SYSTEM_PROMPT,
        UPDATE_TASK,
        UPDATE_TOOL,
        VERIFY_MODEL_PROVIDER,
    )
}
