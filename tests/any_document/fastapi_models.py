"""What the market of `fastapi_app` deals in."""

from datetime import date, datetime, time
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

import pydantic
from pydantic import BaseModel


class Mark(StrEnum):
    none = ""
    small = "a"
    large = "A"
    dashed = "a-b"


class Level(IntEnum):
    low = 1
    high = 2
    deep = -3


class Error(BaseModel):
    code: int
    message: str
    causes: list["Error"] = []


class Field(BaseModel):
    id: int
    type: str
    class_: str | None = pydantic.Field(None, alias="class")
    from_: datetime | None = pydantic.Field(None, alias="from")
    list_: list[str] = pydantic.Field([], alias="list")


class Product(BaseModel):
    id: UUID
    displayName: str = pydantic.Field(min_length=1, max_length=80)
    price: Decimal
    weight: float | None = pydantic.Field(None, gt=0, le=500)
    sku: str = pydantic.Field(pattern=r"^[A-Z]{3}-\d{4}$")
    mark: Mark = Mark.none
    level: Level | None = None
    tags: set[str] = set()
    labels: dict[str, str] = {}
    fields: list[Field] = []
    bestBefore: date | None = None
    homepage: pydantic.AnyUrl | None = None
    anything: Any = None


class ProductIn(BaseModel):
    displayName: str = pydantic.Field(min_length=1)
    price: float = pydantic.Field(ge=0, multiple_of=0.01)
    mark: Mark = Mark.small
    labels: dict[str, str] | None = None


class Category(BaseModel):
    id: int
    name: str
    parent: "Category | None" = None
    children: list["Category"] = []


class Customer(BaseModel):
    model_config = {"extra": "allow"}
    id: int
    email: str = pydantic.Field(json_schema_extra={"format": "email"})
    born: date | None = None
    address: dict[str, Any]


class Operation(BaseModel):
    id: int
    opens: time
    state: Literal["open", "closed", None] = None
    position: tuple[float, float]


class Card(BaseModel):
    kind: Literal["card"] = "card"
    number: pydantic.SecretStr


class Transfer(BaseModel):
    kind: Literal["transfer"]
    iban: str


class Cash(BaseModel):
    amount: int


class Token(BaseModel):
    access_token: str
    token_type: str
    expires_in: Annotated[int, pydantic.Field(deprecated=True)] = 3600
