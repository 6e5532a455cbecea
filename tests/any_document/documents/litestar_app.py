"""
A railway as a Litestar application, of which only the document counts: no function of it does anything.

`python litestar_app.py > litestar.json`
"""

import sys
from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from litestar import Litestar, delete, get, head, patch, post, put
from litestar.datastructures import UploadFile
from litestar.enums import MediaType, RequestEncodingType
from litestar.openapi import OpenAPIConfig, ResponseSpec
from litestar.openapi.spec import Components, SecurityScheme, Server
from litestar.params import Body, Parameter
from litestar.serialization import encode_json
from litestar_models import (
    Cancelled,
    Car,
    Complaint,
    Delay,
    Error,
    Gauge,
    Image,
    Note,
    Page,
    Passenger,
    Photo,
    Response,
    Station,
    StationDraft,
    StationPatch,
    Track,
    Train,
)

ERRORS: Any = {
    404: ResponseSpec(Error, description="Not there"),
    409: ResponseSpec(Error, description="There already"),
}
Key = Annotated[str | None, Parameter(header="Idempotency-Key")]
Limit = Annotated[int, Parameter(ge=1, le=500, query="pageSize")]
BEARER, KEY = [{"BearerToken": []}], [{"ApiKey": []}]
HANDLERS: list[Any] = []


def crud(name: str, kind: str, id_type: type, model: Any, draft: Any, change: Any, security: Any) -> None:
    """Add the five operations that everything on a railway has."""

    def add(route: Any, handler: Any, returns: Any, **takes: Any) -> None:
        handler.__annotations__ |= {**takes, "return": returns}
        HANDLERS.append(route(handler))

    async def page(page_size: Any = 50, offset: int = 0) -> Any: ...
    async def create(data: Any, key: Any = None) -> Any: ...
    async def read(item_id: Any) -> Any: ...
    async def update(item_id: Any, data: Any) -> Any: ...
    async def remove(item_id: Any) -> Any: ...

    path, title = f"/{name}s/{{item_id:{kind}}}", name.title()
    tags = {"tags": [name], "security": security}
    new = {"responses": {409: ResponseSpec(Error)}, "operation_id": f"create{title}", **tags}
    add(get(f"/{name}s", operation_id=f"list{title}s", **tags), page, list[model], page_size=Limit)
    add(post(f"/{name}s", **new), create, model, data=draft, key=Key)
    add(get(path, operation_id=f"get{title}", responses=ERRORS, **tags), read, model, item_id=id_type)
    add(patch(path, operation_id=f"update{title}", **tags), update, model, data=change, item_id=id_type)
    add(delete(path, operation_id=f"delete{title}", **tags), remove, None, item_id=id_type)


crud("station", "int", int, Station, StationDraft, StationPatch, BEARER)
crud("train", "uuid", UUID, Train, Train, Train, BEARER)
crud("car", "str", str, Car, Car, dict[str, Any], KEY)
crud("day", "date", date, Response, Response, Response, [{}])
crud("delay", "int", int, Delay, Delay, Delay, KEY)


def on(route: Any, path: str, **more: Any) -> Any:
    """Return a decorator like Litestar's own that names the operation like its function, in camelCase."""

    def add(handler: Any) -> Any:
        first, *rest = handler.__name__.split("_")
        name = first + "".join(each.title() for each in rest)
        HANDLERS.append(route(path, operation_id=name, **more)(handler))

    return add


