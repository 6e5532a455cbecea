"""
What is said when a request makes no sense.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from uuid import UUID

import httpx
import pytest

from atlas_resilient.sandbox import Sandbox

PATH = "/api/v1/agent-classes"
MIB = 1024 * 1024

Talk = Callable[[bytes], bytes]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"text"',
        b"null",
        b"\xff",
        b'{"name": NaN}',
        b'{"name": "x", "more": 1e999}',
        b'{"name": "\\ud800"}',
        b'{"name": "x", "deep": ' + b"[" * 5000 + b"]" * 5000 + b"}",
        b"[" * 200_000,
        b'{"name": "x", "long": ' + b"9" * 5000 + b"}",
    ],
    ids=[
        "empty",
        "cut",
        "list",
        "text",
        "null",
        "bytes",
        "nan",
        "inf",
        "surrogate",
        "deep",
        "deeper",
        "digits",
    ],
)
def test_a_body_that_is_no_json_object_is_422(http: httpx.Client, box: Sandbox, body: bytes) -> None:
    """
    The list shape with `loc` at the body, never a 500, and nothing is stored.
    """
    response = http.post(PATH, content=body)

    [error] = response.json()["detail"]
    assert response.status_code == 422
    assert error["loc"] == ["body"]
    assert box.rows("agent_class") == 0


@pytest.mark.parametrize("kind", ["agent-classes", "agent-definitions", "model-providers"])
def test_a_malformed_id_is_422(http: httpx.Client, kind: str) -> None:
    """
    An id in a path that is no uuid is told as a field error, for every method.
    """
    path = f"/api/v1/{kind}/nope"

    answers = [http.get(path), http.patch(path, json={}), http.delete(path)]

    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert all(answer.json()["detail"][0]["loc"][0] == "path" for answer in answers)


def test_one_mebibyte_is_the_most(http: httpx.Client, talk: Talk) -> None:
    """
    A body of 1 MiB is read, one byte more is 413, with its length told or not.
    """
    exact = json.dumps({"name": "x", "description": ""}).encode()
    exact = exact.replace(b'""', b'"' + b"d" * (MIB - len(exact)) + b'"')
    more = exact + b" "

    answers = [http.post(PATH, content=each) for each in (exact, more)]
    chunked = talk(
        b"POST /api/v1/agent-classes HTTP/1.1\r\nHost: box\r\nConnection: close\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(more), more)
    )

    assert len(exact) == MIB
    assert [answer.status_code for answer in answers] == [201, 413]
    assert chunked.startswith(b"HTTP/1.1 413 ")
    assert isinstance(answers[1].json()["detail"], str)


@pytest.mark.parametrize(
    "path", ["/", "/api/v1", "/api/v1/nope", "/api/v1/agent-classes/", "/api/v1//health"]
)
def test_an_unknown_path_is_404_in_json(http: httpx.Client, path: str) -> None:
    """
    No redirect, no HTML: a plain body.
    """
    response = http.get(path)

    assert response.status_code == 404
    assert response.json() == {"detail": "Not Found"}


def test_a_wrong_method_is_405_and_says_the_right_ones(http: httpx.Client) -> None:
    """
    `Allow` has all methods of the path.
    """
    response = http.put(PATH)

    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, POST"
    assert response.json() == {"detail": "Method Not Allowed"}


@pytest.mark.parametrize(
    ("method", "path"), [("PATCH", "tools/sync"), ("GET", "tools/discover"), ("DELETE", "tools/sync")]
)
def test_a_literal_path_is_no_id(http: httpx.Client, method: str, path: str) -> None:
    """
    `tools/sync` is a path of its own, not the tool `sync`: another method is a 405, as the document has it.
    """
    response = http.request(method, f"/api/v1/{path}")

    assert response.status_code == 405
    assert response.headers["Allow"] == "POST"


def test_the_request_id_comes_back(http: httpx.Client) -> None:
    """
    The caller's own is echoed, on errors too; without one the server makes one.
    """
    own = [
        http.get(path, headers={"X-Request-ID": "mine"}) for path in ("/api/v1/health", "/nope", f"{PATH}/x")
    ]
    made = http.get("/api/v1/health")

    assert [answer.headers["X-Request-ID"] for answer in own] == ["mine"] * 3
    assert UUID(made.headers["X-Request-ID"])


def test_health_says_what_it_stands_on(http: httpx.Client) -> None:
    """
    Healthy, with version, database and uptime.
    """
    response = http.get("/api/v1/health")

    assert response.status_code == 200
    assert response.json()["status"] == "healthy"
    assert response.json()["uptime_seconds"] >= 0
