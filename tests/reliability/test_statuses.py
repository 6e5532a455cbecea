"""Rows 34 to 46: what is there and what isn't, waiting as one was told, and redirects."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any
from uuid import uuid4

import pytest

from atlas_resilient import AtlasError, AtlasRateLimitError, AtlasServerError, DeploymentError, RetryPolicy
from atlas_resilient.sandbox import CommitThenHangUp, Sandbox, Status
from atlas_resilient.testing import virtual_time
from tests.raw_server import RawServer, says
from tests.reliability.conftest import FAST, LATE, Seen
from tests.scripted import SUPPORT, Scripted, answer, problem

BODY = {"name": "support"}


def client(seen: Seen, box: Sandbox, **options: Any) -> Any:
    """Return a client of the sandbox that retries fast."""
    return seen.world.client(box.url, **{"policy": FAST, **options})


@pytest.mark.row(34)
def test_nothing_there(seen: Seen, atlas_sandbox: Sandbox) -> None:
    """None, with one request."""
    seen.call(client(seen, atlas_sandbox).safe_get_agent_class, uuid4())
    seen.created(atlas_sandbox, operation="get_agent_class")

    assert (seen.outcome, seen.result, seen.requests) == ("no error", None, 1)


@pytest.mark.row(34)
@pytest.mark.parametrize("outcome", [problem(410), answer(404, b"<html>"), problem(403), problem(503)])
def test_what_proves_absence_and_what_does_not(seen: Seen, outcome: Any) -> None:
    """410 does; a page of a gateway, a refusal and a failure do not."""
    server = Scripted(outcome)
    atlas = seen.world.client("http://atlas.test", transport=server.transport, policy=FAST)
    seen.call(atlas.safe_get_agent_class, SUPPORT["id"])

    assert (seen.error is None) == (outcome.status_code == 410)


@pytest.mark.row(35)
@pytest.mark.parametrize("table", ["agent_class", "tool", "system_prompt"])
def test_a_delete_whose_answer_was_lost(seen: Seen, atlas_sandbox: Sandbox, table: str) -> None:
    """It is gone, which is what was asked for."""
    atlas = client(seen, atlas_sandbox)
    bodies = {
        "tool": {"name": "t", "description": "d", "source": "s", "json_schema": {}},
        "system_prompt": {"name": "p", "content": "c"},
    }
    made = seen.world.call(getattr(atlas, f"create_{table}"), bodies.get(table, BODY))
    atlas_sandbox.fail(f"delete_{table}", CommitThenHangUp())
    seen.call(getattr(atlas, f"delete_{table}"), made.id)
    seen.created(atlas_sandbox, table, f"delete_{table}")

    assert (seen.outcome, seen.rows, seen.requests) == ("no error", 0, 2)


@pytest.mark.row(35)
def test_a_delete_of_what_was_never_there(seen: Seen, atlas_sandbox: Sandbox) -> None:
    """That is an error, also after a refusal that touched nothing."""
    atlas_sandbox.fail("delete_agent_class", Status(429, retry_after=0))
    seen.call(client(seen, atlas_sandbox).delete_agent_class, uuid4())

    assert seen.outcome == "AtlasNotFoundError"


@pytest.mark.row(37)
@pytest.mark.parametrize("others", [0, 250])
def test_it_exists_already(seen: Seen, atlas_sandbox: Sandbox, others: int) -> None:
    """It is found, on whichever page it is."""
    atlas = client(seen, atlas_sandbox, policy=RetryPolicy(deadline=20.0))
    for number in range(others):
        seen.world.call(atlas.create_agent_class, {"name": f"other {number}"})
    there = seen.world.call(atlas.create_agent_class, BODY)
    seen.call(atlas.get_or_create_agent_class, BODY)
    seen.created(atlas_sandbox)

    assert seen.outcome == "no error"
    assert (seen.result[0].id, seen.result[1]) == (there.id, False)
    assert seen.rows == others + 1


@pytest.mark.row(37)
def test_it_exists_and_is_different(seen: Seen, atlas_sandbox: Sandbox) -> None:
    """The difference is told; who wants it takes it as it is."""
    atlas = client(seen, atlas_sandbox)
    seen.world.call(atlas.create_agent_class, {**BODY, "description": "old"})
    seen.call(atlas.get_or_create_agent_class, {**BODY, "description": "new"})
    seen.created(atlas_sandbox)

    assert isinstance(seen.error, DeploymentError)
    assert seen.error.differences == {"description": ("new", "old")}
    assert seen.rows == 1
    adopted, created = seen.world.call(
        atlas.get_or_create_agent_class, {**BODY, "description": "new"}, adopt_different=True
    )
    assert (adopted.description, created) == ("old", False)


@pytest.mark.row(38)
def test_one_key_for_two_bodies(seen: Seen, atlas_sandbox: Sandbox) -> None:
    """The second one is refused, and does nothing."""
    view = client(seen, atlas_sandbox).with_options(idempotency_key="mine")
    seen.world.call(view.create_agent_class, BODY)
    seen.call(view.create_agent_class, {"name": "other"})
    seen.created(atlas_sandbox)

    assert (seen.outcome, seen.rows, seen.requests) == ("AtlasValidationError", 1, 2)


@pytest.mark.row(39)
@pytest.mark.parametrize("code", [408, 425])
@pytest.mark.parametrize("after_commit", [False, True])
def test_too_late_and_too_early(seen: Seen, atlas_sandbox: Sandbox, code: int, after_commit: bool) -> None:
    """They pass; whether it happened, the key tells."""
    atlas_sandbox.fail("create_agent_class", Status(code, after_commit=after_commit))
    seen.call(client(seen, atlas_sandbox).create_agent_class, BODY)
    seen.created(atlas_sandbox)

    assert (seen.outcome, seen.rows, seen.requests) == ("no error", 1, 2)


@pytest.mark.row(40)
@pytest.mark.parametrize(("seconds", "as_date"), [(0.4, False), (1, False), (0.4, True)])
def test_wait_as_told(seen: Seen, atlas_sandbox: Sandbox, seconds: float, as_date: bool) -> None:
    """
    That long, and hardly longer.

    Dates have whole seconds, and the server renews its own once a second: two may be three seconds further apart.
    """
    atlas_sandbox.fail("create_agent_class", Status(429, retry_after=seconds, as_date=as_date))
    seen.limit = 5.0
    policy = RetryPolicy(deadline=seen.limit)
    seen.call(client(seen, atlas_sandbox, policy=policy).create_agent_class, BODY)
    seen.created(atlas_sandbox)

    assert (seen.outcome, seen.rows, seen.requests) == ("no error", 1, 2)
    longest = seconds + 3 * as_date
    assert seconds <= seen.seconds < longest * 1.05 + 0.05 + LATE + seen.stolen


@pytest.mark.row(40)
def test_refused_again_and_again(seen: Seen, atlas_sandbox: Sandbox) -> None:
    """The error says how long it asked for at last; a write without a key is tried again as well."""
    atlas_sandbox.fail("verify_model_provider", Status(429, retry_after=0.1), times=None)
    seen.call(client(seen, atlas_sandbox).verify_model_provider, uuid4())
    seen.created(atlas_sandbox, operation="verify_model_provider")

    assert isinstance(seen.error, AtlasRateLimitError)
    assert (seen.error.retry_after, seen.requests) == (0.1, 3)


@pytest.mark.row(41)
def test_wait_without_being_told(seen: Seen, atlas_sandbox: Sandbox) -> None:
    """Longer than after other failures: a second at first, doubled each time."""
    atlas_sandbox.fail("create_agent_class", Status(429), times=None)
    with virtual_time() as clock:
        seen.call(seen.world.client(atlas_sandbox.url).create_agent_class, BODY)
    seen.created(atlas_sandbox)

    assert clock.pauses == [1.0, 2.0, 4.0]
    assert (seen.outcome, seen.rows, seen.requests) == ("AtlasRateLimitError", 0, 4)


NONSENSE = [
    "0", "-5", "", "abc", "inf", "-inf", "nan", "1e3", "+5", "5, 10", "9" * 35, "9" * 5000, "0x10", "5s", "1_000",
    "Infinity", "1,5", "five", "\u0665", "\u00b2", "T5", "PT5S",
]  # fmt: skip


@pytest.mark.row(42)
@pytest.mark.parametrize("value", NONSENSE)
@pytest.mark.parametrize("status", [429, 503])
def test_told_nonsense(seen: Seen, status: int, value: str) -> None:
    """It is as if nothing had been said."""
    headers = {"retry_after": value} if value.isascii() else {}
    refusal = problem(status, **headers)
    if not value.isascii():
        refusal.headers.raw.append((b"retry-after", value.encode()))
    server = Scripted(refusal, answer(200, []))
    with virtual_time() as clock:
        seen.call(seen.world.client("http://atlas.test", transport=server.transport).list_tools)
    seen.requests = len(server.requests)

    assert (seen.outcome, seen.requests) == ("no error", 2)
    assert clock.pauses == [0.05 if value == "0" else 1.0 if status == 429 else 0.1]


@pytest.mark.row(43)
@pytest.mark.parametrize("code", [429, 503])
@pytest.mark.parametrize("seconds", [121, 61, 2])
def test_longer_than_we_have(seen: Seen, atlas_sandbox: Sandbox, code: int, seconds: int) -> None:
    """Said at once, rather than after the time is over."""
    atlas_sandbox.fail("create_agent_class", Status(code, retry_after=seconds), times=None)
    seen.call(client(seen, atlas_sandbox).create_agent_class, BODY)
    seen.created(atlas_sandbox)

    assert isinstance(seen.error, (AtlasRateLimitError, AtlasServerError))
    assert (seen.error.retry_after, seen.requests, seen.rows) == (seconds, 1, 0)
    assert seen.seconds < LATE + seen.stolen
    assert not isinstance(seen.error, AtlasServerError) or seen.error.stop_reason != "attempts exhausted"


def http_date(seconds: float, **changes: Any) -> str:
    """Return a date that many seconds from a fixed moment."""
    return format_datetime(MOMENT + timedelta(seconds=seconds), **changes)


MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
DATES: dict[str, tuple[str, float | None]] = {
    "future": (http_date(7, usegmt=True), 7.0),
    "past": (http_date(-7, usegmt=True), 0.0),
    "another zone": ("Thu, 01 Jan 2026 01:00:07 +0100", 7.0),
    "no zone": ("Thu, 01 Jan 2026 00:00:07", 7.0),
    "RFC 850": ("Thursday, 01-Jan-26 00:00:07 GMT", 7.0),
    "asctime": ("Thu Jan  1 00:00:07 2026", 7.0),
    "year 100000": ("Thu, 01 Jan 100000 00:00:07 GMT", None),
    "ISO 8601": ("2026-01-01T00:00:07Z", None),
    "a day that is none": ("Thu, 41 Jan 2026 00:00:07 GMT", None),
    "an offset that is none": ("Thu, 01 Jan 2026 00:00:07 +9999", None),
}


@pytest.mark.row(44)
@pytest.mark.parametrize(("value", "seconds"), DATES.values(), ids=DATES)
def test_told_a_date(seen: Seen, value: str, seconds: float | None) -> None:
    """Compared with the answer's own date, so that a wrong clock does no harm; what is none is ignored."""
    refusal = problem(429, retry_after=value, date=http_date(0, usegmt=True))
    server = Scripted(refusal, answer(200, []))
    with virtual_time(jitter=0.0) as clock:
        seen.call(seen.world.client("http://atlas.test", transport=server.transport).list_tools)
    seen.requests = len(server.requests)

    assert (seen.outcome, seen.requests) == ("no error", 2)
    assert clock.pauses == [seconds or 0.0]


