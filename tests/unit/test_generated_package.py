"""What the generated package mends of its generator: enums, UNSET, headers, free objects, imports."""

from __future__ import annotations

import copy
import json
import pickle
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from atlas_control_plane import models
from atlas_control_plane.api.agent_classes import create_agent_class
from atlas_control_plane.api.deployments import list_deployments
from atlas_control_plane.api.tools import create_tool
from atlas_control_plane.models import (
    AgentClassCreate,
    AgentClassRead,
    AgentDefinitionCreate,
    AgentDefinitionUpdate,
    DeploymentStatus,
    PlanStatus,
    ToolCreate,
)
from atlas_control_plane.operations import LIST_TOOLS, OPERATIONS
from atlas_control_plane.types import UNSET, Unset

from tests.generating import operation, python, real_document
from tools.places import places_under

# Each protocol makes objects in its own way.
PICKLED = [
    lambda it, protocol=protocol: pickle.loads(pickle.dumps(it, protocol))
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1)
]
ID = UUID("00000000-0000-4000-8000-000000000001")
CLASS = {
    "id": str(ID),
    "name": "support",
    "description": None,
    "created_at": "2026-01-02T03:04:05Z",
    "updated_at": "2026-01-02T03:04:05.678901+00:00",
}


@pytest.mark.parametrize("clone", [copy.copy, copy.deepcopy, *PICKLED])
def test_unknown_enum_value_is_kept(clone: Any) -> None:
    """A status that the document doesn't know is a member-like string, in copies and in other processes too."""
    paused = DeploymentStatus("paused")

    same = clone(paused)

    assert isinstance(same, DeploymentStatus)
    assert (same, same.value, str(same), f"{same}", hash(same)) == ("paused", *["paused"] * 3, hash("paused"))
    assert json.dumps({"status": same}) == '{"status": "paused"}'
    assert same in {"paused"}


def test_unknown_enum_values_do_not_pile_up() -> None:
    """The class stays what the document says, whatever a server invents."""
    for number in range(3):
        DeploymentStatus(f"state-{number}")

    assert [each.value for each in DeploymentStatus] == ["active", "completed", "failed", "spawning"]
    assert DeploymentStatus("active") is DeploymentStatus.ACTIVE


@pytest.mark.parametrize("value", [None, 7, ["active"]])
def test_an_enum_takes_strings_only(value: Any) -> None:
    """Null where a status is required is an error, not a status."""
    with pytest.raises(ValueError, match="is not a valid PlanStatus"):
        PlanStatus(value)


def test_an_enum_may_be_given_as_its_string() -> None:
    """A plain string does where a member is expected: in a body as well as in a query."""
    body: Any = {"status": "published"}

    assert AgentDefinitionUpdate(**body).to_dict() == body
    assert list_deployments._get_kwargs(active_only=True)["params"] == {"active_only": True}
    get_kwargs = import_module(f"atlas_control_plane{OPERATIONS['list_plans'].module}")._get_kwargs
    assert get_kwargs(deployment_id=ID, status="ACTIVE") == get_kwargs(
        deployment_id=ID, status=PlanStatus.ACTIVE
    )


@pytest.mark.parametrize("clone", [copy.copy, copy.deepcopy, *PICKLED])
def test_unset_is_one_object(clone: Any) -> None:
    """What was not set stays not set in copies and other processes, so it is not sent."""
    assert clone(UNSET) is UNSET
    assert not UNSET
    assert Unset() is UNSET
    assert clone(AgentClassCreate(name="a")).to_dict() == {"name": "a"}


@pytest.mark.parametrize(
    ("value", "sent"), [(ID, str(ID)), (7, "7"), ("a", "a"), (None, None), (UNSET, None)]
)
def test_a_header_may_have_any_value(value: Any, sent: str | None) -> None:
    """Whatever is given becomes text; None and UNSET are not sent."""
    kwargs = create_agent_class._get_kwargs(body=AgentClassCreate(name="a"), x_request_id=value)

    assert kwargs["headers"].get("X-Request-ID") == sent
    assert kwargs["headers"]["Content-Type"] == "application/json"


