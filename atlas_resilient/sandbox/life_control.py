"""
`/_sandbox`: the clock of life cycles and the manifests over HTTP, for operators that are not in this process.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response

from .answers import Refused, field_error
from .calls import Incoming
from .schemas import Sent

router = APIRouter(prefix="/_sandbox")


class Advance(Sent):
    """How far the clock moves."""

    seconds: float


class Settlement(Sent):
    """What is put to which status."""

    kind: str
    id: UUID
    status: str
    error: str | None = None


class Manifest(Sent):
    """Which tools a source has."""

    source: str
    tools: list[dict[str, Any]] = Field(default_factory=list)


@router.post("/advance")
def advance(call: Incoming) -> Response:
    """
    Put the clock of life cycles forward.
    """
    with _told_as_422():
        call.life.advance(call.body(Advance).seconds)
    return Response(status_code=204)


@router.post("/settle")
def settle(call: Incoming) -> Response:
    """
    Put a deployment or an analysis to a status now.
    """
    wish = call.body(Settlement)
    with _told_as_422():
        call.life.settle(wish.kind, wish.id, wish.status, error=wish.error)
    return Response(status_code=204)


@router.post("/manifests")
def register_manifest(call: Incoming) -> Response:
    """
    Say which tools discover_tools finds under a source.
    """
    wish = call.body(Manifest)
    with _told_as_422():
        call.manifests.register(wish.source, wish.tools)
    return Response(status_code=204)


@contextmanager
def _told_as_422() -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        raise Refused(field_error(["body"], str(error), "value_error")) from error
