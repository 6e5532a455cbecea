"""
Tokens: who may do what.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from atlas_resilient.sandbox import Sandbox

PATH = "/api/v1/agent-classes"


@pytest.fixture(scope="module")
def locked() -> Iterator[Sandbox]:
    """
    A sandbox that knows two tokens.
    """
    with Sandbox(token="writer", read_only_token="reader") as box:
        yield box


@pytest.fixture
def locked_http(locked: Sandbox, connect: Any) -> Iterator[httpx.Client]:
    """
    A client without a token.
    """
    with connect(locked) as client:
        yield client


def bearer(token: str) -> dict[str, str]:
    """
    Return the header that shows *token*.
    """
    return {"Authorization": f"Bearer {token}"}


@pytest.mark.parametrize(
    "headers", [{}, bearer("wrong"), {"Authorization": "Basic writer"}, {"Authorization": "writer"}]
)
def test_without_the_token_it_is_401(locked_http: httpx.Client, headers: dict[str, str]) -> None:
    """
    A missing or wrong token is refused, and the answer says how to do better.
    """
    response = locked_http.post(PATH, json={"name": "x"}, headers=headers)

    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == "Bearer"
    assert isinstance(response.json()["detail"], str)


def test_the_token_may_write_and_read(locked_http: httpx.Client) -> None:
    """
    With the token, everything; the scheme in any case.
    """
    created = locked_http.post(PATH, json={"name": "mine"}, headers={"Authorization": "bearer writer"})
    listed = locked_http.get(PATH, headers=bearer("writer"))

    assert [created.status_code, listed.status_code] == [201, 200]


def test_the_read_only_token_may_not_write(locked: Sandbox, locked_http: httpx.Client) -> None:
    """
    Reading is 200, writing 403 before anything is done.
    """
    before = locked.rows("agent_class")
    listed = locked_http.get(PATH, headers=bearer("reader"))

    refused = locked_http.post(PATH, json={"name": "y"}, headers=bearer("reader"))

    assert [listed.status_code, refused.status_code] == [200, 403]
    assert isinstance(refused.json()["detail"], str)
    assert locked.rows("agent_class") == before


def test_health_needs_no_token(locked_http: httpx.Client) -> None:
    """
    With none, or a wrong one.
    """
    statuses = [locked_http.get("/api/v1/health", headers=each).status_code for each in ({}, bearer("wrong"))]

    assert statuses == [200, 200]


def test_an_open_sandbox_takes_any_token_or_none(http: httpx.Client) -> None:
    """
    Without a token of its own a sandbox does not look at the caller's.
    """
    statuses = [http.get(PATH, headers=each).status_code for each in ({}, bearer("any"))]

    assert statuses == [200, 200]


def test_tokens_are_not_told(locked: Sandbox, locked_http: httpx.Client) -> None:
    """
    No repr, no rule, no record shows a token.
    """
    locked_http.get(PATH, headers=bearer("writer"))

    told = repr([locked, locked.tokens, locked.requests]) + str(locked.tokens)

    assert "'writer'" not in told
    assert "Bearer" not in told


@pytest.mark.parametrize("tokens", [{"token": ""}, {"token": "x", "read_only_token": "x"}])
def test_tokens_that_make_no_sense_are_refused(tokens: dict[str, str]) -> None:
    """
    An empty token, or one that may and may not write.
    """
    with pytest.raises(ValueError, match="token"):
        Sandbox(**tokens)  # type: ignore[arg-type]
