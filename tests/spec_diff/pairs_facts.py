"""Pairs for the rules on our extensions and what follows from them."""

from __future__ import annotations

from typing import Any

from atlas_codegen.document import Document
from tests.spec_diff.documents import (
    answers,
    create,
    document,
    get,
    listing,
    operation,
    query,
    thing,
    to,
)
from tests.spec_diff.pairs_operations import Pair

TEXT = {"type": "string"}
CREATE = "`ControlPlane.create_thing`"
OR_CREATE = "`ControlPlane.get_or_create_thing`"
PAGED = answers({"type": "array", "items": {"type": "object"}})
PAGING = [query("limit", {"type": "integer"}), query("offset", {"type": "integer"})]


def key(**members: Any) -> Document:
    """Return a document whose create has a natural key."""
    stated = {"key": "name", "scope": [], "list": "list_things", **members}
    return document(create(**{"x-atlas-natural-key": stated}))


def with_states(terminal: list[str] | None, failed: list[str] | None) -> Document:
    """Return a document whose thing has a status with these final states."""
    facts = {} if terminal is None else {"x-atlas-terminal": terminal, "x-atlas-failed": failed}
    status = {"enum": ["new", "ok", "bad"], "type": "string", **facts}
    return document(get(responses=answers(to("Thing"))), Thing=thing(status=to("Status")), Status=status)


OLD, NEW = {"x_atlas_idempotency_key": True}, {"x_atlas_repeatable": True}
WAITING = with_states(["ok", "bad"], ["bad"])

FACTS: list[Pair] = [
    (
        "idempotency-key-lost",
        "breaking",
        "create_thing",
        f"{CREATE} honours no idempotency key any more: what was not answered is not repeated",
        document(create(**OLD)),
        document(create()),
    ),
    (
        "idempotency-key-gained",
        "fine",
        "create_thing",
        f"{CREATE} now honours an idempotency key: what was not answered is repeated",
        document(create()),
        document(create(**OLD)),
    ),
    (
        "repeatable-lost",
        "breaking",
        "create_thing",
        f"{CREATE} is not harmless to repeat any more: what was not answered is not repeated",
        document(create(**NEW)),
        document(create()),
    ),
    (
        "repeatable-gained",
        "fine",
        "create_thing",
        f"{CREATE} is now harmless to repeat",
        document(create()),
        document(create(**NEW)),
    ),
    (
        "natural-key-lost",
        "breaking",
        "create_thing",
        f"{OR_CREATE} is gone: `create_thing` has no natural key any more",
        key(),
        document(create()),
    ),
    ("natural-key-gained", "fine", "create_thing", f"{OR_CREATE} is new", document(create()), key()),
    (
        "natural-key-changed",
        "breaking",
        "create_thing",
        f"{OR_CREATE} finds what is there by `slug`, not by `name`",
        key(),
        key(key="slug"),
    ),
    (
        "natural-key-scope-changed",
        "breaking",
        "create_thing",
        f"{OR_CREATE} looks within `environment`, not within everything",
        key(),
        key(scope=["environment"]),
    ),
    (
        "natural-key-list-changed",
        "risky",
        "create_thing",
        f"{OR_CREATE} looks through `all_things`, not through `list_things`",
        key(),
        key(list="all_things"),
    ),
    (
        "paging-lost",
        "breaking",
        "list_things",
        "`ControlPlane.iter_things` is gone: `list_things` has no limit and offset any more",
        document(listing(*PAGING, responses=PAGED)),
        document(listing(PAGING[0], responses=PAGED)),
    ),
    (
        "paging-gained",
        "fine",
        "list_things",
        "`ControlPlane.iter_things` is new",
        document(listing(PAGING[0], responses=PAGED)),
        document(listing(*PAGING, responses=PAGED)),
    ),
    (
        "safe-get-lost",
        "breaking",
        "get_thing",
        "`ControlPlane.safe_get_thing` is gone: `get_thing` is not looked up by one id any more",
        document(get()),
        document(("get", "/thing", operation("get_thing"))),
    ),
    (
        "safe-get-gained",
        "fine",
        "get_thing",
        "`ControlPlane.safe_get_thing` is new",
        document(("get", "/thing", operation("get_thing"))),
        document(get()),
    ),
    (
        "waiting-lost",
        "breaking",
        "get_thing",
        "`ControlPlane.wait_for_thing` is gone: no status is said to be final any more",
        WAITING,
        with_states(None, None),
    ),
    (
        "waiting-gained",
        "fine",
        "get_thing",
        "`ControlPlane.wait_for_thing` is new",
        with_states(None, None),
        WAITING,
    ),
    (
        "terminal-state-removed",
        "breaking",
        "Status",
        "`Status`: waiting no longer ends at ok",
        WAITING,
        with_states(["bad"], ["bad"]),
    ),
    (
        "terminal-state-added",
        "risky",
        "Status",
        "`Status`: waiting now ends at new",
        WAITING,
        with_states(["new", "ok", "bad"], ["bad"]),
    ),
    (
        "failed-state-removed",
        "breaking",
        "Status",
        "`Status`: bad is no failure any more, so waiting does not raise",
        WAITING,
        with_states(["ok", "bad"], []),
    ),
    (
        "failed-state-added",
        "risky",
        "Status",
        "`Status`: ok is now a failure, so waiting raises",
        WAITING,
        with_states(["ok", "bad"], ["ok", "bad"]),
    ),
]
