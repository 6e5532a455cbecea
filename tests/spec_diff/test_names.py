"""The names in the sentences are those of the generated package: a rule on another name would be about nothing."""

from __future__ import annotations

import importlib
import inspect
from enum import Enum

import atlas_control_plane.models
import pytest
from atlas_control_plane.sync_methods import SyncMethods

from tests.generating import real_document
from tools.spec_diff.shape import shape_of
from tools.spec_diff.told import Told, python_name, told_of

DOCUMENT = real_document()
OPERATIONS = told_of(DOCUMENT)
SHAPES = {
    name: shape_of(DOCUMENT, {"$ref": f"#/components/schemas/{name}"})
    for name in DOCUMENT["components"]["schemas"]
}
every_operation = pytest.mark.parametrize("told", OPERATIONS.values(), ids=OPERATIONS)


@every_operation
def test_a_method_is_as_it_is_told(told: Told) -> None:
    """What it returns, its positional arguments, its arguments by name, and its low-level module."""
    signature = inspect.signature(getattr(SyncMethods, told.name))
    by_name = {name for name, each in signature.parameters.items() if each.kind is each.KEYWORD_ONLY}
    positional = [name for name in signature.parameters if name not in by_name]
    body = ["body"] if told.body_types else []
    query = {each.python_name for each in told.parameters.values() if each.place == "query"}

    assert signature.return_annotation == told.returns
    assert positional == ["self", *(each.python_name for each in told.path_parameters), *body]
    assert by_name == query
    assert importlib.import_module(f"atlas_control_plane.{told.module}")


def test_methods_that_follow_are_all_told() -> None:
    """No public method is there that no operation, and no fact of one, tells."""
    told = {name for each in OPERATIONS.values() for name in (each.name, *each.derived.values())}

    assert told == {name for name in dir(SyncMethods) if not name.startswith("_")}


@pytest.mark.parametrize("name", SHAPES)
def test_a_class_has_the_members_that_are_told(name: str) -> None:
    """Attributes of a model, members of an enum."""
    shape = SHAPES[name]
    assert shape.class_name
    found = getattr(atlas_control_plane.models, shape.class_name)

    if issubclass(found, Enum):
        assert {member.name: member.value for member in found} == {
            member: value for value, member in shape.members.items()
        }
    else:
        attributes = {each.name for each in found.__attrs_attrs__} - {"additional_properties"}
        assert attributes == {python_name(each) for each in shape.properties}
