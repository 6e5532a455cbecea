"""
`make spec-diff`: what has changed for Python users, and whether our version says so.

Exit codes: 0 fine, 1 something breaks that neither the version nor an exception admits, 2 nothing could be compared.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from atlas_codegen.refusal import run_as_program

from ..places import ROOT
from .base import Base, base_for, read_any
from .changes import Change, Level
from .compare import changes_between
from .exceptions import Accepted, read_exceptions, troubles_of
from .report import FORMATS, Report
from .versions import admits, version_in


def judged(base: Base, version: str, changes: list[Change], accepted: list[Accepted], today: date) -> Report:
    """Return the report on *changes*, with the lines that make it fail."""
    unaccepted = [
        each
        for each in changes
        if each.level is Level.BREAKING and not any(entry.covers(each) for entry in accepted)
    ]
    troubles = troubles_of(accepted, changes, today)
    if unaccepted and not (base.version and admits(base.version, version)):
        troubles.append(_unadmitted(len(unaccepted), base.version, version))

    return Report(base.name, (base.version, version), changes, accepted, troubles)


def _unadmitted(count: int, before: str | None, now: str) -> str:
    changes = "1 change breaks" if count == 1 else f"{count} changes break"
    if before is None:
        return f"{changes}; whether {now} admits it, say with --base-version"

    part = "minor" if before.startswith("0.") else "major"
    return f"{changes} but the version goes from {before} to {now}: raise its {part} part in pyproject.toml"


def main() -> None:
    """Compare what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tools.spec_diff", description=__doc__)
    parser.add_argument("base", help="a revision of this repository, or a file")
    parser.add_argument("--document", type=Path, help="another document than openapi/control_plane.json")
    parser.add_argument("--format", choices=FORMATS, default="text")
    parser.add_argument("--exceptions", type=Path, help="another file than openapi/exceptions.json")
    parser.add_argument("--base-version", help="our version then, where the base is a file")
    asked = parser.parse_args()
    base = base_for(asked.base, ROOT)
    if asked.base_version:
        base = Base(base.name, base.document, asked.base_version)

    document = read_any(asked.document or ROOT / "openapi" / "control_plane.json")
    exceptions = read_exceptions(asked.exceptions or ROOT / "openapi" / "exceptions.json")
    version = version_in((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    changes = changes_between(base.document, document)
    report = judged(base, version, changes, exceptions, date.today())
    print(FORMATS[asked.format](report))
    sys.exit(1 if report.fails else 0)


if __name__ == "__main__":
    run_as_program(main, status=2)
