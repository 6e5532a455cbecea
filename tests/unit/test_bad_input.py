"""What is refused before anything is sent."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from atlas_control_plane.models import AgentClassCreate, AgentDefinitionCreate

from tests.calling import client
from tests.conftest import World
from tests.scripted import SUPPORT, Scripted, answer

SOME_ID = UUID(SUPPORT["id"] or "")
BODY = AgentClassCreate(name="support")


@pytest.mark.parametrize(
    "wrong", ["", ".", "..", "../x", "a/b", "a?b", "#", "%2e%2e", "x\r\ny", "\0", "x" * 5000, "🙂"]
)
@pytest.mark.parametrize(
    "method", ["get_agent_class", "safe_get_agent_class", "delete_agent_class", "wait_for_deployment"]
)
def test_ids_that_are_none_are_refused_before_sending(world: World, method: str, wrong: str) -> None:
    """No id can change the address."""
    server = Scripted(answer(200, SUPPORT))
    with pytest.raises(ValueError, match="UUID"):
        world.call(getattr(client(world, server), method), wrong)

    assert server.requests == []


@pytest.mark.parametrize("wrong", [None, 7, b"id", object()])
def test_ids_of_another_type_are_refused(world: World, wrong: Any) -> None:
    """With the name of the argument."""
    with pytest.raises(TypeError, match="agent_class_id"):
        world.call(client(world, Scripted(answer(200, SUPPORT))).get_agent_class, wrong)


@pytest.mark.parametrize("wrong", [None, "support", 3, {"name": object()}, {"name": {1, 2}}])
def test_bodies_that_are_none_are_refused(world: World, wrong: Any) -> None:
    """Before anything is sent."""
    server = Scripted(answer(201, SUPPORT))
    with pytest.raises(TypeError):
        world.call(client(world, server).create_agent_class, wrong)

    assert server.requests == []


def test_numbers_that_json_has_not_are_refused(world: World) -> None:
    """NaN in a free object would be refused by the server, or worse, not."""
    body = AgentDefinitionCreate(name="x", agent_class_id=SOME_ID, config={"t": float("nan")})
    with pytest.raises(ValueError, match="JSON"):
        world.call(client(world, Scripted(answer(201, SUPPORT))).create_agent_definition, body)


def test_unknown_keywords_are_refused(world: World) -> None:
    """By Python itself, as the methods have real signatures."""
    with pytest.raises(TypeError, match="limits"):
        world.call(client(world, Scripted(answer(200, []))).list_agent_classes, limits=3)


@pytest.mark.parametrize(
    "address",
    [
        "ftp://atlas.test",
        "atlas.test",
        "",
        "http://",
        "http://atlas.test:99999",
        "http://atlas.test:0",
        "http://[::1",
        f"http://{'a' * 300}.test",
        "http://a b.test",
        "http://me:secret-word@atlas.test",
        "me:secret-word@atlas.test",
        "http:/me:secret-word@atlas.test",
        "http://atlas.test/?key=secret-word",
        "ftp://atlas.test/?key=secret-word",
        "http://atlas.test:0/#secret-word",
        "http://atlas.test/#x",
        "http://atlas.test\n/",
    ],
)
def test_wrong_addresses_are_refused(world: World, address: str) -> None:
    """At construction, without repeating a password."""
    with pytest.raises(ValueError, match="base_url") as caught:
        world.client(address)

    assert "secret-word" not in str(caught.value)


@pytest.mark.parametrize(
    "options", [{"timeout": 0}, {"timeout": -1}, {"timeout": float("nan")}, {"token": ""}, {"token": "a\nb"}]
)
def test_wrong_settings_are_refused(world: World, options: dict[str, Any]) -> None:
    """At construction, by name."""
    with pytest.raises(ValueError, match=next(iter(options))):
        world.client("http://atlas.test", **options)


@pytest.mark.parametrize("options", [{"deadline": -1.0}, {"deadline": 0}, {"timeout": 0}])
def test_wrong_options_of_a_view_are_refused(world: World, options: dict[str, Any]) -> None:
    """Not when the call is made, but where it is said."""
    with pytest.raises(ValueError, match=next(iter(options))):
        world.client("http://atlas.test").with_options(**options)


@pytest.mark.parametrize("key", ["", "a b", "ä", "x" * 256, "a\n"])
def test_wrong_keys_are_refused(world: World, key: str) -> None:
    """1 to 255 visible ASCII characters, as the contract says."""
    server = Scripted(answer(201, SUPPORT))
    with pytest.raises(ValueError, match="idempotency key"):
        world.call(client(world, server).with_options(idempotency_key=key).create_agent_class, BODY)

    assert server.requests == []


def test_a_policy_or_transport_of_another_type_is_refused(world: World) -> None:
    """An httpx client isn't a transport, a number isn't a policy."""
    with pytest.raises(TypeError, match="transport"):
        world.client("http://atlas.test", transport=object())
    with pytest.raises(TypeError, match="policy"):
        world.client("http://atlas.test", policy=3)
