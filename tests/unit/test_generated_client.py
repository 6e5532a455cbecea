"""What the generated clients and functions mend: statuses, error bodies, timeouts, secrets, auth."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

import httpx
import pytest
from atlas_control_plane import AuthenticatedClient, Client, errors
from atlas_control_plane.api.agent_classes import delete_agent_class, get_agent_class
from atlas_control_plane.api.tools import list_tools

ID = UUID("00000000-0000-4000-8000-000000000001")
CLASS = {
    "id": str(ID),
    "name": "support",
    "description": None,
    "created_at": "2026-01-02T03:04:05Z",
    "updated_at": "2026-01-02T03:04:05.678901+00:00",
}


def client(status: int, **answer: Any) -> AuthenticatedClient:
    """Return a client that is always given the same answer."""
    transport = httpx.MockTransport(lambda request: httpx.Response(status, **answer))
    return AuthenticatedClient(base_url="http://atlas", token="t", httpx_args={"transport": transport})


@pytest.mark.parametrize("status", [418, 499, 520, 599])
def test_a_status_is_any_integer(status: int) -> None:
    """Statuses that `http.HTTPStatus` doesn't know don't raise."""
    answer = get_agent_class.sync_detailed(ID, client=client(status, text="?"))

    assert answer.status_code == status
    assert type(answer.status_code) is int
    assert answer.parsed is None


@pytest.mark.parametrize("body", ["", "<html>", "[]", "null", "3", '{"message": "no"}', '{"detail"'])
@pytest.mark.parametrize("status", [404, 422, 503])
def test_a_documented_error_with_another_body_does_not_raise(status: int, body: str) -> None:
    """A gateway's page under a documented status is a response without a parsed body."""
    answer = get_agent_class.sync_detailed(ID, client=client(status, text=body))

    assert (answer.status_code, answer.parsed) == (status, None)


def test_a_success_that_is_none_is_still_an_error() -> None:
    """Only errors may have any body: a success without JSON is not taken for one."""
    with pytest.raises(ValueError, match="Expecting value"):
        get_agent_class.sync_detailed(ID, client=client(200, text="<html>"))


def test_the_short_functions_return_successes_only() -> None:
    """`sync` neither returns an error's body as if it were the answer, nor None for a failure."""
    assert get_agent_class.sync(ID, client=client(200, json=CLASS)).name == "support"
    delete_agent_class.sync(ID, client=client(204))

    for status in (404, 520):
        with pytest.raises(errors.UnexpectedStatus, match=f"Unexpected status code: {status}"):
            get_agent_class.sync(ID, client=client(status, json={"detail": "no"}))
        with pytest.raises(errors.UnexpectedStatus, match=f"Unexpected status code: {status}"):
            asyncio.run(delete_agent_class.asyncio(ID, client=client(status)))


def test_a_client_has_a_timeout() -> None:
    """None is the default of 30 seconds, not for ever; for ever has to be asked for."""
    assert Client(base_url="http://atlas").get_httpx_client().timeout == httpx.Timeout(30.0)
    assert Client(base_url="http://atlas", timeout=None).get_httpx_client().timeout == httpx.Timeout(30.0)
    assert Client(base_url="http://atlas", timeout=2.5).get_httpx_client().timeout == httpx.Timeout(2.5)
    unlimited = Client(base_url="http://atlas", timeout=httpx.Timeout(None))
    assert unlimited.get_httpx_client().timeout == httpx.Timeout(None)


def test_a_client_does_not_show_its_secrets() -> None:
    """Token, headers and cookies are not in the repr."""
    shown = repr(
        AuthenticatedClient(
            base_url="http://atlas",
            token="s3cret",
            headers={"X-Key": "s3cret"},
            cookies={"session": "s3cret"},
        )
    )

    assert "s3cret" not in shown
    assert "http://atlas" in shown


def noting(seen: list[str | None]) -> httpx.Client:
    """Return an httpx client that notes the Authorization header of each request."""

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers.get("authorization"))
        return httpx.Response(200, json=[])

    return httpx.Client(base_url="http://atlas", transport=httpx.MockTransport(answer))


def test_an_httpx_client_of_ones_own_is_authenticated() -> None:
    """`set_httpx_client` doesn't lose the token, and a token that changes is used from then on."""
    seen: list[str | None] = []
    atlas = AuthenticatedClient(base_url="http://atlas", token="one")
    atlas.set_httpx_client(noting(seen))

    list_tools.sync_detailed(client=atlas)
    atlas.token = "two"
    list_tools.sync_detailed(client=atlas)

    assert seen == ["Bearer one", "Bearer two"]


def test_with_makes_another_client() -> None:
    """`with_headers` and its like leave the client, and what it sends with, as it was."""
    plain = Client(base_url="http://atlas", headers={"a": "1"})
    sending = plain.get_httpx_client()

    other = plain.with_headers({"b": "2"}).with_cookies({"c": "3"}).with_timeout(1.0)

    assert "b" not in sending.headers
    assert sending.timeout == httpx.Timeout(30.0)
    assert other.get_httpx_client() is not sending
    assert (other.get_httpx_client().headers["b"], other.get_httpx_client().headers["a"]) == ("2", "1")


def test_with_refuses_to_drop_an_httpx_client_of_ones_own() -> None:
    """A client that was set would be forgotten by the copy: that is an error."""
    own = Client(base_url="http://atlas").set_httpx_client(httpx.Client())

    with pytest.raises(RuntimeError, match="an httpx client of your own"):
        own.with_timeout(1.0)
