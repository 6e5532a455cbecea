"""
What was acknowledged is kept, although the process is killed or has a neighbour.
"""

from __future__ import annotations

import signal
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import httpx

from tests.sandbox.terminal import PATH, create_until_it_dies, running


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
