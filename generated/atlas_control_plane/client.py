"""Clients for the functions under `api`: what they send to, and how"""

import ssl
from collections.abc import Mapping
from threading import Lock
from typing import Any, Self, TypeVar

import httpx
from attrs import define, evolve, field

DEFAULT_TIMEOUT = httpx.Timeout(30.0)

AnyClient = TypeVar("AnyClient", httpx.Client, httpx.AsyncClient)

_opening = Lock()


def _finite(timeout: httpx.Timeout | float | None) -> httpx.Timeout:
    return DEFAULT_TIMEOUT if timeout is None else httpx.Timeout(timeout)


@define
class Client:
    """
    What the functions under `api` send with.

    Args:
        base_url: where the service is; all paths are relative to it.
        cookies, headers: sent with every request.
        timeout: seconds, or an `httpx.Timeout`; None is 30 seconds, and `httpx.Timeout(None)` no limit.
        verify_ssl: whether, or with what, the server's certificate is checked.
        follow_redirects: whether redirects are followed.
        httpx_args: more arguments for `httpx.Client` and `httpx.AsyncClient`.
        raise_on_unexpected_status: whether a status that is not documented raises `errors.UnexpectedStatus`.
    """

    raise_on_unexpected_status: bool = field(default=False, kw_only=True)
    _base_url: str = field(alias="base_url")
    _cookies: dict[str, str] = field(factory=dict, kw_only=True, alias="cookies", repr=False)
    _headers: dict[str, str] = field(factory=dict, kw_only=True, alias="headers", repr=False)
    _timeout: httpx.Timeout = field(default=None, kw_only=True, alias="timeout", converter=_finite)
    _verify_ssl: str | bool | ssl.SSLContext = field(
        default=True, kw_only=True, alias="verify_ssl", repr=False
    )
    _follow_redirects: bool = field(default=False, kw_only=True, alias="follow_redirects")
    _httpx_args: dict[str, Any] = field(factory=dict, kw_only=True, alias="httpx_args", repr=False)
    _client: httpx.Client | None = field(default=None, init=False, repr=False)
    _async_client: httpx.AsyncClient | None = field(default=None, init=False, repr=False)
    _is_custom: bool = field(default=False, init=False, repr=False)

    def with_headers(self, headers: Mapping[str, str]) -> Self:
        """Return a client with additional headers; this one stays as it is"""
        return self._changed(headers={**self._headers, **headers})

    def with_cookies(self, cookies: Mapping[str, str]) -> Self:
        """Return a client with additional cookies; this one stays as it is"""
        return self._changed(cookies={**self._cookies, **cookies})

    def with_timeout(self, timeout: httpx.Timeout | float | None) -> Self:
        """Return a client with another timeout; this one stays as it is"""
        return self._changed(timeout=timeout)

    def set_httpx_client(self, client: httpx.Client) -> Self:
        """Use *client*, whose own settings count from now on"""
        self._client = self._with_auth(client)
        self._is_custom = True
        return self

    def get_httpx_client(self) -> httpx.Client:
        """Return the underlying httpx.Client, a new one if there is none yet"""
        with _opening:
            if self._client is None:
                self._client = self._with_auth(httpx.Client(**self._settings()))
            return self._client

    def set_async_httpx_client(self, async_client: httpx.AsyncClient) -> Self:
        """Use *async_client*, whose own settings count from now on"""
        self._async_client = self._with_auth(async_client)
        self._is_custom = True
        return self

    def get_async_httpx_client(self) -> httpx.AsyncClient:
        """Return the underlying httpx.AsyncClient, a new one if there is none yet"""
        with _opening:
            if self._async_client is None:
                self._async_client = self._with_auth(httpx.AsyncClient(**self._settings()))
            return self._async_client

    def __enter__(self) -> Self:
        self.get_httpx_client().__enter__()
        return self

    def __exit__(self, *args: Any, **kwargs: Any) -> None:
        self.get_httpx_client().__exit__(*args, **kwargs)

    async def __aenter__(self) -> Self:
        await self.get_async_httpx_client().__aenter__()
        return self

    async def __aexit__(self, *args: Any, **kwargs: Any) -> None:
        await self.get_async_httpx_client().__aexit__(*args, **kwargs)

    def _changed(self, **changes: Any) -> Self:
        if self._is_custom:
            raise RuntimeError(
                "this client sends with an httpx client of your own: change that one's settings"
            )

        return evolve(self, **changes)

    def _settings(self) -> dict[str, Any]:
        return {
            "base_url": self._base_url,
            "cookies": self._cookies,
            "headers": self._headers,
            "timeout": self._timeout,
            "verify": self._verify_ssl,
            "follow_redirects": self._follow_redirects,
            **self._httpx_args,
        }

    def _with_auth(self, client: AnyClient) -> AnyClient:
        return client


@define
class AuthenticatedClient(Client):
    """
    A client that says who it is.

    Args:
        token: what is sent to authenticate; read anew for each request, so it may be changed.
        prefix: what comes before it.
        auth_header_name: the header that both go into.
    """

    token: str = field(repr=False)
    prefix: str = "Bearer"
    auth_header_name: str = "Authorization"

    def _with_auth(self, client: AnyClient) -> AnyClient:
        if client.auth is None:
            client.auth = self._authorize

        return client

    def _authorize(self, request: httpx.Request) -> httpx.Request:
        request.headers[self.auth_header_name] = f"{self.prefix} {self.token}" if self.prefix else self.token
        return request
