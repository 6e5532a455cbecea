"""A Control Plane of a screenful: rows, idempotency keys and a schedule of faults; it counts what takes effect."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping
from typing import Any, Literal
from uuid import UUID

from attrs import field, frozen

from atlas_resilient.testing import (
    Received,
    VirtualTime,
    answer,
    connection_lost,
    connection_refused,
    no_answer,
    problem,
)

NOW = "2026-01-01T00:00:00Z"
DEPLOYMENT = UUID(int=0xD)
# Refusals of Atlas itself that say that the request was looked at and had no effect: never after an effect.
SETTLING = frozenset({400, 404, 405, 409, 410, 413, 415, 422, 499})
# What is JSON, but nothing that Atlas answers.
JSON_BODIES = (b"null", b'{"id": 1}', b"[[1]]")
# A state lasts that many seconds.
STEP = 2.0

Kind = Literal["healthy", "status", "page", "refused", "lost", "silent", "malformed", "cancelled"]
#: What is sent as Retry-After and Date, and the seconds that it means, None for nothing.
RetryAfter = tuple[str | None, str | None, float | None]
NOTHING: RetryAfter = (None, None, None)


@frozen
class Fault:
    """What happens to one request; *commits*: it takes effect first, or all the same."""

    kind: Kind
    status: int = 200
    commits: bool = False
    seconds: float = 0.0
    retry_after: RetryAfter = NOTHING
    body: bytes = b""

    @property
    def asks_for(self) -> float | None:
        """The seconds that its answer asks to wait."""
        return self.retry_after[2] if self.kind in ("status", "page") else None


HEALTHY = Fault("healthy")


@frozen
class Logged:
    """A request, and how it went; *succeeded*: a 2xx that can be read came in time."""

    at: float
    ended: float
    timeout: float | None
    method: str
    path: str
    request_id: str
    key: str | None
    fault: Fault
    succeeded: bool


@frozen
class Row:
    """An agent class."""

    id: UUID
    name: str
    description: str | None

    def read(self) -> dict[str, Any]:
        """Return it as Atlas answers it."""
        return {
            "id": str(self.id),
            "name": self.name,
            "description": self.description,
            "created_at": NOW,
            "updated_at": NOW,
        }


@frozen(eq=False)
class Model:
    """
    Plays the faults, one for each request, then *tail* for ever.

    Attributes:
        rows: the agent classes there are, by id.
        effects: one entry for each change: what it was, and the request's id.
        log: the requests in order.
    """

    time: VirtualTime
    faults: tuple[Fault, ...]
    tail: Fault
    states: tuple[str, ...]
    rows: dict[UUID, Row]
    effects: list[tuple[str, str]] = field(factory=list)
    log: list[Logged] = field(factory=list)
    _by_key: dict[str, tuple[int, Any]] = field(factory=dict)
    _ids: Counter[str] = field(factory=Counter)

    def __call__(self, received: Received) -> Any:
        """Answer one request, or don't."""
        number = len(self.log)
        fault = self.faults[number] if number < len(self.faults) else self.tail
        if self._would_be_a_lie(fault, received):
            fault = HEALTHY
        waits = float("inf") if fault.kind == "silent" else fault.seconds
        in_time = received.timeout is None or waits <= received.timeout
        at = self.time.now
        honest = self._processed(received) if fault.commits or fault.kind == "healthy" else None
        self.log.append(
            Logged(
                at,
                at + min(waits, received.timeout or waits),
                received.timeout,
                received.method,
                received.path,
                received.headers["X-Request-ID"],
                received.headers.get("Idempotency-Key"),
                fault,
                fault.kind == "healthy" and in_time and honest is not None and honest[0] < 300,
            )
        )
        if fault.kind == "healthy":
            assert honest is not None
            status, content = honest
            return answer(status, b"" if status == 204 else content, seconds=fault.seconds)

        return _told(fault)

    def made_under(self, key: str | None) -> str | None:
        """Return the id of what was created under an idempotency key, if anything was."""
        return None if key not in self._by_key else self._by_key[key][1]["id"]

    def _processed(self, received: Received) -> tuple[int, Any]:
        key = received.headers.get("Idempotency-Key")
        if key in self._by_key:
            return self._by_key[key]

        status, content = self._handled(received)
        if key is not None and status < 300:
            self._by_key[key] = status, content
        return status, content

    def _handled(self, received: Received) -> tuple[int, Any]:
        operation = received.operation
        if operation == "list_agent_classes":
            limit, offset = int(received.query.get("limit", 100)), int(received.query.get("offset", 0))
            return 200, [row.read() for row in list(self.rows.values())[offset : offset + limit]]

        if operation == "get_deployment":
            reached = min(int(self.time.now / STEP), len(self.states) - 1)
            return 200, _deployment(self.states[reached])

        if operation == "create_agent_class":
            return self._created(received)

        if operation == "create_plan":
            self._has("planned", received)
            return 201, _plan(self._next("plan"))

        if operation == "sync_tools":
            self._has("synced", received)
            return 200, []

        return self._one(received, UUID(received.path.rpartition("/")[2]))

    def _created(self, received: Received) -> tuple[int, Any]:
        body = received.json()
        if any(row.name == body["name"] for row in self.rows.values()):
            return 409, {"detail": "exists"}

        row = Row(self._next("class"), body["name"], body.get("description"))
        self.rows[row.id] = row
        self._has("created", received)
        return 201, row.read()

    def _one(self, received: Received, which: UUID) -> tuple[int, Any]:
        row = self.rows.get(which)
        if row is None:
            return 404, {"detail": "absent"}

        if received.method == "DELETE":
            del self.rows[which]
            self._has("deleted", received)
            return 204, None

        if received.method == "PATCH":
            row = self.rows[which] = Row(row.id, row.name, received.json()["description"])
            self._has("updated", received)

        return 200, row.read()

    def _would_be_a_lie(self, fault: Fault, received: Received) -> bool:
        """Whether Atlas would never say so: it is trusted where it speaks itself, in JSON."""
        if fault.kind == "malformed":
            return received.method == "DELETE" and fault.body in (b"", *JSON_BODIES)

        status = fault.status if fault.kind == "status" else 0
        if status in (404, 410) and any(received.path.endswith(str(each)) for each in self.rows):
            return True

        key, request = received.headers.get("Idempotency-Key"), received.headers["X-Request-ID"]
        had_effect = key in self._by_key or any(request == other for _, other in self.effects)
        return status in SETTLING and had_effect

    def _has(self, what: str, received: Received) -> None:
        self.effects.append((what, received.headers["X-Request-ID"]))

    def _next(self, kind: str) -> UUID:
        self._ids[kind] += 1
        return UUID(int=0x1000 + self._ids[kind])


