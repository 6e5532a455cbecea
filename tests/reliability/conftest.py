"""What the tests of the reliability table call and see, and the table that is made of it."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from attrs import define

from atlas_resilient import RetryPolicy
from atlas_resilient.sandbox import Sandbox
from tests.conftest import World
from tests.raw_server import answers, says
from tests.reliability.report import Line, write
from tests.scripted import SUPPORT, Scripted

#: Two attempts after the first, with pauses that nobody notices; everything within a second.
FAST = RetryPolicy(attempts=3, base=0.01, throttle_base=0.01, deadline=1.0)
#: What an overrun of the deadline may be.
LATE = 0.25
#: What is said by whoever asks for a login first, and is no JSON.
HTML = b"<html><head><title>Sign in &amp; pay</title></head><body>" + b"portal " * 500
#: What a raw server does whose answer is whole.
GOOD = says(answers(json.dumps([SUPPORT]).encode()))
#: For what there is in one of the two worlds only.
in_asyncio = pytest.mark.parametrize("world", ["async"], indirect=True)

_LINES: list[Line] = []
_FAILED = pytest.StashKey[bool]()


class _Watch:
    """How late a thread that only sleeps has been: what others on the machine took from us."""

    def __init__(self) -> None:
        self.over = threading.Event()
        self.stolen = 0.0

    def __call__(self) -> None:
        while not self.over.is_set():
            began = time.monotonic()
            self.over.wait(0.02)
            late = time.monotonic() - began - 0.02
            self.stolen += late if late > 0.01 else 0.0


@contextmanager
def _watch() -> Iterator[_Watch]:
    watch = _Watch()
    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield watch
    finally:
        watch.over.set()
        thread.join()


@define
class Seen:
    """
    One case of a row: what came out, how long it took, what the server saw and what it holds.

    Whatever the fault, the call may take *limit* seconds, and `LATE` more; None where nothing limits it.
    """

    world: World
    limit: float | None = FAST.deadline
    error: BaseException | None = None
    result: Any = None
    seconds: float = 0.0
    requests: int | None = None
    rows: int | None = None
    stolen: float = 0.0

    def call(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        """Call *function* in the world at hand, and note how it ended."""
        began = time.monotonic()
        with _watch() as watch:
            try:
                self.result = self.world.call(function, *args, **kwargs)
            except BaseException as error:
                if isinstance(error, (pytest.fail.Exception, AssertionError)):
                    raise
                self.error = error
            self.seconds = time.monotonic() - began
        self.stolen = watch.stolen

    def created(self, box: Sandbox, table: str = "agent_class", operation: str | None = None) -> None:
        """Count rows of *table* and requests of *operation* (by default its create) in the sandbox."""
        self.rows = box.rows(table)
        self.requests = box.count(operation or f"create_{table}")

    @property
    def outcome(self) -> str:
        """The error's class, or that there was none."""
        return type(self.error).__name__ if self.error is not None else "no error"

    @property
    def facts(self) -> tuple[Any, ...]:
        """What says most: class, attempts, whether the outcome is unknown, and why it ended."""
        error: Any = self.error
        return (type(error).__name__, len(error.attempts), error.outcome_unknown, error.stop_reason)


@pytest.fixture
def seen(world: World, request: pytest.FixtureRequest) -> Iterator[Seen]:
    """What this case sees; it becomes a part of the row's line."""
    marker = request.node.get_closest_marker("row")
    case = Seen(world)
    yield case
    in_time = case.limit is None or case.seconds < case.limit + LATE + case.stolen
    failed = request.node.stash.get(_FAILED, False) or not in_time
    for number in marker.args:
        _LINES.append(
            Line(number, world.name, case.outcome, case.requests, case.seconds, case.rows, not failed)
        )
    assert in_time, f"it took {case.seconds:.2f} s"


def client(world: World, url: str, **options: Any) -> Any:
    """Return a client that retries fast, and has a second for everything."""
    return world.client(url, **{"policy": FAST, **options})


def ask(seen: Seen, *outcomes: Any, method: str = "get_agent_class", args: Any = (SUPPORT["id"],)) -> None:
    """Call a scripted server, and note what came of it."""
    server = Scripted(*outcomes)
    atlas = seen.world.client("http://atlas.test", transport=server.transport, policy=FAST)
    seen.call(getattr(atlas, method), *args)
    seen.requests = len(server.requests)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember whether the test itself failed, for its line."""
    report = yield
    item.stash[_FAILED] = item.stash.get(_FAILED, False) or report.failed
    return report


def pytest_sessionfinish() -> None:
    """Write the table where `ATLAS_RELIABILITY_REPORT` says, as `make reliability` does."""
    target = os.environ.get("ATLAS_RELIABILITY_REPORT")
    if target and _LINES:
        write(Path(target), _LINES)


@pytest.fixture(autouse=True)
def _direct(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")
