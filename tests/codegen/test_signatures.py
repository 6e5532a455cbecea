"""What stands in a signature: the type of a parameter, a body, an answer, the same in both worlds."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.codegen.documents import NOTHING, TEXT, answer, content, document, packaged, parameter

THING = {"$ref": "#/components/schemas/Thing"}
KIND = {"$ref": "#/components/schemas/Kind"}
FILE = {"type": "string", "format": "binary"}
NUMBER = {"type": "integer"}


def texts(*more: str) -> dict[str, Any]:
    """Return the schema of text, or of text and more types."""
    return {"type": ["string", *more]} if more else dict(TEXT)


def many(schema: Any) -> dict[str, Any]:
    """Return the schema of a list."""
    return {"type": "array", "items": schema}


# Schema, and its type: as a required parameter, as a body, as an answer.
SCHEMAS: list[tuple[Any, str, str, str]] = [
    (texts(), "str", "str", "str"),
    (NUMBER, "int", "int", "int"),
    ({"type": "number"}, "float", "float", "float"),
    ({"type": "boolean"}, "bool", "bool", "bool"),
    ({"type": "string", "format": "uuid"}, "UUID | str", "UUID", "UUID"),
    ({"type": "string", "format": "date"}, "datetime.date", "datetime.date", "datetime.date"),
    (
        {"type": "string", "format": "date-time"},
        "datetime.datetime",
        "datetime.datetime",
        "datetime.datetime",
    ),
    (texts("null"), "str | None", "str | None", "str | None"),
    (texts("integer"), "int | str", "str | int", "int | str"),
    (KIND, "Kind | str", "Kind", "Kind"),
    (many(NUMBER), "list[int]", "Sequence[int]", "list[int]"),
    (many(texts("null")), "list[None | str]", "Sequence[str | None]", "list[None | str]"),
    (many(many(NUMBER)), "list[list[int]]", "Sequence[Sequence[int]]", "list[list[int]]"),
    (many({}), "list[Any]", "Sequence[Any]", "list[Any]"),
    ({}, "Any", "Any", "Any"),
    (THING, "Thing", "Thing | Mapping[str, Any]", "Thing"),
    (many(THING), "list[Thing]", "Sequence[Thing | Mapping[str, Any]]", "list[Thing]"),
    (
        {"anyOf": [THING, {"type": "null"}]},
        "Thing | None",
        "Thing | Mapping[str, Any] | None",
        "Thing | None",
    ),
    ({"oneOf": [THING, NUMBER]}, "int | Thing", "Thing | Mapping[str, Any] | int", "int | Thing"),
    ({"type": "object"}, "dict[str, Any]", "Mapping[str, Any]", "dict[str, Any]"),
]


@pytest.fixture(scope="module")
def signatures(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """The signatures of all methods in each of the two worlds, by the method's name, without blanks to spare."""
    paths: dict[str, Any] = {}
    for number, (schema, *_) in enumerate(SCHEMAS):
        query = [parameter("it", schema=schema, required=True), parameter("maybe", schema=schema)]
        paths[f"/query/{number}"] = {
            "get": {"operationId": f"query_{number}", "responses": NOTHING, "parameters": query}
        }
        for way, required in (("body", True), ("maybe", False)):
            body = {"required": required, **content(schema)}
            named = {"operationId": f"{way}_{number}", "responses": NOTHING, "requestBody": body}
            paths[f"/{way}/{number}"] = {"post": named}
        paths[f"/answer/{number}"] = {"get": {"operationId": f"answer_{number}", "responses": answer(schema)}}

    others: dict[str, dict[str, Any]] = {
        "file": {"requestBody": {"required": True, **content(FILE, "application/pdf")}},
        "text": {"requestBody": {"required": True, **content(TEXT, "text/plain")}},
        "form": {"requestBody": {"required": True, **content(THING, "application/x-www-form-urlencoded")}},
        "upload": {"requestBody": {"required": True, **content({"type": "object"}, "multipart/form-data")}},
        "get_file": {"responses": answer(FILE, "image/png")},
        "get_text": {"responses": answer(TEXT, "text/plain")},
        "several": {
            "responses": {**answer(THING), **answer(texts(), status="201"), "204": {"description": "None."}}
        },
        "mixed": {
            "parameters": [
                parameter("b"),
                parameter("limit"),
                parameter("a", required=True),
                parameter("X-C", "header"),
            ]
        },
        "own": {
            "parameters": [
                parameter(name, "header")
                for name in ("Idempotency-Key", "X-Request-ID", "Authorization", "Accept")
            ]
        },
        "flag": {"parameters": [parameter("flag", schema={"type": "boolean", "default": True})]},
    }
    for name, stated in others.items():
        paths[f"/{name}"] = {"post": {"operationId": name, "responses": NOTHING, **stated}}
    paths["/gone/{id}"] = {"delete": {"operationId": "gone", "responses": answer(THING)}}
    schemas = {
        "Thing": {"type": "object", "properties": {"id": TEXT}},
        "Kind": {"type": "string", "enum": ["a"]},
    }
    package = packaged(document(paths, schemas=schemas), tmp_path_factory.mktemp("signatures"))
    return [_signatures(package / f"{world}_methods.py") for world in ("sync", "async")]


def _signatures(file: Path) -> dict[str, str]:
    found = re.findall(
        r"    (?:async )?def (\w+)\((.*?)\) -> (.*?):\n        \"\"\"", file.read_text(), re.DOTALL
    )
    return {name: f"{' '.join(takes.split()).strip(',')} -> {gives}" for name, takes, gives in found}


def test_both_worlds_take_and_give_the_same(signatures: list[dict[str, str]]) -> None:
    """But for awaiting."""
    sync, asynchronous = (
        {name: told for name, told in each.items() if name[0] != "_"} for each in signatures
    )

    assert sync == asynchronous
    assert len(sync) == 4 * len(SCHEMAS) + 11


@pytest.mark.parametrize("number", range(len(SCHEMAS)), ids=lambda number: SCHEMAS[number][3])
def test_a_schema_has_its_type(number: int, signatures: list[dict[str, str]]) -> None:
    """What may be left out may be None; None comes last, and once."""
    _, query, body, gives = SCHEMAS[number]
    optional, maybe = (told if told.endswith("| None") else f"{told} | None" for told in (query, body))
    told = signatures[0]

    assert told[f"answer_{number}"] == f"self -> {gives}"
    assert told[f"body_{number}"] == f"self, body: {body} -> None"
    assert told[f"maybe_{number}"] == f"self, body: {maybe} = None -> None"
    assert told[f"query_{number}"] == f"self, *, it: {query}, maybe: {optional} = None -> None"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("file", "self, body: File | bytes | str -> None"),
        ("text", "self, body: File | bytes | str -> None"),
        ("form", "self, body: Thing | Mapping[str, Any] -> None"),
        ("upload", "self, body: Mapping[str, Any] -> None"),
        ("get_file", "self -> File"),
        ("get_text", "self -> str"),
        ("several", "self -> Thing | str | None"),
        ("gone", "self, id: str -> Thing | None"),
        (
            "mixed",
            "self, *, a: str, b: str | None = None, x_c: str | None = None, limit: str | None = None -> None",
        ),
        ("own", "self -> None"),
        ("flag", "self, *, flag: bool = True -> None"),
    ],
)
def test_an_operation_has_its_signature(name: str, told: str, signatures: list[dict[str, str]]) -> None:
    """What is required first, paging last; without what the client sends by itself."""
    assert signatures[0][name] == told
