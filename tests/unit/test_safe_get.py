"""None only for what is proved absent."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import httpx
import pytest

from atlas_resilient import AtlasError, AtlasNotFoundError, safe_get
from tests.conftest import World
from tests.scripted import SUPPORT, Scripted, answer, problem

REQUEST = httpx.Request("GET", "http://atlas.test")


def look(world: World, *outcomes: Any) -> Any:
    """Call `safe_get_agent_class` against these outcomes."""
    atlas = world.client("http://atlas.test", transport=Scripted(*outcomes).transport)
    return world.call(atlas.safe_get_agent_class, uuid4())


def test_what_is_there_is_returned(world: World) -> None:
    """The resource itself."""
    assert look(world, answer(200, SUPPORT)).name == "support"


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_absent_is_none(world: World, status: int) -> None:
    """The API's own word for it."""
    assert look(world, problem(status)) is None


@pytest.mark.parametrize("body", [b"<html>Not Found</html>", b"", b"Not Found", [], {"message": "no route"}])
def test_a_gateways_404_is_an_error(world: World, body: Any) -> None:
    """A missing route is no missing resource."""
    with pytest.raises(AtlasNotFoundError):
        look(world, answer(404, body))


@pytest.mark.parametrize("status", [400, 401, 403, 409, 422, 501])
def test_other_failures_are_raised(world: World, status: int) -> None:
    """Not allowed to look is not absent."""
    with pytest.raises(AtlasError):
        look(world, problem(status))


def detailed(status: int, content: bytes) -> httpx.Response:
    """Return what a function that raises nothing returns."""
    return httpx.Response(status, content=content, request=REQUEST)


@pytest.mark.parametrize("raises", [True, False])
def test_any_function_can_be_wrapped(world: World, raises: bool) -> None:
    """Whether it raises httpx's error or returns the response."""
    absent, gateway, there = (
        detailed(404, b'{"detail": "no"}'),
        detailed(404, b"<html>"),
        detailed(200, b"{}"),
    )

    def fetch(response: httpx.Response) -> httpx.Response:
        return response.raise_for_status() if raises else response

    async def fetch_async(response: httpx.Response) -> httpx.Response:
        return fetch(response)

    find: Any = safe_get(fetch_async if world.is_async else fetch)

    assert world.run(find(absent)) is None
    assert world.run(find(there)) is there
    if raises:
        with pytest.raises(httpx.HTTPStatusError):
            world.run(find(gateway))
    else:
        assert world.run(find(gateway)) is gateway
