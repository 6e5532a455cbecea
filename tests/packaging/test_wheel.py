"""The wheel, as a stranger gets it: an environment with nothing else in it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from atlas_resilient.sandbox import Sandbox

ROOT = Path(__file__).parents[2]

TEN_LINES_SYNC = """
import sys
from atlas_resilient import ControlPlane
from atlas_control_plane.models import AgentClassCreate

with ControlPlane(sys.argv[1]) as atlas:
    support, created = atlas.get_or_create_agent_class(AgentClassCreate(name="support"))
    again, created_again = atlas.get_or_create_agent_class({"name": "support"})
    assert (created, created_again) == (True, False) and again.id == support.id
    print("sync", [agent_class.name for agent_class in atlas.iter_agent_classes()])
"""

TEN_LINES_ASYNC = """
import asyncio, sys
from atlas_resilient import AsyncControlPlane
from atlas_control_plane.models import AgentClassCreate

async def main() -> None:
    async with AsyncControlPlane(sys.argv[1]) as atlas:
        sales, created = await atlas.get_or_create_agent_class(AgentClassCreate(name="sales"))
        assert created and await atlas.safe_get_agent_class(sales.id) == sales
        print("async", [agent_class.name async for agent_class in atlas.iter_agent_classes()])

asyncio.run(main())
"""


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    """Run a command without this project on its path, and return what it printed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout."""
    target = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", target)
    (built,) = target.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def empty_python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment with the wheel and its three dependencies."""
    home = tmp_path_factory.mktemp("empty")
    run(sys.executable, "-m", "venv", home)
    python = home / "bin" / "python"
    run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel)
    return python


def test_the_wheel_holds_its_typed_packages_and_nothing_else(wheel: Path) -> None:
    """All are marked as typed; tests, tools and the like stay at home."""
    names = zipfile.ZipFile(wheel).namelist()

    assert {"atlas_resilient/py.typed", "atlas_control_plane/py.typed", "pytest_atlas/py.typed"} <= set(names)
    assert {
        "atlas_codegen/templates/surface/clients.py.jinja",
        "atlas_resilient/sandbox/control_plane.json",
    } <= set(names)
    tops = {name.split("/")[0] for name in names if ".dist-info" not in name}
    assert tops == {"atlas_codegen", "atlas_resilient", "atlas_control_plane", "pytest_atlas"}


@pytest.mark.parametrize("lines", [TEN_LINES_SYNC, TEN_LINES_ASYNC], ids=["sync", "async"])
def test_ten_lines_run_from_the_wheel(empty_python: Path, tmp_path: Path, lines: str) -> None:
    """The README's lines work with nothing but the wheel installed."""
    script = tmp_path / "lines.py"
    script.write_text(lines)
    with Sandbox() as box:
        printed = run(empty_python, script, box.url, cwd=tmp_path)

    assert "['" in printed


def test_the_sandbox_says_what_to_install(empty_python: Path, tmp_path: Path) -> None:
    """Without its extra, the sandbox names it instead of a missing module."""
    code = "try:\n import atlas_resilient.sandbox\nexcept ImportError as error:\n print(error)"

    assert "atlas-resilient[sandbox]" in run(empty_python, "-c", code, cwd=tmp_path)


def test_generating_says_what_to_install(empty_python: Path, tmp_path: Path) -> None:
    """Without its extra, the generator names it instead of a missing module."""
    code = "try:\n import atlas_codegen\nexcept ImportError as error:\n print(error)"

    assert "atlas-resilient[codegen]" in run(empty_python, "-c", code, cwd=tmp_path)


SHOP_TEST = """
from shop.clients import ShopClient
from shop.operations import SERVICE
from atlas_resilient.testing import ScriptedServer, answer, problem, virtual_time

with ScriptedServer(problem(503), answer(200, [{"id": 7, "name": "tea"}]), service=SERVICE) as server, virtual_time():
    print([item.name for item in ShopClient("http://shop.test", transport=server.transport).list_items()])
"""
SHOP = """
openapi: 3.0.3
info: {title: Shop, version: '1'}
paths:
  /items:
    get:
      operationId: listItems
      responses:
        200:
          description: All.
          content:
            application/json:
              schema: {type: array, items: {$ref: '#/components/schemas/Item'}}
components:
  schemas:
    Item: {type: object, required: [id, name], properties: {id: {type: integer}, name: {type: string}}}
"""


def test_another_service_gets_its_client_from_the_wheel(wheel: Path, tmp_path: Path) -> None:
    """A scratch project with the wheel and its extra generates, and calls what it has generated."""
    run(sys.executable, "-m", "venv", tmp_path / "scratch")
    python = tmp_path / "scratch" / "bin" / "python"
    install = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", f"{wheel}[codegen]")
    run(python, *install)
    (tmp_path / "shop.yaml").write_text(SHOP)
    (tmp_path / "shop_test.py").write_text(SHOP_TEST)

    done = run(python, "-m", "atlas_codegen", "shop.yaml", "--output", "shop", cwd=tmp_path)

    assert done == "generated 1 operation: from shop.clients import ShopClient, AsyncShopClient\n"
    assert run(python, "shop_test.py", cwd=tmp_path) == "['tea']\n"


USERS_TEST = """
import asyncio
from atlas_resilient.sandbox import CommitThenHangUp

def test_sync(atlas_sandbox, atlas):
    atlas_sandbox.fail("create_agent_class", CommitThenHangUp())
    atlas.create_agent_class({"name": "support"})
    assert atlas_sandbox.rows("agent_class") == 1

def test_async(atlas_sandbox, async_atlas):
    assert asyncio.run(async_atlas.list_agent_classes()) == []
"""


def test_the_fixtures_are_there_once_the_wheel_is(wheel: Path, tmp_path: Path) -> None:
    """A scratch project with the wheel, its extra and pytest: nothing to import, nothing to name."""
    run(sys.executable, "-m", "venv", tmp_path / "scratch")
    python = tmp_path / "scratch" / "bin" / "python"
    run(
        python,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        f"{wheel}[sandbox]",
        "pytest",
    )
    (tmp_path / "test_ours.py").write_text(USERS_TEST)

    assert "2 passed" in run(python, "-m", "pytest", "-W", "error", "test_ours.py", cwd=tmp_path)
