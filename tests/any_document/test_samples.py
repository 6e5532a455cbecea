"""What `sample` makes is valid, for every schema of every document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.any_document.reading import FOLDER, Document, Judge, operations, read, resolved
from tests.any_document.sample import Endless, sample

DOCUMENTS = sorted(path.name for path in FOLDER.iterdir() if path.suffix in (".json", ".yaml"))


def schemas(document: Document) -> Iterator[tuple[str, Any]]:
    """Yield every schema of a document that has a name, a body, an answer or a parameter, and where it is."""
    yield from document["components"]["schemas"].items()
    for operation in operations(document):
        yield from ((f"{operation.name} {each['name']}", each["schema"]) for each in operation.parameters)
        for status, response in operation.content["responses"].items():
            for kind, media in resolved(document, response).get("content", {}).items():
                yield f"{operation.name} {status} {kind}", media.get("schema", {})
        for kind, media in (operation.body or {}).get("content", {}).items():
            yield f"{operation.name} {kind}", media.get("schema", {})


@pytest.mark.parametrize("sparse", [False, True], ids=["whole", "sparse"])
@pytest.mark.parametrize("writing", [False, True], ids=["reading", "writing"])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_sample_is_valid(name: str, writing: bool, sparse: bool) -> None:
    """All schemas of a document, for requests and for answers, with all members and with as few as possible."""
    document = read(name)
    judge = Judge(document)

    wrong = []
    for where, schema in schemas(document):
        value = sample(document, schema, writing=writing, sparse=sparse)
        wrong += [f"{where}: {said}" for said in [judge.wrong(schema, value, writing=writing)] if said]

    assert wrong == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_large_enough(name: str) -> None:
    """Fifty operations, and no two of them alike by name."""
    names = [operation.name for operation in operations(read(name))]

    assert len(names) >= 50
    assert len(set(names)) == len(names)


WORDS: Document = {
    "openapi": "3.0.3",
    "components": {
        "schemas": {
            "Tree": {
                "properties": {"left": {"$ref": "#/components/schemas/Tree"}, "name": {"type": "string"}}
            },
            "Chain": {"required": ["next"], "properties": {"next": {"$ref": "#/components/schemas/Chain"}}},
            "Cat": {"properties": {"kind": {"type": "string"}, "lives": {"type": "integer"}}},
        }
    },
}


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"$ref": "#/components/schemas/Tree"}, {"name": "text"}),
        ({"type": "array", "items": {"$ref": "#/components/schemas/Tree"}}, [{"name": "text"}] * 2),
        (
            {"oneOf": [{"$ref": "#/components/schemas/Cat"}], "discriminator": {"propertyName": "kind"}},
            {"kind": "Cat", "lives": 3},
        ),
        ({"allOf": [{"enum": ["", "a"]}], "nullable": True}, "a"),
        ({"type": ["null", "integer"], "minimum": 10, "multipleOf": 4}, 12),
        ({"type": "number", "minimum": 0, "maximum": 1, "exclusiveMaximum": True}, 0.5),
        ({"type": "string", "pattern": r"^[A-Z]{3}-\d{2}(x|y)?$"}, "AAA-11x"),
        ({"type": "string", "format": "date", "minLength": 3}, "2026-03-01"),
        ({"type": "string", "maxLength": 2}, "te"),
        ({"anyOf": [{"type": "null"}, {"const": 7}]}, 7),
        ({"type": "null"}, None),
        ({"type": "object", "additionalProperties": {"type": "boolean"}}, {"more": True}),
    ],
)
def test_what_a_sample_is(schema: Any, value: Any) -> None:
    """One value each, written down."""
    assert sample(WORDS, schema, writing=False) == value


def test_what_is_read_only_is_not_written() -> None:
    """And what is write-only is not read, but in 3.1 it may come."""
    schema = {
        "properties": {
            "id": {"type": "integer", "readOnly": True},
            "password": {"type": "string", "writeOnly": True},
        }
    }

    assert sample(WORDS, schema, writing=True) == {"password": "text"}
    assert sample(WORDS, schema, writing=False) == {"id": 3}
    newer = {**WORDS, "openapi": "3.1.0"}
    assert sample(newer, schema, writing=True) == {"password": "text"}
    assert sample(newer, schema, writing=False) == {"id": 3, "password": "text"}


def test_what_has_no_end_says_so() -> None:
    """A schema that must hold itself has no finite value."""
    with pytest.raises(Endless, match="Chain"):
        sample(WORDS, {"$ref": "#/components/schemas/Chain"}, writing=False)


@pytest.mark.parametrize(
    "schema",
    [
        {"type": ["integer", "null"]},
        {"type": "string", "nullable": True},
        {"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"type": "null"}]},
    ],
)
def test_a_sparse_sample_is_null_where_it_may_be(schema: Any) -> None:
    """However a document says so."""
    assert sample(WORDS, schema, writing=False, sparse=True) is None
    assert sample(WORDS, schema, writing=False) is not None
