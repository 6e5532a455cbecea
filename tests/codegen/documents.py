"""Small documents of strangers, and what becomes of them: what the tests of `atlas_codegen` share."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from types import ModuleType
from typing import Any

from atlas_codegen.__main__ import make
from atlas_codegen.checks import check_document
from atlas_codegen.document import Document, check_valid
from atlas_codegen.fit import fitted
from atlas_codegen.normal import in_our_form

TEXT: dict[str, Any] = {"type": "string"}
NOTHING: dict[str, Any] = {"200": {"description": "Done."}}


def document(paths: dict[str, Any], **components: Any) -> Document:
    """Return a document with *paths*; `schemas`, `securitySchemes` and the like go into its components."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": deepcopy(paths),
        "components": deepcopy(components),
    }


def one(method: str = "get", path: str = "/things", /, **operation: Any) -> dict[str, Any]:
    """Return paths with one operation, `do_it` if nothing else is said, that answers nothing if nothing is said."""
    return {path: {method: {"operationId": "do_it", "responses": deepcopy(NOTHING), **operation}}}


def parameter(name: str, place: str = "query", schema: Any = None, **more: Any) -> dict[str, Any]:
    """Return a parameter, text if nothing is said."""
    needed = {"required": True} if place == "path" else {}
    return {"name": name, "in": place, "schema": TEXT if schema is None else schema, **needed, **more}


def content(schema: Any, type_: str = "application/json") -> dict[str, Any]:
    """Return the content of a body or of an answer."""
    return {"content": {type_: {"schema": schema}}}


def answer(schema: Any, type_: str = "application/json", status: str = "200") -> dict[str, Any]:
    """Return responses of one status with content."""
    return {status: {"description": "It.", **content(schema, type_)}}


def fit(stranger: Document) -> Document:
    """Return *stranger* as it is generated, valid and with nothing that `checks` would refuse."""
    found = fitted(in_our_form(deepcopy(stranger)))
    check_valid("it", found, "3.1")
    check_document(found)
    return found


def fit_operation(paths: dict[str, Any], **components: Any) -> dict[str, Any]:
    """Return the one operation in *paths*, fitted."""
    [item] = fit(document(paths, **components))["paths"].values()
    [operation] = item.values()
    found: dict[str, Any] = operation
    return found


def fit_schema(schema: dict[str, Any], **others: Any) -> dict[str, Any]:
    """Return a schema `Thing` among *others*, fitted."""
    paths = one(responses=answer({"$ref": "#/components/schemas/Thing"}))
    found: dict[str, Any] = fit(document(paths, schemas={"Thing": schema, **others}))["components"][
        "schemas"
    ]["Thing"]
    return found


def written(folder: Path, stranger: Any, name: str = "shop.json") -> Path:
    """Return a file with *stranger* in it: a document, or text as it is."""
    file = folder / name
    file.write_text(stranger if isinstance(stranger, str) else json.dumps(stranger), encoding="utf-8")
    return file


def packaged(stranger: Document, folder: Path, name: str = "shop") -> Path:
    """Return the package *name* made from *stranger*, in *folder*."""
    make(str(written(folder, stranger, f"{name}.json")), folder / name, name)
    return folder / name


@contextmanager
def importable(package: Path) -> Iterator[ModuleType]:
    """Import *package* from where it is; nobody else finds it, nor its modules, afterwards."""
    sys.path.insert(0, str(package.parent))
    try:
        yield importlib.import_module(package.name)
    finally:
        sys.path.remove(str(package.parent))
        for name in [each for each in sys.modules if each.partition(".")[0] == package.name]:
            del sys.modules[name]


def import_all(package: Path) -> list[ModuleType]:
    """Import every module of *package*."""
    files = sorted(package.rglob("*.py"))
    names = [".".join(file.relative_to(package.parent).with_suffix("").parts) for file in files]
    with importable(package):
        return [importlib.import_module(name.removesuffix(".__init__")) for name in names]


#: Two operations that answer nothing.
SHOP = document(
    {"/ping": {"summary": "Ping.", "get": {"operationId": "ping", "responses": NOTHING}}, **one()}
)
