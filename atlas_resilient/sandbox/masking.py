"""
Hide the secrets in a free object.
"""

from __future__ import annotations

import re
from typing import Any

MASK = "***"

_SECRET = re.compile(
    "apikey|password|passwd|passphrase|secret|authorization|credential|privatekey|accesskey"
    # A tokenizer is no token.
    "|token(?!iz)"
)


def masked(value: Any) -> Any:
    """
    Return a copy of *value* in which everything under a key that looks secret is `"***"`, at any depth.

    Case and separators of a key do not matter; a number under `max_tokens` and the like stays.

    >>> masked({"apiKey": "sk-1", "max_tokens": 100, "nested": [{"X-Auth-Token": "t"}]})
    {'apiKey': '***', 'max_tokens': 100, 'nested': [{'X-Auth-Token': '***'}]}
    """
    if isinstance(value, dict):
        return {key: MASK if _is_secret(key, inner) else masked(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [masked(inner) for inner in value]
    return value


def _is_secret(key: str, value: Any) -> bool:
    squashed = re.sub("[^a-z0-9]", "", key.lower())
    found = {hit.group() for hit in _SECRET.finditer(squashed)}
    is_a_count = isinstance(value, int | float) and not squashed.endswith("token")
    return bool(found - {"token"} if is_a_count else found)
