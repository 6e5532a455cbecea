"""
What holds for agent definitions: what they refer to, what they may become, how their slugs are made.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from . import rows
from .answers import reference_not_found, refuse
from .schemas import AgentDefinitionStatus
from .tables import AgentClass, AgentDefinition, ModelProvider

_LIFE = [status.value for status in AgentDefinitionStatus]
_REFERENCES = {"agent_class_id": AgentClass, "model_provider_id": ModelProvider}
# Prompts, structured outputs and tools are not built yet, so whatever names one names nothing.
_NOT_BUILT = ("system_prompt_id", "structured_output_id")
_LONGEST_SLUG = 200
_SLUG_ATTEMPTS = 20


def check_references(session: Session, wish: Mapping[str, Any]) -> None:
    """
    Refuse *wish* with 422 when it names something that does not exist.
    """
    for field, table in _REFERENCES.items():
        key = wish.get(field)
        if key is not None and not rows.exists(session, table, key):
            raise reference_not_found(field)
    for field in _NOT_BUILT:
        if wish.get(field) is not None:
            raise reference_not_found(field)
    if wish.get("tool_ids"):
        raise reference_not_found("tool_ids", 0)


def check_life_cycle(row: AgentDefinition, changes: Mapping[str, Any]) -> None:
    """
    Refuse *changes* with 409 when *row* may not change so: nothing but its status once published, never back.
    """
    frozen = set(changes) - {"status"}
    if row.status != "draft" and frozen:
        raise refuse(409, f"a {row.status} definition cannot change its {', '.join(sorted(frozen))}")
    status = changes.get("status", row.status)
    if _LIFE.index(status) < _LIFE.index(row.status):
        raise refuse(409, f"a {row.status} definition cannot become {status} again")


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
