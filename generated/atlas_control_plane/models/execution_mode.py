from ..types import OpenEnum


class ExecutionMode(OpenEnum):
    EPHEMERAL = "ephemeral"
    STATEFUL = "stateful"
