"""
Tools: names, schemas, syncing, discovery.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import httpx
import pytest

from atlas_resilient.sandbox import Sandbox

Maker = Callable[..., dict[str, Any]]
PATH = "/api/v1/tools"
SCHEMA = {"type": "object", "z": 1, "a": [1.0, None, {"password": "shown"}], "$defs": {"n": 2**70}}


def tool(name: str, **members: Any) -> dict[str, Any]:
    """
    Return the body that creates a tool.
    """
    return {"name": name, "json_schema": {}, **members}


def test_a_tool_lives_and_goes(http: httpx.Client, make: Maker) -> None:
    """
    Created with the server's defaults, read, changed, listed with a slash, deleted; no moments are shown.
    """
    created = make("tools", **tool("t"))
    path = f"{PATH}/{created['id']}"

    changed = http.patch(path, json={"risk_level": "high", "description": "d"}).json()

    assert (created["risk_level"], created["safety_policy"]) == ("low", None)
    assert set(created) == {"id", "name", "description", "json_schema", "safety_policy", "risk_level"}
    assert (changed["risk_level"], changed["description"]) == ("high", "d")
    assert http.get(f"{PATH}/").json() == [changed]
    assert http.delete(path).status_code == 204
    assert http.get(path).status_code == 404


def test_a_schema_comes_back_as_it_was_sent(http: httpx.Client, make: Maker) -> None:
    """
    Order of members, kinds of numbers and what looks like a secret included.
    """
    created = make("tools", **tool("t", json_schema=SCHEMA))

    shown = http.get(f"{PATH}/{created['id']}").json()["json_schema"]

    assert repr(shown) == repr(SCHEMA)


def test_a_taken_tool_name_is_a_conflict(http: httpx.Client, make: Maker) -> None:
    """
    409 for a create, and a PATCH does not know the name.
    """
    created = make("tools", **tool("t"))

    taken = http.post(PATH, json=tool("t"))
    renamed = http.patch(f"{PATH}/{created['id']}", json={"name": "u"})

    assert taken.status_code == 409
    assert renamed.json() == created


def test_each_path_has_the_slash_of_the_document(http: httpx.Client) -> None:
    """
    Create without, list with; the other way round is 405 or 404, not a redirect.
    """
    assert http.get(PATH).status_code == 405
    assert http.post(f"{PATH}/", json=tool("t")).status_code == 405


def test_sync_creates_and_overwrites_in_the_order_given(http: httpx.Client, make: Maker) -> None:
    """
    By name; the id of a tool that was there stays, its fields are those of the request, others are untouched.
    """
    old = make("tools", **tool("b", description="old", risk_level="high"))
    other = make("tools", **tool("other"))

    synced = http.post(f"{PATH}/sync", json={"tools": [tool("c"), tool("b"), tool("a")]})
    again = http.post(f"{PATH}/sync", json={"tools": [tool("c"), tool("b"), tool("a")]})

    assert [each["name"] for each in synced.json()] == ["c", "b", "a"]
    assert synced.json()[1] == {**old, "description": None, "risk_level": "low"}
    assert again.json() == synced.json()
    assert [each["name"] for each in http.get(f"{PATH}/").json()] == ["b", "other", "c", "a"]
    assert http.get(f"{PATH}/{other['id']}").json() == other


@pytest.mark.parametrize(
    ("tools", "loc"),
    [
        ([tool("a"), {"name": "b"}], ["body", "tools", 1, "json_schema"]),
        ([tool("a"), tool("b"), tool("a")], ["body", "tools", 2, "name"]),
        ([], ["body", "tools"]),
    ],
)
def test_sync_is_all_or_nothing(
    http: httpx.Client, box: Sandbox, tools: list[dict[str, Any]], loc: list[str | int]
) -> None:
    """
    One tool that is wrong, or a name that comes twice, refuses them all; so does an empty list.
    """
    response = http.post(f"{PATH}/sync", json={"tools": tools})

    assert response.status_code == 422
    assert response.json()["detail"][0]["loc"] == loc
    assert box.rows("tool") == 0


def test_syncs_at_once_make_each_tool_once(http: httpx.Client, box: Sandbox) -> None:
    """
    16 of the same tools in different orders: all succeed, and there is one of each.
    """
    names = ["a", "b", "c"]
    orders = [names, names[::-1]] * 8

    with ThreadPoolExecutor(16) as pool:
        statuses = list(
            pool.map(
                lambda order: (
                    http.post(f"{PATH}/sync", json={"tools": [tool(name) for name in order]}).status_code
                ),
                orders,
            )
        )

    assert Counter(statuses) == {200: 16}
    assert box.rows("tool") == 3


def test_discovery_finds_what_the_operator_registered(http: httpx.Client, box: Sandbox) -> None:
    """
    The tools of the manifest, created or overwritten, in its order; twice is as good as once.
    """
    box.register_manifest("acme.tools", [tool("b", risk_level="medium"), tool("a")])

    found = http.post(f"{PATH}/discover", json={"source": "acme.tools"})
    again = http.post(f"{PATH}/discover", json={"source": "acme.tools"})

    assert [(each["name"], each["risk_level"]) for each in found.json()] == [("b", "medium"), ("a", "low")]
    assert again.json() == found.json()
    assert box.rows("tool") == 2


@pytest.mark.parametrize("source", ["os", "http://127.0.0.1/manifest.json", ""])
def test_nothing_else_is_discovered(http: httpx.Client, box: Sandbox, source: str) -> None:
    """
    Modules and addresses are names like any other: unknown is 422, and a reset forgets what was known.
    """
    box.register_manifest(source, [tool("a")])
    box.reset()

    response = http.post(f"{PATH}/discover", json={"source": source})

    [error] = response.json()["detail"]
    assert response.status_code == 422
    assert (error["loc"], error["type"]) == (["body", "source"], "reference_not_found")
    assert box.rows("tool") == 0


@pytest.mark.parametrize("tools", [[{"name": "a"}], [tool("a"), tool("a")], [tool("a", json_schema={1, 2})]])
def test_a_manifest_that_makes_no_sense_is_refused(box: Sandbox, tools: list[dict[str, Any]]) -> None:
    """
    Where it is registered, not where somebody meets it.
    """
    with pytest.raises(ValueError, match="manifest 'acme'"):
        box.register_manifest("acme", tools)


def test_an_unknown_tool_is_404(http: httpx.Client) -> None:
    """
    For every operation on one.
    """
    path = f"{PATH}/{uuid4()}"

    answers = [http.get(path), http.patch(path, json={}), http.delete(path)]

    assert {answer.status_code for answer in answers} == {404}


@pytest.mark.parametrize("field", ["json_schema", "risk_level"])
def test_what_a_tool_must_have_cannot_be_cleared(http: httpx.Client, make: Maker, field: str) -> None:
    """
    Null in a PATCH is 422 at its field.
    """
    created = make("tools", **tool("t"))

    response = http.patch(f"{PATH}/{created['id']}", json={field: None})

    assert response.status_code == 422
    assert response.json()["detail"][0]["loc"] == ["body", field]
