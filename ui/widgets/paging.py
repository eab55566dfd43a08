"""Rows that are fetched a page at a time, when somebody looks at them."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QObject

from ui.background import Background

R = TypeVar("R")
Fetch = Callable[[int, int], tuple[Sequence[R], int]]
PAGE_SIZE = 100


class PagedRows(Generic[R]):
    """Knows how many rows there are and holds the pages that were looked at."""

    def __init__(self, background: Background, owner: QObject, arrived: Callable[[int, int], None]) -> None:
        self._background = background
        self._owner = owner
        self._arrived = arrived
        self._fetch: Fetch[R] | None = None
        self._pages: dict[int, Sequence[R]] = {}
        self._asked: set[int] = set()
        self._round = 0
        self.total = 0
        self.loaded = False

    def start(self, fetch: Fetch[R], then: Callable[[], None]) -> None:
        """Fetch from the beginning; ``then`` is called once the first page and the total are known."""
        self._round += 1
        self._fetch = fetch
        turn = self._round

        def first(answer: tuple[Sequence[R], int]) -> None:
            if turn != self._round:
                return
            rows, self.total = answer
            self._pages, self._asked = {0: rows}, {0}
            self.loaded = True
            then()

        self._background.run(lambda: fetch(0, PAGE_SIZE), first, owner=self._owner)

    def row(self, at: int) -> R | None:
        """The row, or None while it has not arrived."""
        page = self._pages.get(at // PAGE_SIZE)
        inside = at % PAGE_SIZE
        return page[inside] if page is not None and inside < len(page) else None

    def look(self, first: int, last: int) -> None:
        """Somebody looks at these rows: fetch the pages that are missing."""
        for page in range(first // PAGE_SIZE, last // PAGE_SIZE + 1):
            if self.loaded and page not in self._asked and page * PAGE_SIZE < self.total:
                self._asked.add(page)
                self._ask(page, self._round)

    def _ask(self, page: int, turn: int) -> None:
        fetch = self._fetch
        if fetch is None:
            return

        def take(answer: tuple[Sequence[R], int]) -> None:
            if turn == self._round:
                self._pages[page] = answer[0]
                self._arrived(page * PAGE_SIZE, min((page + 1) * PAGE_SIZE, self.total) - 1)

        self._background.run(lambda: fetch(page * PAGE_SIZE, PAGE_SIZE), take, owner=self._owner)
