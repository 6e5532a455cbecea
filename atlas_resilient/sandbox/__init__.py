"""
A real Control Plane for a laptop, with faults to order.

>>> from atlas_resilient.sandbox import Sandbox, Status
>>> with Sandbox() as box:
...     box.fail("health", Status(503, retry_after=1), times=2)
...     box.url.startswith("http://127.0.0.1:")
True
"""

try:
    from .box import Sandbox
    from .faults import (
        CommitThenHangUp,
        CutBody,
        Delay,
        DripBody,
        DripHeaders,
        Fault,
        HangUp,
        Status,
        Unhealthy,
        WrongLength,
    )
    from .lifecycle import Pace
    from .plan import PlannedFault
    from .record import Received
    from .storage import DatabaseUnusable
except ModuleNotFoundError as missing:
    if (missing.name or "").partition(".")[0] not in {
        "fastapi",
        "pydantic",
        "sqlalchemy",
        "starlette",
        "uvicorn",
    }:
        raise
    raise ImportError(
        f'the sandbox needs {missing.name}: pip install "atlas-resilient[sandbox]"', name=missing.name
    ) from missing

__all__ = [
    "CommitThenHangUp",
    "CutBody",
    "DatabaseUnusable",
    "Delay",
    "DripBody",
    "DripHeaders",
    "Fault",
    "HangUp",
    "Pace",
    "PlannedFault",
    "Received",
    "Sandbox",
    "Status",
    "Unhealthy",
    "WrongLength",
]
