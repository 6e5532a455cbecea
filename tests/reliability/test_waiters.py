"""Rows 36, 61 and 62: waiting for what isn't there yet, fails, vanishes or never ends, and polls that meet trouble."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from atlas_resilient import AtlasNotFoundError, AtlasServerError, AtlasTimeoutError, DeploymentError
from atlas_resilient.sandbox import Fault, HangUp, Sandbox, Status
from tests.reliability.conftest import FAST, Seen
from tests.scripted import SUPPORT, Scripted, answer


def client(seen: Seen, box: Sandbox, **options: Any) -> Any:
    """Return a client of the sandbox that retries fast."""
    return seen.world.client(box.url, **{"policy": FAST, **options})


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
