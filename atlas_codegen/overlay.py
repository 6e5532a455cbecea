"""
openapi/overlay.json: what we add to the published document, as an OpenAPI Overlay 1.0.

https://spec.openapis.org/overlay/v1.0.0.html, but an action that selects nothing is refused: there it would be
passed over, and a fact of ours would silently be gone.  So is one that adds what is there already, because lists
would have it twice: the service has learnt it, or what is published is our own document.
"""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

from .document import Document
from .jsonpath import Node, nodes_at
from .refusal import Refusal

_KEYS = {"target", "description", "update", "remove"}


def read_overlay(path: Path) -> list[dict[str, Any]]:
    """
    Return the actions of an overlay.

    Raises:
        Refusal: it can't be read, is no Overlay 1.0, or has an action that does nothing or two things.
    """
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise Refusal(f"{path.name} can't be read: {error}") from error

    if not isinstance(content, dict) or not str(content.get("overlay", "")).startswith("1.0."):
        raise Refusal(f"{path.name} is not an OpenAPI Overlay 1.0")

    actions = content.get("actions")
    if (
        set(content) - {"overlay", "info", "extends", "actions"}
        or not isinstance(actions, list)
        or not actions
    ):
        raise Refusal(f"{path.name} has to have overlay, info and actions, and no other members")

    for number, action in enumerate(actions, 1):
        _check_action(f"{path.name}: action {number}", action)

    return actions


def _check_action(where: str, action: Any) -> None:
    if not isinstance(action, dict) or set(action) - _KEYS or not isinstance(action.get("target"), str):
        raise Refusal(f"{where} has to have a target, and of {', '.join(sorted(_KEYS))} no others")
    if (action.get("remove") is True) == ("update" in action):
        raise Refusal(f"{where} has to have either update or remove: true")


def overlaid(document: Document, actions: list[dict[str, Any]]) -> Document:
    """
    Return a copy of *document* after all *actions*, in their order.

    Raises:
        Refusal: an action selects nothing, adds nothing, or can't be done to what it selects.
    """
    copy = deepcopy(document)
    for number, action in enumerate(actions, 1):
        where = f"overlay action {number}, {action['target']}"
        found = nodes_at(copy, action["target"])
        if not found:
            raise Refusal(f"{where}: there is no such thing in the published document")

        if "update" in action and all(_says(node.value, action["update"]) for node in found):
            raise Refusal(f"{where}: the published document says that already, so remove the action")

        # From behind, so that positions in a list stay right.
        for node in reversed(found):
            if "update" in action:
                _update(where, node, action["update"])
            else:
                _remove(where, node)

    return copy


def _says(value: Any, update: Any) -> bool:
    """Whether *value* has all that *update* would add to it."""
    if isinstance(value, dict) and isinstance(update, dict):
        return all(key in value and _says(value[key], update[key]) for key in update)
    if isinstance(value, list):
        return all(each in value for each in update) if isinstance(update, list) else update in value

    return bool(value == update and type(value) is type(update))


def _update(where: str, node: Node, update: Any) -> None:
    if isinstance(node.value, dict) and isinstance(update, dict):
        _merge(node.value, update)
    elif isinstance(node.value, list):
        node.value.append(deepcopy(update))
    else:
        raise Refusal(f"{where}: only an object takes the members of an object, and only a list another item")


def _merge(target: dict[str, Any], update: dict[str, Any]) -> None:
    """Merge objects, put lists together, replace everything else."""
    for key, value in update.items():
        present = target.get(key)
        if isinstance(present, dict) and isinstance(value, dict):
            _merge(present, value)
        elif isinstance(present, list) and isinstance(value, list):
            present.extend(deepcopy(value))
        else:
            target[key] = deepcopy(value)


def _remove(where: str, node: Node) -> None:
    if node.parent is None:
        raise Refusal(f"{where}: the whole document can't be removed")

    del node.parent[node.key]
