"""
Whatever a server sends, nothing comes out but what was promised: a value of the operation's shape, or an AtlasError.

`ATLAS_FUZZ=20000` tries that many answers, other ones each time.
"""

from __future__ import annotations

import asyncio
import copy
import inspect
import logging
import os
import pickle
from collections.abc import Iterator
from itertools import islice
from typing import Any
from uuid import UUID

import pytest
from atlas_control_plane import models
from atlas_control_plane.operations import OPERATIONS
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from atlas_resilient import AsyncControlPlane, AtlasError, ControlPlane, RetryPolicy
from atlas_resilient.testing import ScriptedServer, virtual_time
from tests.fuzz.fitting import fits
from tests.fuzz.sent import Sent, answer_of, answers

LONG = int(os.environ.get("ATLAS_FUZZ", "0"))
SETTINGS = settings(
    max_examples=LONG or 500,
    derandomize=not LONG,
    database=None,
    deadline=None,
    phases=[phase for phase in Phase if phase is not Phase.explain],
    suppress_health_check=list(HealthCheck),
)
TOKEN, BODY_MARKER = "secret-token", "body-marker"
SOME_ID = UUID("22222222-2222-4222-8222-222222222222")
DERIVED = {
    "safe_get_agent_class": "get_agent_class",
    "get_or_create_agent_class": "create_agent_class",
    "get_or_create_model_provider": "create_model_provider",
    "iter_agent_classes": "list_agent_classes",
    "iter_tools": "list_tools",
    "wait_for_deployment": "get_deployment",
    "wait_for_grasp_analysis": "get_grasp_analysis",
}
METHODS = {name: name for name in OPERATIONS} | DERIVED


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    """One event loop for all answers."""
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    """Thousands of warnings are no news here."""
    caplog.set_level(logging.CRITICAL, "atlas_resilient")


@st.composite
def exchanges(draw: st.DrawFn) -> tuple[str, tuple[Sent, ...]]:
    """Draw a method of the clients, and what it is answered: one after the other, then the last one for ever."""
    method = draw(st.sampled_from(sorted(METHODS)))
    return method, tuple(draw(st.lists(answers(OPERATIONS[METHODS[method]]), min_size=1, max_size=3)))


@SETTINGS
@given(exchange=exchanges())
def test_only_values_and_atlas_errors_come_out(
    exchange: tuple[str, tuple[Sent, ...]], runner: asyncio.Runner
) -> None:
    """Of both clients the same; the errors can be shown, copied and pickled, and tell no secret."""
    method, sent = exchange
    note(repr(exchange))
    outcomes = []
    for kind in (ControlPlane, AsyncControlPlane):
        server = ScriptedServer(*(each.response for each in sent), repeat_last=True)
        outcome = runner.run(outcome_of(kind, server, method))
        if isinstance(outcome, AtlasError):
            keys = {request.headers.get("Idempotency-Key") for request in server.requests} - {None}
            tells_no_secret(outcome, {TOKEN, BODY_MARKER, *map(str, keys)})
            outcomes.append((type(outcome).__name__, getattr(outcome, "status_code", None)))
        else:
            is_as_promised(method, outcome)
            outcomes.append(("value", told(outcome)))

    assert outcomes[0] == outcomes[1]


async def outcome_of(kind: Any, server: ScriptedServer, method: str) -> Any:
    """Return what a call gives, or its AtlasError; anything else it raises is what we look for."""
    policy = RetryPolicy(attempts=3, deadline=100.0)
    atlas = kind("http://atlas.test", token=TOKEN, transport=server.transport, policy=policy)
    function = getattr(atlas, method)
    with virtual_time():
        try:
            outcome = function(*arguments(function))
            if hasattr(outcome, "__anext__"):
                return [row async for row in outcome]
            if hasattr(outcome, "__next__"):
                return list(islice(outcome, 1000))
            return await outcome if inspect.isawaitable(outcome) else outcome
        except AtlasError as error:
            return error


def arguments(function: Any) -> list[Any]:
    """Return what it takes to call a method: ids and a body."""
    needed = [each for each in inspect.signature(function).parameters.values() if each.default is each.empty]
    return [{"name": BODY_MARKER} if each.name == "body" else SOME_ID for each in needed]


def tells_no_secret(error: AtlasError, secrets: set[str]) -> None:
    """Neither as text, nor to who takes it apart."""
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), repr(again), type(again)) == (str(error), repr(error), type(error))
    assert str(copy.copy(error)) == str(error)
    assert str(copy.deepcopy(error)) == str(error)
    told = "\n".join((str(error), repr(error), str(vars(error)), str(pickle.dumps(error))))
    told += "".join(map(str, (error.__cause__, error.__context__, getattr(error, "__notes__", ()))))
    for secret in secrets:
        assert secret not in told
    assert len(str(error).encode()) < 3000


def is_as_promised(method: str, outcome: Any) -> None:
    """A value is what the annotations say, all the way down, and None comes only where it may."""
    name, many = answer_of(OPERATIONS[METHODS[method]])
    if method.startswith("get_or_create_"):
        outcome, created = outcome
        assert isinstance(created, bool)
    if outcome is None:
        assert name is None or method.startswith("safe_get_")
        return

    model = getattr(models, name or "")
    rows = outcome if many else [outcome]
    for row in rows:
        assert fits(row, model), row
        assert isinstance(repr(row), str)
        assert model.from_dict(row.to_dict()) == row


def told(value: Any) -> Any:
    """Return a value as something to compare."""
    if isinstance(value, (list, tuple)):
        return [told(each) for each in value]

    return repr(value.to_dict()) if hasattr(value, "to_dict") else value
