"""Calls of a scripted server that are going to fail."""

from __future__ import annotations

from typing import Any

import pytest

from atlas_resilient import (
    AtlasError,
)
from atlas_resilient.testing import virtual_time
from tests.conftest import World
from tests.scripted import Scripted


def client(world: World, server: Scripted, **options: Any) -> Any:
    """Return a client of the scripted server."""
    return world.client("http://atlas.test", transport=server.transport, **options)


def failure(world: World, server: Scripted, method: str, *arguments: Any, **options: Any) -> Any:
    """Call a method that is going to fail, without pausing, and return its error."""
    with virtual_time(), pytest.raises(AtlasError) as caught:
        world.call(getattr(client(world, server, **options), method), *arguments)
    return caught.value
