"""A published document in our form: what FastAPI and 3.0 write otherwise becomes one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi import FastAPI
from pydantic import BaseModel

from atlas_codegen.document import canonical
from atlas_codegen.normal import normalised, short_name
from atlas_codegen.overlay import overlaid, read_overlay
from tests.generating import real_document
from tools.places import ROOT

TEXT: dict[str, Any] = {"type": "string"}
THING = {"$ref": "#/components/schemas/Thing"}


def as_property(schema: dict[str, Any]) -> Any:
    """Return *schema* as it comes out, as the property `some_name` of a Thing."""
    thing = {"type": "object", "properties": {"some_name": schema}}
    told = normalised({"openapi": "3.0.3", "paths": {}, "components": {"schemas": {"Thing": thing}}})
    return told["components"]["schemas"]["Thing"]["properties"]["some_name"]


@pytest.mark.parametrize(
    ("published", "ours"),
    [
        ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
        ({"type": "string", "nullable": False}, TEXT),
        (
            {"allOf": [THING], "nullable": True, "description": "x"},
            {"anyOf": [THING, {"type": "null"}], "description": "x"},
        ),
        (
            {"type": "string", "enum": ["a"], "nullable": True},
            {"anyOf": [{"type": "string", "enum": ["a"]}, {"type": "null"}]},
        ),
        ({"anyOf": [TEXT, {"type": "null"}], "default": None}, {"type": ["string", "null"], "default": None}),
        ({"oneOf": [{"type": "null"}, THING]}, {"anyOf": [THING, {"type": "null"}]}),
        ({"anyOf": [TEXT, {"type": "integer"}]}, {"anyOf": [TEXT, {"type": "integer"}]}),
        (
            {"type": "number", "minimum": 0, "exclusiveMinimum": True},
            {"type": "number", "exclusiveMinimum": 0},
        ),
        ({"type": "number", "maximum": 9, "exclusiveMaximum": False}, {"type": "number", "maximum": 9}),
        (
            {"type": "object", "properties": {"default": {"type": "string", "nullable": True}}},
            {"type": "object", "properties": {"default": {"type": ["string", "null"]}}},
        ),
        ({"type": "string", "title": "Some Name"}, TEXT),
        ({"type": "string", "title": "some_name"}, TEXT),
        ({"type": "string", "title": "Chosen"}, {"type": "string", "title": "Chosen"}),
        (
            {"type": "object", "example": {"nullable": True}},
            {"type": "object", "example": {"nullable": True}},
        ),
        (
            {"type": "object", "properties": {"nullable": {"type": "boolean"}, "title": TEXT}},
            {"type": "object", "properties": {"nullable": {"type": "boolean"}, "title": TEXT}},
        ),
    ],
)
def test_a_schema_in_our_form(published: dict[str, Any], ours: dict[str, Any]) -> None:
    """Null by a list of types, or else by anyOf; limits as numbers; no title that says the name again."""
    assert as_property(published) == ours
    assert as_property(ours) == ours


@pytest.mark.parametrize(
    ("name", "method", "path", "short"),
    [
        ("get_a_api_v1_a__a_id__get", "get", "/api/v1/a/{a_id}", "get_a"),
        ("list_a_a__get", "get", "/a/", "list_a"),
        ("get_a", "get", "/api/v1/a", "get_a"),
        ("get_a_api_v1_a_get", "post", "/api/v1/a", "get_a_api_v1_a_get"),
        ("_a_get", "get", "/a", "_a_get"),
    ],
)
def test_a_made_operation_id_is_short_again(name: str, method: str, path: str, short: str) -> None:
    """What FastAPI adds goes, and nothing else."""
    assert short_name(name, method, path) == short


class Item(BaseModel):
    """A model as a service has it."""

    some_name: str
    other: str | None = None


def test_what_fastapi_publishes_is_understood() -> None:
    """A real application's document: short names, no titles, null by types."""
    app = FastAPI()

    @app.get("/items/{item_id}", tags=["items"])
    def list_items(item_id: str, source: str | None = None) -> list[Item]:
        return []

    told = normalised(app.openapi())

    operation = told["paths"]["/items/{item_id}"]["get"]
    assert operation["operationId"] == "list_items"
    assert [each["schema"] for each in operation["parameters"]] == [
        {"type": "string"},
        {"type": ["string", "null"]},
    ]
    assert "title" not in operation["responses"]["200"]["content"]["application/json"]["schema"]
    item = told["components"]["schemas"]["Item"]
    assert item["properties"] == {"some_name": {"type": "string"}, "other": {"type": ["string", "null"]}}
    assert "title" not in item


def test_our_own_document_is_in_our_form() -> None:
    """There is nothing to do to it."""
    assert normalised(real_document()) == real_document()


def test_published_and_overlay_make_our_document() -> None:
    """To the byte: nobody edited the document by hand, or forgot to pull after a change of the overlay."""
    published = json.loads((ROOT / "openapi" / "published.json").read_bytes())
    actions = read_overlay(ROOT / "openapi" / "overlay.json")

    assert (ROOT / "openapi" / "published.json").read_text(encoding="utf-8") == canonical(published)
    assert canonical(normalised(overlaid(published, actions))) == canonical(real_document())
