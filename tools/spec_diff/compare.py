"""All changes between two documents."""

from __future__ import annotations

from atlas_codegen.document import Document, understood

from . import rules_classes, rules_facts, rules_fields, rules_operations, rules_requests, rules_values
from .changes import RULES, Change, Level, found_in
from .walk import pairs_of

__all__ = ["RULES", "changes_between"]

_MODULES = (rules_classes, rules_facts, rules_fields, rules_operations, rules_requests, rules_values)


def changes_between(old: Document, new: Document) -> list[Change]:
    """
    Return what has changed, the worst first, then by place.

    Raises:
        Refusal: a reference leads nowhere, or one of them is not what it seems.
    """
    order = list(Level)
    with understood("one of the two documents"):
        found = set(found_in(pairs_of(old, new)))

    return sorted(found, key=lambda change: (order.index(change.level), change))
