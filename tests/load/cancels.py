"""Calls that are cancelled wherever they are: none leaves a connection behind, and the next call works at once."""

from __future__ import annotations

import asyncio
import random
import socket
import statistics
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import Any, TypeAlias, cast

from attrs import define, field

from atlas_resilient import AsyncControlPlane

from .figures import Figure
from .leaks import NOBODY, a_few_turns
from .usage import Usage

#: One operation that is never answered, one whose body drips, and one that is to be tried again later.
FAULTS: list[dict[str, Any]] = [
    {"operation": "get_agent_class", "fault": "delay", "seconds": 60, "times": None},
    {"operation": "list_agent_classes", "fault": "drip_body", "every": 10, "times": None},
    {"operation": "health", "fault": "status", "code": 503, "retry_after": 30, "times": None},
]
#: By the function that it is in: where a call was when it was cancelled.
PLACES = {
    "connect_tcp": "connecting",
    "_receive_response_headers": "waiting for the answer",
    "exchange": "in the body",
    "sleep": "in a pause",
}
BATCH, NEXT_CALL = 20, 0.1

Call: TypeAlias = Callable[[], Coroutine[Any, Any, object]]


@define
class _Seen:
    """What came of the cancels so far."""

    places: Counter[str] = field(factory=Counter)
    survivors: list[object] = field(factory=list)
    next_calls: list[float] = field(factory=list)


async def cancels(url: str, number: int, seed: int = 7) -> list[Figure]:
    """Cancel *number* calls to the server at *url*, whose `FAULTS` are on, and return the figures."""
    seen, dice = _Seen(), random.Random(seed)
    with black_hole() as nowhere:
        before = Usage.now()
        async with AsyncControlPlane(url) as atlas, AsyncControlPlane(nowhere) as lost:
            calls: list[Call] = [
                lost.health,
                partial(atlas.get_agent_class, NOBODY),
                atlas.list_agent_classes,
                atlas.health,
            ]
            for _ in range(number // BATCH):
                await _cancel([dice.choice(calls) for _ in range(BATCH)], dice.uniform(0.0, 0.4), seen)
                seen.next_calls.append(await _seconds_of(atlas.list_tools))

            await a_few_turns()
            pools = [_pool(atlas), _pool(lost)]
            kept = [each for pool in pools for each in pool.connections]
            working = [each for each in kept if not each.is_idle()]
            waiting = [each for pool in pools for each in pool._requests]
            strangers = Usage.now().sockets - before.sockets - len(kept)

        await a_few_turns()
        after = Usage.now()

    return [
        Figure("calls cancelled", str(number)),
        *(_reached(place, seen.places[place], number) for place in PLACES.values()),
        Figure("cancelled elsewhere: not begun, sending", str(seen.places["elsewhere"])),
        Figure.none("cancels that were not heard", seen.survivors),
        Figure.none("connections left at work", working),
        Figure.none("requests left in the pool", waiting),
        Figure.at_most("sockets open that no pool knows", strangers, 0),
        Figure.at_most("descriptors more, after closing", after.descriptors - before.descriptors, 0),
        Figure("the next call, median", f"{statistics.median(seen.next_calls) * 1000:.0f} ms"),
        Figure.at_most("the next call, longest", round(max(seen.next_calls), 3), NEXT_CALL, "s"),
    ]


async def _cancel(calls: Sequence[Call], after: float, seen: _Seen) -> None:
    """Start the calls, cancel all of them *after* seconds, and note where they were and which went on."""
    tasks = [asyncio.create_task(call()) for call in calls]
    await asyncio.sleep(after)
    seen.places.update(place_of(task) for task in tasks)
    for task in tasks:
        task.cancel()
    for outcome in await asyncio.gather(*tasks, return_exceptions=True):
        if not isinstance(outcome, asyncio.CancelledError):
            seen.survivors.append(outcome)


async def _seconds_of(call: Call) -> float:
    began = time.perf_counter()
    await call()
    return time.perf_counter() - began


def place_of(task: asyncio.Task[Any]) -> str:
    """Return where a task is waiting, by the functions that it is in."""
    functions, inner = list[str](), cast(Any, task.get_coro())
    while (code := getattr(inner, "cr_code", None)) is not None:
        functions.append(code.co_name)
        # The attempt is a task of its own.
        hidden = inner.cr_frame.f_locals.get("task") if code.co_name == "uncut" else None
        inner = inner.cr_await if hidden is None else hidden.get_coro()

    candidates = (
        functions[-1:] if "uncut" not in functions else [name for name in functions if name != "sleep"]
    )
    return next((PLACES[name] for name in reversed(candidates) if name in PLACES), "elsewhere")


def _pool(client: AsyncControlPlane) -> Any:
    """Return httpcore's pool, which has counts of its own."""
    return cast(Any, client._wire._transport)._pool


def _reached(place: str, times: int, number: int) -> Figure:
    least = number // 20
    return Figure(f"cancelled while {place}", str(times), f">= {least}", times >= least)


@contextmanager
def black_hole() -> Iterator[str]:
    """Give the address of a listener that is full: whoever connects there waits."""
    with ExitStack() as stack:
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        address = listener.getsockname()
        for _ in range(4):
            caller = stack.enter_context(socket.socket())
            caller.setblocking(False)
            caller.connect_ex(address)
        yield f"http://127.0.0.1:{address[1]}"
