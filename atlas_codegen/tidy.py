"""Ruff over what was generated: the pinned one, and no configuration but what stands here."""

from __future__ import annotations

import subprocess
from pathlib import Path

from .pins import RUFF
from .refusal import Refusal

_OPTIONS = [
    "--isolated",
    "--no-cache",
    "--line-length=110",
    "--target-version=py311",
    # By default a folder called dist, or one that git ignores, is left out.
    "--config=exclude=[]",
    "--no-respect-gitignore",
]
# Unused and unsorted imports are the generator's habit; an undefined name would be a mistake of ours.  A member of
# an enum may be called `I`.
_RULES = ["--select=E4,E7,E9,F,I", "--ignore=E741", "--fix"]


def tidy(package: Path) -> None:
    """
    Format all modules of *package*, in place.

    Raises:
        Refusal: what was generated is not Python, or uses what it doesn't have.
    """
    _ruff(package, "check", *_RULES)
    _ruff(package, "format")


def _ruff(package: Path, command: str, *options: str) -> None:
    done = subprocess.run(
        [*RUFF, command, *_OPTIONS, "--quiet", *options, "."],
        cwd=package,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Refusal(
            f"ruff {command} refuses what was generated: {(done.stdout + done.stderr).strip()[:2000]}"
        )
