"""
The database below: its settings, and that work and key are committed together.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from atlas_resilient.sandbox.answers import Answer, refuse
from atlas_resilient.sandbox.idempotency import Ticket, once
from atlas_resilient.sandbox.storage import Storage
from atlas_resilient.sandbox.tables import AgentClass, AgentDefinition, KeptAnswer

TICKET = Ticket("caller", "POST", "/path", "key", "fingerprint")


@pytest.fixture
def storage(lasting_db: str) -> Iterator[Storage]:
    """
    A database of each kind that lasts.
    """
    opened = Storage(lasting_db)
    yield opened
    opened.close()


def insert(storage: Storage, session: Session) -> Answer:
    """
    Insert an agent class.
    """
    now = storage.now()
    session.add(AgentClass(name="a", created_at=now, updated_at=now))
    session.flush()
    return Answer(201, "{}")


def counts(storage: Storage) -> tuple[int, int]:
    """
    Return the numbers of agent classes and of kept answers.
    """
    with storage.read() as session:
        kept = session.scalar(select(func.count()).select_from(KeptAnswer)) or 0
    return storage.rows("agent_class"), kept


@pytest.mark.parametrize(
    ("setting", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 30000)],
)
def test_a_file_is_safe_for_what_was_acknowledged(tmp_path: Path, setting: str, value: object) -> None:
    """
    Every connection has the settings that durability and references stand on.
    """
    storage = Storage(f"sqlite:///{tmp_path}/atlas.db")
    with storage.read() as session:
        found = session.scalar(text(f"PRAGMA {setting}"))
    storage.close()

    assert found == value


def test_a_write_takes_the_lock_at_its_beginning(tmp_path: Path) -> None:
    """
    A second writer is refused from the first statement on, not only when it commits.
    """
    storage, other = (Storage(f"sqlite:///{tmp_path}/atlas.db") for _ in range(2))
    with storage.write() as session:
        session.execute(select(1))
        with other.read() as reading:
            reading.execute(text("PRAGMA busy_timeout = 0"))
            with pytest.raises(Exception, match="locked"):
                insert(other, reading)
    other.close()

    assert counts(storage) == (0, 0)
    storage.close()


@pytest.mark.parametrize("same", ["name", "slug"])
def test_the_database_itself_refuses_duplicates(storage: Storage, same: str) -> None:
    """
    Two definitions of one name in a class, or of one slug, cannot be inserted by anybody.
    """
    rest = {"status": "draft", "execution_mode": "ephemeral", "config": {}, "allow_outbound_a2a": False}
    now = storage.now()
    with storage.write() as session:
        owner = AgentClass(name="owner", created_at=now, updated_at=now)
        session.add(owner)
    pairs = [{"name": "a", "slug": "a"}, {"name": "b", "slug": "b"}]
    pairs[1][same] = "a"

    with pytest.raises(IntegrityError), storage.write() as session:
        session.add_all(
            AgentDefinition(agent_class_id=owner.id, created_at=now, updated_at=now, **pair, **rest)
            for pair in pairs
        )

    assert storage.rows("agent_definition") == 0


def test_work_and_key_are_committed_together(storage: Storage) -> None:
    """
    Both are there after the block.
    """
    with storage.write() as session:
        once(session, TICKET, lambda inner: insert(storage, inner), storage.now())

    assert counts(storage) == (1, 1)


def test_work_that_breaks_leaves_no_key(storage: Storage) -> None:
    """
    After an error of our own neither the row nor the key is there.
    """

    def broken(session: Session) -> Answer:
        insert(storage, session)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), storage.write() as session:
        once(session, TICKET, broken, storage.now())

    assert counts(storage) == (0, 0)


@pytest.mark.parametrize(("status", "kept"), [(409, 1), (422, 1), (429, 0), (500, 0), (503, 0)])
def test_a_refusal_undoes_the_work(storage: Storage, status: int, kept: int) -> None:
    """
    The row is undone; a 4xx is kept under its key, 429 and 5xx are not.
    """

    def refused(session: Session) -> Answer:
        insert(storage, session)
        raise refuse(status, "no")

    try:
        with storage.write() as session:
            answer = once(session, TICKET, refused, storage.now())
    except Exception as error:
        answer = error.args[0]

    assert answer.status == status
    assert counts(storage) == (0, kept)


def test_a_password_is_not_told() -> None:
    """
    Neither when a database cannot be opened.
    """
    with pytest.raises(ValueError, match="cannot open") as caught:
        Storage("postgresql://user:sesame@127.0.0.1:1/db")

    assert "sesame" not in str(caught.value)
