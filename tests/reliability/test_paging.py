"""Row 63: a list whose offset is not heeded, whose rows move, or a page of which fails."""

from __future__ import annotations

from typing import Any

import pytest

from atlas_resilient import AtlasConnectionError, AtlasServerError
from atlas_resilient.sandbox import CommitThenHangUp, Fault, Sandbox, Status
from tests.reliability.conftest import FAST, Seen, client
from tests.scripted import SUPPORT, Scripted, answer


def read(seen: Seen, rows: Any, number: int) -> list[str]:
    """Return the names of the next rows of a list."""
    step = (lambda: anext(rows)) if seen.world.is_async else (lambda: next(rows))
    return [seen.world.call(step).name for _ in range(number)]


@pytest.fixture
def listed(atlas_sandbox: Sandbox, seen: Seen) -> Any:
    """A client of a sandbox with twelve classes."""
    atlas = client(seen.world, atlas_sandbox.url)
    for number in range(12):
        seen.world.call(atlas.create_agent_class, {"name": f"class {number}"})
    return atlas


ALL = [f"class {number}" for number in range(12)]


@pytest.mark.row(63)
def test_the_offset_is_not_heeded(seen: Seen) -> None:
    """The same page for ever is found out, not read for ever."""
    server = Scripted(answer(200, [SUPPORT | {"id": f"22222222-2222-4222-8222-{n:012d}"} for n in range(4)]))
    atlas = seen.world.client("http://atlas.test", transport=server.transport, policy=FAST)
    seen.call(lambda: _all(seen, atlas.iter_agent_classes(page_size=4)))
    seen.requests = len(server.requests)

    assert seen.outcome == "AtlasResponseError"
    assert seen.requests == 2


def _all(seen: Seen, rows: Any) -> Any:
    async def collect() -> list[str]:
        return [row.name async for row in rows]

    return collect() if seen.world.is_async else [row.name for row in rows]


@pytest.mark.row(63)
def test_rows_come_and_go_meanwhile(seen: Seen, listed: Any, atlas_sandbox: Sandbox) -> None:
    """What was there all the time comes once, what moved past the page as well."""
    rows = listed.iter_agent_classes(page_size=4)
    names = read(seen, rows, 4)
    gone = seen.world.call(listed.list_agent_classes, limit=2)
    for each in gone:
        seen.world.call(listed.delete_agent_class, each.id)
    seen.world.call(listed.create_agent_class, {"name": "late"})
    seen.call(lambda: _all(seen, rows))
    seen.created(atlas_sandbox, operation="list_agent_classes")

    assert seen.outcome == "no error"
    assert names + seen.result == [*ALL, "late"]
    assert seen.rows == 11


@pytest.mark.row(63)
@pytest.mark.parametrize("fault", [Status(503), CommitThenHangUp()])
def test_page_three_fails(seen: Seen, listed: Any, atlas_sandbox: Sandbox, fault: Fault) -> None:
    """Once: nobody notices.  For good: an error, and then it goes on with that page."""
    once, again = listed.iter_agent_classes(page_size=4), listed.iter_agent_classes(page_size=4)
    # Pages overlap by a row: the third begins after seven.
    names, more = read(seen, once, 7), read(seen, again, 7)
    atlas_sandbox.fail("list_agent_classes", fault)
    assert names + [row.name for row in seen.world.collect(once)] == ALL
    atlas_sandbox.fail("list_agent_classes", fault, times=FAST.attempts)
    seen.call(lambda: _all(seen, again))
    seen.created(atlas_sandbox, operation="list_agent_classes")

    assert isinstance(seen.error, (AtlasServerError, AtlasConnectionError))
    assert more + [row.name for row in seen.world.collect(again)] == ALL
