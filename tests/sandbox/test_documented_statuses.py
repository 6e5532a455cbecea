"""
Every documented refusal of every operation: made for real where a request alone can make it, else ordered as a fault.

Each answer is held against the document.  Successes and conflicts have tests of their own, by resource.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx
import pytest

from atlas_resilient.sandbox import Sandbox, Status
from tests.contract import Operation, operations, validate_response

FULL, READER = "sesame", "reader"


@pytest.fixture(scope="module")
def guarded() -> Iterator[Sandbox]:
    """A sandbox that asks for a token."""
    with Sandbox(token=FULL, read_only_token=READER) as box:
        yield box


def documented(*statuses: int) -> list[Any]:
    """Return the operations that document one of *statuses*, with it, as parameters."""
    return [
        pytest.param(operation, status, id=f"{operation.id}-{status}")
        for operation in operations()
        for status in statuses
        if str(status) in operation.content["responses"]
    ]


def refusal(box: Sandbox, operation: Operation, **options: Any) -> int:
    """Return the status of a call of *operation* with ids of nothing, held against the document."""
    token, given = options.pop("token", FULL), options.pop("path_id", str(uuid4()))
    path = re.sub(r"\{\w+\}", given, operation.path)
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    response = httpx.request(operation.method, box.url + path, headers=headers, trust_env=False, **options)
    validate_response(operation.method, path, response.status_code, response.headers, response.content)
    return response.status_code


@pytest.mark.parametrize(("operation", "status"), documented(401))
def test_without_a_token(guarded: Sandbox, operation: Operation, status: int) -> None:
    """Nobody comes in, and the answer says how to."""
    assert refusal(guarded, operation, token=None) == status


@pytest.mark.parametrize(
    ("operation", "status"), [each for each in documented(403) if each.values[0].method != "GET"]
)
def test_with_a_token_that_may_only_read(guarded: Sandbox, operation: Operation, status: int) -> None:
    """Nothing is written."""
    assert refusal(guarded, operation, token=READER) == status


@pytest.mark.parametrize(("operation", "status"), documented(413))
def test_with_too_large_a_body(guarded: Sandbox, operation: Operation, status: int) -> None:
    """Refused before it is read as JSON."""
    assert refusal(guarded, operation, content=b" " * (1 << 21)) == status


@pytest.mark.parametrize(("operation", "status"), documented(422))
def test_with_nonsense(guarded: Sandbox, operation: Operation, status: int) -> None:
    """In the path where there is an id, else in the body, else in the query."""
    if "{" in operation.path:
        seen = refusal(guarded, operation, path_id="nonsense")
    elif "requestBody" in operation.content:
        seen = refusal(guarded, operation, content=b"[]")
    else:
        seen = refusal(guarded, operation, params={"limit": 0})

    assert seen == status


@pytest.mark.parametrize(("operation", "status"), documented(404))
def test_with_an_id_of_nothing(guarded: Sandbox, operation: Operation, status: int) -> None:
    """The path is looked at before what the body refers to."""
    assert refusal(guarded, operation, **_good_body(operation)) == status


@pytest.mark.parametrize(("operation", "status"), documented(400, 403, 409, 429, 500, 503))
def test_ordered_as_a_fault(guarded: Sandbox, operation: Operation, status: int) -> None:
    """What a request alone can't bring about has the documented shape as well."""
    guarded.clear_faults()
    guarded.fail(operation.id, Status(status, retry_after=1))

    assert refusal(guarded, operation) == status


def _good_body(operation: Operation) -> dict[str, Any]:
    """Return a body that is valid for *operation*, where it takes one."""
    bodies: dict[str, Any] = {
        "add_tools_to_definition": {"tool_ids": []},
        "append_tasks": {"tasks": [{"description": "do", "validation": "done"}]},
        "create_plan": {"goal": "ship"},
    }
    return {"json": bodies.get(operation.id, {})} if "requestBody" in operation.content else {}
