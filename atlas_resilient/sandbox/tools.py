"""
Tools.
"""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.responses import Response

from . import rows
from .answers import Answer, Refused, field_error, reference_not_found, success
from .calls import Incoming, Limit, Offset
from .manifests import repeated_name, synced
from .tables import Tool
from .tool_schemas import DiscoverRequest, ToolCreate, ToolRead, ToolSyncRequest, ToolUpdate

router = APIRouter(prefix="/tools")


@router.post("")
async def create_tool(call: Incoming) -> Response:
    """
    Create a tool; its name is unique.
    """

    def work(session: Session) -> Answer:
        now = call.storage.now()
        row = Tool(**call.body(ToolCreate).model_dump(), created_at=now, updated_at=now)
        rows.insert(session, row)
        return success(201, _shown(row))

    return await call.create(work)


@router.get("/")
async def list_tools(call: Incoming, limit: Limit = 100, offset: Offset = 0) -> Response:
    """
    Show a page of tools.
    """

    def work(session: Session) -> Answer:
        found = rows.listed(session, Tool, limit, offset)
        return success(200, [_shown(row) for row in found])

    return await call.read(work)


@router.post("/sync")
async def sync_tools(call: Incoming) -> Response:
    """
    Create or overwrite tools by name, all or none; a name that comes twice is refused.
    """

    def work(session: Session) -> Answer:
        wishes = call.body(ToolSyncRequest).tools
        place = repeated_name(wishes)
        if place is not None:
            loc = ("body", "tools", place, "name")
            raise Refused(field_error(loc, "a tool of this name came before", "repeated_name"))
        return success(200, [_shown(row) for row in synced(session, wishes, call.storage.now)])

    return await call.write(work)


@router.post("/discover")
async def discover_tools(call: Incoming) -> Response:
    """
    Create or overwrite the tools of a manifest that the operator registered, as `sync_tools` does.
    """

    def work(session: Session) -> Answer:
        wishes = call.manifests.find(call.body(DiscoverRequest).source)
        if wishes is None:
            raise reference_not_found("source")
        return success(200, [_shown(row) for row in synced(session, wishes, call.storage.now)])

    return await call.write(work)


@router.get("/{tool_id}")
async def get_tool(call: Incoming, tool_id: UUID) -> Response:
    """
    Show one tool.
    """
    return await call.read(lambda session: success(200, _shown(rows.fetch(session, Tool, tool_id))))


@router.patch("/{tool_id}")
async def update_tool(call: Incoming, tool_id: UUID) -> Response:
    """
    Change what the body names, which is never the name.
    """

    def work(session: Session) -> Answer:
        row = rows.fetch(session, Tool, tool_id, to_change=True)
        wish = call.body(ToolUpdate).model_dump(exclude_unset=True)
        rows.change(session, row, rows.differences(row, wish), call.storage.now())
        return success(200, _shown(row))

    return await call.write(work)


@router.delete("/{tool_id}")
async def delete_tool(call: Incoming, tool_id: UUID) -> Response:
    """
    Delete a tool that no definition has.
    """

    def work(session: Session) -> Answer:
        rows.remove(session, Tool, tool_id)
        return Answer(204)

    return await call.write(work)


def _shown(row: Tool) -> dict[str, object]:
    return ToolRead.model_validate(row).model_dump(mode="json")
