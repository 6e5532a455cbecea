"""What a document may not be, because an operation would get lost or a fact would be guessed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from atlas_codegen.checks import check_document
from atlas_codegen.document import Document, canonical, read_document
from atlas_codegen.low_level import check_template_names
from atlas_codegen.refusal import Refusal
from tests.generating import Change, changed, generated, operation, places_for, small_document
from tools.generate import generate


def edit(name: str, **members: Any) -> Change:
    """Return a change that sets members of the operation *name*."""
    return lambda document: operation(document, name).update(members)


def edit_schema(name: str, **members: Any) -> Change:
    """Return a change that sets members of the schema *name*."""
    return lambda document: document["components"]["schemas"][name].update(members)


def without_key_header(document: Document) -> None:
    """Take the idempotency key's header away from `create_plan`."""
    del operation(document, "create_plan")["parameters"][1:]


def without_paging(document: Document) -> None:
    """Make `list_tools` a list without pages."""
    operation(document, "list_tools")["parameters"] = []


def titles(document: Document) -> None:
    """Give two inline schemas the same title."""
    for name in ("PlanRead", "ToolRead"):
        document["components"]["schemas"][name]["properties"]["inner"] = {"type": "object", "title": "Inner"}


KEY = {"key": "name", "scope": [], "list": "list_tools"}


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (edit("get_plan", operationId="get_task"), "operationId get_task stands 2 times"),
        (
            edit("get_plan", operationId="getPlan"),
            "operationId 'getPlan' has to be a Python name in snake_case",
        ),
        (edit("get_plan", operationId="import"), "operationId 'import' has to be a Python name"),
        (edit("get_plan", operationId="close"), "operationId close is a name that the clients need"),
        (edit("get_plan", tags=[]), "get_plan has to have exactly one tag"),
        (edit("get_plan", tags=["plans", "tasks"]), "get_plan has to have exactly one tag"),
        (
            edit("get_plan", responses={"404": {"description": "none"}}),
            "get_plan has to have a success answer",
        ),
        (edit_schema("PlanRead", title="ToolRead"), "2 schemas are titled or named ToolRead"),
        (titles, "2 schemas are titled or named Inner"),
        (
            lambda document: document["components"]["schemas"].update(plan_read={"type": "object"}),
            "2 schemas are titled or named PlanRead",
        ),
        (edit_schema("PlanRead", title="UUID"), "a schema can't be named UUID"),
        (
            edit_schema("PlanStatus", enum=["1st", "2nd"]),
            "the value '1st' gives no name: state x-enum-varnames",
        ),
        (
            edit_schema("PlanStatus", enum=["to-do", "to_do", "To do"]),
            "/PlanStatus: 3 values would be the member TO_DO: state x-enum-varnames",
        ),
        (
            edit_schema("PlanStatus", **{"x-enum-varnames": ["ONE"]}),
            "x-enum-varnames has to have a name for each value",
        ),
        (
            edit_schema("PlanStatus", enum=["a", "b"], **{"x-enum-varnames": ["TO_DO", "to do"]}),
            "two names in x-enum-varnames would be the same member",
        ),
        (edit("get_plan", **{"x-atlas-repeatble": True}), "there is no x-atlas-repeatble"),
        (
            edit("create_plan", **{"x-atlas-idempotency-key": False}),
            "create_plan: x-atlas-idempotency-key and",
        ),
        (without_key_header, "create_plan: x-atlas-idempotency-key and"),
        (edit_schema("PlanStatus", **{"x-atlas-failed": ["ACTIVE"]}), "x-atlas-failed has to be part of"),
        (edit_schema("PlanStatus", **{"x-atlas-terminal": ["GONE"]}), "x-atlas-failed has to be part of"),
        (edit("create_tool", **{"x-atlas-natural-key": "name"}), "has to have key, scope and list"),
        (
            edit("create_tool", **{"x-atlas-natural-key": {**KEY, "list": "lst"}}),
            "names lst, which is no operation",
        ),
        (edit("create_tool", **{"x-atlas-natural-key": {**KEY, "key": "nam"}}), "what is sent lack nam"),
        (edit("create_tool", **{"x-atlas-natural-key": {**KEY, "scope": ["class"]}}), "lack class"),
        (
            edit("create_tool", **{"x-atlas-natural-key": {**KEY, "list": "list_tasks"}}),
            "the same path parameters",
        ),
        (
            edit("update_tool", **{"x-atlas-natural-key": KEY}),
            "update_tool: only a create_ has a natural key",
        ),
        (
            without_paging,
            "create_tool: list_tools, which finds its natural key, has to take limit and offset",
        ),
    ],
)
def test_an_incoherent_document_is_refused(change: Change, complaint: str) -> None:
    """What would lose an operation, or make a fact contradict another, is told by name."""
    with pytest.raises(Refusal, match=complaint):
        check_document(changed(change))


