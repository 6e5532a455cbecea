"""Pauses: how they grow, and what a server may ask for."""

from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_resilient._backoff import growing, parse_retry_after

NOW = "Fri, 31 Dec 1999 23:59:00 GMT"


def test_pauses_double_up_to_the_cap() -> None:
    """The first pause is the base; none is above the cap."""
    assert list(islice(growing(0.1, 0.5), 5)) == [0.1, 0.2, 0.4, 0.5, 0.5]


def test_pauses_never_overflow() -> None:
    """A call that is tried a thousand times still gets its cap."""
    assert max(islice(growing(1.0, 20.0), 3000)) == 20.0


@pytest.mark.parametrize(
    ("value", "seconds"), [("0", 0.0), ("120", 120.0), (" 7 ", 7.0), ("1.5", 1.5), ("2.", 2.0)]
)
def test_retry_after_in_seconds(value: str, seconds: float) -> None:
    """Delta-seconds are read, with a fraction if there is one."""
    assert parse_retry_after(value) == seconds


@pytest.mark.parametrize(
    "value",
    ["", "-5", "+5", "abc", "inf", "nan", "1e3", "5, 10", "٣", "²", "9" * 35, "9" * 5000, "0x10", "5s", None],
)
def test_retry_after_that_says_nothing_is_ignored(value: str | None) -> None:
    """What is no duration leaves the pause to us, and raises nothing."""
    assert parse_retry_after(value) is None


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("Fri, 31 Dec 1999 23:59:59 GMT", 59.0),
        ("Fri, 31 Dec 1999 23:58:00 GMT", 0.0),
        ("Fri, 31 Dec 1999 23:59:59", 59.0),
        ("Friday, 31-Dec-99 23:59:59 GMT", 59.0),
        ("Sat, 01 Jan 2000 00:59:59 +0100", 59.0),
    ],
)
def test_retry_after_as_a_date(value: str, seconds: float) -> None:
    """A date is compared with the answer's own date, whatever our clock says; the past asks for no pause."""
    assert parse_retry_after(value, NOW) == seconds


@pytest.mark.parametrize(
    "value", ["Fri, 31 Dec 100000 23:59:59 GMT", "1999-12-31T23:59:59Z", "Fri, 99 Foo 1999"]
)
def test_retry_after_dates_that_are_none_are_ignored(value: str) -> None:
    """A date that can't be is no date."""
    assert parse_retry_after(value, NOW) is None


@given(st.text() | st.from_regex(r"[A-Za-z]{3}, \d+ [A-Za-z]{3} \d+ \d+:\d+:\d+ .*"), st.none() | st.text())
def test_nothing_in_a_header_raises(value: str, date: str | None) -> None:
    """Whatever a server sends: None, or finite seconds from 0 on."""
    seconds = parse_retry_after(value, date)

    assert seconds is None or 0.0 <= seconds < float("inf")
