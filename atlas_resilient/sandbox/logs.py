"""
The log of the service: what was done to deployments and for them, in the transaction that did it.

What only time did is not written: nothing ticks, so nobody is there to see it.
"""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.responses import Response

from .answers import Answer, success
from .calls import Incoming, Limit
from .deployment_schemas import LogEntryRead
from .tables import LogEntry

router = APIRouter(prefix="/logs")


@router.get("")
async def logs(
    call: Incoming,
    deployment_id: Annotated[UUID | None, Query()] = None,
    level: Annotated[str | None, Query()] = None,
    limit: Limit = 100,
) -> Response:
    """
    Show the latest entries, oldest first, about one deployment and of one *level*, whatever its case, if given.
    """

    def work(session: Session) -> Answer:
        query = select(LogEntry).order_by(LogEntry.created_at.desc(), LogEntry.id.desc()).limit(limit)
        if deployment_id is not None:
            query = query.where(LogEntry.deployment_id == deployment_id)
        if level is not None:
            query = query.where(LogEntry.level == level.upper())
        return success(200, [_shown(row) for row in reversed(session.scalars(query).all())])

    return await call.read(work)


def _shown(row: LogEntry) -> dict[str, object]:
    return LogEntryRead.model_validate(row).model_dump(mode="json")
