"""
Faults to order, and what a client sees of each.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import closing
from typing import Any

import httpx
import pytest

from atlas_resilient.sandbox import CommitThenHangUp, Delay, HangUp, PlannedFault, Sandbox, Status

PATH = "/api/v1/agent-classes"
BODY = b'{"name": "blue"}'
CREATE = b"POST /api/v1/agent-classes HTTP/1.1\r\nHost: box\r\nContent-Length: 16\r\n\r\n" + BODY
HEALTH = b"GET /api/v1/health HTTP/1.1\r\nHost: box\r\n\r\n"

Talk = Callable[[bytes], bytes]


def test_a_status_is_answered_instead_of_the_work(http: httpx.Client, box: Sandbox) -> None:
    """
    As often as it was ordered, in JSON, and nothing is stored meanwhile.
    """
    box.fail("create_agent_class", Status(503), times=2)

    statuses = [http.post(PATH, json={"name": "blue"}).status_code for _ in range(3)]

    assert statuses == [503, 503, 201]
    assert box.rows("agent_class") == 1
    assert box.faults() == []


@pytest.mark.parametrize(
    ("value", "header"),
    [(None, None), (0, "0"), (1.5, "1.5"), ("soon", "soon"), (float("inf"), "inf"), ("", "")],
)
def test_retry_after_is_sent_as_ordered(
    http: httpx.Client, box: Sandbox, value: Any, header: str | None
) -> None:
    """
    Sense or nonsense.
    """
    box.fail("health", Status(429, retry_after=value))

    response = http.get("/api/v1/health")

    assert response.status_code == 429
    assert response.headers.get("Retry-After") == header
    assert isinstance(response.json()["detail"], str)


@pytest.mark.parametrize("code", [200, 404, 502])
def test_a_gateway_answers_html(http: httpx.Client, box: Sandbox, code: int) -> None:
    """
    Any status with a page instead of JSON, a success too.
    """
    box.fail("health", Status(code, html=True))

    response = http.get("/api/v1/health")

    assert response.status_code == code
    assert response.headers["Content-Type"].startswith("text/html")
    assert "<html>" in response.text


@pytest.mark.parametrize("code", [204, 304, 499, 520, 599])
def test_unusual_statuses_are_well_formed(http: httpx.Client, box: Sandbox, code: int) -> None:
    """
    Statuses without a name or without a body arrive, and the connection goes on.
    """
    box.fail("health", Status(code))

    statuses = [http.get("/api/v1/health").status_code for _ in range(2)]

    assert statuses == [code, 200]


def test_faults_of_one_operation_come_in_their_order(http: httpx.Client, box: Sandbox) -> None:
    """
    One fault for one request, first ordered first; other operations do not use them up.
    """
    box.fail("list_agent_classes", Status(503))
    box.fail("list_agent_classes", Status(429), times=2)
    http.get("/api/v1/health")

    statuses = [http.get(PATH).status_code for _ in range(4)]

    assert statuses == [503, 429, 429, 200]


def test_a_fault_for_all_meets_whoever_comes(http: httpx.Client, box: Sandbox) -> None:
    """
    `"*"` is used up by any operation.
    """
    box.fail("*", Status(500), times=2)

    statuses = [http.get(path).status_code for path in ("/api/v1/health", "/api/v1/tools/", PATH)]

    assert statuses == [500, 500, 200]


def test_a_fault_without_a_number_stays_until_cleared(http: httpx.Client, box: Sandbox) -> None:
    """
    `times=None` is not used up.
    """
    box.fail("health", Status(500), times=None)
    statuses = [http.get("/api/v1/health").status_code for _ in range(3)]
    still_on = box.faults()

    box.clear_faults()

    assert statuses == [500] * 3
    assert still_on == [PlannedFault("health", Status(500), None)]
    assert http.get("/api/v1/health").status_code == 200


def test_commit_then_hang_up_does_the_work_and_sends_no_byte(talk: Talk, box: Sandbox) -> None:
    """
    The socket ends without a byte, and the row is there.
    """
    box.fail("create_agent_class", CommitThenHangUp())

    received = talk(CREATE)

    assert received == b""
    assert box.rows("agent_class") == 1
    assert [(each.status, each.fault) for each in box.requests] == [(None, "commit_then_hang_up")]


def test_hang_up_does_nothing_and_sends_no_byte(talk: Talk, box: Sandbox) -> None:
    """
    The socket ends without a byte, and there is no row.
    """
    box.fail("create_agent_class", HangUp())

    received = talk(CREATE)

    assert received == b""
    assert box.rows("agent_class") == 0
    assert [(each.status, each.fault) for each in box.requests] == [(None, "hang_up")]


def test_hang_up_does_not_wait_for_the_body(talk: Talk, box: Sandbox) -> None:
    """
    The connection is closed on the headers alone, without a `100 Continue` either.
    """
    box.fail("create_agent_class", HangUp())
    headers = CREATE.removesuffix(BODY).replace(b"\r\n\r\n", b"\r\nExpect: 100-continue\r\n\r\n")

    received = talk(headers)

    assert received == b""


def test_a_hang_up_does_not_touch_other_connections(http: httpx.Client, talk: Talk, box: Sandbox) -> None:
    """
    A client that is connected stays so.
    """
    http.get("/api/v1/health")
    box.fail("create_agent_class", HangUp())

    received = talk(CREATE)

    assert received == b""
    assert http.get("/api/v1/health").status_code == 200


def test_a_delay_goes_on_as_if_nothing_was(http: httpx.Client, box: Sandbox) -> None:
    """
    The work is done and answered afterwards.
    """
    box.fail("create_agent_class", Delay(0.01))

    response = http.post(PATH, json={"name": "blue"})

    assert response.status_code == 201
    assert box.requests[0].fault == "delay"
    assert box.rows("agent_class") == 1


def test_a_delay_keeps_nobody_else_waiting(connect: Any, caplog: pytest.LogCaptureFixture) -> None:
    """
    64 requests that wait for an hour do not hold up others, nor the end of the sandbox.
    """
    with Sandbox() as box, connect(box) as http:
        box.fail("health", Delay(3600), times=64)
        address = httpx.URL(box.url)
        waiting = [
            socket.create_connection((address.host, address.port or 80), timeout=30) for _ in range(64)
        ]
        for peer in waiting:
            peer.sendall(HEALTH)
        while box.count("health") < 64:
            assert http.get(PATH).status_code == 200

        assert http.get("/api/v1/health").status_code == 200

    ends = []
    for peer in waiting:
        with closing(peer):
            ends.append(peer.recv(1))
    assert ends == [b""] * 64
    # A server that had to give up waiting says so.
    assert caplog.messages == []


@pytest.mark.parametrize(
    ("operation", "fault", "times", "says"),
    [
        ("create_agent_clas", Status(503), 1, "create_agent_class"),
        ("", Status(503), 1, "operationId"),
        ("health", "status", 1, "Status, CommitThenHangUp, HangUp, Delay"),
        ("health", Status, 1, "must be one of"),
        ("health", Status(503), 0, "times must be"),
        ("health", Status(503), -1, "times must be"),
        ("health", Status(503), True, "times must be"),
        ("health", Status(503), 1.5, "times must be"),
    ],
)
def test_nonsense_is_refused_with_what_is_allowed(
    box: Sandbox, operation: str, fault: Any, times: Any, says: str
) -> None:
    """
    ValueError, and no fault is on afterwards.
    """
    with pytest.raises(ValueError, match=says):
        box.fail(operation, fault, times)

    assert box.faults() == []


@pytest.mark.parametrize(
    "order",
    [
        lambda: Status(99),
        lambda: Status(600),
        lambda: Status(True),
        lambda: Status("503"),  # type: ignore[arg-type]
        lambda: Status(503, retry_after="a\r\nb: c"),
        lambda: Status(503, retry_after="日"),
        lambda: Status(503, retry_after=True),
        lambda: Status(503, html=1),  # type: ignore[arg-type]
        lambda: Delay(-1),
        lambda: Delay(float("nan")),
        lambda: Delay(float("inf")),
        lambda: Delay("1"),  # type: ignore[arg-type]
    ],
)
def test_a_fault_that_cannot_be_is_refused_at_once(order: Callable[[], object]) -> None:
    """
    ValueError where it is written, not where it would happen.
    """
    with pytest.raises(ValueError, match="must be"):
        order()
