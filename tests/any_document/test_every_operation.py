"""Clients generated from documents that nobody had in mind: every operation, both worlds, against the document."""

from __future__ import annotations

import asyncio
import inspect
import json
import re
import subprocess
import sys
from typing import Any

import attrs
import pytest

from tests.any_document.conftest import NAMES, Made
from tests.any_document.mock import MockService, is_json
from tests.any_document.python_values import fits, given, holds_files, is_model_possible, plain, with_files
from tests.any_document.reading import Operation, operations, read
from tests.any_document.sample import sample

EVERY = [
    pytest.param(document, number, id=f"{document}-{operation.name}")
    for document in NAMES
    for number, operation in enumerate(operations(read(document)))
]
# Set by the client itself, once for a call and all its attempts.
OWN = {"idempotency-key"}
# Their models want an `id` that only answers have, or hold a file, which JSON can't: a dict will do.
ONLY_AS_DICTS = {
    "Articles_create",
    "Articles_replace",
    "Articles_update",
    "Comments_update",
    "treated_create",
}


@pytest.mark.parametrize("document", NAMES)
def test_both_clients_have_every_operation(packages: dict[str, Made], document: str) -> None:
    """A method for each, under one name, and nothing under two."""
    made = packages[document]
    names = [made.method_name(operation) for operation in operations(made.document)]

    assert len({*names}) == len(names) == len(made.operations.OPERATIONS) >= 50
    for prefix in ("", "Async"):
        client = getattr(made.clients, f"{prefix}{made.name.title()}Client")
        assert all(inspect.iscoroutinefunction(getattr(client, name)) is bool(prefix) for name in names)


@pytest.mark.parametrize("whole", [True, False], ids=["whole", "sparse"])
@pytest.mark.parametrize(("document", "number"), EVERY)
def test_every_operation(packages: dict[str, Made], document: str, number: int, whole: bool) -> None:
    """
    What is sent is as the document says, and what comes back is of the type that the method promises.

    Once with all arguments, as models, dates and enums, and once with those alone that must be there, as plain values.
    """
    made = packages[document]
    operation = operations(made.document)[number]
    name = made.method_name(operation)
    service = MockService(made.document, sparse=not whole)

    with made.client("", transport=service) as client:
        method = getattr(client, name)
        positional, named = arguments(made, operation, method, whole=whole)
        _check(made, method, service, method(*positional, **named))

    async def awaited() -> Any:
        async with made.client("Async", transport=service) as client:
            method = getattr(client, name)
            positional, named = arguments(made, operation, method, whole=whole)
            _check(made, method, service, await method(*positional, **named))

    asyncio.run(awaited())
    assert service.asked == [operation.name] * 2


def _check(made: Made, method: Any, service: MockService, result: Any) -> None:
    promised = made.hints(method)["return"]
    assert fits(promised, result), f"{result!r} is not of the type {promised}"
    assert plain(result) == service.answered


def arguments(
    made: Made, operation: Operation, method: Any, *, whole: bool
) -> tuple[list[Any], dict[str, Any]]:
    """Return the arguments of a call, by position and by name, sampled from the document."""
    hints, positional, named = made.hints(method), [], {}
    sampled = {
        _key(each["name"]): sample(made.document, each["schema"], writing=True)
        for each in operation.parameters
        if each["name"].lower() not in OWN
    }
    declared = inspect.signature(method).parameters
    assert {*sampled} | {"body"} >= {_key(name) for name in declared}
    assert {*sampled} <= {_key(name) for name in declared}, "the method lacks parameters of the document"
    for name, parameter in declared.items():
        if parameter.default is not inspect.Parameter.empty and not whole:
            continue
        if name == "body" and operation.body is not None:
            value = body(made, operation, hints["body"], whole=whole)
        else:
            value = given(hints[name], sampled[_key(name)], typed=whole)
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY:
            named[name] = value
        else:
            positional.append(value)
    return positional, named


def _key(name: str) -> str:
    """Return what a name of the document and its name in Python have in common; `files_value` is `files`, if taken."""
    return re.sub(r"[\W_]", "", name.removesuffix("_value")).lower()


def body(made: Made, operation: Operation, hint: Any, *, whole: bool) -> Any:
    """Return a body: a model, or a dict like one."""
    assert operation.body is not None
    content = operation.body["content"]
    kind = next((each for each in content if is_json(each)), next(iter(content)))
    # A form can't say that a list is empty.
    value = sample(made.document, content[kind]["schema"], writing=True, sparse=not whole and is_json(kind))
    if is_json(kind):
        # What is a file in a form is some text in JSON.
        value = json.loads(json.dumps(value).replace('"bytes"', '"text"'))
    if holds_files(value) and not whole:
        return with_files(value)
    made_of = given(hint, value, typed=whole)
    if whole and operation.name not in ONLY_AS_DICTS:
        assert not (isinstance(made_of, dict) and is_model_possible(hint)), (
            f"no model of {hint} is like {value}"
        )
    return made_of


@pytest.mark.parametrize("document", NAMES)
def test_what_is_generated_passes_mypy(packages: dict[str, Made], document: str) -> None:
    """With --strict."""
    made = packages[document]
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--config-file=",
        "--cache-dir=.mypy_cache",
        made.name,
    ]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=made.folder.parent)

    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize("document", NAMES)
def test_what_is_generated_passes_pyright(packages: dict[str, Made], document: str) -> None:
    """By basedpyright, as this project's own sources do."""
    made = packages[document]
    (made.folder.parent / "pyrightconfig.json").write_text('{"typeCheckingMode": "standard"}')
    command = [sys.executable, "-m", "basedpyright", "--pythonpath", sys.executable, made.name]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=made.folder.parent)

    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize("document", NAMES)
def test_every_object_is_a_model_with_all_members(packages: dict[str, Made], document: str) -> None:
    """A member that is in no attribute is lost to type checkers, and a schema without a class altogether."""
    made = packages[document]
    models = {name: each for name, each in made.names.items() if hasattr(each, "from_dict")}
    classes = {_key(name).removesuffix("model"): each for name, each in models.items()}
    lost = []
    for name, schema in made.document["components"]["schemas"].items():
        if "properties" not in schema:
            continue
        value = sample(made.document, schema, writing=False)
        model = classes.get(_key(name).removesuffix("model"))
        if model is None:
            lost.append(name)
            continue
        members = {_key(each.name) for each in attrs.fields(model)} | {"more"}
        lost += [f"{name}.{each}" for each in value if _key(each) not in members]

    assert lost == []
