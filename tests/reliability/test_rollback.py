"""Rows 59 and 60: a step that fails, and an undo that fails as well."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from atlas_resilient import (
    AsyncRollback,
    AtlasConnectionError,
    AtlasServerError,
    AtlasValidationError,
    Rollback,
)
from atlas_resilient.sandbox import CommitThenHangUp, Fault, HangUp, Sandbox, Status
from tests.reliability.conftest import FAST, Seen, client


class Building:
    """Creates five classes in a block that undoes them; before each, something may happen."""

    def __init__(self, seen: Seen, box: Sandbox, before: Callable[[int], None]) -> None:
        self.undo: Any = AsyncRollback() if seen.world.is_async else Rollback()
        self.made: list[str] = []
        self._atlas = client(seen.world, box.url)
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
