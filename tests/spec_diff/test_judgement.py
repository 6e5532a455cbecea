"""What breaks has to be admitted, by the version or by an exception; and what can't be compared is told."""

from __future__ import annotations

import json
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from atlas_codegen.document import canonical
from atlas_codegen.refusal import Refusal
from tests.generating import python
from tests.spec_diff.documents import answers, document, get, thing, to
from tools.places import ROOT
from tools.spec_diff.__main__ import judged
from tools.spec_diff.base import Base, base_for, read_any
from tools.spec_diff.compare import changes_between
from tools.spec_diff.exceptions import Accepted, read_exceptions
from tools.spec_diff.report import FORMATS, Report
from tools.spec_diff.versions import admits, version_in

TODAY = date(2026, 5, 1)
BEFORE = document(get(responses=answers(to("Thing"))), Thing=thing("a", "b", a={"type": "string"}, b={}))
AFTER = document(get(responses=answers(to("Thing"))), Thing=thing("b", a={"type": ["string", "null"]}, b={}))
NULLABLE = Accepted("response-property-became-nullable", "Thing.a", "nobody reads it", date(2026, 5, 1))
OPTIONAL = Accepted("response-property-became-optional", "Thing.a", "nobody reads it", date(2026, 5, 1))


def report(*accepted: Accepted, version: str = "0.1.1", base_version: str | None = "0.1.0") -> Report:
    """Return what is said of the two changes between BEFORE and AFTER."""
    base = Base("v1", BEFORE, base_version)
    return judged(base, version, changes_between(BEFORE, AFTER), list(accepted), TODAY)


@pytest.mark.parametrize(
    ("old", "new", "enough"),
    [
        ("0.1.0", "0.1.0", False),
        ("0.1.0", "0.1.9", False),
        ("0.1.0", "0.2.0", True),
        ("0.9.0", "0.10.0", True),
        ("0.2.0", "0.1.0", False),
        ("0.1.0", "1.0.0", True),
        ("1.2.3", "1.9.0", False),
        ("1.2.3", "2.0.0", True),
        ("2.0.0", "1.9.0", False),
        ("1.0.0rc1", "1.0.0", False),
    ],
)
def test_a_version_admits_a_break(old: str, new: str, enough: bool) -> None:
    """Before 1.0 the second number, from then on the first."""
    assert admits(old, new) is enough


def test_what_breaks_unadmitted_fails() -> None:
    """The line says what to raise."""
    assert report().troubles == [
        "2 changes break but the version goes from 0.1.0 to 0.1.1: raise its minor part in pyproject.toml"
    ]
    assert "raise its major part" in report(base_version="1.1.0", version="1.2.0").troubles[0]


def test_a_version_that_admits_it_is_enough() -> None:
    """The changes are still shown."""
    assert report(version="0.2.0").troubles == []
    assert len(report(version="0.2.0").changes) == 2


def test_without_the_version_of_the_base_nothing_is_admitted() -> None:
    """A file doesn't say which version of ours it belonged to."""
    assert report(base_version=None, version="9.0.0").troubles == [
        "2 changes break; whether 9.0.0 admits it, say with --base-version"
    ]


def test_an_exception_accepts_one_change() -> None:
    """Its own and no other; with both accepted nothing fails."""
    assert report(NULLABLE).troubles == [
        "1 change breaks but the version goes from 0.1.0 to 0.1.1: raise its minor part in pyproject.toml"
    ]
    assert report(NULLABLE, OPTIONAL).troubles == []


def test_an_exception_that_is_over_or_about_nothing_fails() -> None:
    """They don't pile up."""
    over = Accepted(NULLABLE.rule, NULLABLE.where, "soon", date(2026, 4, 30))
    idle = Accepted(NULLABLE.rule, "Other.a", "gone", date(2026, 5, 1))

    first, second = report(over, idle, version="0.2.0").troubles

    assert first == (
        "the exception for response-property-became-nullable at Thing.a expired on 2026-04-30: "
        "remove it, or decide anew"
    )
    assert second == (
        "the exception for response-property-became-nullable at Other.a is about nothing that has changed: "
        "remove it"
    )


ENTRY = {"rule": NULLABLE.rule, "where": "Thing.a", "reason": "why", "expires": "2026-05-01"}


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("{", "can't be read"),
        ("{}", "has to be an array"),
        (json.dumps([{**ENTRY, "until": "x"}]), "entry 1 has to have expires, reason, rule, where"),
        (
            json.dumps([{key: ENTRY[key] for key in ("rule", "where", "reason")}]),
            "entry 1 has to have expires",
        ),
        (json.dumps([ENTRY, {**ENTRY, "reason": " "}]), "entry 2: .* have to be texts"),
        (json.dumps([{**ENTRY, "rule": "no-rule"}]), "there is no breaking rule no-rule"),
        (json.dumps([{**ENTRY, "rule": "endpoint-added"}]), "there is no breaking rule endpoint-added"),
        (json.dumps([{**ENTRY, "expires": "soon"}]), "expires has to be a day"),
    ],
)
def test_an_exception_has_to_be_whole(content: str, complaint: str, tmp_path: Path) -> None:
    """Rule, place, reason and last day: an entry without one of them is refused."""
    file = tmp_path / "exceptions.json"
    file.write_text(content)

    with pytest.raises(Refusal, match=complaint):
        read_exceptions(file)


