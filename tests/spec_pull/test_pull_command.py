"""The command as it is run: over a socket, with an exit code, and killed."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from atlas_codegen.document import canonical
from tests.generating import tree
from tests.raw_server import RawServer, answers, says
from tests.spec_pull.trees import add_a_filter, after, planted, published
from tools.places import ROOT


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A tree with the tools themselves, to run the command in."""
    root = planted(tmp_path)
    for name in ("atlas_codegen", "tools"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))

    return root


def command(project: Path, *arguments: str) -> list[str]:
    """Return the command that pulls in *project*, and nowhere else."""
    run = f"import runpy, sys; sys.path[0] = {str(project)!r}; runpy.run_module('tools.spec_pull', run_name='__main__')"
    return [sys.executable, "-B", "-c", run, *arguments]


def test_the_command_pulls_from_an_address(project: Path) -> None:
    """The whole way, over a socket."""
    with RawServer(says(answers(after(add_a_filter)))) as server:
        done = subprocess.run(
            command(project, "--url", f"{server.url}/api/v1/openapi.json"),
            capture_output=True,
            text=True,
            check=False,
        )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "FINE      `ControlPlane.list_tools` now takes `source`"
    assert done.stdout.splitlines()[-1].endswith("are up to date: run make generate")
    assert b'"source"' in (project / "openapi" / "control_plane.json").read_bytes()


def test_the_command_says_in_a_line_what_is_wrong(project: Path) -> None:
    """Without a traceback, and with exit code 1."""
    file = project / "openapi" / "published.json"
    file.write_text(canonical(published()).replace('"3.1.0"', '"2.0"'))
    before = tree(project)

    done = subprocess.run(command(project, "--file", str(file)), capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "what is published is not OpenAPI 3.0 or 3.1, but says openapi: '2.0'\n"
    assert tree(project) == before


KILLS = [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT]


@pytest.mark.parametrize("killed_by", KILLS)
def test_a_pull_killed_in_the_answer_leaves_everything_as_it_was(
    killed_by: signal.Signals, project: Path
) -> None:
    """Half of it has come."""
    before = tree(project)
    begun, over = threading.Event(), threading.Event()

    def half(connection: socket.socket) -> None:
        connection.sendall(answers(after(add_a_filter))[:-500])
        begun.set()
        over.wait(30)

    with RawServer(half) as server:
        running = subprocess.Popen(
            command(project, "--url", server.url), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        assert begun.wait(30)
        running.send_signal(killed_by)
        assert running.wait(30) != 0
        over.set()

    assert tree(project) == before


@pytest.mark.parametrize(
    ("module", "function"),
    [("atlas_codegen/tidy", "def tidy("), ("tools/spec_pull/swap", "def _signals_waiting(")],
)
@pytest.mark.parametrize("killed_by", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_a_pull_killed_at_work_leaves_everything_as_it_was(
    killed_by: signal.Signals, module: str, function: str, project: Path
) -> None:
    """While it generates, and when everything is ready to change its name."""
    source = project / f"{module}.py"
    head, definition, rest = source.read_text().partition(function)
    line, _, body = rest.partition(":\n")
    stop = "    print('here', flush=True)\n    signal.pause()\n"
    source.write_text(
        f"{head}{definition}{line}:\n{stop}{body}".replace("\nimport ", "\nimport signal\nimport ", 1)
    )
    (project / "new.json").write_bytes(after(add_a_filter))
    before = tree(project)

    with subprocess.Popen(
        command(project, "--file", str(project / "new.json")), stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        assert "here\n" in iter(running.stdout.readline, "")
        running.send_signal(killed_by)
        assert running.wait(30) != 0

    now = tree(project)
    if killed_by is signal.SIGKILL:
        now = {name: content for name, content in now.items() if not name.startswith(".spec-pull-")}
    assert now == before
