"""The methods that follow from an operation's facts: their names, and what is said about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol

from attrs import frozen

from .facts import Facts
from .signatures import Parameter

_ARGUMENTS: dict[str, set[str]] = {
    "get_or_create": {"adopt_different"},
    "iterate": set(),
    "safe_get": set(),
    "wait_for": {"interval", "lag", "on_progress", "timeout", "until"},
}


@frozen
class Text:
    """What a docstring is made of."""

    summary: str
    description: str
    arguments: dict[str, str]
    raises: list[str]


class Derivable(Protocol):
    """What has to be known of an operation to say which methods follow from it."""

    @property
    def name(self) -> str: ...

    @property
    def path_parameters(self) -> Sequence[object]: ...

    @property
    def states(self) -> object | None: ...

    @property
    def natural_key(self) -> object | None: ...

    @property
    def paged(self) -> bool: ...


def derived_methods(facts: Derivable) -> dict[str, str]:
    """Return the methods that follow from an operation's facts: kind -> name."""
    verb, _, thing = facts.name.partition("_")
    found = {}
    if verb == "get" and thing and len(facts.path_parameters) == 1:
        found["safe_get"] = f"safe_{facts.name}"
    if facts.states:
        found["wait_for"] = f"wait_for_{thing}"
    if facts.natural_key:
        found["get_or_create"] = f"get_or_{facts.name}"
    if facts.paged:
        found["iterate"] = f"iter_{_rows(facts.name)}"

    return found


def _rows(name: str) -> str:
    """
    Return what a list holds, by the operation's name.

    >>> _rows("list_tools"), _rows("articles_list"), _rows("search_articles")
    ('tools', 'articles', 'articles')
    """
    return name.removesuffix("_list") if name.endswith("_list") else name.partition("_")[2] or name


def all_derived(facts: Iterable[Facts]) -> dict[str, dict[str, str]]:
    """Return the derived methods of every operation; two lists of the same rows are told apart by their whole names."""
    found = {each.name: _possible(each) for each in facts}
    counted = Counter(methods["iterate"] for methods in found.values() if "iterate" in methods)
    for name, methods in found.items():
        if counted[methods.get("iterate", "")] > 1 and not name.startswith("list_"):
            methods["iterate"] = f"iter_{name}"

    return found


def _possible(facts: Facts) -> dict[str, str]:
    """Return the derived methods whose own arguments are none of the operation's."""
    names = {each.name for each in facts.query}
    return {kind: name for kind, name in derived_methods(facts).items() if not names & _ARGUMENTS[kind]}


def derived_text(facts: Facts, kind: str) -> Text:
    """Return what is said about the derived method of a kind."""
    return _TEXTS[kind](facts, facts.summary.rstrip("."))


def told(parameters: Iterable[Parameter]) -> dict[str, str]:
    """Return what parameters say of themselves, by name."""
    return {each.name: each.description for each in parameters}


def _safe_get(facts: Facts, summary: str) -> Text:
    return Text(
        f"{summary}, or return None where it is proved absent.",
        "None stands for a 404 or 410 of Atlas itself; a gateway's 404 proves nothing and is raised.",
        told(facts.query),
        [f"AtlasAPIError: any other refusal, as `{facts.name}`."],
    )


def _get_or_create(facts: Facts, summary: str) -> Text:
    key = facts.natural_key
    assert key is not None
    by = " and ".join(f"`{name}`" for name in (key.key, *key.scope))
    return Text(
        f"{summary}, or find the one that is there.",
        "Returns `(resource, created)`. It is created first; where Atlas says that it exists, or no answer "
        f"came, it is looked up by {by} through all pages of `{key.list_operation}`. `created` is True when "
        "it is ours.",
        {
            **told([facts.body] if facts.body else []),
            "adopt_different": "take the one that is there even if it differs from what was asked for.",
        },
        [
            "DeploymentError: it is there, but differs from what was asked for.",
            "AtlasConflictError: the conflict is about something else.",
            f"AtlasAPIError: any other refusal, as `{facts.name}`.",
        ],
    )


def _iterate(facts: Facts, summary: str) -> Text:
    return Text(
        f"{summary}, one by one through all pages.",
        "Lazy: a page is asked for when it is needed, and retried on its own. What shifts between pages "
        "comes once. After an error, iterating goes on where it stopped.",
        told([*facts.filters, facts.page_size]),
        [
            f"ValueError: *page_size* is not between 1 and {facts.page_limit}.",
            f"AtlasAPIError: as `{facts.name}`.",
        ],
    )


def _wait_for(facts: Facts, summary: str) -> Text:
    states = facts.states
    assert states is not None
    failures = f"; of these, {_listed(states.failed)} means failure" if states.failed else ""
    return Text(
        f"{summary} again and again until its `{states.field}` is final, and return it.",
        f"Final: {_listed(states.terminal)}{failures}.",
        {
            **told(facts.query),
            "until": "the states to wait for, one or several; None for the final ones that are no failure.",
            "timeout": "seconds until giving up.",
            "interval": "seconds between the first two looks; the pauses grow from there.",
            "lag": "seconds for which a 404 means that it can't be seen yet, unless it was seen before.",
            "on_progress": "called with what was seen, each time.",
        },
        [
            "DeploymentError: it failed, or it is final and can't reach *until* any more.",
            "AtlasTimeoutError: *timeout* is over; `last_state` is the last one seen.",
            f"AtlasAPIError: as `{facts.name}`.",
        ],
    )


_TEXTS = {"get_or_create": _get_or_create, "iterate": _iterate, "safe_get": _safe_get, "wait_for": _wait_for}


def _listed(states: Iterable[str]) -> str:
    return ", ".join(f"`{state}`" for state in states)
