"""Rules on what callers pass: parameters, and whether there is a body."""

from __future__ import annotations

from collections.abc import Iterator

from .changes import BREAKING, FINE, RISKY, rule
from .subjects import OperationPair, ParameterPair

Found = Iterator[str]


@rule("path", "new-request-path-parameter", BREAKING)
def path_argument_new(pair: ParameterPair) -> Found:
    if not pair.old:
        yield f"{pair.label} now takes `{pair.name}`, a positional argument"


@rule("path", "request-path-parameter-removed", BREAKING)
def path_argument_lost(pair: ParameterPair) -> Found:
    if not pair.new:
        yield f"{pair.label} no longer takes `{pair.name}`, a positional argument"


@rule("path", "request-path-parameter-renamed", BREAKING)
def path_argument_renamed(pair: ParameterPair) -> Found:
    if pair.old and pair.new and pair.old.python_name != pair.new.python_name:
        yield f"{pair.label} calls its argument `{pair.new.python_name}`, not `{pair.name}` any more"


@rule("query", "new-required-request-parameter", BREAKING)
def argument_required(pair: ParameterPair) -> Found:
    if not pair.old and pair.either.required:
        yield f"{pair.label} now requires `{pair.name}`"


@rule("query", "new-optional-request-parameter", FINE)
def argument_new(pair: ParameterPair) -> Found:
    if not pair.old and not pair.either.required:
        yield f"{pair.label} now takes `{pair.name}`"


@rule("query", "request-parameter-removed", BREAKING)
def argument_lost(pair: ParameterPair) -> Found:
    if not pair.new:
        yield f"{pair.label} no longer takes `{pair.name}`"


@rule("query", "request-parameter-became-required", BREAKING)
def argument_became_required(pair: ParameterPair) -> Found:
    if pair.old and pair.new and pair.new.required and not pair.old.required:
        yield f"{pair.label} now requires `{pair.name}`, which was optional"


@rule("query", "request-parameter-became-optional", FINE)
def argument_became_optional(pair: ParameterPair) -> Found:
    if pair.old and pair.new and pair.old.required and not pair.new.required:
        yield f"{pair.label} can do without `{pair.name}`"


@rule("query", "request-parameter-deprecated", FINE)
def argument_deprecated(pair: ParameterPair) -> Found:
    if pair.old and pair.new and pair.new.deprecated and not pair.old.deprecated:
        yield f"`{pair.name}` of {pair.label} is deprecated"


@rule("query", "request-parameter-reactivated", FINE)
def argument_reactivated(pair: ParameterPair) -> Found:
    if pair.old and pair.new and pair.old.deprecated and not pair.new.deprecated:
        yield f"`{pair.name}` of {pair.label} is not deprecated any more"


@rule("header", "new-required-request-header", BREAKING)
def header_required(pair: ParameterPair) -> Found:
    if pair.new and pair.new.required and not (pair.old and pair.old.required):
        yield f"{pair.label} has to send the header {pair.new.name}, which the clients do not by themselves"


@rule("header", "new-optional-request-header", FINE)
def header_new(pair: ParameterPair) -> Found:
    if pair.new and not pair.old and not pair.new.required:
        yield f"{pair.label} may send the header {pair.new.name}"


@rule("header", "request-header-became-optional", FINE)
def header_became_optional(pair: ParameterPair) -> Found:
    if pair.old and pair.new and pair.old.required and not pair.new.required:
        yield f"{pair.label} can do without the header {pair.old.name}"


@rule("header", "request-header-removed", RISKY)
def header_lost(pair: ParameterPair) -> Found:
    if pair.old and not pair.new:
        yield f"{pair.label} no longer sends the header {pair.old.name}; the low-level argument is gone"


@rule("operation", "request-body-added-required", BREAKING)
def body_required(pair: OperationPair) -> Found:
    if not pair.before.body_types and pair.after.body_types and pair.after.body_required:
        yield f"{pair.label} now requires a body"


@rule("operation", "request-body-added-optional", FINE)
def body_new(pair: OperationPair) -> Found:
    if not pair.before.body_types and pair.after.body_types and not pair.after.body_required:
        yield f"{pair.label} now takes a body"


@rule("operation", "request-body-removed", BREAKING)
def body_lost(pair: OperationPair) -> Found:
    if pair.before.body_types and not pair.after.body_types:
        yield f"{pair.label} no longer takes a body"


@rule("operation", "request-body-became-required", BREAKING)
def body_became_required(pair: OperationPair) -> Found:
    if _have_bodies(pair) and pair.after.body_required and not pair.before.body_required:
        yield f"{pair.label} now requires its body, which was optional"


@rule("operation", "request-body-became-optional", FINE)
def body_became_optional(pair: OperationPair) -> Found:
    if _have_bodies(pair) and pair.before.body_required and not pair.after.body_required:
        yield f"{pair.label} can do without its body"


@rule("operation", "request-body-media-type-removed", BREAKING)
def body_media_lost(pair: OperationPair) -> Found:
    if _have_bodies(pair):
        for kind in sorted(pair.before.body_types.keys() - pair.after.body_types):
            yield f"{pair.label} no longer takes its body as {kind}"


@rule("operation", "request-body-media-type-added", FINE)
def body_media_new(pair: OperationPair) -> Found:
    if _have_bodies(pair):
        for kind in sorted(pair.after.body_types.keys() - pair.before.body_types):
            yield f"{pair.label} takes its body as {kind} too"


def _have_bodies(pair: OperationPair) -> bool:
    return bool(pair.before.body_types and pair.after.body_types)
