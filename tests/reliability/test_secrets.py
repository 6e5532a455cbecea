"""Row 66: token, idempotency key and body are on the wire, and nowhere else."""

from __future__ import annotations

import logging
import pickle
import traceback
from pathlib import Path

import pytest
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from atlas_resilient import AsyncRollback, AtlasConnectionError, Rollback
from atlas_resilient.hooks import Event
from atlas_resilient.sandbox import CommitThenHangUp, CutBody, Fault, HangUp, Sandbox, Status
from tests.reliability.conftest import FAST, Seen

TOKEN, KEY, BODY = "secret-token", "secret-key", "secret-body"
FAULTS: dict[str, Fault | None] = {
    "none": None,
    "401": Status(401),
    "403": Status(403),
    "409": Status(409),
    "422": Status(422),
    "429": Status(429, retry_after=0.01),
    "503": Status(503),
    "a page": Status(502, html=True),
    "no JSON": Status(200, html=True),
    "empty": Status(200, empty=True),
    "cut": CutBody(),
    "lost": CommitThenHangUp(),
    "gone": HangUp(),
}


@pytest.mark.row(66)
@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_secrets_are_not_told(
    seen: Seen,
    atlas_sandbox: Sandbox,
    fault: Fault | None,
    exporter: InMemorySpanExporter,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """In logs at DEBUG of every library, events, spans, errors, notes, pickles and reprs, after a rollback as well."""
    caplog.set_level(logging.DEBUG)
    events: list[Event] = []
    if fault is not None:
        atlas_sandbox.fail("create_agent_class", fault, times=None)
    atlas = seen.world.client(
        atlas_sandbox.url, token=TOKEN, hooks=[events.append], policy=FAST
    ).with_options(idempotency_key=KEY)

    def in_sync() -> None:
        with Rollback(hooks=[events.append]) as undo:
            undo.create(atlas.create_agent_class, {"name": BODY})
            raise AtlasConnectionError("the block fails, if nothing else did")

    async def in_async() -> None:
        async with AsyncRollback(hooks=[events.append]) as undo:
            await undo.create(atlas.create_agent_class, {"name": BODY})
            raise AtlasConnectionError("the block fails, if nothing else did")

    seen.call(in_async if seen.world.is_async else in_sync)
    seen.created(atlas_sandbox)

    assert seen.error is not None
    chain = "".join(traceback.format_exception(seen.error))
    told = [chain, repr(seen.error), str(vars(seen.error)), str(pickle.dumps(seen.error, 0)), repr(atlas)]
    spans = [span.to_json() for span in exporter.get_finished_spans()]
    everything = "\n".join([*told, *map(repr, events), caplog.text, *spans])
    assert caplog.records
    assert spans
    assert {
        each.idempotency_key for each in atlas_sandbox.requests if each.operation == "create_agent_class"
    } == {KEY}
    assert [secret for secret in (TOKEN, KEY, BODY) if secret in everything] == []


@pytest.mark.row(66)
def test_cassettes_hold_none(seen: Seen) -> None:
    """No recorded request has a header that carries one."""
    folder = Path(__file__).parents[2] / "cassettes"
    text = "\n".join(cassette.read_text().lower() for cassette in folder.rglob("*.yaml"))

    assert text.count("- request:") > 10
    for header in ("authorization:", "bearer ", "set-cookie:"):
        assert header not in text
