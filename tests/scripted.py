"""A scripted server without a socket: answers from a list, and a record of what it was asked."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import httpx

from atlas_resilient import AtlasError, testing
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
    """Return an answer: JSON of *content*, or its bytes as they are; `content_type` stands for Content-Type."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    made = testing.answer(status, content, headers=named)
    return httpx.Response(made.status, headers=made.headers, content=made.body)


def problem(status: int, detail: Any = "no", **headers: str) -> httpx.Response:
    """Return an error answer of Atlas."""
    return answer(status, {"detail": detail}, **headers)


class Scripted(testing.ScriptedServer):
    """
    The scripted server, for one script whose last outcome stays.

    >>> server = Scripted(problem(503), answer(200, SUPPORT))
    >>> ControlPlane("http://atlas.test", transport=server.transport)
    """

    def __init__(self, *outcomes: Any) -> None:
        super().__init__(*outcomes, repeat_last=True)

    def header(self, name: str) -> list[str | None]:
        """Return that header of every request."""
        return [request.headers.get(name) for request in self.requests]

    def body(self, number: int = 0) -> Any:
        """Return the JSON body of a request."""
        return self.requests[number].json()


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
