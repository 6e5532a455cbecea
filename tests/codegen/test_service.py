"""What all operations have in common: how a caller says who it is, and how errors look."""

from __future__ import annotations

from typing import Any

import pytest

from atlas_codegen.document import operations_of
from atlas_codegen.refusal import Refusal
from atlas_codegen.service import BEARER, Credential, Service, authenticated, service_of
from tests.codegen.documents import NOTHING, TEXT, answer, content, document, fit

SCHEMES: dict[str, Any] = {
    "bearer": {"type": "http", "scheme": "Bearer"},
    "basic": {"type": "http", "scheme": "basic"},
    "oauth": {"type": "oauth2", "flows": {"implicit": {"authorizationUrl": "https://x", "scopes": {}}}},
    "oidc": {"type": "openIdConnect", "openIdConnectUrl": "https://x"},
    "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
    "app": {"type": "apiKey", "in": "header", "name": "X-App"},
    "query": {"type": "apiKey", "in": "query", "name": "key"},
    "cookie": {"type": "apiKey", "in": "cookie", "name": "key"},
    "digest": {"type": "http", "scheme": "digest"},
    "tls": {"type": "mutualTLS"},
}
KEY, APP = Credential("X-Key", ""), Credential("X-App", "")


def asked(
    *each: Any, everywhere: Any = None, schemes: dict[str, Any] = SCHEMES
) -> tuple[Service, list[bool]]:
    """Return the service of operations that state *each* as their security, and which of them take the token."""
    stated = [{} if one is None else {"security": one} for one in each]
    paths = {
        f"/{n}": {"get": {"operationId": f"call_{n}", "responses": NOTHING, **one}}
        for n, one in enumerate(stated)
    }
    stranger = document(paths, securitySchemes=schemes)
    if everywhere is not None:
        stranger["security"] = everywhere

    found = fit(stranger)
    service = service_of(found)
    return service, [authenticated(found, operation, service) for operation in operations_of(found)]


@pytest.mark.parametrize(
    ("scheme", "credential"),
    [
        ("bearer", BEARER),
        ("oauth", BEARER),
        ("oidc", BEARER),
        ("basic", Credential("Authorization", "Basic ")),
        ("key", KEY),
    ],
)
def test_a_scheme_says_where_the_token_goes(scheme: str, credential: Credential) -> None:
    """Into which header, and behind which word."""
    service, takes = asked([{scheme: []}])

    assert (service.credential, service.other_headers, takes) == (credential, {}, [True])


@pytest.mark.parametrize("stated", [None, [], [{}]])
def test_nobody_is_asked_for_a_token(stated: Any) -> None:
    """A token that is given all the same goes nowhere."""
    service, takes = asked(stated)

    assert (service.credential, takes) == (BEARER, [False])


def test_what_holds_everywhere_holds_where_nothing_else_is_said() -> None:
    """An operation that states an empty list takes none."""
    service, takes = asked(None, [], [{}, {"key": []}], everywhere=[{"key": []}])

    assert (service.credential, takes) == (KEY, [True, False, True])


def test_most_operations_decide_which_credential_is_the_token() -> None:
    """The others' header is one that a caller sets."""
    service, takes = asked([{"bearer": []}], [{"key": []}], [{"key": []}])

    assert (service.credential, takes) == (KEY, [False, True, True])
    assert service.other_headers == {"Authorization": ("call_0",)}


@pytest.mark.parametrize(
    "stated", [[{"app": [], "key": []}], [{"key": []}, {"app": []}], [{"app": []}, {"key": []}]]
)
def test_of_two_that_are_taken_alike_the_first_declared_is_the_token(stated: Any) -> None:
    """Whatever the hash seed: what is generated is the same each time."""
    names = ["A", *map(str, range(20)), "key", "app"]
    schemes = {
        name: SCHEMES.get(name, {"type": "apiKey", "in": "header", "name": f"X-{name}"}) for name in names
    }

    assert asked([{name: [] for name in names}], stated, schemes=schemes)[0].credential == KEY


def test_one_of_several_alternatives_is_enough() -> None:
    """An operation that takes the token as well wants nothing else."""
    service, takes = asked([{"bearer": []}, {"key": []}], [{"key": []}])

    assert (service.credential, service.other_headers, takes) == (KEY, {}, [True, True])


def test_two_at_once_are_the_token_and_a_header() -> None:
    """The way of an application that names itself and its user."""
    service, takes = asked([{"key": [], "app": []}], [{"key": []}])

    assert (service.credential, takes) == (KEY, [True, True])
    assert service.other_headers == {"X-App": ("call_0",)}


def test_the_alternative_that_wants_least_counts() -> None:
    """Two headers are not told to be needed where the token will do."""
    service, _ = asked([{"bearer": [], "app": []}, {"bearer": []}])

    assert service.other_headers == {}


def test_a_cookie_is_a_header() -> None:
    """The token stands in it behind the cookie's name."""
    service, takes = asked([{"cookie": []}])

    assert (service.credential, takes) == (Credential("Cookie", "key="), [True])


@pytest.mark.parametrize("scheme", ["query", "digest", "tls", "unheard_of"])
def test_what_no_client_can_send_is_refused(scheme: str) -> None:
    """Its operations would fail with every token."""
    with pytest.raises(Refusal, match="call_1 demands what no client can send"):
        asked([{"key": []}], [{scheme: []}])


