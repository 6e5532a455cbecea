"""Every resource once, whatever happens between two pages."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from atlas_resilient import AtlasResponseError, AtlasServerError, RetryPolicy
from tests.conftest import World
from tests.scripted import SUPPORT, Scripted, answer, problem


def row(number: int) -> dict[str, Any]:
    """Return an agent class."""
    return SUPPORT | {"name": f"c{number}", "id": f"22222222-2222-4222-8222-{number:012d}"}


class Table:
    """Rows that are served by limit and offset; `between` is called before each page but the first."""

    def __init__(self, rows: int) -> None:
        self.rows = [row(number) for number in range(rows)]
        self.pages = 0
        self.between: Any = lambda: None

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if self.pages:
            self.between()
        self.pages += 1
        limit, offset = (int(request.url.params[name]) for name in ("limit", "offset"))
        return answer(200, self.rows[offset : offset + limit])


def names(world: World, table: Any, **options: Any) -> list[str]:
    """Read the whole list."""
    atlas = world.client("http://atlas.test", transport=Scripted(table).transport)
    return [found.name for found in world.collect(atlas.iter_agent_classes(**options))]


@pytest.mark.parametrize("rows", [0, 1, 2, 3, 4, 5, 9, 10, 11])
@pytest.mark.parametrize("page_size", [1, 2, 3, 5, 100])
def test_every_row_comes_once_in_order(world: World, rows: int, page_size: int) -> None:
    """For lists that end within a page, at its end, and with nothing in them."""
    assert names(world, Table(rows), page_size=page_size) == [f"c{number}" for number in range(rows)]


def test_nothing_is_asked_for_before_it_is_needed(world: World) -> None:
    """Pages are fetched lazily."""
    table = Table(50)
    atlas = world.client("http://atlas.test", transport=Scripted(table).transport)
    rows = atlas.iter_agent_classes(page_size=10)
    assert table.pages == 0

    assert world.run(anext(rows) if world.is_async else next(rows)).name == "c0"
    assert table.pages == 1


def test_rows_deleted_before_us_make_us_miss_none(world: World) -> None:
    """Later rows move forward past our offset; we step back for them."""
    table = Table(20)

    def delete_the_first_five() -> None:
        del table.rows[:5]
        table.between = lambda: None

    table.between = delete_the_first_five

    assert names(world, table, page_size=4) == [f"c{number}" for number in range(20) if number != 4]


def test_rows_that_come_back_are_dropped(world: World) -> None:
    """Rows that were inserted before us move others back into the next page."""
    table = Table(10)

    def insert() -> None:
        table.rows[:0] = [row(100), row(101)]
        table.between = lambda: None

    table.between = insert

    assert names(world, table, page_size=4) == [f"c{number}" for number in range(10)]


def test_a_list_that_empties_ends(world: World) -> None:
    """Even if everything goes while we read."""
    table = Table(10)
    table.between = table.rows.clear

    assert names(world, table, page_size=4) == [f"c{number}" for number in range(4)]


def test_a_server_that_heeds_no_offset_is_found_out(world: World) -> None:
    """The same page for ever would be an endless loop."""
    same = answer(200, [row(1), row(2), row(3)])
    with pytest.raises(AtlasResponseError, match="same rows"):
        names(world, same, page_size=3)


def test_reading_goes_on_after_an_error(world: World) -> None:
    """The page that failed is asked for again; nothing is lost or repeated."""
    table = Table(10)
    outcomes = [table, table, problem(503), table]
    transport = Scripted(*outcomes).transport
    atlas = world.client("http://atlas.test", transport=transport, policy=RetryPolicy(attempts=1))
    rows, seen = atlas.iter_agent_classes(page_size=4), []

    def advance() -> None:
        seen.append(world.run(anext(rows) if world.is_async else next(rows)).name)

    with pytest.raises(AtlasServerError):
        while True:
            advance()

    assert len(seen) == 7
    seen += [found.name for found in world.collect(rows)]
    assert seen == [f"c{number}" for number in range(10)]


@pytest.mark.parametrize(
    ("page_size", "error"), [(0, ValueError), (1001, ValueError), (True, TypeError), ("3", TypeError)]
)
def test_wrong_page_sizes_are_refused(world: World, page_size: Any, error: type[Exception]) -> None:
    """Before anything is asked for."""
    with pytest.raises(error, match="page_size"):
        names(world, Table(1), page_size=page_size)
