"""Pairs for the rules on the members of objects, and on classes."""

from __future__ import annotations

from typing import Any

from atlas_codegen.document import Document
from tests.spec_diff.documents import answers, create, document, get, sends, thing, to
from tests.spec_diff.pairs_operations import Pair

TEXT = {"type": "string"}


def sent(*required: str, **properties: Any) -> Document:
    """Return a document in which a Thing with these members is sent."""
    return document(create(requestBody=sends(to("Thing"))), Thing=thing(*required, **properties))


def answered(*required: str, **properties: Any) -> Document:
    """Return a document in which a Thing with these members comes back."""
    return document(get(responses=answers(to("Thing"))), Thing=thing(*required, **properties))


def enum(*values: str, **members: Any) -> Document:
    """Return a document with an enum that nothing uses."""
    return document(Color={"type": "string", "enum": list(values), **members})


FIELDS: list[Pair] = [
    (
        "new-required-request-property",
        "breaking",
        "Thing.b",
        "`Thing` now requires `b`",
        sent(a=TEXT),
        sent("b", a=TEXT, b=TEXT),
    ),
    (
        "new-optional-request-property",
        "fine",
        "Thing.b",
        "`Thing` now takes `b`",
        sent(a=TEXT),
        sent(a=TEXT, b=TEXT),
    ),
    (
        "request-property-removed",
        "breaking",
        "Thing.b",
        "`Thing` no longer takes `b`",
        sent(a=TEXT, b=TEXT),
        sent(a=TEXT),
    ),
    (
        "request-property-became-required",
        "breaking",
        "Thing.a",
        "`Thing` now requires `a`, which was optional",
        sent(a=TEXT),
        sent("a", a=TEXT),
    ),
    (
        "request-property-became-optional",
        "fine",
        "Thing.a",
        "`Thing` can do without `a`",
        sent("a", a=TEXT),
        sent(a=TEXT),
    ),
    (
        "request-property-renamed-on-the-wire",
        "risky",
        "Thing.created_at",
        "`Thing.created_at` is `createdAt` in the JSON, not `created_at` any more",
        sent(created_at=TEXT),
        sent(createdAt=TEXT),
    ),
    (
        "response-property-renamed-on-the-wire",
        "risky",
        "Thing.created_at",
        "`Thing.created_at` is `created-at` in the JSON, not `createdAt` any more",
        answered(createdAt=TEXT),
        answered(**{"created-at": TEXT}),
    ),
    (
        "response-required-property-added",
        "fine",
        "Thing.b",
        "`Thing.b` is new",
        answered(a=TEXT),
        answered("b", a=TEXT, b=TEXT),
    ),
    (
        "response-optional-property-added",
        "fine",
        "Thing.b",
        "`Thing.b` is new, and may be missing",
        answered(a=TEXT),
        answered(a=TEXT, b=TEXT),
    ),
    (
        "response-required-property-removed",
        "breaking",
        "Thing.b",
        "`Thing.b` is gone",
        answered("b", a=TEXT, b=TEXT),
        answered(a=TEXT),
    ),
    (
        "response-optional-property-removed",
        "breaking",
        "Thing.b",
        "`Thing.b`, which could be missing, is gone",
        answered(a=TEXT, b=TEXT),
        answered(a=TEXT),
    ),
    (
        "response-property-became-optional",
        "breaking",
        "Thing.a",
        "`Thing.a` may now be missing",
        answered("a", a=TEXT),
        answered(a=TEXT),
    ),
    (
        "response-property-became-required",
        "fine",
        "Thing.a",
        "`Thing.a` is always there now",
        answered(a=TEXT),
        answered("a", a=TEXT),
    ),
    (
        "request-property-deprecated",
        "fine",
        "Thing.a",
        "`Thing.a` is deprecated",
        sent(a=TEXT),
        sent(a={**TEXT, "deprecated": True}),
    ),
    (
        "request-property-reactivated",
        "fine",
        "Thing.a",
        "`Thing.a` is not deprecated any more",
        sent(a={**TEXT, "deprecated": True}),
        sent(a=TEXT),
    ),
    (
        "response-property-deprecated",
        "fine",
        "Thing.a",
        "`Thing.a` is deprecated",
        answered(a=TEXT),
        answered(a={**TEXT, "deprecated": True}),
    ),
    (
        "response-property-reactivated",
        "fine",
        "Thing.a",
        "`Thing.a` is not deprecated any more",
        answered(a={**TEXT, "deprecated": True}),
        answered(a=TEXT),
    ),
]

CLASSES: list[Pair] = [
    ("api-schema-removed", "breaking", "Color", "`models.Color` is gone", enum("red"), document()),
    ("api-schema-added", "fine", "Color", "`models.Color` is new", document(), enum("red")),
    (
        "api-schema-class-renamed",
        "breaking",
        "Color",
        "`models.Color` is now called `Colour`: its title has changed",
        enum("red"),
        enum("red", title="Colour"),
    ),
    ("enum-member-removed", "breaking", "Color", "`Color.RED` is gone", enum("red", "blue"), enum("blue")),
    ("enum-member-added", "fine", "Color", "`Color.RED` is new", enum("blue"), enum("red", "blue")),
    (
        "enum-member-renamed",
        "breaking",
        "Color",
        "`Color.RED` is now called `CRIMSON`",
        enum("red"),
        enum("red", **{"x-enum-varnames": ["CRIMSON"]}),
    ),
    (
        "enum-member-value-changed",
        "risky",
        "Color",
        "`Color.DARK_RED` is now 'dark-red' in the JSON, not 'dark red'",
        enum("dark red"),
        enum("dark-red"),
    ),
]
