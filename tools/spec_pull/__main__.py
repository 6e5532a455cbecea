"""
`make spec-pull`: the service's document of today in openapi/, with our overlay on it, if all of that can be generated.

Exit codes: 0 done, 1 refused, and then everything is as it was; 2 a wrong call.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from atlas_codegen.document import canonical, understood
from atlas_codegen.fetch import fetched, read
from atlas_codegen.normal import normalised
from atlas_codegen.overlay import overlaid, read_overlay
from atlas_codegen.read import parsed
from atlas_codegen.refusal import run_as_program

from ..generate import build
from ..places import ROOT, places_under
from ..spec_diff.base import read_any
from ..spec_diff.compare import changes_between
from ..spec_diff.report import Report, as_text
from .swap import replace_all


def pull(content: bytes, root: Path, show: Callable[[str], object]) -> None:
    """
    Take *content* as the published document of the project at *root*, after showing what that changes.

    Raises:
        Refusal: it is not what can be generated from; then nothing has changed.
    """
    published = parsed(content, "what is published")
    places = places_under(root)
    actions = read_overlay(root / "openapi" / "overlay.json")
    with understood("what is published"):
        document = normalised(overlaid(published, actions))

    with tempfile.TemporaryDirectory() as folder:
        candidate = Path(folder) / "published document with overlay"
        candidate.write_text(canonical(document), encoding="utf-8")
        build(places.elsewhere(candidate, Path(folder) / "generated"), Path(folder))

    present = read_any(places.document)
    changes = changes_between(present, document)
    show(as_text(Report("the document of before", (None, ""), changes, (), ())))
    # In this order: if ever only the first arrives, the second is still what it was generated from.
    replace_all(
        root,
        {root / "openapi" / "published.json": canonical(published), places.document: canonical(document)},
    )


def main() -> None:
    """Pull from where the command line says."""
    parser = argparse.ArgumentParser(prog="python -m tools.spec_pull", description=__doc__)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument(
        "--url", help="where the service publishes it, such as http://host/api/v1/openapi.json"
    )
    source.add_argument("--file", type=Path, help="a copy of what it publishes")
    asked = parser.parse_args()
    content = fetched(asked.url) if asked.url else read(asked.file)
    # Flushed: a pipe that is closed is noticed while everything is as it was.
    pull(content, ROOT, partial(print, flush=True))
    print("openapi/published.json and openapi/control_plane.json are up to date: run make generate")


if __name__ == "__main__":
    run_as_program(main)
