"""A server without a socket: it plays outcomes from a script to either client, and keeps what it was asked."""

from __future__ import annotations

import re
import threading
from collections.abc import AsyncIterator, Iterator
from types import TracebackType
from typing import Any, Self

import httpx
from atlas_control_plane.operations import SERVICE
from attrs import define, field

from ._failures import as_a_transport_raises
from ._generated import Service
from ._outcomes import Outcome, Received, ScriptedAnswer, ScriptedFailure, let_pass
from ._requests import operation_of


class ScriptExhausted(AssertionError):
    """A request came for which the script has no outcome left, or never had one."""


@define
class _Script:
    """The outcomes for some requests, in order."""

    outcomes: list[Outcome] = field(factory=list)
    repeat_last: bool = False
    played: int = 0

    def next(self) -> Outcome | None:
        last = self.repeat_last and self.played >= len(self.outcomes)
        number = len(self.outcomes) - 1 if last else self.played
        self.played += 1
        return self.outcomes[number] if 0 <= number < len(self.outcomes) else None

    def left(self) -> int:
        return max(0, len(self.outcomes) - self.played)


class ScriptedServer:
    """
    A server without a socket that plays a script; its `transport` serves both clients.

    An outcome is what `answer`, `problem`, `connection_refused`, `connection_lost` or `no_answer` return, any
    exception, an `httpx.Response`, or a function that is shown the `Received` request and returns one of these.
    A request beyond the end of the script is a `ScriptExhausted`, an AssertionError.

    As a context manager it also complains, at the end of a block that went well, about outcomes that nobody
    asked for, and about a request without an outcome that something else has swallowed.

    Example:
        >>> from atlas_resilient import ControlPlane
        >>> from atlas_resilient.testing import ScriptedServer, answer, problem, virtual_time
        >>> healthy = {"status": "healthy", "version": "1", "database": "ok", "uptime_seconds": 1}
        >>> with ScriptedServer(problem(503, retry_after=2), answer(200, healthy)) as server, virtual_time() as time:
        ...     atlas = ControlPlane("http://atlas.test", transport=server.transport)
        ...     str(atlas.health().status), time.pauses, server.count("health")
        ('healthy', [2.1], 2)

    Args:
        outcomes: played one after the other, whatever is asked.
        repeat_last: play the last one for ever.
        service: whose operations are asked; `SERVICE` of another generated package's `operations`.

    Attributes:
        transport: for `ControlPlane(transport=...)`, `AsyncControlPlane(transport=...)`, and httpx's own clients.
        requests: what was asked, in order.
        unread: answers that the client has not closed so far; as open connections, there should be none.
    """

    def __init__(self, *outcomes: Outcome, repeat_last: bool = False, service: Service = SERVICE) -> None:
        self._service = service
        self._script = _Script(list(outcomes), repeat_last)
        self._scripts: dict[str, _Script] = {}
        self._lock = threading.Lock()
        self._refused: ScriptExhausted | None = None
        self.requests: list[Received] = []
        self.unread = 0
        self.transport = _Transport(self)

    def on(self, request: str, *outcomes: Outcome, repeat_last: bool = False) -> Self:
        """
        Play these outcomes to some requests only, in place of the general script; a further time, add to them.

        >>> server = ScriptedServer().on("health", problem(503), repeat_last=True)
        >>> server = server.on("GET /api/v1/agent-classes", answer(200, []))

        Args:
            request: the operation's name, like "create_agent_class", or its method and path, which wins.
            outcomes, repeat_last: as for the server.

        Raises:
            ValueError: neither an operation of the document, nor "METHOD /path".
        """
        if request not in self._service.operations and not re.fullmatch(r"[A-Z]+ /\S*", request):
            raise ValueError(f"{request!r} is neither an operation of the document nor like 'GET /path'")

        script = self._scripts.setdefault(request, _Script())
        script.outcomes.extend(outcomes)
        script.repeat_last = repeat_last
        return self

    @property
    def calls(self) -> list[str]:
        """What was asked, as "METHOD /path"."""
        return [f"{request.method} {request.path}" for request in self.requests]

    def count(self, request: str) -> int:
        """Return how many requests of this operation, or of this "METHOD /path", came in."""
        return self.calls.count(request) + [each.operation for each in self.requests].count(request)

    def check(self) -> None:
        """Raise an AssertionError if an outcome was not played, or a request had none; a block's end does this."""
        if self._refused is not None:
            raise self._refused

        scripts = {"the script": self._script, **self._scripts}
        left = [f"{script.left()} of {name}" for name, script in scripts.items() if script.left()]
        assert not left, f"outcomes that nobody asked for: {', '.join(left)}; asked: {self.calls}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if error is None:
            self.check()

    def _play(self, request: httpx.Request, body: bytes) -> Any:
        operation = operation_of(self._service, request.method, request.url.path, anywhere=True)
        timeout = request.extensions.get("timeout", {}).get("read")
        name = None if operation is None else operation.name
        received = Received(name, request.method, request.url, request.headers, body, timeout)
        with self._lock:
            self.requests.append(received)
            outcome = self._script_for(received).next()
            if outcome is None:
                self._refused = ScriptExhausted(
                    f"no outcome left for {self.calls[-1]} ({name}), request {len(self.requests)} of: {self.calls}"
                )
                raise self._refused

        while callable(outcome):
            outcome = outcome(received)

        if isinstance(outcome, BaseException):
            raise outcome

        if isinstance(outcome, (ScriptedAnswer, ScriptedFailure)):
            let_pass(outcome.seconds, timeout)

        if isinstance(outcome, ScriptedFailure):
            raise as_a_transport_raises(outcome.kind)

        return outcome

    def _opened(self, answers: int) -> None:
        with self._lock:
            self.unread += answers

    def _script_for(self, received: Received) -> _Script:
        for name in (f"{received.method} {received.path}", received.operation):
            if name in self._scripts:
                return self._scripts[name]

        return self._script


