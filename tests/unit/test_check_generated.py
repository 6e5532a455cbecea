"""`make check-generated` sees what else goes into a package: templates, settings, tools, files in odd places."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from attrs import evolve

from atlas_codegen import pins
from atlas_codegen.low_level import overridden
from atlas_codegen.refusal import Refusal
from tests.generating import places_for, small_document
from tools import lock
from tools.check_generated import differences
from tools.generate import generate
from tools.places import Places, places_under

AGAIN = "run make generate"


def below(folder: Path) -> Places:
    """Return the places of a small document below *folder*, templates and settings too."""
    found = places_for(small_document("plans"), folder)
    return evolve(found, templates=folder / "templates", config=folder / "config.yaml")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small package, just generated; not to be changed."""
    folder, project = tmp_path_factory.mktemp("fresh"), places_under()
    shutil.copytree(project.templates, folder / "templates")
    shutil.copy(project.config, folder)
    generate(below(folder))
    return folder


@pytest.fixture
def places(fresh: Path, tmp_path: Path) -> Places:
    """A copy of it, to be changed."""
    shutil.copytree(fresh, tmp_path, dirs_exist_ok=True)
    return below(tmp_path)


def test_a_template_that_makes_another_package_is_seen(places: Places) -> None:
    """The files that it would make otherwise, and the template itself."""
    template = places.templates / "surface" / "shapes.py.jinja"
    template.write_text(template.read_text() + "\nMORE = 1\n")

    assert differences(places) == [
        f"generated/package/shapes.py is stale or was edited by hand: change openapi/ instead, then {AGAIN}",
        f"lock.json: templates: surface/shapes.py.jinja is not what it was at the last generation: {AGAIN}",
        f"lock.json: generated: shapes.py is not what it was at the last generation: {AGAIN}",
    ]


def test_a_template_that_makes_the_same_package_is_seen(places: Places) -> None:
    """Nobody can know that the bytes are the same but who generates."""
    template = places.templates / "surface" / "shapes.py.jinja"
    template.write_text("{# a remark #}\n" + template.read_text())

    assert differences(places) == [
        f"lock.json: templates: surface/shapes.py.jinja is not what it was at the last generation: {AGAIN}"
    ]


def test_an_original_that_has_changed_is_told(
    places: Places, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another generator may have mended what ours overrides: somebody has to look, now or while generating."""
    found = overridden(places.templates)
    other = tmp_path / "other.jinja"
    other.write_text(found["client.py.jinja"].read_text() + "\n")
    monkeypatch.setattr(lock, "overridden", lambda _: {**found, "client.py.jinja": other})
    told = (
        "the generator's own client.py.jinja has changed: compare it with openapi/templates/client.py.jinja"
    )

    assert differences(places) == [f"lock.json: {told}, then {AGAIN}"]
    generate(places)
    assert capsys.readouterr().err == f"{told}\n"
    assert differences(places) == []


def test_a_setting_that_has_changed_is_seen(places: Places) -> None:
    """Also where it makes no difference."""
    places.config.write_text(places.config.read_text() + "http_timeout: 7\n")

    assert differences(places) == [
        f"lock.json: openapi/config.yaml has changed since the last generation: {AGAIN}"
    ]


@pytest.mark.parametrize("name", ["models/mine.py", "api/plans/.hidden", "deep/er/still.txt"])
def test_a_file_that_nobody_generates_is_seen(name: str, places: Places) -> None:
    """Wherever it is, whatever git would ignore."""
    stray = places.output / name
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.touch()

    assert differences(places) == [
        f"generated/package/{name} is not generated: move it elsewhere, or {AGAIN}, which removes it"
    ]


def test_a_blank_is_an_edit(places: Places) -> None:
    """Bytes count, not what Python makes of them."""
    module = places.output / "py.typed"
    module.write_text("\n")

    assert [line.split(" is ")[0] for line in differences(places)] == ["generated/package/py.typed"]


def test_with_another_tool_nothing_is_compared(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would write other bytes, and every file would seem to be edited."""
    monkeypatch.setitem(pins.PINS, "ruff", "0.0.1")

    with pytest.raises(Refusal, match=r"ruff has to be 0\.0\.1"):
        differences(places)
