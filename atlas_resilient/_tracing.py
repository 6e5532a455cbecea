"""
OpenTelemetry spans, in programs that use OpenTelemetry: one for each attempt, with its resend count.

Names and attributes are those of https://opentelemetry.io/docs/specs/semconv/http/http-spans/ (client spans).
A header is recorded only if it holds no secret: the request id, which finds the call in the server's logs.
"""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import httpx

if TYPE_CHECKING:
    from opentelemetry.trace import Span

_SCHEMA = "https://opentelemetry.io/schemas/1.27.0"


class Traced:
    """Around one attempt: a span that is current while it runs, and whose context the request carries on."""

    __slots__ = ("_attached", "_request", "_resend_count", "_span", "_template")

    def __init__(self, request: httpx.Request, template: str, resend_count: int) -> None:
        self._request, self._template, self._resend_count = request, template, resend_count
        self._span: Span | None = None
        self._attached: Any = None

    def __enter__(self) -> Self:
        # A program that has not imported it by now can't have set it up, and need not pay for it.
        if "opentelemetry.trace" in sys.modules:
            self._start()

        return self

    def answered(self, status: int) -> None:
        """Note the status of the answer."""
        if self._span is not None:
            self._span.set_attribute("http.response.status_code", status)
            if status >= 400:
                self._fail(str(status))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._span is None:
            return

        from opentelemetry import context

        if kind is not None:
            # The class alone: a message may repeat what was sent.
            self._fail(f"{kind.__module__}.{kind.__qualname__}")

        context.detach(self._attached)
        self._span.end()

    def _start(self) -> None:
        from opentelemetry import context, propagate, trace

        request, url = self._request, self._request.url
        attributes: dict[str, Any] = {
            "http.request.method": request.method,
            "server.address": url.host,
            "server.port": url.port or (443 if url.scheme == "https" else 80),
            "url.full": str(url),
            "http.request.header.x-request-id": request.headers.get_list("X-Request-ID"),
        }
        if self._template:
            attributes["url.template"] = self._template
        if self._resend_count:
            attributes["http.request.resend_count"] = self._resend_count

        name = f"{request.method} {self._template}".strip()
        tracer = trace.get_tracer("atlas_resilient", schema_url=_SCHEMA)
        self._span = tracer.start_span(name, kind=trace.SpanKind.CLIENT, attributes=attributes)
        self._attached = context.attach(trace.set_span_in_context(self._span))
        propagate.inject(request.headers)

    def _fail(self, what: str) -> None:
        from opentelemetry.trace import Status, StatusCode

        assert self._span is not None
        self._span.set_attribute("error.type", what)
        self._span.set_status(Status(StatusCode.ERROR))
