"""
A sandbox to test, and a plain client whose every exchange is held against the document.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from atlas_resilient.sandbox import Sandbox
from tests.contract import DOCUMENT, operation_for, validate_exchange
from tests.postgres import Cluster

Maker = Callable[..., dict[str, Any]]
Client = Callable[..., AbstractContextManager[httpx.Client]]


@pytest.fixture(scope="session")
def shared_box() -> Iterator[Sandbox]:
    """
    One sandbox for all tests, in which life cycles stand still until a test moves them.
    """
    with Sandbox(lifecycle="manual") as box:
        yield box


@pytest.fixture
def box(shared_box: Sandbox) -> Sandbox:
    """
    The shared sandbox, empty.
    """
    shared_box.reset()
    return shared_box


@pytest.fixture(params=["memory", "file", "postgresql"])
def any_db(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """
    The URL of an empty database of each kind.
    """
    return "sqlite://" if request.param == "memory" else _lasting(request, tmp_path)


@pytest.fixture(params=["file", "postgresql"])
def lasting_db(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """
    The URL of an empty database of each kind that outlives the sandbox.
    """
    return _lasting(request, tmp_path)


def _lasting(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "file":
        return f"sqlite:///{tmp_path}/atlas.db"
    postgres: Cluster = request.getfixturevalue("postgres")
    return postgres.new_database()


@pytest.fixture
def any_box(any_db: str) -> Iterator[Sandbox]:
    """
    An empty sandbox on each kind of database.
    """
    with Sandbox(any_db) as box:
        yield box


@pytest.fixture
def connect() -> Client:
    """
    Give a client of any sandbox.
    """
    return _client


@pytest.fixture
def http(box: Sandbox) -> Iterator[httpx.Client]:
    """
    A client of the shared sandbox.
    """
    with _client(box) as client:
        yield client


@pytest.fixture
def make(http: httpx.Client) -> Maker:
    """
    Create a resource, in `agent-classes` and so on, and return what the server showed.
    """

    def create(kind: str, **members: Any) -> dict[str, Any]:
        response = http.post(f"/api/v1/{kind}", json=members)
        assert response.status_code == 201, response.text
        created: dict[str, Any] = response.json()
        return created

    return create


@pytest.fixture
def deploy(make: Maker) -> Maker:
    """
    Create a deployment of a definition that all deployments of the test share.
    """
    owner = make("agent-classes", name="owner")["id"]
    definition = make("agent-definitions", name="The One", agent_class_id=owner)["id"]
    return lambda name="blue", **members: make(
        "deployments", **{"name": name, "agent_definition_id": definition, **members}
    )


@contextmanager
def _client(box: Sandbox) -> Iterator[httpx.Client]:
    def check(response: httpx.Response) -> None:
        response.read()
        _hold_against_document(box, response)

    hooks = {"response": [check]}
    # No proxy of the environment is asked for a loopback address.
    with httpx.Client(
        base_url=box.url, event_hooks=hooks, trust_env=False, verify=False, timeout=30
    ) as client:
        yield client


def _hold_against_document(box: Sandbox, response: httpx.Response) -> None:
    request = response.request
    target = request.url.raw_path.decode()
    # An ordered answer may be anything.
    ordered = {each.request_id for each in box.requests if each.fault == "status"}
    outside = operation_for(request.method, target) is None if DOCUMENT.is_file() else True
    if outside or response.headers["X-Request-ID"] in ordered:
        return
    validate_exchange(
        request.method,
        target,
        response.status_code,
        response.headers,
        response.content,
        request_headers=request.headers,
        request_body=request.content,
    )


@pytest.fixture
def talk(box: Sandbox) -> Callable[[bytes], bytes]:
    """
    Send bytes over a socket of their own, and return all bytes until the other side closes.
    """

    def send(data: bytes) -> bytes:
        address = httpx.URL(box.url)
        with closing(socket.create_connection((address.host, address.port or 80), timeout=30)) as peer:
            peer.sendall(data)
            return b"".join(iter(lambda: peer.recv(65536), b""))

    return send
