"""The same contract written otherwise is no change, at whatever place; and what refers to itself ends."""

from __future__ import annotations

import json
from typing import Any

import pytest

from atlas_codegen.document import Document, canonical
from atlas_codegen.refusal import Refusal
from tests.generating import real_document
from tests.spec_diff.documents import LABELS, answers, at, document, get, thing, to
from tools.spec_diff.compare import changes_between

TEXT: dict[str, Any] = {"type": "string"}
NULL: dict[str, Any] = {"type": "null"}
MAYBE: dict[str, Any] = {"type": ["string", "null"]}
WHOLE: dict[str, Any] = {"type": "integer"}
ENUM: dict[str, Any] = {"type": "string", "enum": ["red"]}
CLASSES = {"Alias": TEXT, "Color": ENUM, "One": thing(a=TEXT), "MaybeText": MAYBE}

SAME = {
    "anyOf with null, and a list of types": ({"anyOf": [TEXT, NULL]}, MAYBE),
    "oneOf with null": ({"oneOf": [NULL, TEXT]}, MAYBE),
    "nullable, as 3.0 has it": ({"type": "string", "nullable": True}, MAYBE),
    "an optional of FastAPI": ({"anyOf": [TEXT, NULL], "title": "At"}, MAYBE),
    "an optional enum, null among its values": (
        {"type": ["string", "null"], "enum": ["red", None]},
        {"anyOf": [ENUM, NULL]},
    ),
    "null as an enum": ({"anyOf": [TEXT, {"enum": [None]}]}, MAYBE),
    "null as a constant": ({"anyOf": [TEXT, {"const": None}]}, MAYBE),
    "a list of one type": ({"type": ["string"]}, TEXT),
    "a union of bare types": ({"anyOf": [TEXT, WHOLE]}, {"type": ["string", "integer"]}),
    "another order of types": ({"type": ["string", "integer"]}, {"type": ["integer", "string"]}),
    "allOf with one member": ({"allOf": [TEXT]}, TEXT),
    "allOf with one reference": ({"allOf": [to("One")], "description": "x"}, to("One")),
    "a nullable reference, two ways": (
        {"allOf": [to("One")], "nullable": True},
        {"anyOf": [to("One"), NULL]},
    ),
    "a reference that is nullable itself": (to("MaybeText"), {"anyOf": [to("Alias"), NULL]}),
    "a reference and the same inline": (to("Alias"), TEXT),
    "a constant and an enum of one": ({"type": "string", "const": "red"}, ENUM),
    "an enum without its type": ({"enum": ["red"]}, ENUM),
    "another order of values": (
        {"type": "string", "enum": ["red", "blue"]},
        {"type": "string", "enum": ["blue", "red"]},
    ),
    "words only": (
        {"type": "string", "title": "A", "description": "a", "examples": ["a"]},
        {"type": "string", "title": "B", "description": "b", "example": "b"},
    ),
    "a limit of whole numbers": (
        {"type": "integer", "exclusiveMinimum": 0},
        {"type": "integer", "minimum": 1},
    ),
    "an exclusive limit, as 3.0 has it": (
        {"type": "number", "minimum": 0, "exclusiveMinimum": True},
        {"type": "number", "exclusiveMinimum": 0},
    ),
    "a length of nothing": ({"type": "string", "minLength": 0}, TEXT),
    "further members, said or not": (
        {"type": "object", "additionalProperties": True},
        {"type": "object"},
    ),
    "an object without its type": (
        {"properties": {"a": TEXT}},
        {"type": "object", "properties": {"a": TEXT}},
    ),
    "allOf put together": (
        {"allOf": [thing("a", a=TEXT), thing(b=WHOLE)]},
        thing("a", a=TEXT, b=WHOLE),
    ),
    "no schema at all": ({}, True),
}


@pytest.mark.parametrize("kind", LABELS)
@pytest.mark.parametrize("name", SAME)
def test_another_way_to_write_it_is_no_change(name: str, kind: str) -> None:
    """No alarm, in either direction."""
    first, second = (at(kind, schema, **CLASSES) for schema in SAME[name])

    assert changes_between(first, second) == []
    assert changes_between(second, first) == []


