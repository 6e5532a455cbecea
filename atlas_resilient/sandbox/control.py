"""
`/_sandbox`: faults and the record over HTTP, for tests that are not in this process.  No token is needed.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from .answers import Refused, field_error, success
from .calls import Incoming
from .plan import FaultPlan, PlannedFault
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
    faults: FaultPlan = request.app.state.faults
    members = call.members()
    try:
        planned = faults.add(PlannedFault.read(members))
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
