"""`make generate` makes the same package each time, or nothing; `make check-generated` sees the rest."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from atlas_codegen import pins
from atlas_codegen.document import Document
from atlas_codegen.pins import check_pins, read_config
from atlas_codegen.refusal import Refusal
from atlas_codegen.tidy import tidy
from tests.generating import (
    changed,
    generated,
    operation,
    places_for,
    python,
    real_document,
    small_document,
    tree,
)
from tools.check_generated import differences
from tools.generate import generate
from tools.places import Places, places_under


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """The places of a package generated from the document as it is; not to be changed."""
    places = places_for(real_document(), tmp_path_factory.mktemp("fresh"))
    generate(places)
    return places


@pytest.mark.parametrize("seed", ["1", "4242"])
def test_same_bytes_whatever_the_hash_seed(seed: str, fresh: Places, tmp_path: Path) -> None:
    """Two runs with different hash seeds write the same bytes, which are those in the project."""
    output = tmp_path / "package"

    done = python("-m", "tools.generate", "--output", str(output), PYTHONHASHSEED=seed)

    assert (done.returncode, done.stderr) == (0, "")
    assert tree(output) == tree(fresh.output) == tree(places_under().output)


def test_another_ruff_and_its_settings_change_nothing(fresh: Places, tmp_path: Path) -> None:
    """A ruff first in PATH, a ruff.toml above the output and a module in the current folder are not heard."""
    ruff = tmp_path / "bin" / "ruff"
    ruff.parent.mkdir()
    ruff.write_text("#!/bin/sh\nexit 7\n")
    ruff.chmod(0o755)
    (tmp_path / "ruff.toml").write_text("line-length = 40\nformat.quote-style = 'single'\n")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("*\n")
    output = tmp_path / "package"

    path = f"{ruff.parent}{os.pathsep}{os.defpath}"
    done = python("-m", "tools.generate", "--output", str(output), PATH=path)

    assert (done.returncode, done.stderr) == (0, "")
    assert tree(output) == tree(fresh.output)


def test_no_folder_is_left_out_of_formatting(tmp_path: Path) -> None:
    """A tag may be called as ruff's excluded folders are; its modules are formatted all the same."""
    module = tmp_path / "dist" / "module.py"
    module.parent.mkdir()
    module.write_text("import os\nx = 'a'\n")

    tidy(tmp_path)

    assert module.read_text() == 'x = "a"\n'


def test_the_lock_has_no_date_and_no_path(fresh: Places) -> None:
    """The lock of another place is the project's lock: it depends on contents only."""
    assert fresh.lock is not None
    project = places_under().lock
    assert project is not None

    assert fresh.lock.read_bytes() == project.read_bytes()


@pytest.mark.parametrize("package", ["ruff", "openapi-python-client"])
def test_another_version_is_refused(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tool of another version than the pinned one doesn't generate."""
    monkeypatch.setitem(pins.PINS, package, "0.0.1")

    with pytest.raises(
        Refusal, match=rf"{package} has to be 0\.0\.1, not .*: pip install {package}==0\.0\.1"
    ):
        check_pins()


def test_the_ruff_that_runs_is_asked_for_its_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """What counts is what the program says of itself, not only what is installed."""
    monkeypatch.setattr(pins, "RUFF", ("echo", "ruff 0.0.1"))

    with pytest.raises(Refusal, match=r"the ruff that runs has to be .*, but says 'ruff 0\.0\.1"):
        check_pins()


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        ("post_hooks: []\nliteral_enum: true\n", "there is no setting literal_enum"),
        ("post_hooks: []\nclass_overrides: {A: {clas_name: B}}\n", "there is no setting clas_name"),
        ("literal_enums: false\n", "post_hooks has to be"),
        ("- 1\n", "has to be a mapping"),
        ("a: [\n", "can't be read"),
        ("post_hooks: []\nhttp_timeout: soon\n", "http_timeout"),
    ],
)
def test_a_setting_that_would_be_ignored_is_refused(settings: str, complaint: str, tmp_path: Path) -> None:
    """Unknown keys and broken settings are errors, where the generator would go on without them."""
    file = tmp_path / "config.yaml"
    file.write_text(settings)

    with pytest.raises(Refusal, match=complaint):
        read_config(file)


