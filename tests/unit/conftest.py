"""The client of a foreign service, in both worlds."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from atlas_resilient import AtlasError
from atlas_resilient.testing import ScriptedServer, virtual_time
from tests.codegen.documents import importable, packaged
from tests.conftest import World
from tests.unit.foreign import SHOP


class Shop:
    """Makes clients of the service `SHOP` in a world, and calls them."""

    def __init__(self, world: World, clients: ModuleType) -> None:
        self.world = world
        self.clients = clients
        self.models = importlib.import_module("shop.models")
        self.types = importlib.import_module("shop.types")
        self._open: list[Any] = []

    def server(self, *outcomes: Any) -> ScriptedServer:
        """Return a scripted server of the service, the last outcome of which stays."""
        return ScriptedServer(*outcomes, repeat_last=True, service=self.clients.SERVICE)

    def client(
        self, server: ScriptedServer, base_url: str | None = "http://shop.test", **options: Any
    ) -> Any:
        """Return a client, closed after the test."""
        name = "AsyncShopClient" if self.world.is_async else "ShopClient"
        client = getattr(self.clients, name)(base_url, transport=server.transport, **options)
        self._open.append(client)
        return client

    def call(self, server: ScriptedServer, method: str, *args: Any, **kwargs: Any) -> Any:
        """Call a method of a fresh client, without pausing, and return what comes back."""
        with virtual_time():
            return self.world.call(getattr(self.client(server), method), *args, **kwargs)

    def failure(self, server: ScriptedServer, method: str, *args: Any) -> Any:
        """Call a method that is going to fail, and return its error."""
        with pytest.raises(AtlasError) as caught:
            self.call(server, method, *args)

        return caught.value

    def close(self) -> None:
        """Close the clients that were made."""
        for client in self._open:
            self.world.run(client.aclose() if self.world.is_async else client.close())


@pytest.fixture(scope="session")
def shop_clients(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """The clients that are generated of `SHOP`."""
    with importable(packaged(SHOP, tmp_path_factory.mktemp("foreign"))):
        yield importlib.import_module("shop.clients")


@pytest.fixture
def shop(world: World, shop_clients: ModuleType) -> Iterator[Shop]:
    """A foreign service in each of the two worlds in turn."""
    shop = Shop(world, shop_clients)
    yield shop
    shop.close()
