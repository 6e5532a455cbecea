"""Pairs for the rules on values: each at a parameter, a property and a body, sent and answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.spec_diff.documents import LABELS, at, thing, to
from tests.spec_diff.pairs_operations import Pair

TEXT: dict[str, Any] = {"type": "string"}
WHOLE = {"type": "integer"}
MATCH_A, MATCH_B = {**TEXT, "pattern": "^a"}, {**TEXT, "pattern": "^b"}
MAYBE = {"type": ["string", "null"]}
AS_A, AS_B = {**TEXT, "default": "a"}, {**TEXT, "default": "b"}
RED = {**TEXT, "enum": ["red"]}
COLOR = {**TEXT, "enum": ["red", "blue"]}
OPEN, CLOSED = thing(a=TEXT), {**thing(a=TEXT), "additionalProperties": False}
SEPARATOR = " /"
B, R, F = "breaking", "risky", "fine"

# Rule, level if sent, level if answered, the sentence after the place (sent / answered), before, after.
Row = tuple[str, str, str, str, Any, Any]
VALUES: list[Row] = [
    ("type-changed", B, B, " is now `int`, not `str`", TEXT, WHOLE),
    ("type-generalized", F, "", " now takes `int | str`, not only `int`", WHOLE, {"type": ["integer", "string"]}),
    ("type-generalized", F, "", " now takes `Any`, not only `str`", TEXT, {}),
    ("type-specialized", "", F, " is now always `int`", {"type": "number"}, {"type": "integer"}),
    ("class-changed", R, R, " is now of the class `Two`, not `One`", to("One"), to("Two")),
    ("became-nullable", F, B, " now takes None / may now be None", TEXT, MAYBE),
    ("became-not-nullable", B, F, " does not take None any more / is never None any more", MAYBE, TEXT),
    ("became-enum", B, F, ' now takes only "red", "blue" / is now one of "red", "blue"', TEXT, COLOR),
    (
        "enum-removed",
        F,
        R,
        ' now takes anything, not only "red", "blue" / may now be anything, not only "red", "blue"',
        COLOR,
        TEXT,
    ),
    ("enum-value-removed", B, F, ' does not take "blue" any more / is never "blue" any more', COLOR, RED),
    ("enum-value-added", F, R, ' now takes "blue" / may now be "blue"', RED, COLOR),
    ("format-changed", R, R, " has the format email, not of any text", TEXT, {**TEXT, "format": "email"}),
    ("pattern-added", B, F, " has to match ^a", TEXT, MATCH_A),
    ("pattern-removed", F, R, " does not have to match ^a any more", MATCH_A, TEXT),
    ("pattern-changed", R, R, " has to match ^b, not ^a", MATCH_A, MATCH_B),
    ("additional-properties-closed", B, F, " has no further members any more", OPEN, CLOSED),
    ("additional-properties-opened", F, F, " may have further members", CLOSED, OPEN),
    ("default-value-added", R, "", ', if left out, is now "a"', TEXT, AS_A),
    ("default-value-removed", R, "", ', if left out, is not "a" any more', AS_A, TEXT),
    ("default-value-changed", R, "", ', if left out, is now "b", not "a"', AS_A, AS_B),
]  # fmt: skip

# A limit by its name in schemas: in what it is, and by oasdiff's name.
LIMITED = {
    "minimum": ("number", "min"),
    "maximum": ("number", "max"),
    "exclusiveMinimum": ("number", "exclusive-min"),
    "exclusiveMaximum": ("number", "exclusive-max"),
    "minLength": ("string", "min-length"),
    "maxLength": ("string", "max-length"),
    "minItems": ("array", "min-items"),
    "maxItems": ("array", "max-items"),
}


def limit_rows() -> Iterator[Row]:
    """Yield the four rows of each limit."""
    for key, (kind, name) in LIMITED.items():
        free: dict[str, Any] = {"type": kind} | ({"items": TEXT} if kind == "array" else {})
        five, seven = {**free, key: 5}, {**free, key: 7}
        up, down = (B, F) if "min" in name else (F, R), (F, R) if "min" in name else (B, F)
        yield f"{name}-set", B, F, f" now has the limit {name} 5", free, five
        yield f"{name}-unset", F, R, f" has the limit {name} 5 no more", five, free
        yield f"{name}-increased", *up, f" has the limit {name} 7, not 5", five, seven
        yield f"{name}-decreased", *down, f" has the limit {name} 5, not 7", seven, five


def value_pairs() -> Iterator[Pair]:
    """Yield each row at every kind of place that it has a level for."""
    for name, sent, answered, sentence, old, new in [*VALUES, *limit_rows()]:
        for kind, (where, label) in LABELS.items():
            level = sent if kind.startswith("request") else answered
            if level:
                classes = {"One": thing(a=TEXT), "Two": thing(a=TEXT)}
                before, after = at(kind, old, **classes), at(kind, new, **classes)
                said = sentence.split(SEPARATOR)
                text = said[0 if kind.startswith("request") else -1]
                yield f"{kind}-{name}", level, where, f"{label}{text}", before, after