def test_all_troubles_are_told_at_once() -> None:
    """Whoever mends a document sees the whole list, a line each."""

    def change(document: Document) -> None:
        edit("get_plan", tags=[])(document)
        edit("get_task", tags=[])(document)

    with pytest.raises(Refusal) as caught:
        check_document(changed(change))

    assert str(caught.value).splitlines() == [
        "get_plan has to have exactly one tag",
        "get_task has to have exactly one tag",
    ]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{", "can't be read"),
        ('{"openapi": "3.1.0", "openapi": "3.1.0"}', "the key 'openapi' stands twice"),
        ('{"openapi": "3.1.0"}', "is not valid OpenAPI 3.1"),
        (canonical(small_document("tools")).replace("\n  ", "\n"), "is not canonical"),
        (
            canonical(small_document("tools")).replace("#/components/parameters/Limit", "#/gone"),
            "#/gone refers to nothing",
        ),
    ],
)
def test_a_document_that_is_not_valid_or_not_canonical_is_refused(
    text: str, complaint: str, tmp_path: Path
) -> None:
    """A key twice, no OpenAPI, a reference to nothing, another layout: refused before anything runs."""
    file = tmp_path / "control_plane.json"
    file.write_text(text)

    with pytest.raises(Refusal, match=complaint):
        read_document(file)


def test_a_warning_of_the_generator_is_fatal(tmp_path: Path) -> None:
    """What openapi-python-client would only warn about, leaving an operation out, ends the generation."""
    document = small_document("tools")
    content = operation(document, "get_tool")["responses"]["200"]["content"]
    content["application/xml"] = content.pop("application/json")

    with pytest.raises(Refusal, match=r"openapi-python-client warns: .*application/xml"):
        generated(document, tmp_path)

    assert not (tmp_path / "out" / "package").exists()


def test_methods_that_would_have_the_same_name_are_refused(tmp_path: Path) -> None:
    """A name that an operation and a derived method share is told with both origins."""
    document = small_document("tools")
    operation(document, "sync_tools")["operationId"] = "safe_get_tool"

    with pytest.raises(Refusal, match="get_tool and safe_get_tool would both be the method safe_get_tool"):
        generated(document, tmp_path)


def test_a_misspelt_template_is_refused(tmp_path: Path) -> None:
    """A template that overrides none of the generator's would be ignored; it is an error."""
    (tmp_path / "str_enums.py.jinja").touch()

    with pytest.raises(Refusal, match=r"str_enums\.py\.jinja overrides nothing"):
        check_template_names(tmp_path)


def test_a_broken_template_of_ours_is_told_by_name(tmp_path: Path) -> None:
    """A mistake in a template is one line with the template's name."""
    places = places_for(small_document("tools"), tmp_path)
    templates = tmp_path / "templates"
    for path in places.templates.rglob("*.jinja"):
        copy = templates / path.relative_to(places.templates)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text().replace("OPERATIONS: ", "{{ nothing }}"))

    broken = type(places)(places.document, places.config, templates, places.output, places.lock)
    with pytest.raises(Refusal, match=r"surface/operations\.py\.jinja: 'nothing' is undefined"):
        generate(broken)
