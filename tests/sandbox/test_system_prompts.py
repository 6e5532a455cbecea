"""
System prompts: names, references, life cycle, filters.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import httpx
import pytest

Maker = Callable[..., dict[str, Any]]
PATH = "/api/v1/system-prompts"


@pytest.fixture
def write(make: Maker) -> Maker:
    """
    Create a system prompt.
    """
    return lambda name="one", content="Be kind.", **members: make(
        "system-prompts", name=name, content=content, **members
    )


def test_a_new_prompt_has_the_servers_defaults(http: httpx.Client, write: Maker) -> None:
    """
    Only name and content were sent; the server says the rest.
    """
    created = write()

    expected = {"status": "draft", "content_storage_type": "inline", "meta": None, "agent_class_id": None}
    assert {key: created[key] for key in expected} == expected
    assert http.get(f"{PATH}/{created['id']}").json() == created


def test_a_taken_prompt_name_is_a_conflict(http: httpx.Client, write: Maker) -> None:
    """
    Create and rename answer 409; another case is another name.
    """
    write("one")
    other = write("One")

    answers = [
        http.post(PATH, json={"name": "one", "content": "x"}),
        http.patch(f"{PATH}/{other['id']}", json={"name": "one"}),
    ]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert http.get(f"{PATH}/{other['id']}").json() == other


def test_a_prompt_of_no_class_is_refused(http: httpx.Client) -> None:
    """
    An agent class that does not exist is 422 reference_not_found at its field.
    """
    response = http.post(PATH, json={"name": "a", "content": "x", "agent_class_id": str(uuid4())})

    [error] = response.json()["detail"]
    assert response.status_code == 422
    assert (error["loc"], error["type"]) == (["body", "agent_class_id"], "reference_not_found")
    assert http.get(PATH).json() == []


def test_published_is_final_but_for_its_status(http: httpx.Client, write: Maker) -> None:
    """
    A published prompt answers 409 to any other change, and to the way back; the same again is fine.
    """
    path = f"{PATH}/{write()['id']}"
    published = http.patch(path, json={"status": "published", "content": "Last."}).json()

    wishes: list[dict[str, Any]] = [{"content": "x"}, {"meta": {}}, {"status": "draft"}, {"name": "x"}]
    refused = [http.patch(path, json=wish).status_code for wish in wishes]
    same = http.patch(path, json={"status": "published", "content": "Last."})
    deprecated = http.patch(path, json={"status": "deprecated"}).json()

    assert refused == [409, 409, 409, 409]
    assert same.json() == published
    assert (deprecated["status"], deprecated["content"]) == ("deprecated", "Last.")
    assert http.patch(path, json={"status": "published"}).status_code == 409


def test_a_prompt_may_begin_as_published(http: httpx.Client, write: Maker) -> None:
    """
    And is final from then on.
    """
    created = write(status="published")

    assert created["status"] == "published"
    assert http.patch(f"{PATH}/{created['id']}", json={"content": "x"}).status_code == 409


def test_the_class_of_a_prompt_is_fixed(http: httpx.Client, make: Maker, write: Maker) -> None:
    """
    A PATCH does not know the field, so it changes nothing.
    """
    owner, other = (make("agent-classes", name=name)["id"] for name in "ab")
    created = write(agent_class_id=owner)

    changed = http.patch(f"{PATH}/{created['id']}", json={"agent_class_id": other})

    assert changed.json() == created


def test_the_list_filters_by_class_and_status(http: httpx.Client, make: Maker, write: Maker) -> None:
    """
    One filter, the other, or both; a class that does not exist has no prompts.
    """
    owner = make("agent-classes", name="a")["id"]
    write("free")
    write("draft", agent_class_id=owner)
    write("done", agent_class_id=owner, status="published")

    def names(**query: str) -> list[str]:
        return [each["name"] for each in http.get(PATH, params=query).json()]

    assert names() == ["free", "draft", "done"]
    assert names(agent_class_id=owner) == ["draft", "done"]
    assert names(status="draft") == ["free", "draft"]
    assert names(agent_class_id=owner, status="draft") == ["draft"]
    assert names(agent_class_id=str(uuid4())) == []
    assert http.get(PATH, params={"status": "final"}).status_code == 422
    assert http.get(PATH, params={"agent_class_id": "x"}).status_code == 422


def test_null_clears_what_can_be_cleared(http: httpx.Client, write: Maker) -> None:
    """
    Description and meta; null for what a prompt must have is 422 at its field.
    """
    path = f"{PATH}/{write(description='d', meta={'a': 1})['id']}"

    cleared = http.patch(path, json={"description": None, "meta": None}).json()
    refused = [
        http.patch(path, json={field: None})
        for field in ("name", "content", "status", "content_storage_type")
    ]

    assert (cleared["description"], cleared["meta"]) == (None, None)
    assert [answer.status_code for answer in refused] == [422] * 4


def test_64_kilobytes_inline_are_only_a_hint(write: Maker) -> None:
    """
    A longer text is kept as it came.
    """
    text = "ä" * 200_000

    assert write(content=text)["content"] == text


def test_a_prompt_in_use_stays(http: httpx.Client, make: Maker, write: Maker) -> None:
    """
    A definition holds its prompt, and a prompt its class; from the outside in they can go.
    """
    owner = make("agent-classes", name="a")["id"]
    prompt = write(agent_class_id=owner)["id"]
    definition = make("agent-definitions", name="d", agent_class_id=owner, system_prompt_id=prompt)["id"]

    held = http.delete(f"{PATH}/{prompt}").status_code
    http.delete(f"/api/v1/agent-definitions/{definition}")
    holding = http.delete(f"/api/v1/agent-classes/{owner}").status_code

    assert (held, holding) == (409, 409)
    assert http.delete(f"{PATH}/{prompt}").status_code == 204
    assert http.delete(f"/api/v1/agent-classes/{owner}").status_code == 204


def test_an_unknown_prompt_is_404(http: httpx.Client) -> None:
    """
    For every operation on one.
    """
    path = f"{PATH}/{uuid4()}"

    answers = [http.get(path), http.patch(path, json={}), http.delete(path)]

    assert {answer.status_code for answer in answers} == {404}


@pytest.mark.parametrize(
    "members", [{"content": ""}, {"status": "final"}, {"content_storage_type": "disk"}, {"meta": []}]
)
def test_a_wrong_prompt_is_refused(http: httpx.Client, members: dict[str, Any]) -> None:
    """
    422 at the field.
    """
    response = http.post(PATH, json={"name": "a", "content": "x", **members})

    assert response.status_code == 422
    assert response.json()["detail"][0]["loc"] == ["body", next(iter(members))]
