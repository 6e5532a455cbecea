"""A TCP proxy between a client and a server, that breaks connections: before, after, and in the middle of an answer."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from tests.raw_server import resets, whole_request

#: What is done with one connection: gets the client's socket, and a function that opens one to the server.
Fault = Callable[[socket.socket, Callable[[], socket.socket]], None]


def passes(client: socket.socket, connect: Callable[[], socket.socket]) -> None:
    """Carry everything both ways until one side closes."""
    with connect() as server:
        back = threading.Thread(target=_carry, args=(server, client), daemon=True)
        back.start()
        _carry(client, server)
        back.join()


def stays_silent(client: socket.socket, connect: Callable[[], socket.socket]) -> None:
    """Take the connection and never read from it; until the client goes."""
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
    while client.fileno() >= 0 and _is_open(client):
        time.sleep(0.01)


def before(end: Callable[[socket.socket], None]) -> Fault:
    """Read a request, and end the connection without passing it on."""

    def fault(client: socket.socket, connect: Callable[[], socket.socket]) -> None:
        whole_request(client)
        end(client)

    return fault


def after(end: Callable[[socket.socket], None], *, keep: float = 0.0, every: float = 0.0) -> Fault:
    """
    Pass a request on and read the whole answer; give the client that share of it, then end the connection.

    Args:
        keep: the share of the answer's bytes that the client gets.
        every: seconds between two bytes of it; 0.0 for all at once.
    """

    def fault(client: socket.socket, connect: Callable[[], socket.socket]) -> None:
        request = whole_request(client)
        if request is None:
            return

        with connect() as server:
            server.sendall(request)
            answer = _whole_answer(server)

        part = answer[: int(len(answer) * keep)]
        for start in range(0, len(part), 1 if every else len(part) or 1):
            client.sendall(part[start : start + (1 if every else len(part))])
            if every:
                time.sleep(every)
        end(client)

    return fault


def waits(client: socket.socket) -> None:
    """Keep the connection, silent, until the client goes."""
    while _is_open(client):
        time.sleep(0.01)


class FaultProxy:
    """
    Gives each connection the next fault; once there are none left, the last one stays.

    Attributes:
        connections: how many were taken.
    """

    def __init__(self, upstream: str, *faults: Fault) -> None:
        parts = urlsplit(upstream)
        self._upstream = (parts.hostname or "", parts.port or 80)
        self._faults = list(faults) or [passes]
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._open: set[socket.socket] = set()
        self.connections = 0

    @property
    def url(self) -> str:
        """Where it listens, as an address."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> FaultProxy:
        self._threads[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in list(self._open):
            connection.close()
        for thread in self._threads:
            thread.join(timeout=10)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return

            self.connections += 1
            fault = self._faults.pop(0) if len(self._faults) > 1 else self._faults[0]
            thread = threading.Thread(target=self._serve, args=(client, fault), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, client: socket.socket, fault: Fault) -> None:
        self._open.add(client)
        try:
            with client, contextlib.suppress(OSError):
                fault(client, lambda: socket.create_connection(self._upstream))
        finally:
            self._open.discard(client)


def closes(client: socket.socket) -> None:
    """End with a FIN."""
    client.shutdown(socket.SHUT_RDWR)


__all__ = ["FaultProxy", "after", "before", "closes", "passes", "resets", "stays_silent", "waits"]


def _carry(source: socket.socket, target: socket.socket) -> None:
    try:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
    finally:
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


def _is_open(client: socket.socket) -> bool:
    """Whether the other side is still there; what it sends stays unread."""
    client.setblocking(False)
    try:
        return client.recv(1, socket.MSG_PEEK) != b""
    except BlockingIOError:
        return True
    except OSError:
        return False


def _whole_answer(server: socket.socket) -> bytes:
    """Read one answer with a Content-Length."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += server.recv(65536)

    head, _, body = data.partition(b"\r\n\r\n")
    told = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    length = int(told[0].partition(b":")[2]) if told else 0
    while len(body) < length:
        body += server.recv(65536)

    return head + b"\r\n\r\n" + body
