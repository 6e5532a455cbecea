"""
The life that definitions and prompts share: draft, published, deprecated.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import rows
from .answers import refuse
from .schemas import PublishingStatus
from .tables import AgentDefinition, SystemPrompt

_LIFE = [status.value for status in PublishingStatus]


def check_changes(row: AgentDefinition | SystemPrompt, changes: Mapping[str, Any]) -> None:
    """
    Refuse *changes* with 409 when *row* may not change so: nothing but its status once published, never back.
    """
    check_editable(row, set(changes) - {"status"})
    status = changes.get("status", row.status)
    if _LIFE.index(status) < _LIFE.index(row.status):
        raise refuse(409, f"a {row.status} {rows.noun(type(row))} cannot become {status} again")


def check_editable(row: AgentDefinition | SystemPrompt, fields: set[str]) -> None:
    """
    Refuse with 409 to change *fields*, if there are any, of what is a draft no longer.
    """
    if row.status != "draft" and fields:
        noun, named = rows.noun(type(row)), ", ".join(sorted(fields))
        raise refuse(409, f"a {row.status} {noun} cannot change its {named}")
