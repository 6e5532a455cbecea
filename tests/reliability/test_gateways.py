"""Rows 21, 22 and 30: what a gateway says in the server's place, in HTML or with a status of its own."""

from __future__ import annotations

import pytest

from atlas_resilient import AtlasAPIError, AtlasServerError
from atlas_resilient.sandbox import Sandbox, Status
from tests.reliability.conftest import FAST, HTML, Seen, ask
from tests.scripted import SUPPORT, answer, problem

BODY = {"name": "support"}


@pytest.mark.row(21)
@pytest.mark.parametrize("method", ["get_agent_class", "create_agent_class"])
def test_a_login_page(seen: Seen, method: str) -> None:
    """Its title is told, and the first characters, without anything that a terminal would take for a command."""
    args = [BODY] if method.startswith("create") else [SUPPORT["id"]]
    ask(seen, answer(200, HTML, content_type="text/html"), method=method, args=args)

    assert (seen.outcome, seen.requests) == ("AtlasResponseError", 1)
    assert "Sign in" in str(seen.error)
    assert len(str(seen.error)) < 1000


@pytest.mark.row(22)
@pytest.mark.parametrize("code", [500, 502, 503, 504])
@pytest.mark.parametrize("times", [1, None])
def test_a_page_of_a_gateway(seen: Seen, atlas_sandbox: Sandbox, code: int, times: int | None) -> None:
    """It is a server error whatever it looks like, and passes or not."""
    atlas_sandbox.fail("create_agent_class", Status(code, html=True), times=times)
    seen.call(seen.world.client(atlas_sandbox.url, policy=FAST).create_agent_class, BODY)
    seen.created(atlas_sandbox)

    assert seen.outcome == ("no error" if times else "AtlasServerError")
    assert (seen.rows, seen.requests) == ((1, 2) if times else (0, 3))


@pytest.mark.row(30)
@pytest.mark.parametrize("code", [520, 521, 522, 523, 524, 525, 526, 527, 529, 530, 561, 598, 599])
def test_statuses_of_gateways(seen: Seen, code: int) -> None:
    """A server error with the number that it has."""
    ask(seen, problem(code))

    assert isinstance(seen.error, AtlasServerError)
    assert (seen.error.status_code, seen.requests) == (code, 3)


@pytest.mark.row(30)
@pytest.mark.parametrize("code", [499, 999, 418, 501, 505])
def test_statuses_that_do_not_pass(seen: Seen, code: int) -> None:
    """Once is enough."""
    ask(seen, problem(code))

    assert isinstance(seen.error, AtlasServerError if code >= 500 else AtlasAPIError)
    assert (seen.error.status_code, seen.requests) == (code, 1)


@pytest.mark.row(30)
@pytest.mark.parametrize("code", [520, 529, 599])
def test_a_lost_create_behind_a_gateway(seen: Seen, atlas_sandbox: Sandbox, code: int) -> None:
    """Committed, and the gateway lost the answer."""
    atlas_sandbox.fail("create_agent_class", Status(code, after_commit=True))
    seen.call(seen.world.client(atlas_sandbox.url, policy=FAST).create_agent_class, BODY)
    seen.created(atlas_sandbox)

    assert (seen.outcome, seen.rows, seen.requests) == ("no error", 1, 2)
