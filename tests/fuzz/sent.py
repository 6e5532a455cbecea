"""Whatever a server may send: answers of every shape and none, under headers that mean nothing."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import AsyncIterator, Iterator
from functools import cache
from typing import Any

import httpx
from atlas_control_plane.operations import Operation
from atlas_control_plane.shapes import SHAPES, Field
from attrs import frozen
from hypothesis import strategies as st

STATUSES: tuple[int, ...] = (
    200,
    201,
    202,
    203,
    204,
    206,
    226,
    299,
    300,
    301,
    302,
    304,
    307,
    308,
    400,
    401,
    403,
    404,
    405,
    408,
)
STATUSES += (
    409,
    410,
    413,
    418,
    422,
    425,
    429,
    431,
    451,
    499,
    500,
    501,
    502,
    503,
    504,
    505,
    520,
    529,
    599,
    999,
)
MOMENTS = (
    "2026-01-01T00:00:00Z",
    "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59.999999-23:59",
    "2026-W01-1",
    "2026-01-01",
    "2026-13-01T00:00:00Z",
    "1" * 5000,
    "\u0662\u0660\u0662\u0666-01-01T00:00:00Z",
)
IDS = ("11111111-1111-4111-8111-111111111111", "{11111111-1111-4111-8111-111111111111}", "xyz", "0" * 5000)
HALVES = ("\ud800", "x\udfff")
AFTER = ("0", "1", "59.5", "61", "-5", "nan", "1e3", "9" * 400, "5, 10", "\u00b2", "\u0663", "soon", "")
DATES: tuple[str, ...] = (
    "Fri, 31 Dec 1999 23:59:59 GMT",
    "Fri, 31 Dec 100000 23:59:59 GMT",
    "Fri, 31 Dec 1999 23:59:59 +9999",
)
DATES += ("Fri, 31 Dec 1999 23:59:59 -99999999999999", "0 0 0 0 0", ", ,", "Fri, 00 Feb 2000 24:61:61 GMT")
KINDS: tuple[str, ...] = (
    "application/json",
    "text/html; charset=utf-8",
    "application/json; charset=nonsense",
    "text/plain",
    ";",
)
KINDS += (
    "application/json; charset=utf-16",
    "text/html; charset=\u00e9",
    "a/b; charset=idna",
    "x; charset=hex",
)
ENCODINGS = ("gzip", "x-gzip", "deflate", "GZIP ", "identity", "br", "gzip, gzip", "", "\u00e9", ",")
LOCATIONS = (
    "/elsewhere?token=1",
    "http://[::1",
    "//\u00e9",
    "javascript:alert(1)",
    "http://" + "a" * 5000,
    "",
)

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.just(10**400),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from((*MOMENTS, *IDS, *HALVES)),
)
ANY_JSON = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.one_of(st.text(max_size=8), st.sampled_from(("detail", "id", "loc", "msg"))), inner, max_size=3
        ),
    ),
    max_leaves=8,
)

_FIELD_ERRORS = st.fixed_dictionaries({}, optional=dict.fromkeys(("loc", "msg", "type", "input"), ANY_JSON))
DETAILS = st.one_of(ANY_JSON, st.lists(_FIELD_ERRORS, max_size=3))


@frozen
class Sent:
    """One answer, as it comes in: its body in pieces, encoded as its headers say, or not."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    pieces: tuple[bytes, ...]
    version: bytes = b"HTTP/1.1"

    def response(self, *_: Any) -> httpx.Response:
        """Return it anew: a stream that nobody has read."""
        return httpx.Response(
            self.status,
            headers=list(self.headers),
            stream=Pieces(self.pieces),
            extensions={"http_version": self.version},
        )


