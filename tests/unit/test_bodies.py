"""What is sent: models, dicts, lists, files and text, the same bytes on all attempts."""

from __future__ import annotations

import datetime
import enum
import json
from collections import UserDict
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest

from atlas_resilient.testing import answer, connection_refused, problem
from tests.unit.conftest import Shop

DONE = answer(200)
ID = UUID("11111111-1111-4111-8111-111111111111")


class Level(enum.Enum):
    """Values of two kinds."""

    LOW = 1
    HIGH = "high"


def sent(shop: Shop, method: str, body: Any) -> tuple[str, bytes]:
    """Return the content type and the bytes that a call sends."""
    server = shop.server(DONE)
    shop.call(server, method, body)
    [request] = server.requests
    return request.headers["content-type"], request.body


def test_a_model_is_sent_as_json(shop: Shop) -> None:
    """Without what was not set."""
    body = shop.models.Thing(id="größe", size=1)

    assert sent(shop, "send_thing", body) == ("application/json", '{"id":"größe","size":1}'.encode())


@pytest.mark.parametrize("mapping", [dict, UserDict])
def test_a_mapping_is_as_good_as_a_model(mapping: Any, shop: Shop) -> None:
    """With whatever Python has for JSON's values in it."""
    inner = {
        "id": ID,
        "day": datetime.date(2024, 2, 29),
        "at": datetime.datetime(2024, 2, 29, 1),
        "levels": (Level.LOW, Level.HIGH),
    }
    inner |= {"none": None, "thing": shop.models.Thing(id="a"), "more": UserDict(a=1)}

    _, raw = sent(shop, "send_thing", mapping(inner))

    assert json.loads(raw) == {
        "id": str(ID),
        "day": "2024-02-29",
        "at": "2024-02-29T01:00:00",
        "levels": [1, "high"],
        "none": None,
        "thing": {"id": "a"},
        "more": {"a": 1},
    }


def test_another_type_of_json_is_named(shop: Shop) -> None:
    """As the document has it."""
    assert sent(shop, "send_merge", {"id": "a"}) == ("application/merge-patch+json", b'{"id":"a"}')


@pytest.mark.parametrize(
    ("method", "body", "raw"),
    [
        ("send_words", ["a", "b"], b'["a","b"]'),
        ("send_words", ("a",), b'["a"]'),
        ("send_words", [], b"[]"),
        ("send_things", [{"id": "a"}], b'[{"id":"a"}]'),
        ("send_either", {"id": "a"}, b'{"id":"a"}'),
        ("send_either", [1, 2], b"[1,2]"),
        ("send_either", "a", b'"a"'),
        ("send_count", 3, b"3"),
        ("send_count", 0, b"0"),
        ("send_count", None, b"null"),
    ],
)
def test_a_body_may_be_any_json(method: str, body: Any, raw: bytes, shop: Shop) -> None:
    """Lists, one of several, a single value."""
    assert sent(shop, method, body) == ("application/json", raw)


def test_models_in_a_list_are_sent(shop: Shop) -> None:
    """Beside dicts."""
    assert (
        sent(shop, "send_things", [shop.models.Thing(id="a"), {"id": "b"}])[1] == b'[{"id":"a"},{"id":"b"}]'
    )


def test_a_form_has_its_members(shop: Shop) -> None:
    """Each item of a list by itself; none that is None."""
    named = {"name": "a b&c=ü", "tags": ["x", "y"], "count": 3, "more": None, "flag": True}
    form = "application/x-www-form-urlencoded"

    assert sent(shop, "send_form", named) == (form, b"name=a+b%26c%3D%C3%BC&tags=x&tags=y&count=3&flag=true")
    assert sent(shop, "send_form", shop.models.SendFormBody(name="a")) == (form, b"name=a")


def parts(type_: str, raw: bytes) -> list[bytes]:
    """Return the parts of a form with files, in their order."""
    kind, _, boundary = type_.partition("; boundary=")
    assert kind == "multipart/form-data"
    first, *found, last = raw.split(b"--" + boundary.encode())
    assert (first, last) == (b"", b"--\r\n")
    return [each.strip(b"\r\n") for each in found]


def test_a_form_with_files_is_made_of_a_model(shop: Shop) -> None:
    """Its files with their names and types, lists item by item, objects as JSON."""
    file = shop.types.File(BytesIO(b"\x00\x01"), "a.bin", "application/x-a")
    body = shop.models.SendUploadBody(
        file=file, note="ü", count=3, tags=["x", "y"], thing=shop.models.Thing(id="a")
    )

    found = parts(*sent(shop, "send_upload", body))

    assert found[0].startswith(b'Content-Disposition: form-data; name="file"; filename="a.bin"')
    assert found[0].endswith(b"Content-Type: application/x-a\r\n\r\n\x00\x01")
    assert found[1].endswith("\r\n\r\nü".encode())
    assert found[2].endswith(b"\r\n\r\n3")
    assert [each.rpartition(b"\r\n\r\n")[2] for each in found[3:5]] == [b"x", b"y"]
    assert json.loads(found[5].rpartition(b"\r\n\r\n")[2]) == {"id": "a"}


