"""`make check-generated`: whether the package is what the document makes, untouched and whole."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from atlas_codegen.refusal import Refusal, run_as_program

from .generate import build
from .lock import changed_originals, files_under, lock_for, original_changed, read_lock
from .places import Places, places_under

_AGAIN = "run make generate"


def differences(places: Places) -> list[str]:
    """
    Return what is not as a fresh generation would leave it, one line each with what to do.

    Raises:
        Refusal: there is no lock, or nothing can be generated.
    """
    if places.lock is None:
        raise Refusal("there is no lock to compare with")

    lock = read_lock(places.lock)
    with tempfile.TemporaryDirectory() as folder:
        fresh = build(places, Path(folder))
        return [*_in_package(fresh, places.output), *_in_lock(lock, lock_for(places, fresh))]


def _in_package(fresh: Path, present: Path) -> Iterator[str]:
    wanted, found = files_under(fresh), files_under(present)
    for name in sorted(set(wanted) | set(found)):
        where = f"generated/{present.name}/{name}"
        if name not in found:
            yield f"{where} is missing: {_AGAIN}"
        elif name not in wanted:
            yield f"{where} is not generated: move it elsewhere, or {_AGAIN}, which removes it"
        elif wanted[name].read_bytes() != found[name].read_bytes():
            yield f"{where} is stale or was edited by hand: change openapi/ instead, then {_AGAIN}"


def _in_lock(lock: Mapping[str, Any], fresh: Mapping[str, Any]) -> Iterator[str]:
    for part, what in (("document", "the document"), ("config", "openapi/config.yaml")):
        if lock[part] != fresh[part]:
            yield f"lock.json: {what} has changed since the last generation: {_AGAIN}"

    for name in changed_originals(lock, fresh):
        yield f"lock.json: {original_changed(name)}, then {_AGAIN}"

    for part in ("templates", "tools", "generated"):
        for name in sorted(set(lock[part]) | set(fresh[part])):
            if lock[part].get(name) != fresh[part].get(name):
                yield f"lock.json: {part}: {name} is not what it was at the last generation: {_AGAIN}"


def main() -> None:
    """Check what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tools.check_generated", description=__doc__)
    parser.add_argument("--document", type=Path, help="another document than openapi/control_plane.json")
    parser.add_argument("--output", type=Path, help="another folder than generated/atlas_control_plane")
    asked = parser.parse_args()
    found = differences(places_under().elsewhere(asked.document, asked.output))
    if found:
        raise Refusal("\n".join(found))

    print("generated/ is what openapi/ makes")


if __name__ == "__main__":
    run_as_program(main)
