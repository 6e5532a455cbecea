"""The life of a document: each version is pulled, compared, generated and checked, or refused without a trace."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from attrs import define, field

from atlas_codegen.document import Document
from atlas_codegen.refusal import Refusal
from tests.generating import tree
from tests.spec_pull.trees import planted
from tests.spec_versions.versions import VERSIONS, Version, published
from tools.check_generated import differences
from tools.generate import generate
from tools.places import places_under
from tools.spec_diff.__main__ import judged
from tools.spec_diff.base import Base, read_any
from tools.spec_diff.compare import changes_between
from tools.spec_diff.report import Report
from tools.spec_pull.__main__ import pull


@define
class Outcome:
    """What has come of a version."""

    refused: str = ""
    touched: set[str] = field(factory=set)
    told: list[str] = field(factory=list)
    same_version: Report | None = None
    next_version: Report | None = None
    stale: list[str] = field(factory=list)
    regenerated: list[str] = field(factory=list)
    package: dict[str, bytes] = field(factory=dict)


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """The outcomes of all versions, one after the other in one tree."""
    root = planted(tmp_path_factory.mktemp("history"))
    generate(places_under(root))
    return {version.name: lived_through(version, root) for version in VERSIONS}


def lived_through(version: Version, root: Path) -> Outcome:
    """Return what comes of publishing *version* for the tree at *root*."""
    places, outcome = places_under(root), Outcome()
    overlay = root / "openapi" / "overlay.json"
    overlay.write_text(overlay.read_text().replace(*version.overlay))
    last: Document = json.loads((root / "openapi" / "published.json").read_bytes())
    present, before = read_any(places.document), tree(root)
    try:
        pull(published(last, version), root, outcome.told.append)
    except Refusal as refusal:
        outcome.refused = str(refusal)

    now = tree(root)
    outcome.touched = {name for name in before | now if before.get(name) != now.get(name)}
    if not outcome.refused:
        changes = changes_between(present, read_any(places.document))
        base = Base("before", present, "0.1.0")
        outcome.same_version = judged(base, "0.1.1", changes, [], date(2026, 1, 1))
        outcome.next_version = judged(base, "0.2.0", changes, [], date(2026, 1, 1))
        outcome.stale = differences(places)
        generate(places)
        outcome.regenerated = differences(places)
        outcome.package = tree(places.output)

    return outcome


taken = pytest.mark.parametrize(
    "version", [each for each in VERSIONS if not each.refused], ids=lambda each: each.name
)
refused = pytest.mark.parametrize(
    "version", [each for each in VERSIONS if each.refused], ids=lambda each: each.name
)


@refused
def test_a_cruel_version_is_refused_without_a_trace(version: Version, outcomes: dict[str, Outcome]) -> None:
    """One line, and not a byte changed: the next version begins where the last good one was."""
    outcome = outcomes[version.name]

    assert re.search(version.refused, outcome.refused)
    assert "\n" not in outcome.refused
    assert outcome.touched == set()


@taken
def test_a_version_is_taken_with_both_its_files(version: Version, outcomes: dict[str, Outcome]) -> None:
    """The published document and ours, nothing else: generating is a step of its own."""
    outcome = outcomes[version.name]

    assert outcome.refused == ""
    assert outcome.touched == {"openapi/control_plane.json", "openapi/published.json"}


@taken
def test_a_version_is_told_in_python_words(version: Version, outcomes: dict[str, Outcome]) -> None:
    """Exactly its changes, by rule and weight; only words changed are no change."""
    report = outcomes[version.name].same_version
    assert report is not None

    assert [(change.level, change.rule) for change in report.changes] == list(version.rules)
    assert version.tells in "".join(outcomes[version.name].told)


@taken
def test_a_version_that_breaks_wants_another_number(version: Version, outcomes: dict[str, Outcome]) -> None:
    """It fails with a patch, and passes with the next minor version."""
    outcome, breaks = outcomes[version.name], ("breaking" in dict(version.rules))
    assert outcome.same_version is not None
    assert outcome.next_version is not None

    assert outcome.same_version.fails is breaks
    assert outcome.next_version.fails is False


@taken
def test_a_version_makes_the_package_stale_until_it_is_generated(
    version: Version, outcomes: dict[str, Outcome]
) -> None:
    """make check-generated says so, and is content afterwards."""
    outcome = outcomes[version.name]

    assert "lock.json: the document has changed since the last generation: run make generate" in outcome.stale
    assert outcome.regenerated == []


def test_the_package_follows_its_versions(outcomes: dict[str, Outcome]) -> None:
    """What was told is in the code: a filter, a value, a null, a new name, a new argument."""
    last = outcomes["another required field"].package

    assert b"def search_tools(" in last["sync_methods.py"]
    assert b"def list_tools(" not in last["sync_methods.py"]
    assert b"source: str | None = None" in last["async_methods.py"]
    assert b'CRITICAL = "critical"' in last["models/risk_level.py"]
    assert b"    name: None | str" in last["models/tool_read.py"]
    assert b"    owner: str" in last["models/tool_create.py"]
    assert b"Read a tool." in last["sync_methods.py"]
