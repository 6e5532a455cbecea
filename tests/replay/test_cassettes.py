"""Cassettes can't outlive the contract, and hold no secret."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from tests.contract import validate_exchange, validate_request
from tests.replay.conftest import CASSETTES, SECRET, TOKEN

FILES = sorted(CASSETTES.glob("*.yaml"))


def exchanges(path: Path) -> list[dict[str, Any]]:
    """Return the exchanges of a cassette."""
    recorded: list[dict[str, Any]] = yaml.safe_load(path.read_text())["interactions"]
    return recorded


def test_there_are_cassettes() -> None:
    """Nothing recorded would mean nothing checked."""
    assert len(FILES) >= 12


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_recorded_exchange_follows_the_document(path: Path) -> None:
    """Requests as we send them and answers as they came are valid."""
    recorded = exchanges(path)

    assert 1 <= len(recorded) <= 100
    for exchange in recorded:
        request, response = exchange["request"], exchange["response"]
        sent, answered = single(request["headers"]), single(response["headers"])
        status, method, url = response["status"]["code"], request["method"], path_of(request["uri"])
        if is_not_from_atlas(status, answered):
            validate_request(method, url, sent, request["body"])
        else:
            body = response["body"]["string"]
            validate_exchange(
                method, url, status, answered, body, request_headers=sent, request_body=request["body"]
            )


def is_not_from_atlas(status: int, headers: dict[str, str]) -> bool:
    """Whether a gateway answered, or a server that can't do what the document says."""
    return status == 501 or headers.get("content-type", "").startswith("text/html")


def single(headers: dict[str, list[str]]) -> dict[str, str]:
    """Return headers as the tape has them, lower case, one value each."""
    return {name.lower(): ", ".join(values) for name, values in headers.items()}


def path_of(uri: str) -> str:
    """Return the path and query of an address."""
    parts = urlsplit(uri)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_secret_is_on_tape(path: Path) -> None:
    """Neither tokens nor keys nor addresses of the machine that recorded."""
    text = path.read_text()

    assert TOKEN not in text
    assert SECRET not in text
    for exchange in exchanges(path):
        assert urlsplit(exchange["request"]["uri"]).netloc == "localhost:8000"
        keys = {k.lower(): v for k, v in exchange["request"]["headers"].items()}
        assert "authorization" not in keys
        assert keys.get("idempotency-key", ["minted-anew-for-each-call"]) == ["minted-anew-for-each-call"]
