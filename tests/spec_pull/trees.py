"""A copy of what spec-pull reads and writes, with a few operations only: quick to generate."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from atlas_codegen.document import Document, canonical
from atlas_codegen.jsonpath import nodes_at
from atlas_codegen.normal import normalised
from atlas_codegen.overlay import overlaid, read_overlay
from tools.places import ROOT

OPENAPI = ROOT / "openapi"


def published() -> Document:
    """Return a fresh copy of what is published, with the operations on tools only."""
    document: Document = json.loads((OPENAPI / "published.json").read_bytes())
    for path, item in list(document["paths"].items()):
        if not any("tools" in content["tags"] for content in item.values()):
            del document["paths"][path]

    schemas = document["components"].pop("schemas")
    kept: dict[str, Any] = {}
    document["components"]["schemas"] = kept
    while missing := set(re.findall(r"#/components/schemas/(\w+)", json.dumps(document))) - set(kept):
        kept.update({name: schemas[name] for name in missing})

    return document


def operation(document: Document, name: str) -> dict[str, Any]:
    """Return the operation whose published name begins so."""
    found: dict[str, Any] = next(
        content
        for item in document["paths"].values()
        for content in item.values()
        if content["operationId"].startswith(f"{name}_api_v1_")
    )
    return found


def schema(document: Document, name: str) -> dict[str, Any]:
    """Return a schema by its name."""
    found: dict[str, Any] = document["components"]["schemas"][name]
    return found


def planted(root: Path) -> Path:
    """Return *root* with everything that a pull needs, as one has left it."""
    shutil.copytree(OPENAPI / "templates", root / "openapi" / "templates")
    for name in ("config.yaml", "exceptions.json"):
        shutil.copy(OPENAPI / name, root / "openapi")

    shutil.copy(ROOT / "pyproject.toml", root)
    document = published()
    actions = [each for each in read_overlay(OPENAPI / "overlay.json") if nodes_at(document, each["target"])]
    whole = {"overlay": "1.0.0", "info": {"title": "Ours", "version": "1"}, "actions": actions}
    (root / "openapi" / "overlay.json").write_text(json.dumps(whole))
    (root / "openapi" / "published.json").write_text(canonical(document))
    (root / "openapi" / "control_plane.json").write_text(canonical(normalised(overlaid(document, actions))))
    return root


def after(*changes: Callable[[Document], object]) -> bytes:
    """Return what is published after *changes*, as a service would send it."""
    document = published()
    for change in changes:
        change(document)

    return json.dumps(document).encode()


def add_a_filter(document: Document) -> None:
    """Let `list_tools` take another parameter, so that something has changed."""
    added = {"in": "query", "name": "source", "description": "Where from.", "schema": {"type": "string"}}
    operation(document, "list_tools")["parameters"].insert(0, added)
