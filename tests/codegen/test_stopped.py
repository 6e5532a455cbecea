"""A run of the command that is stopped at work."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.codegen.documents import SHOP, written
from tests.generating import tree

STOPPED = """
import signal, sys
from pathlib import Path
from atlas_codegen import __main__ as command
from atlas_codegen.refusal import run_as_program

def stop(recipe, folder):
    (Path(folder) / "begun").touch()
    print("here", flush=True)
    signal.pause()

command.build = stop
run_as_program(command.main)
"""


@pytest.mark.parametrize("killed_by", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_run_that_is_stopped_leaves_everything_as_it_was(killed_by: signal.Signals, tmp_path: Path) -> None:
    """While it generates, with a package of before in its place."""
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "__init__.py").write_text('"""Of before; never edit."""')
    arguments = [str(written(tmp_path, SHOP)), "--output", str(tmp_path / "shop")]
    before = tree(tmp_path)

    with subprocess.Popen(
        [sys.executable, "-c", STOPPED, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "here\n"
        running.send_signal(killed_by)
        assert running.wait(30) != 0

    assert tree(tmp_path) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["shop", "shop.json"]