def test_a_nullable_field_does_not_swallow_nonsense() -> None:
    """What is neither null nor what it should be raises, where it would come through unparsed."""
    wrong = {"agent_class_id": str(ID), "name": "a", "model_provider_id": "no uuid"}

    with pytest.raises(ValueError, match="badly formed"):
        AgentDefinitionCreate.from_dict(wrong)


def test_a_free_object_is_a_plain_dict() -> None:
    """Free objects are given and come back as they are: nested, empty, and in their own order."""
    schema = {"type": "object", "z": [{"b": 1, "a": None}], "a": {}, "$defs": {"x": {"enum": [1]}}}

    tool = ToolCreate.from_dict(json.loads(json.dumps(ToolCreate(name="t", json_schema=schema).to_dict())))

    assert type(tool.json_schema) is dict
    assert json.dumps(tool.json_schema) == json.dumps(schema)
    assert create_tool._get_kwargs(body=tool)["json"]["json_schema"] == schema


def test_a_free_object_may_be_missing_or_null() -> None:
    """Not set, null and empty are three different things."""
    choices: list[dict[str, Any]] = [{}, {"meta": None}, {"meta": {}}]

    assert models.SystemPromptCreate.__annotations__["meta"] == "dict[str, Any] | None | Unset"
    for given in choices:
        whole = {"name": "p", "content": "c", **given}
        assert models.SystemPromptCreate.from_dict(whole).to_dict() == whole


def test_unknown_fields_of_an_answer_are_kept() -> None:
    """What a newer server adds is there to be read, and is no error."""
    read = AgentClassRead.from_dict({**CLASS, "color": "blue"})

    assert read["color"] == "blue"
    assert read.id == ID
    assert read.to_dict()["color"] == "blue"


@pytest.mark.parametrize(
    ("module", "loads"),
    [
        ("atlas_control_plane.models", []),
        ("atlas_control_plane.sync_methods", []),
        ("atlas_control_plane.async_methods", []),
        ("atlas_control_plane.shapes", []),
        (
            "atlas_control_plane.api.agent_classes.list_agent_classes",
            ["agent_class_read", "error_body", "validation_error_body"],
        ),
    ],
)
def test_importing_one_thing_does_not_import_all_models(module: str, loads: list[str]) -> None:
    """An import costs what it needs; atlas_resilient is never among it."""
    code = f"import sys, {module}; print(*sorted(sys.modules))"
    generated = places_under().output.parent

    done = python("-c", code, PYTHONPATH=str(generated))

    names, prefix = done.stdout.split(), "atlas_control_plane.models."
    assert module in names, done.stderr
    loaded = [name.removeprefix(prefix) for name in names if name.startswith(prefix)]
    assert loaded == loads
    assert "atlas_resilient" not in names


def test_all_models_can_be_imported_by_name() -> None:
    """`__all__` is complete and true, and a name that is none is an AttributeError."""
    assert set(models.__all__) <= set(dir(models))
    for name in models.__all__:
        assert getattr(models, name).__name__ == name

    assert not hasattr(models, "AgentKlass")


def test_every_operation_has_its_module() -> None:
    """Each operation of the document is listed, and has the module that it names."""
    document = real_document()

    for name, known in OPERATIONS.items():
        assert operation(document, name)["operationId"] == name
        assert hasattr(import_module(f"atlas_control_plane{known.module}"), "_get_kwargs")

    assert len(OPERATIONS) == sum(len(item) for item in document["paths"].values())
    assert LIST_TOOLS.path.endswith("/tools/")


def test_the_package_is_typed_and_never_names_the_layer_above() -> None:
    """There is a py.typed, and no module mentions atlas_resilient."""
    package: Path = places_under().output

    assert (package / "py.typed").is_file()
    assert not [
        path for path in package.rglob("*.py") if "atlas_resilient" in path.read_text(encoding="utf-8")
    ]
