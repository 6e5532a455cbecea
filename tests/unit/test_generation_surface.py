"""What a new operation in the document becomes, on both clients, with nothing written by hand."""

from __future__ import annotations

import ast
import builtins
import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from atlas_codegen.document import Document
from tests.generating import changed, generated, imported, operation, small_document

ID = {"type": "string", "format": "uuid"}
REQUEST_ID = {"$ref": "#/components/parameters/RequestId"}
KEY = {"$ref": "#/components/parameters/IdempotencyKey"}
PAGING = [{"$ref": "#/components/parameters/Limit"}, {"$ref": "#/components/parameters/Offset"}]

STATE = {
    "type": "string",
    "enum": ["building", "built", "broken"],
    "x-atlas-terminal": ["built", "broken"],
    "x-atlas-failed": ["broken"],
}
CREATE = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string"},
        "region": {"type": "string", "default": "north"},
        "config": {"type": "object", "additionalProperties": True, "default": {}},
        "steps": {"type": "array", "items": {"type": "object"}},
    },
}
READ = {
    "type": "object",
    "required": ["id", "name", "region", "status", "built_at"],
    "properties": {
        "id": ID,
        "name": {"type": "string"},
        "region": {"type": "string"},
        "status": {"$ref": "#/components/schemas/BlueprintStatus"},
        "built_at": {"type": ["string", "null"], "format": "date-time"},
        "size": {"type": "number"},
        "config": {"type": ["object", "null"], "additionalProperties": True},
        "parts": {"type": "array", "items": {"$ref": "#/components/schemas/BlueprintPart"}},
    },
}


def new_operation(
    name: str, schema: dict[str, Any], *parameters: dict[str, Any], **more: Any
) -> dict[str, Any]:
    """Return an operation of a kind that the document has not had."""
    answer = {"description": "Done.", "content": {"application/json": {"schema": schema}}}
    return {
        "operationId": name,
        "tags": ["blueprints"],
        "summary": f"{name.split('_')[0].capitalize()} blueprints",
        "parameters": [*parameters, REQUEST_ID],
        "responses": {"200": answer, "404": {"$ref": "#/components/responses/NotFound"}},
        "security": [{"BearerAuth": []}],
        **more,
    }


def add_blueprints(document: Document) -> None:
    """Add a resource that can be created, got, waited for, listed and iterated over."""
    read = {"$ref": "#/components/schemas/BlueprintRead"}
    one = {"name": "blueprint_id", "in": "path", "required": True, "schema": ID, "description": "Which one."}
    filters: list[dict[str, Any]] = [
        {"name": "status", "in": "query", "schema": {"$ref": "#/components/schemas/BlueprintStatus"}},
        {"name": "from", "in": "query", "schema": {"type": "string"}, "description": "A Python keyword."},
        {"name": "fresh", "in": "query", "schema": {"type": "boolean", "default": True}},
        {"name": "owner", "in": "query", "schema": ID, "required": True},
    ]
    create: dict[str, Any] = {
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/BlueprintCreate"}}},
        },
        "x-atlas-idempotency-key": True,
        "x-atlas-natural-key": {"key": "name", "scope": ["region"], "list": "list_blueprints"},
    }
    document["components"]["schemas"] |= {
        "BlueprintCreate": CREATE,
        "BlueprintRead": READ,
        "BlueprintPart": {"type": "object", "properties": {"n": {"type": "integer"}}},
        "BlueprintStatus": STATE,
    }
    document["paths"] |= {
        "/api/v1/blueprints/": {
            "get": new_operation("list_blueprints", {"type": "array", "items": read}, *filters, *PAGING),
            "post": new_operation("create_blueprint", read, KEY, **create),
        },
        "/api/v1/blueprints/{blueprint_id}": {"get": new_operation("get_blueprint", read, one)},
    }


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """A package generated from a document with blueprints."""
    document = changed(add_blueprints, small_document("tools"))
    return imported(generated(document, tmp_path_factory.mktemp("new")), "blueprint_control_plane")


def submodule(package: ModuleType, name: str) -> Any:
    """Return a module of *package*."""
    return importlib.import_module(f"{package.__name__}.{name}")


