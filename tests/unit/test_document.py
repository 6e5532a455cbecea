"""The document states the whole contract, as the tables in `contract_tables` have it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from tests.unit.contract_tables import (
    FITS,
    HEADERS,
    IDS,
    KEYS,
    LIMIT,
    LIVES,
    MAY_BE_MISSING,
    OFFSET,
    REQUESTS,
    ROWS,
    UUID,
    Row,
)

FILE = Path(__file__).resolve().parents[2] / "openapi" / "control_plane.json"
TEXT = FILE.read_text(encoding="utf-8")
DOCUMENT: dict[str, Any] = json.loads(TEXT)
SCHEMAS: dict[str, Any] = DOCUMENT["components"]["schemas"]
REGISTRY: Registry[Any] = Registry().with_resource("urn:doc", Resource.from_contents(DOCUMENT, DRAFT202012))
OPERATIONS: dict[str, tuple[str, str, dict[str, Any]]] = {
    content["operationId"]: (method.upper(), path, content)
    for path, item in DOCUMENT["paths"].items()
    for method, content in item.items()
}


every_operation = pytest.mark.parametrize("row", ROWS.values(), ids=list(ROWS))


def resolve(node: dict[str, Any]) -> dict[str, Any]:
    """Return what *node* is, its reference followed."""
    kind, _, name = node.get("$ref", "").removeprefix("#/components/").partition("/")
    found: dict[str, Any] = DOCUMENT["components"][kind][name] if name else node
    return found


def parameters(name: str, place: str) -> dict[str, dict[str, Any]]:
    """Return an operation's parameters in *place*, by name."""
    found = [resolve(each) for each in OPERATIONS[name][2]["parameters"]]
    return {each["name"]: each for each in found if each["in"] == place}


def spelled(owner: dict[str, Any]) -> str:
    """Return the schema of a body as the table spells it, or nothing."""
    if "content" not in owner:
        return ""
    schema = owner["content"]["application/json"]["schema"]
    one = schema.get("items", schema)
    name = one["$ref"].rpartition("/")[2] if "$ref" in one else "{" + ",".join(one["properties"]) + "}"
    return name if one is schema else f"{name}[]"


def accepts(schema: dict[str, Any], value: object) -> bool:
    """Whether *schema* describes *value*."""
    absolute = json.loads(json.dumps(schema).replace('"#/', '"urn:doc#/'))
    return bool(Draft202012Validator(absolute, registry=REGISTRY).is_valid(value))


def test_document_is_valid_and_canonical() -> None:
    """Valid OpenAPI 3.1 with one text: sorted keys, two spaces, plain ASCII, a newline at the end."""
    canonical = json.dumps(DOCUMENT, indent=2, sort_keys=True, ensure_ascii=False) + "\n"

    validate(DOCUMENT)

    assert DOCUMENT["openapi"] == "3.1.0"
    assert FILE.read_bytes() == canonical.encode("ascii")


def test_every_reference_resolves() -> None:
    """Every `$ref` names a component, and every component is named."""
    used = set(re.findall(r'"\$ref": "(.+)"', TEXT))
    kinds = {kind: each for kind, each in DOCUMENT["components"].items() if kind != "securitySchemes"}

    assert used == {f"#/components/{kind}/{name}" for kind, each in kinds.items() for name in each}


def test_operations_are_those_of_the_contract() -> None:
    """The document has the 53 operations of the contract, each once, and no others."""
    names = re.findall(r'"operationId": "(.+)"', TEXT)

    assert sorted(names) == sorted(ROWS)
    assert len(ROWS) == 53


@every_operation
def test_operation_is_as_the_contract_says(row: Row) -> None:
    """Method, path, query, body, answer, conflict and extensions of an operation are the contract's."""
    method, path, content = OPERATIONS[row.name]
    answers = content["responses"]
    success = "204" if row.method == "DELETE" else "201" if "K" in row.facts else "200"
    query = ",".join(sorted(parameters(row.name, "query")))
    takes = spelled(content.get("requestBody", {})) + (f"?{query}" if query else "")
    facts = "K" * (content.get("x-atlas-idempotency-key") is True)
    facts += "R" * (content.get("x-atlas-repeatable") is True) + "C" * ("409" in answers)

    assert [code for code in answers if code < "400"] == [success]
    short = re.sub(r"{\w+}", "{id}", path).removeprefix("/api/v1")
    found = Row(row.name, method, short, takes or "-", spelled(answers[success]) or "-", facts or "-")
    assert found == row


@every_operation
def test_errors_follow_the_rule_and_are_typed(row: Row) -> None:
    """An operation documents what it can answer: a text, or a list where the request is at fault."""
    errors = {code: each for code, each in OPERATIONS[row.name][2]["responses"].items() if code >= "400"}
    wrong = {"detail": [{"loc": ["body", "tools", 0], "msg": "missing", "type": "missing", "more": 1}]}

    expected = {"429", "500", "503"} | ({"401", "403"} if row.name != "health" else set())
    expected |= ({"404"} if "{id}" in row.path else set()) | ({"409"} if "C" in row.facts else set())
    expected |= {"413"} if row.takes[0] not in "-?" else set()
    expected |= {"400", "422"} if "{id}" in row.path or row.takes != "-" else set()
    assert set(errors) == expected
    for code, response in errors.items():
        schema = resolve(response)["content"]["application/json"]["schema"]
        assert accepts(schema, {"detail": "text", "more": [1]})
        assert accepts(schema, wrong) == (code in {"400", "422"})
        assert not accepts(schema, {})


