from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.discover_tools_body import DiscoverToolsBody
from ...models.error_body import ErrorBody
from ...models.tool_read import ToolRead
from ...models.validation_error_body import ValidationErrorBody
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    body: DiscoverToolsBody | Unset = UNSET,
    x_request_id: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(x_request_id, Unset):
        headers["X-Request-ID"] = x_request_id

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/v1/tools/discover",
    }

    if not isinstance(body, Unset):
        _kwargs["json"] = body.to_dict()

        headers["Content-Type"] = "application/json"

    _kwargs["headers"] = {name: str(value) for name, value in headers.items() if value is not None}
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ErrorBody | ErrorBody | ValidationErrorBody | list[ToolRead] | None:
    if response.status_code == 200:
        response_200 = []
        _response_200 = response.json()
        for response_200_item_data in _response_200:
            response_200_item = ToolRead.from_dict(response_200_item_data)

            response_200.append(response_200_item)

        return response_200

    if response.status_code == 400:

        def _parse_response_400(data: object) -> ErrorBody | ValidationErrorBody:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_400_type_0 = ValidationErrorBody.from_dict(data)

                return response_400_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            response_400_type_1 = ErrorBody.from_dict(data)

            return response_400_type_1

        response_400 = _parse_response_400(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = ErrorBody.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = ErrorBody.from_dict(response.json())

        return response_403

    if response.status_code == 413:
        response_413 = ErrorBody.from_dict(response.json())

        return response_413

    if response.status_code == 422:

        def _parse_response_422(data: object) -> ErrorBody | ValidationErrorBody:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                response_422_type_0 = ValidationErrorBody.from_dict(data)

                return response_422_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            response_422_type_1 = ErrorBody.from_dict(data)

            return response_422_type_1

        response_422 = _parse_response_422(response.json())

        return response_422

    if response.status_code == 429:
        response_429 = ErrorBody.from_dict(response.json())

        return response_429

    if response.status_code == 500:
        response_500 = ErrorBody.from_dict(response.json())

        return response_500

    if response.status_code == 503:
        response_503 = ErrorBody.from_dict(response.json())

        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ErrorBody | ErrorBody | ValidationErrorBody | list[ToolRead]]:
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
    client: AuthenticatedClient,
    body: DiscoverToolsBody,
    x_request_id: str | Unset = UNSET,
) -> Response[ErrorBody | ErrorBody | ValidationErrorBody | list[ToolRead]]:
    """Discover the tools of a source

     The source names a manifest that the operator registered; the server never imports or fetches what a
    caller names. A source that is not registered is a 422 of the type reference_not_found. Answers the
    tools that the manifest holds. Repeating is harmless.

    Args:
        x_request_id (str | Unset): Id of the call, the same on all its attempts; comes back with
            the answer.
        body (DiscoverToolsBody): Source to discover.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ErrorBody | ErrorBody | ValidationErrorBody | list[ToolRead]]
    """

    kwargs = _get_kwargs(
        body=body,
        x_request_id=x_request_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: DiscoverToolsBody,
    x_request_id: str | Unset = UNSET,
) -> list[ToolRead]:
    """Call `sync_detailed`, and return what a success answers; any other status is an `errors.UnexpectedStatus`."""
    response = sync_detailed(
        client=client,
        body=body,
        x_request_id=x_request_id,
    )
    if response.status_code not in (200,):
        raise errors.UnexpectedStatus(response.status_code, response.content)

    return cast(list[ToolRead], response.parsed)


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: DiscoverToolsBody,
    x_request_id: str | Unset = UNSET,
) -> Response[ErrorBody | ErrorBody | ValidationErrorBody | list[ToolRead]]:
    """Discover the tools of a source

     The source names a manifest that the operator registered; the server never imports or fetches what a
    caller names. A source that is not registered is a 422 of the type reference_not_found. Answers the
    tools that the manifest holds. Repeating is harmless.

    Args:
        x_request_id (str | Unset): Id of the call, the same on all its attempts; comes back with
            the answer.
        body (DiscoverToolsBody): Source to discover.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ErrorBody | ErrorBody | ValidationErrorBody | list[ToolRead]]
    """

    kwargs = _get_kwargs(
        body=body,
        x_request_id=x_request_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: DiscoverToolsBody,
    x_request_id: str | Unset = UNSET,
) -> list[ToolRead]:
    """Call `asyncio_detailed`, and return what a success answers; any other status is an `errors.UnexpectedStatus`."""
    response = await asyncio_detailed(
        client=client,
        body=body,
        x_request_id=x_request_id,
    )
    if response.status_code not in (200,):
        raise errors.UnexpectedStatus(response.status_code, response.content)

    return cast(list[ToolRead], response.parsed)
