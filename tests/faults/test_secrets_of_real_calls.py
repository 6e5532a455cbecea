"""Token, key and body of real calls that fail in every way: in no log, error, event or repr."""

from __future__ import annotations

import logging
import pickle
import traceback
from collections.abc import Callable
from typing import Any

import pytest

from atlas_resilient import AtlasError, RetryPolicy
from atlas_resilient.hooks import Event
from atlas_resilient.sandbox import (
    CommitThenHangUp,
    CutBody,
    Delay,
    DripBody,
    Fault,
    HangUp,
    Sandbox,
    Status,
)
from tests.conftest import World

TOKEN, READ_ONLY, KEY, MARKER = "real-token", "real-reader", "real-key", "real-body-marker"
BODY = {"name": "support", "description": MARKER}
FAULTS: dict[str, Fault] = {
    **{str(code): Status(code) for code in (400, 401, 403, 404, 408, 409, 422, 429, 500, 501, 503, 520)},
    "page": Status(502, html=True),
    "no JSON": Status(201, html=True),
    "lost": CommitThenHangUp(),
    "unread": HangUp(),
    "cut": CutBody(),
    "slow": Delay(5.0),
    "drip": DripBody(every=1.0),
}


class Watched:
    """A client of a sandbox, and every place where something may be told."""

    def __init__(self, world: World, box: Sandbox, log: pytest.LogCaptureFixture, token: str) -> None:
        log.set_level(logging.DEBUG)
        self.box = box
        self.errors: list[AtlasError] = []
        self.events: list[Event] = []
        self._world = world
        policy = RetryPolicy(attempts=2, base=0.001, throttle_base=0.001)
        self._atlas = world.client(
            box.url, token=token, hooks=[self.events.append], policy=policy, timeout=0.3
        )
        # A further place is a further line.
        self.places: dict[str, Callable[[], object]] = {
            "logs": lambda: [record.getMessage() for record in log.records],
            "formatted logs": lambda: log.text,
            "events": lambda: self.events,
            "client": lambda: (self._atlas, self._atlas.with_options(idempotency_key=KEY)),
            "messages": lambda: [(str(error), repr(error)) for error in self.errors],
            "attempts": lambda: [error.attempts for error in self.errors],
            "attributes": lambda: [vars(error) for error in self.errors],
            "tracebacks": lambda: ["".join(traceback.format_exception(error)) for error in self.errors],
            "pickles": lambda: [pickle.dumps(error) for error in self.errors],
            "answers": lambda: [vars(error).get("_response") for error in self.errors],
            "what the sandbox has noted, but the key": lambda: [
                (each.method, each.path, each.query, each.fault) for each in box.requests
            ],
        }

    def call(self, method: str = "create_agent_class", *arguments: Any) -> AtlasError | None:
        """Make a call under the key, or a read, and keep the error that comes of it."""
        options = {"idempotency_key": KEY} if "create" in method else {}
        try:
            self._world.call(getattr(self._atlas.with_options(**options), method), *arguments or (BODY,))
        except AtlasError as error:
            self.errors.append(error)
            return error

        return None

    def hits(self) -> list[str]:
        """Return where a secret is told, and which."""
        return [
            f"{secret} in {place}"
            for place, told in self.places.items()
            for text in [str(told())]
            for secret in (TOKEN, READ_ONLY, KEY, MARKER)
            if secret in text
        ]


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_no_failure_tells_a_secret(world: World, fault: Fault, caplog: pytest.LogCaptureFixture) -> None:
    """At DEBUG of every logger there is, httpx's and httpcore's among them."""
    with Sandbox(token=TOKEN) as box:
        watched = Watched(world, box, caplog, TOKEN)
        box.fail("create_agent_class", fault, times=None)
        error = watched.call()

        assert error is not None
        assert {"httpcore", "atlas_resilient"} <= {record.name.split(".")[0] for record in caplog.records}
        assert watched.hits() == []


def test_no_refusal_and_no_success_tells_a_secret(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """What Atlas itself says to a wrong token, one that only reads, a wrong body, a conflict, and to a good one."""
    with Sandbox(token=TOKEN, read_only_token=READ_ONLY) as box:
        good, reader = Watched(world, box, caplog, TOKEN), Watched(world, box, caplog, READ_ONLY)
        stranger = Watched(world, box, caplog, f"not-the-{TOKEN}")
        assert good.call() is None
        assert good.call("get_or_create_agent_class", BODY) is None
        assert good.call("create_agent_class", {**BODY, "name": ""}) is not None
        assert good.call("create_agent_class", {**BODY, "name": 5}) is not None
        assert reader.call() is not None
        assert stranger.call() is not None

        assert [good.hits(), reader.hits(), stranger.hits()] == [[], [], []]


@pytest.mark.parametrize("secret", [TOKEN, KEY, MARKER])
def test_a_secret_that_is_told_is_found(world: World, secret: str, caplog: pytest.LogCaptureFixture) -> None:
    """The search would notice."""
    with Sandbox(token=TOKEN) as box:
        watched = Watched(world, box, caplog, TOKEN)
        logging.getLogger("somebody.else").debug("sent %s", secret)

        assert watched.hits() == [f"{secret} in logs", f"{secret} in formatted logs"]
