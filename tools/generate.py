"""`make generate`: the package `atlas_control_plane` from the document, all of it or nothing."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from openapi_python_client.parser import GeneratorData

from .checks import check_document
from .derived import derived_methods
from .document import read_document, understood
from .facts import Facts, facts_of
from .lock import lock_for, lock_text
from .low_level import write_low_level
from .pins import check_pins, read_config
from .places import Places, places_under
from .prepare import prepared
from .refusal import Refusal, run_as_program
from .surface import write_surface
from .tidy import tidy

FOLDER = "atlas_control_plane"


def generate(places: Places) -> None:
    """
    Write the package to its place, and the lock; on any error everything stays as it was.

    Raises:
        Refusal: a tool, the settings or the document are not as they have to be.
    """
    places.output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=places.output.parent, prefix=".generate-") as folder:
        package = build(places, Path(folder))
        text = lock_text(lock_for(places, package))
        with replaced(places.output, package, aside=Path(folder) / "old"):
            if places.lock is not None:
                write_whole(places.lock, text)


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

    package = folder / FOLDER
    data = write_low_level(prepared(document), config, places.templates, package)
    facts = facts_of(document, data)
    write_surface(facts, data, places.templates, package)
    (package / "py.typed").touch()
    tidy(package)
    check_complete(facts, data, package)
    return package


def check_complete(facts: list[Facts], data: GeneratorData, package: Path) -> None:
    """
    Check that all of the document has arrived in the package.

    Raises:
        Refusal: an operation has no module, entry or method.
    """
    entries = (package / "operations.py").read_text(encoding="utf-8")
    surfaces = [(package / f"{world}_methods.py").read_text(encoding="utf-8") for world in ("sync", "async")]
    for each in facts:
        module = package.joinpath(*each.module.split(".")[1:]).with_suffix(".py")
        names = [each.name, *derived_methods(each).values()]
        has_methods = all(f"def {name}(" in surface for name in names for surface in surfaces)
        if not (module.is_file() and f"\n{each.name.upper()}: " in entries and has_methods):
            raise Refusal(f"{each.name} got lost while generating: it has no module, no entry, or no method")

    for made in [*data.models, *data.enums]:
        if not (package / "models" / f"{made.class_info.module_name}.py").is_file():
            raise Refusal(f"the model {made.class_info.name} got lost while generating")


@contextmanager
def replaced(old: Path, new: Path, *, aside: Path) -> Iterator[None]:
    """Put *new* where *old* is, which goes aside; whatever goes wrong then puts *old* back."""
    had_one = old.exists()
    if had_one:
        old.rename(aside)

    try:
        new.rename(old)
        yield
    except BaseException:
        if old.exists():
            old.rename(new)
        if had_one:
            aside.rename(old)

        raise


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
