"""Clients of small services, called: what their documents say of it is what goes over the wire, and what comes back."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from atlas_resilient import AtlasNotFoundError
from atlas_resilient.testing import ScriptedServer
from atlas_resilient.testing import answer as scripted_answer
from tests.codegen.documents import (
    TEXT,
    answer,
    content,
    document,
    importable,
    one,
    packaged,
    parameter,
)


def test_an_answer_may_leave_out_what_is_only_written(tmp_path: Path) -> None:
    """A password that a create must have is not in what comes back."""
    secret = {"type": "string", "writeOnly": True}
    user = {
        "type": "object",
        "required": ["name", "password"],
        "properties": {"name": TEXT, "password": secret},
    }
    both = {"$ref": "#/components/schemas/User"}
    body = {"required": True, **content(both)}
    paths = one("post", operationId="create_user", requestBody=body, responses=answer(both))
    package = packaged(document(paths, schemas={"User": user}), tmp_path)

    with importable(package):
        models = importlib.import_module("shop.models")
        clients, operations = (
            importlib.import_module("shop.clients"),
            importlib.import_module("shop.operations"),
        )
        with ScriptedServer(scripted_answer(200, {"name": "ada"}), service=operations.SERVICE) as server:
            client = clients.ShopClient("http://shop.test", transport=server.transport)
            assert client.create_user(models.User(name="ada", password="secret")).name == "ada"
        assert server.requests[0].json() == {"name": "ada", "password": "secret"}


def test_a_gateway_that_speaks_a_little_like_the_service_proves_nothing(tmp_path: Path) -> None:
    """Errors of the service have a code as well, always: without one, whether the thing is there nobody knows."""
    error = {"type": "object", "required": ["code", "message"], "properties": {"code": TEXT, "message": TEXT}}
    responses = {**answer({"type": "object", "properties": {"id": TEXT}}), **answer(error, status="404")}
    paths = one("get", "/things/{id}", operationId="get_thing", responses=responses)

    with importable(packaged(document(paths), tmp_path)):
        clients, operations = (
            importlib.import_module("shop.clients"),
            importlib.import_module("shop.operations"),
        )
        bodies = {"message": "no Route matched"}, {"code": "gone", "message": "no such thing"}
        with ScriptedServer(
            *(scripted_answer(404, each) for each in bodies), service=operations.SERVICE
        ) as server:
            client = clients.ShopClient("http://shop.test", transport=server.transport)
            with pytest.raises(AtlasNotFoundError) as caught:
                client.safe_get_thing("a")
            assert not caught.value.from_api
            assert client.safe_get_thing("a") is None


def test_lists_and_objects_in_a_query_are_sent_as_stated(tmp_path: Path) -> None:
    """With commas or bars between, or member by member in brackets; and no other word comes in between."""
    words = {"type": "array", "items": TEXT}
    filters = {"type": "object", "properties": {"min": {"type": "integer"}, "created by": TEXT}}
    query = [
        parameter("ids", schema=words),
        parameter("tags", schema=words, explode=False),
        parameter("bars", schema=words, explode=False, style="pipeDelimited"),
        parameter("filter", schema=filters, style="deepObject", explode=True),
        parameter("headers", schema=TEXT),
    ]
    responses = answer({"type": "object", "properties": {"d": TEXT, "cls": TEXT}})
    paths = one("get", "/things", operationId="find_things", parameters=query, responses=responses)

    with importable(packaged(document(paths), tmp_path)):
        clients, operations = (
            importlib.import_module("shop.clients"),
            importlib.import_module("shop.operations"),
        )
        with ScriptedServer(
            scripted_answer(200, {"d": "1", "cls": "2"}), service=operations.SERVICE
        ) as server:
            client = clients.ShopClient("http://shop.test", transport=server.transport)
            found = client.find_things(
                ids=["a", "b"],
                tags=["c", "d"],
                bars=["e", "f"],
                filter_min=1,
                filter_created_by="me",
                headers_value="h",
            )
        assert server.requests[0].url.params.multi_items() == [
            ("ids", "a"),
            ("ids", "b"),
            ("tags", "c,d"),
            ("bars", "e|f"),
            ("filter[min]", "1"),
            ("filter[created by]", "me"),
            ("headers", "h"),
        ]
        assert (found.d_value, found.cls_value, found.to_dict()) == ("1", "2", {"d": "1", "cls": "2"})


def test_a_token_in_a_cookie_leaves_the_calls_own_alone(tmp_path: Path) -> None:
    """Both go into the one header that there is for cookies."""
    schemes = {"session": {"type": "apiKey", "in": "cookie", "name": "session"}}
    query = [parameter("theme", "cookie", TEXT)]
    paths = one("get", "/things", operationId="find", parameters=query, security=[{"session": []}])

    with importable(packaged(document(paths, securitySchemes=schemes), tmp_path)):
        clients, operations = (
            importlib.import_module("shop.clients"),
            importlib.import_module("shop.operations"),
        )
        with ScriptedServer(scripted_answer(204), service=operations.SERVICE) as server:
            clients.ShopClient("http://shop.test", token="secret", transport=server.transport).find(
                theme="dark"
            )
        assert server.requests[0].headers["Cookie"] == "session=secret; theme=dark"
