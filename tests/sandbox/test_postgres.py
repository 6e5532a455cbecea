"""
PostgreSQL: what only a server can do to us, and that nobody depends on how the server was set up.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import httpx
import psycopg
import pytest
from sqlalchemy import text

from atlas_resilient.sandbox import DatabaseUnusable, Sandbox
from atlas_resilient.sandbox.__main__ import main
from atlas_resilient.sandbox.storage import Storage
from atlas_resilient.sandbox.tables import AgentClass
from tests.postgres import Cluster

PATH = "/api/v1/agent-classes"
WAITING = "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
KEY = {"Idempotency-Key": "k"}


@pytest.fixture
def db(postgres: Cluster) -> str:
    """
    The URL of an empty database.
    """
    return postgres.new_database()


@pytest.fixture
def box(db: str) -> Iterator[Sandbox]:
    """
    A sandbox on it.
    """
    with Sandbox(db) as box:
        yield box


@pytest.fixture
def operator(db: str) -> Iterator[psycopg.Connection]:
    """
    A connection of somebody else's, past the sandbox.
    """
    with closing(psycopg.connect(db, autocommit=True)) as connection:
        yield connection


def wait_for_waiting(operator: psycopg.Connection, number: int) -> list[int]:
    """
    Return the processes that wait for a lock, as soon as they are *number*.
    """
    for _ in range(20_000):
        if len(found := operator.execute(WAITING).fetchall()) == number:
            return [pid for (pid,) in found]
    raise AssertionError(f"there are never {number} that wait")


def test_both_ways_to_write_the_url_are_one_database(db: str) -> None:
    """
    `postgresql://` and `postgresql+psycopg://`; each is shown as it was given.
    """
    other = db.replace("postgresql:", "postgresql+psycopg:")
    with Sandbox(db) as one, Sandbox(other) as two:
        httpx.post(one.url + PATH, json={"name": "a"}, trust_env=False)

        assert (one.database, two.database) == (db, other)
        assert two.rows("agent_class") == 1


def test_settings_of_the_server_do_not_matter(db: str) -> None:
    """
    Whoever set the server up otherwise: moments are in UTC, a commit is on disk, nobody waits for ever.
    """
    settings = ["TimeZone", "synchronous_commit", "lock_timeout", "transaction_isolation"]
    with closing(Storage(db)) as storage:
        with storage.read() as session:
            reading = [session.scalar(text(f"SHOW {each}")) for each in settings]
        with storage.write() as session:
            writing = [session.scalar(text(f"SHOW {each}")) for each in settings]

    assert reading == ["UTC", "on", "30s", "repeatable read"]
    assert writing == ["UTC", "on", "30s", "read committed"]


def test_what_is_read_is_what_was_answered(box: Sandbox, http: httpx.Client) -> None:
    """
    Moments and free objects come back byte by byte, the order of members and the number 1.0 included.
    """
    config = {"b": 1.0, "a": [{}, None, "\u0000ü"], "c": 2**60}

    created = http.post("/api/v1/model-providers", json={"name": "a", "config": config})
    read = http.get(f"/api/v1/model-providers/{created.json()['id']}")

    assert created.content == read.content
    assert list(read.json()["config"].items()) == list(config.items())


def test_what_it_cannot_hold_is_422(box: Sandbox, http: httpx.Client) -> None:
    """
    A NUL in a name is the caller's mistake and not the server's.
    """
    response = http.post(PATH, json={"name": "a\0b"}, headers=KEY)

    assert response.status_code == 422
    assert http.post(PATH, json={"name": "a"}, headers=KEY).status_code == 201


def test_sandboxes_can_start_at_once_on_an_empty_database(db: str) -> None:
    """
    Each makes the tables that are missing, and none stumbles over the others.
    """
    with ThreadPoolExecutor(6) as pool:
        opened = list(pool.map(Storage, [db] * 6))

    assert [each.rows("agent_class") for each in opened] == [0] * 6
    for each in opened:
        each.close()


def test_a_duplicate_waits_for_the_first(
    db: str, box: Sandbox, http: httpx.Client, operator: psycopg.Connection, connect: Any
) -> None:
    """
    Two of one key in two sandboxes: both wait while a third writes, then one works and one replays.
    """
    with (
        Sandbox(db) as two,
        connect(two) as other,
        closing(Storage(db)) as third,
        ThreadPoolExecutor(2) as pool,
    ):
        with third.write():
            posted = [
                pool.submit(each.post, PATH, json={"name": "blue"}, headers=KEY) for each in (http, other)
            ]
            wait_for_waiting(operator, 2)
            assert not any(each.done() for each in posted)
        first, second = (each.result() for each in posted)

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content
    assert sum("Idempotency-Replayed" in each.headers for each in (first, second)) == 1


def test_moments_are_in_the_order_of_the_commits(
    db: str, box: Sandbox, http: httpx.Client, operator: psycopg.Connection
) -> None:
    """
    Who waits for a turn gets its moment afterwards: a page that was read never grows in its middle.
    """
    with closing(Storage(db)) as other, ThreadPoolExecutor(1) as pool:
        with other.write() as session:
            posted = pool.submit(http.post, PATH, json={"name": "second"})
            wait_for_waiting(operator, 1)
            now = other.now()
            session.add(AgentClass(name="first", created_at=now, updated_at=now))
        posted.result()

    assert [each["name"] for each in http.get(PATH).json()] == ["first", "second"]


@pytest.mark.parametrize("code", ["40001", "40P01", "55P03", "57014", "53100"])
def test_what_may_go_better_next_time_is_503(
    http: httpx.Client, box: Sandbox, operator: psycopg.Connection, code: str
) -> None:
    """
    A serialisation failure, a deadlock, a lock, a cancellation, a full disk: try again, and the key is free.
    """
    operator.execute(
        "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{code}'; END$$".encode()
    )
    operator.execute("CREATE TRIGGER fail BEFORE INSERT ON agent_class EXECUTE FUNCTION fail()")
    refused = http.post(PATH, json={"name": "blue"}, headers=KEY)
    operator.execute("DROP TRIGGER fail ON agent_class")

    again = http.post(PATH, json={"name": "blue"}, headers=KEY)

    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "1")
    assert again.status_code == 201
    assert "Idempotency-Replayed" not in again.headers


def test_a_writer_that_is_cut_off_is_503(
    db: str, http: httpx.Client, box: Sandbox, operator: psycopg.Connection
) -> None:
    """
    The operator ends the connection in the middle of a write: nothing is stored, and the next one works.
    """
    with closing(Storage(db)) as other, ThreadPoolExecutor(1) as pool, other.write():
        posted = pool.submit(http.post, PATH, json={"name": "blue"})
        [waiting] = wait_for_waiting(operator, 1)
        operator.execute("SELECT pg_terminate_backend(%s)", [waiting])
        cut_off = posted.result()
    again = http.post(PATH, json={"name": "blue"})

    assert (cut_off.status_code, cut_off.headers["Retry-After"]) == (503, "1")
    assert again.status_code == 201
    assert box.rows("agent_class") == 1


def test_idle_connections_that_died_are_replaced(
    http: httpx.Client, box: Sandbox, operator: psycopg.Connection
) -> None:
    """
    The caller does not notice.
    """
    first = http.post(PATH, json={"name": "blue"})
    operator.execute(
        "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )

    answers = [http.get(PATH), http.post(PATH, json={"name": "red"}), http.get("/api/v1/health")]

    assert first.status_code == 201
    assert [each.status_code for each in answers] == [200, 201, 200]


def test_a_lost_database_is_503_until_it_is_back(postgres: Cluster, http: httpx.Client, box: Sandbox) -> None:
    """
    The server crashes: reads, writes and health say so; it comes back, and everything acknowledged is there.
    """
    created = http.post(PATH, json={"name": "blue"}, headers=KEY)
    postgres.stop()
    try:
        lost = [
            http.get(PATH),
            http.post(PATH, json={"name": "red"}),
            http.delete(f"{PATH}/{created.json()['id']}"),
        ]
        health = http.get("/api/v1/health")
    finally:
        postgres.start()

    listed = http.get(PATH)
    again = http.post(PATH, json={"name": "blue"}, headers=KEY)

    assert [(each.status_code, each.headers["Retry-After"]) for each in lost] == [(503, "1")] * 3
    assert (health.status_code, health.json()["database"]) == (503, "unreachable")
    assert listed.json() == [created.json()] == [again.json()]
    assert http.get("/api/v1/health").status_code == 200


@pytest.mark.parametrize(
    ("db", "says"),
    [
        ("postgresql://127.0.0.1:1/atlas", "refused"),
        ("postgresql://user:sesame@127.0.0.1:1/atlas", "refused"),
        ("postgresql://127.0.0.1:1/atlas?password=sesame", "refused"),
        ("postgresql://127.0.0.1:1/atlas?nonsense=1", "nonsense"),
        ("postgresql://127.0.0.1:1/atlas?connect_timeout=x", "connect_timeout"),
        ("postgresql+asyncpg://127.0.0.1:1/atlas", "use postgresql://"),
        ("postgresql+nope://127.0.0.1:1/atlas", "use postgresql://"),
    ],
)
def test_a_server_that_cannot_be_reached_is_one_line(
    capfd: pytest.CaptureFixture[str], db: str, says: str
) -> None:
    """
    Exit code 2, with why; a password is not told, wherever it stands.
    """
    code = main(["--db", db, "--port", "0"])

    output, errors = capfd.readouterr()
    assert (code, output) == (2, "")
    assert says in errors
    assert "sesame" not in errors
    assert len(errors.splitlines()) == 1


def test_a_database_that_is_not_there_is_told(postgres: Cluster) -> None:
    """
    The server is, but it has none of this name.
    """
    with pytest.raises(DatabaseUnusable, match='"nowhere" does not exist'), Sandbox(postgres.url("nowhere")):
        raise AssertionError("entered")


def test_a_missing_driver_names_the_extra(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """
    Exit code 2 and the line to type.
    """
    monkeypatch.setitem(sys.modules, "psycopg", None)

    code = main(["--db", "postgresql://127.0.0.1:1/atlas", "--port", "0"])

    _, errors = capfd.readouterr()
    assert code == 2
    assert 'pip install "atlas-resilient[sandbox,postgres]"' in errors
    assert len(errors.splitlines()) == 1
