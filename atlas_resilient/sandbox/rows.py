"""
What is done with a row, each with the refusals that belong to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, bindparam, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from .answers import Refused, reference_not_found, refuse, to_json
from .base_tables import Changing, Named, Resource
from .tables import LogEntry

R = TypeVar("R", bound=Resource)


def fetch(session: Session, table: type[R], key: UUID, *, to_change: bool = False) -> R:
    """
    Return the row with the id *key*, or refuse with 404.
    """
    # Who only refers to the row need not wait: its id stays.  Waiting for both ways would be a deadlock.
    row = session.get(table, key, with_for_update={"key_share": True} if to_change else None)
    if row is None:
        raise refuse(404, f"there is no {noun(table)} with the id {key}")
    return row


def exists(session: Session, table: type[Resource], key: UUID) -> bool:
    """
    Return whether there is a row with the id *key*.
    """
    # Held until the end of the transaction, so that nobody deletes what is about to be referred to.
    query = select(table.id).where(table.id == key).with_for_update(read=True, key_share=True)
    return session.scalar(query) is not None


def require(session: Session, table: type[Resource], key: UUID | None, *loc: str | int) -> None:
    """
    Refuse with 422 at *loc* of the body unless *key* is None or the id of a row.
    """
    if key is not None and not exists(session, table, key):
        raise reference_not_found(*loc)


def listed(session: Session, table: type[R], limit: int, offset: int) -> list[R]:
    """
    Return a page of all rows of *table*.
    """
    return list(session.scalars(_listing(table), {"page_limit": limit, "page_offset": offset}))


@cache
def _listing(table: type[Resource]) -> Select[Any]:
    # Made once: SQLAlchemy finds its SQL by a key that takes longer to work out than the query itself.
    query = select(table).order_by(table.created_at, table.id)
    return query.limit(bindparam("page_limit")).offset(bindparam("page_offset"))


def page(session: Session, query: Select[Any], table: type[R], limit: int | None, offset: int) -> list[R]:
    """
    Return the rows of *query* from *offset*, all if *limit* is None, in the order of every list.
    """
    ordered = query.order_by(table.created_at, table.id).limit(limit).offset(offset)
    return list(session.scalars(ordered))


def insert(session: Session, row: Named) -> None:
    """
    Insert *row*, or refuse with 409 when its name is taken.
    """
    table, name = type(row), row.name
    try:
        session.add(row)
        session.flush()
    except IntegrityError as error:
        raise name_taken(table, name) from error


def differences(row: Resource, wish: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return what of *wish* is not already so in *row*.
    """
    return {key: value for key, value in wish.items() if not _same(getattr(row, key), value)}


def change(session: Session, row: Changing, changes: Mapping[str, Any], now: datetime) -> None:
    """
    Change *row*, or refuse with 409 when its new name is taken; without changes nothing is touched.
    """
    if not changes:
        return
    table, name = type(row), changes.get("name", getattr(row, "name", ""))
    for key, value in {**changes, "updated_at": now}.items():
        setattr(row, key, value)
        # {"a": 1} and {"a": true} are equal to Python, and would not be written.
        flag_modified(row, key)
    try:
        session.flush()
    except IntegrityError as error:
        raise name_taken(table, name) from error


def remove(session: Session, table: type[Resource], key: UUID) -> None:
    """
    Delete the row with the id *key*, or refuse: 404 when there is none, 409 when something refers to it.
    """
    fetch(session, table, key, to_change=True)
    try:
        session.execute(delete(table).where(table.id == key))
    except IntegrityError as error:
        raise refuse(409, f"the {noun(table)} {key} is in use") from error


def log(session: Session, now: datetime, about: UUID | None, message: str, *, level: str = "INFO") -> None:
    """
    Write a line to the log, *about* a deployment.
    """
    session.add(LogEntry(created_at=now, level=level, message=message, deployment_id=about))


def name_taken(table: type[Changing], name: str) -> Refused:
    """
    Return the refusal of a name that is taken, to be raised.
    """
    return refuse(409, f"the name {name!r} is taken by another {noun(table)}")


def noun(table: type[Resource]) -> str:
    """
    Return what a row of *table* is called in a sentence.
    """
    return str(table.__tablename__).replace("_", " ")


def _same(old: Any, new: Any) -> bool:
    if isinstance(old, dict) and isinstance(new, dict):
        return to_json(old) == to_json(new)
    return bool(old == new)
