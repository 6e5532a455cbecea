"""A stranger's document is made to fit: names and content that can be generated, and nothing else changed."""

from __future__ import annotations

import re
from typing import Any

import pytest

from atlas_codegen.refusal import Refusal
from tests.codegen.documents import (
    NOTHING,
    TEXT,
    answer,
    content,
    document,
    fit,
    fit_operation,
    one,
    parameter,
)


def names(paths: dict[str, Any]) -> list[str]:
    """Return the names that the operations in *paths* get, in their order."""
    items = fit(document(paths))["paths"].values()
    return [operation["operationId"] for item in items for operation in item.values()]


def several(*operations: dict[str, Any]) -> dict[str, Any]:
    """Return paths with these operations, /0 and so on."""
    return {f"/{n}": {"get": {"responses": NOTHING, **each}} for n, each in enumerate(operations)}


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ("getUser", "get_user"),
        ("GetHTTPStatus", "get_http_status"),
        ("users.get-all", "users_get_all"),
        ("Users/List", "users_list"),
        ("2fa", "call_2fa"),
        ("_hidden", "hidden"),
        ("__repr__", "repr_"),
        ("import", "import_"),
        ("list", "list_"),
        ("close", "call_close"),
        ("with_options", "call_with_options"),
        ("UUID", "call_uuid"),
        ("größe", "get_0"),
        ("получить", "get_0"),
        ('"', "get_0"),
        ('"; import os', "import_os"),
        ("", "get_0"),
        ("read_0_get", "read"),
    ],
)
def test_every_operation_gets_a_name_of_pythons(stated: str, name: str) -> None:
    """From its operationId, without what FastAPI adds; where that gives none, from method and path."""
    assert names(several({"operationId": stated})) == [name]


def test_without_operation_ids_method_and_path_are_the_name() -> None:
    """Whatever stands in the path, and never the tag."""
    paths = {
        "/users/{user-id}": {"get": {"responses": NOTHING, "tags": ["a"]}, "put": {"responses": NOTHING}},
        "/größen": {"get": {"responses": NOTHING, "tags": ["b"]}},
    }

    assert names(paths) == ["get_users_user_id", "put_users_user_id", "get_gren"]


def test_functions_of_one_name_are_told_apart_by_their_tags() -> None:
    """As FastAPI has them, where each router has a function `read`."""
    paths = several(
        {"operationId": "read_0_get", "tags": ["users"]},
        {"operationId": "read_1_get", "tags": ["items"]},
        {"operationId": "drop"},
    )

    assert names(paths) == ["read_users", "read_items", "drop"]


def test_functions_of_one_name_and_tag_keep_their_whole_ids() -> None:
    """A tag that both have tells nothing."""
    paths = several(
        {"operationId": "read_0_get", "tags": ["users"]}, {"operationId": "read_1_get", "tags": ["users"]}
    )

    assert names(paths) == ["read_0_get", "read_1_get"]


def test_ids_that_are_one_name_in_python_are_told_apart() -> None:
    """By tags, or else by their paths."""
    tagged = several({"operationId": "getUser", "tags": ["a"]}, {"operationId": "get_user", "tags": ["b"]})
    bare = several({"operationId": "getUser"}, {"operationId": "get_user"})

    assert names(tagged) == ["get_user_a", "get_user_b"]
    assert names(bare) == ["get_0", "get_1"]


def test_the_same_id_twice_is_told_apart_by_tags() -> None:
    """It is against the rules, and happens."""
    paths = several({"operationId": "list", "tags": ["pets"]}, {"operationId": "list", "tags": ["owners"]})

    assert names(paths) == ["list_pets", "list_owners"]


def test_what_cant_be_told_apart_is_refused() -> None:
    """Rather than that one of them gets lost."""
    paths = {"/a-b": {"get": {"responses": NOTHING}}, "/a_b": {"get": {"responses": NOTHING}}}

    with pytest.raises(Refusal, match=r"Operation ID 'get_a_b' .* is not unique"):
        fit(document(paths))


