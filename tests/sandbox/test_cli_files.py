"""
What the command line reads from files and writes to them, and the limits it sets.
"""

from __future__ import annotations

import json
import re
import signal
from pathlib import Path

import httpx
import pytest

from atlas_resilient.sandbox.__main__ import main
from tests.sandbox.terminal import PATH, running


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
