"""
The application: every operation of the document, and the shape of every error.
"""

from __future__ import annotations

import time

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from sqlalchemy import exc
from starlette.exceptions import HTTPException
from starlette.responses import Response

from . import (
    agent_classes,
    agent_definitions,
    agent_instances,
    control,
    deployments,
    grasp_analyses,
    life_control,
    logs,
    model_providers,
    plans,
    system,
    system_prompts,
    tasks,
    tools,
)
from .answers import Refused, field_errors, plain_error
from .document import Document
from .life_clock import LifeClock
from .manifests import Manifests
from .plan import FaultPlan
from .record import Record
from .storage import Storage

API = "/api/v1"
ROUTERS = (
    agent_classes.router,
    agent_definitions.router,
    agent_instances.router,
    deployments.router,
    grasp_analyses.router,
    logs.router,
    model_providers.router,
    plans.router,
    system_prompts.router,
    tasks.router,
    tools.router,
    system.router,
)


def build_app(
    storage: Storage,
    document: Document,
    record: Record,
    faults: FaultPlan,
    manifests: Manifests,
    life: LifeClock,
) -> FastAPI:
    """
    Return the application, without the front door.
    """
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    app.state.storage = storage
    app.state.document = document
    app.state.record = record
    app.state.faults = faults
    app.state.manifests = manifests
    app.state.life = life
    app.state.started = time.monotonic()
    for router in ROUTERS:
        app.include_router(router, prefix=API)
    app.include_router(control.router)
    app.include_router(life_control.router)
    _shape_errors(app)
    return app


def built_operations() -> set[str]:
    """
    Return the operationIds that have a route.
    """
    return {route.name for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)}


def _shape_errors(app: FastAPI) -> None:
    @app.exception_handler(Refused)
    async def refused(request: Request, error: Refused) -> Response:
        return error.answer.response()

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        return field_errors(error.errors()).response()

    @app.exception_handler(HTTPException)
    async def http_error(request: Request, error: HTTPException) -> Response:
        return plain_error(error.status_code, str(error.detail), dict(error.headers or {})).response()

    @app.exception_handler(exc.OperationalError)
    @app.exception_handler(exc.TimeoutError)
    async def database_error(request: Request, error: Exception) -> Response:
        return plain_error(503, "the database cannot be used now", {"Retry-After": "1"}).response()

    @app.exception_handler(exc.DataError)
    async def not_storable(request: Request, error: Exception) -> Response:
        # PostgreSQL has no place for the character NUL, say, or for a number beyond its column.
        return plain_error(422, "the database cannot hold a value of this request").response()

    @app.exception_handler(Exception)
    async def failed(request: Request, error: Exception) -> Response:
        return plain_error(500, "Internal Server Error").response()
