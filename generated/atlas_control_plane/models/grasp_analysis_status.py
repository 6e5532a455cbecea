from ..types import OpenEnum


class GraspAnalysisStatus(OpenEnum):
    COMPLETED = "completed"
    FAILED = "failed"
    IN_PROGRESS = "in_progress"
    PENDING = "pending"
