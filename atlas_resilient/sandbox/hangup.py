"""
A uvicorn that can hang up: on one connection without an answer, and on all of them when it stops.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable
from typing import Any

import uvicorn
from anyio import to_thread
from starlette.types import Receive, Scope
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

# Python runs one thread at a time, and one writes: more would only stand in each other's way.
WORKERS = 4
_TRANSPORT = "atlas_sandbox.transport"


class HangUpProtocol(HttpToolsProtocol):
    """
    Put the connection's transport into the scope of every request.
    """

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Remember *transport* where uvicorn copies the scope's state from."""
        self.app_state = {**self.app_state, _TRANSPORT: transport}
        super().connection_made(transport)

    def shutdown(self) -> None:
        """Cut off a request that is still being sent, else wait for its answer."""
        if self.cycle is not None and self.cycle.more_body and not self.cycle.response_complete:
            self.transport.close()
        else:
            super().shutdown()


def transport_of(scope: Scope) -> asyncio.Transport:
    """
    Return the connection that the request of *scope* came on.
    """
    transport: asyncio.Transport = scope["state"][_TRANSPORT]
    return transport


async def hang_up(scope: Scope, receive: Receive) -> None:
    """
    Close the connection of *scope*, and return when uvicorn knows that there is nobody left to answer.
    """
    transport_of(scope).close()
    while (await receive())["type"] != "http.disconnect":
        continue


class Server(uvicorn.Server):
    """
    A server that says when it is ready, and that does not wait for those who wait.
    """

    def __init__(self, config: uvicorn.Config, interrupt: Callable[[], None]) -> None:
        super().__init__(config)
        self.ready = threading.Event()
        self.loop: asyncio.AbstractEventLoop | None = None
        self._interrupt = interrupt

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to accept connections, and tell."""
        await super().startup(sockets)
        to_thread.current_default_thread_limiter().total_tokens = WORKERS
        self.loop = asyncio.get_running_loop()
        self.ready.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let what is being worked on finish, and close every connection."""
        self._interrupt()
        await super().shutdown(sockets)
        for connection in list(self.server_state.connections):
            transport: Any = getattr(connection, "transport", None)
            if transport is not None:
                transport.abort()


def server_config(app: Any) -> uvicorn.Config:
    """
    Return uvicorn's settings: its log stays out of the way, and a stop takes seconds at most.
    """
    return uvicorn.Config(
        app,
        http=HangUpProtocol,
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        # Longer than clients keep idle connections: never close one that is about to be used.
        timeout_keep_alive=75,
        timeout_graceful_shutdown=2,
    )
