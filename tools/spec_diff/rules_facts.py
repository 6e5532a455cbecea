"""Rules on our own extensions and the methods that follow from them."""

from __future__ import annotations

from collections.abc import Iterator

from .changes import BREAKING, FINE, RISKY, rule
from .shape import joined
from .subjects import ClassPair, OperationPair

Found = Iterator[str]


@rule("operation", "idempotency-key-lost", BREAKING)
def key_lost(pair: OperationPair) -> Found:
    if pair.before.idempotency_key and not pair.after.idempotency_key:
        yield f"{pair.label} honours no idempotency key any more: what was not answered is not repeated"


@rule("operation", "idempotency-key-gained", FINE)
def key_gained(pair: OperationPair) -> Found:
    if pair.after.idempotency_key and not pair.before.idempotency_key:
        yield f"{pair.label} now honours an idempotency key: what was not answered is repeated"


@rule("operation", "repeatable-lost", BREAKING)
def repeatable_lost(pair: OperationPair) -> Found:
    if pair.before.repeatable and not pair.after.repeatable:
        yield f"{pair.label} is not harmless to repeat any more: what was not answered is not repeated"


@rule("operation", "repeatable-gained", FINE)
def repeatable_gained(pair: OperationPair) -> Found:
    if pair.after.repeatable and not pair.before.repeatable:
        yield f"{pair.label} is now harmless to repeat"


@rule("operation", "natural-key-lost", BREAKING)
def natural_key_lost(pair: OperationPair) -> Found:
    if pair.before.natural_key and not pair.after.natural_key:
        yield f"`ControlPlane.get_or_{pair.where}` is gone: `{pair.where}` has no natural key any more"


@rule("operation", "natural-key-gained", FINE)
def natural_key_gained(pair: OperationPair) -> Found:
    if pair.after.natural_key and not pair.before.natural_key:
        yield f"`ControlPlane.get_or_{pair.after.name}` is new"


@rule("operation", "natural-key-changed", BREAKING)
def natural_key_changed(pair: OperationPair) -> Found:
    yield from _natural_key(pair, "key", "finds what is there by {new}, not by {old}")


@rule("operation", "natural-key-scope-changed", BREAKING)
def natural_key_scope(pair: OperationPair) -> Found:
    yield from _natural_key(pair, "scope", "looks within {new}, not within {old}")


@rule("operation", "natural-key-list-changed", RISKY)
def natural_key_list(pair: OperationPair) -> Found:
    yield from _natural_key(pair, "list", "looks through {new}, not through {old}")


def _natural_key(pair: OperationPair, part: str, text: str) -> Found:
    old, new = ((each.natural_key or {}).get(part) for each in (pair.before, pair.after))
    if old is not None and new is not None and old != new:
        words = {"old": _words(old), "new": _words(new)}
        yield f"`ControlPlane.get_or_{pair.where}` {text.format(**words)}"


def _words(value: object) -> str:
    return joined(value if isinstance(value, list) else [str(value)]) or "everything"


@rule("operation", "paging-lost", BREAKING)
def paging_lost(pair: OperationPair) -> Found:
    if (name := pair.before.derived.get("iterate")) and not pair.after.paged:
        yield f"`ControlPlane.{name}` is gone: `{pair.where}` has no limit and offset any more"


@rule("operation", "paging-gained", FINE)
def paging_gained(pair: OperationPair) -> Found:
    if (name := pair.after.derived.get("iterate")) and not pair.before.paged:
        yield f"`ControlPlane.{name}` is new"


@rule("operation", "safe-get-lost", BREAKING)
def safe_get_lost(pair: OperationPair) -> Found:
    if (name := pair.before.derived.get("safe_get")) and "safe_get" not in pair.after.derived:
        yield f"`ControlPlane.{name}` is gone: `{pair.where}` is not looked up by one id any more"


@rule("operation", "safe-get-gained", FINE)
def safe_get_gained(pair: OperationPair) -> Found:
    if (name := pair.after.derived.get("safe_get")) and "safe_get" not in pair.before.derived:
        yield f"`ControlPlane.{name}` is new"


@rule("operation", "waiting-lost", BREAKING)
def waiting_lost(pair: OperationPair) -> Found:
    if (name := pair.before.derived.get("wait_for")) and "wait_for" not in pair.after.derived:
        yield f"`ControlPlane.{name}` is gone: no status is said to be final any more"


@rule("operation", "waiting-gained", FINE)
def waiting_gained(pair: OperationPair) -> Found:
    if (name := pair.after.derived.get("wait_for")) and "wait_for" not in pair.before.derived:
        yield f"`ControlPlane.{name}` is new"


@rule("class", "terminal-state-removed", BREAKING)
def terminal_lost(pair: ClassPair) -> Found:
    for state in _states(pair, "terminal", 0):
        yield f"`{pair.where}`: waiting no longer ends at {state}"


@rule("class", "terminal-state-added", RISKY)
def terminal_new(pair: ClassPair) -> Found:
    for state in _states(pair, "terminal", 1):
        yield f"`{pair.where}`: waiting now ends at {state}"


@rule("class", "failed-state-removed", BREAKING)
def failed_lost(pair: ClassPair) -> Found:
    for state in _states(pair, "failed", 0):
        yield f"`{pair.where}`: {state} is no failure any more, so waiting does not raise"


@rule("class", "failed-state-added", RISKY)
def failed_new(pair: ClassPair) -> Found:
    for state in _states(pair, "failed", 1):
        yield f"`{pair.where}`: {state} is now a failure, so waiting raises"


def _states(pair: ClassPair, part: str, side: int) -> list[str]:
    """Return the states that only one side has, where both have any: else there is a rule on waiting."""
    if not pair.both or not all(each.terminal for each in pair.both):
        return []

    mine, other = (getattr(each, part) for each in (pair.both[side], pair.both[1 - side]))
    return [state for state in mine if state not in other]
