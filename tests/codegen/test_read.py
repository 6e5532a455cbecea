"""A document is read as it is published: JSON or YAML, whole, and what it says."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from typing import Any

import pytest

from atlas_codegen.read import parsed
from atlas_codegen.refusal import Refusal
from tests.codegen.documents import NOTHING, document, one

YAML = """
openapi: 3.0.3
info: {title: Shop, version: 1.0}
x-since: 2024-02-29
x-at: 2024-02-29T12:30:00Z
x-flags: [yes, no, on, 010, 1e3, ~, 0x1F]
paths:
  /things:
    get:
      operationId: list_things
      responses:
        200: {description: Done.}
        '404': {description: None.}
        default: &other {description: Other.}
    head:
      responses: {2XX: *other}
"""


def read(text: str | bytes | Any, *, yaml: bool = True) -> Any:
    """Return the document in *text*, or in the JSON of something else."""
    raw = text if isinstance(text, bytes) else (text if isinstance(text, str) else json.dumps(text)).encode()
    return parsed(raw, "shop.json", yaml=yaml)


def test_json_is_read_as_it_stands() -> None:
    """As YAML's numbers and dates would not be."""
    stranger = document(one(description="größe 2024-02-29"))

    assert read(stranger) == stranger == read(json.dumps(stranger, indent="\t", ensure_ascii=False))


def test_yaml_is_read_as_json_would_have_it() -> None:
    """Statuses and dates are text; yes and no are, as YAML 1.2 has it."""
    found = read(YAML)

    assert found["openapi"] == "3.0.3"
    assert found["x-since"] == "2024-02-29"
    assert found["x-at"].startswith("2024-02-29")
    assert found["x-flags"][:3] == ["yes", "no", "on"]
    assert found["x-flags"][4:] == [1000.0, None, 31]
    responses = found["paths"]["/things"]["get"]["responses"]
    assert list(responses) == ["200", "404", "default"]
    assert found["paths"]["/things"]["head"]["responses"] == {"2XX": responses["default"]}
    json.dumps(found)


@pytest.mark.parametrize(
    ("text", "yaml"), [(YAML, True), (json.dumps({**document(one()), "openapi": "3.0.3"}), False)]
)
def test_a_byte_order_mark_is_passed_over(text: str, yaml: bool) -> None:
    """Some systems write one."""
    assert read(BOM_UTF8 + text.encode(), yaml=yaml)["openapi"] == "3.0.3"


def test_yaml_is_read_only_where_it_is_wanted() -> None:
    """The Control Plane publishes JSON."""
    with pytest.raises(Refusal, match=r"shop\.json is not JSON"):
        read(YAML, yaml=False)


@pytest.mark.parametrize("version", ["3.0.0", "3.0.3", "3.1.0", "3.1.1"])
def test_versions_that_are_read(version: str) -> None:
    """All of OpenAPI 3.0 and 3.1."""
    assert read({**document(one()), "openapi": version})["openapi"] == version


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('{"swagger": "2.0", "paths": {}}', "is not OpenAPI 3.0 or 3.1, but says openapi: None"),
        ("swagger: '2.0'\npaths: {}", "is not OpenAPI 3.0 or 3.1, but says openapi: None"),
        ({**document(one()), "openapi": "3.2.0"}, "is not OpenAPI 3.0 or 3.1, but says openapi: '3.2.0'"),
        ({**document(one()), "openapi": "3.10"}, "is not OpenAPI 3.0 or 3.1, but says openapi: '3.10'"),
        ({**document(one()), "openapi": 3.1}, "is not OpenAPI 3.0 or 3.1, but says openapi: 3.1"),
        ({"openapi": "3.1.0", "info": {}}, "is not OpenAPI 3.0 or 3.1"),
        ({"openapi": "3.1.0", "paths": []}, "is not OpenAPI 3.0 or 3.1"),
        ("[]", "is not OpenAPI 3.0 or 3.1, but says openapi: None"),
        ("null", "is not OpenAPI 3.0 or 3.1, but says openapi: None"),
        ("", "is not OpenAPI 3.0 or 3.1, but says openapi: None"),
        ("Not found", "is not OpenAPI 3.0 or 3.1, but says openapi: None"),
        ("<!doctype html><html><body>Sign in</body></html>", "is not OpenAPI 3.0 or 3.1"),
        ('{"openapi": "3.1.0", "paths": {', "is not JSON: "),
        (BOM_UTF8 + b'{"a": 1, "a": 2}', "is not JSON: the key 'a' stands twice"),
        ('  \n{"a": 1, "a": 2}', "is not JSON: the key 'a' stands twice"),
        ("openapi: [", "is neither JSON nor YAML: "),
        ("a: 1\na: 2\n", "is neither JSON nor YAML: .*duplicate key"),
        ("a: 1\n  b: 2\n", "is neither JSON nor YAML: "),
        (
            "a: !!python/object/apply:os.getcwd []",
            "is neither JSON nor YAML: .*could not determine a constructor",
        ),
        ("a: &a [*a]", "is neither JSON nor YAML: "),
        (b"\xff\xfe\x00", "is neither JSON nor YAML: "),
        (b"openapi: 3.1.0\x00", "is neither JSON nor YAML: "),
        ("[" * 1_000, "is neither JSON nor YAML: "),
        ('{"a":' * 100_000, "is not JSON: "),
        ("paths:\n  200: a\n  '200': b\n", "is neither JSON nor YAML: the key '200' stands twice"),
    ],
)
def test_what_is_no_document_is_refused_in_a_line(text: Any, complaint: str) -> None:
    """Whatever it is, without a traceback."""
    with pytest.raises(Refusal, match=f"^shop.json {complaint}") as caught:
        read(text)

    assert len(str(caught.value).splitlines()) == 1


def test_a_small_text_that_unfolds_without_end_is_refused() -> None:
    """Each line says the one before ten times: https://en.wikipedia.org/wiki/Billion_laughs_attack"""
    lines = ["a0: &a0 [x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10))]

    with pytest.raises(Refusal, match="unfolds to more than"):
        read("\n".join(lines))


@pytest.mark.parametrize(
    "reference", ["other.json", "other.yaml#/Thing", "https://x/y.json#/a", "", "#Thing"]
)
def test_other_documents_are_refused_with_the_place(reference: str) -> None:
    """They are not fetched: what is generated follows from one file."""
    paths = one(responses={"200": {"$ref": reference}})

    with pytest.raises(Refusal, match=rf"another document at /paths//things/get/responses/200: {reference}$"):
        read(document(paths))


def test_references_in_examples_are_data() -> None:
    """Nobody follows them."""
    stranger = document(one(responses={"200": {**NOTHING["200"], "example": {"$ref": "other.json"}}}))

    assert read(stranger) == stranger
