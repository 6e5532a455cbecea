"""The pytest plugin, as the tests of somebody else use it."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from textwrap import dedent

import pytest

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[2]

USERS_OWN = """
    import asyncio
    import pytest
    from atlas_resilient import AtlasServerError, ControlPlane
    from atlas_resilient.sandbox import CommitThenHangUp, Sandbox, Status


    def test_sync(atlas_sandbox, atlas):
        atlas_sandbox.fail("create_agent_class", CommitThenHangUp())
        assert atlas.create_agent_class({"name": "support"}).name == "support"
        assert atlas_sandbox.rows("agent_class") == 1


    def test_async(atlas_sandbox, async_atlas):
        async def main():
            atlas_sandbox.fail("create_agent_class", CommitThenHangUp())
            assert (await async_atlas.create_agent_class({"name": "support"})).name == "support"

        asyncio.run(main())
        asyncio.run(async_atlas.health())
        assert atlas_sandbox.rows("agent_class") == 1


    @pytest.mark.anyio
    async def test_async_under_a_plugin(atlas_sandbox, async_atlas):
        await async_atlas.create_agent_class({"name": "support"})
        assert atlas_sandbox.rows("agent_class") == 1
"""


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A project of somebody else, with this checkout on its path."""
    monkeypatch.setenv("PYTHONPATH", f"{ROOT}:{ROOT / 'generated'}")
    return pytester


def run(project: pytest.Pytester, *options: str) -> pytest.RunResult:
    """Run the project's tests; whatever warns is an error there."""
    return project.runpytest_subprocess("-p", "pytest_atlas", "-W", "error", *options)


def test_a_users_own_tests(project: pytest.Pytester) -> None:
    """In both worlds, without and with a plugin that runs coroutines, and no warning is left behind."""
    project.makeconftest("import pytest\n\n@pytest.fixture\ndef anyio_backend():\n    return 'asyncio'\n")
    project.makepyfile(USERS_OWN)

    run(project).assert_outcomes(passed=3)


def test_the_readmes_examples_run(project: pytest.Pytester) -> None:
    """As they stand there."""
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    examples = "\n".join(block for block in blocks if "def test_" in block)
    project.makepyfile(examples)

    run(project).assert_outcomes(passed=examples.count("def test_"))


def test_every_test_begins_with_nothing(project: pytest.Pytester) -> None:
    """Rows, faults, the record and work in progress of one test are gone in the next, on the same server."""
    project.makepyfile(
        """
        import threading
        import pytest
        from atlas_resilient import AtlasError, RetryPolicy
        from atlas_resilient.sandbox import Delay, HangUp

        urls = set()


        @pytest.mark.parametrize("number", range(3))
        def test_alone(atlas_sandbox, atlas, number):
            urls.add(atlas_sandbox.url)
            assert (atlas_sandbox.requests, atlas_sandbox.faults()) == ([], [])
            assert atlas_sandbox.rows("agent_class") == 0
            atlas.create_agent_class({"name": "support"})
            atlas_sandbox.fail("create_agent_class", Delay(3600))
            with pytest.raises(AtlasError):
                atlas.with_options(deadline=0.05).create_agent_class({"name": "late"})
            atlas_sandbox.fail("*", HangUp(), times=None)


        def test_one_server():
            assert len(urls) == 1
        """
    )

    run(project).assert_outcomes(passed=4)


def test_the_environment_is_left_out(project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a proxy, nor an address, nor a token that is a real one somewhere."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("ATLAS_BASE_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("ATLAS_TOKEN", "real")
    project.makepyfile(
        """
        import asyncio
        import os

        def test_sync(atlas_sandbox, atlas):
            assert atlas.health().status == "healthy"
            assert "no_proxy" not in os.environ
            assert "real" not in repr(vars(atlas))

        def test_async(async_atlas):
            assert asyncio.run(async_atlas.health()).status == "healthy"
            assert "real" not in repr(vars(async_atlas))
        """
    )

    run(project).assert_outcomes(passed=2)


def test_without_the_extra_only_the_fixtures_fail(project: pytest.Pytester) -> None:
    """A test that wants none is not bothered; the others are told what to install, in one line."""
    project.makeconftest("import sys\nsys.modules['fastapi'] = None\n")
    project.makepyfile("def test_other(): ...\n\n\ndef test_ours(atlas): ...\n")

    result = run(project)

    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(
        ['atlas_sandbox: the sandbox needs fastapi: pip install "atlas-resilient[[]sandbox]"']
    )
    result.stdout.no_fnmatch_line("*Traceback*")


def test_the_fixtures_are_told(project: pytest.Pytester) -> None:
    """`pytest --fixtures` has a line on each."""
    told = run(project, "--fixtures").stdout.str()

    ours = told.partition("fixtures defined from pytest_atlas")[2].partition("fixtures defined from")[0]
    assert re.findall(r"^(\w+) -- ", ours, re.MULTILINE) == ["atlas_sandbox", "atlas", "async_atlas"]
    assert "no docstring" not in ours


def test_pytest_starts_without_us() -> None:
    """Importing the plugin imports nothing that pytest hasn't."""
    code = """
        import asyncio, sys, pytest
        before = set(sys.modules)
        import pytest_atlas
        print(set(sys.modules) - before)
    """

    done = subprocess.run(
        [sys.executable, "-c", dedent(code)], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout == "{'pytest_atlas'}\n"


def test_the_plugin_is_an_entry_point() -> None:
    """Under the name of its module, so that naming it with `-p` as well doesn't load it twice."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    assert project["entry-points"]["pytest11"] == {"pytest_atlas": "pytest_atlas"}
