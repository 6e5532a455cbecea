"""docs/regenerate.md says what is so: its commands are there, its output is what they say, its example is valid."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path

import pytest

from atlas_codegen.document import Document
from atlas_codegen.normal import normalised
from atlas_codegen.overlay import overlaid, read_overlay
from tests.spec_pull.trees import operation
from tools.places import ROOT
from tools.spec_diff.base import read_any
from tools.spec_diff.compare import changes_between
from tools.spec_diff.exceptions import read_exceptions
from tools.spec_diff.report import Report, as_text

TEXT = (ROOT / "docs" / "regenerate.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(console|json)\n(.*?)```", TEXT, re.DOTALL)


def of_the_text() -> Document:
    """Return our document after what the text says has changed in the published one."""
    document: Document = json.loads((ROOT / "openapi" / "published.json").read_bytes())
    schemas = document["components"]["schemas"]
    source = {"in": "query", "name": "source", "schema": {"type": "string"}}
    operation(document, "list_tools")["parameters"].append(source)
    schemas["DeploymentStatus"]["enum"].append("paused")
    goal = schemas["PlanRead"]["properties"]["goal"]
    goal["anyOf"] = [{"type": goal.pop("type")}, {"type": "null"}]
    return normalised(overlaid(document, read_overlay(ROOT / "openapi" / "overlay.json")))


@pytest.mark.parametrize(
    "target", sorted(set(re.findall(r"make ([a-z]+(?:-[a-z]+)?)(?=[`\s])", TEXT)) - {"s"})
)
def test_every_command_is_there(target: str) -> None:
    """No target of the Makefile is promised in vain, nor is one missing in its list of those that are no files."""
    makefile = (ROOT / "Makefile").read_text()

    assert re.search(rf"(?m)^{target}:", makefile)
    assert target in re.findall(r"(?m)^\.PHONY: (.*)$", makefile)[0].split()


def test_the_way_has_its_four_commands() -> None:
    """So that the test above can't be content with none."""
    named = set(re.findall(r"\$ make ([a-z-]+)", TEXT))

    assert named == {"spec-pull", "generate", "check-generated", "spec-diff"}


@pytest.mark.parametrize("module", sorted(set(re.findall(r"(?<![\w.])tools\.[a-z_]+", TEXT))))
def test_every_module_is_there(module: str) -> None:
    """What is run with -m can be run."""
    assert importlib.util.find_spec(module)


def test_the_output_is_what_the_command_says() -> None:
    """To the letter, for the change that the text names."""
    [shown] = [block for kind, block in BLOCKS if kind == "console" and "spec-pull URL" in block]
    present = read_any(ROOT / "openapi" / "control_plane.json")

    changes = changes_between(present, of_the_text())

    told = as_text(Report("the document of before", (None, ""), changes, (), ()))
    assert shown.splitlines()[1:-1] == told.splitlines()


def test_the_exception_is_one(tmp_path: Path) -> None:
    """It can be copied, and it accepts what breaks in the text."""
    [example] = [block for kind, block in BLOCKS if kind == "json"]
    (tmp_path / "exceptions.json").write_text(example)
    present = read_any(ROOT / "openapi" / "control_plane.json")

    [entry] = read_exceptions(tmp_path / "exceptions.json")

    breaking = [each for each in changes_between(present, of_the_text()) if each.level == "breaking"]
    assert [entry.covers(each) for each in breaking] == [True]


def test_the_action_that_selects_nothing_has_its_number() -> None:
    """The line of the refusal names an action of the overlay as it is."""
    [(number, target)] = re.findall(r"overlay action (\d+), (.*?): there", TEXT)

    assert read_overlay(ROOT / "openapi" / "overlay.json")[int(number) - 1]["target"] == target
