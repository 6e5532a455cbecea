"""Rules on operations: there or not, their names, where they are, what answers they have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .changes import BREAKING, FINE, RISKY, rule
from .shape import joined
from .subjects import OperationPair
from .told import Told

Found = Iterator[str]


@rule("gone", "api-removed-without-deprecation", BREAKING)
def removed(pair: OperationPair) -> Found:
    if not pair.before.deprecated:
        yield f"{pair.label} is gone{_with_it(pair.before)}"


@rule("gone", "api-removed-with-deprecation", BREAKING)
def removed_as_announced(pair: OperationPair) -> Found:
    if pair.before.deprecated:
        yield f"{pair.label} is gone, as its deprecation announced{_with_it(pair.before)}"


@rule("new", "endpoint-added", FINE)
def added(pair: OperationPair) -> Found:
    yield f"{pair.label} is new"


@rule("operation", "api-operation-id-removed", BREAKING)
def renamed(pair: OperationPair) -> Found:
    if pair.before.name != pair.after.name:
        yield f"{pair.label} is now called `{pair.after.name}`{_with_it(pair.before)}"


@rule("operation", "api-tag-removed", BREAKING)
def moved(pair: OperationPair) -> Found:
    old, new = (each.module.rpartition(".")[0] for each in (pair.before, pair.after))
    if old != new:
        yield f"the low-level `{pair.where}` moves from `{old}` to `{new}`: its import changes"


@rule("operation", "api-path-changed", RISKY)
def path(pair: OperationPair) -> Found:
    old, new = (each.path for each in (pair.before, pair.after))
    if re.sub("{.*?}", "{}", old) != re.sub("{.*?}", "{}", new):
        yield f"{pair.label} asks {new} instead of {old}: a server of before answers 404"


@rule("operation", "api-method-changed", RISKY)
def method(pair: OperationPair) -> Found:
    if pair.before.method != pair.after.method:
        old, new = (each.method for each in (pair.before, pair.after))
        yield f"{pair.label} sends {new} instead of {old}: a server of before answers 405"


@rule("operation", "request-path-parameters-reordered", BREAKING)
def reordered(pair: OperationPair) -> Found:
    old, new = ([each.python_name for each in side.path_parameters] for side in (pair.before, pair.after))
    if old != new and sorted(old) == sorted(new):
        yield f"{pair.label} takes its positional arguments in another order: {', '.join(new)}"


@rule("operation", "endpoint-deprecated", FINE)
def deprecated(pair: OperationPair) -> Found:
    if not pair.before.deprecated and pair.after.deprecated:
        yield f"{pair.label} is deprecated"


@rule("operation", "endpoint-reactivated", FINE)
def reactivated(pair: OperationPair) -> Found:
    if pair.before.deprecated and not pair.after.deprecated:
        yield f"{pair.label} is not deprecated any more"


@rule("operation", "api-security-added", BREAKING)
def needs_a_token(pair: OperationPair) -> Found:
    if not pair.before.authenticated and pair.after.authenticated:
        yield f"{pair.label} now needs a token"


@rule("operation", "api-security-removed", FINE)
def needs_no_token(pair: OperationPair) -> Found:
    if pair.before.authenticated and not pair.after.authenticated:
        yield f"{pair.label} needs no token any more"


@rule("operation", "response-return-type-changed", BREAKING)
def returns(pair: OperationPair) -> Found:
    if pair.before.returns != pair.after.returns:
        yield f"{pair.label} now returns `{pair.after.returns}`, not `{pair.before.returns}`"


@rule("operation", "response-success-status-removed", BREAKING)
def success_lost(pair: OperationPair) -> Found:
    for status in sorted(pair.before.answers.keys() - pair.after.answers):
        yield f"{pair.label} does not answer {status} any more"


@rule("operation", "response-success-status-added", RISKY)
def success_new(pair: OperationPair) -> Found:
    for status in sorted(pair.after.answers.keys() - pair.before.answers):
        yield f"{pair.label} may now answer {status}, which a client of before does not know"


@rule("operation", "response-non-success-status-removed", FINE)
def error_lost(pair: OperationPair) -> Found:
    for status in sorted(set(pair.before.errors) - set(pair.after.errors)):
        yield f"{pair.label} no longer documents the error {status}"


@rule("operation", "response-non-success-status-added", RISKY)
def error_new(pair: OperationPair) -> Found:
    for status in sorted(set(pair.after.errors) - set(pair.before.errors)):
        yield f"{pair.label} may now fail with {status}"


@rule("operation", "response-media-type-removed", BREAKING)
def media_lost(pair: OperationPair) -> Found:
    for status, kind in sorted(_media(pair, 0) - _media(pair, 1)):
        yield f"{pair.label} no longer answers {status} as {kind}"


@rule("operation", "response-media-type-added", RISKY)
def media_new(pair: OperationPair) -> Found:
    for status, kind in sorted(_media(pair, 1) - _media(pair, 0)):
        yield f"{pair.label} may now answer {status} as {kind}"


def _media(pair: OperationPair, side: int) -> set[tuple[str, str]]:
    """Return the content types of the success answers that there were before and after."""
    sides = (pair.before, pair.after)
    mine, other = sides[side], sides[1 - side]
    return {
        (status, kind)
        for status in mine.answers.keys() & other.answers.keys()
        if mine.answers[status] and other.answers[status]
        for kind in mine.answers[status]
    }


def _with_it(told: Told) -> str:
    """Return the methods that go the same way."""
    return f", and so with {joined(told.derived.values())}" if told.derived else ""
