"""
What the sandbox measured of itself since it started.
"""

from __future__ import annotations

import math
import threading
from collections import deque

# The 99th percentile is that of the latest answers.
_KEPT = 10_000


class Meter:
    """
    Counts of requests and errors, and how long answers took.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.clear()

    def arrived(self) -> None:
        """Count a request."""
        with self._lock:
            self._requests += 1

    def ended(self, status: int | None, seconds: float) -> None:
        """Count how a request ended, None being a connection that was closed, after *seconds*."""
        with self._lock:
            self._errors += status is None or status >= 400
            self._latencies.append(seconds)

    def clear(self) -> None:
        """Begin anew."""
        with self._lock:
            self._requests = self._errors = 0
            self._latencies: deque[float] = deque(maxlen=_KEPT)

    def as_json(self) -> dict[str, object]:
        """Return what the operation `metrics` answers."""
        with self._lock:
            ordered = sorted(self._latencies)
            return {
                "requests_total": self._requests,
                "errors_total": self._errors,
                "latency_p99": ordered[math.ceil(0.99 * len(ordered)) - 1] if ordered else 0.0,
            }
