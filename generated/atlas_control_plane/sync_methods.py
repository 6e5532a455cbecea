"""
Every operation of the document, and what follows from its facts, as methods.

How a call is made, retried and judged is up to the subclass: five hooks.
Generated from openapi/control_plane.json by `make generate`; never edit.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from .operations import (
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
    Operation,
)

if TYPE_CHECKING:
    from .models.add_tools_to_definition_body import AddToolsToDefinitionBody
    from .models.agent_class_create import AgentClassCreate
    from .models.agent_class_read import AgentClassRead
    from .models.agent_class_update import AgentClassUpdate
    from .models.agent_definition_config import AgentDefinitionConfig
    from .models.agent_definition_create import AgentDefinitionCreate
    from .models.agent_definition_read import AgentDefinitionRead
    from .models.agent_definition_status import AgentDefinitionStatus
    from .models.agent_definition_update import AgentDefinitionUpdate
    from .models.agent_instance_read import AgentInstanceRead
    from .models.agent_instance_status import AgentInstanceStatus
    from .models.deployment_create import DeploymentCreate
    from .models.deployment_read import DeploymentRead
    from .models.deployment_update import DeploymentUpdate
    from .models.discover_tools_body import DiscoverToolsBody
    from .models.grasp_analysis_create import GraspAnalysisCreate
    from .models.grasp_analysis_read import GraspAnalysisRead
    from .models.grasp_analysis_status import GraspAnalysisStatus
    from .models.grasp_analysis_summary import GraspAnalysisSummary
    from .models.health import Health
    from .models.log_entry import LogEntry
    from .models.metrics import Metrics
    from .models.model_provider_create import ModelProviderCreate
    from .models.model_provider_read import ModelProviderRead
    from .models.model_provider_update import ModelProviderUpdate
    from .models.plan_create import PlanCreate
    from .models.plan_create_response import PlanCreateResponse
    from .models.plan_read import PlanRead
    from .models.plan_read_with_tasks import PlanReadWithTasks
    from .models.plan_status import PlanStatus
    from .models.plan_task_read import PlanTaskRead
    from .models.plan_task_read_enriched import PlanTaskReadEnriched
    from .models.plan_task_status import PlanTaskStatus
    from .models.plan_task_update import PlanTaskUpdate
    from .models.plan_update import PlanUpdate
    from .models.provider_model import ProviderModel
    from .models.provider_verification import ProviderVerification
    from .models.system_prompt_create import SystemPromptCreate
    from .models.system_prompt_read import SystemPromptRead
    from .models.system_prompt_status import SystemPromptStatus
    from .models.system_prompt_update import SystemPromptUpdate
    from .models.tasks_append import TasksAppend
    from .models.tasks_append_response import TasksAppendResponse
    from .models.tool_create import ToolCreate
    from .models.tool_read import ToolRead
    from .models.tool_sync_request import ToolSyncRequest
    from .models.tool_update import ToolUpdate

T = TypeVar("T")


class SyncMethods(ABC):
    """The methods of a client, one for each operation and some that follow from them."""

    @abstractmethod
    def _call(
        self,
        operation: Operation[T],
        path: Mapping[str, Any],
        *,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
    ) -> T:
        """Call *operation* and return its answer."""

    @abstractmethod
    def _safe_get(
        self, operation: Operation[T], path: Mapping[str, Any], *, query: Mapping[str, Any] | None = None
    ) -> T | None:
        """Call *operation*; None where the resource is proved absent."""

    @abstractmethod
    def _get_or_create(
        self, operation: Operation[T], path: Mapping[str, Any], *, body: Any, adopt_different: bool
    ) -> tuple[T, bool]:
        """Create with *operation*, or find the one that is there; and whether it is ours."""

    @abstractmethod
    def _iterate(
        self,
        operation: Operation[list[T]],
        path: Mapping[str, Any],
        *,
        query: Mapping[str, Any],
        page_size: int,
    ) -> Iterator[T]:
        """Iterate over all pages of *operation*."""

    @abstractmethod
    def _wait_for(
        self,
        operation: Operation[T],
        path: Mapping[str, Any],
        *,
        query: Mapping[str, Any] | None = None,
        until: str | Collection[str] | None,
        timeout: float,
        interval: float,
        lag: float,
        on_progress: Callable[[T], None] | None,
    ) -> T:
        """Call *operation* until its answer's state is one of *until*."""

    def add_tools_to_definition(
        self, agent_definition_id: UUID | str, body: AddToolsToDefinitionBody | Mapping[str, Any]
    ) -> AgentDefinitionRead:
        """
        Add tools to an agent definition.

        Tools that the definition already has stay as they are, so repeating is harmless. A tool that does
        not exist is a 422 of the type reference_not_found, and then none is added. Once published, a
        definition cannot be changed: 409.

        Args:
            agent_definition_id: Id of the agent definition.
            body: What to do it with.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasNotFoundError: 404, there is nothing with an id of the path.
            AtlasConflictError: 409, what exists does not allow it.
            AtlasAPIError: 413, the request body is larger than 1 MiB.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(ADD_TOOLS_TO_DEFINITION, {"agent_definition_id": agent_definition_id}, body=body)

    def append_tasks(self, plan_id: UUID | str, body: TasksAppend | Mapping[str, Any]) -> TasksAppendResponse:
        """
        Append tasks to a plan.

        All tasks are added, or none; they begin as PENDING. A plan with a final status (COMPLETED, FAILED,
        CANCELLED) takes no more: 409. An assignee that does not exist is a 422 of the type
        reference_not_found.

        Args:
            plan_id: Id of the plan.
            body: What to create.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasNotFoundError: 404, there is nothing with an id of the path.
            AtlasConflictError: 409, what exists does not allow it.
            AtlasAPIError: 413, the request body is larger than 1 MiB.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(APPEND_TASKS, {"plan_id": plan_id}, body=body)

    def create_agent_class(self, body: AgentClassCreate | Mapping[str, Any]) -> AgentClassRead:
        """
        Create an agent class.

        The name is unique among agent classes, case included: a name that is taken is a 409.

        Args:
            body: What to create.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasConflictError: 409, what exists does not allow it.
            AtlasAPIError: 413, the request body is larger than 1 MiB.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(CREATE_AGENT_CLASS, {}, body=body)

    def get_or_create_agent_class(
        self, body: AgentClassCreate | Mapping[str, Any], *, adopt_different: bool = False
    ) -> tuple[AgentClassRead, bool]:
        """
        Create an agent class, or find the one that is there.

        Returns `(resource, created)`. It is created first; where Atlas says that it exists, or no answer
        came, it is looked up by `name` through all pages of `list_agent_classes`. `created` is True when it
        is ours.

        Args:
            body: What to create.
            adopt_different: Take the one that is there even if it differs from what was asked for.

        Raises:
            DeploymentError: it is there, but differs from what was asked for.
            AtlasConflictError: the conflict is about something else.
            AtlasAPIError: any other refusal, as `create_agent_class`.
        """
        return self._get_or_create(CREATE_AGENT_CLASS, {}, body=body, adopt_different=adopt_different)

    def create_agent_definition(self, body: AgentDefinitionCreate | Mapping[str, Any]) -> AgentDefinitionRead:
        """
        Create an agent definition.

        It begins as a draft. The name is unique within the agent class, case included: a name that is taken
        is a 409. The slug is made by the server, with a suffix where it is taken. A class, prompt, output
        schema, provider or tool that does not exist is a 422 of the type reference_not_found.

        Args:
            body: What to create.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasConflictError: 409, what exists does not allow it.
            AtlasAPIError: 413, the request body is larger than 1 MiB.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(CREATE_AGENT_DEFINITION, {}, body=body)

    def get_or_create_agent_definition(
        self, body: AgentDefinitionCreate | Mapping[str, Any], *, adopt_different: bool = False
    ) -> tuple[AgentDefinitionRead, bool]:
        """
        Create an agent definition, or find the one that is there.

        Returns `(resource, created)`. It is created first; where Atlas says that it exists, or no answer
        came, it is looked up by `name` and `agent_class_id` through all pages of `list_agent_definitions`.
        `created` is True when it is ours.

        Args:
            body: What to create.
            adopt_different: Take the one that is there even if it differs from what was asked for.

        Raises:
            DeploymentError: it is there, but differs from what was asked for.
            AtlasConflictError: the conflict is about something else.
            AtlasAPIError: any other refusal, as `create_agent_definition`.
        """
        return self._get_or_create(CREATE_AGENT_DEFINITION, {}, body=body, adopt_different=adopt_different)

    def create_deployment(self, body: DeploymentCreate | Mapping[str, Any]) -> DeploymentRead:
        """
        Create a deployment.

        It begins as spawning: wait for it before using it. The name is unique within the environment, case
        included: a name that is taken is a 409, as is a deprecated agent definition. An agent definition
        that does not exist is a 422 of the type reference_not_found.

        Args:
            body: What to create.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasConflictError: 409, what exists does not allow it.
            AtlasAPIError: 413, the request body is larger than 1 MiB.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(CREATE_DEPLOYMENT, {}, body=body)

    def get_or_create_deployment(
        self, body: DeploymentCreate | Mapping[str, Any], *, adopt_different: bool = False
    ) -> tuple[DeploymentRead, bool]:
        """
        Create a deployment, or find the one that is there.

        Returns `(resource, created)`. It is created first; where Atlas says that it exists, or no answer
        came, it is looked up by `name` and `environment` through all pages of `list_deployments`. `created`
        is True when it is ours.

        Args:
            body: What to create.
            adopt_different: Take the one that is there even if it differs from what was asked for.

        Raises:
            DeploymentError: it is there, but differs from what was asked for.
            AtlasConflictError: the conflict is about something else.
            AtlasAPIError: any other refusal, as `create_deployment`.
        """
        return self._get_or_create(CREATE_DEPLOYMENT, {}, body=body, adopt_different=adopt_different)

    def create_grasp_analysis(
        self, deployment_id: UUID | str, body: GraspAnalysisCreate | Mapping[str, Any]
    ) -> GraspAnalysisRead:
        """
        Start a GRASP analysis of a deployment.

        It begins as pending, with null for every value and {} for all evidence: wait for it to read the
        result.

        Args:
            deployment_id: Id of the deployment.
            body: What to create.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasNotFoundError: 404, there is nothing with an id of the path.
            AtlasAPIError: 413, the request body is larger than 1 MiB.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(CREATE_GRASP_ANALYSIS, {"deployment_id": deployment_id}, body=body)

    def create_model_provider(self, body: ModelProviderCreate | Mapping[str, Any]) -> ModelProviderRead:
        """
        Create a model provider.

        The name is unique among model providers, case included: a name that is taken is a 409. Credentials
        belong into config, and what looks secret there comes back as "***".

        Args:
            body: What to create.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasConflictError: 409, what exists does not allow it.
            AtlasAPIError: 413, the request body is larger than 1 MiB.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(CREATE_MODEL_PROVIDER, {}, body=body)

    def get_or_create_model_provider(
        self, body: ModelProviderCreate | Mapping[str, Any], *, adopt_different: bool = False
    ) -> tuple[ModelProviderRead, bool]:
        """
        Create a model provider, or find the one that is there.

        Returns `(resource, created)`. It is created first; where Atlas says that it exists, or no answer
        came, it is looked up by `name` through all pages of `list_model_providers`. `created` is True when
        it is ours.

        Args:
            body: What to create.
            adopt_different: Take the one that is there even if it differs from what was asked for.

        Raises:
            DeploymentError: it is there, but differs from what was asked for.
            AtlasConflictError: the conflict is about something else.
            AtlasAPIError: any other refusal, as `create_model_provider`.
        """
        return self._get_or_create(CREATE_MODEL_PROVIDER, {}, body=body, adopt_different=adopt_different)

    def create_plan(
        self, deployment_id: UUID | str, body: PlanCreate | Mapping[str, Any]
    ) -> PlanCreateResponse:
        """
        Create a plan for a deployment.

        It begins as ACTIVE, its tasks as PENDING; plan and tasks are created together or not at all. The
        answer holds the ids of the tasks. The creating instance is the deployment's own. An assignee that
        does not exist is a 422 of the type reference_not_found.

        Args:
            deployment_id: Id of the deployment.
            body: What to create.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasNotFoundError: 404, there is nothing with an id of the path.
            AtlasAPIError: 413, the request body is larger than 1 MiB.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(CREATE_PLAN, {"deployment_id": deployment_id}, body=body)

    def create_system_prompt(self, body: SystemPromptCreate | Mapping[str, Any]) -> SystemPromptRead:
        """
        Create a system prompt.

        The name is unique among system prompts, case included: a name that is taken is a 409. An agent
        class that does not exist is a 422 of the type reference_not_found.

        Args:
            body: What to create.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasConflictError: 409, what exists does not allow it.
            AtlasAPIError: 413, the request body is larger than 1 MiB.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(CREATE_SYSTEM_PROMPT, {}, body=body)

    def get_or_create_system_prompt(
        self, body: SystemPromptCreate | Mapping[str, Any], *, adopt_different: bool = False
    ) -> tuple[SystemPromptRead, bool]:
        """
        Create a system prompt, or find the one that is there.

        Returns `(resource, created)`. It is created first; where Atlas says that it exists, or no answer
        came, it is looked up by `name` through all pages of `list_system_prompts`. `created` is True when
        it is ours.

        Args:
            body: What to create.
            adopt_different: Take the one that is there even if it differs from what was asked for.

        Raises:
            DeploymentError: it is there, but differs from what was asked for.
            AtlasConflictError: the conflict is about something else.
            AtlasAPIError: any other refusal, as `create_system_prompt`.
        """
        return self._get_or_create(CREATE_SYSTEM_PROMPT, {}, body=body, adopt_different=adopt_different)

    def create_tool(self, body: ToolCreate | Mapping[str, Any]) -> ToolRead:
        """
        Create a tool.

        The name is unique among tools, case included: a name that is taken is a 409. The path has no
        trailing slash.

        Args:
            body: What to create.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasConflictError: 409, what exists does not allow it.
            AtlasAPIError: 413, the request body is larger than 1 MiB.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(CREATE_TOOL, {}, body=body)

    def get_or_create_tool(
        self, body: ToolCreate | Mapping[str, Any], *, adopt_different: bool = False
    ) -> tuple[ToolRead, bool]:
        """
        Create a tool, or find the one that is there.

        Returns `(resource, created)`. It is created first; where Atlas says that it exists, or no answer
        came, it is looked up by `name` through all pages of `list_tools`. `created` is True when it is
        ours.

        Args:
            body: What to create.
            adopt_different: Take the one that is there even if it differs from what was asked for.

        Raises:
            DeploymentError: it is there, but differs from what was asked for.
            AtlasConflictError: the conflict is about something else.
            AtlasAPIError: any other refusal, as `create_tool`.
        """
        return self._get_or_create(CREATE_TOOL, {}, body=body, adopt_different=adopt_different)

    def delete_agent_class(self, agent_class_id: UUID | str) -> None:
        """
        Delete an agent class.

        An agent class that is in use, e.g. by an agent definition, is a 409. Deleting what is already gone
        is a 404.

        Args:
            agent_class_id: Id of the agent class.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasNotFoundError: 404, there is nothing with an id of the path.
            AtlasConflictError: 409, what exists does not allow it.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        self._call(DELETE_AGENT_CLASS, {"agent_class_id": agent_class_id})

    def delete_agent_definition(self, agent_definition_id: UUID | str) -> None:
        """
        Delete an agent definition.

        An agent definition that is in use, e.g. by a deployment, is a 409. Deleting what is already gone is
        a 404.

        Args:
            agent_definition_id: Id of the agent definition.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasNotFoundError: 404, there is nothing with an id of the path.
            AtlasConflictError: 409, what exists does not allow it.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        self._call(DELETE_AGENT_DEFINITION, {"agent_definition_id": agent_definition_id})

    def delete_deployment(self, deployment_id: UUID | str) -> None:
        """
        Delete a deployment.

        A deployment that is in use is a 409. Deleting what is already gone is a 404.

        Args:
            deployment_id: Id of the deployment.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasNotFoundError: 404, there is nothing with an id of the path.
            AtlasConflictError: 409, what exists does not allow it.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        self._call(DELETE_DEPLOYMENT, {"deployment_id": deployment_id})

    def delete_model_provider(self, model_provider_id: UUID | str) -> None:
        """
        Delete a model provider.

        A model provider that is in use, e.g. by an agent definition, is a 409. Deleting what is already
        gone is a 404.

        Args:
            model_provider_id: Id of the model provider.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasNotFoundError: 404, there is nothing with an id of the path.
            AtlasConflictError: 409, what exists does not allow it.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        self._call(DELETE_MODEL_PROVIDER, {"model_provider_id": model_provider_id})

    def delete_system_prompt(self, system_prompt_id: UUID | str) -> None:
        """
        Delete a system prompt.

        A system prompt that is in use, e.g. by an agent definition, is a 409. Deleting what is already gone
        is a 404.

        Args:
            system_prompt_id: Id of the system prompt.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasNotFoundError: 404, there is nothing with an id of the path.
            AtlasConflictError: 409, what exists does not allow it.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        self._call(DELETE_SYSTEM_PROMPT, {"system_prompt_id": system_prompt_id})

    def delete_tool(self, tool_id: UUID | str) -> None:
        """
        Delete a tool.

        A tool that is in use, e.g. by an agent definition, is a 409. Deleting what is already gone is a
        404.

        Args:
            tool_id: Id of the tool.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasNotFoundError: 404, there is nothing with an id of the path.
            AtlasConflictError: 409, what exists does not allow it.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        self._call(DELETE_TOOL, {"tool_id": tool_id})

    def discover_tools(self, body: DiscoverToolsBody | Mapping[str, Any]) -> list[ToolRead]:
        """
        Discover the tools of a source.

        The source names a manifest that the operator registered; the server never imports or fetches what a
        caller names. A source that is not registered is a 422 of the type reference_not_found. Answers the
        tools that the manifest holds. Repeating is harmless.

        Args:
            body: What to do it with.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasAPIError: 413, the request body is larger than 1 MiB.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(DISCOVER_TOOLS, {}, body=body)

    def get_agent_class(self, agent_class_id: UUID | str) -> AgentClassRead:
        """
        Get an agent class.

        Answers the agent class as it is now, or a 404.

        Args:
            agent_class_id: Id of the agent class.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasNotFoundError: 404, there is nothing with an id of the path.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(GET_AGENT_CLASS, {"agent_class_id": agent_class_id})

    def safe_get_agent_class(self, agent_class_id: UUID | str) -> AgentClassRead | None:
        """
        Get an agent class, or return None where it is proved absent.

        None stands for a 404 or 410 of Atlas itself; a gateway's 404 proves nothing and is raised.

        Args:
            agent_class_id: Id of the agent class.

        Raises:
            AtlasAPIError: any other refusal, as `get_agent_class`.
        """
        return self._safe_get(GET_AGENT_CLASS, {"agent_class_id": agent_class_id})

    def get_agent_definition(self, agent_definition_id: UUID | str) -> AgentDefinitionRead:
        """
        Get an agent definition.

        Answers the agent definition as it is now, or a 404. Its tools are in its configuration: see
        get_agent_definition_config.

        Args:
            agent_definition_id: Id of the agent definition.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasNotFoundError: 404, there is nothing with an id of the path.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(GET_AGENT_DEFINITION, {"agent_definition_id": agent_definition_id})

    def safe_get_agent_definition(self, agent_definition_id: UUID | str) -> AgentDefinitionRead | None:
        """
        Get an agent definition, or return None where it is proved absent.

        None stands for a 404 or 410 of Atlas itself; a gateway's 404 proves nothing and is raised.

        Args:
            agent_definition_id: Id of the agent definition.

        Raises:
            AtlasAPIError: any other refusal, as `get_agent_definition`.
        """
        return self._safe_get(GET_AGENT_DEFINITION, {"agent_definition_id": agent_definition_id})

    def get_agent_definition_config(self, agent_definition_id: UUID | str) -> AgentDefinitionConfig:
        """
        Get the configuration of an agent definition.

        Answers all that is needed to run the agent: the text of its system prompt, the schema of its output
        and its tools, resolved.

        Args:
            agent_definition_id: Id of the agent definition.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasNotFoundError: 404, there is nothing with an id of the path.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(GET_AGENT_DEFINITION_CONFIG, {"agent_definition_id": agent_definition_id})

    def safe_get_agent_definition_config(
        self, agent_definition_id: UUID | str
    ) -> AgentDefinitionConfig | None:
        """
        Get the configuration of an agent definition, or return None where it is proved absent.

        None stands for a 404 or 410 of Atlas itself; a gateway's 404 proves nothing and is raised.

        Args:
            agent_definition_id: Id of the agent definition.

        Raises:
            AtlasAPIError: any other refusal, as `get_agent_definition_config`.
        """
        return self._safe_get(GET_AGENT_DEFINITION_CONFIG, {"agent_definition_id": agent_definition_id})

    def get_agent_instance(self, instance_id: UUID | str) -> AgentInstanceRead:
        """
        Get an agent instance.

        Answers the instance as it is now, or a 404. Completed, failed and cancelled are final.

        Args:
            instance_id: Id of the agent instance.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasNotFoundError: 404, there is nothing with an id of the path.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(GET_AGENT_INSTANCE, {"instance_id": instance_id})

    def safe_get_agent_instance(self, instance_id: UUID | str) -> AgentInstanceRead | None:
        """
        Get an agent instance, or return None where it is proved absent.

        None stands for a 404 or 410 of Atlas itself; a gateway's 404 proves nothing and is raised.

        Args:
            instance_id: Id of the agent instance.

        Raises:
            AtlasAPIError: any other refusal, as `get_agent_instance`.
        """
        return self._safe_get(GET_AGENT_INSTANCE, {"instance_id": instance_id})

    def wait_for_agent_instance(
        self,
        instance_id: UUID | str,
        *,
        until: str | Collection[str] | None = None,
        timeout: float = 300.0,
        interval: float = 1.0,
        lag: float = 5.0,
        on_progress: Callable[[AgentInstanceRead], None] | None = None,
    ) -> AgentInstanceRead:
        """
        Get an agent instance again and again until its `status` is final, and return it.

        Final: `completed`, `failed`, `cancelled`; of these, `failed`, `cancelled` means failure.

        Args:
            instance_id: Id of the agent instance.
            until: The states to wait for, one or several; None for the final ones that are no failure.
            timeout: Seconds until giving up.
            interval: Seconds between the first two looks; the pauses grow from there.
            lag: Seconds for which a 404 means that it can't be seen yet, unless it was seen before.
            on_progress: Called with what was seen, each time.

        Raises:
            DeploymentError: it failed, or it is final and can't reach *until* any more.
            AtlasTimeoutError: *timeout* is over; `last_state` is the last one seen.
            AtlasAPIError: as `get_agent_instance`.
        """
        return self._wait_for(
            GET_AGENT_INSTANCE,
            {"instance_id": instance_id},
            until=until,
            timeout=timeout,
            interval=interval,
            lag=lag,
            on_progress=on_progress,
        )

    def get_deployment(self, deployment_id: UUID | str) -> DeploymentRead:
        """
        Get a deployment.

        Answers the deployment as it is now, or a 404. It is spawning, then active or failed, later
        completed; completed and failed are final.

        Args:
            deployment_id: Id of the deployment.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasNotFoundError: 404, there is nothing with an id of the path.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(GET_DEPLOYMENT, {"deployment_id": deployment_id})

    def safe_get_deployment(self, deployment_id: UUID | str) -> DeploymentRead | None:
        """
        Get a deployment, or return None where it is proved absent.

        None stands for a 404 or 410 of Atlas itself; a gateway's 404 proves nothing and is raised.

        Args:
            deployment_id: Id of the deployment.

        Raises:
            AtlasAPIError: any other refusal, as `get_deployment`.
        """
        return self._safe_get(GET_DEPLOYMENT, {"deployment_id": deployment_id})

    def wait_for_deployment(
        self,
        deployment_id: UUID | str,
        *,
        until: str | Collection[str] | None = None,
        timeout: float = 300.0,
        interval: float = 1.0,
        lag: float = 5.0,
        on_progress: Callable[[DeploymentRead], None] | None = None,
    ) -> DeploymentRead:
        """
        Get a deployment again and again until its `status` is final, and return it.

        Final: `completed`, `failed`; of these, `failed` means failure.

        Args:
            deployment_id: Id of the deployment.
            until: The states to wait for, one or several; None for the final ones that are no failure.
            timeout: Seconds until giving up.
            interval: Seconds between the first two looks; the pauses grow from there.
            lag: Seconds for which a 404 means that it can't be seen yet, unless it was seen before.
            on_progress: Called with what was seen, each time.

        Raises:
            DeploymentError: it failed, or it is final and can't reach *until* any more.
            AtlasTimeoutError: *timeout* is over; `last_state` is the last one seen.
            AtlasAPIError: as `get_deployment`.
        """
        return self._wait_for(
            GET_DEPLOYMENT,
            {"deployment_id": deployment_id},
            until=until,
            timeout=timeout,
            interval=interval,
            lag=lag,
            on_progress=on_progress,
        )

    def get_grasp_analysis(self, grasp_analysis_id: UUID | str) -> GraspAnalysisRead:
        """
        Get a GRASP analysis.

        Answers the analysis as it is now, or a 404. It is pending, then in_progress, then completed or
        failed; the last two are final.

        Args:
            grasp_analysis_id: Id of the GRASP analysis.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasNotFoundError: 404, there is nothing with an id of the path.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(GET_GRASP_ANALYSIS, {"grasp_analysis_id": grasp_analysis_id})

    def safe_get_grasp_analysis(self, grasp_analysis_id: UUID | str) -> GraspAnalysisRead | None:
        """
        Get a GRASP analysis, or return None where it is proved absent.

        None stands for a 404 or 410 of Atlas itself; a gateway's 404 proves nothing and is raised.

        Args:
            grasp_analysis_id: Id of the GRASP analysis.

        Raises:
            AtlasAPIError: any other refusal, as `get_grasp_analysis`.
        """
        return self._safe_get(GET_GRASP_ANALYSIS, {"grasp_analysis_id": grasp_analysis_id})

    def wait_for_grasp_analysis(
        self,
        grasp_analysis_id: UUID | str,
        *,
        until: str | Collection[str] | None = None,
        timeout: float = 300.0,
        interval: float = 1.0,
        lag: float = 5.0,
        on_progress: Callable[[GraspAnalysisRead], None] | None = None,
    ) -> GraspAnalysisRead:
        """
        Get a GRASP analysis again and again until its `status` is final, and return it.

        Final: `completed`, `failed`; of these, `failed` means failure.

        Args:
            grasp_analysis_id: Id of the GRASP analysis.
            until: The states to wait for, one or several; None for the final ones that are no failure.
            timeout: Seconds until giving up.
            interval: Seconds between the first two looks; the pauses grow from there.
            lag: Seconds for which a 404 means that it can't be seen yet, unless it was seen before.
            on_progress: Called with what was seen, each time.

        Raises:
            DeploymentError: it failed, or it is final and can't reach *until* any more.
            AtlasTimeoutError: *timeout* is over; `last_state` is the last one seen.
            AtlasAPIError: as `get_grasp_analysis`.
        """
        return self._wait_for(
            GET_GRASP_ANALYSIS,
            {"grasp_analysis_id": grasp_analysis_id},
            until=until,
            timeout=timeout,
            interval=interval,
            lag=lag,
            on_progress=on_progress,
        )

    def get_model_provider(self, model_provider_id: UUID | str) -> ModelProviderRead:
        """
        Get a model provider.

        Answers the model provider as it is now, or a 404. Secrets in its config come back as "***".

        Args:
            model_provider_id: Id of the model provider.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasNotFoundError: 404, there is nothing with an id of the path.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(GET_MODEL_PROVIDER, {"model_provider_id": model_provider_id})

    def safe_get_model_provider(self, model_provider_id: UUID | str) -> ModelProviderRead | None:
        """
        Get a model provider, or return None where it is proved absent.

        None stands for a 404 or 410 of Atlas itself; a gateway's 404 proves nothing and is raised.

        Args:
            model_provider_id: Id of the model provider.

        Raises:
            AtlasAPIError: any other refusal, as `get_model_provider`.
        """
        return self._safe_get(GET_MODEL_PROVIDER, {"model_provider_id": model_provider_id})

    def get_plan(self, plan_id: UUID | str) -> PlanReadWithTasks:
        """
        Get a plan with its tasks.

        Answers the plan as it is now, or a 404. Once every task is final it is FAILED if one of them
        failed, else COMPLETED; COMPLETED, FAILED and CANCELLED are final.

        Args:
            plan_id: Id of the plan.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasNotFoundError: 404, there is nothing with an id of the path.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(GET_PLAN, {"plan_id": plan_id})

    def safe_get_plan(self, plan_id: UUID | str) -> PlanReadWithTasks | None:
        """
        Get a plan with its tasks, or return None where it is proved absent.

        None stands for a 404 or 410 of Atlas itself; a gateway's 404 proves nothing and is raised.

        Args:
            plan_id: Id of the plan.

        Raises:
            AtlasAPIError: any other refusal, as `get_plan`.
        """
        return self._safe_get(GET_PLAN, {"plan_id": plan_id})

    def wait_for_plan(
        self,
        plan_id: UUID | str,
        *,
        until: str | Collection[str] | None = None,
        timeout: float = 300.0,
        interval: float = 1.0,
        lag: float = 5.0,
        on_progress: Callable[[PlanReadWithTasks], None] | None = None,
    ) -> PlanReadWithTasks:
        """
        Get a plan with its tasks again and again until its `status` is final, and return it.

        Final: `COMPLETED`, `FAILED`, `CANCELLED`; of these, `FAILED`, `CANCELLED` means failure.

        Args:
            plan_id: Id of the plan.
            until: The states to wait for, one or several; None for the final ones that are no failure.
            timeout: Seconds until giving up.
            interval: Seconds between the first two looks; the pauses grow from there.
            lag: Seconds for which a 404 means that it can't be seen yet, unless it was seen before.
            on_progress: Called with what was seen, each time.

        Raises:
            DeploymentError: it failed, or it is final and can't reach *until* any more.
            AtlasTimeoutError: *timeout* is over; `last_state` is the last one seen.
            AtlasAPIError: as `get_plan`.
        """
        return self._wait_for(
            GET_PLAN,
            {"plan_id": plan_id},
            until=until,
            timeout=timeout,
            interval=interval,
            lag=lag,
            on_progress=on_progress,
        )

    def get_system_prompt(self, system_prompt_id: UUID | str) -> SystemPromptRead:
        """
        Get a system prompt.

        Answers the system prompt as it is now, its text included, or a 404.

        Args:
            system_prompt_id: Id of the system prompt.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasNotFoundError: 404, there is nothing with an id of the path.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(GET_SYSTEM_PROMPT, {"system_prompt_id": system_prompt_id})

    def safe_get_system_prompt(self, system_prompt_id: UUID | str) -> SystemPromptRead | None:
        """
        Get a system prompt, or return None where it is proved absent.

        None stands for a 404 or 410 of Atlas itself; a gateway's 404 proves nothing and is raised.

        Args:
            system_prompt_id: Id of the system prompt.

        Raises:
            AtlasAPIError: any other refusal, as `get_system_prompt`.
        """
        return self._safe_get(GET_SYSTEM_PROMPT, {"system_prompt_id": system_prompt_id})

    def get_task(self, task_id: UUID | str, *, enrich: bool = True) -> PlanTaskReadEnriched:
        """
        Get a task.

        Answers the task as it is now, or a 404. Without enrich the answer has the same fields, with null
        for slug and name of the assigned agent. COMPLETED, FAILED and SKIPPED are final.

        Args:
            task_id: Id of the task.
            enrich: Whether to tell slug and name of the assigned agent.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasNotFoundError: 404, there is nothing with an id of the path.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(GET_TASK, {"task_id": task_id}, query={"enrich": enrich})

    def safe_get_task(self, task_id: UUID | str, *, enrich: bool = True) -> PlanTaskReadEnriched | None:
        """
        Get a task, or return None where it is proved absent.

        None stands for a 404 or 410 of Atlas itself; a gateway's 404 proves nothing and is raised.

        Args:
            task_id: Id of the task.
            enrich: Whether to tell slug and name of the assigned agent.

        Raises:
            AtlasAPIError: any other refusal, as `get_task`.
        """
        return self._safe_get(GET_TASK, {"task_id": task_id}, query={"enrich": enrich})

    def wait_for_task(
        self,
        task_id: UUID | str,
        *,
        enrich: bool = True,
        until: str | Collection[str] | None = None,
        timeout: float = 300.0,
        interval: float = 1.0,
        lag: float = 5.0,
        on_progress: Callable[[PlanTaskReadEnriched], None] | None = None,
    ) -> PlanTaskReadEnriched:
        """
        Get a task again and again until its `status` is final, and return it.

        Final: `COMPLETED`, `FAILED`, `SKIPPED`; of these, `FAILED` means failure.

        Args:
            task_id: Id of the task.
            enrich: Whether to tell slug and name of the assigned agent.
            until: The states to wait for, one or several; None for the final ones that are no failure.
            timeout: Seconds until giving up.
            interval: Seconds between the first two looks; the pauses grow from there.
            lag: Seconds for which a 404 means that it can't be seen yet, unless it was seen before.
            on_progress: Called with what was seen, each time.

        Raises:
            DeploymentError: it failed, or it is final and can't reach *until* any more.
            AtlasTimeoutError: *timeout* is over; `last_state` is the last one seen.
            AtlasAPIError: as `get_task`.
        """
        return self._wait_for(
            GET_TASK,
            {"task_id": task_id},
            query={"enrich": enrich},
            until=until,
            timeout=timeout,
            interval=interval,
            lag=lag,
            on_progress=on_progress,
        )

    def get_tool(self, tool_id: UUID | str) -> ToolRead:
        """
        Get a tool.

        Answers the tool as it is now, or a 404.

        Args:
            tool_id: Id of the tool.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasNotFoundError: 404, there is nothing with an id of the path.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(GET_TOOL, {"tool_id": tool_id})

    def safe_get_tool(self, tool_id: UUID | str) -> ToolRead | None:
        """
        Get a tool, or return None where it is proved absent.

        None stands for a 404 or 410 of Atlas itself; a gateway's 404 proves nothing and is raised.

        Args:
            tool_id: Id of the tool.

        Raises:
            AtlasAPIError: any other refusal, as `get_tool`.
        """
        return self._safe_get(GET_TOOL, {"tool_id": tool_id})

    def health(self) -> Health:
        """
        Tell how the service is.

        Needs no token. An unhealthy service answers 503 with the same body.

        Raises:
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, unhealthy.
        """
        return self._call(HEALTH, {})

    def list_agent_classes(
        self, *, limit: int | None = None, offset: int | None = None
    ) -> list[AgentClassRead]:
        """
        List agent classes.

        They come in the order they were created. Rows may be skipped or repeated when others insert or
        delete between two pages. There is no filter by name.

        Args:
            limit: How many to answer at most.
            offset: How many to leave out at the beginning.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(LIST_AGENT_CLASSES, {}, query={"limit": limit, "offset": offset})

    def iter_agent_classes(self, *, page_size: int = 100) -> Iterator[AgentClassRead]:
        """
        List agent classes, one by one through all pages.

        Lazy: a page is asked for when it is needed, and retried on its own. What shifts between pages comes
        once. After an error, iterating goes on where it stopped.

        Args:
            page_size: How many are asked for at a time.

        Raises:
            ValueError: *page_size* is not between 1 and 1000.
            AtlasAPIError: as `list_agent_classes`.
        """
        return self._iterate(LIST_AGENT_CLASSES, {}, query={}, page_size=page_size)

    def list_agent_definitions(
        self,
        *,
        status: AgentDefinitionStatus | str | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> list[AgentDefinitionRead]:
        """
        List agent definitions.

        They come in the order they were created. Rows may be skipped or repeated when others insert or
        delete between two pages. There is no filter by name.

        Args:
            status: Only those with this status.
            limit: How many to answer at most.
            offset: How many to leave out at the beginning.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(
            LIST_AGENT_DEFINITIONS, {}, query={"status": status, "limit": limit, "offset": offset}
        )

    def iter_agent_definitions(
        self, *, status: AgentDefinitionStatus | str | None = None, page_size: int = 100
    ) -> Iterator[AgentDefinitionRead]:
        """
        List agent definitions, one by one through all pages.

        Lazy: a page is asked for when it is needed, and retried on its own. What shifts between pages comes
        once. After an error, iterating goes on where it stopped.

        Args:
            status: Only those with this status.
            page_size: How many are asked for at a time.

        Raises:
            ValueError: *page_size* is not between 1 and 1000.
            AtlasAPIError: as `list_agent_definitions`.
        """
        return self._iterate(LIST_AGENT_DEFINITIONS, {}, query={"status": status}, page_size=page_size)

    def list_agent_instances(
        self,
        *,
        deployment_id: UUID | str | None = None,
        status: AgentInstanceStatus | str | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> list[AgentInstanceRead]:
        """
        List agent instances.

        They come in the order they were created. Rows may be skipped or repeated when others insert or
        delete between two pages.

        Args:
            deployment_id: Only those of this deployment.
            status: Only those with this status.
            limit: How many to answer at most.
            offset: How many to leave out at the beginning.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(
            LIST_AGENT_INSTANCES,
            {},
            query={"deployment_id": deployment_id, "status": status, "limit": limit, "offset": offset},
        )

    def iter_agent_instances(
        self,
        *,
        deployment_id: UUID | str | None = None,
        status: AgentInstanceStatus | str | None = None,
        page_size: int = 100,
    ) -> Iterator[AgentInstanceRead]:
        """
        List agent instances, one by one through all pages.

        Lazy: a page is asked for when it is needed, and retried on its own. What shifts between pages comes
        once. After an error, iterating goes on where it stopped.

        Args:
            deployment_id: Only those of this deployment.
            status: Only those with this status.
            page_size: How many are asked for at a time.

        Raises:
            ValueError: *page_size* is not between 1 and 1000.
            AtlasAPIError: as `list_agent_instances`.
        """
        return self._iterate(
            LIST_AGENT_INSTANCES,
            {},
            query={"deployment_id": deployment_id, "status": status},
            page_size=page_size,
        )

    def list_deployments(
        self,
        *,
        environment: str | None = None,
        active_only: bool = False,
        limit: int | None = None,
        offset: int | None = None,
    ) -> list[DeploymentRead]:
        """
        List deployments.

        They come in the order they were created. Rows may be skipped or repeated when others insert or
        delete between two pages. There is no filter by name.

        Args:
            environment: Only those in this environment.
            active_only: Only those that are active.
            limit: How many to answer at most.
            offset: How many to leave out at the beginning.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(
            LIST_DEPLOYMENTS,
            {},
            query={"environment": environment, "active_only": active_only, "limit": limit, "offset": offset},
        )

    def iter_deployments(
        self, *, environment: str | None = None, active_only: bool = False, page_size: int = 100
    ) -> Iterator[DeploymentRead]:
        """
        List deployments, one by one through all pages.

        Lazy: a page is asked for when it is needed, and retried on its own. What shifts between pages comes
        once. After an error, iterating goes on where it stopped.

        Args:
            environment: Only those in this environment.
            active_only: Only those that are active.
            page_size: How many are asked for at a time.

        Raises:
            ValueError: *page_size* is not between 1 and 1000.
            AtlasAPIError: as `list_deployments`.
        """
        return self._iterate(
            LIST_DEPLOYMENTS,
            {},
            query={"environment": environment, "active_only": active_only},
            page_size=page_size,
        )

    def list_grasp_analyses(
        self, deployment_id: UUID | str, *, status: GraspAnalysisStatus | str | None = None
    ) -> list[GraspAnalysisSummary]:
        """
        List the GRASP analyses of a deployment.

        Answers all of them at once, not in pages, in the order they were created. See query_grasp_analyses
        for pages.

        Args:
            deployment_id: Id of the deployment.
            status: Only those with this status.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasNotFoundError: 404, there is nothing with an id of the path.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(LIST_GRASP_ANALYSES, {"deployment_id": deployment_id}, query={"status": status})

    def list_model_providers(
        self, *, limit: int | None = None, offset: int | None = None
    ) -> list[ModelProviderRead]:
        """
        List model providers.

        They come in the order they were created. Rows may be skipped or repeated when others insert or
        delete between two pages. There is no filter by name.

        Args:
            limit: How many to answer at most.
            offset: How many to leave out at the beginning.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(LIST_MODEL_PROVIDERS, {}, query={"limit": limit, "offset": offset})

    def iter_model_providers(self, *, page_size: int = 100) -> Iterator[ModelProviderRead]:
        """
        List model providers, one by one through all pages.

        Lazy: a page is asked for when it is needed, and retried on its own. What shifts between pages comes
        once. After an error, iterating goes on where it stopped.

        Args:
            page_size: How many are asked for at a time.

        Raises:
            ValueError: *page_size* is not between 1 and 1000.
            AtlasAPIError: as `list_model_providers`.
        """
        return self._iterate(LIST_MODEL_PROVIDERS, {}, query={}, page_size=page_size)

    def list_plans(
        self,
        deployment_id: UUID | str,
        *,
        status: PlanStatus | str | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> list[PlanRead]:
        """
        List the plans of a deployment.

        The plans come without their tasks. They come in the order they were created. Rows may be skipped or
        repeated when others insert or delete between two pages.

        Args:
            deployment_id: Id of the deployment.
            status: Only those with this status.
            limit: How many to answer at most.
            offset: How many to leave out at the beginning.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasNotFoundError: 404, there is nothing with an id of the path.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(
            LIST_PLANS,
            {"deployment_id": deployment_id},
            query={"status": status, "limit": limit, "offset": offset},
        )

    def iter_plans(
        self, deployment_id: UUID | str, *, status: PlanStatus | str | None = None, page_size: int = 100
    ) -> Iterator[PlanRead]:
        """
        List the plans of a deployment, one by one through all pages.

        Lazy: a page is asked for when it is needed, and retried on its own. What shifts between pages comes
        once. After an error, iterating goes on where it stopped.

        Args:
            deployment_id: Id of the deployment.
            status: Only those with this status.
            page_size: How many are asked for at a time.

        Raises:
            ValueError: *page_size* is not between 1 and 1000.
            AtlasAPIError: as `list_plans`.
        """
        return self._iterate(
            LIST_PLANS, {"deployment_id": deployment_id}, query={"status": status}, page_size=page_size
        )

    def list_provider_models(self, model_provider_id: UUID | str) -> list[ProviderModel]:
        """
        List the models of a model provider.

        Answers all of them at once, not in pages.

        Args:
            model_provider_id: Id of the model provider.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasNotFoundError: 404, there is nothing with an id of the path.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(LIST_PROVIDER_MODELS, {"model_provider_id": model_provider_id})

    def list_system_prompts(
        self,
        *,
        agent_class_id: UUID | str | None = None,
        status: SystemPromptStatus | str | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> list[SystemPromptRead]:
        """
        List system prompts.

        They come in the order they were created. Rows may be skipped or repeated when others insert or
        delete between two pages. There is no filter by name.

        Args:
            agent_class_id: Only those for this agent class.
            status: Only those with this status.
            limit: How many to answer at most.
            offset: How many to leave out at the beginning.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(
            LIST_SYSTEM_PROMPTS,
            {},
            query={"agent_class_id": agent_class_id, "status": status, "limit": limit, "offset": offset},
        )

    def iter_system_prompts(
        self,
        *,
        agent_class_id: UUID | str | None = None,
        status: SystemPromptStatus | str | None = None,
        page_size: int = 100,
    ) -> Iterator[SystemPromptRead]:
        """
        List system prompts, one by one through all pages.

        Lazy: a page is asked for when it is needed, and retried on its own. What shifts between pages comes
        once. After an error, iterating goes on where it stopped.

        Args:
            agent_class_id: Only those for this agent class.
            status: Only those with this status.
            page_size: How many are asked for at a time.

        Raises:
            ValueError: *page_size* is not between 1 and 1000.
            AtlasAPIError: as `list_system_prompts`.
        """
        return self._iterate(
            LIST_SYSTEM_PROMPTS,
            {},
            query={"agent_class_id": agent_class_id, "status": status},
            page_size=page_size,
        )

    def list_tasks(
        self,
        plan_id: UUID | str,
        *,
        status: PlanTaskStatus | str | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> list[PlanTaskRead]:
        """
        List the tasks of a plan.

        They come by sequence, then in the order they were created. Rows may be skipped or repeated when
        others insert between two pages.

        Args:
            plan_id: Id of the plan.
            status: Only those with this status.
            limit: How many to answer at most.
            offset: How many to leave out at the beginning.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasNotFoundError: 404, there is nothing with an id of the path.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(
            LIST_TASKS, {"plan_id": plan_id}, query={"status": status, "limit": limit, "offset": offset}
        )

    def iter_tasks(
        self, plan_id: UUID | str, *, status: PlanTaskStatus | str | None = None, page_size: int = 100
    ) -> Iterator[PlanTaskRead]:
        """
        List the tasks of a plan, one by one through all pages.

        Lazy: a page is asked for when it is needed, and retried on its own. What shifts between pages comes
        once. After an error, iterating goes on where it stopped.

        Args:
            plan_id: Id of the plan.
            status: Only those with this status.
            page_size: How many are asked for at a time.

        Raises:
            ValueError: *page_size* is not between 1 and 1000.
            AtlasAPIError: as `list_tasks`.
        """
        return self._iterate(LIST_TASKS, {"plan_id": plan_id}, query={"status": status}, page_size=page_size)

    def list_tools(self, *, limit: int | None = None, offset: int | None = None) -> list[ToolRead]:
        """
        List tools.

        They come in the order they were created. Rows may be skipped or repeated when others insert or
        delete between two pages. There is no filter by name. The path has a trailing slash.

        Args:
            limit: How many to answer at most.
            offset: How many to leave out at the beginning.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(LIST_TOOLS, {}, query={"limit": limit, "offset": offset})

    def iter_tools(self, *, page_size: int = 100) -> Iterator[ToolRead]:
        """
        List tools, one by one through all pages.

        Lazy: a page is asked for when it is needed, and retried on its own. What shifts between pages comes
        once. After an error, iterating goes on where it stopped.

        Args:
            page_size: How many are asked for at a time.

        Raises:
            ValueError: *page_size* is not between 1 and 1000.
            AtlasAPIError: as `list_tools`.
        """
        return self._iterate(LIST_TOOLS, {}, query={}, page_size=page_size)

    def logs(
        self, *, deployment_id: UUID | str | None = None, level: str | None = None, limit: int | None = None
    ) -> list[LogEntry]:
        """
        Read the log of the service.

        Answers at most limit entries; there is no offset.

        Args:
            deployment_id: Only entries about this deployment.
            level: Only entries of this level.
            limit: How many entries at most.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(LOGS, {}, query={"deployment_id": deployment_id, "level": level, "limit": limit})

    def metrics(self) -> Metrics:
        """
        Get what the service measured.

        Counts and times since the service started; times are in seconds.

        Raises:
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(METRICS, {})

    def query_grasp_analyses(
        self,
        *,
        deployment_id: UUID | str | None = None,
        status: GraspAnalysisStatus | str | None = None,
        limit: int | None = None,
        offset: int | None = None,
    ) -> list[GraspAnalysisSummary]:
        """
        List GRASP analyses of all deployments.

        They come in the order they were created. Rows may be skipped or repeated when others insert or
        delete between two pages.

        Args:
            deployment_id: Only those of this deployment.
            status: Only those with this status.
            limit: How many to answer at most.
            offset: How many to leave out at the beginning.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(
            QUERY_GRASP_ANALYSES,
            {},
            query={"deployment_id": deployment_id, "status": status, "limit": limit, "offset": offset},
        )

    def iter_grasp_analyses(
        self,
        *,
        deployment_id: UUID | str | None = None,
        status: GraspAnalysisStatus | str | None = None,
        page_size: int = 100,
    ) -> Iterator[GraspAnalysisSummary]:
        """
        List GRASP analyses of all deployments, one by one through all pages.

        Lazy: a page is asked for when it is needed, and retried on its own. What shifts between pages comes
        once. After an error, iterating goes on where it stopped.

        Args:
            deployment_id: Only those of this deployment.
            status: Only those with this status.
            page_size: How many are asked for at a time.

        Raises:
            ValueError: *page_size* is not between 1 and 1000.
            AtlasAPIError: as `query_grasp_analyses`.
        """
        return self._iterate(
            QUERY_GRASP_ANALYSES,
            {},
            query={"deployment_id": deployment_id, "status": status},
            page_size=page_size,
        )

    def sync_tools(self, body: ToolSyncRequest | Mapping[str, Any]) -> list[ToolRead]:
        """
        Create or overwrite tools by name.

        Each tool is found by its name and overwritten, or created if there is none; no tool is ever
        deleted. All or nothing: one that is refused refuses them all. Answers the tools in the order given.
        Repeating is harmless.

        Args:
            body: What to do it with.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasAPIError: 413, the request body is larger than 1 MiB.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(SYNC_TOOLS, {}, body=body)

    def update_agent_class(
        self, agent_class_id: UUID | str, body: AgentClassUpdate | Mapping[str, Any]
    ) -> AgentClassRead:
        """
        Update an agent class.

        Only the fields that are sent change; null clears a field and is refused with 422 where a field
        cannot be empty. A name that is taken is a 409.

        Args:
            agent_class_id: Id of the agent class.
            body: What to change.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasNotFoundError: 404, there is nothing with an id of the path.
            AtlasConflictError: 409, what exists does not allow it.
            AtlasAPIError: 413, the request body is larger than 1 MiB.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(UPDATE_AGENT_CLASS, {"agent_class_id": agent_class_id}, body=body)

    def update_agent_definition(
        self, agent_definition_id: UUID | str, body: AgentDefinitionUpdate | Mapping[str, Any]
    ) -> AgentDefinitionRead:
        """
        Update an agent definition.

        Only the fields that are sent change; null clears a field and is refused with 422 where a field
        cannot be empty. Once published, nothing but the status may change, and the status goes draft,
        published, deprecated, never back: anything else is a 409, as is a name that is taken. A reference
        that names nothing is a 422. The slug stays as it is.

        Args:
            agent_definition_id: Id of the agent definition.
            body: What to change.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasNotFoundError: 404, there is nothing with an id of the path.
            AtlasConflictError: 409, what exists does not allow it.
            AtlasAPIError: 413, the request body is larger than 1 MiB.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(UPDATE_AGENT_DEFINITION, {"agent_definition_id": agent_definition_id}, body=body)

    def update_deployment(
        self, deployment_id: UUID | str, body: DeploymentUpdate | Mapping[str, Any]
    ) -> DeploymentRead:
        """
        Update a deployment.

        Only the fields that are sent change; null clears a field and is refused with 422 where a field
        cannot be empty. A name that is taken in the environment is a 409, as is leaving a final status
        (completed or failed). Agent definition and blueprint cannot be changed.

        Args:
            deployment_id: Id of the deployment.
            body: What to change.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasNotFoundError: 404, there is nothing with an id of the path.
            AtlasConflictError: 409, what exists does not allow it.
            AtlasAPIError: 413, the request body is larger than 1 MiB.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(UPDATE_DEPLOYMENT, {"deployment_id": deployment_id}, body=body)

    def update_model_provider(
        self, model_provider_id: UUID | str, body: ModelProviderUpdate | Mapping[str, Any]
    ) -> ModelProviderRead:
        """
        Update a model provider.

        Only the fields that are sent change; null clears a field and is refused with 422 where a field
        cannot be empty. A name that is taken is a 409.

        Args:
            model_provider_id: Id of the model provider.
            body: What to change.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasNotFoundError: 404, there is nothing with an id of the path.
            AtlasConflictError: 409, what exists does not allow it.
            AtlasAPIError: 413, the request body is larger than 1 MiB.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(UPDATE_MODEL_PROVIDER, {"model_provider_id": model_provider_id}, body=body)

    def update_plan(self, plan_id: UUID | str, body: PlanUpdate | Mapping[str, Any]) -> PlanRead:
        """
        Update a plan.

        Only the fields that are sent change; null clears a field and is refused with 422 where a field
        cannot be empty. Answers the plan without its tasks. Leaving a final status (COMPLETED, FAILED,
        CANCELLED) is a 409.

        Args:
            plan_id: Id of the plan.
            body: What to change.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasNotFoundError: 404, there is nothing with an id of the path.
            AtlasConflictError: 409, what exists does not allow it.
            AtlasAPIError: 413, the request body is larger than 1 MiB.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(UPDATE_PLAN, {"plan_id": plan_id}, body=body)

    def update_system_prompt(
        self, system_prompt_id: UUID | str, body: SystemPromptUpdate | Mapping[str, Any]
    ) -> SystemPromptRead:
        """
        Update a system prompt.

        Only the fields that are sent change; null clears a field and is refused with 422 where a field
        cannot be empty. Once published, nothing but the status may change, and the status goes draft,
        published, deprecated, never back: anything else is a 409, as is a name that is taken.

        Args:
            system_prompt_id: Id of the system prompt.
            body: What to change.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasNotFoundError: 404, there is nothing with an id of the path.
            AtlasConflictError: 409, what exists does not allow it.
            AtlasAPIError: 413, the request body is larger than 1 MiB.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(UPDATE_SYSTEM_PROMPT, {"system_prompt_id": system_prompt_id}, body=body)

    def update_task(self, task_id: UUID | str, body: PlanTaskUpdate | Mapping[str, Any]) -> PlanTaskRead:
        """
        Update a task.

        Only the fields that are sent change; null clears a field and is refused with 422 where a field
        cannot be empty. Leaving a final status (COMPLETED, FAILED, SKIPPED) is a 409. When the last task of
        a plan becomes final, so does the plan. An assignee that does not exist is a 422 of the type
        reference_not_found.

        Args:
            task_id: Id of the task.
            body: What to change.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasNotFoundError: 404, there is nothing with an id of the path.
            AtlasConflictError: 409, what exists does not allow it.
            AtlasAPIError: 413, the request body is larger than 1 MiB.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(UPDATE_TASK, {"task_id": task_id}, body=body)

    def update_tool(self, tool_id: UUID | str, body: ToolUpdate | Mapping[str, Any]) -> ToolRead:
        """
        Update a tool.

        Only the fields that are sent change; null clears a field and is refused with 422 where a field
        cannot be empty. The name cannot be changed.

        Args:
            tool_id: Id of the tool.
            body: What to change.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasNotFoundError: 404, there is nothing with an id of the path.
            AtlasAPIError: 413, the request body is larger than 1 MiB.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(UPDATE_TOOL, {"tool_id": tool_id}, body=body)

    def verify_model_provider(self, model_provider_id: UUID | str) -> ProviderVerification:
        """
        Verify a model provider.

        Checks the provider's settings and answers ok or failed with a message; a failed check is still a
        200. Repeating is harmless. Takes no body.

        Args:
            model_provider_id: Id of the model provider.

        Raises:
            AtlasValidationError: 400, the request cannot be read; 422, a field or parameter is not valid.
            AtlasAuthenticationError: 401, the token is missing or wrong.
            AtlasAuthorizationError: 403, the token may not do this.
            AtlasNotFoundError: 404, there is nothing with an id of the path.
            AtlasRateLimitError: 429, too many requests.
            AtlasServerError: 500, the service failed; 503, the service cannot work now.
        """
        return self._call(VERIFY_MODEL_PROVIDER, {"model_provider_id": model_provider_id})
