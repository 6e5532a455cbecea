"""Rows 31 to 33: wrong input, wrong tokens, and other refusals that nobody should repeat."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from atlas_resilient import AtlasAPIError, AtlasValidationError
from atlas_resilient.sandbox import Sandbox
from tests.reliability.conftest import FAST, Seen, ask
from tests.scripted import problem

BODY = {"name": "support"}


@pytest.mark.row(31)
@pytest.mark.parametrize("body", [{}, {"name": ""}, {"name": 7}, {"name": "x", "description": []}])
def test_wrong_input(seen: Seen, atlas_sandbox: Sandbox, body: dict[str, Any]) -> None:
    """The error says which field, and nothing is there."""
    seen.call(seen.world.client(atlas_sandbox.url, policy=FAST).create_agent_class, body)
    seen.created(atlas_sandbox)

    assert isinstance(seen.error, AtlasValidationError)
    assert seen.error.details[0].loc[0] == "body"
    assert (seen.requests, seen.rows) == (1, 0)


@pytest.mark.row(31)
def test_a_bad_request(seen: Seen) -> None:
    """400 is of the same kind."""
    ask(seen, problem(400), method="create_agent_class", args=[BODY])

    assert (seen.outcome, seen.requests) == ("AtlasValidationError", 1)


def sandbox_with_tokens(work: Callable[[Sandbox], None]) -> None:
    """Run *work* with a sandbox that asks for a token."""
    with Sandbox(token="good-token", read_only_token="reader") as box:
        work(box)


@pytest.mark.row(32)
@pytest.mark.parametrize("token", [None, "old-token", lambda: "old-token"])
def test_no_or_a_wrong_token(seen: Seen, token: Any) -> None:
    """The error doesn't repeat it."""

    def work(box: Sandbox) -> None:
        seen.call(seen.world.client(box.url, token=token, policy=FAST).create_agent_class, BODY)
        seen.created(box)

    sandbox_with_tokens(work)

    assert (seen.outcome, seen.requests, seen.rows) == ("AtlasAuthenticationError", 1, 0)
    assert "old-token" not in f"{seen.error} {seen.error!r}"


@pytest.mark.row(32)
def test_one_refresh(seen: Seen) -> None:
    """A function that gives the token is asked once more."""
    tokens = iter(["old-token", "good-token", "never-asked"])

    def work(box: Sandbox) -> None:
        seen.call(
            seen.world.client(box.url, token=lambda: next(tokens), policy=FAST).create_agent_class, BODY
        )
        seen.created(box)

    sandbox_with_tokens(work)

    assert (seen.outcome, seen.requests, seen.rows) == ("no error", 2, 1)
    assert next(tokens) == "never-asked"


@pytest.mark.row(33)
def test_a_token_that_may_only_read(seen: Seen) -> None:
    """403 is nobody's bad luck."""

    def work(box: Sandbox) -> None:
        seen.call(seen.world.client(box.url, token="reader", policy=FAST).create_agent_class, BODY)
        seen.created(box)

    sandbox_with_tokens(work)

    assert (seen.outcome, seen.requests, seen.rows) == ("AtlasAuthorizationError", 1, 0)


@pytest.mark.row(33)
@pytest.mark.parametrize("code", [402, 403, 405, 406, 413, 415])
def test_other_refusals(seen: Seen, code: int) -> None:
    """None of them passes."""
    ask(seen, problem(code), method="create_agent_class", args=[BODY])

    assert isinstance(seen.error, AtlasAPIError)
    assert seen.requests == 1
    assert not seen.error.outcome_unknown
