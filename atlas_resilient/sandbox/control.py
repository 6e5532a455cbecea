"""
`/_sandbox`: faults and the record over HTTP, for tests that are not in this process.  No token is needed.
"""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from .answers import Refused, field_error, success
from .calls import Incoming
from .faults import FaultPlan, PlannedFault, read_fault
from .record import Record, as_json

router = APIRouter(prefix="/_sandbox")


@router.get("/faults")
def list_faults(request: Request) -> Response:
    """
    Show the faults that are still on.
    """
    faults: FaultPlan = request.app.state.faults
    return success(200, [planned.as_json() for planned in faults.planned()]).response()


@router.post("/faults")
def add_fault(request: Request, call: Incoming) -> Response:
    """
    Put a fault on.
    """
    try:
        planned = _plan(request.app.state.faults, call.members())
    except ValueError as error:
        raise Refused(field_error(["body"], str(error), "value_error")) from error
    return success(201, planned.as_json()).response()


@router.delete("/faults")
def clear_faults(request: Request) -> Response:
    """
    Put every fault off.
    """
    request.app.state.faults.clear()
    return Response(status_code=204)


@router.get("/requests")
def list_requests(request: Request) -> Response:
    """
    Show what was received.
    """
    record: Record = request.app.state.record
    return success(200, [as_json(received) for received in record.requests()]).response()


@router.delete("/requests")
def clear_requests(request: Request) -> Response:
    """
    Forget what was received.
    """
    request.app.state.record.clear()
    return Response(status_code=204)


def _plan(faults: FaultPlan, members: dict[str, Any]) -> PlannedFault:
    plan = {key: members[key] for key in ("operation", "times") if key in members}
    if not isinstance(plan.get("operation"), str):
        raise ValueError('operation must be an operationId of the document or "*"')
    described = {key: value for key, value in members.items() if key not in plan}
    return faults.add(fault=read_fault(described), **plan)
