"""
A stranger's document, made to fit: what we ask of our own, a document of somebody else's does not know of.

Nothing here changes what is sent or answered: names become Python's, what can be said in several ways is said in
the one that the generator reads.  What would have to be guessed is left to the checks, which refuse it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from openapi_python_client.strings import ClassName, PythonIdentifier

from .checks import TAKEN_CLASSES, TAKEN_METHODS
from .document import METHODS, Document, is_example, resolve, walk
from .enums import fit_enum
from .normal import short_name

_JSON = re.compile(r"application/(?:[\w.+-]+\+)?json")
_READ = re.compile(rf"{_JSON.pattern}|text/[^;]*|application/octet-stream")
_SENT = re.compile(rf"{_JSON.pattern}|multipart/form-data|application/(?:x-www-form-urlencoded|octet-stream)")
_OBJECT = {"additionalProperties", "allOf", "anyOf", "oneOf", "properties"}
_WORDS = {
    "default",
    "deprecated",
    "description",
    "example",
    "examples",
    "externalDocs",
    "readOnly",
    "title",
    "writeOnly",
    "xml",
}
_TOLD = _WORDS - {"title"}
_BINARY = {"type": "string", "format": "binary"}


def fitted(document: Document) -> Document:
    """Return *document*, which is in our form already, with names and content that can be generated."""
    _fit_names(document)
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                _fit_operation(document, path, method, item)
        item.pop("parameters", None)

    components = document.get("components", {})
    for holder in components.get("responses", {}).values():
        _fit_content(holder, _READ)
    for holder in components.get("requestBodies", {}).values():
        _fit_body(holder)

    for where, thing in walk(document):
        if not where.endswith("/properties") and not is_example(where):
            _fit_schema(document, thing, where)

    _fit_classes(components.get("schemas", {}))
    return document


def content_types(document: Document) -> dict[str, str]:
    """Return what the generator shall take other content types for: as bytes, whatever they mean."""
    found = {
        type_
        for _, thing in walk(document)
        if isinstance(thing.get("content"), dict)
        for type_ in thing["content"]
    }
    known = {type_ for type_ in found if _READ.fullmatch(type_) or _SENT.fullmatch(type_)}
    return dict.fromkeys(sorted(found - known), "application/octet-stream")


def _fit_names(document: Document) -> None:
    """Give every operation one tag and a name of Python's; functions of one name are told apart by their tags."""
    found = [
        (short_name(item[method].get("operationId", ""), method, path), f"{method} {path}", item[method])
        for path, item in document["paths"].items()
        for method in METHODS
        if method in item
    ]
    counted = Counter(name for name, _, _ in found)
    tagged = Counter(f"{name} {_tag(content)}" for name, _, content in found)
    for name, place, content in found:
        if counted[name] > 1:
            both = f"{name} {_tag(content)}"
            name = both if tagged[both] == 1 else content.get("operationId", "")

        named = str(PythonIdentifier(name or place, "call_"))
        content["operationId"] = f"call_{named}" if named in TAKEN_METHODS else named
        content["tags"] = [_tag(content)]


def _tag(content: dict[str, Any]) -> str:
    return str((content.get("tags") or ["default"])[0])


def _fit_operation(document: Document, path: str, method: str, item: dict[str, Any]) -> None:
    content = item[method]
    content["responses"] = _with_success(content.get("responses", {}))
    stated = _fit_parameters(document, [*(item.get("parameters") or []), *(content.get("parameters") or [])])
    content["parameters"] = [*stated, *_missing_in_path(path, stated)]
    sent = {each["name"].lower() for each in content["parameters"] if each.get("in") == "header"}
    if "idempotency-key" in sent:
        # What that header promises: https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
        content["x-atlas-idempotency-key"] = True

    for answer in content["responses"].values():
        _fit_content(answer, _READ)
    if "requestBody" in content:
        _fit_body(content["requestBody"])


def _with_success(responses: dict[str, Any]) -> dict[str, Any]:
    """Return responses in which a success has a status of its own; where none is named, nothing is promised."""
    if any(re.fullmatch("2[0-9]{2}", status) for status in responses):
        return responses

    for vague in ("2XX", "2xx", "default"):
        if vague in responses:
            return {"200" if status == vague else status: answer for status, answer in responses.items()}

    return {**responses, "200": {"description": "Not in the document."}}


