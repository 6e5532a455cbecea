"""
`python -m atlas_resilient.sandbox`, as a process.
"""

from __future__ import annotations

import itertools
import json
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from atlas_resilient.sandbox import Sandbox
from atlas_resilient.sandbox.__main__ import main

PATH = "/api/v1/agent-classes"
COMMAND = [sys.executable, "-m", "atlas_resilient.sandbox"]


class Running:
    """
    A sandbox in a process of its own, as far as its first lines.
    """

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        self.process = process
        self.lines = [process.stdout.readline()]
        while self.lines[-1] not in {"Ctrl-C stops it.\n", ""}:
            self.lines.append(process.stdout.readline())
        self.url = re.findall(r"http://127\.0\.0\.1:\d+", self.lines[0])[0]

    def end(self, number: int) -> tuple[int, str, str]:
        """
        Send the signal and return exit code, further output and errors.
        """
        self.process.send_signal(number)
        output, errors = self.process.communicate(timeout=60)
        return self.process.returncode, output, errors


@contextmanager
def running(*arguments: str) -> Iterator[Running]:
    """
    Start a sandbox on a free port; kill it if it is still there at the end.
    """
    command = [*COMMAND, "--port", "0", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield Running(process)
        finally:
            process.kill()


def create_until_it_dies(url: str, prefix: str) -> list[str]:
    """
    Create one class after another and return the names of those that were acknowledged.
    """
    acknowledged = []
    with httpx.Client(base_url=url, trust_env=False) as http, suppress(httpx.TransportError):
        for number in itertools.count():
            answer = http.post(PATH, json={"name": f"{prefix}{number}"})
            assert answer.status_code == 201
            acknowledged.append(answer.json()["name"])
    return acknowledged


def refused(*arguments: str) -> str:
    """
    Return the one line with which a sandbox that cannot start ends.
    """
    done = subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2, done
    assert done.stdout == ""
    [line] = done.stderr.splitlines()
    return line


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


def test_it_begins_with_the_faults_of_a_file(tmp_path: Path) -> None:
    """
    They are told at the start, met by requests, and listed and cleared over HTTP.
    """
    file = tmp_path / "faults.json"
    orders = [
        {"operation": "health", "fault": "status", "code": 503, "retry_after": 1, "times": 2},
        {"operation": "*", "fault": "hang_up", "times": None, "probability": 0.5, "seed": 7},
    ]
    file.write_text(json.dumps(orders))
    with running("--faults", str(file)) as box, httpx.Client(base_url=box.url, trust_env=False) as http:
        response = http.get("/api/v1/health")
        listed = http.get("/_sandbox/faults").json()
        http.delete("/_sandbox/faults")
        statuses = [http.get("/api/v1/health").status_code for _ in range(5)]

        ended = box.end(signal.SIGTERM)

    assert [line for line in box.lines if line.startswith("  ")] == [
        "  health: status code=503 retry_after=1 2 times\n",
        "  *: hang_up until cleared probability 0.5 (seed 7)\n",
    ]
    assert (response.status_code, response.headers["Retry-After"]) == (503, "1")
    assert [(each["fault"], each["times"], each["seed"]) for each in listed] == [
        ("status", 1, None),
        ("hang_up", None, 7),
    ]
    assert statuses == [200] * 5
    assert ended == (0, "", "")


def test_it_limits_the_rate_if_asked() -> None:
    """
    Told at the start; the second request of a burst of one is refused.
    """
    with running("--rate-limit", "0.001", "--burst", "1") as box:
        statuses = [httpx.get(box.url + PATH, trust_env=False).status_code for _ in range(2)]

        box.end(signal.SIGTERM)

    assert statuses == [200, 429]
    assert "rate limit: 0.001 requests a second for each caller, 1 at once\n" in box.lines


def test_it_records_in_a_file_that_can_be_read_along(tmp_path: Path) -> None:
    """
    A line of JSON for each request as it is answered, what `/_sandbox/requests` shows; a restart goes on.
    """
    file = tmp_path / "record.jsonl"
    told = []
    for _ in range(2):
        with running("--record", str(file)) as box, httpx.Client(base_url=box.url, trust_env=False) as http:
            http.post(PATH, json={"name": "blue"}, headers={"Authorization": "Bearer sesame"})
            http.get("/api/v1/health")
            told += http.get("/_sandbox/requests").json()
            lines = file.read_text().splitlines()
            box.end(signal.SIGKILL)

    assert [json.loads(line) for line in lines] == told
    assert len(told) == 4
    assert not re.search("sesame|blue", file.read_text())


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


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "Expecting"),
        ("{}", "array"),
        ("[1]", "fault 1 must be a JSON object"),
        (
            '[{"operation": "health", "fault": "hang_up"}, {"operation": "health"}]',
            "fault 2: fault must be one of",
        ),
        ('[{"operation": "helth", "fault": "hang_up"}]', "near it: health"),
        ("[" * 100_000, "recursion"),
        (None, "No such file"),
    ],
)
def test_broken_faults_are_one_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], text: str | None, says: str
) -> None:
    """
    Exit code 2, with the file, which fault, and what is wrong with it.
    """
    file = tmp_path / "faults.json"
    if text is not None:
        file.write_text(text)

    code = main(["--faults", str(file)])

    output, errors = capfd.readouterr()
    assert (code, output) == (2, "")
    assert says in errors
    assert len(errors.splitlines()) == 1


