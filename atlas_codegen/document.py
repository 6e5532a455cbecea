"""The document: read, found valid, and looked things up in."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from attrs import frozen
from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator

from .refusal import Refusal

Document = dict[str, Any]
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
#: A content type of JSON, that of https://www.rfc-editor.org/rfc/rfc9457 among them.
JSON = re.compile(r"application/(?:[\w.+-]+\+)?json")
# Data, unless that is the name of a thing.
_DATA = re.compile(
    r"(?<!/properties)(?<!/patternProperties)(?<!/responses)(?<!/schemas)(?<!/parameters)(?<!/paths)"
    r"/(?:examples?|default|const|enum)(?:/|$)"
)
# Controls, formats, halves of surrogate pairs and the like, separators of lines.
_UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
_VALIDATORS = {"3.0": OpenAPIV30SpecValidator, "3.1": OpenAPIV31SpecValidator}


@frozen
class Operation:
    """An operation as the document states it."""

    path: str
    method: str
    content: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The operationId, or a text that says which operation has none."""
        return str(self.content.get("operationId") or f"{self.method.upper()} {self.path}")

    @property
    def success(self) -> list[str]:
        """The statuses of its success answers."""
        return sorted(
            status for status in self.content.get("responses", {}) if re.fullmatch("2[0-9]{2}", status)
        )


def read_document(path: Path) -> Document:
    """
    Return the document, which is valid OpenAPI 3.1 in canonical form.

    Raises:
        Refusal: it is missing, no JSON, has a key twice, is not canonical, or is no OpenAPI.
    """
    try:
        text = path.read_bytes().decode()
        document: Document = json.loads(text, object_pairs_hook=without_doubles)
    except (OSError, ValueError) as error:
        raise Refusal(f"{path.name} can't be read: {error}") from error

    check_valid(path.name, document, "3.1")
    if text != canonical(document):
        raise Refusal(
            f"{path.name} is not canonical: indent=2, sort_keys=True, ensure_ascii=False, one newline"
        )

    return document


def check_valid(name: str, document: Document, version: str) -> None:
    """
    Check that *document* is valid OpenAPI of a *version*, 3.0 or 3.1, and refers to nothing outside.

    Raises:
        Refusal: it is not, or a reference leads nowhere.
    """
    # First, because the validator breaks off where one refers to nothing.
    for reference in _references(document):
        resolve(document, {"$ref": reference})

    with understood(name):
        trouble = next(iter(_VALIDATORS[version](document).iter_errors()), None)

    if trouble is not None:
        where = "/".join(map(str, getattr(trouble, "absolute_path", [])))
        raise Refusal(f"{name} is not valid OpenAPI {version} at /{where}: {str(trouble).splitlines()[0]}")


@contextmanager
def understood(name: str) -> Iterator[None]:
    """
    Read a stranger's document, which may have a thing of another kind anywhere: the validator doesn't see all.

    Raises:
        Refusal: something in the block stumbled over such a thing, or over a schema that contains itself.
    """
    try:
        yield
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise Refusal(
            f"{name} has something of the wrong kind, or endless, in it: {error!r}"[:300]
        ) from error


def canonical(document: Document) -> str:
    """Return the one text that a document has here."""
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def operations_of(document: Document) -> list[Operation]:
    """Return all operations, by name."""
    found = [
        Operation(path, method, _with_shared(item, item[method]))
        for path, item in document.get("paths", {}).items()
        for method in METHODS
        if method in item
    ]
    return sorted(found, key=lambda operation: operation.name)


def _with_shared(item: dict[str, Any], content: dict[str, Any]) -> dict[str, Any]:
    shared = item.get("parameters", [])
    return {**content, "parameters": [*shared, *content.get("parameters", [])]} if shared else content


def parameters_of(document: Document, operation: Operation) -> list[dict[str, Any]]:
    """Return the parameters of an operation, references resolved."""
    return [resolve(document, each) for each in operation.content.get("parameters", [])]


def resolve(document: Document, thing: Any) -> Any:
    """Return *thing*, or what it refers to."""
    seen: list[str] = []
    while isinstance(thing, dict) and "$ref" in thing:
        reference = thing["$ref"]
        if not isinstance(reference, str) or reference in seen or not reference.startswith("#/"):
            raise Refusal(f"{reference} refers to itself or out of the document")

        seen.append(reference)
        thing = document
        for part in reference[2:].split("/"):
            name = unquote(part).replace("~1", "/").replace("~0", "~")
            try:
                thing = thing[int(name)] if isinstance(thing, list) and name.isdecimal() else thing[name]
            except (LookupError, TypeError):
                raise Refusal(f"{reference} refers to nothing") from None

    return thing


def json_schema(document: Document, holder: Any) -> Any:
    """Return the schema of the JSON that a response or request body carries, or None."""
    content = resolve(document, holder).get("content", {})
    return next((media.get("schema") for type_, media in content.items() if JSON.fullmatch(type_)), None)


def walk(thing: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every object in *thing* with its place."""
    if isinstance(thing, dict):
        yield path, thing
        for key, value in thing.items():
            yield from walk(value, f"{path}/{key}")
    elif isinstance(thing, list):
        for number, value in enumerate(thing):
            yield from walk(value, f"{path}/{number}")


def is_example(where: str) -> bool:
    """Whether what is there is somebody's data, and no part of the document."""
    return _DATA.search(where) is not None


def has_unseen(text: str) -> bool:
    """Whether there is in *text* what can't be seen: the generator leaves it out, and the text is another one then."""
    return any(unicodedata.category(each) in _UNSEEN for each in text)


def _references(document: Document) -> Iterator[str]:
    found = (thing.get("$ref") for where, thing in walk(document) if not is_example(where))
    return (reference for reference in found if isinstance(reference, str))


def without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the object of *pairs*, for `json.loads`; a key that stands twice is a ValueError."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"the key {next(name for name in names if names.count(name) > 1)!r} stands twice")

    return found
