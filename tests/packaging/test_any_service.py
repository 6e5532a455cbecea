"""docs/any-service.md says what is so: its files are written, its commands run, its output is what comes out."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "any-service.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(python|json|console)\n(.*?)```", TEXT, re.DOTALL)
# What the tests must not do: install, and what needs a repository.
LEFT_OUT = ("pip install", "git diff")


def said(transcript: str) -> list[tuple[str, str]]:
    """Return the commands of a transcript with what they print."""
    parts = re.split(r"^\$ (.*)\n", transcript, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


def run(command: str, folder: Path) -> str:
    """Return what a command prints, both ways, with this environment's Python."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'generated'}"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def test_the_way_of_the_text_is_the_way_it_goes(tmp_path: Path) -> None:
    """From the first block to the last one, in an empty folder."""
    ran = 0
    for language, content in BLOCKS:
        if language == "json":
            (tmp_path / "overlay.json").write_text(content)
        elif language == "python":
            name = content.partition("\n")[0].removeprefix("# ")
            (tmp_path / name).write_text(content)
        else:
            for command, printed in said(content):
                if not command.startswith(LEFT_OUT):
                    assert run(command, tmp_path) == printed, command
                    ran += 1

    assert ran == 8
