"""Pairs of documents for the rules on operations: rule, level, where, sentence, before, after."""

from __future__ import annotations

from atlas_codegen.document import Document
from tests.spec_diff.documents import (
    JSON,
    answers,
    document,
    get,
    in_path,
    operation,
    thing,
    to,
)

Pair = tuple[str, str, str, str, Document, Document]

ANY = {"type": "object"}
GET, LIST = "`ControlPlane.get_thing`", "`ControlPlane.list_things`"
CREATE = "`ControlPlane.create_thing`"
EMPTY = document()
TOKEN: list[dict[str, list[str]]] = [{"Bearer": []}]
NO_CONTENT = {"204": {"description": ""}}
FAILING = {**NO_CONTENT, "409": {"description": ""}}
A = thing(a={"type": "string"})


def two(first: str, second: str, path: str) -> Document:
    """Return a document whose operation has two arguments in its path."""
    return document(("get", path, operation("get_thing", parameters=in_path(first, second))))


OPERATIONS: list[Pair] = [
    (
        "api-removed-without-deprecation",
        "breaking",
        "get_thing",
        f"{GET} is gone, and so with `safe_get_thing`",
        document(get()),
        EMPTY,
    ),
    (
        "api-removed-with-deprecation",
        "breaking",
        "get_thing",
        f"{GET} is gone, as its deprecation announced, and so with `safe_get_thing`",
        document(get(deprecated=True)),
        EMPTY,
    ),
    ("endpoint-added", "fine", "get_thing", f"{GET} is new", EMPTY, document(get())),
    (
        "api-operation-id-removed",
        "breaking",
        "get_thing",
        f"{GET} is now called `read_thing`, and so with `safe_get_thing`",
        document(get()),
        document(get(operationId="read_thing")),
    ),
    (
        "api-tag-removed",
        "breaking",
        "get_thing",
        "the low-level `get_thing` moves from `api.things` to `api.my_things`: its import changes",
        document(get()),
        document(get(tags=["my things"])),
    ),
    (
        "api-path-changed",
        "risky",
        "get_thing",
        f"{GET} asks /v2/{{thing_id}} instead of /things/{{thing_id}}: a server of before answers 404",
        document(get()),
        document(("get", "/v2/{thing_id}", get()[2])),
    ),
    (
        "api-method-changed",
        "risky",
        "get_thing",
        f"{GET} sends HEAD instead of GET: a server of before answers 405",
        document(get()),
        document(("head", "/things/{thing_id}", get()[2])),
    ),
    (
        "request-path-parameters-reordered",
        "breaking",
        "get_thing",
        f"{GET} takes its positional arguments in another order: b, a",
        two("a", "b", "/{a}/{b}"),
        two("a", "b", "/{b}/{a}"),
    ),
    (
        "endpoint-deprecated",
        "fine",
        "get_thing",
        f"{GET} is deprecated",
        document(get()),
        document(get(deprecated=True)),
    ),
    (
        "endpoint-reactivated",
        "fine",
        "get_thing",
        f"{GET} is not deprecated any more",
        document(get(deprecated=True)),
        document(get()),
    ),
    (
        "api-security-added",
        "breaking",
        "get_thing",
        f"{GET} now needs a token",
        document(get(security=[])),
        document(get(security=TOKEN)),
    ),
    (
        "api-security-removed",
        "fine",
        "get_thing",
        f"{GET} needs no token any more",
        document(get(security=TOKEN)),
        document(get(security=[{}, *TOKEN])),
    ),
    (
        "response-return-type-changed",
        "breaking",
        "get_thing",
        f"{GET} now returns `list[A]`, not `A`",
        document(get(responses=answers(to("A"))), A=A),
        document(get(responses=answers({"type": "array", "items": to("A")})), A=A),
    ),
    (
        "response-success-status-removed",
        "breaking",
        "get_thing",
        f"{GET} does not answer 202 any more",
        document(get(responses={**NO_CONTENT, "202": {"description": ""}})),
        document(get()),
    ),
    (
        "response-success-status-added",
        "risky",
        "get_thing",
        f"{GET} may now answer 202, which a client of before does not know",
        document(get()),
        document(get(responses={**NO_CONTENT, "202": {"description": ""}})),
    ),
    (
        "response-non-success-status-removed",
        "fine",
        "get_thing",
        f"{GET} no longer documents the error 409",
        document(get(responses=FAILING)),
        document(get()),
    ),
    (
        "response-non-success-status-added",
        "risky",
        "get_thing",
        f"{GET} may now fail with 409",
        document(get()),
        document(get(responses=FAILING)),
    ),
    (
        "response-media-type-removed",
        "breaking",
        "get_thing",
        f"{GET} no longer answers 200 as {JSON}",
        document(get(responses=answers(ANY))),
        document(get(responses=answers(ANY, kind="text/csv"))),
    ),
    (
        "response-media-type-added",
        "risky",
        "get_thing",
        f"{GET} may now answer 200 as text/csv",
        document(get(responses=answers(ANY))),
        document(get(responses=answers(ANY, kind="text/csv"))),
    ),
]
