"""Rows 47 to 50, 54, 57 and 58: what is refused before anything is sent, and what survives being copied."""

from __future__ import annotations

import asyncio
import copy
import io
import multiprocessing
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import Any, Literal
from urllib.parse import urlsplit

import httpx
import pytest
from atlas_control_plane.models import AgentClassCreate

from atlas_resilient import AtlasError, RetryPolicy
from atlas_resilient.testing import virtual_time
from tests.conftest import World
from tests.reliability.conftest import FAST, Seen
from tests.scripted import SUPPORT, Scripted, answer, problem

IDS = {
    47: {"nothing": "", "here": ".", "up": ".."},
    48: {
        "up and away": "../x", "slash": "a/b", "query": "a?b", "fragment": "#", "encoded": "%2e%2e",
        "line": "a\r\nX: y", "NUL": "\0", "long": "x" * 5000, "emoji": "🙂", "space": " ",
        "a UUID and more": f"{SUPPORT['id']}/tools", "backslash": "..\\x", "full-width": "．．", "surrogate": "\ud800",  # noqa: RUF001
    },
}  # fmt: skip
METHODS = ["get_agent_class", "safe_get_agent_class", "delete_agent_class", "wait_for_deployment"]
every_id = pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(wrong, marks=pytest.mark.row(number), id=f"{number}-{name}")
        for number, wrongs in IDS.items()
        for name, wrong in wrongs.items()
    ],
)


@every_id
@pytest.mark.parametrize("method", METHODS)
def test_an_id_that_is_none(seen: Seen, method: str, wrong: str) -> None:
    """All ids of this API are UUIDs: whatever is none is refused, and nothing is sent."""
    server = Scripted(answer(200, SUPPORT))
    atlas = seen.world.client("http://atlas.test", transport=server.transport, policy=FAST)
    seen.call(getattr(atlas, method), wrong)
    seen.requests = len(server.requests)

    assert (seen.outcome, seen.requests) == ("ValueError", 0)


@pytest.mark.row(48)
@pytest.mark.parametrize("wrong", [*IDS[47].values(), *IDS[48].values()], ids=[*IDS[47], *IDS[48]])
def test_a_name_that_is_odd(seen: Seen, wrong: str) -> None:
    """One that is a string in the document is sent in the body or the query, and the path stays what it is."""
    server = Scripted(answer(200, []))
    atlas = seen.world.client("http://atlas.test", transport=server.transport, policy=FAST)
    seen.call(atlas.list_deployments, environment=wrong)
    seen.requests = len(server.requests)

    assert seen.error is None or isinstance(seen.error, ValueError)
    assert seen.requests == (seen.error is None)
    for request in server.requests:
        assert urlsplit(str(request.url)).path == "/api/v1/deployments"
        assert request.url.params["environment"] == wrong


SECRET = "secret-word"
ADDRESSES = [
    "ftp://atlas.test", "file:///etc/passwd", "atlas.test", "//atlas.test", "", " ", "http://", "http:///x",
    "http://atlas.test:99999", "http://atlas.test:0", "http://atlas.test:-1", "http://atlas.test:x", "http://[::1",
    "http://[zz::1]", f"http://{'a' * 300}.test", f"http://me:{SECRET}@atlas.test", f"http://{SECRET}@atlas.test",
    f"http://me:{SECRET}@atlas.test:99999", f"http://me:{SECRET}@[::1", f"http://me:{SECRET}@", "http://a b.test",
    f"me:{SECRET}@atlas.test", f"http:/me:{SECRET}@atlas.test", f"ftp://atlas.test/?key={SECRET}",
    f"http://atlas.test/?key={SECRET}", "http://atlas.test/#x", "http://atlas.test\n/", "http://atlas.test\0",
]  # fmt: skip


@pytest.mark.row(49)
@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_makes_no_sense(seen: Seen, address: str) -> None:
    """Refused when the client is made, and a password in it is not repeated."""
    seen.call(seen.world.client, address)

    assert isinstance(seen.error, ValueError)
    assert "base_url" in str(seen.error)
    told: BaseException | None = seen.error
    while told is not None:
        assert SECRET not in f"{told} {told!r}"
        told = None if told.__suppress_context__ else told.__context__


