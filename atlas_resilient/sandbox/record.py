"""
What the sandbox received, without bodies and tokens.
"""

from __future__ import annotations

import dataclasses
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from .meter import Meter

logger = logging.getLogger("atlas_resilient.sandbox")


@dataclass(frozen=True)
class Received:
    """
    One request.

    *operation* is None where the document has none for method and path; *status* is None as long as
    nothing was answered, and for ever when the sandbox hung up; *fault* is the name of the fault it met.
    """

    operation: str | None
    method: str
    path: str
    query: str
    request_id: str
    idempotency_key: str | None
    status: int | None = None
    replayed: bool = False
    fault: str | None = None


OnRequest = Callable[[Received], None]


class Record:
    """
    The requests in the order of their arrival, and the `meter` of all there were.
    """

    def __init__(self, on_request: OnRequest | None = None) -> None:
        self.meter = Meter()
        self._entries: dict[int, Received] = {}
        self._arrivals: dict[int, float] = {}
        self._next = 0
        self._lock = threading.Lock()
        self._on_request = on_request

    def begin(self, received: Received) -> int:
        """Keep *received*, and return the number under which `finish` knows it."""
        self.meter.arrived()
        with self._lock:
            self._next += 1
            self._arrivals[self._next] = time.perf_counter()
            self._entries[self._next] = received
            return self._next

    def finish(self, number: int, received: Received) -> None:
        """Put in what is known at the end, unless the record was cleared since."""
        with self._lock:
            arrival = self._arrivals.pop(number, None)
            if number in self._entries:
                self._entries[number] = received
        if arrival is not None:
            self.meter.ended(received.status, time.perf_counter() - arrival)
        if self._on_request is not None:
            try:
                self._on_request(received)
            except Exception:
                logger.exception("the on_request hook failed")

    def requests(self) -> list[Received]:
        """Return all requests so far."""
        with self._lock:
            return list(self._entries.values())

    def count(self, operation: str) -> int:
        """Return how many requests of *operation* came in so far."""
        return sum(each.operation == operation for each in self.requests())

    def clear(self) -> None:
        """Forget all requests."""
        with self._lock:
            self._entries.clear()


def as_json(received: Received) -> dict[str, object]:
    """Return *received* as `/_sandbox/requests` shows it."""
    return dataclasses.asdict(received)
