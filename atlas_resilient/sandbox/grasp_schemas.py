"""
What may be sent and what is shown of GRASP analyses.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from .schemas import FreeObject, Sent, Shown


class GraspAnalysisStatus(StrEnum):
    """The life of an analysis."""

    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    FAILED = "failed"


class GraspAnalysisCreate(Sent):
    """Body of create_grasp_analysis."""

    analysis_context: FreeObject = Field(default_factory=dict)


class GraspAnalysisSummary(Shown):
    """An analysis in short."""

    deployment_id: UUID | None
    blueprint_id: UUID | None
    agent_definition_id: UUID | None
    status: str
    governance_value: int | None = None
    reach_value: int | None = None
    agency_value: int | None = None
    safeguards_value: int | None = None
    potential_damage_value: int | None = None
    created_at: datetime
    completed_at: datetime | None = None


class GraspAnalysisRead(GraspAnalysisSummary):
    """An analysis with its reasons."""

    governance_summary: str | None = None
    governance_evidence: FreeObject = Field(default_factory=dict)
    reach_summary: str | None = None
    reach_evidence: FreeObject = Field(default_factory=dict)
    agency_summary: str | None = None
    agency_evidence: FreeObject = Field(default_factory=dict)
    safeguards_summary: str | None = None
    safeguards_evidence: FreeObject = Field(default_factory=dict)
    potential_damage_summary: str | None = None
    potential_damage_evidence: FreeObject = Field(default_factory=dict)
    analysis_context: FreeObject
    error_message: str | None = None
