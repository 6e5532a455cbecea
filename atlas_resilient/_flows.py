"""
What a method of a client does: the settings of both clients, and the flows of the five things to do.

Nothing here blocks or awaits; `client` runs the flows with one driver or the other.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Collection, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from itertools import count
from typing import Any, Generic, Self, TypeVar, cast
from uuid import uuid4

from . import _deadline
from ._bodies import as_dict, member
from ._credentials import AsyncTokenProvider, Credentials, Signed
from ._deadline import Deadline
from ._flights import Flights
from ._generated import NaturalKey, Operation, Service
from ._guard import Guard
from ._requests import Exchange, new_exchange, second_key
from ._steps import Call, Flow
from ._transport import checked_base_url, checked_headers
from ._wire import AsyncWire, SyncWire
from .breaker import CircuitBreaker
from .budget import RetryBudget
from .get_or_create import adopt, create_or_find
from .hooks import Hook
from .paging import Pages, checked_page_size, read_all
from .policy import RetryPolicy, checked_policy, checked_timeout
from .retry import attempt_loop
from .rollback import Undoable
from .safe_get import done_if_gone
from .waiters import polls, state_reached

T = TypeVar("T")
W = TypeVar("W", bound=SyncWire | AsyncWire)

Ids = Mapping[str, Any]

_UNCHANGED: Any = object()

try:
    _USER_AGENT = f"atlas-resilient/{version('atlas-resilient')}"
except PackageNotFoundError:
    _USER_AGENT = "atlas-resilient"


class Client(Generic[W]):
    """What both clients share: settings, and the flows of the five things that a method can do."""

    _wire: W
    _service: Service
    # What the names of its environment variables begin with, and where it is if nobody says.
    _variables: str
    _default_url: str | None

    def __init__(
        self,
        base_url: str | None,
        token: str | AsyncTokenProvider | None,
        headers: Mapping[str, str] | None,
        timeout: float | None,
        policy: RetryPolicy | None,
        hooks: Sequence[Hook],
        budget: RetryBudget | None,
        breaker: CircuitBreaker | None,
        *,
        may_await: bool,
    ) -> None:
        self._base_url = checked_base_url(base_url, self._variables, self._default_url)
        self._credentials = Credentials(token, self._service, self._variables, may_await=may_await)
        self._headers = {
            "Accept-Encoding": "gzip, deflate",
            "User-Agent": _USER_AGENT,
            **checked_headers(headers),
        }
        self._guard = Guard(budget, breaker)
        self._timeout = checked_timeout(timeout)
        self._policy = checked_policy(policy or RetryPolicy())
        self._hooks = tuple(hooks)
        self._key: str | None = None
        self._flights = Flights()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._base_url!r}, timeout={self._timeout}, policy={self._policy})"

    @property
    def base_url(self) -> str:
        """The address that requests go to, without a trailing slash."""
        return self._base_url

    @property
    def policy(self) -> RetryPolicy:
        """How often and how long calls are attempted."""
        return self._policy

    @property
    def hooks(self) -> tuple[Hook, ...]:
        """The functions that are told what happens."""
        return self._hooks

    def with_options(
        self,
        *,
        deadline: float | None = _UNCHANGED,
        timeout: float | None = _UNCHANGED,
        policy: RetryPolicy = _UNCHANGED,
        idempotency_key: str | None = None,
        hooks: Sequence[Hook] = _UNCHANGED,
    ) -> Self:
        """
        Return a view with other options that shares the connections; closing either closes both.

        Example:
            >>> atlas.with_options(deadline=5.0).health()

        Args:
            deadline: seconds for everything that one call does; None for no limit.
            timeout: seconds for one attempt; None for no limit but the deadline.
            policy: how often and how long calls are attempted.
            idempotency_key: sent instead of one of our own, so that a call can be repeated by another process.
                One key is for one call: Atlas refuses it with another body.
            hooks: told instead of those given at construction.

        Raises:
            ValueError, TypeError: an option makes no sense.
        """
        view = copy.copy(self)
        if policy is not _UNCHANGED:
            view._policy = checked_policy(policy)
        if deadline is not _UNCHANGED:
            view._policy = view._policy.evolve(deadline=deadline)
        if timeout is not _UNCHANGED:
            view._timeout = checked_timeout(timeout)
        if hooks is not _UNCHANGED:
            view._hooks = tuple(hooks)
        view._key = idempotency_key
        return view

    def _undoable(self, method: str) -> Undoable:
        """Return what `Rollback.create` needs of a create method: it runs under a key that can be asked again."""
        operation = self._service.operations.get(method.removeprefix("get_or_"))
        if operation is None or not operation.idempotency_key:
            return Undoable(getattr(self, method), (), None)

        view = self.with_options(idempotency_key=self._key or str(uuid4()))
        second = self.with_options(idempotency_key=second_key(str(view._key)))
        delete = getattr(self, f"delete_{operation.name.removeprefix('create_')}", None)
        return Undoable(
            getattr(view, method),
            tuple(getattr(each, operation.name) for each in (view, second)[: 1 + (method != operation.name)]),
            None if delete is None else lambda made: delete(made.id),
        )

    def _exchange(
        self, operation: Operation[T], path: Ids, query: Mapping[str, Any] | None, body: Any, key: str | None
    ) -> Exchange[T]:
        headers = self._headers
        authorization = self._credentials.header()
        if authorization is not None and operation.authenticated:
            headers = {**headers, self._service.token_header: authorization}

        return new_exchange(
            self._base_url, headers, operation, path, query=query, body=body, idempotency_key=key
        )

    def _send(self, exchange: Exchange[T], deadline: Deadline) -> Flow[T]:
        signed, resends = Signed(exchange, self._credentials), count()

        def attempt(left: Deadline) -> Call:
            args = (signed.exchange, self._timeout, next(resends))
            return Call(self._wire.send, args, deadline=left)

        yield from signed.first(deadline)
        loop: Flow[T] = attempt_loop(
            exchange.operation.name,
            attempt,
            self._policy,
            hooks=self._hooks,
            keyed=exchange.idempotency_key is not None,
            within=deadline,
            guard=self._guard,
            renew=signed.sign,
        )
        # What a delete answers is None, found or gone.
        return cast(T, (yield from (done_if_gone(loop) if exchange.operation.method == "DELETE" else loop)))

    def _call_flow(
        self,
        operation: Operation[T],
        path: Ids,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        within: Deadline | None = None,
    ) -> Flow[T]:
        # From here on: writing a large body takes time as well.
        deadline = _deadline.within(self._policy.deadline, within)
        return self._send(self._exchange(operation, path, query, body, self._key), deadline)

    def _get_or_create_flow(
        self, operation: Operation[T], path: Ids, body: Any, adopt_different: bool
    ) -> Flow[tuple[T, bool]]:
        natural = operation.natural_key
        if natural is None:
            raise TypeError(f"{operation.name}: the document names no natural key to find a resource by")

        asked = as_dict(body)
        wanted = {name: asked.get(name, natural.defaults.get(name)) for name in (natural.key, *natural.scope)}
        deadline = _deadline.within(self._policy.deadline)
        exchange: Exchange[T] | None = None

        def create(again: bool) -> Flow[T]:
            nonlocal exchange
            if exchange is None:
                exchange = self._exchange(operation, path, None, body, self._key)
            elif not again:
                key = None if self._key is None else second_key(self._key)
                exchange = self._exchange(operation, path, None, body, key)
            return self._send(exchange, deadline)

        def flow() -> Flow[tuple[T, bool]]:
            def find() -> Flow[T | None]:
                return self._find(natural, path, wanted, deadline)

            return create_or_find(create, find, self._policy, deadline)

        key = (operation.name, *map(str, path.values()), *map(str, wanted.values()))
        resource, created = yield from self._flights.share(key, flow, deadline)
        if not created and not adopt_different:
            adopt(operation.name, asked, resource, as_dict(resource))

        return resource, created

    def _find(
        self, natural: NaturalKey, path: Ids, wanted: Mapping[str, Any], deadline: Deadline
    ) -> Flow[Any]:
        """Look through all pages for the resource with exactly this natural key."""
        listing: Operation[list[Any]] = self._service.operations[natural.list_operation]

        def fetch(limit: int, offset: int) -> Flow[list[Any]]:
            # Without a key: one that the caller chose is for the create.
            query = {"limit": limit, "offset": offset}
            return self._send(self._exchange(listing, path, query, None, None), deadline)

        def matches(row: Any) -> bool:
            return all(member(row, name) == value for name, value in wanted.items())

        return read_all(fetch, listing.page_limit, matches)

    def _pages(
        self, operation: Operation[list[T]], path: Ids, query: Mapping[str, Any], page_size: int
    ) -> Pages[T]:
        def fetch(limit: int, offset: int) -> Flow[list[T]]:
            return self._call_flow(operation, path, {**query, "limit": limit, "offset": offset})

        return Pages(fetch, checked_page_size(page_size, operation.page_limit))

    def _wait_flow(
        self,
        operation: Operation[T],
        path: Ids,
        query: Mapping[str, Any] | None,
        until: str | Collection[str] | None,
        timeout: float,
        interval: float,
        lag: float,
        on_progress: Callable[[T], None] | None,
    ) -> Flow[T]:
        states = operation.states
        if states is None:
            raise TypeError(f"{operation.name}: the document names no states to wait for")

        wanted = (
            {until}
            if isinstance(until, str)
            else set(states.terminal - states.failed if until is None else until)
        )
        name = f"wait for {operation.name.removeprefix('get_')}"
        reached = state_reached(name, {str(state) for state in wanted}, states.failed, states.terminal)
        return polls(
            name,
            lambda deadline: self._call_flow(operation, path, query, within=deadline),
            lambda seen: reached(seen, str(getattr(seen, states.field))),
            timeout=timeout,
            interval=interval,
            lag=lag,
            on_progress=on_progress,
            state_of=lambda seen: str(getattr(seen, states.field)),
        )
