"""Of several content types one is left: what we can write and read, or else bytes."""

from __future__ import annotations

from typing import Any

import pytest

from atlas_codegen.fit_content import content_types
from tests.codegen.documents import TEXT, content, document, fit, fit_operation, one


def types(*stated: str) -> dict[str, Any]:
    """Return content of these types, each with another schema."""
    return {"content": {type_: {"schema": {"type": "object", "description": type_}} for type_ in stated}}


@pytest.mark.parametrize(
    ("stated", "chosen", "meant"),
    [
        (["application/json"], "application/json", "application/json"),
        (["application/xml", "application/json", "text/csv"], "application/json", "application/json"),
        (["text/plain", "application/hal+json"], "application/hal+json", "application/hal+json"),
        (["application/json; charset=utf-8"], "application/json", "application/json; charset=utf-8"),
        (["Application/JSON"], "application/json", "Application/JSON"),
        (["*/*"], "application/json", "*/*"),
        (["application/xml", "text/csv;header=present"], "text/csv", "text"),
        (["text/html", "text/plain"], "text/html", "text"),
        (["application/octet-stream"], "application/octet-stream", None),
        (["image/png"], "image/png", None),
        (["application/xml"], "application/xml", None),
        (["image/*"], "application/octet-stream", None),
        (["application/jsonl"], "application/jsonl", None),
    ],
)
def test_an_answer_has_one_content_type(stated: list[str], chosen: str, meant: str | None) -> None:
    """JSON if there is any, then text; what can't be read comes as bytes."""
    found = fit_operation(one(responses={"200": {"description": "It.", **types(*stated)}}))

    raw = {None: {"type": "string", "format": "binary"}, "text": {"type": "string"}}
    schema = raw.get(meant, {"type": "object", "description": meant})
    assert found["responses"]["200"]["content"] == {chosen: {"schema": schema}}


@pytest.mark.parametrize(
    ("stated", "chosen", "meant"),
    [
        (["application/json"], "application/json", "application/json"),
        (["multipart/form-data", "application/json"], "application/json", "application/json"),
        (["application/xml", "multipart/form-data"], "multipart/form-data", "multipart/form-data"),
        (
            ["application/x-www-form-urlencoded"],
            "application/x-www-form-urlencoded",
            "application/x-www-form-urlencoded",
        ),
        (["application/merge-patch+json"], "application/merge-patch+json", "application/merge-patch+json"),
        (["*/*"], "application/json", "*/*"),
        (["text/plain"], "text/plain; charset=utf-8", None),
        (["text/plain;charset=latin-1"], "text/plain; charset=utf-8", None),
        (["application/zip"], "application/zip", None),
        (["video/*"], "application/octet-stream", None),
    ],
)
def test_a_body_has_one_content_type(stated: list[str], chosen: str, meant: str | None) -> None:
    """JSON if it may be, then forms; text is written in UTF-8, and says so; all else is given as bytes."""
    found = fit_operation(one("post", requestBody=types(*stated)))

    schema = (
        {"type": "string", "format": "binary"} if meant is None else {"type": "object", "description": meant}
    )
    assert found["requestBody"]["content"] == {chosen: {"schema": schema}}


def test_shared_answers_and_bodies_are_fitted_too() -> None:
    """Where they stand in the components."""
    paths = one(
        "post",
        requestBody={"$ref": "#/components/requestBodies/B"},
        responses={"200": {"$ref": "#/components/responses/R"}},
    )
    found = fit(
        document(
            paths,
            requestBodies={"B": content(TEXT, "text/plain")},
            responses={"R": {"description": "It.", **types("application/xml", "application/json")}},
        )
    )["components"]

    assert list(found["requestBodies"]["B"]["content"]) == ["text/plain; charset=utf-8"]
    assert list(found["responses"]["R"]["content"]) == ["application/json"]


def test_content_without_a_schema_may_be_anything() -> None:
    """JSON, of which nothing is promised."""
    found = fit_operation(one(responses={"200": {"description": "It.", "content": {"application/json": {}}}}))

    assert found["responses"]["200"]["content"] == {"application/json": {"schema": {}}}


def test_a_head_answers_nothing() -> None:
    """Many documents copy what GET answers; its answer would be an empty body that is not JSON."""
    shared = {"R": {"description": "It.", **content(TEXT), "headers": {"X-Count": {"schema": TEXT}}}}
    found = fit_operation(
        one("head", responses={"200": {"$ref": "#/components/responses/R"}}), responses=shared
    )

    assert found["responses"] == {"200": {"description": "It.", "headers": {"X-Count": {"schema": TEXT}}}}


def test_other_content_types_are_named_to_the_generator() -> None:
    """Those it doesn't know, and no others."""
    paths = one(
        "post",
        requestBody=types("application/zip"),
        responses={
            "200": {"description": "It.", **types("application/vnd.api+json")},
            "201": {"description": "It.", **types("image/png")},
        },
    )

    assert content_types(fit(document(paths))) == {
        "application/zip": "application/octet-stream",
        "image/png": "application/octet-stream",
    }
