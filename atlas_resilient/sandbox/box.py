"""
The sandbox: a server in a background thread, a database, and what can be done to them.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from datetime import datetime
from types import TracebackType
from typing import Any, Self, get_args
from uuid import UUID

from .access import TokenRule
from .app import build_app
from .document import load_document
from .door import FrontDoor
from .faults import Fault
from .hangup import Server, server_config
from .life_clock import LifeClock, Lifecycle
from .lifecycle import Pace
from .manifests import Manifests
from .plan import FaultPlan, PlannedFault
from .rate_limit import RateLimit
from .record import OnRequest, Received, Record
from .storage import Storage, utc_now

_LOOPBACK = {"127.0.0.1": "127.0.0.1", "localhost": "127.0.0.1", "::1": "::1"}


class Sandbox:
    """
    A Control Plane at `url`, from `with` to the end of the block.

    *db* is a database URL (in memory unless told), *port* 0 takes a free one.  With *token* None any bearer
    token or none is accepted; *read_only_token* may not write.  A caller, told by its token, may call
    *rate_limit* times a second, and *burst* times at once (a second's worth unless told); None is no limit.
    *on_request* is called with every `Received` when it is answered, in the server's thread.  *now* tells the
    time in UTC.

    Deployments and GRASP analyses move on by themselves at *pace*; with *lifecycle* `"manual"` only when
    `advance` or `settle` is called.

    Raises:
        ValueError: *host* is not this machine's own, or a token, a limit or *lifecycle* makes no sense.
        DatabaseUnusable: on entering, *db* makes no sense or cannot be opened.
        OSError: on entering, the port is taken.
    """

    def __init__(
        self,
        db: str = "sqlite://",
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        token: str | None = None,
        read_only_token: str | None = None,
        rate_limit: float | None = None,
        burst: int | None = None,
        on_request: OnRequest | None = None,
        now: Callable[[], datetime] = utc_now,
        lifecycle: Lifecycle = "real",
        pace: Pace = Pace(),  # noqa: B008 - frozen
    ) -> None:
        if host not in _LOOPBACK:
            raise ValueError(f"host must be one of {', '.join(sorted(_LOOPBACK))}, not {host!r}")
        if lifecycle not in get_args(Lifecycle):
            raise ValueError(f"lifecycle must be one of {', '.join(get_args(Lifecycle))}, not {lifecycle!r}")
        self.tokens = TokenRule(token, read_only_token)
        self.rate_limit = RateLimit(rate_limit, burst, now)
        self._address = (_LOOPBACK[host], port)
        self._db = db
        self._now = now
        self._lifecycle: Lifecycle = lifecycle
        self._pace = pace
        self._document = load_document()
        self._record = Record(on_request)
        self._faults = FaultPlan(self._document.ids)
        self._manifests = Manifests()
        self._running: _Running | None = None

    def __enter__(self) -> Self:
        """Open the database and start the server; it accepts connections when this returns."""
        if self._running is not None:
            raise RuntimeError("this sandbox is running already")
        with ExitStack() as undo:
            storage = Storage(self._db, self._now)
            undo.callback(storage.close)
            life = LifeClock(storage, self._now, self._lifecycle, self._pace)
            listener = undo.enter_context(_listen(self._address))
            app = build_app(storage, self._document, self._record, self._faults, self._manifests, life)
            door = FrontDoor(app, self._document, self._record, self._faults, self.tokens, self.rate_limit)
            self._running = _Running(storage, life, listener, door)
            undo.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the server, finish what is being worked on, and close the database."""
        running, self._running = self._started, None
        running.stop()

    @property
    def url(self) -> str:
        """Where it answers, without a path: `http://127.0.0.1:PORT`."""
        return self._started.url

    @property
    def database(self) -> str:
        """The database URL, its password masked."""
        return self._started.storage.label

    @property
    def requests(self) -> list[Received]:
        """What was received, in order of arrival, without bodies and tokens."""
        return self._record.requests()

    def count(self, operation: str) -> int:
        """
        Return how many requests of *operation* were received.

        Raises:
            ValueError: the document has no such operation.
        """
        if operation not in self._document.ids:
            raise ValueError(f"the document has no operation {operation!r}")
        return self._record.count(operation)

    def rows(self, table: str) -> int:
        """
        Return how many rows *table* holds: `agent_class`, `tool` and so on, as the error for another lists.

        Raises:
            ValueError: there is no such table.
        """
        return self._started.storage.rows(table)

    def fail(
        self,
        operation: str,
        fault: Fault,
        times: int | None = 1,
        *,
        probability: float = 1.0,
        seed: int | None = None,
    ) -> None:
        """
        Put *fault* on for the next *times* requests of *operation* (`"*"`: of any); None: until cleared.

        A request meets one fault at most: the first that was ordered and still fits.  With a *probability*
        below 1 it meets this one or goes on to the next, as dice with that *seed* fall; only those that meet
        it are counted.

        Raises:
            ValueError: the document has no such operation, or a number is out of its bounds.
        """
        self.plan(PlannedFault(operation, fault, times, probability, seed))

    def plan(self, planned: PlannedFault) -> None:
        """
        Put *planned* on, as `fail` does.

        Raises:
            ValueError: the document has no such operation.
        """
        self._faults.add(planned)

    def faults(self) -> list[PlannedFault]:
        """Return the faults that are still on."""
        return self._faults.planned()

    def clear_faults(self) -> None:
        """Put every fault off."""
        self._faults.clear()

    def register_manifest(self, source: str, tools: Iterable[Mapping[str, Any]]) -> None:
        """
        Let discover_tools find *tools*, each as create_tool takes it, under the name *source*.

        Raises:
            ValueError: one of *tools* is not what create_tool takes, or its name comes twice.
        """
        self._manifests.register(source, tools)

    def advance(self, seconds: float) -> None:
        """
        Put the clock of life cycles forward.

        Raises:
            ValueError: *seconds* is below 0 or not finite.
        """
        self._started.life.advance(seconds)

    def settle(self, kind: str, key: UUID | str, status: str, *, error: str | None = None) -> None:
        """
        Put a `"deployment"` or a `"grasp_analysis"` to *status* now; *error* says why it failed.

        Raises:
            ValueError: there is no such kind, id or status, or what is final would change.
        """
        self._started.life.settle(kind, key, status, error=error)

    def reset(self) -> None:
        """
        Empty the database, the faults, the manifests, the record, the metrics and the rate limit's count.

        Requests that are still at work are cut off before.
        """
        self._faults.clear()
        self._manifests.clear()
        self._started.turn_out()
        self._started.storage.clear()
        self._started.life.reset()
        self._record.clear()
        self.rate_limit.clear()
        self._record.meter.clear()

    def is_serving(self) -> bool:
        """Whether the server is running."""
        return self._running is not None and self._running.is_alive()

    @property
    def _started(self) -> _Running:
        if self._running is None:
            raise RuntimeError("this sandbox is not running: use it in a with block")
        return self._running


class _Running:
    """
    A server that is up, and what it holds open.
    """

    def __init__(self, storage: Storage, life: LifeClock, listener: socket.socket, door: FrontDoor) -> None:
        host, port = listener.getsockname()[:2]
        self.storage = storage
        self.life = life
        self.url = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
        self._listener = listener
        self._door = door
        self._server = Server(server_config(door), door.interrupt)
        self._thread = threading.Thread(target=self._serve, name="atlas-sandbox", daemon=True)
        self._thread.start()
        self._server.ready.wait()
        if not self._server.started:
            self._thread.join()
            raise RuntimeError("the sandbox's server did not start")

    def is_alive(self) -> bool:
        """Whether the server still runs."""
        return self._thread.is_alive()

    def turn_out(self) -> None:
        """Cut off the requests that are here, and wait until they are gone."""
        # The server cannot wait for itself, as it would when its hook resets it.
        loop = self._server.loop
        if loop is not None and self.is_alive() and threading.current_thread() is not self._thread:
            asyncio.run_coroutine_threadsafe(self._door.turn_out(), loop).result()

    def stop(self) -> None:
        """Stop the server and close everything."""
        self._server.should_exit = True
        self._thread.join()
        self._listener.close()
        self.storage.close()

    def _serve(self) -> None:
        try:
            self._server.run(sockets=[self._listener])
        finally:
            self._server.ready.set()


def _listen(address: tuple[str, int]) -> socket.socket:
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    # asyncio sets TCP_NODELAY only where TCP is named; without it every answer takes 40 ms.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        # A port that only lingers after a restart is free; one that somebody listens on is not.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(1024)
    except BaseException:
        listener.close()
        raise
    return listener