def test_what_no_client_can_send_beside_a_token_is_refused_too() -> None:
    """Both are wanted."""
    with pytest.raises(Refusal, match="call_0 demands"):
        asked([{"key": [], "query": []}])


@pytest.mark.parametrize("other", ["query", "digest", "tls"])
def test_another_way_beside_the_token_is_nothing_to_refuse(other: str) -> None:
    """The token will do, or nothing at all."""
    service, takes = asked([{other: []}, {"key": []}], [{other: []}, {}])

    assert (service.credential, service.other_headers, takes) == (KEY, {}, [True, False])


@pytest.mark.parametrize("name", ["X Key", "X-Key: a", "X\nKey", "", "Schlüssel", 'X"'])
def test_a_header_that_cant_be_sent_is_refused(name: str) -> None:
    """httpx would fail at the first call, or worse: send two headers."""
    schemes = {"key": {"type": "apiKey", "in": "header", "name": name}}

    with pytest.raises(Refusal, match=r"call_0 demands|can't be seen"):
        asked([{"key": []}], schemes=schemes)


def error_members(*errors: Any, **schemas: Any) -> tuple[str, ...]:
    """Return what is in errors: schemas by status, 400 and so on, or responses as they are."""
    answers: dict[str, Any] = {}
    for number, each in enumerate(errors, 400):
        answers |= (
            each
            if any(key[:1] in "45d" for key in each) and "type" not in each
            else answer(each, status=str(number))
        )

    paths = {"/a": {"get": {"operationId": "a", "responses": {**NOTHING, **answers}}}}
    return service_of(fit(document(paths, schemas=schemas))).error_members


def members(*names: str) -> dict[str, Any]:
    """Return the schema of an object."""
    return {"type": "object", "properties": dict.fromkeys(names, TEXT)}


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        (members("detail"), ("detail",)),
        (members("message"), ("message",)),
        (members("code", "message"), ("message", "code")),
        (members("title", "status", "type", "detail"), ("detail", "title", "status", "type")),
        (members("zeta", "alpha", "error"), ("error", "alpha", "zeta")),
        (TEXT, ("detail",)),
        ({"type": "array", "items": members("no")}, ("detail",)),
    ],
)
def test_error_bodies_are_known_by_their_members(stated: Any, found: tuple[str, ...]) -> None:
    """Those that say in words what is wrong come first; where none is documented, FastAPI's."""
    assert error_members(stated) == found


def test_error_bodies_of_all_operations_count_but_no_successes() -> None:
    """4xx, 5xx and their ranges, and `default` beside a success."""
    stated = {
        **answer(members("a"), status="4XX"),
        **answer(members("b"), status="503"),
        **answer(members("c"), status="default"),
    }

    assert error_members(
        stated, {**answer(members("no"), status="201"), **answer(members("d"), status="410")}
    ) == ("a", "b", "c", "d")


def test_a_default_that_is_the_success_is_no_error() -> None:
    """Where no other is documented, it is what a call returns."""
    paths = {"/a": {"get": {"operationId": "a", "responses": answer(members("name"), status="default")}}}

    assert service_of(fit(document(paths))).error_members == ("detail",)


def test_error_bodies_of_rfc_9457_are_json_too() -> None:
    """Rule: https://www.rfc-editor.org/rfc/rfc9457"""
    stated = answer(members("title", "instance"), "application/problem+json", "404")

    assert error_members(stated) == ("title", "instance")


def test_error_bodies_may_be_put_together_and_referred_to() -> None:
    """Whatever is behind the parts."""
    schemas = {
        "Base": members("code"),
        "Error": {"allOf": [{"$ref": "#/components/schemas/Base"}, members("message")]},
    }

    assert error_members(answer({"$ref": "#/components/schemas/Error"}, status="400"), **schemas) == (
        "message",
        "code",
    )


@pytest.mark.parametrize("way", ["anyOf", "oneOf"])
def test_one_of_several_bodies_is_no_error_for_certain(way: str) -> None:
    """A health check may answer the same with 503 as with 200, and a gateway something like it."""
    assert error_members(answer({way: [members("message"), members("status", "version")]}, status="503")) == (
        "detail",
    )


@pytest.mark.parametrize(
    ("musts", "common"),
    [
        ([["code", "message"]], ("code", "message")),
        ([["code", "message"], ["message"]], ("message",)),
        ([["message"], []], ()),
        ([["message", "elsewhere"]], ("message",)),
    ],
)
def test_what_all_error_bodies_must_have_is_known(musts: list[list[str]], common: tuple[str, ...]) -> None:
    """A gateway's body with one of the members only is not taken for the service's."""
    stated = [{**members("code", "message"), "required": must} for must in musts]
    answers = {str(400 + n): answer(each)["200"] for n, each in enumerate(stated)}
    paths = {"/a": {"get": {"operationId": "a", "responses": {**NOTHING, **answers}}}}

    assert service_of(fit(document(paths))).error_required == common


def test_shared_answers_are_read_as_well() -> None:
    """Most documents have their errors there."""
    paths = {
        "/a": {
            "get": {"operationId": "a", "responses": {**NOTHING, "404": {"$ref": "#/components/responses/E"}}}
        }
    }
    shared = {"E": {"description": "None.", **content(members("reason"))}}

    assert service_of(fit(document(paths, responses=shared))).error_members == ("reason",)
