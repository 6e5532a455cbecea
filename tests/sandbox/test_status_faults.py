"""
What an ordered status can carry: nothing at all, or a date to come back at.
"""

from __future__ import annotations

from types import SimpleNamespace

import httpx
import pytest

from atlas_resilient.sandbox import Sandbox, Status, faults


@pytest.mark.parametrize("code", [200, 404, 503])
def test_an_answer_may_be_empty(http: httpx.Client, box: Sandbox, code: int) -> None:
    """
    Not a byte of body, and no content type.
    """
    box.fail("health", Status(code, empty=True, retry_after=1))

    response = http.get("/api/v1/health")

    assert (response.status_code, response.content) == (code, b"")
    assert "Content-Type" not in response.headers
    assert response.headers["Retry-After"] == "1"


@pytest.mark.parametrize(
    ("seconds", "date"),
    [
        (120, "Sun, 09 Sep 2001 01:48:41 GMT"),
        (0.5, "Sun, 09 Sep 2001 01:46:41 GMT"),
        (0, "Sun, 09 Sep 2001 01:46:41 GMT"),
        (-61, "Sun, 09 Sep 2001 01:45:40 GMT"),
    ],
)
def test_retry_after_may_be_a_date(
    http: httpx.Client, box: Sandbox, monkeypatch: pytest.MonkeyPatch, seconds: float, date: str
) -> None:
    """
    An HTTP-date so many seconds from now, up to the next whole second.
    """
    monkeypatch.setattr(faults, "time", SimpleNamespace(time=lambda: 1_000_000_000.25))
    box.fail("health", Status(429, retry_after=seconds, as_date=True))

    headers = http.get("/api/v1/health").headers

    assert headers["Retry-After"] == date
