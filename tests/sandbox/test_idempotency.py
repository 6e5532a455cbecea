"""
Idempotency keys: once, and the same answer again.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from atlas_resilient.sandbox import CommitThenHangUp, Sandbox, Status

PATH = "/api/v1/agent-classes"


def keyed(key: str, **more: str) -> dict[str, str]:
    """
    Return the headers with *key*.
    """
    return {"Idempotency-Key": key, **more}


def test_the_same_key_gets_the_first_answer_again(http: httpx.Client, box: Sandbox) -> None:
    """
    One row; status and body as at first; the second says that it is a replay.
    """
    first = http.post(PATH, json={"name": "blue"}, headers=keyed("k"))
    second = http.post(PATH, content=b'{ "name" : "blue" }', headers=keyed("k"))

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content
    assert "Idempotency-Replayed" not in first.headers
    assert second.headers["Idempotency-Replayed"] == "true"
    assert box.rows("agent_class") == 1
    assert [each.replayed for each in box.requests] == [False, True]


def test_the_same_key_with_another_body_is_refused(http: httpx.Client, box: Sandbox) -> None:
    """
    422 with a plain detail, valid body or not, and no effect.
    """
    http.post(PATH, json={"name": "blue"}, headers=keyed("k"))

    answers = [http.post(PATH, json=body, headers=keyed("k")) for body in ({"name": "red"}, {})]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert all(isinstance(answer.json()["detail"], str) for answer in answers)
    assert box.rows("agent_class") == 1


def test_a_key_belongs_to_path_and_caller(http: httpx.Client) -> None:
    """
    One key for another path or from another caller is another key.
    """
    first = http.post(PATH, json={"name": "blue"}, headers=keyed("k"))
    path = http.post("/api/v1/model-providers", json={"name": "blue"}, headers=keyed("k"))
    caller = http.post(PATH, json={"name": "red"}, headers=keyed("k", Authorization="Bearer other"))

    assert [first.status_code, path.status_code, caller.status_code] == [201, 201, 201]


def test_a_refusal_is_kept_too(http: httpx.Client) -> None:
    """
    A 409 or a 422 is answered again under its key, although the work would now succeed.
    """
    taken = http.post(PATH, json={"name": "blue"}).json()
    conflict = http.post(PATH, json={"name": "blue"}, headers=keyed("k"))
    invalid = http.post(PATH, json={}, headers=keyed("l"))
    http.delete(f"{PATH}/{taken['id']}")

    again = [
        http.post(PATH, json=body, headers=keyed(key)) for key, body in (("k", {"name": "blue"}), ("l", {}))
    ]

    assert [answer.content for answer in again] == [conflict.content, invalid.content]
    assert [answer.status_code for answer in again] == [409, 422]
    assert all(answer.headers["Idempotency-Replayed"] == "true" for answer in again)


@pytest.mark.parametrize("code", [429, 500, 503])
def test_throttling_and_server_errors_are_not_kept(http: httpx.Client, box: Sandbox, code: int) -> None:
    """
    After a 429 or 5xx the same key does the work.
    """
    box.fail("create_agent_class", Status(code))

    answers = [http.post(PATH, json={"name": "blue"}, headers=keyed("k")) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [code, 201]
    assert "Idempotency-Replayed" not in answers[1].headers


def test_a_lost_answer_is_replayed(http: httpx.Client, box: Sandbox) -> None:
    """
    The work was committed and the answer lost: the key brings it back, and there is one row.
    """
    box.fail("create_agent_class", CommitThenHangUp())
    with pytest.raises(httpx.RemoteProtocolError):
        http.post(PATH, json={"name": "blue"}, headers=keyed("k"))

    again = http.post(PATH, json={"name": "blue"}, headers=keyed("k"))

    assert again.status_code == 201
    assert again.headers["Idempotency-Replayed"] == "true"
    assert box.rows("agent_class") == 1


def test_a_refused_reference_leaves_only_its_answer(http: httpx.Client, box: Sandbox) -> None:
    """
    What a refused work had begun is undone, while its answer is kept.
    """
    owner = http.post(PATH, json={"name": "owner"}).json()["id"]
    body = {"name": "one", "agent_class_id": owner, "tool_ids": [owner]}

    answers = [http.post("/api/v1/agent-definitions", json=body, headers=keyed("k")) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert box.rows("agent_definition") == 0


@pytest.mark.parametrize(("hours", "status"), [(23.9, 201), (24, 409)])
def test_a_key_is_kept_for_24_hours(connect: Any, hours: float, status: int) -> None:
    """
    A little before, the answer is replayed; from then on, the work is done anew and finds the name taken.
    """
    clock = [datetime(2030, 1, 1, tzinfo=UTC)]
    with Sandbox(now=lambda: clock[0]) as box, connect(box) as http:
        http.post(PATH, json={"name": "blue"}, headers=keyed("k"))
        clock[0] += timedelta(hours=hours, seconds=1)

        again = http.post(PATH, json={"name": "blue"}, headers=keyed("k"))

    assert again.status_code == status


@pytest.mark.parametrize("key", ["", "a b", "k" * 256, "ü"])
def test_a_key_must_be_visible_ascii(http: httpx.Client, key: str) -> None:
    """
    Anything else than 1 to 255 visible ASCII characters is 422 at the header.
    """
    response = http.post(PATH, json={"name": "x"}, headers=[(b"Idempotency-Key", key.encode("latin-1"))])

    assert response.status_code == 422
    assert response.json()["detail"][0]["loc"] == ["header", "Idempotency-Key"]


def test_operations_that_do_not_take_a_key_ignore_it(http: httpx.Client) -> None:
    """
    A PATCH with one key twice is done twice.
    """
    path = f"{PATH}/{http.post(PATH, json={'name': 'blue'}).json()['id']}"

    names = [
        http.patch(path, json={"name": name}, headers=keyed("k")).json()["name"] for name in ("red", "green")
    ]

    assert names == ["red", "green"]
