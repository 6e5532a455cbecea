from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.error_body import ErrorBody
from ...models.health import Health
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    x_request_id: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(x_request_id, Unset):
        headers["X-Request-ID"] = x_request_id

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/health",
    }

    _kwargs["headers"] = {name: str(value) for name, value in headers.items() if value is not None}
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ErrorBody | ErrorBody | Health | Health | None:
    if response.status_code == 200:
        response_200 = Health.from_dict(response.json())

        return response_200

    if response.status_code == 429:
        response_429 = ErrorBody.from_dict(response.json())

        return response_429

    if response.status_code == 500:
        response_500 = ErrorBody.from_dict(response.json())

        return response_500

    if response.status_code == 503:

        def _parse_response_503(data: object) -> ErrorBody | Health:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_503_type_0 = Health.from_dict(data)

                return response_503_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            response_503_type_1 = ErrorBody.from_dict(data)

            return response_503_type_1

        response_503 = _parse_response_503(response.json())

        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ErrorBody | ErrorBody | Health | Health]:
    try:
        parsed = _parse_response(client=client, response=response)
    except (AttributeError, KeyError, TypeError, ValueError):
        # An error status may come from a gateway, with a page of its own.
        if response.status_code < 400:
            raise

        parsed = None

    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=parsed,
        method=response.request.method,
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    x_request_id: str | Unset = UNSET,
) -> Response[ErrorBody | ErrorBody | Health | Health]:
    """Tell how the service is

     Needs no token. An unhealthy service answers 503 with the same body.

    Args:
        x_request_id (str | Unset): Id of the call, the same on all its attempts; comes back with
            the answer.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ErrorBody | ErrorBody | Health | Health]
    """

    kwargs = _get_kwargs(
        x_request_id=x_request_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    x_request_id: str | Unset = UNSET,
) -> Health:
    """Call `sync_detailed`, and return what a success answers; any other status is an `errors.UnexpectedStatus`."""
    response = sync_detailed(
        client=client,
        x_request_id=x_request_id,
    )
    if response.status_code not in (200,):
        raise errors.UnexpectedStatus(response.status_code, response.content)

    return cast(Health, response.parsed)


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    x_request_id: str | Unset = UNSET,
) -> Response[ErrorBody | ErrorBody | Health | Health]:
    """Tell how the service is

     Needs no token. An unhealthy service answers 503 with the same body.

    Args:
        x_request_id (str | Unset): Id of the call, the same on all its attempts; comes back with
            the answer.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ErrorBody | ErrorBody | Health | Health]
    """

    kwargs = _get_kwargs(
        x_request_id=x_request_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    x_request_id: str | Unset = UNSET,
) -> Health:
    """Call `asyncio_detailed`, and return what a success answers; any other status is an `errors.UnexpectedStatus`."""
    response = await asyncio_detailed(
        client=client,
        x_request_id=x_request_id,
    )
    if response.status_code not in (200,):
        raise errors.UnexpectedStatus(response.status_code, response.content)

    return cast(Health, response.parsed)
