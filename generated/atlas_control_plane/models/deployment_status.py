from ..types import OpenEnum


class DeploymentStatus(OpenEnum):
    ACTIVE = "active"
    COMPLETED = "completed"
    FAILED = "failed"
    SPAWNING = "spawning"