@pytest.mark.parametrize(
    ("tags", "tag"), [(None, "default"), ([], "default"), (["a"], "a"), (["b", "a"], "b"), (["Ä ö"], "Ä ö")]
)
def test_every_operation_has_one_tag(tags: list[str] | None, tag: str) -> None:
    """The first, and `default` where there is none."""
    stated = {} if tags is None else {"tags": tags}

    assert fit_operation(one(**stated))["tags"] == [tag]


DONE, OTHER = {"description": "Done."}, {"description": "Other."}


@pytest.mark.parametrize(
    ("stated", "fitted_as"),
    [
        ({"200": DONE, "404": OTHER}, {"200": DONE, "404": OTHER}),
        ({"204": DONE, "default": OTHER}, {"204": DONE, "default": OTHER}),
        ({"200": DONE, "2XX": OTHER}, {"200": DONE, "2XX": OTHER}),
        ({"2XX": DONE, "4XX": OTHER}, {"200": DONE, "4XX": OTHER}),
        ({"2XX": DONE, "default": OTHER}, {"200": DONE, "default": OTHER}),
        ({"default": DONE}, {"200": DONE}),
        ({"default": DONE, "404": OTHER}, {"200": DONE, "404": OTHER}),
        ({"302": OTHER}, {"200": {"description": "Not in the document."}, "302": OTHER}),
    ],
)
def test_every_operation_has_a_success(stated: dict[str, Any], fitted_as: dict[str, Any]) -> None:
    """The stated ones; else 2XX, then `default`; where there is none, one that promises nothing."""
    assert fit_operation(one(responses=stated))["responses"] == fitted_as


def test_parameters_of_a_path_come_first_and_give_way() -> None:
    """An operation's own of the same name and place replaces the path's, in its place."""
    paths = one(parameters=[parameter("a", description="own"), parameter("c")])
    paths["/things"]["parameters"] = [
        parameter("a", description="shared"),
        parameter("b"),
        parameter("a", "header"),
    ]

    found = fit_operation(paths)["parameters"]

    assert [(each["in"], each["name"]) for each in found] == [
        ("query", "a"),
        ("query", "b"),
        ("header", "a"),
        ("query", "c"),
    ]
    assert found[0]["description"] == "own"


def test_parameters_that_are_referred_to_stand_by_themselves() -> None:
    """So that one of an operation and the same one of its path are one."""
    refer = {"$ref": "#/components/parameters/Page"}
    paths = one(parameters=[refer])
    paths["/things"]["parameters"] = [refer]

    assert fit_operation(paths, parameters={"Page": parameter("page")})["parameters"] == [parameter("page")]


def test_what_stands_in_the_path_only_is_a_parameter() -> None:
    """Text, as nothing else is known of it; one that is declared stays as it is."""
    paths = one("get", "/a/{kind}/{id}.json", parameters=[parameter("id", "path", {"type": "integer"})])

    assert fit_operation(paths)["parameters"] == [
        parameter("id", "path", {"type": "integer"}),
        parameter("kind", "path"),
    ]


def test_a_query_parameter_of_that_name_is_none_of_the_path() -> None:
    """Only `in: path` fills the path."""
    found = fit_operation(one("get", "/a/{id}", parameters=[parameter("id")]))["parameters"]

    assert found == [parameter("id"), parameter("id", "path")]


def test_a_parameter_with_content_is_text() -> None:
    """Its caller writes it; the generator would pass over it."""
    stated = {"name": "filter", "in": "query", **content({"type": "object"}), "required": True}

    assert fit_operation(one(parameters=[stated]))["parameters"] == [parameter("filter", required=True)]


