"""
Which keys look like secrets.
"""

from __future__ import annotations

import pytest

from atlas_resilient.sandbox.masking import masked


@pytest.mark.parametrize(
    "key",
    [
        *(
            "api_key",
            "apikey",
            "apiKey",
            "OPENAI_API_KEY",
            "token",
            "access_token",
            "accessToken",
            "password",
        ),
        *("db_password", "secret", "client-secret", "Authorization", "credential", "credentials"),
        *("private_key", "privateKey", "access_key", "AWS_ACCESS_KEY_ID", "tokens"),
    ],
)
@pytest.mark.parametrize("value", ["s", {"inner": "s"}, ["s"], None, ""])
def test_a_secret_is_masked_whatever_it_is(key: str, value: object) -> None:
    """
    Everything below the key is replaced, at any depth.
    """
    assert masked({"a": [{key: value}]}) == {"a": [{key: "***"}]}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("max_tokens", 100),
        ("token_limit", 1.5),
        ("tokenizer", "cl100k"),
        ("key", "k"),
        ("author", "a"),
        ("p", None),
    ],
)
def test_what_is_no_secret_stays(key: str, value: object) -> None:
    """
    Numbers of tokens, tokenizers and plain keys are shown.
    """
    assert masked({key: value}) == {key: value}


def test_a_number_can_be_a_secret() -> None:
    """
    A PIN under `password` or `token` is not shown.
    """
    assert masked({"password": 1, "auth_token": 2}) == {"password": "***", "auth_token": "***"}


def test_the_original_is_not_touched() -> None:
    """
    A masked copy, so that the secret can still be used.
    """
    original = {"a": {"token": "t"}}

    masked(original)

    assert original == {"a": {"token": "t"}}