@every_operation
def test_headers_are_declared(row: Row) -> None:
    """A token for all but health, a request id everywhere, an idempotency key where it is honoured."""
    content, sent = OPERATIONS[row.name][2], parameters(row.name, "header")

    assert content["security"] == ([] if row.name == "health" else [{"BearerAuth": []}])
    assert set(sent) == {"X-Request-ID"} | ({"Idempotency-Key"} if "K" in row.facts else set())
    assert not any(header["required"] for header in sent.values())
    for code, response in content["responses"].items():
        assert set(resolve(response)["headers"]) == {"X-Request-ID", HEADERS.get(code, "X-Request-ID")}


@every_operation
def test_operation_reads_as_a_docstring(row: Row) -> None:
    """One described tag, a summary without a full stop, a description, a word on every parameter."""
    content = OPERATIONS[row.name][2]

    assert len(content["tags"]) == 1
    assert set(content["tags"]) <= {tag["name"] for tag in DOCUMENT["tags"] if tag["description"]}
    assert re.fullmatch(r"[A-Z].*[^.]", content["summary"])
    assert content["description"].endswith(".")
    assert all(resolve(each)["description"].endswith(".") for each in content["parameters"])


@every_operation
def test_parameters_have_their_bounds(row: Row) -> None:
    """A limit is 1 to 1000, by default 100; an offset begins at 0; an id in a path is a UUID."""
    query = {name: each["schema"] for name, each in parameters(row.name, "query").items()}
    owners = re.findall(r"([\w-]+)/{id}", row.path)
    ids = parameters(row.name, "path")

    assert query.get("limit", LIMIT) == LIMIT
    assert query.get("offset", OFFSET) == OFFSET
    assert set(ids) == {IDS.get(owner, owner[:-1].replace("-", "_") + "_id") for owner in owners}
    assert all(each["required"] and each["schema"] == UUID for each in ids.values())


def test_natural_keys_can_be_looked_up() -> None:
    """A natural key names a paged list whose rows have the key and its scope, as the create has."""
    key = "x-atlas-natural-key"
    wanted = [line.split() for line in KEYS.strip().splitlines()]

    found = {name: each[key] for name, (_, _, each) in OPERATIONS.items() if key in each}
    assert found == {name: {"key": "name", "list": rows, "scope": scope} for name, rows, *scope in wanted}
    for name, rows, *scope in wanted:
        assert {"limit", "offset"} <= set(parameters(rows, "query"))
        for schema in (ROWS[name].takes, ROWS[rows].returns.removesuffix("[]")):
            assert {"name", *scope} <= set(SCHEMAS[schema]["properties"])


def test_life_cycles_say_how_they_end() -> None:
    """A life cycle names its terminal states and, of these, the failures; each can be waited for."""
    wanted = {line.split()[0]: line.split()[1:] for line in LIVES.strip().splitlines()}

    assert {name for name, schema in SCHEMAS.items() if "x-atlas-terminal" in schema} == set(wanted)
    for name, states in wanted.items():
        found = SCHEMAS[name]
        assert found["enum"] == [state.strip("*") for state in states]
        assert found["x-atlas-terminal"] == [state.strip("*") for state in states if "*" in state]
        assert found["x-atlas-failed"] == [state.strip("*") for state in states if "**" in state]
    reads = [SCHEMAS[row.returns]["properties"] for row in ROWS.values() if row.name.startswith("get_")]
    assert set(wanted) <= {each["status"]["$ref"].rpartition("/")[2] for each in reads if "status" in each}


@pytest.mark.parametrize("line", re.split(r"\n(?! )", REQUESTS.strip()), ids=lambda line: line.split(":")[0])
def test_request_has_the_fields_of_the_contract(line: str) -> None:
    """A request has the contract's fields, of these the required ones, and the server's defaults."""
    name, _, fields = line.partition(":")
    schema = SCHEMAS[name]

    found = set()
    for field, content in schema["properties"].items():
        star = "*" if field in schema.get("required", []) else ""
        found.add(star + field + (f"={json.dumps(content['default'])}" if "default" in content else ""))
    assert found == set(fields.split())


@pytest.mark.parametrize(("name", "value", "fits"), FITS)
def test_schema_draws_the_line(name: str, value: dict[str, Any], fits: bool) -> None:
    """Lengths, bounds, enums, nulls and further members are taken or refused as the contract says."""
    assert accepts({"$ref": f"#/components/schemas/{name}"}, value) is fits


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_described_and_complete(name: str) -> None:
    """A schema and its fields say what they are, have no title, and a *Read* always has all its fields."""
    fields = SCHEMAS[name].get("properties", {})

    assert all(each["description"].endswith(".") for each in (SCHEMAS[name], *fields.values()))
    assert not any("title" in each for each in (SCHEMAS[name], *fields.values()))
    if "Read" in name:
        assert set(fields) - set(SCHEMAS[name]["required"]) == set(MAY_BE_MISSING.get(name, "").split())
