"""
Health, metrics, and the document itself.
"""

from __future__ import annotations

import time

from fastapi import APIRouter, Request
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import Response

from .answers import success
from .document import Document
from .record import Record
from .storage import Storage

router = APIRouter()


@router.get("/health")
def health(request: Request) -> Response:
    """
    Answer 200 when the database answers, else 503.
    """
    storage: Storage = request.app.state.storage
    try:
        storage.check()
        database = "connected"
    except SQLAlchemyError:
        database = "unreachable"
    healthy = database == "connected"
    state = {
        "status": "healthy" if healthy else "unhealthy",
        "version": request.app.state.document.version,
        "database": database,
        "uptime_seconds": time.monotonic() - request.app.state.started,
    }
    return success(200 if healthy else 503, state).response()


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """
    Tell how many requests came, this one included, how many ended in an error, and how fast they were answered.
    """
    record: Record = request.app.state.record
    return success(200, record.meter.as_json()).response()


# Not an operation of the document, so no route with a name of one.
@router.get("/openapi.json", name="")
def openapi(request: Request) -> Response:
    """
    Answer with the document, byte by byte.
    """
    document: Document = request.app.state.document
    return Response(document.text, media_type="application/json")
