"""The flows driven by hand: neither our drivers, nor the wire, nor a transport."""

from __future__ import annotations

from typing import Any

from atlas_resilient import ControlPlane, Rollback
from atlas_resilient._answers import Answer, value_of
from atlas_resilient._deadline import applied, in_force
from atlas_resilient._failures import translated
from atlas_resilient._steps import Call, Flow, Sleep
from atlas_resilient.safe_get import none_if_absent
from atlas_resilient.testing import ScriptedServer, VirtualTime


def by_hand(flow: Flow[Any], time: VirtualTime) -> Any:
    """Run a flow with as little as it takes: no driver, no pause."""
    try:
        step = next(flow)
        while True:
            try:
                outcome = _performed(step, time)
            except BaseException as failure:
                step = flow.throw(failure)
            else:
                step = flow.send(outcome)
    except StopIteration as done:
        return done.value


def _performed(step: Any, time: VirtualTime) -> Any:
    if isinstance(step, Call):
        with applied(step.deadline):
            return step.function(*step.args, **step.kwargs)

    assert isinstance(step, Sleep)
    time._sleep(step.seconds)
    return None


class HandWire:
    """Asks the model without a transport."""

    def __init__(self, server: ScriptedServer) -> None:
        self._server = server

    def send(self, exchange: Any, timeout: float | None, resend_count: int = 0) -> Any:
        """Make one attempt."""
        request, deadline = exchange.request, in_force()
        limits = [
            limit for limit in (timeout, deadline.remaining() if deadline else None) if limit is not None
        ]
        request.extensions["timeout"] = {"read": min(limits, default=None)}
        with translated(exchange):
            outcome = self._server._play(request, request.content)

        answer = Answer(outcome.status, outcome.headers, outcome.body)
        return value_of(exchange.operation, answer, exchange.request_id, exchange.url)


class HandControlPlane(ControlPlane):
    """The client's flows without drivers, transports and wire."""

    def __init__(self, server: ScriptedServer, time: VirtualTime, **options: Any) -> None:
        super().__init__("http://atlas.test", transport=server.transport, **options)
        self._wire: Any = HandWire(server)
        self._time = time

    def _call(self, operation: Any, path: Any, *, query: Any = None, body: Any = None) -> Any:
        return by_hand(self._call_flow(operation, path, query, body), self._time)

    def _safe_get(self, operation: Any, path: Any, *, query: Any = None) -> Any:
        return by_hand(none_if_absent(self._call_flow(operation, path, query)), self._time)

    def _get_or_create(self, operation: Any, path: Any, *, body: Any, adopt_different: bool) -> Any:
        return by_hand(self._get_or_create_flow(operation, path, body, adopt_different), self._time)

    def _iterate(self, operation: Any, path: Any, *, query: Any, page_size: int) -> Any:
        pages = self._pages(operation, path, query, page_size)
        while not pages.at_end:
            yield from by_hand(pages.next_page(), self._time)

    def _wait_for(self, operation: Any, path: Any, *, query: Any = None, **options: Any) -> Any:
        names = ("until", "timeout", "interval", "lag", "on_progress")
        return by_hand(
            self._wait_flow(operation, path, query, *(options[name] for name in names)), self._time
        )


class HandRollback(Rollback):
    """The flows of a rollback without drivers."""

    time: VirtualTime

    def create(self, function: Any, /, *args: Any, delete: Any = None, **kwargs: Any) -> Any:
        """As `Rollback.create`."""
        return by_hand(self._create_flow(function, args, kwargs, delete), self.time)

    def __exit__(self, kind: Any, error: Any, traceback: Any) -> None:
        if error is not None:
            by_hand(self._unwind(error), self.time)
