"""
Cassettes: recorded from a sandbox by `make record`, replayed with the network blocked.

Both worlds replay the same cassette, recorded by the sync client: what the async one sends has to match.
A recording takes the place of the whole cassette; secrets and noise never get into it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest

from tests.conftest import World

CASSETTES = Path(__file__).parents[2] / "cassettes" / "sandbox"
ADDRESS = "http://localhost:8000"
TOKEN = "recording-token-that-must-not-be-kept"
SECRET = "provider-secret-that-must-not-be-kept"
NOISE = ("date", "server")
# What the server masks in its answers, in what we send.
SECRETS = re.compile(rb'("(?:api_key|token|password|secret)"\s*:\s*)"[^"]*"')


class Server(Protocol):
    """What a test may ask of the server: nothing, when there is only a cassette."""

    @property
    def url(self) -> str:
        """Where the server is."""

    def fail(self, operation: str, fault: Any, *, times: int | None = 1) -> object:
        """Let the next answers of *operation* fail."""


class Cassette:
    """In place of the server while replaying: its faults are on the tape already."""

    url = ADDRESS

    def fail(self, operation: str, fault: Any, *, times: int | None = 1) -> None:
        """Do nothing: the answer is on the tape."""


@pytest.fixture(scope="module")
def vcr_cassette_dir() -> str:
    """Where all cassettes of the sandbox are."""
    return str(CASSETTES)


@pytest.fixture
def default_cassette_name(request: pytest.FixtureRequest) -> str:
    """One cassette for both worlds."""
    return str(request.node.originalname).removeprefix("test_")


@pytest.fixture
def server(record_mode: str) -> Iterator[Server]:
    """A fresh sandbox while recording, else what it has left on tape."""
    if record_mode == "none":
        yield Cassette()
        return

    from atlas_resilient.sandbox import Sandbox

    with Sandbox(token=TOKEN) as box:
        yield box


@pytest.fixture
def vcr_config(server: Server) -> dict[str, Any]:
    """Requests are told apart by what they ask; the free port and every secret stay out of the tape."""

    def at_home(request: Any) -> Any:
        request.uri = request.uri.replace(server.url, ADDRESS)
        request.body = request.body and SECRETS.sub(rb'\1"***"', request.body)
        return request

    def without_noise(response: dict[str, Any]) -> dict[str, Any]:
        response["headers"] = {k: v for k, v in response["headers"].items() if k.lower() not in NOISE}
        return response

    return {
        "match_on": ["method", "scheme", "host", "port", "path", "query", "body"],
        "filter_headers": [
            "authorization",
            "host",
            "user-agent",
            ("idempotency-key", "minted-anew-for-each-call"),
        ],
        "before_record_request": at_home,
        "before_record_response": without_noise,
        "decode_compressed_response": True,
    }


@pytest.fixture
def atlas(world: World, server: Server) -> Any:
    """A client of the world at hand."""
    return world.client(server.url, token=TOKEN)