REDIRECTS = [301, 302, 303, 307, 308]


@pytest.mark.row(45)
@pytest.mark.parametrize("code", REDIRECTS)
@pytest.mark.parametrize("method", ["list_agent_classes", "create_agent_class"])
def test_sent_elsewhere(seen: Seen, code: int, method: str) -> None:
    """Not followed: an API that moves is a change for a person to look at."""
    server = Scripted(answer(code, b"", location="/api/v2/agent-classes"), answer(200, []))
    atlas = seen.world.client("http://atlas.test", transport=server.transport, policy=FAST)
    seen.call(getattr(atlas, method), *([BODY] if method.startswith("create") else []))
    seen.requests = len(server.requests)

    assert isinstance(seen.error, AtlasError)
    assert seen.requests == 1


@pytest.mark.row(46)
@pytest.mark.parametrize("code", REDIRECTS)
def test_sent_to_another_host(seen: Seen, code: int) -> None:
    """The other one gets neither token nor key nor body, nor anything else; the error says where it was to go."""
    with RawServer(says(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]")) as other:
        location = f"http://127.0.0.1:{other.port}/steal"
        head = f"HTTP/1.1 {code} Elsewhere\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n"
        with RawServer(says(head.encode())) as server:
            atlas = seen.world.client(server.url, token="secret-token", policy=FAST)
            seen.call(atlas.create_agent_class, BODY)
            seen.requests = server.requests
        assert other.requests == 0

    assert isinstance(seen.error, AtlasError)
    assert location in str(seen.error)
    assert seen.requests == 1
