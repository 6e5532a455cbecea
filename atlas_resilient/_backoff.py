"""How long to pause: growing, jittered, and never less than the server asked for."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import backoff

# Digits beyond these are no duration that anybody means; int() refuses 4,300 of them anyway.
_DELTA_SECONDS = re.compile(r"[0-9]{1,12}(\.[0-9]{0,9})?", re.ASCII)


def growing(base: float, cap: float) -> Iterator[float]:
    """
    Yield pauses in seconds, before jitter: *base*, doubled each time, at most *cap*.

    >>> from itertools import islice
    >>> list(islice(growing(0.1, 0.5), 5))
    [0.1, 0.2, 0.4, 0.5, 0.5]
    """
    pauses = backoff.expo(base=2, factor=base, max_value=cap)
    # What the generator yields first is meant for backoff's own loop, and differs between its versions.
    next(pauses)
    return pauses


def parse_retry_after(value: str | None, date: str | None = None) -> float | None:
    """
    Return the seconds that a `Retry-After` header asks to wait, or None where it says nothing usable.

    Delta-seconds may have a fraction.  An HTTP-date is compared with *date*, the answer's own `Date`, so
    that a wrong local clock does no harm; one in the past asks for no pause (RFC 9110, section 10.2.3).

    >>> parse_retry_after("120"), parse_retry_after("-5"), parse_retry_after("soon")
    (120.0, None, None)
    >>> parse_retry_after("Fri, 31 Dec 1999 23:59:59 GMT", "Fri, 31 Dec 1999 23:59:00 GMT")
    59.0
    """
    if value is None:
        return None

    value = value.strip()
    if _DELTA_SECONDS.fullmatch(value):
        return float(value)

    moment = _http_date(value)
    if moment is None:
        return None

    now = _http_date(date) or datetime.now(UTC)
    seconds = (moment - now).total_seconds()
    return max(0.0, seconds) if math.isfinite(seconds) else None


def _http_date(value: str | None) -> datetime | None:
    # A length that no date has: the parser's time grows with its input.
    if not value or len(value) > 64:
        return None

    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None

    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
