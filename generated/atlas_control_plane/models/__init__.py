"""What is sent and answered: the schemas of the document, each imported when it is first asked for"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .add_tools_to_definition_body import AddToolsToDefinitionBody
    from .agent_class_create import AgentClassCreate
    from .agent_class_read import AgentClassRead
    from .agent_class_update import AgentClassUpdate
    from .agent_definition_config import AgentDefinitionConfig
    from .agent_definition_create import AgentDefinitionCreate
    from .agent_definition_read import AgentDefinitionRead
    from .agent_definition_status import AgentDefinitionStatus
    from .agent_definition_update import AgentDefinitionUpdate
    from .agent_instance_read import AgentInstanceRead
    from .agent_instance_status import AgentInstanceStatus
    from .deployment_create import DeploymentCreate
    from .deployment_read import DeploymentRead
    from .deployment_status import DeploymentStatus
    from .deployment_update import DeploymentUpdate
    from .discover_tools_body import DiscoverToolsBody
    from .error_body import ErrorBody
    from .execution_mode import ExecutionMode
    from .field_error import FieldError
    from .grasp_analysis_create import GraspAnalysisCreate
    from .grasp_analysis_read import GraspAnalysisRead
    from .grasp_analysis_status import GraspAnalysisStatus
    from .grasp_analysis_summary import GraspAnalysisSummary
    from .health import Health
    from .health_status import HealthStatus
    from .log_entry import LogEntry
    from .metrics import Metrics
    from .model_provider_create import ModelProviderCreate
    from .model_provider_read import ModelProviderRead
    from .model_provider_update import ModelProviderUpdate
    from .plan_create import PlanCreate
    from .plan_create_response import PlanCreateResponse
    from .plan_read import PlanRead
    from .plan_read_with_tasks import PlanReadWithTasks
    from .plan_status import PlanStatus
    from .plan_task_create import PlanTaskCreate
    from .plan_task_read import PlanTaskRead
    from .plan_task_read_enriched import PlanTaskReadEnriched
    from .plan_task_status import PlanTaskStatus
    from .plan_task_update import PlanTaskUpdate
    from .plan_update import PlanUpdate
    from .provider_model import ProviderModel
    from .provider_verification import ProviderVerification
    from .risk_level import RiskLevel
    from .system_prompt_create import SystemPromptCreate
    from .system_prompt_read import SystemPromptRead
    from .system_prompt_status import SystemPromptStatus
    from .system_prompt_storage_type import SystemPromptStorageType
    from .system_prompt_update import SystemPromptUpdate
    from .tasks_append import TasksAppend
    from .tasks_append_response import TasksAppendResponse
    from .tool_config import ToolConfig
    from .tool_create import ToolCreate
    from .tool_read import ToolRead
    from .tool_sync_request import ToolSyncRequest
    from .tool_update import ToolUpdate
    from .validation_error_body import ValidationErrorBody
    from .verification_status import VerificationStatus

_MODULES = {
    "AddToolsToDefinitionBody": ".add_tools_to_definition_body",
    "AgentClassCreate": ".agent_class_create",
    "AgentClassRead": ".agent_class_read",
    "AgentClassUpdate": ".agent_class_update",
    "AgentDefinitionConfig": ".agent_definition_config",
    "AgentDefinitionCreate": ".agent_definition_create",
    "AgentDefinitionRead": ".agent_definition_read",
    "AgentDefinitionStatus": ".agent_definition_status",
    "AgentDefinitionUpdate": ".agent_definition_update",
    "AgentInstanceRead": ".agent_instance_read",
    "AgentInstanceStatus": ".agent_instance_status",
    "DeploymentCreate": ".deployment_create",
    "DeploymentRead": ".deployment_read",
    "DeploymentStatus": ".deployment_status",
    "DeploymentUpdate": ".deployment_update",
    "DiscoverToolsBody": ".discover_tools_body",
    "ErrorBody": ".error_body",
    "ExecutionMode": ".execution_mode",
    "FieldError": ".field_error",
    "GraspAnalysisCreate": ".grasp_analysis_create",
    "GraspAnalysisRead": ".grasp_analysis_read",
    "GraspAnalysisStatus": ".grasp_analysis_status",
    "GraspAnalysisSummary": ".grasp_analysis_summary",
    "Health": ".health",
    "HealthStatus": ".health_status",
    "LogEntry": ".log_entry",
    "Metrics": ".metrics",
    "ModelProviderCreate": ".model_provider_create",
    "ModelProviderRead": ".model_provider_read",
    "ModelProviderUpdate": ".model_provider_update",
    "PlanCreate": ".plan_create",
    "PlanCreateResponse": ".plan_create_response",
    "PlanRead": ".plan_read",
    "PlanReadWithTasks": ".plan_read_with_tasks",
    "PlanStatus": ".plan_status",
    "PlanTaskCreate": ".plan_task_create",
    "PlanTaskRead": ".plan_task_read",
    "PlanTaskReadEnriched": ".plan_task_read_enriched",
    "PlanTaskStatus": ".plan_task_status",
    "PlanTaskUpdate": ".plan_task_update",
    "PlanUpdate": ".plan_update",
    "ProviderModel": ".provider_model",
    "ProviderVerification": ".provider_verification",
    "RiskLevel": ".risk_level",
    "SystemPromptCreate": ".system_prompt_create",
    "SystemPromptRead": ".system_prompt_read",
    "SystemPromptStatus": ".system_prompt_status",
    "SystemPromptStorageType": ".system_prompt_storage_type",
    "SystemPromptUpdate": ".system_prompt_update",
    "TasksAppend": ".tasks_append",
    "TasksAppendResponse": ".tasks_append_response",
    "ToolConfig": ".tool_config",
    "ToolCreate": ".tool_create",
    "ToolRead": ".tool_read",
    "ToolSyncRequest": ".tool_sync_request",
    "ToolUpdate": ".tool_update",
    "ValidationErrorBody": ".validation_error_body",
    "VerificationStatus": ".verification_status",
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

        found = getattr(import_module(_MODULES[name], __name__), name)
        globals()[name] = found
        return found

    def __dir__() -> list[str]:
        return sorted(set(globals()) | set(_MODULES))


__all__ = (
    "AddToolsToDefinitionBody",
    "AgentClassCreate",
    "AgentClassRead",
    "AgentClassUpdate",
    "AgentDefinitionConfig",
    "AgentDefinitionCreate",
    "AgentDefinitionRead",
    "AgentDefinitionStatus",
    "AgentDefinitionUpdate",
    "AgentInstanceRead",
    "AgentInstanceStatus",
    "DeploymentCreate",
    "DeploymentRead",
    "DeploymentStatus",
    "DeploymentUpdate",
    "DiscoverToolsBody",
    "ErrorBody",
    "ExecutionMode",
    "FieldError",
    "GraspAnalysisCreate",
    "GraspAnalysisRead",
    "GraspAnalysisStatus",
    "GraspAnalysisSummary",
    "Health",
    "HealthStatus",
    "LogEntry",
    "Metrics",
    "ModelProviderCreate",
    "ModelProviderRead",
    "ModelProviderUpdate",
    "PlanCreate",
    "PlanCreateResponse",
    "PlanRead",
    "PlanReadWithTasks",
    "PlanStatus",
    "PlanTaskCreate",
    "PlanTaskRead",
    "PlanTaskReadEnriched",
    "PlanTaskStatus",
    "PlanTaskUpdate",
    "PlanUpdate",
    "ProviderModel",
    "ProviderVerification",
    "RiskLevel",
    "SystemPromptCreate",
    "SystemPromptRead",
    "SystemPromptStatus",
    "SystemPromptStorageType",
    "SystemPromptUpdate",
    "TasksAppend",
    "TasksAppendResponse",
    "ToolConfig",
    "ToolCreate",
    "ToolRead",
    "ToolSyncRequest",
    "ToolUpdate",
    "ValidationErrorBody",
    "VerificationStatus",
)
