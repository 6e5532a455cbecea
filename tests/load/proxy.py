"""
A TCP proxy that resets connections: a share of the requests, as dice with a seed fall.

    python -m tests.load.proxy --port 8001 --to 8000 --probability 0.05 --seed 7

Of the requests that it strikes, half are never passed on, and half are, with the answer lost.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import random
import socket
import struct
from typing import cast

_METHODS = (b"GET ", b"POST ", b"PATCH ", b"PUT ", b"DELETE ")
_RESET = struct.pack("ii", 1, 0)


class _Proxy:
    """What all connections share: where to, and the dice."""

    def __init__(self, to: int, probability: float, seed: int) -> None:
        self.to = to
        self._probability = probability
        self._dice = random.Random(seed)

    def fate(self) -> str | None:
        """Return what becomes of the next request: `"unread"`, `"unanswered"`, or None for nothing."""
        roll = self._dice.random()
        if roll >= self._probability:
            return None

        return "unread" if roll < self._probability / 2 else "unanswered"


class _Side(asyncio.Protocol):
    """One end of a connection; what it receives goes to the other end."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport | None = None
        self.other: _Side | None = None
        self._early = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep *transport*, and pass on what came before it was there."""
        self.transport = cast(asyncio.Transport, transport)
        if self._early:
            self.transport.write(bytes(self._early))

    def connection_lost(self, exc: Exception | None) -> None:
        """Close the other end as well."""
        if self.other is not None and self.other.transport is not None:
            self.other.transport.close()

    def take(self, data: bytes) -> None:
        """Send *data*, as soon as there is a connection."""
        if self.transport is None:
            self._early += data
        else:
            self.transport.write(data)

    def reset(self) -> None:
        """End the connection with an RST."""
        if self.transport is not None and not self.transport.is_closing():
            self.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            self.transport.abort()


class _Server(_Side):
    def __init__(self, caller: _Caller) -> None:
        super().__init__()
        self.other = caller

    def data_received(self, data: bytes) -> None:
        caller = cast(_Caller, self.other)
        if caller.fate == "unanswered":
            caller.reset()
        else:
            caller.take(data)


class _Caller(_Side):
    def __init__(self, proxy: _Proxy) -> None:
        super().__init__()
        self._proxy = proxy
        self.fate: str | None = None
        self._connecting: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self.other = _Server(self)
        self._connecting = asyncio.ensure_future(self._connect(self.other))

    def data_received(self, data: bytes) -> None:
        # A client sends a request's head in a piece of its own, and never two requests at once.
        if data.startswith(_METHODS):
            self.fate = self._proxy.fate()
        if self.fate == "unread":
            self.reset()
        elif self.other is not None:
            self.other.take(data)

    async def _connect(self, server: _Side) -> None:
        try:
            await asyncio.get_running_loop().create_connection(lambda: server, "127.0.0.1", self._proxy.to)
        except OSError:
            self.reset()


async def _serve(port: int, proxy: _Proxy) -> None:
    server = await asyncio.get_running_loop().create_server(
        lambda: _Caller(proxy), "127.0.0.1", port, reuse_address=True
    )
    async with server:
        await server.serve_forever()


def main() -> None:
    """Pass on until killed."""
    parser = argparse.ArgumentParser("python -m tests.load.proxy", description="A proxy that resets.")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--to", type=int, required=True)
    parser.add_argument("--probability", type=float, default=0.05)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    proxy = _Proxy(options.to, options.probability, options.seed)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(options.port, proxy))


if __name__ == "__main__":
    main()
