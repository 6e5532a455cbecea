"""Headers for every request: sent, never told, and never in the way of what a call sets."""

from __future__ import annotations

import traceback
from typing import Any

import pytest

from atlas_resilient import AtlasError, RetryPolicy
from atlas_resilient.testing import RecordedAttempts, answer, connection_lost, problem, virtual_time
from tests.unit.conftest import Shop

DONE = answer(200)
TENANT = {"X-Tenant": "s3cret-tenant"}


def sent(shop: Shop, headers: Any, **arguments: Any) -> Any:
    """Return the request of a client with these headers."""
    server = shop.server(DONE)
    shop.world.call(shop.client(server, headers=headers).with_headers, **arguments)
    [request] = server.requests
    return request


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Tenant", "a"),
        ("x-tenant", "a b  c"),
        ("X!#$%&'*+.^_`|~9", "~!"),
        ("X-Empty", ""),
        ("Accept-Language", "de, en;q=0.5"),
    ],
)
def test_headers_are_sent_with_every_request(name: str, value: str, shop: Shop) -> None:
    """To the letter, but for the case of their names."""
    assert sent(shop, {name: value}).headers[name] == value


def test_headers_are_sent_with_every_attempt_and_by_every_view(shop: Shop) -> None:
    """`with_options` keeps them, and they are a copy: what a caller does with his dict is his own."""
    server, mine = shop.server(connection_lost(), problem(503), DONE), dict(TENANT)
    client = shop.client(server, headers=mine)
    mine["X-Tenant"] = "another"
    view = client.with_options(timeout=5.0, policy=RetryPolicy(attempts=5), deadline=20.0, hooks=[])

    with virtual_time():
        shop.world.call(view.by_text, "a")
        shop.world.call(client.by_text, "a")

    assert [request.headers["X-Tenant"] for request in server.requests] == ["s3cret-tenant"] * 4


def test_headers_are_not_told(shop: Shop) -> None:
    """Nor what is in them: not by the client, an error, its cause, or a hook."""
    recorded = RecordedAttempts()
    server = shop.server(problem(500))
    client = shop.client(server, headers=TENANT, hooks=[recorded])

    with virtual_time(), pytest.raises(AtlasError) as caught:
        shop.world.call(client.by_text, "a")

    error: Any = caught.value
    told = [
        repr(client),
        repr(error),
        str(error),
        "".join(traceback.format_exception(error)),
        repr(vars(error)),
    ]
    told += [repr(each) for each in recorded.attempts]
    assert not [each for each in told if "s3cret" in each]
    assert "s3cret" not in str(vars(error.response.request)) + str(error.response.request.headers)


@pytest.mark.parametrize(
    "headers",
    [
        {"X Tenant": "a"},
        {"X-Tenant:": "a"},
        {"": "a"},
        {"X-Größe": "a"},
        {"X-Tenant\n": "a"},
        {"X-Tenant": "s3cret\r\nX-Other: b"},
        {"X-Tenant": "s3cret\n"},
        {"X-Tenant": " s3cret"},
        {"X-Tenant": "s3cret "},
        {"X-Tenant": "s3cret\x00"},
        {"X-Tenant": "s3cret\t"},
        {"X-Tenant": "s3cretß"},
        {"Content-Length": "s3cret"},
        {"content-type": "s3cret"},
        {"HOST": "s3cret"},
        {"Idempotency-Key": "s3cret"},
        {"Transfer-Encoding": "s3cret"},
        {"X-Request-ID": "s3cret"},
    ],
)
def test_headers_that_cant_be_sent_are_refused(headers: Any, shop: Shop) -> None:
    """When the client is made, and without a word of what is in them."""
    with pytest.raises(ValueError, match="the header ") as caught:
        shop.client(shop.server(), headers=headers)

    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("headers", [{"X-A": 1}, {1: "a"}, {"X-A": b"s3cret"}, {"X-A": None}])
def test_headers_are_strings(headers: Any, shop: Shop) -> None:
    """And nothing that could be made one."""
    with pytest.raises(TypeError, match="headers are strings by their names") as caught:
        shop.client(shop.server(), headers=headers)

    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("name", ["X-Trace", "x-trace", "X-TRACE"])
def test_what_a_call_sets_wins(name: str, shop: Shop) -> None:
    """Whatever its case, and once; what it leaves out stays."""
    with_both = sent(shop, {name: "client's"}, x_trace="call's", q="x").headers.get_list("x-trace")
    without = sent(shop, {name: "client's"}, q="x").headers.get_list("x-trace")

    assert (with_both, without) == (["call's"], ["client's"])


def test_what_the_client_needs_itself_wins(shop: Shop) -> None:
    """It asks for what it can read."""
    request = sent(shop, {"accept": "text/html", "user-agent": "mine/1", "accept-encoding": "identity"})

    assert request.headers.get_list("accept") == ["application/json"]
    assert request.headers.get_list("user-agent") == ["mine/1"]
    assert request.headers.get_list("accept-encoding") == ["identity"]


def test_cookies_of_client_and_call_are_both_sent(shop: Shop) -> None:
    """One header has them all."""
    request = sent(shop, {"Cookie": "a=1"}, session="s", q="x")

    assert sorted(request.headers.get_list("cookie")[0].split("; ")) == ["a=1", "session=s"]
    assert len(request.headers.get_list("cookie")) == 1


@pytest.mark.parametrize("stated", ["session=mine; b=2", "b=2; session=mine"])
def test_a_cookie_that_a_call_sets_wins(stated: str, shop: Shop) -> None:
    """As its other headers do."""
    assert sent(shop, {"Cookie": stated}, session="s").headers.get_list("cookie") == ["b=2; session=s"]
    assert sent(shop, {"Cookie": stated}).headers.get_list("cookie") == [stated]


def test_the_token_goes_where_the_document_wants_it(shop: Shop) -> None:
    """Once, before a header of the same name, and only to what asks for it."""
    server = shop.server(DONE)
    client = shop.client(server, token="t0ken", headers={"x-shop-key": "mine"})

    shop.world.call(client.by_text, "a")
    shop.world.call(client.open_to_all)

    assert [request.headers.get_list("X-Shop-Key") for request in server.requests] == [["t0ken"], ["mine"]]
    assert "authorization" not in server.requests[0].headers


def test_the_token_of_one_service_is_never_sent_to_another(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each has variables of its own, its address as well."""
    monkeypatch.setenv("ATLAS_TOKEN", "of-atlas")
    monkeypatch.setenv("ATLAS_BASE_URL", "http://atlas.test")
    server = shop.server(DONE)
    shop.world.call(shop.client(server).by_text, "a")
    assert not [value for value in server.requests[0].headers.values() if "of-atlas" in value]

    with pytest.raises(ValueError, match="base_url is missing: pass it, or set SHOP_BASE_URL"):
        shop.client(server, base_url=None)

    monkeypatch.setenv("SHOP_TOKEN", "of-shop")
    monkeypatch.setenv("SHOP_BASE_URL", "http://shop.test/v1")
    monkeypatch.delenv("ATLAS_TOKEN")
    monkeypatch.delenv("ATLAS_BASE_URL")
    shop.world.call(shop.client(server, base_url=None).by_text, "a")
    assert server.requests[1].headers["X-Shop-Key"] == "of-shop"
    assert str(server.requests[1].url) == "http://shop.test/v1/by-text/a"

    atlas = shop.world.client(transport=server.transport)
    assert atlas.base_url == "http://localhost:8000"
    with pytest.raises(AtlasError):
        shop.world.call(atlas.list_tools)
    assert not [value for value in server.requests[2].headers.values() if "of-shop" in value]
