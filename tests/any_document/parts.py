"""The parts of a multipart body."""

from __future__ import annotations

import email
import email.policy
import json
from typing import Any

from .reading import Judge, resolved
from .texts import branch, value_of


def parts_of(judge: Judge, where: str, schema: Any, content_type: str, body: bytes) -> dict[str, Any]:
    """Return the object that the parts mean; a file is its name, and must be sent as a file."""
    members = (branch(judge, schema, "object") or {}).get("properties", {})
    message = email.message_from_bytes(
        b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body, policy=email.policy.HTTP
    )
    assert message.is_multipart(), f"{where} is not multipart: {body[:80]!r}"
    texts: dict[str, list[Any]] = {}
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        assert isinstance(name, str), f"{where}: a part without a name"
        assert name in members or not members, (
            f"{where}: there is no part {name!r}, only {', '.join(members)}"
        )
        value = _value(judge, f"{where}: part {name!r}", members.get(name, {}), part)
        # A list is one part of JSON, or a part for each.
        texts.setdefault(name, []).extend(value if isinstance(value, list) else [value])
    return {name: _one_or_all(judge, name, members.get(name, {}), values) for name, values in texts.items()}


def _value(judge: Judge, where: str, schema: Any, part: Any) -> Any:
    is_file, filename = _is_file(judge, schema), part.get_filename()
    assert filename or is_file is not True, f"{where} is a file, but has no file name"
    assert not filename or is_file is not False, f"{where} is not a file, but has the file name {filename!r}"
    payload: bytes = part.get_payload(decode=True)
    if filename:
        return filename
    if part.get_content_type() == "application/json":
        return json.loads(payload)
    items = branch(judge, schema, "array")
    return value_of(judge, schema if items is None else items.get("items", {}), [payload.decode()])


def _one_or_all(judge: Judge, name: str, schema: Any, values: list[Any]) -> Any:
    if branch(judge, schema, "array") is not None:
        return values
    assert len(values) == 1, f"the part {name!r} came {len(values)} times, and is not a list"
    return values[0]


def _is_file(judge: Judge, schema: Any) -> bool | None:
    """
    Return whether a part is bytes, or a list of them; None where the document does not say.

    `format: binary` of 3.0, `contentMediaType` of 3.1; there, no type at all is bytes by default, and often JSON:
    https://spec.openapis.org/oas/v3.1.1.html#encoding-object
    """
    schema = branch(judge, schema, "array") or schema
    schema = resolved(judge.document, schema.get("items", schema))
    if not schema:
        return None
    text = branch(judge, schema, "string") or {}
    return text.get("format") == "binary" or text.get("contentMediaType") == "application/octet-stream"
