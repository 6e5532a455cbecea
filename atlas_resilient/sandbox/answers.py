"""
What the Control Plane says: answers, refusals, and the two shapes of an error body.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.responses import Response

Place = Sequence[str | int]


@dataclass(frozen=True)
class Answer:
    """
    A status, a body of JSON text (empty if there is none), and further headers.
    """

    status: int
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    def response(self) -> Response:
        """Return this as Starlette sends it."""
        media_type = "application/json" if self.body else None
        return Response(self.body.encode(), self.status, dict(self.headers), media_type)


class Refused(Exception):
    """
    The work is not done, and this is the answer instead; whatever the transaction had done is undone.
    """

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer)
        self.answer = answer


def to_json(value: Any) -> str:
    """Return *value* as JSON text."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def success(status: int, value: Any) -> Answer:
    """Return the answer that carries *value*."""
    return Answer(status, to_json(value))


def plain_error(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Answer:
    """Return the plain error body: `{"detail": "text"}`."""
    return Answer(status, to_json({"detail": detail}), headers or {})


def field_errors(errors: Iterable[Mapping[str, Any]], *, under: Place = ()) -> Answer:
    """
    Return the 422 of a validation, from Pydantic's *errors*.

    Only where, what and which kind are told: the input itself may hold a secret.
    """
    detail = [
        {"loc": [*under, *error["loc"]], "msg": error["msg"], "type": error["type"]} for error in errors
    ]
    return Answer(422, to_json({"detail": detail}))


def field_error(loc: Place, msg: str, type_: str) -> Answer:
    """Return the 422 about one field."""
    return field_errors([{"loc": loc, "msg": msg, "type": type_}])


def refuse(status: int, detail: str) -> Refused:
    """Return the refusal with a plain body, to be raised."""
    return Refused(plain_error(status, detail))


def reference_not_found(*loc: str | int) -> Refused:
    """Return the refusal of a body whose field at *loc* names something that does not exist."""
    return Refused(field_error(["body", *loc], "what this names does not exist", "reference_not_found"))
