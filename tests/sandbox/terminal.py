"""
The sandbox as a process of its own: started, read and ended as in a terminal.
"""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import httpx

PATH = "/api/v1/agent-classes"
COMMAND = [sys.executable, "-m", "atlas_resilient.sandbox"]


class Running:
    """
    A sandbox in a process of its own, as far as its first lines.
    """

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        self.process = process
        self.lines = [process.stdout.readline()]
        while self.lines[-1] not in {"Ctrl-C stops it.\n", ""}:
            self.lines.append(process.stdout.readline())
        self.url = re.findall(r"http://127\.0\.0\.1:\d+", self.lines[0])[0]

    def end(self, number: int) -> tuple[int, str, str]:
        """
        Send the signal and return exit code, further output and errors.
        """
        self.process.send_signal(number)
        output, errors = self.process.communicate(timeout=60)
        return self.process.returncode, output, errors


@contextmanager
def running(*arguments: str) -> Iterator[Running]:
    """
    Start a sandbox on a free port; kill it if it is still there at the end.
    """
    command = [*COMMAND, "--port", "0", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield Running(process)
        finally:
            process.kill()


def create_until_it_dies(url: str, prefix: str) -> list[str]:
    """
    Create one class after another and return the names of those that were acknowledged.
    """
    acknowledged = []
    with httpx.Client(base_url=url, trust_env=False) as http, suppress(httpx.TransportError):
        for number in itertools.count():
            answer = http.post(PATH, json={"name": f"{prefix}{number}"})
            assert answer.status_code == 201
            acknowledged.append(answer.json()["name"])
    return acknowledged


def refused(*arguments: str) -> str:
    """
    Return the one line with which a sandbox that cannot start ends.
    """
    done = subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2, done
    assert done.stdout == ""
    [line] = done.stderr.splitlines()
    return line
