"""A scripted server without a socket: answers from a list, and a record of what it was asked."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping
from typing import Any

import httpx

from atlas_resilient import AtlasError
from tests.conftest import World

NOW = "2026-01-01T00:00:00Z"
SUPPORT = {
    "id": "11111111-1111-4111-8111-111111111111",
    "name": "support",
    "description": None,
    "created_at": NOW,
    "updated_at": NOW,
}


def answer(status: int, content: Any = None, **headers: str) -> httpx.Response:
    """Return an answer: JSON of *content*, or its bytes as they are."""
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    kind = headers.pop("content_type", "application/json")
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(status, content=raw, headers={"content-type": kind, **named})


def problem(status: int, detail: Any = "no", **headers: str) -> httpx.Response:
    """Return an error answer of Atlas."""
    return answer(status, {"detail": detail}, **headers)


class Scripted:
    """
    A transport's other end.  Outcomes are answers, exceptions, or functions of the request; the last one stays.

    >>> server = Scripted(problem(503), answer(200, SUPPORT))
    >>> ControlPlane("http://atlas.test", transport=server.transport)
    """

    def __init__(self, *outcomes: Any) -> None:
        self.outcomes = list(outcomes)
        self.requests: list[httpx.Request] = []
        self.transport = httpx.MockTransport(self._handle)

    def _handle(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        outcome = self.outcomes.pop(0) if len(self.outcomes) > 1 else self.outcomes[0]
        if isinstance(outcome, BaseException):
            raise outcome

        if not isinstance(outcome, httpx.Response):
            made: httpx.Response = outcome(request)
            return made

        # An answer that comes again is a new one: httpx reads each only once.
        return httpx.Response(outcome.status_code, headers=outcome.headers, content=outcome.content)

    @property
    def calls(self) -> list[str]:
        """What was asked, as `METHOD path`."""
        return [f"{request.method} {request.url.path}" for request in self.requests]

    def header(self, name: str) -> list[str | None]:
        """Return that header of every request."""
        return [request.headers.get(name) for request in self.requests]

    def body(self, number: int = 0) -> Mapping[str, Any]:
        """Return the JSON body of a request."""
        content: Mapping[str, Any] = json.loads(self.requests[number].content)
        return content


class Script:
    """A function that goes through outcomes: exceptions are raised, everything else is returned."""

    def __init__(self, *outcomes: Any) -> None:
        self.outcomes = list(outcomes)
        self.calls = 0

    def __call__(self) -> Any:
        """Play the next outcome."""
        self.calls += 1
        outcome = self.outcomes.pop(0) if len(self.outcomes) > 1 else self.outcomes[0]
        if isinstance(outcome, BaseException):
            # As in life, a further failure is a new one.
            if outcome is self.outcomes[0] and isinstance(outcome, AtlasError):
                self.outcomes[0] = copy.copy(outcome)
            raise outcome
        return outcome

    def of(self, world: World) -> Callable[[], Any]:
        """Return the function as one of that world."""

        def play() -> Any:
            return self()

        async def play_async() -> Any:
            return self()

        return play_async if world.is_async else play
