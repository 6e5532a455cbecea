"""What all operations of a document have in common: whose they are, how a caller says who it is, how errors look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from .document import Document, Operation, json_schema, operations_of, resolve
from .refusal import Refusal


@frozen
class Credential:
    """The header that a token goes into, and what stands before it there."""

    header: str
    prefix: str


# Members of an error body that say in words what is wrong, the likeliest first; FastAPI's, RFC 9457's, others.
_TEXTS = ("detail", "message", "title", "error", "msg", "reason", "description")
BEARER = Credential("Authorization", "Bearer ")


@frozen
class Service:
    """What the operations of a document have in common."""

    name: str
    credential: Credential
    error_members: tuple[str, ...]


def service_of(document: Document) -> Service:
    """
    Return what all operations have in common.

    Raises:
        Refusal: some operations demand another credential than most do: a client has one.
    """
    demands = {each.name: _demands(document, each) for each in operations_of(document)}
    counted = Counter(found for each in demands.values() for found in _credentials(each))
    credential = max(counted, key=lambda each: counted[each], default=BEARER)
    lacking = [
        name
        for name, each in demands.items()
        if each and frozenset() not in each and {credential} not in each
    ]
    if lacking:
        raise Refusal(
            f"{', '.join(lacking[:5])}{' and others' if lacking[5:] else ''}: no client can say who it is: it has "
            f"one token, which the other operations take in the header {credential.header}"
        )

    return Service(str(document["info"]["title"]), credential, _error_members(document))


def authenticated(document: Document, operation: Operation, service: Service) -> bool:
    """Whether *operation* takes the token."""
    return {service.credential} in _demands(document, operation)


def _credentials(demands: list[frozenset[Credential | None]]) -> set[Credential]:
    return {only for each in demands if len(each) == 1 for only in each if only is not None}


def _demands(document: Document, operation: Operation) -> list[frozenset[Credential | None]]:
    """Return the alternatives that an operation accepts; None stands for what no client can send."""
    schemes = document.get("components", {}).get("securitySchemes", {})
    stated = operation.content.get("security", document.get("security")) or []
    return [frozenset(_credential(resolve(document, schemes.get(name))) for name in each) for each in stated]


def _credential(scheme: Any) -> Credential | None:
    """
    Return where a scheme wants its token.

    Rule: https://spec.openapis.org/oas/v3.1.0#security-scheme-object
    """
    if not isinstance(scheme, Mapping):
        return None

    kind, way = scheme.get("type"), str(scheme.get("scheme", "")).lower()
    if kind in ("oauth2", "openIdConnect") or (kind == "http" and way == "bearer"):
        return BEARER
    if kind == "http" and way == "basic":
        return Credential("Authorization", "Basic ")
    if kind == "apiKey" and scheme.get("in") == "header":
        return Credential(str(scheme.get("name")), "")

    return None


def _error_members(document: Document) -> tuple[str, ...]:
    """Return the members that the documented error bodies have; by them one is told from a gateway's."""
    found = {name for operation in operations_of(document) for name in _error_names(document, operation)}
    told = [name for name in _TEXTS if name in found]
    return tuple(told + sorted(found - set(told))) or ("detail",)


def _error_names(document: Document, operation: Operation) -> Iterator[str]:
    for status, answer in operation.content["responses"].items():
        if status[:1] in "45" or (status == "default" and operation.success):
            yield from resolve(document, json_schema(document, answer) or {}).get("properties", {})