def _fit_parameters(document: Document, parameters: list[Any]) -> list[dict[str, Any]]:
    """Return parameters by themselves, of those with the same name and place the last."""
    found: dict[tuple[Any, Any], dict[str, Any]] = {}
    for stated in parameters:
        each = resolve(document, stated)
        if "content" in each:
            # Its text is made by the caller; the generator would pass over it.
            each = {**{key: each[key] for key in each if key != "content"}, "schema": {"type": "string"}}
        if each.get("in") == "header" and each["name"].lower() in ("idempotency-key", "x-request-id"):
            # The client sends these itself.
            each = {**each, "required": False}

        found[each.get("name"), each.get("in")] = each

    return list(found.values())


def _missing_in_path(path: str, stated: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the parameters that stand in the path and nowhere else."""
    declared = {each["name"] for each in stated if each.get("in") == "path"}
    for name in re.findall(r"{([^{}]+)}", path):
        if name not in declared:
            yield {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _fit_content(holder: dict[str, Any], readable: re.Pattern[str]) -> None:
    """Leave one content type: JSON if there is any, and else what we can write or read."""
    found = holder.get("content")
    if not found:
        return

    # Without parameters such as a charset; of anything, JSON is meant.
    types = {key.partition(";")[0].strip().lower(): media for key, media in found.items()}
    types = {"application/json" if key == "*/*" else key: media for key, media in types.items()}
    best = [key for key in types if _JSON.fullmatch(key)] or [key for key in types if readable.fullmatch(key)]
    chosen = (best or list(types))[0]
    media = types[chosen]
    if not best:
        media = {"schema": _BINARY}
        chosen = "application/octet-stream" if "*" in chosen else chosen

    holder["content"] = {chosen: {**media, "schema": media.get("schema", {})}}


def _fit_body(holder: dict[str, Any]) -> None:
    _fit_content(holder, _SENT)
    for type_ in [each for each in holder.get("content", {}) if not _SENT.fullmatch(each)]:
        media = {**holder["content"].pop(type_), "schema": _BINARY}
        holder["content"][f"{type_}; charset=utf-8" if type_.startswith("text/") else type_] = media


def _fit_classes(schemas: dict[str, Any]) -> None:
    """Give a schema another class name where its own is taken, by what is generated or by another schema."""
    taken: set[str] = set()
    for name, schema in sorted(schemas.items()):
        own = ClassName(name, "field_")
        names = [own, f"{own}Model", *(f"{own}{number}" for number in range(2, 100))]
        free = next(each for each in names if each not in taken and not TAKEN_CLASSES.fullmatch(each))
        taken.add(free)
        if free != own and isinstance(schema, dict):
            schema["title"] = free


def _fit_all_of(document: Document, schema: dict[str, Any]) -> None:
    """Put together what `allOf` says of one value, where it is no object; the generator merges objects only."""
    parts = [part for part in schema["allOf"] if set(part) - _WORDS]
    found = [resolve(document, part) for part in parts]
    if len(parts) < 2:
        words = {key: value for part in schema["allOf"] for key, value in part.items() if key in _TOLD}
        schema.update({key: value for key, value in words.items() if key not in schema}, allOf=parts)
        if not parts:
            del schema["allOf"]
    elif not any(_OBJECT & set(each) or each.get("type") == "object" for each in found):
        merged = {key: value for each in found for key, value in each.items() if key != "title"}
        del schema["allOf"]
        schema.update({key: value for key, value in merged.items() if key not in schema})


def _fit_schema(document: Document, schema: dict[str, Any], where: str) -> None:
    """Make names of classes come from the document's own, and members of enums from their values."""
    if where and isinstance(schema.get("title"), str) and where != "/info":
        del schema["title"]
    if isinstance(schema.get("allOf"), list):
        _fit_all_of(document, schema)

    kinds = schema.get("type")
    lists = kinds == "array" or (isinstance(kinds, list) and "array" in kinds)
    if lists and "items" not in schema and "prefixItems" not in schema:
        schema["items"] = {}

    if isinstance(schema.get("enum"), list):
        fit_enum(schema)
