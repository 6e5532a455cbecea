"""
Model providers: verification, models, secrets.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import httpx
import pytest

Maker = Callable[..., dict[str, Any]]
PATH = "/api/v1/model-providers"


def test_a_provider_lives_and_goes(http: httpx.Client, make: Maker) -> None:
    """
    Created, read, changed, listed, deleted.
    """
    created = make("model-providers", name="p", api_base_url="http://localhost:1")
    path = f"{PATH}/{created['id']}"

    changed = http.patch(path, json={"name": "q", "api_base_url": None}).json()

    assert (changed["name"], changed["api_base_url"]) == ("q", None)
    assert http.get(PATH).json() == [changed]
    assert http.delete(path).status_code == 204
    assert http.get(path).status_code == 404


def test_a_taken_provider_name_is_a_conflict(http: httpx.Client, make: Maker) -> None:
    """
    Create and rename answer 409.
    """
    make("model-providers", name="p")
    other = make("model-providers", name="q")

    answers = [http.post(PATH, json={"name": "p"}), http.patch(f"{PATH}/{other['id']}", json={"name": "p"})]

    assert [answer.status_code for answer in answers] == [409, 409]


@pytest.mark.parametrize(
    "key", ["api_key", "apiKey", "APIKEY", "Authorization", "client_secret", "x-auth-token"]
)
def test_secrets_are_masked(http: httpx.Client, make: Maker, key: str) -> None:
    """
    No way to read a provider shows what looks like a secret.
    """
    created = make("model-providers", name="p", config={"deep": [{key: "sesame"}], "region": "eu"})

    shown = [created, http.get(f"{PATH}/{created['id']}").json(), http.get(PATH).json()[0]]

    assert all(each["config"] == {"deep": [{key: "***"}], "region": "eu"} for each in shown)


@pytest.mark.parametrize(
    ("address", "status"),
    [("https://models.example", "ok"), ("http://x", "ok"), ("models.example", "failed"), (None, "failed")],
)
def test_verify_looks_at_the_address_only(
    http: httpx.Client, make: Maker, address: str | None, status: str
) -> None:
    """
    An http or https address is ok, anything else failed, with a message either way.
    """
    created = make("model-providers", name="p", api_base_url=address)

    verified = http.post(f"{PATH}/{created['id']}/verify")

    assert verified.status_code == 200
    assert verified.json()["status"] == status
    assert verified.json()["message"]


@pytest.mark.parametrize(
    ("listed", "models"),
    [
        ([{"id": "a", "name": "A", "context": 8}], [{"id": "a", "name": "A", "context": 8}]),
        (["a", "b"], [{"id": "a", "name": "a"}, {"id": "b", "name": "b"}]),
        ([{"id": "a"}], []),
        ("a", []),
        (None, []),
    ],
)
def test_models_are_those_of_the_config(
    http: httpx.Client, make: Maker, listed: object, models: object
) -> None:
    """
    What the config lists is shown; what is no list of models is none.
    """
    created = make("model-providers", name="p", config={"models": listed})

    response = http.get(f"{PATH}/{created['id']}/models")

    assert response.json() == models


def test_an_unknown_provider_is_404(http: httpx.Client) -> None:
    """
    For every operation on one.
    """
    path = f"{PATH}/{uuid4()}"

    answers = [
        http.get(path),
        http.patch(path, json={}),
        http.delete(path),
        http.post(f"{path}/verify"),
        http.get(f"{path}/models"),
    ]

    assert {answer.status_code for answer in answers} == {404}


def test_config_cannot_be_null(http: httpx.Client, make: Maker) -> None:
    """
    A provider always has a config, so null is 422.
    """
    created = make("model-providers", name="p")

    response = http.patch(f"{PATH}/{created['id']}", json={"config": None})

    assert response.status_code == 422
