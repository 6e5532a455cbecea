"""Rules on values, sent or answered: each stands for a rule of every kind of place, by oasdiff's prefixes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from .changes import BREAKING, FINE, RISKY, Level, rule
from .shape import LIMITS, MISSING, Shape
from .subjects import VALUE_KINDS, ValuePair

Found = Iterator[str]
Find = Callable[[ValuePair], Found]


def value_rule(name: str, *, request: Level | None, response: Level | None) -> Callable[[Find], Find]:
    """Register a rule for parameters, properties and bodies, with a level for each direction; None: none."""

    def register(find: Find) -> Find:
        for kind in VALUE_KINDS:
            level = request if kind.startswith("request") else response
            if level is not None:
                rule(kind, f"{kind}-{name}", level)(find)

        return find

    return register


def _widens(old: frozenset[str], new: frozenset[str]) -> bool:
    """Whether *new* has all that *old* has; every int is a float, and everything is Any."""
    wide = new | ({"int"} if "float" in new else set())
    return "Any" in new or old <= wide


def _types(shape: Shape) -> frozenset[str]:
    # What a model is called is another rule's concern.
    return frozenset("model" if shape.is_model and each == shape.class_name else each for each in shape.types)


@value_rule("type-changed", request=BREAKING, response=BREAKING)
def type_changed(pair: ValuePair) -> Found:
    old, new = _types(pair.old), _types(pair.new)
    harmless = _widens(old, new) if pair.is_request else _widens(new, old)
    if old != new and not harmless:
        yield f"{pair.label} is now {_named(pair.new)}, not {_named(pair.old)}"


@value_rule("type-generalized", request=FINE, response=None)
def type_generalized(pair: ValuePair) -> Found:
    old, new = _types(pair.old), _types(pair.new)
    if old != new and _widens(old, new):
        yield f"{pair.label} now takes {_named(pair.new)}, not only {_named(pair.old)}"


@value_rule("type-specialized", request=None, response=FINE)
def type_specialized(pair: ValuePair) -> Found:
    old, new = _types(pair.old), _types(pair.new)
    if old != new and _widens(new, old):
        yield f"{pair.label} is now always {_named(pair.new)}"


def _named(shape: Shape) -> str:
    return f"`{' | '.join(sorted(shape.types))}`"


@value_rule("class-changed", request=RISKY, response=RISKY)
def class_changed(pair: ValuePair) -> Found:
    old, new = pair.old.class_name, pair.new.class_name
    if old and new and old != new:
        yield f"{pair.label} is now of the class `{new}`, not `{old}`"


@value_rule("became-nullable", request=FINE, response=BREAKING)
def became_nullable(pair: ValuePair) -> Found:
    # Any takes null: that it is any is the news.
    if pair.new.nullable and not pair.old.nullable and "Any" not in pair.new.types:
        yield f"{pair.label} {_may(pair)} None"


@value_rule("became-not-nullable", request=BREAKING, response=FINE)
def became_not_nullable(pair: ValuePair) -> Found:
    if pair.old.nullable and not pair.new.nullable and "Any" not in pair.old.types:
        yield f"{pair.label} {_never(pair)} None any more"


@value_rule("became-enum", request=BREAKING, response=FINE)
def became_enum(pair: ValuePair) -> Found:
    if pair.new.values and not pair.old.values:
        yield f"{pair.label} {'now takes only' if pair.is_request else 'is now one of'} {_listed(pair.new.values)}"


@value_rule("enum-removed", request=FINE, response=RISKY)
def enum_removed(pair: ValuePair) -> Found:
    if pair.old.values and not pair.new.values:
        yield f"{pair.label} {_may(pair)} anything, not only {_listed(pair.old.values)}"


@value_rule("enum-value-removed", request=BREAKING, response=FINE)
def enum_value_removed(pair: ValuePair) -> Found:
    if pair.old.values and pair.new.values:
        for value in pair.old.values:
            if value not in pair.new.values:
                yield f"{pair.label} {_never(pair)} {_text(value)} any more"


@value_rule("enum-value-added", request=FINE, response=RISKY)
def enum_value_added(pair: ValuePair) -> Found:
    if pair.old.values and pair.new.values:
        for value in pair.new.values:
            if value not in pair.old.values:
                yield f"{pair.label} {_may(pair)} {_text(value)}"


@value_rule("format-changed", request=RISKY, response=RISKY)
def format_changed(pair: ValuePair) -> Found:
    # Where the format is a type of Python, the type has changed.
    if pair.old.format != pair.new.format and _types(pair.old) == _types(pair.new):
        yield f"{pair.label} has the format {pair.new.format or 'of any text'}, not {pair.old.format or 'of any text'}"


@value_rule("pattern-added", request=BREAKING, response=FINE)
def pattern_added(pair: ValuePair) -> Found:
    if pair.new.pattern and not pair.old.pattern:
        yield f"{pair.label} has to match {pair.new.pattern}"


@value_rule("pattern-removed", request=FINE, response=RISKY)
def pattern_removed(pair: ValuePair) -> Found:
    if pair.old.pattern and not pair.new.pattern:
        yield f"{pair.label} does not have to match {pair.old.pattern} any more"


@value_rule("pattern-changed", request=RISKY, response=RISKY)
def pattern_changed(pair: ValuePair) -> Found:
    if pair.old.pattern and pair.new.pattern and pair.old.pattern != pair.new.pattern:
        yield f"{pair.label} has to match {pair.new.pattern}, not {pair.old.pattern}"


@value_rule("additional-properties-closed", request=BREAKING, response=FINE)
def closed(pair: ValuePair) -> Found:
    if pair.old.additional is not False and pair.new.additional is False:
        yield f"{pair.label} has no further members any more"


@value_rule("additional-properties-opened", request=FINE, response=FINE)
def opened(pair: ValuePair) -> Found:
    if pair.old.additional is False and pair.new.additional is not False:
        yield f"{pair.label} may have further members"


@value_rule("default-value-added", request=RISKY, response=None)
def default_added(pair: ValuePair) -> Found:
    if pair.old.default == MISSING != pair.new.default:
        yield f"{pair.label}, if left out, is now {_text(pair.new.default)}"


@value_rule("default-value-removed", request=RISKY, response=None)
def default_removed(pair: ValuePair) -> Found:
    if pair.new.default == MISSING != pair.old.default:
        yield f"{pair.label}, if left out, is not {_text(pair.old.default)} any more"


@value_rule("default-value-changed", request=RISKY, response=None)
def default_changed(pair: ValuePair) -> Found:
    if MISSING not in (pair.old.default, pair.new.default) and pair.old.default != pair.new.default:
        yield f"{pair.label}, if left out, is now {_text(pair.new.default)}, not {_text(pair.old.default)}"


def _limit_rules(limit: str) -> None:
    """Register what may happen to one limit: what narrows breaks a request, what widens is a risk in an answer."""
    at_most = limit.removeprefix("exclusive-").startswith("max")
    narrower, wider = ("decreased", "increased") if at_most else ("increased", "decreased")

    def both(pair: ValuePair) -> tuple[float, float] | None:
        old, new = pair.old.limits.get(limit), pair.new.limits.get(limit)
        return None if old is None or new is None else (old, new)

    @value_rule(f"{limit}-set", request=BREAKING, response=FINE)
    def limit_set(pair: ValuePair) -> Found:
        if limit in pair.new.limits and limit not in pair.old.limits:
            yield f"{pair.label} now has the limit {limit} {pair.new.limits[limit]:g}"

    @value_rule(f"{limit}-unset", request=FINE, response=RISKY)
    def limit_unset(pair: ValuePair) -> Found:
        if limit in pair.old.limits and limit not in pair.new.limits:
            yield f"{pair.label} has the limit {limit} {pair.old.limits[limit]:g} no more"

    @value_rule(f"{limit}-{narrower}", request=BREAKING, response=FINE)
    def limit_narrowed(pair: ValuePair) -> Found:
        if (found := both(pair)) and (found[1] < found[0] if at_most else found[1] > found[0]):
            yield f"{pair.label} has the limit {limit} {found[1]:g}, not {found[0]:g}"

    @value_rule(f"{limit}-{wider}", request=FINE, response=RISKY)
    def limit_widened(pair: ValuePair) -> Found:
        if (found := both(pair)) and (found[1] > found[0] if at_most else found[1] < found[0]):
            yield f"{pair.label} has the limit {limit} {found[1]:g}, not {found[0]:g}"


for _limit in LIMITS.values():
    _limit_rules(_limit)


def _may(pair: ValuePair) -> str:
    return "now takes" if pair.is_request else "may now be"


def _never(pair: ValuePair) -> str:
    return "does not take" if pair.is_request else "is never"


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _listed(values: tuple[Any, ...]) -> str:
    return ", ".join(map(_text, values))
