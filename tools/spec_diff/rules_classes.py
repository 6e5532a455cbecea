"""Rules on the classes of `atlas_control_plane.models`: their names, and the members of enums."""

from __future__ import annotations

from collections.abc import Iterator

from .changes import BREAKING, FINE, RISKY, rule
from .subjects import ClassPair

Found = Iterator[str]


@rule("class", "api-schema-removed", BREAKING)
def removed(pair: ClassPair) -> Found:
    if not pair.new:
        yield f"`models.{pair.where}` is gone"


@rule("class", "api-schema-added", FINE)
def added(pair: ClassPair) -> Found:
    if not pair.old:
        yield f"`models.{pair.where}` is new"


@rule("class", "api-schema-class-renamed", BREAKING)
def renamed(pair: ClassPair) -> Found:
    if pair.both and pair.both[0].class_name != pair.both[1].class_name:
        yield f"`models.{pair.where}` is now called `{pair.both[1].class_name}`: its title has changed"


@rule("class", "enum-member-removed", BREAKING)
def member_removed(pair: ClassPair) -> Found:
    old, new = _members(pair)
    for value, name in old.items():
        if value not in new and name not in new.values():
            yield f"`{pair.where}.{name}` is gone"


@rule("class", "enum-member-added", FINE)
def member_added(pair: ClassPair) -> Found:
    old, new = _members(pair)
    for value, name in new.items():
        if value not in old and name not in old.values():
            yield f"`{pair.where}.{name}` is new"


@rule("class", "enum-member-renamed", BREAKING)
def member_renamed(pair: ClassPair) -> Found:
    old, new = _members(pair)
    for value, name in old.items():
        if value in new and new[value] != name:
            yield f"`{pair.where}.{name}` is now called `{new[value]}`"


@rule("class", "enum-member-value-changed", RISKY)
def member_value(pair: ClassPair) -> Found:
    old, new = _members(pair)
    values = {name: value for value, name in new.items()}
    for value, name in old.items():
        if value not in new and name in values:
            yield f"`{pair.where}.{name}` is now {values[name]!r} in the JSON, not {value!r}"


def _members(pair: ClassPair) -> tuple[dict[str, str], dict[str, str]]:
    """Return the names by value, before and after, if it was and is an enum."""
    if not pair.both or not all(each.members for each in pair.both):
        return {}, {}

    return dict(pair.both[0].members), dict(pair.both[1].members)
