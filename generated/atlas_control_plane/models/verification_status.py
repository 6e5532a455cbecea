from ..types import OpenEnum


class VerificationStatus(OpenEnum):
    FAILED = "failed"
    OK = "ok"
