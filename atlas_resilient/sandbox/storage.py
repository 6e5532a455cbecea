"""
The database: one transaction for every call, committed before the call is answered.

Those that write take turns, in SQLite and in PostgreSQL, in one process and between several: what one has
looked at stays so until it is committed, and the order of the moments is the order of the commits.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import URL, Engine, QueuePool, create_engine, delete, event, func, make_url, select
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.orm import Session

from .base_tables import Base
from .tables import RESOURCES

_BUSY_TIMEOUT = 30.0
# More than there are threads that work: nobody waits for a connection.
_CONNECTIONS = 10
_CONNECT_TIMEOUT = 5
# The key of the lock that whoever writes to PostgreSQL holds; every sandbox has to use the same.
_TURN = int.from_bytes(b"atlas")
_SECRETS = ("password", "sslpassword")


class DatabaseUnusable(ValueError):
    """
    The database URL makes no sense, or what it names cannot be opened.
    """


def utc_now() -> datetime:
    """Return the current moment."""
    return datetime.now(UTC)


class Clock:
    """
    Tell the time so that no two moments are equal and none is before the one told last.
    """

    def __init__(self, source: Callable[[], datetime]) -> None:
        self._source = source
        self._last = datetime.min.replace(tzinfo=UTC)
        self._lock = threading.Lock()

    def __call__(self) -> datetime:
        with self._lock:
            self._last = max(self._source(), self._last + timedelta(microseconds=1))
            return self._last


class Storage:
    """
    An open database with all its tables.

    Raises:
        DatabaseUnusable: *db* makes no sense, or what it names cannot be opened.
    """

    def __init__(self, db: str, now: Callable[[], datetime] = utc_now) -> None:
        url = _read_url(db)
        self.now = Clock(now)
        self.label = _label(url)
        self.is_sqlite = url.get_backend_name() == "sqlite"
        # SQLite has one writer at a time; in the process they queue here, in order and without polling.
        self._turn: AbstractContextManager[Any] = threading.Lock() if self.is_sqlite else nullcontext()
        with ExitStack() as unless_open:
            try:
                self._engine = _create_engine(url)
                unless_open.callback(self._engine.dispose)
                self._writer = self._engine.execution_options(begins_writing=True)
                self._reader = self._engine
                if not self.is_sqlite:
                    self._reader = self._engine.execution_options(
                        isolation_level="REPEATABLE READ", postgresql_readonly=True
                    )
                with self._turn, self._writer.begin() as connection:
                    Base.metadata.create_all(connection)
            except (SQLAlchemyError, ModuleNotFoundError) as error:
                reason = getattr(error, "orig", None) or error
                raise DatabaseUnusable(f"cannot open the database {self.label}: {reason}") from error
            unless_open.pop_all()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that sees one state of the database."""
        with Session(self._reader) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Give a session whose work is committed at the end of the block, or undone when it raises."""
        with self._turn, Session(self._writer, expire_on_commit=False) as session, session.begin():
            # The turn is taken here and not at the first statement: what the work does before counts too.
            session.connection()
            yield session

    def check(self) -> None:
        """Raise SQLAlchemyError unless the database answers."""
        with self.read() as session:
            session.execute(select(func.count()).select_from(RESOURCES["agent_class"]))

    def rows(self, table: str) -> int:
        """Return how many rows *table* holds."""
        if table not in RESOURCES:
            raise ValueError(f"no table {table!r}: there are {', '.join(sorted(RESOURCES))}")
        with self.read() as session:
            return session.scalar(select(func.count()).select_from(RESOURCES[table])) or 0

    def clear(self) -> None:
        """Delete every row of every table."""
        with self.write() as session:
            for table in reversed(Base.metadata.sorted_tables):
                session.execute(delete(table))

    def close(self) -> None:
        """Close every connection; what was only in memory is gone."""
        self._engine.dispose()


def _read_url(db: str) -> URL:
    try:
        url = make_url(db)
        backend = url.get_backend_name()
    except (ArgumentError, ValueError) as error:
        raise DatabaseUnusable(
            "the database must be a URL such as sqlite:///atlas.db or sqlite://"
        ) from error
    if backend not in {"sqlite", "postgresql"}:
        raise DatabaseUnusable(
            f"a database of the kind {backend!r} is not supported: use sqlite or postgresql"
        )
    if backend == "postgresql" and url.drivername not in {"postgresql", "postgresql+psycopg"}:
        raise DatabaseUnusable(f"the database driver {url.drivername} is not supported: use postgresql://")
    return url


def _label(url: URL) -> str:
    hidden = {name: "hidden" for name in _SECRETS if name in url.query}
    return url.update_query_dict(hidden).render_as_string(hide_password=True)


def _create_engine(url: URL) -> Engine:
    create = _create_sqlite if url.get_backend_name() == "sqlite" else _create_postgresql
    try:
        return create(url)
    except NoSuchModuleError as error:
        raise DatabaseUnusable(f"there is no such database driver: {url.drivername}") from error


def _create_sqlite(url: URL) -> Engine:
    in_memory = url.database in {None, "", ":memory:"}
    engine = create_engine(
        url,
        poolclass=QueuePool,
        # A database in memory is its connection: there must be one, which transactions take in turn.
        pool_size=1 if in_memory else _CONNECTIONS,
        max_overflow=0,
        connect_args={"check_same_thread": False, "timeout": _BUSY_TIMEOUT},
    )
    _prepare_sqlite(engine, in_memory=in_memory)
    return engine


def _prepare_sqlite(engine: Engine, *, in_memory: bool) -> None:
    def on_connect(connection: Any, _: object) -> None:
        # The driver would begin late and commit early by itself; transactions are ours.
        connection.isolation_level = None
        with ExitStack() as unless_ready:
            unless_ready.callback(connection.close)
            connection.execute("PRAGMA foreign_keys = ON")
            if not in_memory:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
            unless_ready.pop_all()

    def on_begin(connection: Any) -> None:
        # A reader that turns writer halfway could find the database changed below it.
        writes = connection.get_execution_options().get("begins_writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)


def _create_postgresql(url: URL) -> Engine:
    patience = {} if "connect_timeout" in url.query else {"connect_timeout": _CONNECT_TIMEOUT}
    try:
        engine = create_engine(
            url.set(drivername="postgresql+psycopg"),
            pool_size=_CONNECTIONS,
            max_overflow=0,
            # A connection that died while it lay in the pool is replaced, and nobody hears of it.
            pool_pre_ping=True,
            # A writer must see what was committed while it waited for its turn.
            isolation_level="READ COMMITTED",
            connect_args=patience,
        )
    except ImportError as error:
        raise DatabaseUnusable(
            f'the database {_label(url)} needs psycopg: pip install "atlas-resilient[sandbox,postgres]"'
        ) from error
    _prepare_postgresql(engine)
    return engine


def _prepare_postgresql(engine: Engine) -> None:
    settings = {
        "TimeZone": "UTC",
        "synchronous_commit": "on",
        "lock_timeout": f"{_BUSY_TIMEOUT:g}s",
    }
    query = f"SELECT {', '.join('set_config(%s, %s, false)' for _ in settings)}"

    def on_connect(connection: Any, _: object) -> None:
        connection.execute(query, [text for setting in settings.items() for text in setting])
        connection.commit()

    def on_begin(connection: Any) -> None:
        if connection.get_execution_options().get("begins_writing", False):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN})")

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)
