"""`make generate`: the package `atlas_control_plane` from the document, all of it or nothing."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from atlas_codegen.build import build as build_package
from atlas_codegen.build import replaced
from atlas_codegen.checks import check_document
from atlas_codegen.document import read_document, understood
from atlas_codegen.pins import check_pins, read_config
from atlas_codegen.recipe import Recipe
from atlas_codegen.refusal import Refusal, run_as_program

from .lock import changed_originals, lock_for, lock_text, original_changed, read_lock
from .places import Places, places_under

ORIGIN = "openapi/control_plane.json by `make generate`"


def generate(places: Places) -> None:
    """
    Write the package to its place, and the lock; on any error everything stays as it was.

    Raises:
        Refusal: a tool, the settings or the document are not as they have to be.
    """
    places.output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=places.output.parent, prefix=".generate-") as folder:
        package = build(places, Path(folder))
        lock = lock_for(places, package)
        _tell_changed_originals(places, lock)
        text = lock_text(lock)
        with replaced(places.output, package, aside=Path(folder) / "old"):
            if places.lock is not None:
                write_whole(places.lock, text)


def _tell_changed_originals(places: Places, fresh: Mapping[str, Any]) -> None:
    """Say it now: afterwards the lock has the new ones, and nobody would look."""
    try:
        old = read_lock(places.lock) if places.lock is not None else fresh
    except Refusal:
        return

    for name in changed_originals(old, fresh):
        print(original_changed(name), file=sys.stderr)


def build(places: Places, folder: Path) -> Path:
    """
    Return a fresh package, written into *folder*.

    Raises:
        Refusal: a tool, the settings or the document are not as they have to be.
    """
    check_pins()
    config = read_config(places.config)
    document = read_document(places.document)
    with understood(places.document.name):
        check_document(document)

    return build_package(Recipe(document, config, places.templates, ORIGIN), folder)


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is there as it was or as it will be, never half."""
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def main() -> None:
    """Generate what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tools.generate", description=__doc__)
    parser.add_argument("--document", type=Path, help="another document than openapi/control_plane.json")
    parser.add_argument("--output", type=Path, help="another folder than generated/atlas_control_plane")
    asked = parser.parse_args()
    places = places_under().elsewhere(asked.document, asked.output)
    generate(places)
    print(f"generated {places.output.name} from {places.document.name}")


if __name__ == "__main__":
    run_as_program(main)
