"""
How many creates and reads a second a sandbox answers to one client process, on a SQLite file.

    make bench

The sandbox is a process of its own.  The client is as thin as the standard library has it, so that what is measured is
the sandbox: threads with a kept connection each.  Figures of a shared machine: read them as an order of magnitude.
"""

from __future__ import annotations

import http.client
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

THREADS, CALLS, ROUNDS = 8, 250, 3

Call = Callable[[http.client.HTTPConnection, str], None]


def create(connection: http.client.HTTPConnection, name: str) -> None:
    """Create an agent class of that name."""
    body = json.dumps({"name": name})
    connection.request("POST", "/api/v1/agent-classes", body, {"Content-Type": "application/json"})
    response = connection.getresponse()
    response.read()
    if response.status != 201:
        raise RuntimeError(f"a create was answered {response.status}")


def read(connection: http.client.HTTPConnection, name: str) -> None:
    """Read the first agent class of the list."""
    connection.request("GET", "/api/v1/agent-classes?limit=1")
    response = connection.getresponse()
    response.read()
    if response.status != 200:
        raise RuntimeError(f"a read was answered {response.status}")


def per_second(port: int, call: Call, label: str) -> float:
    """Return how many calls a second all threads together got answered."""
    failures: list[BaseException] = []

    def work(thread: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        try:
            for number in range(CALLS):
                call(connection, f"{label}-{thread}-{number}")
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(thread,)) for thread in range(THREADS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]

    return THREADS * CALLS / (time.perf_counter() - began)


def main() -> None:
    """Print the medians of a few interleaved rounds."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "atlas_resilient.sandbox", "--port", "0"]
        command += ["--db", f"sqlite:///{Path(folder) / 'bench.db'}"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as sandbox:
            try:
                assert sandbox.stdout is not None
                port = int(sandbox.stdout.readline().rsplit(":", 1)[1])
                figures: dict[str, list[float]] = {"creates": [], "reads": []}
                for number in range(ROUNDS):
                    figures["creates"].append(per_second(port, create, str(number)))
                    figures["reads"].append(per_second(port, read, str(number)))
            finally:
                sandbox.terminate()

    for name, rates in figures.items():
        print(
            f"{name}: {statistics.median(rates):.0f} a second (of {', '.join(f'{rate:.0f}' for rate in rates)})"
        )


if __name__ == "__main__":
    main()