def _told(fault: Fault) -> Any:
    text, date, _ = fault.retry_after
    headers: Mapping[str, str] = {"date": date} if date else {}
    if fault.kind == "status":
        return problem(fault.status, headers=headers, retry_after=text, seconds=fault.seconds)

    if fault.kind == "page":
        headers = {**headers, "content-type": "text/html"}
        page = b"<html><title>Sorry</title></html>"
        return answer(fault.status, page, headers=headers, retry_after=text, seconds=fault.seconds)

    if fault.kind == "malformed":
        return answer(fault.status, fault.body, seconds=fault.seconds)

    if fault.kind == "refused":
        return connection_refused(seconds=fault.seconds)

    if fault.kind == "lost":
        return connection_lost(seconds=fault.seconds)

    return no_answer() if fault.kind == "silent" else asyncio.CancelledError()


def _deployment(state: str) -> dict[str, Any]:
    nothing = ("blueprint_id", "description", "spec_md_path")
    text = {"environment": "development", "name": "blue", "status": state}
    ids = {"agent_definition_id": str(UUID(int=1)), "id": str(DEPLOYMENT)}
    moments = {"created_at": NOW, "updated_at": NOW}
    return {**dict.fromkeys(nothing), **text, **ids, **moments, "config": {}, "project_context": {}}


def _plan(which: UUID) -> dict[str, Any]:
    ids = {"id": str(which), "created_by_instance_id": str(UUID(int=2)), "deployment_id": str(DEPLOYMENT)}
    text = {"goal": "g", "spec_reference": None, "status": "ACTIVE", "created_at": NOW, "updated_at": NOW}
    return {**ids, **text, "constraints": {}, "state": {}, "task_ids": []}