SIGNATURES = {
    "create_blueprint": "(self, body: BlueprintCreate | Mapping[str, Any]) -> BlueprintRead",
    "get_or_create_blueprint": (
        "(self, body: BlueprintCreate | Mapping[str, Any], *, adopt_different: bool = False)"
        " -> tuple[BlueprintRead, bool]"
    ),
    "get_blueprint": "(self, blueprint_id: UUID | str) -> BlueprintRead",
    "safe_get_blueprint": "(self, blueprint_id: UUID | str) -> BlueprintRead | None",
    "wait_for_blueprint": (
        "(self, blueprint_id: UUID | str, *, until: str | Collection[str] | None = None,"
        " timeout: float = 300.0, interval: float = 1.0, lag: float = 5.0,"
        " on_progress: Callable[[BlueprintRead], None] | None = None)"
        " -> BlueprintRead"
    ),
    "list_blueprints": (
        "(self, *, owner: UUID | str, status: BlueprintStatus | str | None = None, from_: str | None = None,"
        " fresh: bool = True, limit: int | None = None, offset: int | None = None) -> list[BlueprintRead]"
    ),
}


@pytest.mark.parametrize("world", ["Sync", "Async"])
@pytest.mark.parametrize("name", SIGNATURES)
def test_new_operation_has_exact_types_in_both_worlds(package: ModuleType, name: str, world: str) -> None:
    """Operations and what follows from their facts are methods of both, with the types of the document."""
    methods = getattr(submodule(package, f"{world.lower()}_methods"), f"{world}Methods")

    method = getattr(methods, name)

    assert str(inspect.signature(method)).replace("'", "") == SIGNATURES[name]
    assert inspect.iscoroutinefunction(method) == (world == "Async")


@pytest.mark.parametrize(("world", "iterator"), [("Sync", "Iterator"), ("Async", "AsyncIterator")])
def test_a_paged_list_is_an_iterator_in_both_worlds(package: ModuleType, world: str, iterator: str) -> None:
    """`iter_` takes the list's filters and answers an iterator without being awaited."""
    method = getattr(submodule(package, f"{world.lower()}_methods"), f"{world}Methods").iter_blueprints

    assert str(inspect.signature(method)).replace("'", "") == (
        "(self, *, owner: UUID | str, status: BlueprintStatus | str | None = None, from_: str | None = None,"
        f" fresh: bool = True, page_size: int = 100) -> {iterator}[BlueprintRead]"
    )
    assert not inspect.iscoroutinefunction(method)


def test_the_facts_are_those_of_the_document(package: ModuleType) -> None:
    """Key, scope, defaults, states, repeating and paging come out as they were stated."""
    operations = submodule(package, "operations").OPERATIONS

    create, get, listing = (
        operations[name] for name in ("create_blueprint", "get_blueprint", "list_blueprints")
    )

    key = create.natural_key
    assert (key.key, key.scope, key.list_operation) == ("name", ("region",), "list_blueprints")
    assert key.defaults == {"region": "north"}
    assert (create.idempotency_key, create.repeatable, create.paged) == (True, False, False)
    assert (create.body.kind, create.body.content_type) == ("object", "application/json")
    assert (get.states.terminal, get.states.failed) == ({"built", "broken"}, {"broken"})
    assert (get.repeatable, get.idempotency_key, get.path_parameters) == (
        True,
        False,
        {"blueprint_id": "uuid"},
    )
    assert (listing.paged, listing.page_limit) == (True, 1000)
    assert (listing.answers[200].kind, listing.answers[200].items.of) == ("array", "BlueprintRead")


def test_only_what_is_answered_keeps_what_it_does_not_know(package: ModuleType) -> None:
    """What is only sent has no members but its own; what is answered keeps all, to give it on."""
    models = submodule(package, "models")

    sent = models.BlueprintCreate.from_dict({"name": "a", "colour": "red"})
    part = models.BlueprintPart.from_dict({"n": 1, "colour": "red"})

    assert sent.to_dict() == {"name": "a"}
    assert part.to_dict() == {"n": 1, "colour": "red"}


def test_the_path_keeps_its_slash(package: ModuleType) -> None:
    """A trailing slash is part of the path: without it, the service would redirect."""
    kwargs = submodule(package, "api.blueprints.list_blueprints")._get_kwargs(owner="o")

    assert submodule(package, "operations").LIST_BLUEPRINTS.path == "/api/v1/blueprints/"
    assert kwargs["url"] == "/api/v1/blueprints/"


