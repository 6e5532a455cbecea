"""A service of somebody else, whose client is generated for the tests: everything that the Control Plane has not."""

from __future__ import annotations

from typing import Any

from tests.codegen.documents import NOTHING, TEXT, answer, content, document, parameter

THING = {"$ref": "#/components/schemas/Thing"}
OTHER = {"$ref": "#/components/schemas/Other"}
NUMBER = {"type": "integer"}
FILE = {"type": "string", "format": "binary"}
PART = {
    "type": "object",
    "properties": {
        "file": FILE,
        "note": TEXT,
        "count": NUMBER,
        "tags": {"type": "array", "items": TEXT},
        "thing": THING,
    },
}

KINDS: dict[str, Any] = {
    "text": TEXT,
    "uuid": {"type": "string", "format": "uuid"},
    "date": {"type": "string", "format": "date"},
    "moment": {"type": "string", "format": "date-time"},
    "whole": NUMBER,
    "number": {"type": "number"},
    "flag": {"type": "boolean"},
    "colour": {"type": "string", "enum": ["red", "light blue"]},
    "size": {"type": "integer", "enum": [1, 2]},
}
BODIES: dict[str, Any] = {
    "thing": content(THING),
    "words": content({"type": "array", "items": TEXT}),
    "things": content({"type": "array", "items": THING}),
    "either": content({"oneOf": [THING, {"type": "array", "items": NUMBER}, TEXT]}),
    "count": content(NUMBER),
    "merge": content(THING, "application/merge-patch+json"),
    "form": content(
        {
            "type": "object",
            "properties": {"name": TEXT, "tags": {"type": "array", "items": TEXT}, "count": NUMBER},
        },
        "application/x-www-form-urlencoded",
    ),
    "upload": content(PART, "multipart/form-data"),
    "bytes": content(FILE, "application/octet-stream"),
    "words_of_text": content(TEXT, "text/plain"),
}
ANSWERS: dict[str, Any] = {
    "whole": answer(NUMBER),
    "word": answer(TEXT),
    "flag": answer({"type": "boolean"}),
    "moment": answer(KINDS["moment"]),
    "numbers": answer({"type": "array", "items": NUMBER}),
    "days": answer({"type": "array", "items": KINDS["date"]}),
    "either": answer({"anyOf": [THING, OTHER]}),
    "eithers": answer({"type": "array", "items": {"anyOf": [THING, NUMBER]}}),
    "map": answer({"type": "object", "additionalProperties": NUMBER}),
    "map_of_things": answer({"type": "object", "additionalProperties": THING}),
    "anything": answer({}),
    "maybe": answer({"anyOf": [THING, {"type": "null"}]}),
    "maybe_word": answer({"type": ["string", "null"]}),
    "text": answer(TEXT, "text/plain"),
    "file": answer(FILE, "application/pdf"),
    "several": {**answer(THING), **answer(OTHER, status="201"), "204": {"description": "None."}},
    "colours": answer({"type": "array", "items": KINDS["colour"]}),
}
ERROR = {"type": "object", "properties": {"message": TEXT, "code": NUMBER}}
ERRORS = answer(ERROR, status="4XX")

#: Calls by path parameter, by body and by answer, and a few more.
SHOP = document(
    {
        **{
            f"/by-{name}/{{value}}": {
                "get": {
                    "operationId": f"by_{name}",
                    "responses": NOTHING,
                    "parameters": [parameter("value", "path", schema)],
                }
            }
            for name, schema in KINDS.items()
        },
        **{
            f"/send-{name}": {
                "post": {
                    "operationId": f"send_{name}",
                    "responses": NOTHING,
                    "requestBody": {"required": True, **body},
                }
            }
            for name, body in BODIES.items()
        },
        **{
            f"/answer-{name}": {"get": {"operationId": f"answer_{name}", "responses": each}}
            for name, each in ANSWERS.items()
        },
        "/maybe-send": {
            "put": {"operationId": "maybe_send", "responses": NOTHING, "requestBody": content(THING)}
        },
        "/things/{id}": {
            "get": {
                "operationId": "get_thing",
                "responses": {**answer(THING), **ERRORS},
                "parameters": [parameter("id", "path")],
            },
            "delete": {
                "operationId": "delete_thing",
                "responses": {**answer(THING), **ERRORS},
                "parameters": [parameter("id", "path")],
            },
        },
        "/headers": {
            "get": {
                "operationId": "with_headers",
                "responses": NOTHING,
                "parameters": [
                    parameter("X-Trace", "header"),
                    parameter("session", "cookie"),
                    parameter("q"),
                ],
            }
        },
        "/open": {"get": {"operationId": "open_to_all", "security": [], "responses": NOTHING}},
    },
    schemas={
        "Thing": {
            "type": "object",
            "required": ["id"],
            "properties": {"id": TEXT, "size": NUMBER, "day": KINDS["date"]},
        },
        "Other": {"type": "object", "required": ["name"], "properties": {"name": TEXT}},
    },
    securitySchemes={"key": {"type": "apiKey", "in": "header", "name": "X-Shop-Key"}},
)
SHOP["security"] = [{"key": []}]
