"""OpenTelemetry: a span for each attempt, named and filled as the conventions have it, without secrets."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from typing import Any

import httpx
import pytest
from atlas_control_plane.api.agent_classes import create_agent_class
from atlas_control_plane.models import AgentClassCreate
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from atlas_resilient import AtlasError, RetryPolicy, low_level_client
from atlas_resilient.testing import virtual_time
from tests.conftest import World
from tests.scripted import SUPPORT, Scripted, answer, problem

BASE = "http://atlas.test:8123"
CLASSES = "/api/v1/agent-classes"


def create(world: World, server: Scripted, **options: Any) -> None:
    """Create an agent class, whatever comes of it."""
    atlas = world.client(BASE, transport=server.transport, token="secret-token", **options)
    with virtual_time(), suppress(AtlasError):
        world.call(atlas.with_options(idempotency_key="secret-key").create_agent_class, {"name": "body-mark"})


def attributes(span: ReadableSpan) -> dict[str, Any]:
    """Return a span's attributes without the request's id."""
    found = dict(span.attributes or {})
    assert len(found.pop("http.request.header.x-request-id")) == 1  # type: ignore[arg-type]
    return found


def test_every_attempt_has_a_span(world: World, exporter: InMemorySpanExporter) -> None:
    """The later ones say how often it was sent before."""
    create(world, Scripted(problem(503), httpx.ReadTimeout("slow"), answer(201, SUPPORT)))
    first, second, third = exporter.get_finished_spans()
    common = {
        "http.request.method": "POST",
        "server.address": "atlas.test",
        "server.port": 8123,
        "url.full": f"{BASE}{CLASSES}",
        "url.template": CLASSES,
    }

    assert {span.name for span in (first, second, third)} == {f"POST {CLASSES}"}
    assert {span.kind for span in (first, second, third)} == {SpanKind.CLIENT}
    assert attributes(first) == {**common, "http.response.status_code": 503, "error.type": "503"}
    assert attributes(second) == {
        **common,
        "http.request.resend_count": 1,
        "error.type": "httpx.ReadTimeout",
    }
    assert attributes(third) == {**common, "http.request.resend_count": 2, "http.response.status_code": 201}
    assert [span.status.status_code for span in (first, second, third)] == [
        StatusCode.ERROR,
        StatusCode.ERROR,
        StatusCode.UNSET,
    ]


def test_the_name_is_the_same_for_every_id(world: World, exporter: InMemorySpanExporter) -> None:
    """Names with ids in them could not be counted."""
    atlas = world.client(BASE, transport=Scripted(answer(200, SUPPORT)).transport)
    world.call(atlas.get_agent_class, SUPPORT["id"])
    (span,) = exporter.get_finished_spans()

    assert span.name == "GET /api/v1/agent-classes/{agent_class_id}"
    assert attributes(span)["url.full"] == f"{BASE}{CLASSES}/{SUPPORT['id']}"


def test_the_request_carries_the_context_of_its_span(world: World, exporter: InMemorySpanExporter) -> None:
    """So that the server's spans hang below it; and it hangs below what was current."""
    seen: list[str] = []

    def answers(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers["traceparent"])
        return problem(503) if len(seen) == 1 else answer(201, SUPPORT)

    atlas = world.client(BASE, transport=Scripted(answers).transport)

    def deploy() -> None:
        with trace.get_tracer("test").start_as_current_span("deploy") as parent:
            atlas.create_agent_class({"name": "support"})
            assert trace.get_current_span() is parent

    async def deploy_async() -> None:
        with trace.get_tracer("test").start_as_current_span("deploy") as parent:
            await atlas.create_agent_class({"name": "support"})
            assert trace.get_current_span() is parent

    with virtual_time():
        world.call(deploy_async if world.is_async else deploy)

    first, second, parent = exporter.get_finished_spans()
    for span, header in zip((first, second), seen, strict=True):
        assert span.context is not None
        assert span.parent is not None
        assert header.split("-")[1:3] == [f"{span.context.trace_id:032x}", f"{span.context.span_id:016x}"]
        assert parent.context is not None
        assert span.parent.span_id == parent.context.span_id


@pytest.mark.parametrize(
    "outcome", [problem(422, "body-mark"), httpx.ReadError("body-mark"), answer(201, b"{")]
)
def test_no_secret_is_in_a_span(world: World, exporter: InMemorySpanExporter, outcome: Any) -> None:
    """Not even where the server or the network repeats it."""
    create(world, Scripted(outcome), policy=RetryPolicy(attempts=2))
    text = "".join(span.to_json() for span in exporter.get_finished_spans())

    assert text
    for secret in ("secret-token", "secret-key", "body-mark", "Bearer"):
        assert secret not in text


def test_the_low_level_client_is_traced_as_well(world: World, exporter: InMemorySpanExporter) -> None:
    """Its transports send the same way."""
    server = Scripted(problem(503), answer(201, SUPPORT))
    client: Any = low_level_client(BASE, transport=server.transport, async_transport=server.transport)
    body = AgentClassCreate(name="support")
    with virtual_time():
        world.run(
            create_agent_class.asyncio_detailed(client=client, body=body)
            if world.is_async
            else create_agent_class.sync_detailed(client=client, body=body)
        )

    spans = exporter.get_finished_spans()
    assert [span.name for span in spans] == [f"POST {CLASSES}"] * 2
    assert [attributes(span).get("http.request.resend_count") for span in spans] == [None, 1]


def test_a_program_without_it_does_not_pay_for_it() -> None:
    """It is neither needed nor imported."""
    code = """
import sys
from atlas_resilient import ControlPlane
from tests.scripted import Scripted, answer
with ControlPlane("http://atlas.test", transport=Scripted(answer(200, [])).transport) as atlas:
    assert atlas.list_tools() == []
assert not [name for name in sys.modules if name.startswith("opentelemetry")]
"""
    subprocess.run([sys.executable, "-c", code], check=True)
