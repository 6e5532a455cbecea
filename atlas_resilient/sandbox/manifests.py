"""
Many tools at once: manifests that the operator registered, and how a list of tools gets into the database.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from . import rows
from .answers import refuse, to_json
from .tables import Tool
from .tool_schemas import ToolCreate

# Each miss is another process that created a tool of the same name at this very moment.
_ATTEMPTS = 20


class Manifests:
    """
    Which tools a source has.  Nothing is ever imported or fetched: what is not registered is not there.
    """

    def __init__(self) -> None:
        self._tools: dict[str, list[ToolCreate]] = {}
        self._lock = threading.Lock()

    def register(self, source: str, tools: Iterable[Mapping[str, Any]]) -> None:
        """
        Say which *tools* a *source* has, in place of what was said before.

        Raises:
            ValueError: one of *tools* is not what create_tool takes, or its name came before.
        """
        read = [_read(source, place, tool) for place, tool in enumerate(tools)]
        place = repeated_name(read)
        if place is not None:
            raise ValueError(f"manifest {source!r}: the name {read[place].name!r} comes twice")
        with self._lock:
            self._tools[source] = read

    def find(self, source: str) -> Sequence[ToolCreate] | None:
        """Return the tools of *source*, or None when it is not registered."""
        with self._lock:
            return self._tools.get(source)

    def clear(self) -> None:
        """Forget every source."""
        with self._lock:
            self._tools.clear()


def repeated_name(tools: Sequence[ToolCreate]) -> int | None:
    """
    Return the place of the first tool whose name came before, or None.
    """
    seen: set[str] = set()
    for place, tool in enumerate(tools):
        if tool.name in seen:
            return place
        seen.add(tool.name)
    return None


def synced(session: Session, wishes: Sequence[ToolCreate], now: Callable[[], datetime]) -> list[Tool]:
    """
    Create or overwrite tools by name, and return their rows in the order of *wishes*.
    """
    moments = [now() for _ in wishes]
    pairs = sorted(zip(wishes, moments, strict=True), key=lambda pair: pair[0].name)
    # Locked in one order by everybody, so that two syncs cannot wait for each other.
    by_name = {wish.name: _upsert(session, wish, moment) for wish, moment in pairs}
    return [by_name[wish.name] for wish in wishes]


def _upsert(session: Session, wish: ToolCreate, now: datetime) -> Tool:
    values = wish.model_dump()
    same = select(Tool).where(Tool.name == wish.name).with_for_update(key_share=True)
    for _ in range(_ATTEMPTS):
        row = session.scalar(same)
        if row is not None:
            rows.change(session, row, rows.differences(row, values), now)
            return row
        row = Tool(**values, created_at=now, updated_at=now)
        try:
            with session.begin_nested():
                session.add(row)
        except IntegrityError:
            continue
        return row
    raise refuse(503, f"too many tools named {wish.name!r} are being created")


def _read(source: str, place: int, tool: Mapping[str, Any]) -> ToolCreate:
    try:
        return ToolCreate.model_validate_json(to_json(dict(tool)))
    except (ValidationError, TypeError, ValueError) as error:
        raise ValueError(f"manifest {source!r}, tool {place}: {error}") from error
