"""
How often a caller may call: a bucket of tokens for each, refilled as time goes by.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from .access import caller_of
from .answers import Answer, plain_error
from .faults import is_int, is_number

# Dividing and multiplying again must not cost a caller who waited as told a second more.
_ALMOST = 1 - 1e-6
_MANY = 1000


@dataclass
class _Bucket:
    tokens: float
    filled: datetime


class RateLimit:
    """
    *rate* requests a second, and *burst* at once after a time of quiet (a second's worth unless told).

    With *rate* None there is no limit.  *now* tells the time.

    Raises:
        ValueError: a number is out of its bounds, or there is a *burst* without a *rate*.
    """

    def __init__(self, rate: float | None, burst: int | None, now: Callable[[], datetime]) -> None:
        if rate is not None and not (is_number(rate) and 1e-6 <= rate <= 1e6):
            raise ValueError(f"rate_limit must be a number of requests a second, or None, not {rate!r}")
        if burst is not None and not (is_int(burst) and burst >= 1):
            raise ValueError(f"burst must be an integer from 1, or None, not {burst!r}")
        if burst is not None and rate is None:
            raise ValueError("burst must not be given without rate_limit")
        self._rate = rate
        self._burst = burst or max(1, math.ceil(rate or 1))
        self._now = now
        self._buckets: dict[str, _Bucket] = {}
        self._sweep_at = _MANY
        self._lock = threading.Lock()

    def __str__(self) -> str:
        if self._rate is None:
            return "none"
        return f"{self._rate:g} requests a second for each caller, {self._burst} at once"

    def objection(self, headers: Mapping[str, str]) -> Answer | None:
        """
        Take a token from the bucket of the caller, or return the 429 that says when there will be one.
        """
        if self._rate is None:
            return None
        with self._lock:
            bucket = self._refilled(caller_of(headers), self._rate)
            if bucket.tokens >= _ALMOST:
                bucket.tokens -= 1
                return None
            seconds = max(1, math.ceil((_ALMOST - bucket.tokens) / self._rate))
        return plain_error(429, "too many requests", {"Retry-After": str(seconds)})

    def clear(self) -> None:
        """Fill every bucket."""
        with self._lock:
            self._buckets.clear()

    def _refilled(self, caller: str, rate: float) -> _Bucket:
        now = self._now()
        bucket = self._buckets.get(caller)
        if bucket is None:
            self._sweep(now, rate)
            bucket = self._buckets[caller] = _Bucket(self._burst, now)
        bucket.tokens, bucket.filled = self._level(bucket, now, rate), now
        return bucket

    def _level(self, bucket: _Bucket, now: datetime, rate: float) -> float:
        # A clock that is set back refills nothing, and takes nothing either.
        passed = max(0.0, (now - bucket.filled).total_seconds())
        return min(self._burst, bucket.tokens + passed * rate)

    def _sweep(self, now: datetime, rate: float) -> None:
        """Forget full buckets, which are as good as none, when there are many."""
        if len(self._buckets) >= self._sweep_at:
            self._buckets = {
                caller: bucket
                for caller, bucket in self._buckets.items()
                if self._level(bucket, now, rate) < self._burst
            }
            self._sweep_at = max(_MANY, 2 * len(self._buckets))