def test_what_was_acknowledged_outlives_a_kill(lasting_db: str) -> None:
    """
    SIGKILL right after the answer, and the row and its kept answer are there after a restart.
    """
    headers = {"Idempotency-Key": "k"}
    with running("--db", lasting_db) as box:
        first = httpx.post(box.url + PATH, json={"name": "a"}, headers=headers, trust_env=False)
        box.end(signal.SIGKILL)

    with running("--db", lasting_db) as box:
        again = httpx.post(box.url + PATH, json={"name": "a"}, headers=headers, trust_env=False)
        listed = httpx.get(box.url + PATH, trust_env=False).json()

    assert again.headers["Idempotency-Replayed"] == "true"
    assert listed == [first.json()] == [again.json()]


def test_nothing_acknowledged_is_lost_by_a_kill_in_full_swing(lasting_db: str) -> None:
    """
    SIGKILL while eight are creating: whatever was answered with 201 is there after a restart, once.
    """
    with ThreadPoolExecutor(8) as pool, running("--db", lasting_db) as box:
        made = [pool.submit(create_until_it_dies, box.url, f"{number}-") for number in range(8)]
        while len(httpx.get(box.url + PATH, trust_env=False).json()) < 20:
            assert box.process.poll() is None
        box.end(signal.SIGKILL)
    acknowledged = [name for each in made for name in each.result()]

    with running("--db", lasting_db) as box:
        listed = httpx.get(box.url + PATH, params={"limit": 1000}, trust_env=False).json()

    names = [each["name"] for each in listed]
    assert len(acknowledged) >= 12
    assert set(acknowledged) <= set(names)
    assert len(set(names)) == len(names)


def test_two_processes_on_one_database_are_one_control_plane(lasting_db: str) -> None:
    """
    Of one name one wins; of one idempotency key there is one effect, and all are told the same.
    """
    with (
        running("--db", lasting_db) as one,
        running("--db", lasting_db) as two,
        ThreadPoolExecutor(16) as pool,
    ):

        def create(url: str, name: str, **headers: str) -> httpx.Response:
            return httpx.post(url + PATH, json={"name": name}, headers=headers, trust_env=False, timeout=30)

        urls = [one.url, two.url] * 8
        plain = [pool.submit(create, url, "blue") for url in urls]
        keyed = [pool.submit(create, url, "red", **{"Idempotency-Key": "k"}) for url in urls]
        statuses = Counter(each.result().status_code for each in plain)
        answers = [each.result() for each in keyed]

    assert statuses == {201: 1, 409: 15}
    assert {each.status_code for each in answers} == {201}
    assert len({each.text for each in answers}) == 1
    assert sum("Idempotency-Replayed" not in each.headers for each in answers) == 1


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