class Pieces(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body that comes in pieces, for either world."""

    def __init__(self, pieces: tuple[bytes, ...]) -> None:
        self._pieces = pieces

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._pieces)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            yield piece


@cache
@st.composite
def answers(draw: st.DrawFn, operation: Operation[Any]) -> Sent:
    """Draw an answer to *operation*: sometimes good, mostly bent."""
    status = draw(st.one_of(st.sampled_from((200, 201)), st.sampled_from(STATUSES)))
    body = draw(st.one_of(_json_of(operation, good=status < 300), st.binary(max_size=64)))
    encoded, encoding = draw(_encoded(body))
    headers = [
        *draw(st.lists(_headers(), max_size=4)),
        *([(b"content-encoding", encoding)] if encoding else []),
    ]
    cut = sorted(draw(st.lists(st.integers(0, len(encoded)), max_size=3)))
    pieces = (encoded[a:b] for a, b in zip([0, *cut], [*cut, len(encoded)], strict=True))
    version = draw(st.sampled_from((b"HTTP/1.1",) * 20 + (b"HTTP/1.0", b"HTTP/9.9", b"\xff")))
    return Sent(status, tuple(headers), tuple(pieces), version)


@st.composite
def _encoded(draw: st.DrawFn, body: bytes) -> tuple[bytes, bytes]:
    encoding = draw(st.one_of(st.just(""), st.sampled_from(ENCODINGS)))
    if "gzip" in encoding.lower():
        body = gzip.compress(body, mtime=0)
    elif encoding == "deflate":
        body = zlib.compress(body) if draw(st.booleans()) else zlib.compress(body, wbits=-15)

    harm = draw(st.sampled_from(("none", "none", "cut", "flip", "more", "twice")))
    place = draw(st.integers(0, max(0, len(body) - 1)))
    if harm == "cut":
        body = body[:place]
    elif harm == "flip":
        body = body[:place] + bytes(255 - byte for byte in body[place : place + 1]) + body[place + 1 :]
    elif harm == "more":
        body += draw(st.binary(min_size=1, max_size=8))
    elif harm == "twice":
        body *= 2

    return body, encoding.encode()


@cache
def _headers() -> st.SearchStrategy[tuple[bytes, bytes]]:
    def named(name: str, values: tuple[str, ...]) -> st.SearchStrategy[tuple[bytes, bytes]]:
        garbage = st.one_of(st.binary(max_size=20), st.sampled_from((b"\xff" * 3, b"a" * 70_000)))
        value = st.one_of(st.sampled_from(values).map(str.encode), garbage.map(_one_line))
        return st.tuples(st.just(name.encode()), value)

    return st.one_of(
        named("Retry-After", AFTER + DATES),
        named("Date", DATES),
        named("Content-Type", KINDS),
        named("Content-Length", ("0", "7", "-1", "\u0663", "1" * 400)),
        named("X-Request-ID", ("ours", "\u00e9", "two words")),
        named("Location", LOCATIONS),
        named("Set-Cookie", ("a=b", ";;;=")),
    )


def _one_line(value: bytes) -> bytes:
    # What no HTTP parser lets through.
    return value.translate(None, b"\r\n\0")


def answer_of(operation: Operation[Any]) -> tuple[str | None, bool]:
    """Return the model that an operation answers, and whether it is a list of them."""
    [field] = operation.answers.values()
    if field is None:
        return None, False

    return (field.items.of, True) if field.items else (field.of, False)


@cache
@st.composite
def _json_of(draw: st.DrawFn, operation: Operation[Any], *, good: bool) -> bytes:
    model, many = answer_of(operation)
    if good and model is not None and draw(st.integers(0, 4)):
        value: Any = draw(_model(model))
        value = [value] * draw(st.integers(0, 3)) if many else value
        for _ in range(draw(st.integers(0, 2))):
            value = draw(_mutated(value))
    elif draw(st.booleans()):
        value = draw(ANY_JSON)
    else:
        value = {"detail": draw(DETAILS)}

    return json.dumps(value, ensure_ascii=draw(st.booleans())).encode("utf-8", "surrogatepass")


@cache
def _model(name: str) -> st.SearchStrategy[dict[str, Any]]:
    shape = SHAPES[name]
    return st.fixed_dictionaries(
        {each: _value(field) for each, field in shape.items() if field.required},
        optional={each: _value(field) for each, field in shape.items() if not field.required},
    )


def _value(field: Field) -> st.SearchStrategy[Any]:
    if field.kind == "model":
        value: st.SearchStrategy[Any] = _model(field.of or "")
    elif field.kind == "array":
        value = st.lists(ANY_JSON if field.items is None else _value(field.items), max_size=2)
    else:
        value = _OF_KIND[field.kind]
    return st.one_of(st.none(), value) if field.nullable else value


_OF_KIND: dict[str, st.SearchStrategy[Any]] = {
    "string": st.text(max_size=12),
    "integer": st.integers(),
    "number": st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False)),
    "boolean": st.booleans(),
    "uuid": st.sampled_from((IDS[0], IDS[0], IDS[1])),
    "date-time": st.sampled_from((MOMENTS[0], MOMENTS[0], *MOMENTS[:4])),
    "object": st.dictionaries(st.text(max_size=8), ANY_JSON, max_size=2),
    "any": ANY_JSON,
}


@st.composite
def _mutated(draw: st.DrawFn, value: Any) -> Any:
    """Draw *value* with something else, or nothing, in one place of it."""
    if isinstance(value, dict) and value and draw(st.booleans()):
        name = draw(st.sampled_from(sorted(value)))
        if draw(st.booleans()):
            return {**value, name: draw(_mutated(value[name]))}
        return {other: member for other, member in value.items() if other != name}

    if isinstance(value, list) and value and draw(st.booleans()):
        place = draw(st.integers(0, len(value) - 1))
        return [*value[:place], draw(_mutated(value[place])), *value[place + 1 :]]

    return draw(ANY_JSON)
