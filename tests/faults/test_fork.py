"""A process that forks with open connections: parent and child read their own answers."""

from __future__ import annotations

import subprocess
import sys

from atlas_resilient.sandbox import Sandbox

FORKS = """
import os, sys
from atlas_resilient import ControlPlane

atlas = ControlPlane(sys.argv[1])
atlas.health()
mine = "parent"
children = []
for number in range(4):
    child = os.fork()
    if child == 0:
        mine, children = f"child {number}", []
        break
    children.append(child)

body = {"name": mine}
created = [atlas.get_or_create_agent_class(body)[0] for _ in range(25)]
right = all(atlas.get_agent_class(one.id).name == mine for one in created)
ended = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
os._exit(0 if right and not any(ended) else 1)
"""


def test_forked_processes_share_no_connection(box: Sandbox) -> None:
    """Four children and their parent on one warm client: every answer is its own."""
    done = subprocess.run(
        [sys.executable, "-c", FORKS, box.url], capture_output=True, text=True, timeout=60, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert box.rows("agent_class") == 5
