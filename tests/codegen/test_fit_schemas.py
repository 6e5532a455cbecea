"""A stranger's schemas are made to fit: names of classes, lists, values said in several parts."""

from __future__ import annotations

from typing import Any

import pytest

from atlas_codegen.document import resolve
from atlas_codegen.refusal import Refusal
from tests.codegen.documents import TEXT, answer, content, document, fit, fit_schema, one, parameter

OBJECT = {"type": "object", "properties": {"a": TEXT}}


def title_of(name: str, *others: str) -> str | None:
    """Return the title that the schema *name* gets among *others*."""
    schemas: dict[str, Any] = {each: dict(OBJECT) for each in (*others, name)}
    found = fit(document(one(), schemas=schemas))["components"]["schemas"][name]
    title: str | None = found.get("title")
    return title


def test_titles_name_no_classes() -> None:
    """Two schemas may have the same title; a property called `title` is no title."""
    schema = {
        "type": "object",
        "title": "A thing",
        "properties": {"title": {"type": "string", "title": "Its"}},
    }

    assert fit_schema(schema) == {"type": "object", "properties": {"title": TEXT}}


def test_equal_titles_are_not_refused() -> None:
    """Of inline schemas and of shared ones alike."""
    inline = {"type": "object", "title": "Same", "properties": {"a": {"type": "object", "title": "Same"}}}

    assert fit_schema(inline, Other={"type": "object", "title": "Same"}) == {
        "type": "object",
        "properties": {"a": {"type": "object"}},
    }


def test_the_documents_own_title_stays() -> None:
    """It names the service."""
    assert fit(document(one()))["info"]["title"] == "Shop"


@pytest.mark.parametrize(
    "examples", [{"example": {"title": "T"}}, {"default": {"title": "T"}}, {"enum": [{"title": "T"}]}]
)
def test_data_is_left_alone(examples: dict[str, Any]) -> None:
    """A title in somebody's example is his."""
    found = fit_schema({"type": "object", "properties": {"a": {"type": "object", **examples}}})["properties"][
        "a"
    ]

    assert found == {"type": "object", **({} if "enum" in examples else examples)}


@pytest.mark.parametrize("kinds", ["array", ["array", "null"]])
def test_a_list_without_items_holds_anything(kinds: Any) -> None:
    """The generator refuses one that says nothing of them."""
    assert fit_schema({"type": kinds}) == {"type": kinds, "items": {}}


@pytest.mark.parametrize("stated", [{"items": TEXT}, {"prefixItems": [TEXT]}])
def test_a_list_that_says_what_it_holds_stays(stated: dict[str, Any]) -> None:
    """In either way to say it."""
    assert fit_schema({"type": "array", **stated}) == {"type": "array", **stated}


@pytest.mark.parametrize("name", ["Operation", "Any", "File", "Client", "Response", "T", "UUID", "Unset"])
def test_a_class_that_is_taken_gets_another_name(name: str) -> None:
    """The generated modules use that one themselves."""
    assert title_of(name) == f"{name}Model"


@pytest.mark.parametrize(
    ("name", "others", "title"),
    [
        ("Thing", ["Other"], None),
        ("foo_bar", ["FooBar"], "FooBarModel"),
        ("foo_bar", ["FooBar", "Foo_Bar"], "FooBar2"),
        ("Url", ["URL"], "UrlModel"),
        ("url", ["URL", "Url"], "Url2"),
        ("Foo_1", ["Foo1"], "Foo1Model"),
        ("FileModel", ["File"], "FileModelModel"),
    ],
)
def test_equal_classes_get_names_of_their_own(name: str, others: list[str], title: str | None) -> None:
    """Classes of one name, or in modules of one name, would be one; the first by name keeps its own."""
    assert title_of(name, *others) == title


def test_words_beside_one_part_go_to_the_whole() -> None:
    """`allOf` of a reference is how 3.0 says something about it."""
    stated = {
        "allOf": [
            {"$ref": "#/components/schemas/Other"},
            {"title": "No.", "description": "Mine.", "default": {}},
        ]
    }

    assert fit_schema(stated, Other=OBJECT) == {
        "allOf": [{"$ref": "#/components/schemas/Other"}],
        "description": "Mine.",
        "default": {},
    }


