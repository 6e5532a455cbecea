"""Bodies and answers of a stranger's document, made to fit: one content type, which we write or read."""

from __future__ import annotations

import re
from typing import Any

from .document import JSON, Document, resolve, walk

_READ = re.compile(rf"{JSON.pattern}|text/[^;]*|application/octet-stream")
_STRUCTURED = re.compile(rf"{JSON.pattern}|multipart/form-data|application/x-www-form-urlencoded")
_SENT = re.compile(rf"{_STRUCTURED.pattern}|application/octet-stream")
_BINARY = {"type": "string", "format": "binary"}


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


def fit_answer(document: Document, answer: dict[str, Any]) -> None:
    """Leave one content type that we read: JSON, or else text, or else bytes, whatever they mean."""
    _fit_content(document, answer, _READ)


def fit_body(document: Document, holder: dict[str, Any]) -> None:
    """Leave one content type that we write: JSON, or else a form, or else bytes or text, whatever they mean."""
    _fit_content(document, holder, _SENT)
    for type_ in [each for each in holder.get("content", {}) if not _SENT.fullmatch(each)]:
        media = {**holder["content"].pop(type_), "schema": _BINARY}
        holder["content"][f"{type_}; charset=utf-8" if type_.startswith("text/") else type_] = media


def _fit_content(document: Document, holder: dict[str, Any], readable: re.Pattern[str]) -> None:
    """Leave one content type: JSON if there is any, unless that can't hold the files; else what we write or read."""
    found = holder.get("content")
    if not found:
        return

    # Without parameters such as a charset; of anything, JSON is meant.
    types = {key.partition(";")[0].strip().lower(): media for key, media in found.items()}
    types = {"application/json" if key == "*/*" else key: media for key, media in types.items()}
    files = [key for key in types if key == "multipart/form-data" and _has_file(document, types[key])]
    known = [key for key in types if JSON.fullmatch(key)] or [key for key in types if readable.fullmatch(key)]
    chosen = (files or known or list(types))[0]
    media = types[chosen]
    schema = media.get("schema", {})
    if chosen.startswith("text/"):
        schema = {"type": "string"}
    elif not _STRUCTURED.fullmatch(chosen):
        schema = _BINARY
        chosen = "application/octet-stream" if "*" in chosen else chosen

    holder["content"] = {chosen: {**media, "schema": schema}}


def _has_file(document: Document, media: dict[str, Any]) -> bool:
    members = resolve(document, media.get("schema", {})).get("properties", {}).values()
    inner = [resolve(document, each) for each in members]
    inner += [resolve(document, each["items"]) for each in inner if "items" in each]
    return any(each.get("format") == "binary" for each in inner)
