"""What all operations of a document have in common: whose they are, how a caller says who it is, how errors look."""

from __future__ import annotations

import re
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
# A token of https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2
_HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
BEARER = Credential("Authorization", "Bearer ")


@frozen
class Service:
    """What the operations of a document have in common."""

    name: str
    credential: Credential
    # By these an error body of the service is told from a gateway's: some of the one, and all of the other.
    error_members: tuple[str, ...]
    error_required: tuple[str, ...]
    # What some operations want besides the token, or instead of it: the header, and who wants it.
    other_headers: Mapping[str, tuple[str, ...]]


def service_of(document: Document) -> Service:
    """
    Return what all operations have in common; the credential that most of them take is the one for the token.

    Raises:
        Refusal: some operations demand a key in the query, or the like, and nothing else will do.
    """
    demands = {each.name: _demands(document, each) for each in operations_of(document)}
    credential = _most_taken(document, list(demands.values()))
    others: dict[str, list[str]] = {}
    for name, alternatives in demands.items():
        if alternatives and all(None in each for each in alternatives):
            raise Refusal(
                f"{name} demands what no client can send: a key in the query, or what no header carries"
            )

        for header in _besides(alternatives, credential):
            others.setdefault(header, []).append(name)

    told = {header: tuple(names) for header, names in sorted(others.items())}
    return Service(str(document["info"]["title"]), credential, *_errors(document), told)


def authenticated(document: Document, operation: Operation, service: Service) -> bool:
    """Whether *operation* takes the token."""
    return any(service.credential in each for each in _demands(document, operation))


def _most_taken(document: Document, demands: list[list[frozenset[Credential | None]]]) -> Credential:
    """Return the credential that most operations take, then that most take alone, then that is declared first."""
    taken = Counter(each for one in demands for each in frozenset().union(*one))
    alone = Counter(
        each for one in demands for each in frozenset().union(*(way for way in one if len(way) == 1))
    )
    schemes = document.get("components", {}).get("securitySchemes", {}).values()
    declared = [each for each in (_credential(resolve(document, one)) for one in schemes) if each in taken]
    known = [each for each in declared if each is not None]
    return max(known, key=lambda each: (taken[each], alone[each]), default=BEARER)


def _besides(demands: list[frozenset[Credential | None]], credential: Credential) -> list[str]:
    """Return the headers that an operation wants besides the token, by the alternative that wants fewest."""
    possible = [each for each in demands if None not in each]
    fewest = min((each - {credential} for each in possible), key=len, default=frozenset())
    return sorted({each.header for each in fewest if each is not None})


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
    if kind == "apiKey" and scheme.get("in") == "header" and _HEADER.fullmatch(str(scheme.get("name"))):
        return Credential(str(scheme["name"]), "")
    if kind == "apiKey" and scheme.get("in") == "cookie" and _HEADER.fullmatch(str(scheme.get("name"))):
        return Credential("Cookie", f"{scheme['name']}=")

    return None


def _errors(document: Document) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the members that documented error bodies have, and those that all of them must have."""
    schemas = [
        schema for operation in operations_of(document) for schema in _error_schemas(document, operation)
    ]
    objects = [
        (set(_said(document, each, "properties")), set(_said(document, each, "required"))) for each in schemas
    ]
    found = {name for members, _ in objects for name in members}
    told = [name for name in _TEXTS if name in found]
    required = [must & members for members, must in objects if members]
    common = set.intersection(*required) if required else set()
    return tuple(told + sorted(found - set(told))) or ("detail",), tuple(sorted(common))


def _error_schemas(document: Document, operation: Operation) -> Iterator[Any]:
    for status, answer in operation.content["responses"].items():
        if status[:1] in "45" or (status == "default" and operation.success):
            yield json_schema(document, answer) or {}


def _said(document: Document, schema: Any, key: str) -> Iterator[str]:
    """Yield what *schema* says under *key*, and the schemas that it is put together from as well."""
    found = resolve(document, schema)
    if isinstance(found, Mapping):
        yield from found.get(key, ())
        # Not of alternatives: where a 503 may also be the answer of a health check, that proves nothing.
        for part in found.get("allOf", []):
            yield from _said(document, part, key)
