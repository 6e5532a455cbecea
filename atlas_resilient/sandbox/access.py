"""
Who may call: bearer tokens.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field

from .answers import Answer, plain_error
from .idempotency import fingerprint

_READING = {"GET", "HEAD"}


@dataclass(frozen=True)
class TokenRule:
    """
    Which tokens are accepted; with *token* None, any or none is.

    Raises:
        ValueError: a token is empty, or both are the same.
    """

    token: str | None = field(default=None, repr=False)
    read_only_token: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if "" in (self.token, self.read_only_token):
            raise ValueError("a token must not be empty; None means that any token or none is accepted")
        if self.token is not None and self.token == self.read_only_token:
            raise ValueError("the read-only token must not be the token that may write")

    def __str__(self) -> str:
        known = "any token or none is accepted" if self.token is None else "a token is required"
        return known if self.read_only_token is None else f"{known}; the read-only token may not write"

    def objection(self, method: str, headers: Mapping[str, str]) -> Answer | None:
        """
        Return the 401 or 403 that a call deserves, or None.
        """
        token = _bearer(headers)
        if _equal(token, self.read_only_token):
            return None if method in _READING else plain_error(403, "this token may only read")
        if self.token is None or _equal(token, self.token):
            return None
        detail = "a bearer token is required" if token is None else "this token is not known"
        return plain_error(401, detail, {"WWW-Authenticate": "Bearer"})


def caller_of(headers: Mapping[str, str]) -> str:
    """
    Return what tells one caller from another, without telling the token.
    """
    token = _bearer(headers)
    return "" if token is None else fingerprint(token)


def _bearer(headers: Mapping[str, str]) -> str | None:
    scheme, _, token = headers.get("Authorization", "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None


def _equal(given: str | None, expected: str | None) -> bool:
    if given is None or expected is None:
        return False
    return hmac.compare_digest(given.encode(), expected.encode())
