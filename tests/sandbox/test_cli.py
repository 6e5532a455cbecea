"""
`python -m atlas_resilient.sandbox`, as a process.
"""

from __future__ import annotations

import re
import signal
from pathlib import Path

import httpx
import pytest

from atlas_resilient.sandbox import Sandbox
from atlas_resilient.sandbox.__main__ import main
from tests.sandbox.terminal import PATH, refused, running


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly(number: int) -> None:
    """
    Exit code 0 and not a word on stderr, although a connection is open.
    """
    with running() as box, httpx.Client(base_url=box.url, trust_env=False) as http:
        status = http.get("/api/v1/health").status_code

        ended = box.end(number)

    assert status == 200
    assert ended == (0, "", "")


def test_it_introduces_itself_without_the_tokens(tmp_path: Path) -> None:
    """
    URL, database, token rule and faults, through a pipe and at once; never a token.
    """
    db = f"sqlite:///{tmp_path}/atlas.db"
    with running("--db", db, "--token", "sesame", "--read-only-token", "peek") as box:
        told = "".join(box.lines)
        statuses = [
            httpx.get(box.url + PATH, headers=headers, trust_env=False).status_code
            for headers in ({}, {"Authorization": "Bearer sesame"}, {"Authorization": "Bearer peek"})
        ]

        _, output, errors = box.end(signal.SIGTERM)

    assert statuses == [401, 200, 200]
    assert db in told
    assert "a token is required" in told
    assert "faults: none" in told
    assert "rate limit: none" in told
    assert not re.search("sesame|peek", told + output + errors)


def test_it_prints_a_line_for_every_request_if_asked() -> None:
    """
    Method, path, status, operation and request id.
    """
    with running("--log-requests") as box:
        httpx.get(f"{box.url}/api/v1/health", headers={"X-Request-ID": "r-1"}, trust_env=False)

        _, output, _ = box.end(signal.SIGTERM)

    assert output == "GET /api/v1/health 200 health r-1\n"


def test_it_goes_on_when_nobody_reads_its_lines() -> None:
    """
    As in `... | head -1`: it serves, is quiet, and ends cleanly.
    """
    with running("--log-requests") as box:
        assert box.process.stdout is not None
        box.process.stdout.close()
        box.process.stdout = None
        statuses = [httpx.get(f"{box.url}/api/v1/health", trust_env=False).status_code for _ in range(3)]

        code, _, errors = box.end(signal.SIGTERM)

    assert statuses == [200] * 3
    assert (code, errors) == (0, "")


def test_ctrl_c_while_it_starts_is_an_end_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Exit code 0 and no traceback, though the server is not there yet.
    """

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Sandbox, "__enter__", interrupted)

    assert main(["--port", "0"]) == 0


def test_a_server_that_dies_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Exit code 1 and one line, instead of a success that serves nothing.
    """
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    monkeypatch.setattr(Sandbox, "is_serving", lambda box: False)

    try:
        code = main(["--port", "0"])
    finally:
        signal.signal(signal.SIGINT, before[0])
        signal.signal(signal.SIGTERM, before[1])

    assert code == 1
    assert capsys.readouterr().err == "atlas sandbox: the server has ended by itself\n"


def test_a_taken_port_is_one_line(box: Sandbox) -> None:
    """
    Exit code 2, with the port and why.
    """
    port = str(httpx.URL(box.url).port)

    line = refused("--port", port)

    assert port in line
    assert "in use" in line


def test_a_broken_database_is_one_line() -> None:
    """
    Exit code 2, with the URL and why.
    """
    line = refused("--db", "sqlite:////nowhere/at/all/atlas.db")

    assert "sqlite:////nowhere/at/all/atlas.db" in line
    assert "unable to open" in line


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--db", "nonsense"], "must be a URL"),
        (["--db", "sqlite+nope://"], "driver"),
        (["--db", "oracle://x"], "not supported"),
        (["--host", "0.0.0.0"], "host must be one of"),
        (["--port", "70000"], "port"),
        (["--port", "x"], "--port"),
        (["--token", ""], "empty"),
        (["--rate-limit", "0"], "rate_limit must be"),
        (["--rate-limit", "nan"], "rate_limit must be"),
        (["--burst", "5"], "without rate_limit"),
        (["--record", "/nowhere/at/all"], "No such file"),
        (["--db", "postgresql+psycopg2://a:sesame@127.0.0.1:1/x"], "not supported: use postgresql://"),
        (["--db", "postgresql://a:sesame@127.0.0.1:1/x"], "cannot open the database"),
        (["--nope"], "--nope"),
    ],
)
def test_nonsense_is_one_line(capfd: pytest.CaptureFixture[str], arguments: list[str], says: str) -> None:
    """
    Exit code 2, with what is wrong.
    """
    try:
        code: int | str | None = main(arguments)
    except SystemExit as left:
        code = left.code

    output, errors = capfd.readouterr()
    assert (code, output) == (2, "")
    assert says in errors
    assert len(errors.splitlines()) == 1
