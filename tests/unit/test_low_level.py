"""The generated functions over our transports: the same care, their own results."""

from __future__ import annotations

import gzip
import json
from typing import Any
from uuid import uuid4

import httpx
import pytest
from atlas_control_plane.api.agent_classes import create_agent_class, list_agent_classes, update_agent_class
from atlas_control_plane.client import Client
from atlas_control_plane.models import AgentClassCreate, AgentClassUpdate

from atlas_resilient import low_level_client, retry
from atlas_resilient.testing import virtual_time
from tests.conftest import World
from tests.scripted import SUPPORT, Scripted, answer, problem

BODY = AgentClassCreate(name="support")


def call(world: World, module: Any, server: Scripted, *args: Any, prefix: str = "", **options: Any) -> Any:
    """Call a generated function in the world at hand, without pausing."""
    client = low_level_client(
        f"http://atlas.test{prefix}",
        transport=server.transport,
        async_transport=server.transport,
        token="secret-token",
    )
    with virtual_time():
        return world.run(
            (module.asyncio_detailed if world.is_async else module.sync_detailed)(
                *args, client=client, **options
            )
        )


@pytest.mark.parametrize("prefix", ["", "/gateway"])
def test_a_create_is_repeated_under_one_key(world: World, prefix: str) -> None:
    """Minted where the caller passes none, and the same on all attempts."""
    server = Scripted(problem(503), answer(201, SUPPORT))
    result = call(world, create_agent_class, server, body=BODY, prefix=prefix)

    assert (result.status_code, result.parsed.name) == (201, "support")
    first, second = server.header("idempotency-key")
    assert first == second
    assert first
    assert server.calls == [f"POST {prefix}/api/v1/agent-classes"] * 2
    assert server.header("authorization") == ["Bearer secret-token"] * 2


def test_a_key_of_the_callers_own_is_kept(world: World) -> None:
    """So that another process can repeat the call."""
    server = Scripted(answer(201, SUPPORT))
    call(world, create_agent_class, server, body=BODY, idempotency_key="mine")

    assert server.header("idempotency-key") == ["mine"]


def test_harmless_writes_and_reads_are_repeated(world: World) -> None:
    """As the document says."""
    server = Scripted(problem(503))
    assert (
        call(world, update_agent_class, server, uuid4(), body=AgentClassUpdate(name="x")).status_code == 503
    )
    assert call(world, list_agent_classes, server).status_code == 503

    assert len(server.requests) == 8


def test_refusals_come_back_as_they_are(world: World) -> None:
    """These functions return errors; the last one after all attempts too."""
    server = Scripted(problem(409))

    assert call(world, create_agent_class, server, body=BODY).parsed.detail == "no"
    assert len(server.requests) == 1


def test_exceptions_stay_those_of_httpx(world: World) -> None:
    """After all attempts, as the functions promise."""
    server = Scripted(httpx.ReadTimeout("lost"))
    with pytest.raises(httpx.ReadTimeout):
        call(world, create_agent_class, server, body=BODY)

    assert len(server.requests) == 4


def test_gzip_is_decoded_once(world: World) -> None:
    """The whole body, whatever the answer says of its encoding."""
    packed = gzip.compress(json.dumps([SUPPORT]).encode())
    encoding = {"content-encoding": "gzip"}
    server = Scripted(lambda _: httpx.Response(200, stream=httpx.ByteStream(packed), headers=encoding))

    assert call(world, list_agent_classes, server).parsed[0].name == "support"


def test_a_generated_response_knows_its_method(world: World) -> None:
    """So that `retry` around a bare generated function repeats a read, and never a write."""
    client = Client("http://atlas.test")
    for module, body, requests in ((list_agent_classes, {}, 3), (create_agent_class, {"body": BODY}, 1)):
        server = Scripted(problem(503))
        client.set_httpx_client(httpx.Client(base_url="http://atlas.test", transport=server.transport))
        client.set_async_httpx_client(
            httpx.AsyncClient(base_url="http://atlas.test", transport=server.transport)
        )
        function = module.asyncio_detailed if world.is_async else module.sync_detailed

        with virtual_time():
            assert world.run(retry(attempts=3)(function)(client=client, **body)).status_code == 503

        assert len(server.requests) == requests


def test_a_lost_create_is_not_made_anew_by_a_decorator_around(world: World) -> None:
    """Its last attempt never left, but the first one may have created it: a new key would make a second one."""
    server = Scripted(httpx.ReadError("lost"), httpx.ConnectError("refused"))

    def create() -> Any:
        return call(world, create_agent_class, server, body=BODY)

    with pytest.raises(httpx.ReadError, match="may have taken effect"):
        retry(attempts=9)(create)()

    assert len(set(server.header("idempotency-key"))) == 1
