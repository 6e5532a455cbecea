"""Rows 36 and 59 to 63: rolling back, waiting and paging when something goes wrong in the middle."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from atlas_resilient import (
    AsyncRollback,
    AtlasConnectionError,
    AtlasNotFoundError,
    AtlasServerError,
    AtlasTimeoutError,
    AtlasValidationError,
    DeploymentError,
    Rollback,
)
from atlas_resilient.sandbox import CommitThenHangUp, Fault, HangUp, Sandbox, Status
from tests.reliability.conftest import FAST, Seen
from tests.scripted import SUPPORT, Scripted, answer


def client(seen: Seen, box: Sandbox, **options: Any) -> Any:
    """Return a client of the sandbox that retries fast."""
    return seen.world.client(box.url, **{"policy": FAST, **options})


class Building:
    """Creates five classes in a block that undoes them; before each, something may happen."""

    def __init__(self, seen: Seen, box: Sandbox, before: Callable[[int], None]) -> None:
        self.undo: Any = AsyncRollback() if seen.world.is_async else Rollback()
        self.made: list[str] = []
        self._atlas = client(seen, box)
        self._before = before
        seen.call(self._build_async if seen.world.is_async else self._build)
        seen.created(box)

    def _build(self) -> None:
        with self.undo:
            for number in range(1, 6):
                self._before(number)
                made = self.undo.create(self._atlas.create_agent_class, {"name": f"step {number}"})
                self.made.append(str(made.id))

    async def _build_async(self) -> None:
        async with self.undo:
            for number in range(1, 6):
                self._before(number)
                made = await self.undo.create(self._atlas.create_agent_class, {"name": f"step {number}"})
                self.made.append(str(made.id))


def deleted(box: Sandbox) -> list[str]:
    """Return the ids of what was deleted, in order."""
    return [
        each.path.rpartition("/")[2]
        for each in box.requests
        if each.operation == "delete_agent_class" and each.status == 204
    ]


THIRD: dict[str, tuple[Fault, type[Exception]]] = {
    "refused": (Status(422), AtlasValidationError),
    "down": (Status(503), AtlasServerError),
    "down after the commit": (Status(503, after_commit=True), AtlasServerError),
    "committed, then gone": (CommitThenHangUp(), AtlasConnectionError),
    "gone": (HangUp(), AtlasConnectionError),
}


@pytest.mark.row(59)
@pytest.mark.parametrize(("fault", "error"), THIRD.values(), ids=THIRD)
def test_step_three_of_five(seen: Seen, atlas_sandbox: Sandbox, fault: Fault, error: type[Exception]) -> None:
    """Its error comes out; what the first two made is deleted, newest first, and before that what it may have made."""

    def before(number: int) -> None:
        if number == 3:
            # As often as the step attempts; when it is asked what came of it, that is answered.
            atlas_sandbox.fail("create_agent_class", fault, times=FAST.attempts)

    block = Building(seen, atlas_sandbox, before)

    assert type(seen.error) is error
    assert len(block.made) == 2
    assert deleted(atlas_sandbox)[-2:] == block.made[::-1]
    assert seen.rows == 0
    assert block.undo.failures == ()
    assert not hasattr(seen.error, "__notes__")


@pytest.mark.row(60)
@pytest.mark.parametrize("code", [403, 409, 503])
def test_an_undo_fails(seen: Seen, atlas_sandbox: Sandbox, code: int) -> None:
    """The first error comes out, and names what is left behind; everything else is undone."""

    def before(number: int) -> None:
        if number == 3:
            atlas_sandbox.fail("create_agent_class", Status(422))
            # That of step 2, as often as it is attempted.
            atlas_sandbox.fail("delete_agent_class", Status(code), times=FAST.attempts if code == 503 else 1)

    block = Building(seen, atlas_sandbox, before)
    first, second = block.made

    assert isinstance(seen.error, AtlasValidationError)
    assert deleted(atlas_sandbox) == [first]
    assert seen.rows == 1
    [failure] = block.undo.failures
    assert failure.status_code == code
    [note] = seen.error.__notes__
    assert "could not be undone" in note
    assert second in note


@pytest.mark.row(60)
def test_an_undo_that_passes(seen: Seen, atlas_sandbox: Sandbox) -> None:
    """It is tried again like any delete, and one that finds nothing is done."""

    def before(number: int) -> None:
        if number == 3:
            atlas_sandbox.fail("create_agent_class", Status(422))
            atlas_sandbox.fail("delete_agent_class", Status(503))
            atlas_sandbox.fail("delete_agent_class", CommitThenHangUp())

    block = Building(seen, atlas_sandbox, before)

    assert isinstance(seen.error, AtlasValidationError)
    assert block.undo.failures == ()
    assert seen.rows == 0


def deploy(seen: Seen, atlas: Any) -> Any:
    """Return a new deployment of a new definition."""
    owner = seen.world.call(atlas.create_agent_class, {"name": "owner"})
    definition = seen.world.call(
        atlas.create_agent_definition, {"name": "one", "agent_class_id": str(owner.id)}
    )
    return seen.world.call(
        atlas.create_deployment, {"name": "blue", "agent_definition_id": str(definition.id)}
    )


def wait(seen: Seen, box: Sandbox, act: Callable[[Any], None], **options: Any) -> None:
    """Wait for a deployment; as soon as it was seen, *act* is called with it, once."""
    atlas = client(seen, box)
    blue = deploy(seen, atlas)
    pending = [act]

    def on_progress(found: Any) -> None:
        if pending:
            pending.pop()(found)

    settings: dict[str, Any] = {"timeout": 0.8, "interval": 0.02, "on_progress": on_progress, **options}
    seen.call(atlas.wait_for_deployment, blue.id, **settings)
    seen.created(box, "deployment", "get_deployment")
    seen.limit = settings["timeout"]


@pytest.mark.row(36)
@pytest.mark.parametrize("times", [1, 2])
def test_it_is_not_there_yet(seen: Seen, atlas_sandbox: Sandbox, times: int) -> None:
    """A reader may lag behind the create; a plain get says so, a waiter looks again."""
    atlas = client(seen, atlas_sandbox)
    blue = deploy(seen, atlas)
    atlas_sandbox.settle("deployment", blue.id, "completed")
    atlas_sandbox.fail("get_deployment", Status(404), times=1 + times)
    with pytest.raises(AtlasNotFoundError):
        seen.world.call(atlas.get_deployment, blue.id)
    seen.call(atlas.wait_for_deployment, blue.id, interval=0.02)
    seen.created(atlas_sandbox, "deployment", "get_deployment")

    assert (seen.outcome, seen.requests, seen.rows) == ("no error", 2 + times, 1)


@pytest.mark.row(36)
@pytest.mark.parametrize("lag", [0.0, 0.3])
def test_it_is_never_there(seen: Seen, atlas_sandbox: Sandbox, lag: float) -> None:
    """For so long, and not for all the time that a waiter may wait."""
    atlas = client(seen, atlas_sandbox)
    seen.call(atlas.wait_for_deployment, SUPPORT["id"], lag=lag, interval=0.02, timeout=10.0)
    seen.created(atlas_sandbox, "deployment", "get_deployment")

    assert isinstance(seen.error, AtlasNotFoundError)
    # One poll may begin before, and the pause before the last is 8 intervals at most.
    seen.limit = lag + 8 * 0.02
    assert (seen.requests == 1) is (lag == 0.0)
    seen.requests = None


@pytest.mark.row(61)
def test_it_fails(seen: Seen, atlas_sandbox: Sandbox) -> None:
    """The error says why, and shows it as it was."""
    wait(
        seen,
        atlas_sandbox,
        lambda blue: atlas_sandbox.settle("deployment", blue.id, "failed", error="no space"),
    )

    assert isinstance(seen.error, DeploymentError)
    assert "failed" in str(seen.error)
    assert seen.error.resource.status == "failed"


@pytest.mark.row(61)
def test_it_never_ends(seen: Seen, atlas_sandbox: Sandbox) -> None:
    """The error says what was seen last, and when to give up is kept to."""
    wait(seen, atlas_sandbox, lambda blue: None)

    assert isinstance(seen.error, AtlasTimeoutError)
    assert seen.error.last_state == "spawning"
    seen.requests = None


@pytest.mark.row(61)
def test_it_vanishes(seen: Seen, atlas_sandbox: Sandbox) -> None:
    """What was there and isn't any more won't come back: at once, not at the end of the time."""
    wait(seen, atlas_sandbox, lambda blue: atlas_sandbox.fail("get_deployment", Status(404), times=None))

    assert isinstance(seen.error, AtlasNotFoundError)
    assert seen.requests == 2


@pytest.mark.row(61)
def test_it_goes_to_and_fro(seen: Seen) -> None:
    """Only a state that is final ends it, however often the others change, and whatever they are called."""
    states = ["spawning", "active", "spawning", "paused", "active", "spawning", "completed"]
    server = Scripted(*(answer(200, deployment(state)) for state in states))
    atlas = seen.world.client("http://atlas.test", transport=server.transport, policy=FAST)
    shown: list[str] = []
    seen.call(
        atlas.wait_for_deployment,
        SUPPORT["id"],
        interval=0.001,
        on_progress=lambda found: shown.append(str(found.status)),
    )
    seen.requests = len(server.requests)

    assert seen.outcome == "no error"
    assert seen.result.status == "completed"
    assert shown == states


def deployment(state: str) -> dict[str, Any]:
    """Return a deployment in that state, as the server shows it."""
    more = {"agent_definition_id": SUPPORT["id"], "blueprint_id": None, "environment": "production"}
    return {**SUPPORT, **more, "status": state, "config": {}, "project_context": {}, "spec_md_path": None}


@pytest.mark.row(62)
@pytest.mark.parametrize("fault", [Status(503), Status(429), Status(429, retry_after=0.1), HangUp()])
def test_polls_meet_trouble(seen: Seen, atlas_sandbox: Sandbox, fault: Fault) -> None:
    """It passes within the time of the waiting; a 429 is no reason to poll faster."""

    def act(blue: Any) -> None:
        atlas_sandbox.fail("get_deployment", fault, times=2)
        atlas_sandbox.settle("deployment", blue.id, "completed")

    wait(seen, atlas_sandbox, act)

    assert seen.outcome == "no error"
    assert seen.result.status == "completed"
    assert seen.requests == 4


@pytest.mark.row(62)
@pytest.mark.parametrize("interval", [0.05, 0.1])
def test_polls_are_not_too_many(seen: Seen, atlas_sandbox: Sandbox, interval: float) -> None:
    """Pauses grow from the interval, jittered to no less than half of it."""
    wait(seen, atlas_sandbox, lambda blue: None, interval=interval)

    # 0.8 seconds of pauses that are at least 1/2, 1, 2, 4, 4, ... intervals.
    halves = [interval / 2 * min(2**number, 8) for number in range(20)]
    most = next(number for number in range(20) if sum(halves[:number]) > 0.8)
    assert isinstance(seen.error, AtlasTimeoutError)
    assert seen.requests is not None
    assert 2 <= seen.requests <= most
    seen.requests = None


@pytest.mark.row(62)
def test_polls_that_are_all_in_vain(seen: Seen, atlas_sandbox: Sandbox) -> None:
    """A server that stays down ends it with its own error, and not later than allowed."""
    wait(seen, atlas_sandbox, lambda blue: atlas_sandbox.fail("get_deployment", Status(503), times=None))

    assert isinstance(seen.error, AtlasServerError)


def read(seen: Seen, rows: Any, number: int) -> list[str]:
    """Return the names of the next rows of a list."""
    step = (lambda: anext(rows)) if seen.world.is_async else (lambda: next(rows))
    return [seen.world.call(step).name for _ in range(number)]


@pytest.fixture
def listed(atlas_sandbox: Sandbox, seen: Seen) -> Any:
    """A client of a sandbox with twelve classes."""
    atlas = client(seen, atlas_sandbox)
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
