"""Rows 3 and 4: certificates that nobody should trust, and TLS to a port that speaks none."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import trustme

from tests.raw_server import Behaviour, RawServer
from tests.reliability.conftest import GOOD, Seen, client

BODY = {"name": "support"}


class Tls(RawServer):
    """A raw server behind TLS; a handshake that fails is no request."""

    def __init__(self, certificate: trustme.LeafCert, *behaviours: Behaviour) -> None:
        super().__init__(*behaviours)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        self._socket = context.wrap_socket(self._socket, server_side=True)


AUTHORITY = trustme.CA()
YESTERDAY = datetime.now(UTC) - timedelta(days=1)
CERTIFICATES = {
    "expired": lambda: AUTHORITY.issue_cert("127.0.0.1", not_after=YESTERDAY),
    "another host": lambda: AUTHORITY.issue_cert("atlas.example"),
    "unknown authority": lambda: trustme.CA().issue_cert("127.0.0.1"),
}


@contextmanager
def trusting(monkeypatch: pytest.MonkeyPatch, folder: Any) -> Iterator[None]:
    """Trust our own authority, as the environment can say."""
    bundle = folder / "authority.pem"
    AUTHORITY.cert_pem.write_to_path(str(bundle))
    monkeypatch.setenv("SSL_CERT_FILE", str(bundle))
    yield


@pytest.mark.row(3)
@pytest.mark.parametrize("kind", CERTIFICATES)
def test_a_bad_certificate(seen: Seen, kind: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    """It will not get better, and nothing is told to whoever shows it."""
    with Tls(CERTIFICATES[kind](), GOOD) as server, trusting(monkeypatch, tmp_path):
        atlas = client(seen.world, f"https://127.0.0.1:{server.port}", token="secret-token")
        seen.call(atlas.create_agent_class, BODY)
        seen.requests = server.requests

    assert seen.facts == ("AtlasConnectionError", 1, False, "not retryable")
    assert seen.requests == 0


@pytest.mark.row(3)
def test_a_good_certificate(seen: Seen, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    """So that the three above fail for their own reason."""
    with Tls(AUTHORITY.issue_cert("127.0.0.1"), GOOD) as server, trusting(monkeypatch, tmp_path):
        seen.call(client(seen.world, f"https://127.0.0.1:{server.port}").list_agent_classes)

    assert seen.outcome == "no error"


@pytest.mark.row(4)
def test_tls_to_a_plain_port(seen: Seen) -> None:
    """The address is wrong, and stays so."""
    with RawServer(GOOD) as server:
        atlas = client(seen.world, f"https://127.0.0.1:{server.port}", token="secret-token")
        seen.call(atlas.list_agent_classes)
        seen.requests = server.requests

    assert seen.facts == ("AtlasConnectionError", 1, False, "not retryable")
    assert seen.requests == 0