def test_a_form_with_files_is_made_of_a_dict(shop: Shop) -> None:
    """Bytes are a file, text and numbers are text, objects are JSON; what is None is not sent."""
    file = shop.types.File(BytesIO(b"z"), "z.txt", "text/plain")
    body = {
        "file": b"\x00",
        "second": file,
        "note": "ü",
        "count": 3,
        "flag": True,
        "tags": ["x", b"y"],
        "thing": {"id": ID},
        "none": None,
    }

    found = parts(*sent(shop, "send_upload", body))

    heads = [each.partition(b"\r\n\r\n")[0].decode() for each in found]
    values = [each.partition(b"\r\n\r\n")[2] for each in found]
    assert values == [b"\x00", b"z", "ü".encode(), b"3", b"true", b"x", b"y", f'{{"id":"{ID}"}}'.encode()]
    assert ['filename="' in head for head in heads] == [True, True, False, False, False, False, True, False]
    assert 'name="second"; filename="z.txt"' in heads[1]
    assert "Content-Type: application/json" in heads[7]


@pytest.mark.parametrize("body", [b"\x00\xff", bytearray(b"\x00\xff"), None])
def test_bytes_are_sent_as_they_are(body: Any, shop: Shop) -> None:
    """From a file as well."""
    given = shop.types.File(BytesIO(b"\x00\xff")) if body is None else body

    assert sent(shop, "send_bytes", given) == ("application/octet-stream", b"\x00\xff")


def test_text_is_sent_in_utf_8(shop: Shop) -> None:
    """And says so."""
    assert sent(shop, "send_words_of_text", "größe") == ("text/plain; charset=utf-8", "größe".encode())


def test_an_optional_body_may_be_left_out(shop: Shop) -> None:
    """Then nothing is sent, nor a type of it."""
    server = shop.server(DONE)

    shop.call(server, "maybe_send")
    shop.call(server, "maybe_send", None)
    shop.call(server, "maybe_send", {"id": "a"})

    assert [request.body for request in server.requests] == [b"", b"", b'{"id":"a"}']
    assert ["content-type" in request.headers for request in server.requests] == [False, False, True]


@pytest.mark.parametrize(
    ("method", "body", "complaint"),
    [
        ("send_thing", ["a"], "a body is a model or a dict, not"),
        ("send_thing", None, "a body is a model or a dict, not None"),
        ("send_thing", "text", "a body is a model or a dict, not 'text'"),
        ("send_thing", {"id": b"a"}, "a bytes can't be sent as JSON"),
        ("send_thing", {"id": {1, 2}}, "a set can't be sent as JSON"),
        ("send_thing", {"id": object()}, "a object can't be sent as JSON"),
        ("send_words", b"a", "a bytes can't be sent as JSON"),
        ("send_form", ["a"], "a body is a model or a dict, not"),
        ("send_upload", ["a"], "a body is a model or a dict, not"),
        ("send_upload", {"a": object()}, "a object can't be sent as JSON"),
        ("send_bytes", 3, "a body is bytes, text or a File, not 3"),
        ("send_bytes", None, "a body is bytes, text or a File, not None"),
        ("send_bytes", {"a": 1}, "a body is bytes, text or a File, not"),
    ],
)
def test_what_is_no_body_is_a_type_error(method: str, body: Any, complaint: str, shop: Shop) -> None:
    """Before anything is sent."""
    server = shop.server(DONE)

    with pytest.raises(TypeError, match=complaint):
        shop.call(server, method, body)

    assert not server.requests


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
@pytest.mark.parametrize(
    ("method", "wrap"),
    [
        ("send_thing", lambda it: {"id": it}),
        ("send_count", lambda it: it),
        ("send_upload", lambda it: {"a": it}),
    ],
)
def test_numbers_that_json_has_not_are_value_errors(
    number: float, method: str, wrap: Any, shop: Shop
) -> None:
    """A server would not read them."""
    server = shop.server(DONE)

    with pytest.raises(ValueError, match="JSON compliant"):
        shop.call(server, method, wrap(number))

    assert not server.requests


def test_a_retry_sends_the_same_bytes(shop: Shop) -> None:
    """A file is read once, the boundary of a form is drawn once, and what a caller changes meanwhile is not sent."""
    text = ["first"]

    def change_it(_: Any) -> Any:
        text.append("second")
        return connection_refused()

    cases = {
        "send_bytes": shop.types.File(BytesIO(b"abc")),
        "send_upload": {"file": shop.types.File(BytesIO(b"abc"), "a"), "text": text},
        "send_words": text,
    }
    for method, body in cases.items():
        server = shop.server(change_it, problem(429), DONE)
        shop.call(server, method, body)
        requests = {(request.headers["content-type"], request.body) for request in server.requests}
        assert (len(server.requests), len(requests)) == (3, 1), method
        assert b"second" not in requests.pop()[1]
        text[:] = ["first"]


def test_a_file_can_be_sent_by_another_call_as_well(shop: Shop) -> None:
    """From where it stood: an empty file would be sent without a word."""
    opened = BytesIO(b"skipped, sent")
    opened.seek(9)
    file = shop.types.File(opened, "a.txt")

    for _ in range(2):
        assert sent(shop, "send_bytes", file)[1] == b"sent"
        for body in ({"file": file}, shop.models.SendUploadBody(file=file)):
            assert parts(*sent(shop, "send_upload", body))[0].endswith(b"\r\n\r\nsent")


def test_a_stream_that_can_not_go_back_is_read_once(shop: Shop) -> None:
    """A pipe has nothing to go back to."""

    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise OSError("a pipe")

    assert sent(shop, "send_bytes", shop.types.File(Pipe(b"sent")))[1] == b"sent"
