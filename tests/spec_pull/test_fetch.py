"""A document that can't be had is told in a line, whatever the service does."""

from __future__ import annotations

import socket
import threading
from pathlib import Path

import pytest

from atlas_codegen.fetch import fetched, read
from atlas_codegen.refusal import Refusal
from tests.raw_server import Behaviour, RawServer, answers, closes, says


def drips(connection: socket.socket) -> None:
    """Send a byte now and then, until the client has gone."""
    pause = threading.Event()
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while True:
        connection.sendall(b" ")
        pause.wait(0.02)


def test_a_document_is_fetched() -> None:
    """To the byte."""
    with RawServer(says(answers(b'{"openapi": "3.1.0"}'))) as server:
        assert fetched(f"{server.url}/openapi.json") == b'{"openapi": "3.1.0"}'


@pytest.mark.parametrize(
    ("behaviour", "complaint"),
    [
        (says(answers(b"{}", status="404 Not Found")), "answers 404, not 200"),
        (says(answers(b"", status="307 Temporary Redirect")), "answers 307, not 200"),
        (says(answers(b"{}", length=9)), "can't be fetched: .*without sending complete message"),
        (closes, "can't be fetched: "),
        (says(b"HTTP/9 what\r\n\r\n"), "can't be fetched: "),
        (says(answers(b" " * 5000)), "answers more than 4000 bytes"),
        (drips, r"takes more than 0\.2 s"),
    ],
)
def test_an_answer_that_is_none_is_told(behaviour: Behaviour, complaint: str) -> None:
    """Another status, a cut or too long answer, one that never ends."""
    with RawServer(behaviour) as server:
        with pytest.raises(Refusal, match=rf"127\.0\.0\.1:{server.port}/a {complaint}") as caught:
            fetched(f"http://user:secret@127.0.0.1:{server.port}/a", timeout=0.2, limit=4000)

        assert "\n" not in str(caught.value)
        assert "secret" not in str(caught.value)


def test_a_service_that_is_not_there_is_told() -> None:
    """Nobody listens, or the address is none."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]

    for url in (f"http://127.0.0.1:{port}", "localhost/openapi.json", "http://[", "ftp://127.0.0.1/a"):
        with pytest.raises(Refusal, match="can't be fetched: "):
            fetched(url)


def test_a_file_is_read(tmp_path: Path) -> None:
    """To the byte; a missing one, a folder and a too long one are told."""
    file = tmp_path / "openapi.json"
    file.write_bytes(b"{}")
    assert read(file) == b"{}"

    for path, complaint in ((tmp_path / "gone", "No such file"), (tmp_path, "Is a directory")):
        with pytest.raises(Refusal, match=f"can't be read: {complaint}"):
            read(path)

    with pytest.raises(Refusal, match="has more than 1 bytes"):
        read(file, limit=1)
