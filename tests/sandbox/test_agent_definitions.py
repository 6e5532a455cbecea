"""
Agent definitions: references, life cycle, slugs, secrets.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import httpx
import pytest

Maker = Callable[..., dict[str, Any]]
PATH = "/api/v1/agent-definitions"


@pytest.fixture
def owner(make: Maker) -> str:
    """
    The id of an agent class.
    """
    return str(make("agent-classes", name="owner")["id"])


@pytest.fixture
def define(make: Maker, owner: str) -> Maker:
    """
    Create an agent definition of the class.
    """
    return lambda name="one", **members: make("agent-definitions", name=name, agent_class_id=owner, **members)


def test_a_new_definition_is_a_draft_with_the_servers_defaults(http: httpx.Client, define: Maker) -> None:
    """
    Only the name and the class were sent; the server says the rest, and no tools.
    """
    created = define("Blue One")

    expected = {"status": "draft", "execution_mode": "ephemeral", "config": {}, "allow_outbound_a2a": False}
    assert {key: created[key] for key in expected} == expected
    assert created["slug"] == "blue-one"
    assert "tool_ids" not in created
    assert http.get(f"{PATH}/{created['id']}").json() == created


def test_a_name_is_unique_in_its_class_only(
    http: httpx.Client, make: Maker, owner: str, define: Maker
) -> None:
    """
    The same name in the same class is 409, in another class it is fine.
    """
    define("one")
    other = make("agent-classes", name="other")

    refused = http.post(PATH, json={"name": "one", "agent_class_id": owner})
    allowed = http.post(PATH, json={"name": "one", "agent_class_id": other["id"]})

    assert refused.status_code == 409
    assert isinstance(refused.json()["detail"], str)
    assert allowed.status_code == 201


def test_a_taken_slug_gets_a_suffix(define: Maker) -> None:
    """
    Names that give one slug are told apart by a number; a rename keeps the slug.
    """
    slugs = [define(name)["slug"] for name in ("Blue One", "blue one", "blue-one!", "青")]

    assert slugs == ["blue-one", "blue-one-2", "blue-one-3", "agent"]


def test_a_rename_keeps_the_slug(http: httpx.Client, define: Maker) -> None:
    """
    A slug is made once.
    """
    created = define("one")

    renamed = http.patch(f"{PATH}/{created['id']}", json={"name": "two"}).json()

    assert (renamed["name"], renamed["slug"]) == ("two", "one")


@pytest.mark.parametrize("field", ["agent_class_id", "model_provider_id", "system_prompt_id"])
def test_a_reference_to_nothing_is_told(http: httpx.Client, owner: str, field: str) -> None:
    """
    An id in the body that names nothing is 422 reference_not_found at its field, and nothing is stored.
    """
    body = {"name": "one", "agent_class_id": owner, field: str(uuid4())}

    response = http.post(PATH, json=body)

    [error] = response.json()["detail"]
    assert response.status_code == 422
    assert (error["loc"], error["type"]) == (["body", field], "reference_not_found")
    assert http.get(PATH).json() == []


def test_a_structured_output_may_be_any(http: httpx.Client, define: Maker) -> None:
    """
    The contract has no resource that the id could name, so it is kept as it is, and no schema comes of it.
    """
    output = str(uuid4())
    created = define(structured_output_id=output)

    resolved = http.get(f"{PATH}/{created['id']}/config").json()

    assert created["structured_output_id"] == output
    assert resolved["structured_output_schema"] is None


def test_a_patch_cannot_refer_to_nothing(http: httpx.Client, define: Maker) -> None:
    """
    References are checked in a PATCH as in a create.
    """
    created = define()

    response = http.patch(f"{PATH}/{created['id']}", json={"model_provider_id": str(uuid4())})

    assert response.status_code == 422
    assert response.json()["detail"][0]["type"] == "reference_not_found"


def test_null_takes_a_reference_away(http: httpx.Client, make: Maker, define: Maker) -> None:
    """
    Explicit null clears a reference, and then its target can be deleted.
    """
    provider = make("model-providers", name="p")
    created = define(model_provider_id=provider["id"])
    in_use = http.delete(f"/api/v1/model-providers/{provider['id']}")

    cleared = http.patch(f"{PATH}/{created['id']}", json={"model_provider_id": None})

    assert in_use.status_code == 409
    assert cleared.json()["model_provider_id"] is None
    assert http.delete(f"/api/v1/model-providers/{provider['id']}").status_code == 204


@pytest.mark.parametrize("field", ["name", "status", "execution_mode", "config", "allow_outbound_a2a"])
def test_what_must_have_a_value_cannot_be_cleared(http: httpx.Client, define: Maker, field: str) -> None:
    """
    Null in a PATCH is 422 where the resource cannot be without.
    """
    created = define()

    response = http.patch(f"{PATH}/{created['id']}", json={field: None})

    assert response.status_code == 422
    assert response.json()["detail"][0]["loc"] == ["body", field]


def test_published_is_final_but_for_its_status(http: httpx.Client, define: Maker) -> None:
    """
    A published definition answers 409 to any other change, and to the way back.
    """
    path = f"{PATH}/{define()['id']}"
    published = http.patch(path, json={"status": "published", "description": "last"}).json()

    refused = [
        http.patch(path, json=body) for body in ({"name": "x"}, {"status": "draft"}, {"config": {"a": 1}})
    ]

    assert (published["status"], published["description"]) == ("published", "last")
    assert [answer.status_code for answer in refused] == [409, 409, 409]
    assert http.get(path).json() == published


def test_the_same_again_is_no_change(http: httpx.Client, define: Maker) -> None:
    """
    A published definition takes the status and the name that it has.
    """
    path = f"{PATH}/{define('one')['id']}"
    published = http.patch(path, json={"status": "published"}).json()

    again = http.patch(path, json={"status": "published", "name": "one"})

    assert again.status_code == 200
    assert again.json() == published


def test_status_goes_one_way(http: httpx.Client, define: Maker) -> None:
    """
    Draft, published, deprecated; a deprecated one stays so, and stays as it is.
    """
    path = f"{PATH}/{define()['id']}"

    way = [http.patch(path, json={"status": status}).status_code for status in ("published", "deprecated")]
    back = [http.patch(path, json={"status": status}).status_code for status in ("published", "draft")]

    assert way == [200, 200]
    assert back == [409, 409]
    assert http.patch(path, json={"description": "x"}).status_code == 409


def test_true_is_not_one(http: httpx.Client, define: Maker) -> None:
    """
    A config changes from 1 to true although Python finds them equal.
    """
    path = f"{PATH}/{define(config={'a': 1})['id']}"

    http.patch(path, json={"config": {"a": True}})

    assert http.get(path).json()["config"]["a"] is True


def test_the_list_filters_by_status(http: httpx.Client, define: Maker) -> None:
    """
    Only definitions of the status come back; a status that is none is 422.
    """
    draft, published = define("a"), define("b")
    http.patch(f"{PATH}/{published['id']}", json={"status": "published"})

    found = {
        status: [each["id"] for each in http.get(PATH, params={"status": status}).json()]
        for status in ("draft", "published", "deprecated")
    }

    assert found == {"draft": [draft["id"]], "published": [published["id"]], "deprecated": []}
    assert http.get(PATH, params={"status": "final"}).status_code == 422


def test_config_comes_without_its_secrets(http: httpx.Client, define: Maker) -> None:
    """
    Secrets are masked in the resource and in what an agent runs with; the rest round-trips.
    """
    config = {"temperature": 0.5, "max_tokens": 100, "auth": {"API_KEY": "s", "list": [{"password": 1}]}}
    created = define(config=config, model_name="gpt")

    resolved = http.get(f"{PATH}/{created['id']}/config").json()

    shown = {"temperature": 0.5, "max_tokens": 100, "auth": {"API_KEY": "***", "list": [{"password": "***"}]}}
    assert created["config"] == shown
    assert resolved["config"] == shown
    assert (resolved["model_name"], resolved["system_prompt"], resolved["tools"]) == ("gpt", None, [])


def test_config_of_an_unknown_definition_is_404(http: httpx.Client) -> None:
    """
    There is nothing to run.
    """
    response = http.get(f"{PATH}/{uuid4()}/config")

    assert response.status_code == 404


def test_a_deleted_definition_is_gone(http: httpx.Client, define: Maker) -> None:
    """
    204, then 404.
    """
    path = f"{PATH}/{define()['id']}"

    statuses = [http.delete(path).status_code, http.get(path).status_code]

    assert statuses == [204, 404]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("agent_class_id", "nope"),
        ("execution_mode", "fast"),
        ("config", []),
        ("allow_outbound_a2a", "yes"),
        ("tool_ids", ["x"]),
        ("execution_mode", None),
    ],
)
def test_types_are_kept(http: httpx.Client, owner: str, field: str, value: object) -> None:
    """
    A value of another type than the document says is 422 at its field.
    """
    response = http.post(PATH, json={"name": "one", "agent_class_id": owner, field: value})

    assert response.status_code == 422
    assert response.json()["detail"][0]["loc"][:2] == ["body", field]
