"""
Answers that arrive broken, slowly or after all: what is on the wire, and what is in the database.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import httpx
import pytest

from atlas_resilient.sandbox import (
    CutBody,
    Delay,
    DripBody,
    DripHeaders,
    Fault,
    Sandbox,
    Status,
    Unhealthy,
    WrongLength,
)

PATH = "/api/v1/agent-classes"
BODY = b'{"name": "blue"}'
CREATE = b"POST /api/v1/agent-classes HTTP/1.1\r\nHost: box\r\nContent-Length: 16\r\n\r\n" + BODY
GONE = b"DELETE /api/v1/agent-classes/%s HTTP/1.1\r\nHost: box\r\n\r\n"
SPOILED = [DripHeaders(0), DripBody(0), CutBody(), WrongLength()]

Talk = Callable[[bytes], bytes]


def parts(received: bytes) -> tuple[int, dict[str, str], bytes]:
    """
    Return status, headers and body of one answer off the wire.
    """
    head, _, body = received.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    return int(first.split()[1]), dict(line.lower().split(": ", 1) for line in lines), body


@pytest.fixture
def drops(box: Sandbox) -> Callable[[bytes], Iterator[bytes]]:
    """
    Send bytes over a socket of their own, and give what comes as it comes.
    """

    def send(data: bytes) -> Iterator[bytes]:
        address = httpx.URL(box.url)
        with closing(socket.create_connection((address.host, address.port or 80), timeout=30)) as peer:
            peer.sendall(data)
            yield from iter(lambda: peer.recv(65536), b"")

    return send


@pytest.mark.parametrize("fault", [Status(503, after_commit=True), Delay(0.01, after_commit=True), *SPOILED])
def test_after_the_commit_the_work_is_done(talk: Talk, box: Sandbox, fault: Fault) -> None:
    """
    The row is there, and the record names the fault and the status that went out.
    """
    box.fail("create_agent_class", fault)

    with_close = CREATE.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    status, _, _ = parts(talk(with_close))

    assert status == (503 if isinstance(fault, Status) else 201)
    assert box.rows("agent_class") == 1
    assert [(each.status, each.fault) for each in box.requests] == [(status, fault.name)]


@pytest.mark.parametrize(
    "fault",
    [
        DripHeaders(0, after_commit=False),
        DripBody(0, after_commit=False),
        CutBody(after_commit=False),
        WrongLength(after_commit=False),
    ],
)
def test_before_the_commit_a_503_is_spoiled(talk: Talk, box: Sandbox, fault: Fault) -> None:
    """
    Nothing is done, and there is no row.
    """
    box.fail("create_agent_class", fault)

    status, _, _ = parts(talk(CREATE))

    assert status == 503
    assert box.rows("agent_class") == 0
    assert [(each.status, each.fault) for each in box.requests] == [(503, fault.name)]


@pytest.mark.parametrize("fault", [DripHeaders(0.001), DripBody(0.001), DripHeaders(0, 7), DripBody(0, 7)])
def test_what_drips_arrives_whole(http: httpx.Client, box: Sandbox, fault: Fault) -> None:
    """
    A client that waits long enough gets the answer that it would have got.
    """
    box.fail("create_agent_class", fault)

    response = http.post(PATH, json={"name": "blue"}, headers={"X-Request-ID": "r"})

    assert (response.status_code, response.json()["name"]) == (201, "blue")
    assert response.headers["X-Request-ID"] == "r"


@pytest.mark.parametrize(
    ("fault", "first"), [(DripHeaders(3600), b"H"), (DripHeaders(3600, 5), b"HTTP/")], ids=str
)
def test_headers_drip_byte_by_byte(
    drops: Callable[[bytes], Iterator[bytes]], box: Sandbox, fault: Fault, first: bytes
) -> None:
    """
    Within the first hour there is one piece, and the work is done.
    """
    box.fail("create_agent_class", fault)

    received = next(drops(CREATE))

    assert received == first
    assert box.rows("agent_class") == 1


def test_a_body_drips_byte_by_byte(drops: Callable[[bytes], Iterator[bytes]], box: Sandbox) -> None:
    """
    The headers at once, with the true length; of the body nothing within the first hour.
    """
    box.fail("create_agent_class", DripBody(3600))

    status, headers, body = parts(next(drops(CREATE)))

    assert (status, body) == (201, b"")
    assert int(headers["content-length"]) > 100


@pytest.mark.parametrize(("keep", "sent"), [(0, 0), (5, 5), (10**6, -1), (None, 0.5)])
def test_a_cut_body_is_never_whole(talk: Talk, box: Sandbox, keep: int | None, sent: float) -> None:
    """
    As many bytes as ordered, the last one never; the length is told as it would have been.
    """
    box.fail("create_agent_class", CutBody(keep))

    _, headers, body = parts(talk(CREATE))

    length = int(headers["content-length"])
    assert len(body) == (length - 1 if sent == -1 else length // 2 if sent == 0.5 else sent)


def test_an_answer_without_a_body_is_cut_in_its_headers(talk: Talk, http: httpx.Client, box: Sandbox) -> None:
    """
    A 204 that is cut is noticed too, and the row is gone.
    """
    created = http.post(PATH, json={"name": "blue"}).json()["id"]
    box.fail("delete_agent_class", CutBody())

    received = talk(GONE % created.encode())

    assert received.startswith(b"HTTP/1.1 204")
    assert b"\r\n\r\n" not in received
    assert box.rows("agent_class") == 0


@pytest.mark.parametrize(("by", "off"), [(-1, -1), (-10, -10), (7, 7), (-(10**6), None)])
def test_a_wrong_length_is_wrong_by_so_much(talk: Talk, box: Sandbox, by: int, off: int | None) -> None:
    """
    The whole body is sent, the length is never below zero.
    """
    box.fail("create_agent_class", WrongLength(by))

    _, headers, body = parts(talk(CREATE))

    assert json.loads(body)["name"] == "blue"
    assert int(headers["content-length"]) == (0 if off is None else len(body) + off)


@pytest.mark.parametrize("fault", [CutBody(), WrongLength(5)])
def test_a_client_notices_what_is_missing(http: httpx.Client, box: Sandbox, fault: Fault) -> None:
    """
    An error of the protocol, not an answer.
    """
    box.fail("create_agent_class", fault)

    with pytest.raises(httpx.RemoteProtocolError, match="without sending complete"):
        http.post(PATH, json={"name": "blue"})


def test_a_spoiled_answer_can_be_had_again_by_its_key(http: httpx.Client, box: Sandbox) -> None:
    """
    What was cut off is replayed whole, and there is one row.
    """
    box.fail("create_agent_class", CutBody())
    with pytest.raises(httpx.RemoteProtocolError):
        http.post(PATH, json={"name": "blue"}, headers={"Idempotency-Key": "k"})

    again = http.post(PATH, json={"name": "blue"}, headers={"Idempotency-Key": "k"})

    assert again.headers["Idempotency-Replayed"] == "true"
    assert box.rows("agent_class") == 1


@pytest.mark.parametrize("fault", [DripHeaders(3600), DripBody(3600), Delay(3600, after_commit=True)])
def test_a_slow_answer_does_not_hold_up_the_end(
    connect: Any, caplog: pytest.LogCaptureFixture, fault: Fault
) -> None:
    """
    The connection is closed when the sandbox stops, and nothing is complained about.
    """
    with Sandbox() as box, connect(box) as http:
        box.fail("create_agent_class", fault)
        address = httpx.URL(box.url)
        peer = socket.create_connection((address.host, address.port or 80), timeout=30)
        peer.sendall(CREATE)
        while not box.rows("agent_class"):
            assert http.get("/api/v1/health").status_code == 200

    with closing(peer):
        assert b"blue" not in b"".join(iter(lambda: peer.recv(65536), b""))
    assert caplog.messages == []


def test_a_caller_that_goes_ends_the_drip(
    drops: Callable[[bytes], Iterator[bytes]],
    http: httpx.Client,
    box: Sandbox,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """
    Nothing is written to nobody: asyncio complains of those who do.
    """
    box.fail("create_agent_class", DripHeaders(0.001))
    arriving = drops(CREATE)
    next(arriving)
    arriving.close()  # type: ignore[attr-defined]

    while box._started._door._present:
        http.get("/_sandbox/faults")

    assert caplog.messages == []


@pytest.mark.parametrize("fault", [Status(503, after_commit=True), *SPOILED])
def test_the_request_id_is_the_recorded_one(talk: Talk, box: Sandbox, fault: Fault) -> None:
    """
    One that the sandbox made itself, too.
    """
    box.fail("create_agent_class", fault)

    _, headers, _ = parts(talk(CREATE.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")))

    assert [headers["x-request-id"]] == [each.request_id for each in box.requests]


def test_health_is_unhealthy_in_its_own_words(http: httpx.Client, box: Sandbox) -> None:
    """
    503 with the body of `health`, which fits the document; as often as ordered.
    """
    box.fail("health", Unhealthy(), times=2)

    answers = [http.get("/api/v1/health") for _ in range(3)]

    assert [each.status_code for each in answers] == [503, 503, 200]
    assert [each.json()["status"] for each in answers] == ["unhealthy", "unhealthy", "healthy"]
    assert answers[0].json().keys() == answers[2].json().keys()


@pytest.mark.parametrize(
    "order",
    [
        lambda: Status(503, empty=1),  # type: ignore[arg-type]
        lambda: Status(503, html=True, empty=True),
        lambda: Status(503, after_commit=None),  # type: ignore[arg-type]
        lambda: Status(503, as_date=True),
        lambda: Status(503, retry_after="1", as_date=True),
        lambda: Status(503, retry_after=float("inf"), as_date=True),
        lambda: Delay(1, after_commit="no"),  # type: ignore[arg-type]
        lambda: DripBody(-1),
        lambda: DripBody(float("nan")),
        lambda: DripHeaders(1, 0),
        lambda: DripHeaders(1, 1.5),  # type: ignore[arg-type]
        lambda: CutBody(-1),
        lambda: CutBody(True),
        lambda: WrongLength(0),
        lambda: WrongLength(1.5),  # type: ignore[arg-type]
        lambda: WrongLength(2**40),
    ],
)
def test_a_fault_that_cannot_be_is_refused_at_once(order: Callable[[], object]) -> None:
    """
    ValueError where it is written, not where it would happen.
    """
    with pytest.raises(ValueError, match="must"):
        order()
