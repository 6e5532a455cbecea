"""Whole packages: everything in a document arrives, and a stranger's words are nothing but words."""

from __future__ import annotations

import ast
import builtins
import importlib
from pathlib import Path
from typing import Any

import pytest

from atlas_codegen.refusal import Refusal
from tests.codegen.documents import (
    NOTHING,
    TEXT,
    answer,
    content,
    document,
    import_all,
    importable,
    one,
    packaged,
    parameter,
)

REF = {"$ref": "#/components/schemas/Thing"}


def test_a_document_without_schemas_is_generated(tmp_path: Path) -> None:
    """Not every service answers objects."""
    package = packaged(document(one()), tmp_path)

    assert len(import_all(package)) > 10


def test_classes_in_modules_of_one_name_both_arrive(tmp_path: Path) -> None:
    """`URL` and `Url` would both be models/url.py."""
    schemas = {
        "URL": {"type": "object", "properties": {"a": TEXT}},
        "Url": {"type": "object", "properties": {"b": TEXT}},
    }
    both = {
        "type": "object",
        "properties": {f"p{n}": {"$ref": f"#/components/schemas/{name}"} for n, name in enumerate(schemas)},
    }
    package = packaged(document(one(responses=answer(both)), schemas=schemas), tmp_path)

    with importable(package):
        models = importlib.import_module("shop.models")
        assert models.URL(a="x").to_dict() == {"a": "x"}
        assert models.UrlModel(b="y").to_dict() == {"b": "y"}


def test_a_model_within_another_is_not_taken_for_a_third(tmp_path: Path) -> None:
    """A schema inside another gets its class from both names, which somebody else may have."""
    inner = {"type": "object", "properties": {"a": TEXT}}
    schemas = {"Thing": {"type": "object", "properties": {"inner": inner}}, "THINGInner": inner}
    package = packaged(document(one(responses=answer(REF)), schemas=schemas), tmp_path)

    with importable(package):
        models = importlib.import_module("shop.models")
        assert models.THINGInner(a="x").to_dict() == {"a": "x"}
        thing = models.Thing.from_dict({"inner": {"a": "x"}})
        assert type(thing.inner).__name__ == "ThingInner2"


def test_a_page_size_of_the_service_gives_way(tmp_path: Path) -> None:
    """Iterating has one of its own; the list itself takes both."""
    rows = {"type": "array", "items": {"type": "object", "properties": {"id": TEXT}}}
    number = {"type": "integer"}
    query = [parameter(name, schema=number) for name in ("limit", "offset", "page_size")]
    paths = one(operationId="list_things", parameters=query, responses=answer(rows))

    methods = (packaged(document(paths), tmp_path) / "sync_methods.py").read_text()

    assert "def list_things(\n        self, *, page_size: int | None = None, limit:" in methods
    assert "def iter_things(self, *, page_size: int = 100) -> Iterator" in methods


def test_a_member_named_like_an_example_is_none(tmp_path: Path) -> None:
    """Its default is the server's, as every other one: the client sends only what was set."""
    body = {"type": "object", "properties": {"example_count": {"type": "integer", "default": 3}}}
    paths = one("post", operationId="count", requestBody=content(body), responses=answer(TEXT))

    model = (packaged(document(paths), tmp_path) / "models" / "count_body.py").read_text()

    assert "example_count: int | Unset = UNSET" in model
    assert "Default of the server: 3." in model


def test_iterating_asks_for_no_more_than_the_list_gives(tmp_path: Path) -> None:
    """A default that the client itself refuses would be no default."""
    rows = {"type": "array", "items": {"type": "object", "properties": {"id": TEXT}}}
    query = [parameter(name, schema={"type": "integer", "maximum": 50}) for name in ("limit", "offset")]
    paths = one(operationId="list_things", parameters=query, responses=answer(rows))

    methods = (packaged(document(paths), tmp_path) / "sync_methods.py").read_text()

    assert "def iter_things(self, *, page_size: int = 50) -> Iterator" in methods


@pytest.mark.parametrize("most", [float("inf"), 1e999, -float("inf")])
def test_a_number_that_is_none_is_refused(most: float, tmp_path: Path) -> None:
    """In a line, as everything else."""
    rows = {"type": "array", "items": {"type": "object", "properties": {"id": TEXT}}}
    query = [parameter(name, schema={"type": "integer", "maximum": most}) for name in ("limit", "offset")]

    with pytest.raises(Refusal, match=r"shop\.json has something of the wrong kind"):
        packaged(document(one(parameters=query, responses=answer(rows))), tmp_path)


