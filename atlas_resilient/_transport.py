"""
The transports that carry requests, and the address they go to.

What httpx lacks is added here: a limit for the whole exchange.  httpx's timeouts are for each read, so a
server that sends a byte now and then is never cut off; the network streams below shorten each one to what
is left of the deadline in force.
"""

from __future__ import annotations

import os
import re
import ssl
import urllib.request
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

import httpcore
import httpx
from attrs import frozen

from . import _deadline

# A token of https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_PER_REQUEST = {
    "content-length",
    "content-type",
    "host",
    "idempotency-key",
    "transfer-encoding",
    "x-request-id",
}
LOCAL = "http://localhost:8000"
_LIMITS = httpx.Limits(max_connections=100, max_keepalive_connections=100, keepalive_expiry=5.0)
_SLICE = 65_536


def checked_base_url(value: str | None, prefix: str = "ATLAS", default: str | None = LOCAL) -> str:
    """
    Return the base URL without a trailing slash; without *value*, what `<prefix>_BASE_URL` holds, else *default*.

    Raises:
        ValueError: not an http(s) address, or one with credentials, a query or a fragment; or none at all.
            The message never repeats credentials, nor a query, which may hold some.
    """
    source = "base_url" if value is not None else f"{prefix}_BASE_URL"
    if value is None:
        value = os.environ.get(source) or default
        if value is None:
            raise ValueError(f"base_url is missing: pass it, or set {source}")

    if not isinstance(value, str):
        raise TypeError(f"{source} is a string like 'http://localhost:8000', not {value!r}")

    try:
        parts, port = urlsplit(value), urlsplit(value).port
        url = httpx.URL(value)
    except (ValueError, httpx.InvalidURL):
        raise ValueError(
            f"{source} is not a valid address: expected something like 'http://localhost:8000'"
        ) from None

    # Without a proper scheme all of it is a path.
    if "@" in (parts.netloc or value):
        raise ValueError(f"{source} must not hold credentials: pass token=... instead")

    shown = re.split("[?#]", value)[0]
    if parts.scheme not in ("http", "https") or not url.host:
        raise ValueError(f"{source} has to begin with http:// or https:// and name a host, not {shown!r}")

    # httpx escapes what a name can't have; only an IPv6 zone is written with a percent sign.
    escaped = "%" in url.host and ":" not in url.host
    if port == 0 or escaped or any(len(label) > 63 for label in url.host.split(".")):
        raise ValueError(f"{source} names a host or port that can't exist: {shown!r}")

    if parts.query or parts.fragment:
        raise ValueError(f"{source} must not have a query or a fragment: {shown!r}")

    return str(url).rstrip("/")


def checked_token(value: str | None, prefix: str = "ATLAS") -> str | None:
    """Return the token; without *value*, what `<prefix>_TOKEN` holds, or None where that isn't set."""
    if value is None:
        value = os.environ.get(f"{prefix}_TOKEN") or None

    if value is not None and (not isinstance(value, str) or not value or not is_visible_ascii(value)):
        raise ValueError(
            "token has to be a non-empty string of visible ASCII characters (is there a line break in it?)"
        )

    return value


def checked_headers(headers: Mapping[str, str] | None) -> dict[str, str]:
    """
    Return headers for every request, names in lower case.

    Raises:
        ValueError, TypeError: a header can't be sent as it is, or is not the same for all requests.
            The message never repeats a value.
    """
    found: dict[str, str] = {}
    for name, value in (headers or {}).items():
        if not isinstance(name, str) or not isinstance(value, str):
            raise TypeError("headers are strings by their names")

        if not _HEADER_NAME.fullmatch(name) or not re.fullmatch("([!-~]+( +[!-~]+)*)?", value):
            raise ValueError(
                f"the header {name!r:.80} can't be sent: a name of letters and dashes, visible ASCII in it"
            )

        if name.lower() in _PER_REQUEST:
            raise ValueError(f"the header {name} is another one for each request")

        found[name.lower()] = value

    return found


def is_visible_ascii(value: str) -> bool:
    """Whether *value* can be a header value as it is: no blanks, no controls."""
    return all("!" <= character <= "~" for character in value)


@frozen
class Route:
    """How to get to Atlas, as the environment said when the client was made."""

    proxy: str | None
    ssl_context: ssl.SSLContext

    @classmethod
    def to(cls, base_url: str) -> Route:
        """Return the route to *base_url*: `HTTPS_PROXY`, `NO_PROXY`, `SSL_CERT_FILE` and the like are read here."""
        proxy = _proxy_for(base_url)
        if proxy is None and base_url.startswith("http://"):
            # Nothing here speaks TLS, and reading all certificates takes 20 ms; a context without any trusts nobody.
            return cls(None, ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))

        return cls(proxy, httpx.create_ssl_context())


def new_transport(route: Route) -> httpx.HTTPTransport:
    """Return a pooling transport that keeps every exchange within the deadline in force."""
    transport = httpx.HTTPTransport(verify=route.ssl_context, limits=_LIMITS, proxy=route.proxy)
    # httpcore takes a network backend, but httpx hands none through; the tests of drips notice if this moves.
    transport._pool._network_backend = _Network()
    return transport


def new_async_transport(route: Route) -> httpx.AsyncHTTPTransport:
    """Return a pooling transport; what runs in a task is cut off by `uncut` instead."""
    return httpx.AsyncHTTPTransport(verify=route.ssl_context, limits=_LIMITS, proxy=route.proxy)


def _proxy_for(base_url: str) -> str | None:
    parts = urlsplit(base_url)
    if not parts.hostname or urllib.request.proxy_bypass(parts.hostname):
        return None

    proxies = urllib.request.getproxies()
    return proxies.get(parts.scheme) or proxies.get("all")


def _left(timeout: float | None, expired: type[Exception]) -> float | None:
    """Return *timeout*, shortened to what is left of the deadline in force."""
    deadline = _deadline.in_force()
    if deadline is None:
        return timeout

    left = deadline.remaining()
    if left <= 0:
        raise expired("the deadline passed")

    return left if timeout is None else min(timeout, left)


class _Network(httpcore.NetworkBackend):
    def __init__(self) -> None:
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        limit = _left(timeout, httpcore.ConnectTimeout)
        return _Stream(self._inner.connect_tcp(host, port, limit, local_address, socket_options))

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        limit = _left(timeout, httpcore.ConnectTimeout)
        return _Stream(self._inner.connect_unix_socket(path, limit, socket_options=socket_options))


class _Stream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for start in range(0, len(buffer), _SLICE):
            self._inner.write(buffer[start : start + _SLICE], _left(timeout, httpcore.WriteTimeout))

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        limit = _left(timeout, httpcore.ConnectTimeout)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, limit))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)

    def close(self) -> None:
        self._inner.close()