def test_a_method_and_its_low_level_function_agree_on_names(package: ModuleType) -> None:
    """What a method hands on by name is what `_get_kwargs` takes, keywords of Python included."""
    get_kwargs = submodule(package, "api.blueprints.list_blueprints")._get_kwargs

    kwargs = get_kwargs(owner="o", from_="f", status="built", fresh=False)

    assert kwargs["params"] == {"owner": "o", "from": "f", "status": "built", "fresh": False}


def test_nothing_is_sent_that_was_not_set(package: ModuleType) -> None:
    """The server owns the defaults; the client sends name only, and a flag that has a default."""
    body = submodule(package, "models").BlueprintCreate(name="a")

    assert body.to_dict() == {"name": "a"}
    assert submodule(package, "api.blueprints.list_blueprints")._get_kwargs(owner="o")["params"] == {
        "owner": "o",
        "fresh": True,
    }


def test_a_shape_says_what_an_answer_has_to_be(package: ModuleType) -> None:
    """Each member has its kind, whether it has to be there, and whether it may be null."""
    shapes = submodule(package, "shapes")

    shape = shapes.SHAPES["BlueprintRead"]

    assert set(shapes.SHAPES) == {"BlueprintPart", "BlueprintRead", "ToolRead"}
    assert shape["id"] == shapes.Field("uuid", required=True, nullable=False)
    assert shape["status"] == shapes.Field("string", required=True, nullable=False)
    assert shape["built_at"] == shapes.Field("date-time", required=True, nullable=True)
    assert shape["size"] == shapes.Field("number", required=False, nullable=False)
    assert shape["config"] == shapes.Field("object", required=False, nullable=True)
    part = shapes.Field("model", required=True, nullable=False, of="BlueprintPart")
    assert shape["parts"] == shapes.Field("array", required=False, nullable=False, items=part)


HOSTILE = [
    '"""\nimport builtins; builtins.INJECTED = 1\n"""',
    "ends with a backslash \\",
    'ends with a quote"',
    '\\N{BULLET} \\x \\u12 \\"""',
    '{__import__("builtins")} %s {0}',
    '"); import builtins; builtins.INJECTED = 1; ("',
    "\u202e right to left \u2028 and \x00",
]


def hostile_everywhere(document: Document, text: str) -> None:
    """Put *text* wherever a document has strings of its author's own; names have what can be seen of it."""
    name = "z" + "".join(each for each in text if each.isprintable())
    for item in document["paths"].values():
        for content in item.values():
            content |= {"summary": text, "description": text}
    schemas = document["components"]["schemas"]
    schemas["ToolRead"] |= {"description": text, "example": text}
    schemas["ToolRead"]["properties"] |= {name: {"type": "string", "description": text}}
    schemas["RiskLevel"]["enum"] += ["z" + text]
    parameters = operation(document, "list_tools")["parameters"]
    parameters += [{"name": name, "in": place, "schema": {"type": "string"}} for place in ("query", "header")]
    document["info"] |= {"title": text, "version": text}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_texts(text: str, tmp_path: Path) -> None:
    """A description that ends its docstring, or a name that ends its literal, runs nothing."""
    document = changed(lambda document: hostile_everywhere(document, text), small_document("tools"))

    package = generated(document, tmp_path)

    assert "INJECTED" not in set(names_in(package))
    assert "__import__" not in set(names_in(package))
    module = imported(package, f"hostile_{HOSTILE.index(text)}")
    for path in package.rglob("*.py"):
        submodule(module, ".".join(path.relative_to(package).with_suffix("").parts))
    assert not hasattr(builtins, "INJECTED")


def names_in(package: Path) -> Iterator[str]:
    """Yield every name that the code of *package* uses, its texts left out."""
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Name):
                yield node.id
            elif isinstance(node, ast.Attribute):
                yield node.attr


def test_docstrings_keep_their_words(package: ModuleType) -> None:
    """The summary, what a parameter is, and which errors the statuses become are told."""
    told = inspect.getdoc(submodule(package, "sync_methods").SyncMethods.get_blueprint)

    assert told == (
        "Get blueprints.\n\n"
        "Args:\n    blueprint_id: Which one.\n\n"
        "Raises:\n    AtlasNotFoundError: 404, there is nothing with an id of the path."
    )
