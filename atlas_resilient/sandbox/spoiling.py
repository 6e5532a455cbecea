"""
An answer that is kept back, and the bytes of it that a fault lets out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from email.utils import formatdate
from http import HTTPStatus

from starlette.types import Message

from .answers import Answer, success
from .faults import CutBody, DripBody, DripHeaders, WrongLength

Spoiled = DripHeaders | DripBody | CutBody | WrongLength


class KeptBack:
    """
    An answer as the application sent it: `send` takes it, piece by piece.
    """

    def __init__(self) -> None:
        self.messages: list[Message] = []

    async def send(self, message: Message) -> None:
        """Keep *message*."""
        self.messages.append(message)

    @property
    def status(self) -> int:
        """The status of the answer."""
        status: int = self.messages[0]["status"]
        return status

    @property
    def body(self) -> bytes:
        """The whole body."""
        return b"".join(message.get("body", b"") for message in self.messages[1:])

    def head(self, length: int | None = None) -> bytes:
        """Return status line and headers, with *length* for the true one if it is given."""
        lines = [b"HTTP/1.1 %d %s" % (self.status, _phrase(self.status).encode())]
        for name, value in self.messages[0]["headers"]:
            told = b"%d" % length if length is not None and name.lower() == b"content-length" else value
            lines.append(name + b": " + told)
        date = b"date: " + formatdate(usegmt=True).encode()
        return b"\r\n".join([*lines, date, b"connection: close", b"", b""])


def spoil(fault: Spoiled, kept: KeptBack) -> Iterator[bytes]:
    """
    Yield the pieces in which *fault* sends *kept*, to be sent with its pauses.
    """
    body = kept.body
    match fault:
        case DripHeaders(size=size):
            yield from _pieces(kept.head(), size)
            yield body
        case DripBody(size=size):
            yield kept.head()
            yield from _pieces(body, size)
        case CutBody() if not body:
            yield kept.head()[:-4]
        case CutBody(keep=keep):
            keep = len(body) // 2 if keep is None else keep
            yield kept.head() + body[: min(keep, len(body) - 1)]
        case WrongLength(by=by):
            yield kept.head(max(0, len(body) + by)) + body


def unhealthy(kept: KeptBack) -> Answer:
    """
    Return the answer of `health` as it is on a bad day.
    """
    state = {**json.loads(kept.body), "status": "unhealthy", "database": "unreachable"}
    return Answer(503, success(503, state).body)


def _pieces(data: bytes, size: int) -> Iterator[bytes]:
    return (data[start : start + size] for start in range(0, len(data), size))


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
