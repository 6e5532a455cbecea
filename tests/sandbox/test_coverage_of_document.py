"""
The sandbox against its document: every operation is there.
"""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from uuid import uuid4

import httpx

import atlas_resilient.sandbox
from atlas_resilient.sandbox import Sandbox
from atlas_resilient.sandbox.app import built_operations
from atlas_resilient.sandbox.document import load_document, parse_document


def test_every_operation_of_the_document_is_built() -> None:
    """
    Each has a route that carries its operationId, and no route has another.
    """
    built = {name for name in built_operations() if name}

    assert built == load_document().ids


def test_every_operation_is_received_under_its_name(http: httpx.Client, box: Sandbox) -> None:
    """
    A call of each operation is recorded as that, and answered as the document says, never with 501.
    """
    for operation in load_document().operations:
        path = re.sub(r"\{\w+\}", str(uuid4()), operation.path)
        http.request(operation.method, path, content=b"")
        received = box.requests[-1]

        assert received.operation == operation.id
        assert received.status in {200, 404, 422}


def test_the_keys_that_are_honoured_are_those_of_the_document(http: httpx.Client) -> None:
    """
    Exactly the operations that the document says so of refuse a key that is none.
    """
    for operation in load_document().operations:
        path = re.sub(r"\{\w+\}", str(uuid4()), operation.path)
        content = json.loads(load_document().text)["paths"][operation.path][operation.method.lower()]
        response = http.request(
            operation.method, path, headers={"Idempotency-Key": "not visible"}, content=b""
        )

        refused = "Idempotency-Key" in response.text
        assert refused == content.get("x-atlas-idempotency-key", False), operation.id


def test_the_document_is_served_as_it_is(http: httpx.Client) -> None:
    """
    Byte by byte.
    """
    response = http.get("/api/v1/openapi.json")

    assert response.status_code == 200
    assert response.content == load_document().text


def test_a_literal_path_wins_over_a_template() -> None:
    """
    Whatever the order in the document.
    """
    paths = {
        "/tools/{id}": {"post": {"operationId": "any"}},
        "/tools/sync": {"post": {"operationId": "sync"}},
    }
    document = parse_document(json.dumps({"info": {"version": "1"}, "paths": paths}).encode())

    found = [document.find("POST", path) for path in ("/tools/sync", "/tools/x", "/tools/x/y", "/tools/")]

    assert [each and each.id for each in found] == ["sync", "any", None, None]


def test_the_sandbox_imports_nothing_of_the_client() -> None:
    """
    Only itself and what it is built on: a mistake that both shared would cancel out.
    """
    folder = Path(str(atlas_resilient.sandbox.__file__)).parent
    names = {name for file in folder.glob("*.py") for name in _imported(ast.parse(file.read_text()))}

    assert not {name for name in names if name.startswith(("atlas_", "httpx", "attr"))}
    assert not {name for name in names if name.startswith("..")}


def _imported(tree: ast.AST) -> list[str]:
    names: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names.append("." * node.level + (node.module or ""))
    return names
