"""
How many creates and reads a second a sandbox answers to one client process, on a SQLite file.

    make bench

The sandbox is a process of its own.  The client only writes bytes prepared beforehand and reads to the end of what
comes back, on a few kept connections: with `http.client` in threads it was the client that was measured.  Both share
the machine, so rates are an order of magnitude; the CPU time of the server is what to compare.
"""

from __future__ import annotations

import json
import os
import platform
import re
import selectors
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

CONNECTIONS, CALLS, ROUNDS = 8, 2000, 5

_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


def create(name: str) -> bytes:
    """Return the request that creates an agent class of that name."""
    body = json.dumps({"name": name}).encode()
    head = "POST /api/v1/agent-classes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    return head.encode() + b"Content-Length: %d\r\n\r\n" % len(body) + body


def create_with_key(name: str) -> bytes:
    """Return the same request as the clients send it, with an idempotency key."""
    return create(name).replace(b"Content-Type", f"Idempotency-Key: {name}\r\nContent-Type".encode(), 1)


def read(_: str) -> bytes:
    """Return the request that lists the first agent class."""
    return b"GET /api/v1/agent-classes?limit=1 HTTP/1.1\r\nHost: localhost\r\n\r\n"


KINDS: dict[str, tuple[Callable[[str], bytes], int]] = {
    "create": (create, 201),
    "create with key": (create_with_key, 201),
    "read": (read, 200),
}


def seconds(port: int, requests: list[bytes], status: int) -> float:
    """Return how long it took until all *requests* were answered with *status*."""
    waiting: Iterator[bytes] = iter(requests)
    with selectors.DefaultSelector() as ready:
        began = perf_counter()
        for _ in range(CONNECTIONS):
            connection = socket.create_connection(("127.0.0.1", port), timeout=30)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.sendall(next(waiting))
            ready.register(connection, selectors.EVENT_READ, connection)
        while ready.get_map():
            for key, _ in ready.select():
                connection = key.data
                take_answer(connection, status)
                if (request := next(waiting, None)) is not None:
                    connection.sendall(request)
                else:
                    ready.unregister(connection)
                    connection.close()
        return perf_counter() - began


def take_answer(connection: socket.socket, status: int) -> None:
    """Read one answer to its end, and see that it has *status*."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += _more(connection)
    head, _, body = received.partition(b"\r\n\r\n")
    length = _LENGTH.search(head)
    if not head.startswith(b"HTTP/1.1 %d " % status) or length is None:
        raise RuntimeError(f"not answered {status} but {received!r}")
    while len(body) < int(length[1]):
        body += _more(connection)


def cpu_of(process: int) -> float:
    """Return the seconds of CPU time that *process* has used, or nan where there is no /proc."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return float("nan")
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Print the medians of a few interleaved rounds."""
    python, cores = platform.python_version(), os.cpu_count()
    print(f"Python {python}, SQLite {sqlite3.sqlite_version}, {cores} cores, {CONNECTIONS} connections")
    rates: dict[str, list[float]] = {kind: [] for kind in KINDS}
    cpu: dict[str, list[float]] = {kind: [] for kind in KINDS}
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "atlas_resilient.sandbox", "--port", "0"]
        command += ["--db", f"sqlite:///{Path(folder) / 'bench.db'}"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as sandbox:
            try:
                assert sandbox.stdout is not None
                port = int(sandbox.stdout.readline().rsplit(":", 1)[1])
                for number in range(ROUNDS):
                    for kind, (request, status) in KINDS.items():
                        requests = [request(f"{kind[-3:]}-{number}-{each}") for each in range(CALLS)]
                        before = cpu_of(sandbox.pid)
                        rates[kind].append(CALLS / seconds(port, requests, status))
                        cpu[kind].append((cpu_of(sandbox.pid) - before) * 1000 / CALLS)
            finally:
                sandbox.terminate()

    for kind, measured in rates.items():
        each = ", ".join(f"{rate:.0f}" for rate in measured)
        print(
            f"{kind}: {statistics.median(measured):.0f} a second (of {each}), "
            f"{statistics.median(cpu[kind]):.2f} ms of server CPU each"
        )


def _more(connection: socket.socket) -> bytes:
    if not (data := connection.recv(65536)):
        raise RuntimeError("the sandbox hung up")
    return data


if __name__ == "__main__":
    main()
