"""The server of any document takes what is in the document, and catches everything else."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from tests.any_document.mock import BYTES, MockService
from tests.any_document.reading import Document

TEXT, NUMBER = {"type": "string"}, {"type": "integer"}
FILE = {"type": "string", "format": "binary"}
ITEM = {"$ref": "#/components/schemas/Item"}
KIND = {"in": "query", "name": "kind", "schema": {"enum": ["a", "b"]}}


def taking(kind: str, schema: Any, *, required: bool = True) -> Any:
    return {"required": required, "content": {kind: {"schema": schema}}}


def giving(**answers: Any) -> Any:
    return {name.removeprefix("_"): {"content": content} for name, content in answers.items()}


def json_of(schema: Any) -> Any:
    return {"application/json": {"schema": schema}}


def parameter(where: str, name: str, schema: Any = TEXT, **more: Any) -> Any:
    return {"in": where, "name": name, "schema": schema, **more}


UPLOAD = {
    "type": "object",
    "properties": {"file": FILE, "files": {"type": "array", "items": FILE}, "public": {"type": "boolean"}},
    "required": ["file"],
}
FORM = {
    "type": "object",
    "properties": {"name": TEXT, "age": NUMBER, "tags": {"type": "array", "items": NUMBER}},
    "required": ["name"],
}
DOCUMENT: Document = {
    "openapi": "3.0.3",
    "paths": {
        "/items/{id}": {
            "parameters": [parameter("path", "id", NUMBER, required=True)],
            "get": {"operationId": "getItem", "responses": giving(_404=json_of(TEXT), _200=json_of(ITEM))},
            "put": {"requestBody": taking("application/json", ITEM), "responses": {"204": {}}},
            "patch": {
                "requestBody": taking("application/merge-patch+json", ITEM, required=False),
                "responses": giving(default=json_of(TEXT), _2XX={"text/plain": {"schema": TEXT}}),
            },
        },
        "/items/new": {"get": {"operationId": "newItem", "responses": giving(default=json_of(NUMBER))}},
        "/search": {
            "get": {
                "operationId": "search",
                "parameters": [
                    parameter("query", "q", required=True),
                    parameter("query", "ids", {"type": "array", "items": NUMBER, "nullable": True}),
                    parameter("query", "some", {"type": "array", "items": NUMBER}, explode=False),
                    parameter("query", "where", FORM, style="deepObject"),
                    KIND,
                    parameter("header", "X-Depth", NUMBER),
                    parameter("cookie", "session", required=True),
                ],
                "responses": giving(_200={"application/octet-stream": {"schema": FILE}}),
            }
        },
        "/upload": {
            "post": {
                "operationId": "upload",
                "requestBody": taking("multipart/form-data", UPLOAD),
                "responses": {"201": {"headers": {"X-Left": {"schema": NUMBER}}}},
            }
        },
        "/login": {
            "post": {
                "operationId": "login",
                "requestBody": taking("application/x-www-form-urlencoded", FORM),
                "responses": {"204": {}},
            }
        },
        "/secret": {
            "get": {
                "operationId": "secret",
                "security": [{"bearer": []}, {"key": [], "basic": []}],
                "responses": {"204": {}},
            }
        },
    },
    "components": {
        "securitySchemes": {
            "bearer": {"type": "oauth2"},
            "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
            "basic": {"type": "http", "scheme": "basic"},
        },
        "schemas": {
            "Item": {
                "type": "object",
                "properties": {"id": {**NUMBER, "readOnly": True}, "name": {**TEXT, "nullable": True}},
                "required": ["id", "name"],
                "additionalProperties": False,
            }
        },
    },
}
SEARCH = "/search?q=x&ids=1&ids=2&some=1,2&kind=b&where[name]=x&where[age]=3"
COOKIE = {"Cookie": "session=1; other=2"}


def ask(method: str, path: str, **content: Any) -> tuple[httpx.Response, MockService]:
    """Ask once, without a socket."""
    service = MockService(DOCUMENT)
    with httpx.Client(transport=service, base_url="http://any.test") as client:
        return client.request(method, path, **content), service


@pytest.mark.parametrize(
    ("request_", "operation", "status", "answer"),
    [
        ({"method": "GET", "path": "/items/3"}, "getItem", 200, b'{"id": 3, "name": "text"}'),
        ({"method": "GET", "path": "/items/new"}, "newItem", 200, b"3"),
        ({"method": "PUT", "path": "/items/3", "json": {"name": None}}, "PUT /items/{id}", 204, b""),
        ({"method": "PATCH", "path": "/items/3"}, "PATCH /items/{id}", 200, b"text"),
        ({"method": "GET", "path": SEARCH, "headers": {"X-Depth": "1", **COOKIE}}, "search", 200, BYTES),
        ({"method": "POST", "path": "/upload", "files": {"file": ("a", b"b")}}, "upload", 201, b""),
        ({"method": "POST", "path": "/login", "data": {"name": "3", "tags": [1, 2]}}, "login", 204, b""),
        ({"method": "GET", "path": "/secret", "headers": {"Authorization": "Bearer t"}}, "secret", 204, b""),
        (
            {"method": "GET", "path": "/secret", "headers": {"X-Key": "k"}, "auth": ("user", "password")},
            "secret",
            204,
            b"",
        ),
    ],
)
def test_what_is_in_the_document_is_answered(
    request_: Any, operation: str, status: int, answer: bytes
) -> None:
    """With its first status that means success, in the content type of the document."""
    answered, service = ask(request_.pop("method"), request_.pop("path"), **request_)

    assert (answered.status_code, answered.content) == (status, answer)
    assert service.asked == [operation]


UPLOADED = {"file": ("name", b"bytes")}


@pytest.mark.parametrize(
    ("method", "path", "content", "said"),
    [
        ("GET", "/nothing", {}, "GET /nothing: the document has no such operation"),
        ("DELETE", "/items/3", {}, "no such operation, only GET, PUT, PATCH"),
        ("GET", "/items/x", {}, "getItem: path parameter 'id'.*'x' is not of type 'integer'"),
        ("GET", "/items/a%2Fb", {}, "getItem: path parameter 'id'.*'a/b'"),
        ("GET", "/items/3?limit=1", {}, "getItem: there is no query parameter 'limit'"),
        ("GET", "/search", {"headers": COOKIE}, "search: query parameter 'q' is missing"),
        ("GET", "/search?q=x", {}, "search: cookie parameter 'session' is missing"),
        ("GET", "/search?q=x&q=y", {"headers": COOKIE}, "several times, and not a list"),
        ("GET", "/search?q=x&kind=c", {"headers": COOKIE}, "query parameter 'kind'.*'c' is not one of"),
        ("GET", "/search?q=x&ids=1&ids=b", {"headers": COOKIE}, "query parameter 'ids'.*'b'"),
        ("GET", "/search?q=x&some=1&some=2", {"headers": COOKIE}, "'some' came 2 times, not as one list"),
        ("GET", "/search?q=x&some=1,b", {"headers": COOKIE}, "query parameter 'some'.*'b'"),
        ("GET", "/search?q=x&where[age]=1", {"headers": COOKIE}, "'where'.*'name' is a required property"),
        ("GET", "/search?q=x", {"headers": {"X-Depth": "deep", **COOKIE}}, "header parameter 'X-Depth'"),
        ("GET", "/items/3", {"content": b"x"}, "getItem: body: the document has none, but b'x' came"),
        ("PUT", "/items/3", {}, "PUT /items/{id}: body is missing"),
        ("PUT", "/items/3", {"data": {"name": "x"}}, "content type 'application/x-www-form-urlencoded', not"),
        ("PUT", "/items/3", {"json": {"name": 7}}, "name: 7 is not "),
        ("PUT", "/items/3", {"json": {}}, "'name' is a required property"),
        ("PUT", "/items/3", {"json": {"name": "x", "more": 1}}, "'more' was unexpected"),
        (
            "PUT",
            "/items/3",
            {"content": b"{", "headers": {"Content-Type": "application/json"}},
            "is not JSON: b'{'",
        ),
        ("POST", "/login", {"data": {"age": "3"}}, "login: body.*'name' is a required property"),
        ("POST", "/login", {"data": {"name": "x", "age": "old"}}, "age: 'old' is not of type 'integer'"),
        (
            "POST",
            "/login",
            {"data": {"name": "x", "sex": "m"}},
            "a form has no field 'sex', only name, age, tags",
        ),
        (
            "POST",
            "/upload",
            {"files": {"file": (None, b"bytes")}},
            "part 'file' is a file, but has no file name",
        ),
        ("POST", "/upload", {"files": {"other": ("a", b"b")}}, "no part 'other', only file, files, public"),
        ("POST", "/upload", {"files": UPLOADED | {"public": ("a", b"true")}}, "'public' is not a file"),
        (
            "POST",
            "/upload",
            {"files": UPLOADED, "data": {"public": "True"}},
            "'True' is not of type 'boolean'",
        ),
        ("POST", "/upload", {"files": {"files": ("a", b"b")}}, "'file' is a required property"),
        (
            "POST",
            "/upload",
            {"files": [("file", ("a", b"b")), ("file", ("a", b"b"))]},
            "'file' came 2 times, and is not a list",
        ),
        ("GET", "/secret", {}, "secret: no credentials for bearer or key and basic"),
        ("GET", "/secret", {"headers": {"Authorization": "Basic eDp5"}}, "no credentials"),
        ("GET", "/secret", {"headers": {"X-Key": "key"}}, "no credentials"),
    ],
)
def test_what_is_not_in_the_document_is_caught(method: str, path: str, content: Any, said: str) -> None:
    """Each mistake by one clear line."""
    with pytest.raises(AssertionError, match=said) as caught:
        ask(method, path, **content)

    assert "\n" not in str(caught.value).partition("\nassert ")[0]


def test_an_answer_can_be_ordered() -> None:
    """For one request: of the document, JSON of any kind, or bytes; and then it is as before."""
    service = MockService(DOCUMENT)
    service.order(404)
    service.order(503, {"later": True})
    service.order(200, b"<html>")

    with httpx.Client(transport=service, base_url="http://any.test") as client:
        answers = [client.get("/items/3") for _ in range(4)]

    assert [answer.status_code for answer in answers] == [404, 503, 200, 200]
    assert [answer.content for answer in answers[:3]] == [b'"text"', b'{"later":true}', b"<html>"]
    assert answers[3].json() == service.answered == {"id": 3, "name": "text"}


def test_a_status_that_the_document_has_not_is_not_ordered() -> None:
    """Not without an answer: there is nothing to make one of."""
    service = MockService(DOCUMENT)
    service.order(418)

    with (
        httpx.Client(transport=service, base_url="http://any.test") as client,
        pytest.raises(AssertionError, match="getItem: the document has no answer 418"),
    ):
        client.get("/items/3")


def test_headers_of_an_answer_come_too() -> None:
    """Those that the document has."""
    answered, _ = ask("POST", "/upload", files=UPLOADED)

    assert answered.headers["X-Left"] == "3"


def test_it_serves_asyncio_and_a_prefix() -> None:
    """One service for both worlds, at the address that the document's `servers` may have."""
    service = MockService(DOCUMENT, prefix="/api")

    async def answered() -> httpx.Response:
        async with httpx.AsyncClient(transport=service, base_url="http://any.test/api") as client:
            return await client.put("/items/3", json={"name": "x"})

    assert asyncio.run(answered()).status_code == 204
    with (
        httpx.Client(transport=service, base_url="http://any.test") as client,
        pytest.raises(AssertionError, match="not below /api"),
    ):
        client.get("/items/3")
