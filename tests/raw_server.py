"""A server that answers with bytes of our choosing, for what no proper server does."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable

#: What is done with one connection's request: gets the connection after a whole request has been read.
Behaviour = Callable[[socket.socket], None]


def says(*parts: bytes) -> Behaviour:
    """Send these bytes, then close."""
    return lambda connection: connection.sendall(b"".join(parts))


def closes(connection: socket.socket) -> None:
    """Close without a word."""


def resets(connection: socket.socket) -> None:
    """Close with a reset."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")


def answers(body: bytes, *, status: str = "200 OK", length: int | None = None) -> bytes:
    """Return a whole HTTP answer of JSON, its length told as *length* where that is to be wrong."""
    size = len(body) if length is None else length
    return (
        b"HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
        % (status.encode(), size)
        + body
    )


class RawServer:
    """
    Takes connections one after the other and gives each the next behaviour; the last one stays.

    Attributes:
        requests: how many whole requests were read.
        finished: set when a behaviour has ended, by itself or because the client had gone.
    """

    def __init__(self, *behaviours: Behaviour) -> None:
        self._behaviours = list(behaviours)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self.requests = 0
        self.finished = threading.Event()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._socket.getsockname()[1])

    @property
    def url(self) -> str:
        """Where it listens, as an address."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> RawServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(timeout=10)

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return

            with connection, contextlib.suppress(OSError):
                if whole_request(connection) is None:
                    connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
                else:
                    self.requests += 1
                    behave = self._behaviours.pop(0) if len(self._behaviours) > 1 else self._behaviours[0]
                    behave(connection)
            self.finished.set()


def whole_request(connection: socket.socket) -> bytes | None:
    """Read and return one request; None if the client went away, or speaks something else."""
    connection.settimeout(10)
    data = b""
    while b"\r\n\r\n" not in data:
        chunk = connection.recv(65536)
        if not chunk or not data + chunk > b"\x20":
            return None
        data += chunk

    head, _, body = data.partition(b"\r\n\r\n")
    length = next(
        (
            int(v)
            for k, _, v in (line.partition(b":") for line in head.split(b"\r\n"))
            if k.lower() == b"content-length"
        ),
        0,
    )
    while len(body) < length:
        chunk = connection.recv(65536)
        if not chunk:
            return None
        body += chunk

    return head + b"\r\n\r\n" + body
