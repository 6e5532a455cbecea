"""A sandbox for the tests of this folder, empty before each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from atlas_resilient.sandbox import Sandbox


@pytest.fixture(scope="module")
def _running() -> Iterator[Sandbox]:
    with Sandbox() as box:
        yield box


@pytest.fixture
def box(_running: Sandbox) -> Sandbox:
    """An empty sandbox without faults."""
    _running.reset()
    return _running
