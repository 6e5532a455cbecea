"""What the README shows works as it stands."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from atlas_resilient.sandbox import Sandbox

README = (Path(__file__).parents[2] / "README.md").read_text()
# Tests among them are run as tests, by those of the plugin.
BLOCKS = [
    block for block in re.findall(r"```python\n(.*?)```", README, re.DOTALL) if "def test_" not in block
]


def test_there_are_lines_for_each_world() -> None:
    """A script, asyncio, and what to do with errors."""
    assert len(BLOCKS) >= 3


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.splitlines()[0])
def test_every_block_runs(block: str) -> None:
    """Against a server at another address, and otherwise to the letter."""
    names: dict[str, Any] = {"__name__": "readme"}
    with Sandbox() as box:
        exec(compile(block.replace("http://localhost:8000", box.url), "README.md", "exec"), names)

        assert box.requests or "deploy" in block


@pytest.mark.parametrize("target", re.findall(r"`make ([a-z-]+)`", README))
def test_every_command_is_there(target: str) -> None:
    """No target of the Makefile is promised in vain."""
    makefile = (Path(__file__).parents[2] / "Makefile").read_text()

    assert re.search(rf"(?m)^{target}:", makefile)
