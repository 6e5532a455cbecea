"""Generating from a changed copy of the document, somewhere else: what the tests of the pipeline share."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from atlas_codegen.document import Document, canonical
from tools.generate import generate
from tools.places import ROOT, Places, places_under

Change = Callable[[Document], None]


def real_document() -> Document:
    """Return a fresh copy of the project's document, free to be changed."""
    document: Document = json.loads(places_under().document.read_text(encoding="utf-8"))
    return document


def small_document(*tags: str) -> Document:
    """Return a fresh copy with the operations of *tags* only, and the schemas that they need: quicker."""
    document = real_document()
    for path, item in list(document["paths"].items()):
        document["paths"][path] = {
            method: content for method, content in item.items() if set(content["tags"]) <= set(tags)
        }

    schemas = document["components"].pop("schemas")
    kept: dict[str, Any] = {}
    document["components"]["schemas"] = kept
    while missing := set(re.findall(r"#/components/schemas/(\w+)", json.dumps(document))) - set(kept):
        kept.update({name: schemas[name] for name in missing})

    return document


def changed(change: Change, document: Document | None = None) -> Document:
    """Return *document*, or a copy of the real one, after *change*."""
    document = real_document() if document is None else document
    change(document)
    return document


def operation(document: Document, name: str) -> dict[str, Any]:
    """Return the operation of that operationId."""
    items = (item for item in document["paths"].values())
    found: dict[str, Any] = next(
        each for item in items for each in item.values() if each["operationId"] == name
    )
    return found


def places_for(document: Document, folder: Path) -> Places:
    """Return places below *folder* for generating from *document*."""
    file = folder / "control_plane.json"
    file.write_text(canonical(document), encoding="utf-8")
    return places_under().elsewhere(file, folder / "out" / "package")


def generated(document: Document, folder: Path) -> Path:
    """Return the package made from *document*."""
    places = places_for(document, folder)
    generate(places)
    return places.output


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below *folder* with its content."""
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def imported(package: Path, name: str) -> ModuleType:
    """Return *package* imported under *name*, beside the installed one."""
    spec = importlib.util.spec_from_file_location(
        name, package / "__init__.py", submodule_search_locations=[str(package)]
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run this interpreter in the project's root, with nothing in its environment but what is given."""
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
