from ..types import OpenEnum


class RiskLevel(OpenEnum):
    HIGH = "high"
    LOW = "low"
    MEDIUM = "medium"
