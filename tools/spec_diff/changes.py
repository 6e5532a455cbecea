"""A change, how much it matters, and the rules that find changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Any, Protocol

from attrs import frozen

Finder = Callable[[Any], Iterable[str]]


class Level(StrEnum):
    """
    How much a change matters to a Python user who regenerates.

    Breaking: code that worked stops working, or a type checker refuses it.  Risky: it may, depending on
    what the server does.  Fine: nothing has to be done.
    """

    BREAKING = "breaking"
    RISKY = "risky"
    FINE = "fine"


BREAKING, RISKY, FINE = Level


@frozen(order=True)
class Change:
    """One change: by which rule, where (as an exception names it), and in words."""

    where: str
    rule: str
    level: Level
    text: str


class Subject(Protocol):
    """Two states of one thing, one of which may be missing."""

    @property
    def kind(self) -> str:
        """Which rules look at it."""

    @property
    def where(self) -> str:
        """Its name, such as `list_tools` or `ToolCreate.name`."""


@frozen
class Rule:
    """
    What to look for in subjects of one kind.

    The ids are those of oasdiff (github.com/oasdiff/oasdiff, its messages.yaml) where it has one.
    """

    id: str
    level: Level
    kind: str
    find: Finder


RULES: dict[str, Rule] = {}


def rule(kind: str, name: str, level: Level) -> Callable[[Finder], Finder]:
    """Register a function that yields a sentence for each change of that name."""

    def register(find: Finder) -> Finder:
        if name in RULES:
            raise ValueError(f"there are two rules {name}")

        RULES[name] = Rule(name, level, kind, find)
        return find

    return register


def found_in(subjects: Iterable[Subject]) -> Iterator[Change]:
    """Yield what the rules find in *subjects*."""
    for subject in subjects:
        for each in RULES.values():
            if each.kind == subject.kind:
                for text in each.find(subject):
                    yield Change(subject.where, each.id, each.level, text)
