"""What every client promises, for every operation of foreign documents: what is safe is repeated, and only that."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from atlas_resilient import AtlasAPIError, AtlasServerError
from atlas_resilient.testing import virtual_time
from tests.any_document.conftest import NAMES, Made
from tests.any_document.mock import MockService
from tests.any_document.reading import Operation, operations, read
from tests.any_document.test_every_operation import arguments

SAFE = {"GET", "HEAD", "PUT", "DELETE"}


def takes_a_key(operation: Operation) -> bool:
    return any(each["name"] == "Idempotency-Key" for each in operation.parameters)


def called(made: Made, operation: Operation, service: MockService, prefix: str) -> Any:
    """Return the result of one call, in virtual time."""

    async def awaited() -> Any:
        async with made.client("Async", transport=service) as client:
            method = getattr(client, made.method_name(operation))
            positional, named = arguments(made, operation, method, whole=True)
            return await method(*positional, **named)

    with virtual_time():
        if prefix:
            return asyncio.run(awaited())
        with made.client("", transport=service) as client:
            method = getattr(client, made.method_name(operation))
            positional, named = arguments(made, operation, method, whole=True)
            return method(*positional, **named)


def every(document: str) -> list[Operation]:
    return operations(read(document))


@pytest.mark.parametrize("prefix", ["", "Async"], ids=["sync", "async"])
@pytest.mark.parametrize("document", NAMES)
def test_what_is_safe_is_repeated(packages: dict[str, Made], document: str, prefix: str) -> None:
    """After a 503: what reads, replaces or deletes, and what has an idempotency key, the same on both attempts."""
    made, repeated = packages[document], 0
    for operation in every(document):
        if operation.method not in SAFE and not takes_a_key(operation):
            continue
        service = MockService(made.document)
        service.order(503, {"detail": "later"})

        called(made, operation, service, prefix)

        assert service.asked == [operation.name] * 2
        keys = {request.headers.get("idempotency-key") for request in service.requests}
        assert len(keys) == 1
        assert (keys != {None}) is takes_a_key(operation), f"{operation.name}: {keys}"
        repeated += 1

    assert repeated > 20


@pytest.mark.parametrize("prefix", ["", "Async"], ids=["sync", "async"])
@pytest.mark.parametrize("document", NAMES)
def test_what_is_not_safe_is_not_repeated(packages: dict[str, Made], document: str, prefix: str) -> None:
    """Nothing happens twice: one attempt, and an error that says that it may have happened."""
    made, refused = packages[document], 0
    for operation in every(document):
        if operation.method in SAFE or takes_a_key(operation):
            continue
        service = MockService(made.document)
        service.order(503, {"detail": "later"})

        with pytest.raises(AtlasServerError) as caught:
            called(made, operation, service, prefix)

        assert service.asked == [operation.name]
        assert caught.value.outcome_unknown
        refused += 1

    assert refused >= 10


@pytest.mark.parametrize("prefix", ["", "Async"], ids=["sync", "async"])
@pytest.mark.parametrize("document", NAMES)
def test_a_refusal_is_an_error_that_says_what_the_service_says(
    packages: dict[str, Made], document: str, prefix: str
) -> None:
    """A 400, whether the document has it or not; at once, and with its message."""
    made = packages[document]
    for operation in every(document):
        service = MockService(made.document)
        service.order(400, {"detail": "seven is too many", "message": "seven is too many", "code": 7})

        with pytest.raises(AtlasAPIError, match="seven is too many") as caught:
            called(made, operation, service, prefix)

        assert (caught.value.status_code, len(service.asked)) == (400, 1)