def reversed_keys(thing: Any) -> Any:
    """Return *thing* with the keys of every object in the other order."""
    if isinstance(thing, dict):
        return {key: reversed_keys(value) for key, value in reversed(thing.items())}

    return [reversed_keys(each) for each in thing] if isinstance(thing, list) else thing


def retold(document: Document) -> Document:
    """Return *document* with other words in it."""
    text = canonical(document).replace('"description": "', '"description": "In other words: ')
    told: Document = json.loads(text.replace('"summary": "', '"summary": "Otherwise '))
    return told


def as_fastapi_says(thing: Any) -> Any:
    """Return *thing* with each list of a type and null as `anyOf`, and a title for it."""
    if isinstance(thing, list):
        return [as_fastapi_says(each) for each in thing]
    if not isinstance(thing, dict):
        return thing

    told = {key: as_fastapi_says(value) for key, value in thing.items()}
    if isinstance(told.get("type"), list) and len(told["type"]) == 2:
        beside = {key: told.pop(key) for key in ("description", "default") if key in told}
        told["type"] = told["type"][0]
        return {"anyOf": [told, NULL], "title": "Said Otherwise", **beside}

    return told


@pytest.mark.parametrize("change", [reversed_keys, retold, as_fastapi_says])
def test_our_document_told_otherwise_is_no_change(change: Any) -> None:
    """The whole contract with other words, another order, other nulls."""
    assert changes_between(real_document(), change(real_document())) == []
    assert changes_between(change(real_document()), real_document()) == []


def tree(**members: Any) -> Document:
    """Return a document in which a Tree has a Tree, three ways."""
    schema = thing(
        child=to("Tree"),
        children={"type": "array", "items": to("Tree")},
        either={"anyOf": [to("Tree"), TEXT]},
    )
    schema["properties"].update(members)
    return document(get(responses=answers(to("Tree"))), Tree=schema)


def test_what_refers_to_itself_ends() -> None:
    """A recursive schema is looked at once, and what changes in it is found."""
    assert changes_between(tree(), tree()) == []

    found = changes_between(tree(leaf=TEXT), tree(leaf=MAYBE))

    assert [change.text for change in found] == ["`Tree.leaf` may now be None"]


@pytest.mark.parametrize(
    ("schema", "reason"),
    [
        ({"allOf": [to("Own")]}, "RecursionError"),
        ({"anyOf": [to("Own")]}, "RecursionError"),
        ({"type": "object", "required": True}, "TypeError"),
        ({"type": "object", "properties": ["a"]}, "AttributeError"),
    ],
)
def test_what_can_not_be_understood_is_told(schema: dict[str, Any], reason: str) -> None:
    """A schema that is itself and nothing else, or of another kind than the validator believes."""
    odd = document(get(responses=answers(to("Own"))), Own=schema)

    with pytest.raises(Refusal, match=f"one of the two documents has something of the wrong kind.*{reason}"):
        changes_between(tree(), odd)


def test_a_change_in_a_shared_schema_is_told_once() -> None:
    """Not at each of the places that refer to it."""
    both = thing(a=to("Color"), b=to("Color"), c={"type": "array", "items": to("Color")})
    before = document(get(responses=answers(to("Both"))), Both=both, Color=ENUM)
    after = document(
        get(responses=answers(to("Both"))), Both=both, Color={"type": "string", "enum": ["red", "blue"]}
    )

    assert [(change.rule, change.where) for change in changes_between(before, after)] == [
        ("response-property-enum-value-added", "Color"),
        ("enum-member-added", "Color"),
    ]


def test_a_schema_sent_and_answered_is_judged_for_both() -> None:
    """The same field breaks one direction and widens the other."""
    one, other = (
        document(
            get(
                responses=answers(to("Thing")),
                requestBody={"content": {"application/json": {"schema": to("Thing")}}},
            ),
            Thing=thing(a=schema),
        )
        for schema in (TEXT, MAYBE)
    )

    assert [(change.rule, change.level) for change in changes_between(one, other)] == [
        ("response-property-became-nullable", "breaking"),
        ("request-property-became-nullable", "fine"),
    ]
