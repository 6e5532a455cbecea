"""The bearer token: a fixed one, or what a function of the user's gives, anew after a 401."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from typing import Any, Generic, TypeAlias, TypeVar

from ._deadline import Deadline
from ._flights import Flights
from ._generated import Service
from ._requests import Exchange
from ._steps import Call, Flow
from ._transport import checked_token

T = TypeVar("T")

#: Gives the token that is valid now.
TokenProvider: TypeAlias = Callable[[], str]
AsyncTokenProvider: TypeAlias = Callable[[], str | Awaitable[str]]


class Credentials:
    """
    Puts the token into requests.

    A provider is asked before the first request, and again when Atlas answers 401: once for all calls that
    were refused with the same token, and once for each call.
    """

    def __init__(
        self, token: str | AsyncTokenProvider | None, service: Service, variables: str, *, may_await: bool
    ) -> None:
        self._provider = token if callable(token) else None
        self._may_await = may_await
        self._token = None if callable(token) else checked_token(token, variables)
        self._prefix = service.token_prefix
        self._flights = Flights()
        if not may_await and inspect.iscoroutinefunction(self._provider):
            raise TypeError("token is an async function: only an async client can await it")

    @property
    def may_change(self) -> bool:
        """Whether there is a provider to ask."""
        return self._provider is not None

    def header(self) -> str | None:
        """Return the header of the token that is known now, or None."""
        return None if self._token is None else f"{self._prefix}{self._token}"

    def newer_than(self, refused: str | None, deadline: Deadline) -> Flow[str | None]:
        """Return another header than the one that was refused, or that same one where there is no other."""
        if self.header() == refused:
            yield from self._ask(refused, deadline)

        return self.header()

    def _ask(self, refused: str | None, deadline: Deadline) -> Flow[None]:
        def flow() -> Flow[tuple[None, bool]]:
            # Another flight may have landed between the look at the token and this one.
            if self.header() == refused:
                self._token = _given((yield Call(self._provided, deadline=deadline)))
            return None, True

        yield from self._flights.share("token", flow, deadline)

    def _provided(self) -> Any:
        assert self._provider is not None
        token = self._provider()
        if inspect.isawaitable(token) and not self._may_await:
            if inspect.iscoroutine(token):
                token.close()
            raise TypeError("the token function returned an awaitable: only an async client can await it")

        return token


def _given(token: Any) -> str:
    if not isinstance(token, str):
        raise TypeError(f"the token function has to return a string, not a {type(token).__name__}")

    checked = checked_token(token)
    assert checked is not None
    return checked


class Signed(Generic[T]):
    """An exchange with the token of the moment; a newer token makes a new request of it, otherwise the same."""

    def __init__(self, exchange: Exchange[T], credentials: Credentials) -> None:
        self.exchange = exchange
        self._credentials = credentials
        self._needed = credentials.may_change and exchange.operation.authenticated
        self._header = exchange.operation.service.token_header

    def sign(self, deadline: Deadline) -> Flow[bool]:
        """Put another token into the request than the one that it has; False where there is none."""
        if not self._needed:
            return False

        present = self.exchange.request.headers.get(self._header)
        header = yield from self._credentials.newer_than(present, deadline)
        if header is None or header == present:
            return False

        self.exchange = self.exchange.authorized(header)
        return True

    def first(self, within: Deadline) -> Flow[None]:
        """Get the token for the first attempt, where none is known yet."""
        if self._needed and self._header not in self.exchange.request.headers:
            yield from self.sign(within)
