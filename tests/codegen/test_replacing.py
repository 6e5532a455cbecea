"""What was not generated is never touched; what was is replaced as a whole, or stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from atlas_codegen import __main__ as command
from atlas_codegen import build
from atlas_codegen.refusal import Refusal
from tests.codegen.documents import SHOP, written
from tests.generating import tree


def own_file(output: Path) -> None:
    """Somebody's folder."""
    output.mkdir()
    (output / "thesis.txt").write_text("years of work")


def own_package(output: Path) -> None:
    """Somebody's package."""
    output.mkdir()
    (output / "__init__.py").write_text('"""Mine; edit at will."""\n')


def binary(output: Path) -> None:
    """Something that isn't even text."""
    output.mkdir()
    (output / "__init__.py").write_bytes(b"\xff\xfe")


def a_file(output: Path) -> None:
    """No folder at all."""
    output.write_text("; never edit.")


def a_folder_in_its_place(output: Path) -> None:
    """Where the mark would be is a folder."""
    (output / "__init__.py").mkdir(parents=True)


@pytest.mark.parametrize("somebody", [own_file, own_package, binary, a_file, a_folder_in_its_place])
def test_what_was_not_generated_is_never_touched(somebody: Callable[[Path], None], tmp_path: Path) -> None:
    """It would be gone."""
    somebody(tmp_path / "shop")
    before = tree(tmp_path)

    with pytest.raises(
        Refusal, match=r"shop is there and was not generated: name another folder, or remove it$"
    ):
        command.make(str(written(tmp_path, SHOP)), tmp_path / "shop", "shop")

    (tmp_path / "shop.json").unlink()
    assert tree(tmp_path) == before


def test_what_was_generated_is_replaced_as_a_whole(tmp_path: Path) -> None:
    """What an older document had doesn't stay; an empty folder is as good as none."""
    output = tmp_path / "shop"
    output.mkdir()
    command.make(str(written(tmp_path, SHOP)), output, "shop")
    (output / "api" / "default" / "older.py").write_text("old = True\n")
    first = tree(output)

    command.make(str(written(tmp_path, SHOP)), output, "shop")

    assert {name for name in first if name not in tree(output)} == {"api/default/older.py"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["shop", "shop.json"]


@contextmanager
def broken(
    monkeypatch: pytest.MonkeyPatch, module: Any, name: str, error: BaseException, *, after: bool
) -> Iterator[None]:
    """Let a function of a module fail, before or *after* it has done its work."""
    original = getattr(module, name)

    def fail(*arguments: Any, **named: Any) -> Any:
        if after:
            original(*arguments, **named)
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(module, name, fail)
        yield


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError("disk full")])
@pytest.mark.parametrize(
    ("module", "name", "after"),
    [
        (build, "write_low_level", True),
        (build, "tidy", False),
        (build, "check_complete", True),
        (command, "operations_of", False),
    ],
)
def test_an_interrupted_run_leaves_everything_as_it_was(
    module: Any,
    name: str,
    after: bool,
    error: BaseException,
    there: bool,
    tmp_path: Path,
    monkeypatch: Any,
) -> None:
    """Up to the last moment, when the new package is in its place already."""
    output = tmp_path / "new" / "shop"
    if there:
        output.parent.mkdir()
        output.mkdir()
        (output / "__init__.py").write_text("# Generated; never edit.\n")
    file = written(tmp_path, SHOP)
    before, folders = tree(tmp_path), sorted(tmp_path.rglob("*"))

    with broken(monkeypatch, module, name, error, after=after), pytest.raises(type(error)):
        command.make(str(file), output, "shop")

    assert tree(tmp_path) == before
    assert sorted(tmp_path.rglob("*")) == folders