def test_a_whole_exception_is_read(tmp_path: Path) -> None:
    """As it stands in the file."""
    file = tmp_path / "exceptions.json"
    file.write_text(json.dumps([ENTRY]))

    assert read_exceptions(file) == [Accepted(NULLABLE.rule, "Thing.a", "why", TODAY)]


def test_the_report_as_text() -> None:
    """A sentence each, and below it what an exception would have to name."""
    assert FORMATS["text"](report(NULLABLE)).splitlines() == [
        "BREAKING  `Thing.a` may now be None",
        "          response-property-became-nullable at Thing.a, accepted: nobody reads it",
        "BREAKING  `Thing.a` may now be missing",
        "          response-property-became-optional at Thing.a",
        "",
        "2 breaking, 0 risky, 0 fine since v1",
        "1 change breaks but the version goes from 0.1.0 to 0.1.1: raise its minor part in pyproject.toml",
    ]


def test_the_report_as_markdown() -> None:
    """For the changelog: only what there is."""
    assert FORMATS["markdown"](report(version="0.2.0")).splitlines() == [
        "### Breaking",
        "",
        "- `Thing.a` may now be None",
        "- `Thing.a` may now be missing",
        "",
        "2 breaking, 0 risky, 0 fine since v1",
    ]


def test_the_report_as_json() -> None:
    """For programs: everything."""
    content = json.loads(FORMATS["json"](report(NULLABLE, OPTIONAL)))

    assert content["changes"][0] == {
        "rule": "response-property-became-nullable",
        "level": "breaking",
        "where": "Thing.a",
        "text": "`Thing.a` may now be None",
        "accepted": "nobody reads it",
    }
    assert (content["base"], content["versions"], content["troubles"]) == ("v1", ["0.1.0", "0.1.1"], [])


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one commit of a document and a version."""
    (tmp_path / "openapi").mkdir()
    (tmp_path / "openapi" / "control_plane.json").write_text(canonical(BEFORE))
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.3"\n')
    who = ["-c", "user.name=Test", "-c", "user.email=test@localhost"]
    for command in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "First"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)

    return tmp_path


def test_a_revision_brings_its_document_and_its_version(repository: Path) -> None:
    """Not those of the working tree."""
    (repository / "openapi" / "control_plane.json").write_text("{}")
    (repository / "pyproject.toml").unlink()

    assert base_for("HEAD", repository) == Base("HEAD", BEFORE, "1.2.3")


@pytest.mark.parametrize("revision", ["nowhere", "--help", "HEAD~7", "", "HEAD:openapi"])
def test_what_is_no_revision_is_told(revision: str, repository: Path) -> None:
    """Also one that looks like an option."""
    with pytest.raises(Refusal, match="is no file, and no revision with openapi/control_plane"):
        base_for(revision, repository)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("{", "base.json is not JSON"),
        ("[]", "base.json is not an OpenAPI 3.0 or 3.1 document"),
        ('{"swagger": "2.0"}', "base.json is not an OpenAPI 3.0 or 3.1 document"),
        ('{"openapi": "3.2.0"}', "base.json is not an OpenAPI 3.0 or 3.1 document"),
        ('{"openapi": "3.1.0", "paths": []}', "base.json is not valid OpenAPI 3.1"),
        (
            canonical(document(get(responses=answers(to("Gone"))))),
            "#/components/schemas/Gone refers to nothing",
        ),
        (
            canonical(document(get(responses=answers({"$ref": "other.json#/a"})))),
            "other.json#/a refers to itself or out of the document",
        ),
    ],
)
def test_a_document_that_is_none_is_told(content: str, complaint: str, tmp_path: Path) -> None:
    """One line, whatever is wrong."""
    file = tmp_path / "base.json"
    file.write_text(content)

    with pytest.raises(Refusal, match=complaint) as caught:
        read_any(file)

    assert "\n" not in str(caught.value)


def test_a_pyproject_without_a_version_is_told() -> None:
    """As is one that can't be read."""
    for text in ("", "[project]\n", "[", "project = 1\n"):
        with pytest.raises(Refusal, match=r"states no project\.version"):
            version_in(text)


def spec_diff(*arguments: str) -> tuple[int, str, str]:
    """Run the command and return its exit code and what it says."""
    done = python("-m", "tools.spec_diff", *arguments)
    return done.returncode, done.stdout, done.stderr


def test_the_command_says_how_it_went(tmp_path: Path) -> None:
    """0 for fine, 1 for a break that nobody admits, 2 and one line where nothing can be compared."""
    before, after, exceptions = (tmp_path / name for name in ("before.json", "after.json", "exceptions.json"))
    before.write_text(canonical(BEFORE))
    after.write_text(canonical(AFTER))
    exceptions.write_text("[]")
    asked: list[Any] = [str(before), "--document", str(after), "--exceptions", str(exceptions)]

    code, said, _ = spec_diff(*asked, "--base-version", "0.0.1")
    assert (code, said.splitlines()[-1]) == (0, f"2 breaking, 0 risky, 0 fine since {before}")

    code, said, _ = spec_diff(*asked, "--format", "json")
    assert (code, len(json.loads(said)["troubles"])) == (1, 1)

    code, said, told = spec_diff("no-such-revision")
    assert (code, said, told.count("\n")) == (2, "", 1)


def test_the_exceptions_of_the_project_can_be_read() -> None:
    """A mistake in them is seen before somebody compares."""
    for entry in read_exceptions(ROOT / "openapi" / "exceptions.json"):
        assert entry.reason
