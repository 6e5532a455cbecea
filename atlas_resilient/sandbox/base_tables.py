"""
What the tables are made of: how Python types are stored, and which columns kinds of rows share.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import ClassVar
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, DateTime, Dialect, Text, TypeDecorator, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Instant(TypeDecorator[datetime]):
    """
    A moment in UTC with microseconds, also in a database that keeps no time zone.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """
    What all tables share: how Python types are stored.
    """

    type_annotation_map = {datetime: Instant, UUID: Uuid, str: Text}  # noqa: RUF012


class Resource(Base):
    """
    What the API shows under an id, in the order of its creation.
    """

    __abstract__ = True

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    created_at: Mapped[datetime] = mapped_column(index=True)


class Changing(Resource):
    """
    A resource that tells when it was changed.
    """

    __abstract__ = True

    updated_at: Mapped[datetime]


class Named(Changing):
    """
    A resource with a name that is unique, everywhere or in some scope.
    """

    __abstract__ = True

    name: Mapped[str]


class Living(Changing):
    """
    A resource whose status moves on by itself: `status` is what it was put to, at `since`.

    `born`, `since` and `started` (when the second stage was entered, if it was before `since`) are
    microseconds of the clock of life cycles, which tells what the status is by now.
    """

    __abstract__ = True
    stages: ClassVar[tuple[str, str, str]]

    status: Mapped[str]
    born: Mapped[int] = mapped_column(BigInteger)
    since: Mapped[int] = mapped_column(BigInteger)
    started: Mapped[int | None] = mapped_column(BigInteger)
    error: Mapped[str | None]
