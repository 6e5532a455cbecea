"""What the callers were told, held against what the server has."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from uuid import UUID

from attrs import frozen

from atlas_resilient import ControlPlane

from .figures import Figure
from .workload import Told


@frozen
class Row:
    """A resource that the server has; *name* is an analysis' mark."""

    name: str
    id: str


def rows_of_file(database: Path) -> list[Row]:
    """Return what the workers can have made, read from the SQLite file itself."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        named = [
            Row(name, str(UUID(key)))
            for table in ("agent_class", "model_provider")
            for key, name in connection.execute(f"select id, name from {table}")
        ]
        analyses = connection.execute("select id, analysis_context from grasp_analysis")
        return named + [Row(json.loads(context)["mark"], str(UUID(key))) for key, context in analyses]


def ids_by_api(url: str) -> set[str]:
    """Return the ids of the same resources, as the API lists them."""
    with ControlPlane(url) as atlas:
        ids = [each.id for each in atlas.iter_agent_classes(page_size=1000)]
        ids += [each.id for each in atlas.iter_model_providers(page_size=1000)]
        ids += [each.id for each in atlas.iter_grasp_analyses(page_size=1000)]
        return {str(each) for each in ids}


def compare(told: Sequence[Told], rows: Sequence[Row]) -> list[Figure]:
    """Return what is missing, too much, or claimed by two, each with what has to hold: nothing."""
    ids, names = {row.id for row in rows}, Counter(row.name for row in rows)
    # Whoever was told that a delete may have happened expects neither.
    touched = {each.id for each in told if each.kind == "delete"}
    gone = [each for each in told if each.kind == "delete" and each.error is None]
    made = [each for each in told if each.kind != "delete" and each.error is None]
    failed = [each for each in told if each.error is not None and not each.unknown]
    expected = {each.name for each in told if each.error is None or each.unknown}
    return [
        Figure.none("told there, but isn't", [one for one in made if {one.id}.isdisjoint(ids | touched)]),
        Figure.none("there twice", [name for name, times in names.items() if times > 1]),
        Figure.none("told deleted, but is there", [one for one in gone if one.id in ids]),
        Figure.none("told failed, but is there", [row.name for row in rows if row.name not in expected]),
        Figure.none("names that not exactly one caller has made", _not_made_by_one(told)),
        Figure.none("names whose callers have different resources", _with_several_ids(made)),
        Figure.none("told that the outcome is unknown", [each for each in told if each.unknown]),
        Figure.none("told failed", failed),
    ]


def _not_made_by_one(told: Iterable[Told]) -> list[str]:
    """Return the names of which `created` was told to none or several; none is right where it may be the unknown."""
    makers, doubts = Counter[str](), set[str]()
    for each in told:
        if each.kind != "delete":
            makers[each.name] += each.created is True
            if each.error is not None:
                doubts.add(each.name)

    return [name for name, times in makers.items() if times > 1 or (times == 0 and name not in doubts)]


def _with_several_ids(made: Iterable[Told]) -> list[str]:
    pairs = {(each.name, each.id) for each in made}
    return [name for name, ids in Counter(name for name, _ in pairs).items() if ids > 1]
