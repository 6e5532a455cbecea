"""What users write their own tests with."""

from __future__ import annotations

import doctest
import gzip
import threading
from typing import Any

import httpx
import pytest

import atlas_resilient._outcomes
import atlas_resilient._scripted
import atlas_resilient.testing
from atlas_resilient import (
    AtlasConnectionError,
    AtlasError,
    AtlasServerError,
    AtlasTimeoutError,
    Rollback,
    retry,
)
from atlas_resilient.testing import (
    RecordedAttempts,
    ScriptedServer,
    ScriptExhausted,
    answer,
    connection_lost,
    connection_refused,
    no_answer,
    problem,
    virtual_time,
)
from tests.conftest import World
from tests.scripted import SUPPORT

HEALTH = {"status": "healthy", "version": "1", "database": "ok", "uptime_seconds": 1}


def client(world: World, server: ScriptedServer, **options: Any) -> Any:
    """Return a client of the scripted server."""
    return world.client("http://atlas.test/prefix", transport=server.transport, **options)


@pytest.mark.parametrize("name", ["testing", "_scripted", "_outcomes"])
def test_the_examples_run(name: str) -> None:
    """To the letter, whatever a docstring of these modules shows."""
    result = doctest.testmod(getattr(atlas_resilient, name), extraglobs=vars(atlas_resilient.testing))

    assert result.attempted
    assert not result.failed


def test_outcomes_are_played_in_order_and_recorded(world: World) -> None:
    """Answers and failures, one for each request; all that was sent can be looked up."""
    recorded = RecordedAttempts()
    outcomes = connection_refused(), connection_lost(), problem(429, retry_after=2), answer(201, SUPPORT)
    with virtual_time() as time, ScriptedServer(*outcomes) as server:
        atlas = client(world, server, hooks=[recorded])
        world.run(atlas.create_agent_class({"name": "support"}))

    assert recorded.outcomes == ["AtlasConnectionError", "AtlasConnectionError", "AtlasRateLimitError", "ok"]
    assert [attempt.may_have_happened for attempt in recorded.attempts] == [False, True, False, False]
    assert recorded.pauses == time.pauses == [0.1, 0.2, 2.1]
    assert server.calls == ["POST /prefix/api/v1/agent-classes"] * 4
    assert server.count("create_agent_class") == server.count(server.calls[0]) == 4
    assert [request.json() for request in server.requests] == [{"name": "support"}] * 4
    assert len({request.headers["IDEMPOTENCY-KEY"] for request in server.requests}) == 1


def test_an_operation_can_have_a_script_of_its_own(world: World) -> None:
    """By its name or by method and path, which wins; the rest of the requests takes the general one."""
    path = "GET /prefix/api/v1/agent-classes"
    server = ScriptedServer(answer(200, HEALTH))
    server.on("list_agent_classes", answer(200, [])).on(path, answer(200, [SUPPORT]))
    server.on("get_agent_class", problem(404)).on("get_agent_class", answer(200, SUPPORT), repeat_last=True)
    atlas = client(world, server)

    assert len(world.run(atlas.list_agent_classes(limit=5))) == 1
    assert world.run(atlas.safe_get_agent_class(SUPPORT["id"])) is None
    assert world.run(atlas.get_agent_class(SUPPORT["id"])).name == "support"
    assert world.run(atlas.get_agent_class(SUPPORT["id"])).name == "support"
    assert world.run(atlas.health()).status == "healthy"
    assert server.requests[0].query == {"limit": "5"}
    with pytest.raises(AssertionError, match="1 of list_agent_classes"):
        server.check()


@pytest.mark.parametrize("name", ["create_agent_clas", "GET", "get /x", ""])
def test_a_script_for_nothing_is_refused(name: str) -> None:
    """A typing error would be a script that is never played."""
    with pytest.raises(ValueError, match="neither an operation"):
        ScriptedServer().on(name, answer())


def test_a_script_does_not_repeat_itself_silently(world: World) -> None:
    """The request for which nothing is left says so, and is not retried."""
    server = ScriptedServer(problem(503))
    with virtual_time(), pytest.raises(ScriptExhausted, match="GET /prefix/api/v1/health"):
        world.run(client(world, server).health())

    assert len(server.requests) == 2


def test_a_swallowed_end_of_the_script_is_told_at_the_end() -> None:
    """Code under test may catch everything, as a rollback does with the errors of its undo."""
    with pytest.raises(ScriptExhausted), ScriptedServer() as server:  # noqa: SIM117  # the order matters
        with pytest.raises(KeyError), Rollback() as undo:
            undo.add(httpx.Client(transport=server.transport).delete, "http://atlas.test/api/v1/health")
            raise KeyError


def test_outcomes_that_nobody_asked_for_are_told_at_the_end() -> None:
    """A test that expects more requests than came is wrong."""
    with (
        pytest.raises(AssertionError, match="2 of the script; asked: \\[\\]"),
        ScriptedServer(answer(), answer()),
    ):
        pass