@pytest.mark.row(49)
@pytest.mark.parametrize("address", [f"http://me:{SECRET}@[::1", "http://atlas.test:99999"])
def test_such_an_address_in_the_environment(
    seen: Seen, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is refused just the same."""
    monkeypatch.setenv("ATLAS_BASE_URL", address)
    seen.call(seen.world.client)

    assert isinstance(seen.error, ValueError)
    assert SECRET not in str(seen.error)


NUMBERS: list[tuple[str, Any]] = [
    *(("deadline", value) for value in (0, 0.0, -1, -0.001, float("nan"), float("inf"), -float("inf"), True, "1")),
    *(("attempts", value) for value in (0, -1, True, False, 10**9, 1.5, "3", None, float("nan"))),
    *((name, value) for name in ("base", "throttle_base", "cap") for value in (0, -1, float("nan"), None)),
    *(("retry_after_max", value) for value in (-1, float("nan"), float("inf"), None)),
]  # fmt: skip


@pytest.mark.row(50)
@pytest.mark.parametrize(("name", "value"), NUMBERS)
def test_a_number_that_makes_no_sense(seen: Seen, name: str, value: Any) -> None:
    """Refused where it is written down, by name: of the wrong type, or out of its bounds."""
    seen.call(lambda: RetryPolicy(**{name: value}))

    assert isinstance(seen.error, (ValueError, TypeError))
    assert name in str(seen.error)
    assert isinstance(seen.error, ValueError) is (
        isinstance(value, (int, float)) and not isinstance(value, bool) and value != 1.5
    ) or (name, str(value)) == ("attempts", "nan")


@pytest.mark.row(50)
@pytest.mark.parametrize("value", [0, -1, float("nan"), float("inf")])
def test_a_deadline_of_a_call_that_makes_no_sense(seen: Seen, value: float) -> None:
    """The same for a view's."""
    server = Scripted(answer(200, []))
    atlas = seen.world.client("http://atlas.test", transport=server.transport)
    seen.call(lambda: atlas.with_options(deadline=value))
    seen.requests = len(server.requests)

    assert (seen.outcome, seen.requests) == ("ValueError", 0)


USES: dict[str, Callable[[Any], Any]] = {
    "read": lambda atlas: atlas.list_agent_classes(),
    "create": lambda atlas: atlas.create_agent_class({"name": "support"}),
    "get or create": lambda atlas: atlas.get_or_create_agent_class({"name": "support"}),
    "safe get": lambda atlas: atlas.safe_get_agent_class(SUPPORT["id"]),
    "wait": lambda atlas: atlas.wait_for_deployment(SUPPORT["id"]),
    "view": lambda atlas: atlas.with_options(deadline=1.0).list_agent_classes(),
}


@pytest.mark.row(54)
@pytest.mark.parametrize("use", USES.values(), ids=USES)
@pytest.mark.parametrize("times", [1, 2])
def test_used_after_it_was_closed(seen: Seen, use: Callable[[Any], Any], times: int) -> None:
    """A mistake in the program, said at once; no retry makes it better.  Closing twice is none."""
    server = Scripted(answer(200, []))
    atlas = seen.world.client("http://atlas.test", transport=server.transport, policy=FAST)
    for _ in range(times):
        seen.world.call(atlas.aclose if seen.world.is_async else atlas.close)
    seen.call(use, atlas)
    seen.requests = len(server.requests)

    assert (seen.outcome, seen.requests) == ("RuntimeError", 0)
    assert "closed" in str(seen.error)


STREAMS: dict[str, Callable[[], Any]] = {
    "file": lambda: io.BytesIO(b'{"name": "support"}'),
    "generator": lambda: (part for part in (b'{"name": ', b'"support"}')),
    "bytes": lambda: b'{"name": "support"}',
    "a generator inside": lambda: {"name": "support", "tools": (number for number in range(3))},
}


@pytest.mark.row(57)
@pytest.mark.parametrize("stream", STREAMS.values(), ids=STREAMS)
def test_a_body_that_can_be_read_only_once(seen: Seen, stream: Callable[[], Any]) -> None:
    """There is no such body: it would be empty when it is sent again."""
    server = Scripted(problem(503), answer(201, SUPPORT))
    atlas = seen.world.client("http://atlas.test", transport=server.transport, policy=FAST)
    seen.call(atlas.create_agent_class, stream())
    seen.requests = len(server.requests)

    assert (seen.outcome, seen.requests) == ("TypeError", 0)


@pytest.mark.row(57)
@pytest.mark.parametrize("body", [{"name": "support"}, AgentClassCreate("support")], ids=["dict", "model"])
@pytest.mark.parametrize("method", ["create_agent_class", "get_or_create_agent_class"])
@pytest.mark.parametrize("failure", [problem(503), problem(429), httpx.ReadError("reset")])
def test_every_attempt_sends_the_same(seen: Seen, failure: Any, method: str, body: Any) -> None:
    """The same bytes under the same key, although the caller changes the body meanwhile."""
    body = copy.copy(body)

    def changes_it(request: object) -> httpx.Response:
        if isinstance(body, dict):
            body["name"] = "other"
        else:
            body.name = "other"
        if isinstance(failure, Exception):
            raise failure
        return httpx.Response(failure.status_code, content=failure.content)

    server = Scripted(changes_it, changes_it, answer(201, SUPPORT))
    atlas = seen.world.client("http://atlas.test", transport=server.transport, policy=FAST)
    seen.call(getattr(atlas, method), body)
    seen.requests = len(server.requests)

    assert (seen.outcome, seen.requests) == ("no error", 3)
    assert {request.body for request in server.requests} == {b'{"name":"support"}'}
    assert len(set(server.header("idempotency-key"))) == 1


FAILURES: dict[str, Any] = {
    "404": problem(404),
    "422": problem(422, [{"loc": ["body", "name"], "msg": "no", "type": "x"}]),
    "429": problem(429, retry_after="90"),
    "503": problem(503),
    "520": answer(520, b"<html>"),
    "reset": httpx.ReadError("reset"),
    "refused": httpx.ConnectError("refused"),
    "late": httpx.ReadTimeout("late"),
    "no JSON": answer(201, b"<html>"),
    "malformed": answer(201, SUPPORT | {"id": None}),
    "exists": answer(409, {"detail": "exists"}),
}


def fail(world: World, failure: str) -> Any:
    """Raise what a create raises that fails so."""
    atlas = world.client("http://atlas.test", transport=Scripted(FAILURES[failure]).transport)
    with virtual_time():
        return world.call(atlas.create_agent_class, {"name": "support"})


def shown(error: AtlasError) -> Any:
    """Return everything that an error says, its answer by what it holds."""
    facts = {name: value for name, value in vars(error).items() if name not in ("_response", "__notes__")}
    answered = getattr(error, "_response", None)
    told = answered and (answered.status_code, answered.content, answered.headers.multi_items())
    return type(error), error.args, str(error), facts, told, getattr(error, "__notes__", [])


COPIES: dict[str, Callable[[Any], Any]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": lambda error: pickle.loads(pickle.dumps(error)),
    "oldest pickle": lambda error: pickle.loads(pickle.dumps(error, 0)),
}


@pytest.mark.row(58)
@pytest.mark.parametrize("failure", FAILURES)
def test_a_copied_error(seen: Seen, failure: str) -> None:
    """It says all that the first one says, the request's id and every attempt included."""
    with pytest.raises(AtlasError) as caught:
        fail(seen.world, failure)
    seen.error = caught.value

    seen.error.add_note("a note")
    assert seen.error.request_id
    assert seen.error.attempts
    for name, through in COPIES.items():
        assert shown(through(seen.error)) == shown(seen.error), name


@pytest.fixture(scope="module")
def processes() -> Iterator[ProcessPoolExecutor]:
    """Another process, that knows nothing of this one."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        yield pool


def fail_there(name: Literal["sync", "async"], failure: str) -> Any:
    """Fail in another process, which can't be handed a world."""
    with asyncio.Runner() as runner:
        return fail(World(name, runner), failure)


@pytest.mark.row(58)
@pytest.mark.parametrize("failure", FAILURES)
def test_an_error_of_another_process(seen: Seen, processes: ProcessPoolExecutor, failure: str) -> None:
    """It arrives as what it was."""
    future = processes.submit(fail_there, seen.world.name, failure)
    seen.error = future.exception(timeout=60)

    with pytest.raises(AtlasError) as caught:
        fail(seen.world, failure)
    assert type(seen.error) is type(caught.value)
    assert isinstance(seen.error, AtlasError)
    assert seen.error.request_id
    assert len(seen.error.attempts) == len(caught.value.attempts)
    assert seen.error.stop_reason == caught.value.stop_reason
