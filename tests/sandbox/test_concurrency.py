"""
Many at once: the constraints hold in every kind of database, in one process and in two.
"""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx

from atlas_resilient.sandbox import Sandbox

PATH = "/api/v1/agent-classes"


def test_of_32_creates_of_one_name_one_wins(any_box: Sandbox, connect: Any) -> None:
    """
    One 201, 31 times 409, one row.
    """
    with connect(any_box) as http, ThreadPoolExecutor(32) as pool:
        answers = list(pool.map(lambda _: http.post(PATH, json={"name": "blue"}).status_code, range(32)))

    assert Counter(answers) == {201: 1, 409: 31}
    assert any_box.rows("agent_class") == 1


def test_32_writers_and_readers_do_not_disturb_each_other(any_box: Sandbox, connect: Any) -> None:
    """
    Every create succeeds and is seen at once by the one who made it; the list is whole and in order.
    """

    def create_and_read(http: httpx.Client, number: int) -> int:
        created = http.post(PATH, json={"name": str(number)}).json()
        return http.get(f"{PATH}/{created['id']}").status_code

    with connect(any_box) as http, ThreadPoolExecutor(32) as pool:
        statuses = list(pool.map(lambda number: create_and_read(http, number), range(128)))
        moments = [each["created_at"] for each in http.get(PATH, params={"limit": 1000}).json()]

    assert set(statuses) == {200}
    assert len(set(moments)) == 128
    assert moments == sorted(moments)


def test_equal_slugs_at_once_become_different(any_box: Sandbox, connect: Any) -> None:
    """
    32 definitions whose names give one slug get 32 slugs.
    """
    with connect(any_box) as http, ThreadPoolExecutor(32) as pool:
        owner = http.post(PATH, json={"name": "owner"}).json()["id"]
        bodies = [{"name": "a" + "!" * number, "agent_class_id": owner} for number in range(32)]
        created = list(pool.map(lambda body: http.post("/api/v1/agent-definitions", json=body), bodies))

    assert {each.status_code for each in created} == {201}
    assert {each.json()["slug"] for each in created} == {"a", *(f"a-{number}" for number in range(2, 33))}


def test_duplicates_at_once_have_one_effect(any_box: Sandbox, connect: Any) -> None:
    """
    32 of one key at once: one row, and all are told the same.
    """
    body, headers = {"name": "blue"}, {"Idempotency-Key": "k"}
    with connect(any_box) as http, ThreadPoolExecutor(32) as pool:
        answers = list(pool.map(lambda _: http.post(PATH, json=body, headers=headers), range(32)))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert sum("Idempotency-Replayed" not in answer.headers for answer in answers) == 1
    assert any_box.rows("agent_class") == 1


def test_two_sandboxes_on_one_database_keep_names_unique(lasting_db: str, connect: Any) -> None:
    """
    The database decides, not a lock in the process.
    """
    with Sandbox(lasting_db) as one, Sandbox(lasting_db) as two, connect(one) as a, connect(two) as b:
        with ThreadPoolExecutor(16) as pool:
            answers = list(
                pool.map(lambda each: each.post(PATH, json={"name": "blue"}).status_code, [a, b] * 8)
            )

        assert Counter(answers) == {201: 1, 409: 15}
        assert (one.rows("agent_class"), two.rows("agent_class")) == (1, 1)
