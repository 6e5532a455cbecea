"""What the railway of `litestar_app` deals in."""

import enum
from datetime import date, datetime, timedelta
from typing import Annotated, Any, Literal
from uuid import UUID

import attrs
import msgspec
from litestar.datastructures import UploadFile


class Gauge(enum.Enum):
    narrow = "narrow"
    Narrow = "Narrow"
    standard = "1435"
    none = ""


class Track(enum.IntEnum):
    one = 1
    two = 2


class Struct(msgspec.Struct, rename="camel"):
    pass


class Error(Struct):
    """What went wrong."""

    code: int
    message: str
    inner: "Error | None" = None


class Station(Struct):
    id: int
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
    short_name: Annotated[str, msgspec.Meta(pattern="^[A-Z]{2,5}$")]
    opened_on: date
    gauge: Gauge = Gauge.standard
    position: tuple[float, float] | None = None
    exits: list[str] = []
    extra: dict[str, Any] = {}


class StationDraft(Struct):
    name: str
    short_name: str
    gauge: Gauge = Gauge.standard
    next_to: list[int] | None = None


class StationPatch(Struct):
    name: str | msgspec.UnsetType = msgspec.UNSET
    gauge: Gauge | msgspec.UnsetType | None = msgspec.UNSET


@attrs.define
class Train:
    id: UUID
    number: int
    departs: datetime
    takes: timedelta
    class_: Literal["first", "second"] = "second"
    cars: list["Car"] = attrs.field(factory=list)
    status: str | None = None


@attrs.define
class Car:
    seats: int
    quiet: bool = False
    next: "Car | None" = None


class Delay(Struct, tag="delay", tag_field="kind"):
    minutes: int


class Cancelled(Struct, tag="cancelled", tag_field="kind"):
    reason: str | None


class Response(msgspec.Struct, rename={"from_": "from"}):
    id: int
    from_: str
    text: str
    when: datetime


class Passenger(Struct, forbid_unknown_fields=True):
    id: UUID
    display_name: str
    birthday: date | None
    seats: set[int] = set()
    friends: dict[str, "Passenger"] = {}


class Image(Struct):
    id: UUID
    type: Literal["jpeg", "png"]
    size: int | None = None


class Note(Struct):
    id: int
    about: Station | str
    lines: Annotated[list[str], msgspec.Meta(max_length=5)] = msgspec.field(name="list", default_factory=list)


class Page(Struct):
    items: list[Station]
    total: int
    next_cursor: str | None = None


@attrs.define
class Photo:
    image: UploadFile
    caption: str
    year: int | None = None


@attrs.define
class Complaint:
    subject: str
    text: str
    seats: list[int]
    anonymous: bool = False
