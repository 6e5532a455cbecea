"""
Model providers.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.responses import Response

from . import rows
from .answers import Answer, success
from .calls import Incoming, Limit, Offset
from .masking import masked
from .schemas import ModelProviderCreate, ModelProviderRead, ModelProviderUpdate
from .tables import ModelProvider

router = APIRouter(prefix="/model-providers")


@router.post("")
async def create_model_provider(call: Incoming) -> Response:
    """
    Create a model provider; its name is unique.
    """

    def work(session: Session) -> Answer:
        now = call.storage.now()
        row = ModelProvider(**call.body(ModelProviderCreate).model_dump(), created_at=now, updated_at=now)
        rows.insert(session, row)
        return success(201, _shown(row))

    return await call.create(work)


@router.get("/{model_provider_id}")
async def get_model_provider(call: Incoming, model_provider_id: UUID) -> Response:
    """
    Show one model provider.
    """
    return await call.read(
        lambda session: success(200, _shown(rows.fetch(session, ModelProvider, model_provider_id)))
    )


@router.get("")
async def list_model_providers(call: Incoming, limit: Limit = 100, offset: Offset = 0) -> Response:
    """
    Show a page of model providers.
    """

    def work(session: Session) -> Answer:
        found = rows.listed(session, ModelProvider, limit, offset)
        return success(200, [_shown(row) for row in found])

    return await call.read(work)


@router.patch("/{model_provider_id}")
async def update_model_provider(call: Incoming, model_provider_id: UUID) -> Response:
    """
    Change what the body names.
    """

    def work(session: Session) -> Answer:
        row = rows.fetch(session, ModelProvider, model_provider_id, to_change=True)
        wish = call.body(ModelProviderUpdate).model_dump(exclude_unset=True)
        rows.change(session, row, rows.differences(row, wish), call.storage.now())
        return success(200, _shown(row))

    return await call.write(work)


@router.delete("/{model_provider_id}")
async def delete_model_provider(call: Incoming, model_provider_id: UUID) -> Response:
    """
    Delete a model provider that no definition names.
    """

    def work(session: Session) -> Answer:
        rows.remove(session, ModelProvider, model_provider_id)
        return Answer(204)

    return await call.write(work)


@router.post("/{model_provider_id}/verify")
async def verify_model_provider(call: Incoming, model_provider_id: UUID) -> Response:
    """
    Say `ok` when the provider has an address that looks like one.  Nothing is contacted.
    """

    def work(session: Session) -> Answer:
        address = rows.fetch(session, ModelProvider, model_provider_id).api_base_url or ""
        if address.startswith(("http://", "https://")):
            return success(200, {"status": "ok", "message": "api_base_url is set (it was not contacted)"})
        return success(200, {"status": "failed", "message": "api_base_url is no http:// or https:// address"})

    return await call.read(work)


@router.get("/{model_provider_id}/models")
async def list_provider_models(call: Incoming, model_provider_id: UUID) -> Response:
    """
    Show the models that the provider's `config["models"]` lists: objects with `id` and `name`, or strings.

    Anything else there, or nothing, is an empty list.  Nothing is contacted.
    """

    def work(session: Session) -> Answer:
        return success(
            200, _models(rows.fetch(session, ModelProvider, model_provider_id).config.get("models"))
        )

    return await call.read(work)


def _models(listed: Any) -> list[dict[str, Any]]:
    if not isinstance(listed, list):
        return []
    items = [{"id": item, "name": item} if isinstance(item, str) else masked(item) for item in listed]
    return items if all(_is_model(item) for item in items) else []


def _is_model(item: Any) -> bool:
    return isinstance(item, dict) and all(isinstance(item.get(key), str) for key in ("id", "name"))


def _shown(row: ModelProvider) -> dict[str, object]:
    return ModelProviderRead.model_validate(row).model_dump(mode="json")