def test_an_error_leaves_everything_as_it_was(tmp_path: Path) -> None:
    """A document that is refused changes neither the package nor the lock, and leaves nothing behind."""
    generated(small_document("plans"), tmp_path)
    before = tree(tmp_path / "out")

    def lose_the_answers(document: Document) -> None:
        del operation(document, "get_plan")["responses"]["200"]

    with pytest.raises(Refusal, match="get_plan has to have a success answer"):
        generated(changed(lose_the_answers, small_document("plans")), tmp_path)

    assert tree(tmp_path / "out") == before


def test_a_lock_that_cannot_be_written_takes_the_package_back(tmp_path: Path) -> None:
    """The package is not replaced without its lock."""
    places = places_for(small_document("plans"), tmp_path)
    places.output.mkdir(parents=True)
    (places.output / "old.py").write_text("old = True\n")
    assert places.lock is not None
    places.lock.mkdir()

    with pytest.raises(OSError, match="Is a directory"):
        generate(places)

    assert tree(tmp_path / "out") == {"package/old.py": b"old = True\n"}


def test_files_that_are_not_generated_any_more_go(tmp_path: Path) -> None:
    """The whole folder is replaced: what an earlier generation left is gone."""
    places = places_for(small_document("plans"), tmp_path)
    (places.output / "api").mkdir(parents=True)
    (places.output / "api" / "stale.py").write_text("stale = True\n")

    generate(places)

    assert "api/stale.py" not in tree(places.output)
    assert (places.output / "py.typed").is_file()


def test_an_error_of_the_command_is_one_line(tmp_path: Path) -> None:
    """The command ends with 1 and a line on stderr, without a traceback."""
    missing = tmp_path / "missing.json"

    done = python("-m", "tools.generate", "--document", str(missing), "--output", str(tmp_path / "package"))

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("missing.json can't be read")


def test_the_package_in_the_project_is_what_the_document_makes() -> None:
    """Nobody edited generated/, and nobody forgot `make generate`."""
    assert differences(places_under()) == []


def test_every_difference_is_told(tmp_path: Path) -> None:
    """Files edited, removed or added, and a document changed since, each get a line; caches get none."""
    places = places_for(small_document("plans"), tmp_path)
    generate(places)
    (places.output / "types.py").write_text("# edited\n")
    (places.output / "errors.py").unlink()
    (places.output / "mine.py").touch()
    (places.output / "__pycache__").mkdir(exist_ok=True)
    (places.output / "__pycache__" / "types.pyc").touch()
    places_for(
        changed(lambda document: document["info"].update(version="1.0.1"), small_document("plans")), tmp_path
    )

    found = differences(places)

    assert [line.split(":")[0] for line in found] == [
        "generated/package/errors.py is missing",
        "generated/package/mine.py is not generated",
        "generated/package/types.py is stale or was edited by hand",
        "lock.json",
    ]
    assert "the document has changed" in found[-1]


def test_a_forged_lock_is_seen(fresh: Places, tmp_path: Path) -> None:
    """A package that is right with a lock that is not: the lock is told to be stale."""
    assert fresh.lock is not None
    forged = tmp_path / "lock.json"
    forged.write_text(fresh.lock.read_text().replace('"ruff": "', '"ruff": "9.'))

    found = differences(Places(fresh.document, fresh.config, fresh.templates, fresh.output, forged))

    assert found == ["lock.json: tools: ruff is not what it was at the last generation: run make generate"]


def test_without_a_lock_nothing_is_certain(fresh: Places, tmp_path: Path) -> None:
    """A missing lock is an error with what to do, and so is one that is none."""
    lock = tmp_path / "lock.json"
    places = Places(fresh.document, fresh.config, fresh.templates, fresh.output, lock)

    with pytest.raises(Refusal, match=r"lock\.json can't be read, run make generate"):
        differences(places)

    lock.write_text("{}")
    with pytest.raises(Refusal, match="is not a lock"):
        differences(places)