@on(get, "/stations/page", tags=["station"])
async def page_stations(cursor: str | None = None, size: Annotated[int, Parameter(le=100)] = 10) -> Page: ...
@on(get, "/stations/{station_id:int}/trains/{number:int}", tags=["station", "train"])
async def train_at_station(station_id: int, number: int, on: date) -> Train | None: ...
@on(post, "/stations/import", tags=["station"], status_code=200)
async def import_stations(data: list[StationDraft], dry_run: bool = False) -> dict[str, int]: ...
@on(put, "/tracks/{track:int}/{gauge:str}")
async def lay_track(track: Track, gauge: Literal["narrow", "1435"], data: bool) -> Track: ...
@on(get, "/departures", tags=["train"])
async def departures(
    since: datetime,
    station: Annotated[list[int], Parameter(query="stationId", min_items=1)],
    gauges: list[Gauge] | None = None,
    from_: Annotated[str | None, Parameter(query="from")] = None,
    type_: Annotated[Literal["fast", "slow"], Parameter(query="type")] = "fast",
) -> list[Train | Cancelled]: ...
@on(post, "/events", tags=["train"])
async def report(data: Delay | Cancelled) -> Delay | Cancelled: ...
@on(get, "/events/last", tags=["train"], deprecated=True)
async def last_event() -> Delay | Cancelled | None: ...
@on(post, "/fares", tags=["fare"])
async def fare(data: dict[str, Any]) -> float: ...
@on(get, "/fares/names", tags=["fare"])
async def fare_names(x_language: Annotated[str, Parameter(header="X-Language")]) -> list[str]: ...
@on(get, "/fares/table", tags=["fare"])
async def fare_table(
    version: Annotated[int | None, Parameter(header="X-Version")] = None,
) -> dict[str, list[float]]: ...
@on(get, "/fares/{zone:int}/valid", tags=["fare"])
async def fare_is_valid(zone: int, at: time) -> bool: ...
@on(get, "/fares/{zone:int}/price", tags=["fare"])
async def price(zone: int, factor: Annotated[float, Parameter(gt=0, lt=10)] = 1.0) -> Decimal: ...
@on(get, "/me")
async def me(session: Annotated[str, Parameter(cookie="session")]) -> Passenger: ...
@on(put, "/me", status_code=202)
async def change_me(
    data: Passenger, theme: Annotated[str | None, Parameter(cookie="theme")] = None
) -> None: ...
@on(post, "/photos/{station_id:int}", tags=["station"])
async def add_photo(
    station_id: int, data: Annotated[Photo, Body(media_type=RequestEncodingType.MULTI_PART)]
) -> Image: ...
@on(post, "/photos", tags=["station"])
async def add_photos(
    data: Annotated[list[UploadFile], Body(media_type=RequestEncodingType.MULTI_PART)],
) -> list[UUID]: ...
@on(post, "/complaints", status_code=202)
async def complain(
    data: Annotated[Complaint, Body(media_type=RequestEncodingType.URL_ENCODED)],
) -> Annotated[str, "a number to ask by"]: ...
@on(get, "/timetable", media_type=MediaType.TEXT)
async def timetable(day: date) -> str: ...
@on(get, "/timetable/raw", media_type="application/octet-stream")
async def raw_timetable() -> bytes: ...
@on(get, "/anything")
async def anything() -> Any: ...
@on(head, "/alive")
async def is_alive() -> None: ...
@on(get, "/alive", security=[])
async def alive() -> Literal["yes"]: ...
@on(delete, "/trains/{train_id:uuid}/cars", status_code=200, tags=["train"])
async def uncouple(
    train_id: UUID, only: Annotated[list[UUID] | None, Parameter(query="only")] = None
) -> list[Car]: ...
@on(post, "/trains/{train_id:uuid}/couple", responses={200: ResponseSpec(Train)}, tags=["train"])
async def couple(train_id: UUID, data: Car | list[Car]) -> Car: ...
@on(post, "/notes", tags=["note"])
async def note(data: Note) -> Note: ...
@on(get, "/notes/{text:str}", tags=["note"])
async def notes_about(text: str, limit: int = 10, offset: int = 0) -> list[Note]: ...


config = OpenAPIConfig(
    "Railway",
    "2026.1",
    servers=[Server("https://rail.example/v1"), Server("/v1", description="here")],
    components=Components(
        security_schemes={
            "BearerToken": SecurityScheme(type="http", scheme="bearer"),
            "ApiKey": SecurityScheme(type="apiKey", security_scheme_in="header", name="X-Rail-Key"),
        }
    ),
)
if __name__ == "__main__":
    document = Litestar(HANDLERS, openapi_config=config, signature_namespace=globals()).openapi_schema
    sys.stdout.write(msgspec.json.format(encode_json(document.to_schema()), indent=1).decode() + "\n")
