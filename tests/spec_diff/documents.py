"""Small documents for the rules: one operation, with what a test puts into it."""

from __future__ import annotations

from typing import Any

from atlas_codegen.document import Document

Schema = dict[str, Any]
JSON = "application/json"


def document(*operations: tuple[str, str, dict[str, Any]], **schemas: Schema) -> Document:
    """Return a document of operations, each a method, a path and its content, and of schemas."""
    paths: dict[str, Any] = {}
    for method, path, content in operations:
        paths.setdefault(path, {})[method] = content

    return {
        "openapi": "3.1.0",
        "info": {"title": "Small", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas},
    }


def operation(name: str, **members: Any) -> dict[str, Any]:
    """Return an operation that answers 204 unless *members* say otherwise."""
    members = {key.replace("_", "-") if key.startswith("x_") else key: each for key, each in members.items()}
    return {"operationId": name, "tags": ["things"], "responses": {"204": {"description": ""}}, **members}


def answers(schema: Any, status: str = "200", kind: str = JSON) -> dict[str, Any]:
    """Return responses with one success."""
    return {status: {"description": "", "content": {kind: {"schema": schema}}}}


def sends(schema: Any, kind: str = JSON, **members: Any) -> dict[str, Any]:
    """Return a request body."""
    return {"content": {kind: {"schema": schema}}, **members}


def query(name: str, schema: Any = None, **members: Any) -> dict[str, Any]:
    """Return a query parameter."""
    return {
        "in": "query",
        "name": name,
        "schema": {"type": "string"} if schema is None else schema,
        **members,
    }


def header(name: str, **members: Any) -> dict[str, Any]:
    """Return a header."""
    return {"in": "header", "name": name, "schema": {"type": "string"}, **members}


def in_path(*names: str) -> list[dict[str, Any]]:
    """Return path parameters."""
    return [{"in": "path", "name": name, "required": True, "schema": {"type": "string"}} for name in names]


def thing(*required: str, **properties: Schema) -> Schema:
    """Return an object with members."""
    return {"type": "object", "properties": properties, "required": list(required)}


def to(name: str) -> Schema:
    """Return a reference to a schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def get(**members: Any) -> tuple[str, str, dict[str, Any]]:
    """Return the operation `get_thing` on /things/{thing_id}."""
    content = operation("get_thing", **{"parameters": in_path("thing_id"), **members})
    return "get", "/things/{thing_id}", content


def create(**members: Any) -> tuple[str, str, dict[str, Any]]:
    """Return the operation `create_thing` on /things."""
    return "post", "/things", operation("create_thing", **members)


def listing(*parameters: dict[str, Any], **members: Any) -> tuple[str, str, dict[str, Any]]:
    """Return the operation `list_things` on /things."""
    return "get", "/things", operation("list_things", parameters=list(parameters), **members)


def at(kind: str, schema: Any, **schemas: Schema) -> Document:
    """Return a document with *schema* at a place of that kind, named as `LABELS` has it."""
    if kind == "request-parameter":
        return document(listing(query("at", schema)), **schemas)
    if kind == "request-body":
        return document(create(requestBody=sends(schema)), **schemas)
    if kind == "response-body":
        return document(get(responses=answers(schema)), **schemas)
    if kind == "request-property":
        return document(create(requestBody=sends(to("Thing"))), Thing=thing(at=schema), **schemas)

    return document(get(responses=answers(to("Thing"))), Thing=thing(at=schema), **schemas)


# Kind: where an exception says it is, and what a sentence calls it.
LABELS = {
    "request-parameter": ("list_things.at", "`at` of `ControlPlane.list_things`"),
    "request-body": ("create_thing.body", "the body of `ControlPlane.create_thing`"),
    "request-property": ("Thing.at", "`Thing.at`"),
    "response-body": ("get_thing.answer", "the answer of `ControlPlane.get_thing`"),
    "response-property": ("Thing.at", "`Thing.at`"),
}
