"""Token, key and body are nowhere but on the wire."""

from __future__ import annotations

import logging
import traceback
from typing import Any

import httpx
import pytest

from atlas_resilient import AtlasError
from atlas_resilient.hooks import Event
from atlas_resilient.testing import virtual_time
from tests.conftest import World
from tests.scripted import SUPPORT, Scripted, answer, problem

TOKEN, MARKER = "secret-token", "body-marker"
OUTCOMES = {
    "good": answer(201, SUPPORT),
    "refused": problem(422, [{"loc": ["body", "name"], "msg": "no", "type": "x", "input": MARKER}]),
    "unauthorised": problem(401),
    "failing": problem(503),
    "lost": httpx.ReadTimeout("lost"),
    "unreadable": answer(201, b"<html>"),
    "malformed": answer(201, SUPPORT | {"id": None}),
}


@pytest.mark.parametrize("outcome", OUTCOMES.values(), ids=OUTCOMES)
def test_no_secret_is_told(world: World, outcome: Any, caplog: pytest.LogCaptureFixture) -> None:
    """In no log at DEBUG, event, error, traceback, or repr of what is on the way."""
    caplog.set_level(logging.DEBUG)
    events: list[Event] = []
    server = Scripted(outcome)
    atlas = world.client("http://atlas.test", token=TOKEN, transport=server.transport, hooks=[events.append])
    told = [repr(atlas)]

    with virtual_time():
        try:
            world.run(atlas.create_agent_class({"name": MARKER}))
        except AtlasError as error:
            # With the local variables of every frame, as error reporters show them.
            with_locals = traceback.TracebackException.from_exception(error, capture_locals=True)
            ours = [frame for frame in with_locals.stack if "atlas_resilient" in frame.filename]
            flows = [
                frame for frame in ours if frame.name not in ("create_agent_class", "_call", "_call_flow")
            ]
            told += [str(error), repr(error), str(vars(error)), *(str(frame.locals) for frame in flows)]

    everything = "\n".join([*told, *map(repr, events), caplog.text])
    keys = [key for key in server.header("idempotency-key") if key]
    assert keys
    for secret in (TOKEN, MARKER, *keys):
        assert secret not in everything
