"""
A resilient client of any service: `python -m atlas_codegen https://host/openapi.json --output src/shop`.

It makes the package `shop` with `shop.clients.ShopClient` and `AsyncShopClient`.  Exit codes: 0 done, 1 refused, and
then everything is as it was; 2 a wrong call.
"""

from __future__ import annotations

import argparse
import keyword
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from openapi_python_client.config import ConfigFile
from openapi_python_client.strings import ClassName

from . import prose
from .build import build, replaced
from .checks import check_document
from .document import Document, check_valid, operations_of, understood
from .fetch import fetched, read, shown
from .fit import fitted
from .fit_content import content_types
from .normal import in_our_form
from .overlay import overlaid, read_overlay
from .pins import check_pins
from .read import parsed
from .recipe import Clients, Recipe
from .refusal import Refusal, run_as_program

_HERE = Path(__file__).parent
_OURS = {"atlas", "atlas_codegen", "atlas_control_plane", "atlas_resilient", "pytest_atlas"}
_MARK = "; never edit."


def make(source: str, output: Path, name: str, overlay: Path | None = None) -> int:
    """
    Make the package *output* of the document at *source*, an address or a file; return how many operations it has.

    Raises:
        Refusal: it can't be read, or holds what can't be generated; then nothing has changed.
    """
    check_pins()
    _check_place(output, name)
    document = _document(source, overlay)
    recipe = Recipe(
        document,
        ConfigFile(package_name_override=name, post_hooks=[], content_type_overrides=content_types(document)),
        _templates(),
        prose.harmless(f"{Path(shown(source)).name} by `python -m atlas_codegen`"),
        Clients(str(ClassName(name, "field_")), name.upper(), _servers(document)),
    )
    output = output.absolute()
    with _there(output.parent), tempfile.TemporaryDirectory(dir=output.parent, prefix=".codegen-") as folder:
        with understood(Path(shown(source)).name):
            package = build(recipe, Path(folder))
        with replaced(output, package, aside=Path(folder) / "old"):
            return len(operations_of(document))


@contextmanager
def _there(folder: Path) -> Iterator[None]:
    """Make *folder*, and those above it; whatever goes wrong then takes away what was made."""
    made = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        with suppress(OSError):  # somebody else uses it by now
            for each in made:
                each.rmdir()

        raise


def _document(source: str, overlay: Path | None) -> Document:
    address = source.startswith(("http://", "https://"))
    published = parsed(fetched(source) if address else read(Path(source)), shown(source), yaml=True)
    name = Path(shown(source)).name
    with understood(name):
        changed = published if overlay is None else overlaid(published, read_overlay(overlay))
        document = fitted(in_our_form(changed))
        check_valid(name, document, "3.1")
        check_document(document)

    return document


def _check_place(output: Path, name: str) -> None:
    """Whatever else is in that folder would be gone."""
    if not re.fullmatch("_?[a-z][a-z0-9_]*", name) or keyword.iskeyword(name):
        raise Refusal(f"{name!r} is no name for a package: lower-case letters, digits and underscores")
    if name in _OURS:
        # It would hide ours, or read the token that is for Atlas.
        raise Refusal(f"{name} is a name of ours: choose another one with --package")

    head = output / "__init__.py"
    generated = head.is_file() and _MARK in head.read_text(encoding="utf-8", errors="replace")
    if output.exists() and not generated and not (output.is_dir() and not any(output.iterdir())):
        raise Refusal(f"{output} is there and was not generated: name another folder, or remove it")


def _templates() -> Path:
    installed, checkout = _HERE / "templates", _HERE.parent / "openapi" / "templates"
    return installed if installed.is_dir() else checkout


def _servers(document: Document) -> tuple[str, ...]:
    return tuple(str(each["url"]) for each in document.get("servers", []) if "url" in each)


def main() -> None:
    """Make what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m atlas_codegen", description=__doc__)
    parser.add_argument("document", help="OpenAPI 3.0 or 3.1, JSON or YAML: an http(s) address or a file")
    parser.add_argument(
        "--output", type=Path, required=True, help="the package's folder; made anew as a whole"
    )
    parser.add_argument(
        "--package", help="what the names of clients and variables begin with, if not the folder's"
    )
    parser.add_argument("--overlay", type=Path, help="an OpenAPI Overlay 1.0 (JSON) to put on the document")
    asked = parser.parse_args()
    folder = asked.output.absolute().name
    name = asked.package or folder
    # As it is now, or else as it will have to be called.
    package = folder if folder.isidentifier() else name
    count = make(asked.document, asked.output, name, asked.overlay)
    client = ClassName(name, "field_")
    many = f"{count} operation{'s' * (count != 1)}"
    print(f"generated {many}: from {package}.clients import {client}Client, Async{client}Client")


if __name__ == "__main__":
    run_as_program(main)
