"""Imports point one way, and each thing that must have one place has one."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import atlas_resilient

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "atlas_resilient"
PLUGIN = ROOT / "pytest_atlas" / "__init__.py"
GENERATED = ROOT / "generated" / "atlas_control_plane"

# From the top to the ground; a module imports only from lines below its own.
LAYERS = [
    ["__init__"],
    ["client", "low_level", "testing"],
    ["base_client"],
    ["_flows"],
    ["_credentials", "get_or_create", "paging", "retry", "rollback", "safe_get", "waiters"],
    ["_drivers", "_flights"],
    ["_scripted", "_wire"],
    ["_outcomes"],
    ["_failures"],
    ["_answers", "_requests"],
    ["_bodies", "_shapes", "_tracing", "_transport", "_uncut"],
    ["_guard"],
    ["breaker"],
    ["budget", "hooks", "policy"],
    ["errors", "_backoff", "_shared"],
    ["_steps"],
    ["_deadline", "_generated"],
    ["_timing"],
]
HEIGHT = {module: -row for row, modules in enumerate(LAYERS) for module in modules}


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Yield the modules that a file imports, and whether that happens only for type checkers."""
    tree = ast.parse(path.read_text())
    typing_only = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.dump(block.test)
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, id(node) in typing_only) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            names = [alias.name for alias in node.names] if base == "." else [""]
            yield from ((f"{base}{name}" if base == "." else base, id(node) in typing_only) for name in names)


def modules() -> list[Path]:
    """Return the handwritten modules of the client side."""
    return sorted(PACKAGE.glob("*.py"))


def test_every_module_has_its_layer() -> None:
    """A new module has to be given a place in the order above."""
    assert sorted(path.stem for path in modules()) == sorted(HEIGHT)


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.stem)
def test_imports_point_down(path: Path) -> None:
    """Client side modules import only from below."""
    for name, typing_only in imports(path):
        if name.startswith(".") and not typing_only:
            assert HEIGHT[name.strip(".").split(".")[0]] < HEIGHT[path.stem], f"{path.name} imports {name}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.stem)
def test_the_client_side_knows_no_sandbox(path: Path) -> None:
    """A mistake shared by both sides would cancel out."""
    assert not [name for name, _ in imports(path) if "sandbox" in name]


@pytest.mark.parametrize("path", sorted((PACKAGE / "sandbox").glob("*.py")), ids=lambda path: path.stem)
def test_the_sandbox_knows_no_client_side(path: Path) -> None:
    """The sandbox is right or wrong on its own."""
    for name, _ in imports(path):
        assert not name.startswith(("..", "atlas_control_plane")), f"{path.name} imports {name}"
        assert not name.startswith("atlas_resilient") or name.startswith("atlas_resilient.sandbox")


@pytest.mark.parametrize("path", sorted(GENERATED.rglob("*.py")), ids=lambda path: path.stem)
def test_generated_code_knows_nobody(path: Path) -> None:
    """Generated code can be used without us."""
    assert not [name for name, _ in imports(path) if name.startswith("atlas_resilient")]


@pytest.mark.parametrize("path", sorted((ROOT / "atlas_codegen").glob("*.py")), ids=lambda path: path.stem)
def test_the_generator_knows_nothing_generated(path: Path) -> None:
    """It has to run when what it makes is missing or broken, and so has what the Makefile calls."""
    for name, _ in imports(path):
        assert not name.startswith(("atlas_resilient", "atlas_control_plane", "tools"))


def test_the_plugin_imports_late_and_nobody_imports_the_plugin() -> None:
    """It stands above both sides, and is imported at every start of pytest: only its fixtures may cost time."""
    at_import = [
        node for node in ast.parse(PLUGIN.read_text()).body if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    names = {alias.name for node in at_import if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in at_import if isinstance(node, ast.ImportFrom)}
    others = [*PACKAGE.rglob("*.py"), *GENERATED.rglob("*.py")]

    assert {name.partition(".")[0] for name in names} <= {*sys.stdlib_module_names, "pytest"}
    assert not [path for path in others for name, _ in imports(path) if name.startswith("pytest_atlas")]


def names_of(path: Path) -> set[str]:
    """Return every dotted name that a file uses."""
    return {
        ast.unparse(node) for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Attribute)
    }


@pytest.mark.parametrize(
    "path", [p for p in modules() if p.stem not in ("_wire", "_failures", "_transport")], ids=lambda p: p.stem
)
def test_only_the_wire_names_httpx_exceptions(path: Path) -> None:
    """Foreign exceptions are turned into ours in one place."""
    import httpx

    exceptions = {
        f"httpx.{name}"
        for name, value in vars(httpx).items()
        if isinstance(value, type) and issubclass(value, Exception)
    }

    assert not names_of(path) & exceptions


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.stem)
def test_nothing_names_private_parts_of_a_generated_package(path: Path) -> None:
    """What the generator may rename is named by what is generated only."""
    assert not {"_get_kwargs", "_parse_response"} & set(re.findall(r"\w+", path.read_text()))


@pytest.mark.parametrize(
    "path", [p for p in modules() if p.stem not in ("_scripted", "client", "low_level")], ids=lambda p: p.stem
)
def test_the_core_knows_no_service(path: Path) -> None:
    """What is generated for another service is as good as the Control Plane's."""
    assert not [name for name, _ in imports(path) if name.startswith("atlas_control_plane")]


@pytest.mark.parametrize(
    "path", [p for p in modules() if p.stem not in ("_drivers", "_timing")], ids=lambda p: p.stem
)
def test_only_drivers_sleep(path: Path) -> None:
    """A pause anywhere else would block one of the two worlds."""
    sleeps = {"time.sleep", "asyncio.sleep"} - ({"asyncio.sleep"} if path.stem == "testing" else set())

    assert not names_of(path) & sleeps


def test_public_names_are_sorted_and_real() -> None:
    """`__all__` is what the package has, in order."""
    assert atlas_resilient.__all__ == sorted(atlas_resilient.__all__)
    assert all(hasattr(atlas_resilient, name) for name in atlas_resilient.__all__)


@pytest.mark.parametrize("name", atlas_resilient.__all__)
def test_everything_public_is_documented(name: str) -> None:
    """Whoever asks `help()` gets an answer."""
    assert (getattr(atlas_resilient, name).__doc__ or "").strip()
