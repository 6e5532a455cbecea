from ..types import OpenEnum


class AgentInstanceStatus(OpenEnum):
    ACTIVE = "active"
    CANCELLED = "cancelled"
    COMPLETED = "completed"
    FAILED = "failed"
    SPAWNING = "spawning"
