"""
What an agent runs with: the tools and the prompt of its definition.
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
def define(make: Maker) -> Maker:
    """
    Create an agent definition of a class of its own.
    """
    owner = make("agent-classes", name="owner")["id"]
    return lambda **members: make("agent-definitions", name="one", agent_class_id=owner, **members)


@pytest.fixture
def tools(make: Maker) -> list[str]:
    """
    The ids of three tools: a, b and c.
    """
    return [make("tools", name=name, json_schema={"title": name})["id"] for name in "abc"]


def test_the_config_resolves_prompt_and_tools(
    http: httpx.Client, make: Maker, define: Maker, tools: list[str]
) -> None:
    """
    The text of the prompt as it is now, and name and schema of each tool in the order they came; each once.
    """
    prompt = make("system-prompts", name="p", content="Be kind.")["id"]
    created = define(system_prompt_id=prompt, tool_ids=[tools[1], tools[0], tools[1]])

    http.patch(f"/api/v1/system-prompts/{prompt}", json={"content": "Be brief."})
    config = http.get(f"{PATH}/{created['id']}/config").json()

    assert config["system_prompt"] == "Be brief."
    assert config["tools"] == [
        {"name": "b", "schema": {"title": "b"}},
        {"name": "a", "schema": {"title": "a"}},
    ]


def test_tools_are_added_once(http: httpx.Client, define: Maker, tools: list[str]) -> None:
    """
    Those that are there stay in their place; repeating changes nothing, not even the moment.
    """
    path = f"{PATH}/{define(tool_ids=[tools[2]])['id']}"

    added = http.post(f"{path}/tools", json={"tool_ids": [tools[0], tools[2], tools[0]]})
    again = http.post(f"{path}/tools", json={"tool_ids": [tools[0]]})

    assert (added.status_code, again.json()) == (200, added.json())
    assert [each["name"] for each in http.get(f"{path}/config").json()["tools"]] == ["c", "a"]


def test_a_tool_that_is_none_adds_none(http: httpx.Client, define: Maker, tools: list[str]) -> None:
    """
    422 at its place, in a create as well, and nothing has happened.
    """
    created = define()
    wish = [tools[0], str(uuid4())]

    added = http.post(f"{PATH}/{created['id']}/tools", json={"tool_ids": wish})
    body = {"name": "two", "agent_class_id": created["agent_class_id"], "tool_ids": wish}
    defined = http.post(PATH, json=body)

    for response in (added, defined):
        [error] = response.json()["detail"]
        assert response.status_code == 422
        assert (error["loc"], error["type"]) == (["body", "tool_ids", 1], "reference_not_found")
    assert http.get(f"{PATH}/{created['id']}/config").json()["tools"] == []
    assert http.get(PATH).json() == [created]


def test_a_published_definition_takes_no_more_tools(
    http: httpx.Client, define: Maker, tools: list[str]
) -> None:
    """
    409, but those that it has it may be given again.
    """
    path = f"{PATH}/{define(tool_ids=tools[:1])['id']}"
    http.patch(path, json={"status": "published"})

    statuses = [
        http.post(f"{path}/tools", json={"tool_ids": wish}).status_code for wish in (tools, tools[:1], [])
    ]

    assert statuses == [409, 200, 200]
    assert len(http.get(f"{path}/config").json()["tools"]) == 1


def test_a_tool_in_use_stays(http: httpx.Client, define: Maker, tools: list[str]) -> None:
    """
    A definition holds its tools until it is deleted; it can be deleted with them.
    """
    created = define(tool_ids=tools[:1])

    held = http.delete(f"/api/v1/tools/{tools[0]}").status_code
    deleted = http.delete(f"{PATH}/{created['id']}").status_code

    assert (held, deleted) == (409, 204)
    assert http.delete(f"/api/v1/tools/{tools[0]}").status_code == 204


def test_an_unknown_definition_has_no_tools(http: httpx.Client, tools: list[str]) -> None:
    """
    404.
    """
    response = http.post(f"{PATH}/{uuid4()}/tools", json={"tool_ids": tools})

    assert response.status_code == 404


@pytest.mark.parametrize("body", [{}, {"tool_ids": None}, {"tool_ids": ["x"]}])
def test_a_wrong_list_of_tools_is_refused(http: httpx.Client, define: Maker, body: dict[str, Any]) -> None:
    """
    422 at the field.
    """
    response = http.post(f"{PATH}/{define()['id']}/tools", json=body)

    assert response.status_code == 422
    assert response.json()["detail"][0]["loc"][:2] == ["body", "tool_ids"]
