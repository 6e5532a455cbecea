"""
One call on its way through an endpoint: its body read, its work done in one transaction.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Query, Request
from pydantic import BaseModel, ValidationError
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from . import idempotency
from .access import caller_of
from .answers import Answer, Refused, field_error, field_errors, to_json
from .life_clock import LifeClock
from .manifests import Manifests
from .storage import Storage

M = TypeVar("M", bound=BaseModel)

_DEEPEST = 100
# What the database can count; more could not be an offset into anything.
_LARGEST = 2**63 - 1

Limit = Annotated[int, Query(ge=1, le=1000)]
Offset = Annotated[int, Query(ge=0, le=_LARGEST)]


class Call:
    """
    A request whose body has arrived.
    """

    def __init__(self, request: Request, raw: bytes) -> None:
        self._request = request
        self._raw = raw
        self.storage: Storage = request.app.state.storage
        self.manifests: Manifests = request.app.state.manifests
        self.life: LifeClock = request.app.state.life

    def members(self) -> dict[str, Any]:
        """
        Return the body as an object of any members, or refuse with 422.
        """
        return _json_object(self._raw)

    def body(self, model: type[M]) -> M:
        """
        Return the body as *model*, or refuse with 422.
        """
        try:
            return model.model_validate_json(to_json(self.members()))
        except ValidationError as error:
            raise Refused(field_errors(error.errors(), under=["body"])) from None

    async def read(self, work: Callable[[Session], Answer]) -> Response:
        """
        Answer with *work*, which only looks.
        """

        def answer() -> Answer:
            with self.storage.read() as session:
                return work(session)

        return await self._answered(answer)

    async def write(self, work: Callable[[Session], Answer]) -> Response:
        """
        Answer with *work*, after its effect has been committed.
        """

        def answer() -> Answer:
            with self.storage.write() as session:
                return work(session)

        return await self._answered(answer)

    async def create(self, work: Callable[[Session], Answer]) -> Response:
        """
        Answer with *work* as `write` does, only once for one idempotency key.
        """
        key = self._request.headers.get(idempotency.HEADER)
        if key is None:
            return await self.write(work)
        idempotency.check_key(key)
        ticket = idempotency.Ticket(
            caller=caller_of(self._request.headers),
            method=self._request.method,
            path=self._request.url.path,
            key=key,
            fingerprint=_fingerprint(self._raw),
        )
        return await self.write(lambda session: idempotency.once(session, ticket, work, self.storage.now()))

    async def _answered(self, answer: Callable[[], Answer]) -> Response:
        # SQLite answers at once, in less time than it takes to ask a thread to; a server is waited for elsewhere.
        made = answer() if self.storage.is_sqlite else await run_in_threadpool(answer)
        return made.response()


async def receive_call(request: Request) -> Call:
    """
    Wait for the body and return the call.
    """
    return Call(request, await request.body())


Incoming = Annotated[Call, Depends(receive_call)]


def _fingerprint(raw: bytes) -> str:
    # Spaces and the order of members do not make another body.
    try:
        return idempotency.fingerprint(json.dumps(_json_object(raw), sort_keys=True))
    except Refused:
        return idempotency.fingerprint(raw)


def _json_object(raw: bytes) -> dict[str, Any]:
    """
    Return the object that *raw* holds, if every JSON parser and the database can take it too.
    """
    if not raw:
        raise Refused(field_error(["body"], "a body is required", "missing"))
    try:
        value = json.loads(raw)
        if not _is_shallow(value):
            raise RecursionError
        # NaN, 1e999 and half a surrogate pair pass Python's parser and nobody else's.
        to_json(value).encode()
    except RecursionError:
        raise Refused(field_error(["body"], f"nested deeper than {_DEEPEST} levels", "too_deep")) from None
    except ValueError as error:
        raise Refused(field_error(["body"], "the body is not valid JSON", "json_invalid")) from error
    if not isinstance(value, dict):
        raise Refused(field_error(["body"], "the body must be a JSON object", "model_attributes_type"))
    return value


def _is_shallow(value: Any) -> bool:
    level = [value]
    for _ in range(_DEEPEST):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return True
    return False


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
