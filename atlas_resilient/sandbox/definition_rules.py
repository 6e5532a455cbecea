"""
What holds for agent definitions: what they refer to, which tools they have, how their slugs are made.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from . import rows
from .answers import refuse
from .tables import AgentClass, AgentDefinition, DefinitionTool, ModelProvider, SystemPrompt, Tool

_REFERENCES = {
    "agent_class_id": AgentClass,
    "model_provider_id": ModelProvider,
    "system_prompt_id": SystemPrompt,
}
_LONGEST_SLUG = 200
_SLUG_ATTEMPTS = 20


def check_references(session: Session, wish: Mapping[str, Any]) -> None:
    """
    Refuse *wish* with 422 when it names something that does not exist.

    A `structured_output_id` may be any: the contract has no resource that it could name.
    """
    for field, table in _REFERENCES.items():
        rows.require(session, table, wish.get(field), field)
    for place, tool_id in enumerate(wish.get("tool_ids", ())):
        rows.require(session, Tool, tool_id, "tool_ids", place)


def tools_of(session: Session, definition_id: UUID) -> list[Tool]:
    """
    Return the tools of a definition in the order in which it got them.
    """
    query = select(Tool).join(DefinitionTool, DefinitionTool.tool_id == Tool.id)
    own = query.where(DefinitionTool.agent_definition_id == definition_id)
    return list(session.scalars(own.order_by(DefinitionTool.place)))


def add_tools(session: Session, definition_id: UUID, tool_ids: Iterable[UUID]) -> None:
    """
    Give a definition *tool_ids*, which exist and which it does not have yet.
    """
    taken = select(func.max(DefinitionTool.place)).where(DefinitionTool.agent_definition_id == definition_id)
    first = (session.scalar(taken) or 0) + 1
    for place, tool_id in enumerate(tool_ids, first):
        session.add(DefinitionTool(agent_definition_id=definition_id, tool_id=tool_id, place=place))
    session.flush()


def insert(session: Session, wish: Mapping[str, Any], now: datetime) -> AgentDefinition:
    """
    Insert what *wish* says as a draft and return it, or refuse: 422 for a reference, 409 for a name taken.
    """
    values = {key: value for key, value in wish.items() if key != "tool_ids"}
    # Another process may insert between a look and our insert: the constraints decide, then we look again.
    for _ in range(_SLUG_ATTEMPTS):
        check_references(session, wish)
        _check_name(session, wish)
        row = AgentDefinition(
            **values, slug=_free_slug(session, wish["name"]), status="draft", created_at=now, updated_at=now
        )
        try:
            with session.begin_nested():
                session.add(row)
        except IntegrityError:
            continue
        add_tools(session, row.id, dict.fromkeys(wish["tool_ids"]))
        return row
    raise refuse(503, "too many definitions of this name are being created")


def slug_of(name: str) -> str:
    """
    Return *name* as a slug: ASCII letters and digits in lower case, with hyphens in between.

    >>> slug_of("Blue Café  #2"), slug_of("青")
    ('blue-cafe-2', 'agent')
    """
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub("[^a-z0-9]+", "-", ascii_only)[:_LONGEST_SLUG]
    return words.strip("-") or "agent"


def _free_slug(session: Session, name: str) -> str:
    slug = slug_of(name)
    taken = set(session.scalars(select(AgentDefinition.slug).where(AgentDefinition.slug.startswith(slug))))
    candidates = itertools.chain([slug], (f"{slug}-{number}" for number in itertools.count(2)))
    return next(candidate for candidate in candidates if candidate not in taken)


def _check_name(session: Session, wish: Mapping[str, Any]) -> None:
    same = select(AgentDefinition.id).where(
        AgentDefinition.agent_class_id == wish["agent_class_id"], AgentDefinition.name == wish["name"]
    )
    if session.scalar(same) is not None:
        raise rows.name_taken(AgentDefinition, wish["name"])
