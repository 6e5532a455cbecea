"""What an overlay can say, and what is refused because it would silently do nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from atlas_codegen.jsonpath import nodes_at
from atlas_codegen.overlay import overlaid, read_overlay
from atlas_codegen.refusal import Refusal
from tools.places import ROOT

DOCUMENT: dict[str, Any] = {
    "paths": {
        "/a/{id}": {"get": {"tags": ["x"], "parameters": [{"in": "path"}, {"in": "query", "name": "q"}]}}
    },
    "it's": {"a.b": 1, "*": 2},
    "list": ["x", "y", "z"],
}


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("$", [DOCUMENT]),
        ("$.paths['/a/{id}'].get.tags", [["x"]]),
        ('$.paths["/a/{id}"]["get"].tags[0]', ["x"]),
        ("$.paths.*.get.tags", [["x"]]),
        ("$.paths[*][*].tags", [["x"]]),
        ("$.list[1]", ["y"]),
        ("$.list[*]", ["x", "y", "z"]),
        ("$.list[7]", []),
        ("$.list.x", []),
        ("$['it\\'s']['a.b']", [1]),
        ("$['it\\'s']['*']", [2]),
        ("$.paths.*.get.parameters[?@.in == 'query'].name", ["q"]),
        ('$.paths.*.get.parameters[?@.in=="path"]', [{"in": "path"}]),
        ("$.paths.*.get.tags[?@.in == 'query']", []),
        ("$.nowhere.to.be.found", []),
    ],
)
def test_a_path_selects(path: str, found: list[Any]) -> None:
    """Names, quoted names, positions, wildcards and a comparison; or nothing."""
    assert [node.value for node in nodes_at(DOCUMENT, path)] == found


@pytest.mark.parametrize(
    "path", ["", "paths", "$..tags", "$.list[-1]", "$.list[0:2]", "$.a-b", "$.", "$[?@.a > 1]"]
)
def test_a_path_of_another_kind_is_refused(path: str) -> None:
    """It is not taken for something else."""
    with pytest.raises(Refusal, match="JSONPath"):
        nodes_at(DOCUMENT, path)


def after(*actions: dict[str, Any]) -> Any:
    """Return a small document after *actions*."""
    return overlaid({"a": {"b": {"c": 1}, "list": [1, 2, 3, 2]}, "d": "text"}, list(actions))


def test_objects_are_merged_lists_put_together_and_the_rest_replaced() -> None:
    """As the Overlay specification has it."""
    told = after({"target": "$.a", "update": {"b": {"e": 2}, "list": [9], "new": {}}})
    assert told["a"] == {"b": {"c": 1, "e": 2}, "list": [1, 2, 3, 2, 9], "new": {}}

    assert after({"target": "$", "update": {"d": {"now": "an object"}}})["d"] == {"now": "an object"}
    assert after({"target": "$.a.list", "update": 9})["a"]["list"] == [1, 2, 3, 2, 9]
    assert after({"target": "$.a.b", "update": {"c": True}})["a"]["b"] == {"c": True}
    assert after({"target": "$.a", "update": {"list": [3, 4]}})["a"]["list"] == [1, 2, 3, 2, 3, 4]


def test_what_is_removed_is_gone_wherever_it_is() -> None:
    """All that is selected, in lists too."""
    assert after({"target": "$.a.b", "remove": True})["a"] == {"list": [1, 2, 3, 2]}
    assert after({"target": "$.a.list[*]", "remove": True})["a"]["list"] == []


def test_actions_come_one_after_the_other_and_leave_their_document_alone() -> None:
    """A later one sees what an earlier one did; neither the document nor the overlay is changed."""
    document: dict[str, Any] = {"a": {}}
    update: dict[str, Any] = {"list": []}
    actions: list[dict[str, Any]] = [{"target": "$.a", "update": update}, {"target": "$.a.list", "update": 1}]

    assert overlaid(document, actions) == {"a": {"list": [1]}}
    assert (document, update) == ({"a": {}}, {"list": []})


@pytest.mark.parametrize(
    ("action", "complaint"),
    [
        ({"target": "$.gone", "update": {}}, r"action 1, \$\.gone: there is no such thing in the published"),
        (
            {"target": "$.gone", "remove": True},
            r"action 1, \$\.gone: there is no such thing in the published",
        ),
        ({"target": "$.a", "update": {"b": {"c": 1}}}, "says that already, so remove the action"),
        ({"target": "$.a", "update": {"list": [3, 1]}}, "says that already, so remove the action"),
        ({"target": "$.a.list", "update": 2}, "says that already, so remove the action"),
        ({"target": "$", "update": {}}, "says that already, so remove the action"),
        ({"target": "$.d", "update": {"x": 1}}, "only an object takes the members of an object"),
        ({"target": "$.a", "update": 1}, "only an object takes the members of an object"),
        ({"target": "$", "remove": True}, "the whole document can't be removed"),
    ],
)
def test_an_action_that_can_not_be_done_is_refused(action: dict[str, Any], complaint: str) -> None:
    """Above all one that selects nothing, or says again what is there: the specification would not mind."""
    with pytest.raises(Refusal, match=complaint):
        after(action)


ACTION = {"target": "$.a", "remove": True}
INFO = {"title": "a", "version": "1"}


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ([], "is not an OpenAPI Overlay 1.0"),
        ({"overlay": "1.1.0", "info": INFO, "actions": [ACTION]}, "is not an OpenAPI Overlay 1.0"),
        ({"overlay": "1.0.0", "info": INFO, "actions": []}, "has to have overlay, info and actions"),
        ({"overlay": "1.0.0", "action": [ACTION], "actions": [ACTION]}, "and no other members"),
        ({"overlay": "1.0.0", "actions": [{"remove": True}]}, "action 1 has to have a target"),
        ({"overlay": "1.0.0", "actions": [{**ACTION, "updates": {}}]}, "and of .* no others"),
        ({"overlay": "1.0.0", "actions": [ACTION, {"target": "$.a"}]}, "action 2 has to have either"),
        ({"overlay": "1.0.0", "actions": [{**ACTION, "update": {}}]}, "either update or remove"),
        ({"overlay": "1.0.0", "actions": [{**ACTION, "remove": False}]}, "either update or remove"),
    ],
)
def test_a_misspelt_overlay_is_refused(content: Any, complaint: str, tmp_path: Path) -> None:
    """An unknown member is a fact that would not arrive."""
    file = tmp_path / "overlay.json"
    file.write_text(json.dumps(content))

    with pytest.raises(Refusal, match=complaint):
        read_overlay(file)


def test_the_overlay_of_the_project_says_what_the_service_does_not() -> None:
    """All facts of ours are in it, and none is published."""
    names = ("idempotency-key", "natural-key", "repeatable", "terminal", "failed")
    ours = (ROOT / "openapi" / "overlay.json").read_text()
    theirs = (ROOT / "openapi" / "published.json").read_text()

    assert [name for name in names if f'"x-atlas-{name}"' not in ours] == []
    assert '"x-atlas-' not in theirs
