"""
A market as a FastAPI application, of which only the document counts: no function of it does anything.

`documents/fastapi.json` is what it says of itself; `python -m tests.any_document.fastapi_app` prints it.
"""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, Literal, TypeAlias
from uuid import UUID

import pydantic
from fastapi import APIRouter, Body, Cookie, Depends, FastAPI, Form, Header, Path, Query, Security, UploadFile
from fastapi.responses import PlainTextResponse, Response
from fastapi.security import APIKeyHeader, HTTPBearer, OAuth2PasswordBearer, OAuth2PasswordRequestForm

from .fastapi_models import (
    Card,
    Cash,
    Category,
    Customer,
    Error,
    Field,
    Level,
    Mark,
    Operation,
    Product,
    ProductIn,
    Token,
    Transfer,
)


class Bytes(Response):
    media_type = "application/octet-stream"


Payment = Annotated[Card | Transfer, pydantic.Field(discriminator="kind")]
Rows = Annotated[list[ProductIn], Body(min_length=1, max_length=1000)]
Limit: TypeAlias = Annotated[int, Query(ge=1, le=100)]
Offset: TypeAlias = Annotated[int, Query(ge=0)]
Key = Annotated[str | None, Header(alias="Idempotency-Key", max_length=64)]
BYTES: dict[str, Any] = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
bearer, key_header = HTTPBearer(), APIKeyHeader(name="X-Market-Key")
password = OAuth2PasswordBearer(tokenUrl="login", scopes={"stock": "Change the stock"})

app = FastAPI(title="Market", version="2.1", servers=[{"url": "https://market.example/api"}, {"url": "/api"}])


def taking(function: Callable[..., Any], **kinds: Any) -> Callable[..., Any]:
    """Return *function* with these annotations, which no type checker could follow."""
    function.__annotations__.update(kinds)
    return function


def crud(name: str, kind: Any, model: Any, body: Any, keyed: bool) -> APIRouter:
    """Return the five operations that everything in a market has."""
    router = APIRouter(prefix=f"/{name}", tags=[name], dependencies=[Depends(bearer)])
    item = Annotated[kind, Path()]

    def create(body: Any, key: Key = None) -> Any: ...
    def create_without_key(body: Any) -> Any: ...
    def read(item_id: Any) -> Any: ...
    def page(limit: Limit = 20, offset: Offset = 0) -> Any: ...
    def replace(item_id: Any, body: Any) -> Any: ...
    def remove(item_id: Any) -> None: ...

    several: dict[int | str, Any] = {409: {"model": Error, "description": "there is one"}}
    make = taking(create if keyed else create_without_key, body=body)
    router.post("/", response_model=model, status_code=201, responses=several, name="create")(make)
    router.get("/{item_id}", response_model=model, responses={"4XX": {"model": Error}})(
        taking(read, item_id=item)
    )
    router.get("/", response_model=list[model])(page)
    router.put("/{item_id}", response_model=model)(taking(replace, item_id=item, body=body))
    router.delete("/{item_id}", status_code=204)(taking(remove, item_id=item))
    return router


app.include_router(crud("products", UUID, Product, ProductIn, keyed=True))
app.include_router(crud("categories", int, Category, Category, keyed=False))
app.include_router(crud("customers", int, Customer, Customer, keyed=True))
app.include_router(crud("operations", str, Operation, Operation, keyed=False))
app.include_router(crud("fields", Annotated[int, Path(ge=1)], Field, Field, keyed=False))
app.include_router(crud("errors", date, Error, Error, keyed=False))

market = APIRouter(tags=["market"], dependencies=[Security(key_header)])


@market.post("/payments", status_code=201, response_model=Card | Transfer)
def pay(payment: Payment, key: Annotated[str, Header(alias="Idempotency-Key")]) -> Any: ...
@market.post("/tills", status_code=201, response_model=Cash, responses={200: {"model": Cash}})
def open_till(body: Cash | list[Cash] | str) -> Any: ...
@market.post("/products/import", tags=["products"], response_model=list[str])
def import_products(rows: Rows, dry_run: bool = False) -> Any: ...
@market.put("/notes/{level}/{mark}", response_model=str)
def note(level: Level, mark: Mark, text: Annotated[str, Body()]) -> Any: ...
@market.post("/settings", response_model=dict[str, Any])
def change_settings(settings: dict[str, Any]) -> Any: ...
@market.patch("/limits", response_model=dict[str, Level])
def change_limits(limits: dict[str, int] | None = None) -> Any: ...
@market.get("/count", response_model=int)
def count(since: datetime, mark: Annotated[list[Mark] | None, Query()] = None) -> Any: ...
@market.get("/open", response_model=bool)
def is_open(on: date, level: Level = Level.low, exact: bool | None = None) -> Any: ...
@market.get("/ratio/{a}/{b}", response_model=float)
def ratio(a: float, b: float) -> Any: ...
@market.get("/search", deprecated=True, response_model=list[Product | Category])
def search(
    q: Annotated[str, Query(min_length=2)],
    ids: Annotated[list[UUID], Query()] = [],  # noqa: B006
    from_: Annotated[datetime | None, Query(alias="from")] = None,
    class_: Annotated[Literal["new", "used"] | None, Query(alias="class")] = None,
    sort_by: Annotated[str, Query(alias="sortBy", deprecated=True)] = "name",
) -> Any: ...
@market.get("/whoami", tags=["people", "account"], response_model=Customer | None)
def whoami(x_trace: Annotated[UUID, Header()], session: Annotated[str | None, Cookie()] = None) -> Any: ...
@market.get("/basket", tags=["account"], response_model=dict[str, Cash])
def basket(session: Annotated[str, Cookie()], x_depth: Annotated[int | None, Header()] = None) -> Any: ...
@market.get("/anything", response_model=None)
def anything(text: Annotated[str | None, Query(alias="filter")] = None) -> Any: ...
@market.delete("/basket/{line}", response_model=list[Cash])
def drop_line(line: int, reason: Annotated[str | None, Body(embed=True)] = None) -> Any: ...
@market.get("/notice", response_class=PlainTextResponse)
def notice(accept_language: Annotated[str | None, Header()] = None) -> Any: ...
@market.post("/products/{product_id}/images/{position}", response_model=Field)
def add_image(
    product_id: UUID,
    position: int,
    file: UploadFile,
    title: Annotated[str, Form()],
    public: Annotated[bool, Form()] = True,
) -> Any: ...
@market.post("/albums", response_model=list[int])
def add_album(files: list[UploadFile], meta: Annotated[str | None, Form()] = None) -> Any: ...
@market.post("/contact", status_code=202)
def contact(subject: Annotated[str, Form()], copies: Annotated[list[str] | None, Form()] = None) -> None: ...
@market.put("/backup", openapi_extra={"requestBody": {"required": True, "content": BYTES}}, status_code=204)
def restore() -> None: ...
@market.get("/backup", responses={200: {"content": BYTES}}, response_class=Bytes)
def backup(part: int = 0) -> Any: ...


app.include_router(market)


@app.post("/login", response_model=Token)
def login(form: Annotated[OAuth2PasswordRequestForm, Depends()]) -> Any: ...
@app.post("/stock/{place}", dependencies=[Security(password, scopes=["stock"])], status_code=204)
def restock(place: Literal["shelf", "cellar"], counts: dict[UUID, int]) -> None: ...
@app.head("/health", name="is_up")
@app.get("/health")
def health() -> dict[str, str]: ...  # type: ignore[empty-body]


if __name__ == "__main__":
    print(json.dumps(app.openapi(), indent=1))  # noqa: T201