def test_a_failing_block_fails_as_it_did() -> None:
    """What is left of the script then is no news."""
    with pytest.raises(KeyError), ScriptedServer(answer()):
        raise KeyError


def test_slow_answers_move_the_virtual_clock(world: World) -> None:
    """As far as the client waits for them, which the deadline limits."""
    with virtual_time() as time, ScriptedServer(answer(200, HEALTH, seconds=4.0), no_answer()) as server:
        atlas = client(world, server, timeout=30.0).with_options(deadline=10.0)
        world.run(atlas.health())
        assert time.now == 4.0
        with pytest.raises(AtlasTimeoutError):
            world.run(atlas.health())

    assert time.now == 14.0
    assert [request.timeout for request in server.requests] == [10.0, 10.0]


def test_an_answer_slower_than_the_timeout_is_none(world: World) -> None:
    """And its connection is given up; another attempt is made."""
    with (
        virtual_time() as time,
        ScriptedServer(answer(200, HEALTH, seconds=4.0), answer(200, HEALTH)) as server,
    ):
        world.run(client(world, server, timeout=3.0).health())

    assert time.now == 3.0 + 0.1


def test_no_time_passes_in_reality() -> None:
    """A slow answer without a virtual clock is a mistake, and so is an endless wait."""
    server = ScriptedServer(answer(seconds=1.0), no_answer(), no_answer())
    with httpx.Client(transport=server.transport, timeout=None) as plain:
        with pytest.raises(RuntimeError, match="virtual_time"):
            plain.get("http://atlas.test")
        with pytest.raises(AssertionError, match="for ever"):
            plain.get("http://atlas.test")
        with pytest.raises(httpx.ReadTimeout):
            plain.get("http://atlas.test", timeout=5.0)


def test_each_play_of_an_answer_is_a_new_one(world: World) -> None:
    """Encoded bodies included; all are read to the end and closed."""
    packed = gzip.compress(b"[]")
    server = ScriptedServer(answer(200, packed, headers={"Content-Encoding": "gzip"}), repeat_last=True)
    atlas = client(world, server)

    assert [world.run(atlas.list_agent_classes()) for _ in range(3)] == [[], [], []]
    assert server.unread == 0


def test_a_body_is_read_once_and_an_open_answer_is_seen() -> None:
    """As on a real connection; a mock that keeps the bytes hides such mistakes."""
    server = ScriptedServer(answer(200, [1]), repeat_last=True)
    request = httpx.Request("POST", "http://atlas.test", content=(part for part in [b"once"]))
    response = server.transport.handle_request(request)

    assert server.unread == 1
    assert b"".join(response.iter_bytes()) == b"[1]"
    response.close()
    assert server.unread == 0
    with pytest.raises(httpx.StreamConsumed):
        response.read()
    with pytest.raises(httpx.StreamConsumed):
        server.transport.handle_request(request)


def test_failures_are_new_each_time(world: World) -> None:
    """One exception raised twice would be its own cause."""
    server = ScriptedServer(connection_lost(), repeat_last=True)
    with virtual_time(), pytest.raises(AtlasConnectionError) as caught:
        world.run(client(world, server).health())

    assert len(caught.value.attempts) == 4
    assert caught.value.__cause__ is not None
    assert caught.value.__cause__.__context__ is None


def test_outcomes_can_depend_on_the_request(world: World) -> None:
    """A function is shown what came, and may give any outcome, an exception too."""

    def by_name(request: atlas_resilient.testing.Received) -> Any:
        return KeyError("mine") if request.json()["name"] == "b" else answer(201, SUPPORT)

    server = ScriptedServer(by_name, repeat_last=True)
    atlas = client(world, server)

    assert world.run(atlas.create_agent_class({"name": "a"})).name == "support"
    with pytest.raises(KeyError, match="mine"):
        world.run(atlas.create_agent_class({"name": "b"}))


def test_threads_share_a_script() -> None:
    """Every outcome is played once, whoever asks."""
    server = ScriptedServer(*[answer(200 + number) for number in range(64)])
    statuses: list[int] = []

    def ask() -> None:
        with httpx.Client(transport=server.transport) as plain:
            statuses.extend(plain.get("http://atlas.test").status_code for _ in range(8))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(statuses) == list(range(200, 264))
    server.check()


def test_everything_that_happens_is_recorded(world: World) -> None:
    """Attempts, giving up and undoing, in views of their own."""
    recorded = RecordedAttempts()
    server = ScriptedServer(problem(503), repeat_last=True)
    atlas = client(world, server)
    health = retry(attempts=2, hooks=[recorded])(
        atlas.with_options(policy=atlas.policy.evolve(attempts=1)).health
    )
    with virtual_time(), pytest.raises(AtlasServerError):
        world.call(health)
    with pytest.raises(AtlasError), Rollback(hooks=[recorded]) as undo:
        undo.add(int, "7")
        raise AtlasError

    assert recorded.outcomes == ["AtlasServerError"] * 2
    assert [(event.attempts, event.reason) for event in recorded.gave_up] == [(2, "attempts exhausted")]
    assert [(event.name, event.error) for event in recorded.undone] == [("int(...)", None)]
