"""Every operation of every document can be asked, and a parameter that must be there is missed."""

from __future__ import annotations

import httpx
import pytest

from tests.any_document.asking import requests_of
from tests.any_document.mock import MockService
from tests.any_document.reading import operations, read
from tests.any_document.test_samples import DOCUMENTS


@pytest.mark.parametrize("sparse", [False, True], ids=["whole", "sparse"])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_operation_can_be_asked(name: str, sparse: bool) -> None:
    """With a request from the document alone, in each of its content types, and is answered a success."""
    document = read(name)
    service = MockService(document, sparse=sparse)

    with httpx.Client(transport=service) as client:
        for operation in operations(document):
            requests = list(requests_of(document, operation, sparse=sparse))
            answers = [client.send(request) for request in requests]
            assert all(answer.is_success for answer in answers), operation.name
            assert service.asked[-1] == operation.name

    assert {*service.asked} == {operation.name for operation in operations(document)}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_must_be_there_is_missed(name: str) -> None:
    """Each required parameter of each operation, wherever it is but in the path."""
    document = read(name)
    taken = []
    with httpx.Client(transport=MockService(document)) as client:
        for operation in operations(document):
            for each in operation.parameters:
                if each["in"] == "path" or not each.get("required"):
                    continue
                for request in requests_of(document, operation, without=(each["in"], each["name"])):
                    try:
                        client.send(request)
                        taken.append(f"{operation.name} {each['name']}")
                    except AssertionError as error:
                        assert f"{each['in']} parameter {each['name']!r} is missing" in str(error)  # noqa: PT017

    assert taken == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_without_credentials_nothing_is_said(name: str) -> None:
    """Of each operation that wants some."""
    document = read(name)
    wanting = [each for each in operations(document) if each.security and {} not in each.security]
    refused = []
    with httpx.Client(transport=MockService(document)) as client:
        for operation in wanting:
            request = next(requests_of(document, operation))
            for header in ("Authorization", "X-Market-Key", "X-Rail-Key", "X-News-Key"):
                request.headers.pop(header, None)
            with pytest.raises(AssertionError, match="no credentials for"):
                client.send(request)
            refused.append(operation.name)

    assert len(refused) >= 20
