"""The lock: what the last generation read and wrote, as hashes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from atlas_codegen.low_level import overridden
from atlas_codegen.pins import PINS
from atlas_codegen.refusal import Refusal

from .places import Places

_CACHES = {"__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache"}


def files_under(folder: Path) -> dict[str, Path]:
    """Return all files below *folder* by their name from there, without what caches leave behind."""
    files = ((path.relative_to(folder), path) for path in sorted(folder.rglob("*")) if path.is_file())
    return {name.as_posix(): path for name, path in files if not _CACHES & set(name.parts)}


def lock_for(places: Places, package: Path) -> dict[str, Any]:
    """Return the lock of *package*, made from what is at *places*."""
    return {
        "config": _hash(places.config),
        "document": _hash(places.document),
        "generated": _hashes(package),
        "originals": {name: _hash(path) for name, path in overridden(places.templates).items()},
        "templates": _hashes(places.templates),
        "tools": PINS,
    }


def lock_text(lock: dict[str, Any]) -> str:
    """Return the lock as it stands in its file."""
    return json.dumps(lock, indent=2, sort_keys=True) + "\n"


def read_lock(path: Path) -> dict[str, Any]:
    """
    Return what the lock says.

    Raises:
        Refusal: there is none, or it is no lock.
    """
    try:
        lock: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if set(lock) >= {"config", "document", "generated", "originals", "templates", "tools"}:
            return lock
    except (OSError, ValueError) as error:
        raise Refusal(f"{path.name} can't be read, run make generate: {error}") from error

    raise Refusal(f"{path.name} is not a lock, run make generate")


def changed_originals(lock: Mapping[str, Any], fresh: Mapping[str, Any]) -> list[str]:
    """Return the templates whose original, the generator's own, is another than it was."""
    old, new = lock["originals"], fresh["originals"]
    return sorted(name for name in set(old) & set(new) if old[name] != new[name])


def original_changed(name: str) -> str:
    """Return what there is to do about a template whose original has changed."""
    return f"the generator's own {name} has changed: compare it with openapi/templates/{name}"


def _hashes(folder: Path) -> dict[str, str]:
    return {name: _hash(path) for name, path in files_under(folder).items()}


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
