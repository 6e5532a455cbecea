"""
GRASP analyses.  Nothing is analysed: the scores of a completed one follow from its id, and say so.
"""

from __future__ import annotations

from typing import Annotated, Any, TypeVar
from uuid import UUID

from fastapi import APIRouter, Query
from sqlalchemy import Select, select
from sqlalchemy.orm import Session
from starlette.responses import Response

from . import rows
from .answers import Answer, success
from .calls import Incoming, Limit, Offset
from .grasp_schemas import (
    GraspAnalysisCreate,
    GraspAnalysisRead,
    GraspAnalysisStatus,
    GraspAnalysisSummary,
)
from .lifecycle import Moment
from .tables import Deployment, GraspAnalysis

router = APIRouter()

S = TypeVar("S", bound=GraspAnalysisSummary)
Status = Annotated[GraspAnalysisStatus | None, Query()]

_DIMENSIONS = ("governance", "reach", "agency", "safeguards", "potential_damage")
_SUMMARY = "made up by the sandbox from the id of the analysis: nothing was looked at"


@router.post("/deployments/{deployment_id}/grasp-analyses")
async def create_grasp_analysis(call: Incoming, deployment_id: UUID) -> Response:
    """
    Start an analysis of a deployment.
    """

    def work(session: Session) -> Answer:
        deployment = rows.fetch(session, Deployment, deployment_id, to_change=True)
        moment, now = call.life.moment(), call.storage.now()
        row = GraspAnalysis(
            **call.body(GraspAnalysisCreate).model_dump(),
            **moment.birth(GraspAnalysis),
            deployment_id=deployment.id,
            blueprint_id=deployment.blueprint_id,
            agent_definition_id=deployment.agent_definition_id,
            created_at=now,
            updated_at=now,
        )
        session.add(row)
        session.flush()
        rows.log(session, now, deployment.id, f"the grasp analysis {row.id} is pending")
        return success(201, _shown(row, moment, GraspAnalysisRead))

    return await call.create(work)


@router.get("/grasp-analyses/{grasp_analysis_id}")
async def get_grasp_analysis(call: Incoming, grasp_analysis_id: UUID) -> Response:
    """
    Show one analysis as it is by now.
    """

    def work(session: Session) -> Answer:
        row = rows.fetch(session, GraspAnalysis, grasp_analysis_id)
        return success(200, _shown(row, call.life.moment(), GraspAnalysisRead))

    return await call.read(work)


@router.get("/deployments/{deployment_id}/grasp-analyses")
async def list_grasp_analyses(call: Incoming, deployment_id: UUID, status: Status = None) -> Response:
    """
    Show all analyses of a deployment, of one *status* if given.
    """

    def work(session: Session) -> Answer:
        rows.fetch(session, Deployment, deployment_id)
        moment = call.life.moment()
        return _listed(session, _query(deployment_id, status, moment), moment)

    return await call.read(work)


@router.get("/grasp-analyses")
async def query_grasp_analyses(
    call: Incoming,
    deployment_id: Annotated[UUID | None, Query()] = None,
    status: Status = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Response:
    """
    Show a page of analyses, of one deployment and of one *status* if given.
    """

    def work(session: Session) -> Answer:
        moment = call.life.moment()
        return _listed(session, _query(deployment_id, status, moment), moment, limit, offset)

    return await call.read(work)


def _query(deployment_id: UUID | None, status: GraspAnalysisStatus | None, moment: Moment) -> Select[Any]:
    query = select(GraspAnalysis)
    if deployment_id is not None:
        query = query.where(GraspAnalysis.deployment_id == deployment_id)
    if status is not None:
        query = query.where(moment.is_in(GraspAnalysis, status.value))
    return query


def _listed(
    session: Session,
    query: Select[Any],
    moment: Moment,
    limit: int | None = None,
    offset: int = 0,
) -> Answer:
    found = rows.page(session, query, GraspAnalysis, limit, offset)
    return success(200, [_shown(row, moment, GraspAnalysisSummary) for row in found])


def _shown(row: GraspAnalysis, moment: Moment, shape: type[S]) -> dict[str, object]:
    stage = moment.stage(row)
    known: dict[str, object] = {
        "status": stage.status,
        "error_message": row.error,
        "completed_at": stage.since if stage.is_final else None,
    }
    if stage.status == "completed":
        for dimension, byte in zip(_DIMENSIONS, row.id.bytes, strict=False):
            known[f"{dimension}_value"] = byte % 101
            known[f"{dimension}_summary"] = _SUMMARY
    stored = {field: getattr(row, field) for field in shape.model_fields if hasattr(row, field)}
    return shape.model_validate({**stored, **known}).model_dump(mode="json")
