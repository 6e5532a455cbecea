"""Rules on the members of objects that are sent and of objects that come back."""

from __future__ import annotations

from collections.abc import Iterator

from .changes import BREAKING, FINE, RISKY, rule
from .subjects import FieldPair

Found = Iterator[str]


@rule("request-field", "new-required-request-property", BREAKING)
def sent_required(pair: FieldPair) -> Found:
    if not pair.old and pair.new and pair.new.required:
        yield f"`{pair.owner}` now requires `{pair.name}`"


@rule("request-field", "new-optional-request-property", FINE)
def sent_new(pair: FieldPair) -> Found:
    if not pair.old and pair.new and not pair.new.required:
        yield f"`{pair.owner}` now takes `{pair.name}`"


@rule("request-field", "request-property-removed", BREAKING)
def sent_lost(pair: FieldPair) -> Found:
    if not pair.new:
        yield f"`{pair.owner}` no longer takes `{pair.name}`"


@rule("request-field", "request-property-became-required", BREAKING)
def sent_became_required(pair: FieldPair) -> Found:
    if pair.old and pair.new and pair.new.required and not pair.old.required:
        yield f"`{pair.owner}` now requires `{pair.name}`, which was optional"


@rule("request-field", "request-property-became-optional", FINE)
def sent_became_optional(pair: FieldPair) -> Found:
    if pair.old and pair.new and pair.old.required and not pair.new.required:
        yield f"`{pair.owner}` can do without `{pair.name}`"


@rule("request-field", "request-property-renamed-on-the-wire", RISKY)
def sent_renamed(pair: FieldPair) -> Found:
    yield from _renamed(pair)


@rule("response-field", "response-property-renamed-on-the-wire", RISKY)
def answered_renamed(pair: FieldPair) -> Found:
    yield from _renamed(pair)


def _renamed(pair: FieldPair) -> Found:
    if pair.old and pair.new and pair.old.name != pair.new.name:
        yield f"`{pair.where}` is `{pair.new.name}` in the JSON, not `{pair.old.name}` any more"


@rule("response-field", "response-required-property-added", FINE)
def answered_new(pair: FieldPair) -> Found:
    if not pair.old and pair.new and pair.new.required:
        yield f"`{pair.where}` is new"


@rule("response-field", "response-optional-property-added", FINE)
def answered_optional_new(pair: FieldPair) -> Found:
    if not pair.old and pair.new and not pair.new.required:
        yield f"`{pair.where}` is new, and may be missing"


@rule("response-field", "response-required-property-removed", BREAKING)
def answered_lost(pair: FieldPair) -> Found:
    if pair.old and not pair.new and pair.old.required:
        yield f"`{pair.where}` is gone"


@rule("response-field", "response-optional-property-removed", BREAKING)
def answered_optional_lost(pair: FieldPair) -> Found:
    if pair.old and not pair.new and not pair.old.required:
        yield f"`{pair.where}`, which could be missing, is gone"


@rule("response-field", "response-property-became-optional", BREAKING)
def answered_became_optional(pair: FieldPair) -> Found:
    if pair.old and pair.new and pair.old.required and not pair.new.required:
        yield f"`{pair.where}` may now be missing"


@rule("response-field", "response-property-became-required", FINE)
def answered_became_required(pair: FieldPair) -> Found:
    if pair.old and pair.new and pair.new.required and not pair.old.required:
        yield f"`{pair.where}` is always there now"


@rule("request-field", "request-property-deprecated", FINE)
def sent_deprecated(pair: FieldPair) -> Found:
    yield from _deprecated(pair)


@rule("response-field", "response-property-deprecated", FINE)
def answered_deprecated(pair: FieldPair) -> Found:
    yield from _deprecated(pair)


def _deprecated(pair: FieldPair) -> Found:
    if pair.old and pair.new and pair.new.shape.deprecated and not pair.old.shape.deprecated:
        yield f"`{pair.where}` is deprecated"


@rule("request-field", "request-property-reactivated", FINE)
def sent_reactivated(pair: FieldPair) -> Found:
    yield from _reactivated(pair)


@rule("response-field", "response-property-reactivated", FINE)
def answered_reactivated(pair: FieldPair) -> Found:
    yield from _reactivated(pair)


def _reactivated(pair: FieldPair) -> Found:
    if pair.old and pair.new and pair.old.shape.deprecated and not pair.new.shape.deprecated:
        yield f"`{pair.where}` is not deprecated any more"
