"""Lists that don't fit into one answer, read to their end, each resource once."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, Generic, TypeVar

from ._drivers import run, run_async
from ._steps import Flow
from .errors import AtlasResponseError

T = TypeVar("T")

#: Fetches one page: `fetch(limit, offset)`.
Fetch = Callable[[int, int], Flow[list[T]]]


class Pages(Generic[T]):
    """
    Reads a list by limit and offset, although others insert and delete meanwhile.

    Every page begins with the last row of the page before.  Where that row isn't there any more, rows have
    gone from before it and others may have moved past us, so we step back until we meet rows we know.
    Rows seen before are dropped by their id.  An error leaves the position as it was: ask again to go on.
    """

    def __init__(self, fetch: Fetch[T], page_size: int) -> None:
        self._fetch = fetch
        # A page of one row can't both overlap with the one before and bring anything new.
        self._size = max(2, page_size)
        self._offset = 0
        self._seen: set[Any] = set()
        self._last: list[Any] = []
        self.at_end = False

    def next_page(self) -> Flow[list[T]]:
        """Return the rows that are new, maybe none; `at_end` says whether more can come."""
        page = yield from self._fetch(self._size, self._offset)
        ids = [_identity(row) for row in page]
        if self._offset > 0 and self._seen.isdisjoint(ids):
            self._offset = max(0, self._offset - self._size)
            return []

        self.at_end = len(page) < self._size
        if ids == self._last and not self.at_end:
            raise AtlasResponseError("every page of the list holds the same rows: its offset is not heeded")

        fresh = [row for row, known in zip(page, ids, strict=True) if known not in self._seen]
        self._seen.update(ids)
        self._last = ids
        self._offset += max(0, len(page) - 1)
        return fresh


def _identity(row: Any) -> Any:
    return getattr(row, "id", None) or id(row)


def read_all(fetch: Fetch[T], page_size: int, wanted: Callable[[T], bool]) -> Flow[T | None]:
    """Return the first row that is *wanted*, looking through all pages; None if there is none."""
    pages: Pages[T] = Pages(fetch, page_size)
    while not pages.at_end:
        for row in (yield from pages.next_page()):
            if wanted(row):
                return row

    return None


class PageIterator(Iterator[T]):
    """Every resource of a list, page by page as needed; after an error, `next()` asks for the same page again."""

    def __init__(self, pages: Pages[T]) -> None:
        self._pages = pages
        self._rows: deque[T] = deque()

    def __next__(self) -> T:
        while not self._rows:
            if self._pages.at_end:
                raise StopIteration

            self._rows.extend(run(self._pages.next_page()))

        return self._rows.popleft()


class AsyncPageIterator(AsyncIterator[T]):
    """Every resource of a list, page by page as needed; after an error, going on asks for the same page again."""

    def __init__(self, pages: Pages[T]) -> None:
        self._pages = pages
        self._rows: deque[T] = deque()

    async def __anext__(self) -> T:
        while not self._rows:
            if self._pages.at_end:
                raise StopAsyncIteration

            self._rows.extend(await run_async(self._pages.next_page()))

        return self._rows.popleft()


def checked_page_size(value: Any, largest: int) -> int:
    """Return *value*, or raise if it is no page size from 1 to *largest*."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"page_size is a whole number, not {value!r}")

    if not 1 <= value <= largest:
        raise ValueError(f"page_size has to be from 1 to {largest}, not {value}")

    return value
