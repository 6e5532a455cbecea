"""openapi/exceptions.json: breaking changes that were accepted, why, and until when."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from attrs import frozen

from atlas_codegen.refusal import Refusal

from .changes import RULES, Change, Level

_KEYS = {"rule", "where", "reason", "expires"}


@frozen
class Accepted:
    """One entry: a rule, at one place, for a reason, up to and including a day."""

    rule: str
    where: str
    reason: str
    expires: date

    def covers(self, change: Change) -> bool:
        """Whether it is about *change*."""
        return (change.rule, change.where) == (self.rule, self.where)


def read_exceptions(path: Path) -> list[Accepted]:
    """
    Return the entries of an array of objects with `rule`, `where`, `reason` and `expires` (YYYY-MM-DD).

    Raises:
        Refusal: the file is no such array, or an entry lacks something, or names no rule that can break.
    """
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise Refusal(f"{path.name} can't be read: {error}") from error

    if not isinstance(content, list):
        raise Refusal(f"{path.name} has to be an array")

    return [_entry(f"{path.name}: entry {number}", each) for number, each in enumerate(content, 1)]


def _entry(where: str, content: Any) -> Accepted:
    if not isinstance(content, dict) or set(content) != _KEYS:
        raise Refusal(f"{where} has to have {', '.join(sorted(_KEYS))}")
    if not all(isinstance(value, str) and value.strip() for value in content.values()):
        raise Refusal(f"{where}: {', '.join(sorted(_KEYS))} have to be texts")

    rule = RULES.get(content["rule"])
    if rule is None or rule.level is not Level.BREAKING:
        raise Refusal(f"{where}: there is no breaking rule {content['rule']}")

    try:
        expires = date.fromisoformat(content["expires"])
    except ValueError as error:
        raise Refusal(f"{where}: expires has to be a day such as 2026-12-31") from error

    return Accepted(content["rule"], content["where"], content["reason"], expires)


def troubles_of(entries: Sequence[Accepted], changes: Sequence[Change], today: date) -> list[str]:
    """Return a line for each entry that is over, or that is about nothing."""
    found = []
    for entry in entries:
        name = f"the exception for {entry.rule} at {entry.where}"
        if entry.expires < today:
            found.append(f"{name} expired on {entry.expires}: remove it, or decide anew")
        elif not any(entry.covers(change) for change in changes):
            found.append(f"{name} is about nothing that has changed: remove it")

    return found
