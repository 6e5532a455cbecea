"""What a scripted server may do with a request: answer, or fail as a connection does."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

import httpx
from attrs import field, frozen

from . import _timing
from ._failures import Broken, as_a_transport_raises


@frozen
class ScriptedAnswer:
    """An answer that can be played any number of times; see `answer`."""

    status: int
    headers: httpx.Headers
    body: bytes = field(repr=False)
    seconds: float = 0.0


@frozen
class ScriptedFailure:
    """A connection that fails each time it is played; see `connection_lost`."""

    kind: Broken
    seconds: float = 0.0


@frozen
class Received:
    """
    A request as it came in.

    Attributes:
        operation: the operation's name in the document, or None where there is none for method and path.
        method, url: what was asked; `path` and `query` are parts of the address.
        headers: by name, in whatever case.
        body: the bytes; `json()` reads them.
        timeout: the seconds that the client would have waited for the answer; None for ever.
    """

    operation: str | None
    method: str
    url: httpx.URL
    headers: httpx.Headers
    body: bytes
    timeout: float | None

    @property
    def path(self) -> str:
        """The path of the address, without its query."""
        return self.url.path

    @property
    def query(self) -> dict[str, str]:
        """The query of the address, each name with its last value."""
        return dict(self.url.params)

    def json(self) -> Any:
        """Return the body as a JSON value; `ValueError` where it is none."""
        return json.loads(self.body)


Outcome: TypeAlias = (
    ScriptedAnswer | ScriptedFailure | BaseException | httpx.Response | Callable[[Received], Any]
)

#: Headers by name, or as pairs where a name comes twice.
Named: TypeAlias = Mapping[str, str] | Sequence[tuple[str, str]]


def answer(
    status: int = 200,
    content: Any = b"",
    *,
    headers: Named = (),
    retry_after: float | str | None = None,
    seconds: float = 0.0,
) -> ScriptedAnswer:
    """
    Return an answer for a script.

    >>> answer(200, {"name": "support"}).body
    b'{"name": "support"}'

    Args:
        status: any HTTP status.
        content: what the body holds as JSON; bytes are sent as they are.
        headers: further ones, or another `Content-Type` than `application/json`.
        retry_after: that header: seconds, or any text.
        seconds: how long the answer takes on the clock of `virtual_time`; the client may give up before.
    """
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    named = httpx.Headers(headers)
    if body:
        named.setdefault("content-type", "application/json")
    if retry_after is not None:
        named["retry-after"] = str(retry_after)

    named.setdefault("content-length", str(len(body)))
    return ScriptedAnswer(status, named, body, seconds)


def problem(
    status: int,
    detail: Any = "no",
    *,
    headers: Named = (),
    retry_after: float | str | None = None,
    seconds: float = 0.0,
) -> ScriptedAnswer:
    """
    Return an error answer as Atlas itself writes it, `{"detail": ...}`; the rest as for `answer`.

    >>> problem(503, retry_after=2).headers["Retry-After"]
    '2'
    """
    return answer(status, {"detail": detail}, headers=headers, retry_after=retry_after, seconds=seconds)


def connection_refused(*, seconds: float = 0.0) -> ScriptedFailure:
    """Return a failure to connect, for a script: the request never left."""
    return ScriptedFailure("refused", seconds)


def connection_lost(*, seconds: float = 0.0) -> ScriptedFailure:
    """Return a connection that breaks once the request has left, for a script: it may have taken effect."""
    return ScriptedFailure("lost", seconds)


def no_answer() -> ScriptedFailure:
    """Return a server that never answers, for a script: the client waits as long as it may, and gives up."""
    return ScriptedFailure("silent", math.inf)


def let_pass(seconds: float, timeout: float | None) -> None:
    """Let a server's time pass, on a virtual clock; a client that can't wait that long gives up."""
    elapse, endless = _timing.current().elapse, math.isinf(seconds)
    if endless and timeout is None:
        raise AssertionError("the client would wait for ever: neither a timeout nor a deadline limits it")

    if seconds and elapse is None and not endless:
        raise RuntimeError("an answer that takes its time needs virtual_time()")

    if elapse is not None:
        elapse(seconds if timeout is None else min(seconds, timeout))

    if timeout is not None and seconds > timeout:
        raise as_a_transport_raises("silent")
