"""
The helper that holds exchanges against the document: it lets pass what is right, and nothing else.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.contract import operation_for, operations, validate_exchange, validate_request, validate_response

PATH = "/api/v1/agent-classes"
ID = "7b0a3cc0-7a4e-4c7b-a3e8-2ad6d1f7f7a1"
MOMENT = "2030-01-01T00:00:00.000001Z"
READ = {"id": ID, "name": "a", "description": None, "created_at": MOMENT, "updated_at": MOMENT}
HEADERS = {"Content-Type": "application/json", "X-Request-ID": "r"}


def response(value: Any, status: int = 201, kind: str = "application/json") -> None:
    """
    Hold an answer of create_agent_class against the document.
    """
    validate_response("POST", PATH, status, {**HEADERS, "Content-Type": kind}, json.dumps(value))


def test_every_operation_is_found() -> None:
    """
    By method and path, also with a host and a query; a literal path before a template.
    """
    found = [
        operation_for("post", PATH),
        operation_for("GET", f"http://box{PATH}/{ID}?x=1"),
        operation_for("POST", "/api/v1/tools/sync"),
        operation_for("GET", "/api/v1/tools/"),
        operation_for("GET", "/nope"),
    ]

    names = ["create_agent_class", "get_agent_class", "sync_tools", "list_tools", None]
    assert [each and each.id for each in found] == names
    assert len(operations()) == 53


def test_right_exchanges_pass() -> None:
    """
    Success, a refusal with a body that was wrong, and no body at all.
    """
    validate_exchange("POST", PATH, 201, HEADERS, json.dumps(READ), request_body=b'{"name": "a"}')
    validate_exchange("POST", PATH, 422, HEADERS, b'{"detail": []}', request_body=b"{}")
    validate_exchange("DELETE", f"{PATH}/{ID}", 204, {"X-Request-ID": "r"}, b"")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"id": "x"}, "uuid"),
        ({"created_at": "2030-01-01"}, "date-time"),
        ({"created_at": "2030-13-01T00:00:00Z"}, "date-time"),
        ({"name": None}, "string"),
        ({"description": 1}, "null"),
    ],
)
def test_a_wrong_member_fails(change: dict[str, Any], says: str) -> None:
    """
    And the text says where and why.
    """
    with pytest.raises(AssertionError, match=says) as caught:
        response({**READ, **change})

    assert "create_agent_class 201" in str(caught.value)
    assert f"$.{next(iter(change))}" in str(caught.value)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: response({}), "required"),
        (lambda: response([READ]), "object"),
        (lambda: response(READ, 200), "status 200"),
        (lambda: response(READ, kind="text/html"), "text/html"),
        (lambda: validate_response("POST", PATH, 201, HEADERS, b"<html>"), "not JSON"),
        (lambda: response({"detail": [{"loc": ["body"]}]}, 422), "422"),
        (lambda: validate_response("DELETE", f"{PATH}/{ID}", 204, {}, b"{}"), "a body"),
        (lambda: validate_response("GET", "/nope", 200, {}, b""), "no operation"),
        (lambda: validate_request("POST", PATH, {}, b""), "missing"),
        (lambda: validate_request("POST", PATH, {}, b'{"name": ""}'), "name"),
        (
            lambda: validate_request("POST", PATH, {"idempotency-key": "a b"}, b'{"name": "a"}'),
            "Idempotency-Key",
        ),
        (lambda: validate_request("GET", f"{PATH}?limit=0"), "limit"),
        (lambda: validate_request("GET", f"{PATH}?limit=x"), "limit"),
        (lambda: validate_request("GET", f"{PATH}?size=1"), "size"),
        (lambda: validate_request("GET", f"{PATH}/nope"), "agent_class_id"),
        (lambda: validate_request("GET", PATH, {}, b"{}"), "a body"),
    ],
)
def test_a_wrong_exchange_fails(call: Any, says: str) -> None:
    """
    Status, type, body, parameters.
    """
    with pytest.raises(AssertionError, match=says):
        call()
