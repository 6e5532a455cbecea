"""
The sandbox itself: its start, its end, its record.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from atlas_resilient import sandbox
from atlas_resilient.sandbox import DatabaseUnusable, Received, Sandbox

PATH = "/api/v1/agent-classes"


def test_the_record_tells_what_came_in(http: httpx.Client, box: Sandbox) -> None:
    """
    Operation, method, path, query, ids, status; without bodies and tokens.
    """
    headers = {"X-Request-ID": "r", "Idempotency-Key": "k", "Authorization": "Bearer sesame"}
    http.post(PATH, json={"name": "blue"}, headers=headers)
    http.get(PATH, params={"limit": 1}, headers={"X-Request-ID": "s"})
    http.get("/nope", headers={"X-Request-ID": "t"})

    assert box.requests == [
        Received("create_agent_class", "POST", PATH, "", "r", "k", 201),
        Received("list_agent_classes", "GET", PATH, "limit=1", "s", None, 200),
        Received(None, "GET", "/nope", "", "t", None, 404),
    ]
    assert "sesame" not in repr(box.requests)


def test_requests_are_counted_by_operation(http: httpx.Client, box: Sandbox) -> None:
    """
    The number that came in, whatever was answered; an operation that is none is an error.
    """
    for name in ("a", "a", ""):
        http.post(PATH, json={"name": name})

    assert box.count("create_agent_class") == 3
    assert box.count("health") == 0
    with pytest.raises(ValueError, match="no operation"):
        box.count("create_agent_clas")


def test_rows_are_counted_by_table(http: httpx.Client, box: Sandbox) -> None:
    """
    Every table; one that is none is an error that names them.
    """
    http.post(PATH, json={"name": "a"})

    counts = [box.rows(table) for table in ("agent_class", "agent_definition", "model_provider")]

    assert counts == [1, 0, 0]
    with pytest.raises(ValueError, match="agent_class, agent_definition, "):
        box.rows("agents")


def test_reset_empties_everything(http: httpx.Client, box: Sandbox) -> None:
    """
    Rows, kept answers, faults and the record.
    """
    owner = http.post(PATH, json={"name": "a"}, headers={"Idempotency-Key": "k"}).json()["id"]
    http.post("/api/v1/agent-definitions", json={"name": "a", "agent_class_id": owner})
    box.fail("health", sandbox.HangUp())

    box.reset()
    again = http.post(PATH, json={"name": "b"}, headers={"Idempotency-Key": "k"})

    assert again.status_code == 201
    assert (box.rows("agent_class"), box.rows("agent_definition")) == (1, 0)
    assert (box.faults(), len(box.requests)) == ([], 1)


@pytest.mark.parametrize("after_commit", [False, True])
def test_reset_cuts_off_what_is_still_at_work(http: httpx.Client, box: Sandbox, after_commit: bool) -> None:
    """
    A request that waits for an hour is gone, and neither its row nor its entry turns up afterwards.
    """
    box.fail("create_agent_class", sandbox.Delay(3600, after_commit=after_commit))
    address = ("127.0.0.1", httpx.URL(box.url).port or 0)
    body = b'{"name": "late"}'
    with closing(socket.create_connection(address, timeout=30)) as late:
        late.sendall(b"POST %s HTTP/1.1\r\nHost: box\r\nContent-Length: 16\r\n\r\n%s" % (PATH.encode(), body))
        while not box.count("create_agent_class"):
            assert http.get("/api/v1/health").status_code == 200

        box.reset()

        assert late.recv(1) == b""
    assert (box.rows("agent_class"), box.requests) == (0, [])
    assert http.get("/api/v1/health").status_code == 200


def test_a_hook_may_reset(connect: Any) -> None:
    """
    The server does not wait for itself.
    """

    def hook(received: Received) -> None:
        box.reset()

    with Sandbox(on_request=hook) as box, connect(box) as http:
        response = http.post(PATH, json={"name": "blue"})

    assert response.status_code == 201


def test_a_hook_hears_of_every_answer(connect: Any) -> None:
    """
    Once for each request, and a hook that raises changes nothing.
    """
    heard: list[Received] = []

    def hook(received: Received) -> None:
        heard.append(received)
        raise RuntimeError("the hook's own fault")

    with Sandbox(on_request=hook) as box, connect(box) as http:
        statuses = [http.get("/api/v1/health").status_code for _ in range(2)]

    assert statuses == [200, 200]
    assert [each.status for each in heard] == [200, 200]


def test_nothing_is_left_after_the_end(connect: Any, caplog: pytest.LogCaptureFixture) -> None:
    """
    The threads are gone and the port is free, although connections were open and one request was half sent.
    """
    before = set(threading.enumerate())
    with Sandbox() as box, connect(box) as http:
        http.post(PATH, json={"name": "a"})
        address = ("127.0.0.1", httpx.URL(box.url).port or 0)
        half = socket.create_connection(address, timeout=30)
        half.sendall(b"POST /api/v1/agent-classes HTTP/1.1\r\nHost: box\r\nContent-Length: 100\r\n\r\n{")
        while box.count("create_agent_class") < 2:
            assert http.get("/api/v1/health").status_code == 200

    with closing(half):
        assert half.recv(1) == b""
    # A server that had to give up waiting says so.
    assert caplog.messages == []
    # A worker of the thread pool that was told to end may still be on its last line.
    for thread in set(threading.enumerate()) - before:
        thread.join(timeout=30)
    assert set(threading.enumerate()) <= before
    with closing(socket.socket()) as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(address)


def test_a_sandbox_can_be_entered_again(connect: Any) -> None:
    """
    Not twice at once; afterwards a new database in memory, and no use without a server.
    """
    box = Sandbox()
    with box, connect(box) as http:
        http.post(PATH, json={"name": "a"})
        with pytest.raises(RuntimeError, match="running already"), box:
            raise AssertionError("entered twice")
    with pytest.raises(RuntimeError, match="with block"):
        assert box.url

    with box:
        assert box.rows("agent_class") == 0


def test_a_taken_port_is_an_error_before_anything_starts(box: Sandbox) -> None:
    """
    OSError on entering, and no thread is left.
    """
    port = httpx.URL(box.url).port or 0
    before = set(threading.enumerate())

    with pytest.raises(OSError, match="in use"), Sandbox(port=port):
        raise AssertionError("entered")

    assert set(threading.enumerate()) == before


@pytest.mark.parametrize("host", ["0.0.0.0", "", "example.com", "192.168.0.1"])
def test_only_this_machine_is_served(host: str) -> None:
    """
    A host that others could reach is refused.
    """
    with pytest.raises(ValueError, match="host must be one of"):
        Sandbox(host=host)


@pytest.mark.parametrize(
    "db", ["", "nonsense", "mysql://x", "sqlite+nope://", "sqlite:////nowhere/at/all/atlas.db"]
)
def test_a_broken_database_url_is_told(db: str) -> None:
    """
    DatabaseUnusable on entering.
    """
    with pytest.raises(DatabaseUnusable, match="database"), Sandbox(db):
        raise AssertionError("entered")


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    """
    And left as it was.
    """
    file = tmp_path / "notes.txt"
    file.write_text("not a database, " * 100)

    with pytest.raises(DatabaseUnusable, match="not a database"), Sandbox(f"sqlite:///{file}"):
        raise AssertionError("entered")

    assert file.read_text() == "not a database, " * 100


def test_a_lasting_database_keeps_everything(lasting_db: str, connect: Any) -> None:
    """
    Rows and kept answers outlive the sandbox.
    """
    headers = {"Idempotency-Key": "k"}
    with Sandbox(lasting_db) as box, connect(box) as http:
        first = http.post(PATH, json={"name": "a"}, headers=headers)

    with Sandbox(lasting_db) as box, connect(box) as http:
        again = http.post(PATH, json={"name": "a"}, headers=headers)
        listed = http.get(PATH).json()

    assert again.content == first.content
    assert listed == [first.json()]


def test_an_unhealthy_database_is_503(tmp_path: Path, connect: Any) -> None:
    """
    When the tables are gone, health says so and other operations fail as a server fails.
    """
    file = tmp_path / "atlas.db"
    with Sandbox(f"sqlite:///{file}") as box, connect(box) as http:
        drop = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('DROP TABLE agent_class')"
        subprocess.run([sys.executable, "-c", drop, str(file)], check=True)

        health, listed = http.get("/api/v1/health"), http.get(PATH)

    assert (health.status_code, health.json()["status"]) == (503, "unhealthy")
    assert listed.status_code == 503
    assert isinstance(listed.json()["detail"], str)


@pytest.mark.parametrize("missing", ["fastapi", "sqlalchemy", "uvicorn"])
def test_without_its_dependencies_it_says_how_to_get_them(missing: str) -> None:
    """
    ImportError with the line to type.
    """
    script = f"import sys; sys.modules[{missing!r}] = None\nimport atlas_resilient.sandbox"

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)

    assert 'pip install "atlas-resilient[sandbox]"' in done.stderr


def test_the_names_are_sorted_and_there() -> None:
    """
    `__all__` is what can be imported.
    """
    assert sandbox.__all__ == sorted(sandbox.__all__)
    assert all(isinstance(getattr(sandbox, name), type | object) for name in sandbox.__all__)