def test_own_words_win_over_those_of_a_part() -> None:
    """They are nearer."""
    stated = {
        "description": "Own.",
        "allOf": [{"$ref": "#/components/schemas/Other"}, {"description": "Part's."}],
    }

    assert fit_schema(stated, Other=OBJECT)["description"] == "Own."


def test_parts_that_only_have_words_are_none() -> None:
    """An empty `allOf` is no schema."""
    assert fit_schema({"type": "string", "allOf": [{"description": "Words."}]}) == {
        "type": "string",
        "description": "Words.",
    }


def test_parts_of_one_value_are_put_together() -> None:
    """The generator merges objects only."""
    stated = {
        "description": "An email.",
        "allOf": [
            {"$ref": "#/components/schemas/Text"},
            {"maxLength": 5},
            {"minLength": 1, "description": "No."},
        ],
    }

    assert fit_schema(stated, Text={"type": "string", "pattern": "@"}) == {
        "description": "An email.",
        "type": "string",
        "pattern": "@",
        "maxLength": 5,
        "minLength": 1,
    }


@pytest.mark.parametrize(
    "part",
    [
        {"type": "object"},
        {"properties": {"b": TEXT}},
        {"additionalProperties": TEXT},
        {"$ref": "#/components/schemas/Other"},
    ],
)
def test_parts_of_an_object_are_the_generators(part: dict[str, Any]) -> None:
    """It merges them by itself."""
    stated = {"allOf": [{"required": ["a"]}, part]}

    assert fit_schema(stated, Other=OBJECT)["allOf"] == stated["allOf"]


def test_enums_of_text_get_names_and_others_are_none() -> None:
    """Wherever they stand; of mixed values a class can't be made."""
    found = fit(
        document(
            one(
                parameters=[
                    parameter("sort", schema={"type": "string", "enum": ["a", "-a"]}),
                    parameter("version", schema={"enum": [1, "2"]}),
                    parameter("size", schema={"type": "integer", "enum": [1, 2]}),
                ]
            )
        )
    )
    [operation] = [each for item in found["paths"].values() for each in item.values()]

    assert [resolve(found, each["schema"]) for each in operation["parameters"]] == [
        {"type": "string", "enum": ["a", "-a"], "x-enum-varnames": ["A", "VALUE_MINUS_A"]},
        {},
        {"type": "integer", "enum": [1, 2]},
    ]


def test_a_property_called_enum_is_no_enum() -> None:
    """Nor `allOf`, `type` or `items`: they are names there."""
    schema = {
        "type": "object",
        "properties": {name: dict(TEXT) for name in ("enum", "allOf", "type", "items", "title")},
    }

    assert fit_schema(schema) == schema


def test_a_property_called_properties_is_one_like_all_others() -> None:
    """It was taken for the list of them, and left as it was."""
    inner = {"type": "string", "title": "Its", "enum": ["a", "-a"]}

    thing = {"type": "object", "properties": {"properties": inner}}
    paths = one(responses=answer({"$ref": "#/components/schemas/Thing"}))
    found = fit(document(paths, schemas={"Thing": thing}))

    member = found["components"]["schemas"]["Thing"]["properties"]["properties"]
    assert resolve(found, member) == {
        "type": "string",
        "enum": ["a", "-a"],
        "x-enum-varnames": ["A", "VALUE_MINUS_A"],
    }


@pytest.mark.parametrize("name", ["Größe", "a b", 'x"y'])
def test_names_that_openapi_forbids_are_refused(name: str) -> None:
    """Rule: https://spec.openapis.org/oas/v3.1.0#components-object"""
    paths = one(responses=answer({"$ref": f"#/components/schemas/{name}"}))

    with pytest.raises(Refusal, match="does not match"):
        fit(document(paths, schemas={name: OBJECT}))


def test_what_operations_share_is_named_after_itself() -> None:
    """Not after the first of them, which another one may precede one day."""
    sort = {"name": "sort", "in": "query", "schema": {"type": "string", "enum": ["up", "down"]}}
    shared = {"description": "All.", **content({"type": "object", "properties": {"n": TEXT}})}
    use = {
        "parameters": [{"$ref": "#/components/parameters/Order"}],
        "responses": {"200": {"$ref": "#/components/responses/Found"}},
    }
    paths = {**one("get", "/a", **use), **one("get", "/b", **use)}

    found = fit(document(paths, parameters={"Order": sort}, responses={"Found": shared}))

    assert set(found["components"]["schemas"]) == {"Order", "Found"}