class _Transport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """As a real one: a request's body is read from its stream each time, and an answer's can be read once."""

    def __init__(self, server: ScriptedServer) -> None:
        self._server = server

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        assert isinstance(request.stream, httpx.SyncByteStream)
        outcome = self._server._play(request, b"".join(request.stream))
        return self._response(outcome, _SyncBody)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        assert isinstance(request.stream, httpx.AsyncByteStream)
        body = b"".join([chunk async for chunk in request.stream])
        return self._response(self._server._play(request, body), _AsyncBody)

    def _response(self, outcome: Any, body: type[_Body]) -> httpx.Response:
        if isinstance(outcome, httpx.Response):
            if not isinstance(outcome.stream, httpx.ByteStream):
                return outcome
            # One that holds its body would let it be read twice, and be the same one the next time.
            outcome = ScriptedAnswer(outcome.status_code, outcome.headers, b"".join(outcome.stream))

        self._server._opened(1)
        stream: Any = body(outcome.body, self._server)
        return httpx.Response(outcome.status, headers=outcome.headers.raw, stream=stream)


class _Body:
    def __init__(self, content: bytes, server: ScriptedServer) -> None:
        self._chunks = iter((content,))
        self._server: ScriptedServer | None = server

    def _closed(self) -> None:
        if self._server is not None:
            self._server._opened(-1)
            self._server = None


class _SyncBody(_Body, httpx.SyncByteStream):
    def __iter__(self) -> Iterator[bytes]:
        return self._chunks

    def close(self) -> None:
        self._closed()


class _AsyncBody(_Body, httpx.AsyncByteStream):
    async def __aiter__(self) -> AsyncIterator[bytes]:
        for chunk in self._chunks:
            yield chunk

    async def aclose(self) -> None:
        self._closed()