def test_names_that_mean_something_in_python_hurt_nobody(tmp_path: Path) -> None:
    """As operations, parameters, members and classes."""
    names = [
        "list",
        "print",
        "str",
        "int",
        "None",
        "class",
        "self",
        "operation",
        "path",
        "query",
        "body",
        "datetime",
    ]
    names += [
        "abstractmethod",
        "type",
        "cast",
        "client",
        "url",
        "params",
        "headers",
        "kwargs",
        "T",
        "Any",
        "UUID",
    ]
    schema = {"type": "object", "properties": dict.fromkeys(names, TEXT)}
    paths = {
        f"/{name}/{{{name}}}": {
            "get": {
                "operationId": name,
                "responses": answer(REF),
                "parameters": [parameter(name, "path"), *(parameter(each) for each in names)],
            }
        }
        for name in names
    }
    package = packaged(
        document(paths, schemas={"Thing": schema, "List": schema, "TypeError": schema}), tmp_path
    )

    import_all(package)
    assert (package / "operations.py").read_text().count(": Operation[Thing] = ") == len(names)


HOSTILE = [
    '"; import builtins; builtins.hurt = 1 #',
    "'); import builtins; builtins.hurt = 1; ('",
    '"""\nimport builtins\nbuiltins.hurt = 1\n"""',
    "{{ 7919 * 7907 }}{% raw %}{# x #}",
    "{builtins} %s %(x)s {0.__class__}",
    "\\",
    '\\"""',
    '"',
    '""',
    "a\r\nimport builtins; builtins.hurt = 1",
    "\u2028import builtins; builtins.hurt = 1",
    "\x00\x1b[31m",
    "\\N{DASH} \\u12 \\x1",
    "größe 用户 😀",
]


def hostile(words: str) -> dict[str, Any]:
    """Return a document that says *words* wherever it may, and where text of any kind may be."""
    name = "".join(each for each in words if each.isprintable()) or "name"
    said = {"description": words, "title": words, "example": words, "default": words}
    thing = {
        "type": "object",
        **said,
        "default": {name: words},
        "properties": {
            "text": {"type": "string", **said},
            "kind": {"type": "string", "enum": ["a", words], **said},
            "same": {"const": words},
            name: {"type": "string"},
            "map": {"type": "object", "additionalProperties": {"type": "string", "enum": [words]}},
        },
        "required": [name],
        words: words,
    }
    operation = {
        "operationId": words,
        "tags": [words],
        "summary": words,
        "description": words,
        "security": [{"key": []}],
        "parameters": [
            *(
                parameter(name, place, {"type": "string", **said}, description=words)
                for place in ("query", "header", "cookie")
            ),
            parameter("kind", schema={"type": "string", "enum": [words, "b"]}),
        ],
        "requestBody": {"description": words, **content(REF)},
        "responses": {**answer(REF), "404": {"description": words, **content(REF)}},
    }
    path = "/a/" + name.replace("{", "").replace("}", "")
    other = {"requestBody": content({}, f"application/{words}"), "responses": answer({}, f"image/{words}")}
    made = document(
        {
            path: {"get": {**operation, "requestBody": content(REF)}},
            "/b": {"post": {**other, "tags": [words]}},
        },
        schemas={"Thing": thing},
        securitySchemes={"key": {"type": "apiKey", "in": "header", "name": "X-Key", "description": words}},
    )
    made["info"] |= {"title": words, "description": words, "version": words}
    made["servers"] = [{"url": f"http://x/{words}".replace("{", "").replace("}", ""), "description": words}]
    made["tags"] = [{"name": words, "description": words}]
    return made


@pytest.mark.parametrize("words", HOSTILE)
def test_a_strangers_words_stay_words(words: str, tmp_path: Path) -> None:
    """What comes out is Python that does nothing with them, or nothing comes out."""
    package = packaged(hostile(words), tmp_path)

    import_all(package)

    assert not hasattr(builtins, "hurt")
    for file in package.rglob("*.py"):
        names = {node.id for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Name)}
        assert "builtins" not in names
        assert "62615533" not in file.read_text()


@pytest.mark.parametrize("words", HOSTILE)
def test_a_strangers_words_in_a_path_stay_words(words: str, tmp_path: Path) -> None:
    """Between braces most are refused: no address has a parameter of that name."""
    stranger = document({f"/a/{{{words}}}": {"get": {"operationId": "it", "responses": NOTHING}}})

    try:
        package = packaged(stranger, tmp_path)
    except Refusal:
        assert not (tmp_path / "shop").exists()
    else:
        import_all(package)

    assert not hasattr(builtins, "hurt")