@pytest.mark.parametrize("name", ["Idempotency-Key", "idempotency-key", "IDEMPOTENCY-KEY"])
def test_the_header_of_an_idempotency_key_is_its_promise(name: str) -> None:
    """The client sends one itself, so nobody has to give one."""
    found = fit_operation(one("post", parameters=[parameter(name, "header", required=True)]))

    assert found["x-atlas-idempotency-key"] is True
    assert found["parameters"] == [parameter(name, "header", required=False)]


@pytest.mark.parametrize(
    "stated",
    [parameter("X-Request-ID", "header"), parameter("Idempotency-Key", "query"), parameter("Key", "header")],
)
def test_no_other_parameter_promises_idempotency(stated: dict[str, Any]) -> None:
    """A retry under a key that nobody honours would do things twice."""
    assert "x-atlas-idempotency-key" not in fit_operation(one("post", parameters=[stated]))


def test_a_request_id_need_not_be_given() -> None:
    """The client sends one itself."""
    found = fit_operation(one(parameters=[parameter("X-Request-Id", "header", required=True)]))

    assert found["parameters"][0]["required"] is False


def test_what_a_path_refers_to_is_generated() -> None:
    """The generator would pass over it; what stands beside the reference counts."""
    shared = {"get": {"operationId": "ping", "responses": NOTHING, "parameters": [parameter("a")]}}
    found = fit(
        document({"/a": {"$ref": "#/components/pathItems/P", "summary": "Ping."}}, pathItems={"P": shared})
    )

    assert found["paths"]["/a"]["get"]["operationId"] == "ping"
    assert found["paths"]["/a"]["summary"] == "Ping."


def test_one_item_of_two_paths_is_two_operations() -> None:
    """Each with its own name."""
    paths = {path: {"$ref": "#/components/pathItems/P"} for path in ("/a", "/b")}
    shared = {"get": {"operationId": "ping", "responses": NOTHING}}

    found = fit(document(paths, pathItems={"P": shared}))["paths"]

    assert [item["get"]["operationId"] for item in found.values()] == ["get_a", "get_b"]


def test_a_path_that_refers_to_nothing_is_refused() -> None:
    """As every other reference."""
    with pytest.raises(Refusal, match=re.escape("#/components/pathItems/Q refers to nothing")):
        fit(document({"/a": {"$ref": "#/components/pathItems/Q"}}))


@pytest.mark.parametrize("unseen", ["\n", "\x00", "\u200b", "\u2028", "\ufeff"])
def test_names_with_what_cant_be_seen_are_refused(unseen: str) -> None:
    """The generator would leave it out, and send another name, or ask for another path."""
    schema = {"type": "object", "properties": {f"a{unseen}b": TEXT}}
    strangers = [
        one("get", f"/a{unseen}b"),
        one(parameters=[parameter(f"a{unseen}b")]),
        one(responses=answer(schema)),
    ]

    for each in strangers:
        with pytest.raises(Refusal, match=r"has in it what can't be seen, and would be sent without$"):
            fit(document(each))


def test_names_that_can_be_seen_are_sent_as_they_are() -> None:
    """Blanks, quotes and other alphabets included."""
    name = "a b\"'größe 用户 [x] $y"

    assert fit_operation(one(parameters=[parameter(name)]))["parameters"] == [parameter(name)]


@pytest.mark.parametrize(
    ("stated", "meant"),
    [
        ({"type": ["integer", "null"]}, {"type": "integer"}),
        ({"type": "array", "items": {"type": "string"}}, {"type": "string"}),
        ({"anyOf": [{"type": "integer"}, {"type": "string"}]}, {"type": "string"}),
        ({"type": "string", "format": "uuid"}, {"type": "string", "format": "uuid"}),
    ],
)
def test_a_part_of_a_path_is_one_thing(stated: Any, meant: Any) -> None:
    """It is never null; what may be several things, or a list, its caller writes as text."""
    found = fit_operation(one("get", "/things/{id}", parameters=[parameter("id", "path", stated)]))

    assert found["parameters"][0]["schema"] == meant
