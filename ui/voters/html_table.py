"""The first table in HTML: what Word and Excel put on the clipboard beside the plain text."""

from html.parser import HTMLParser

_LONGEST = 4_000_000
_WIDEST = 1000


def rows_of(html: str) -> list[list[str]]:
    """The rows of the first table, merged cells filled downwards; none where there is no table."""
    if "<table" not in html.lower() or len(html) > _LONGEST:
        return []
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.rows


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._depth = 0
        self._done = False
        self._cell: list[str] | None = None
        self._span = (1, 1)
        self._hanging: dict[int, tuple[int, str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
        elif self._done or not self._depth:
            return
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")
        elif self._depth == 1 and tag == "tr":
            self._end_cell()
            self.rows.append([])
            self._hang()
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()
            told = dict(attrs)
            self._span = (_number(told.get("rowspan")), _number(told.get("colspan")))
            self._cell = []

    def handle_endtag(self, tag: str) -> None:
        if self._done or not self._depth:
            return
        if tag == "table":
            self._depth -= 1
            if not self._depth:
                self._end_cell()
                self._done = True
        elif self._depth == 1 and tag in ("td", "th", "tr"):
            self._end_cell()
        elif tag in ("p", "div", "li") and self._cell is not None:
            self._cell.append("\n")

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._done:
            self._cell.append(" ".join(f".{data}.".split())[1:-1])

    def close(self) -> None:
        super().close()
        if not self._done:
            self._end_cell()

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        text = "\n".join(part for line in "".join(self._cell).split("\n") if (part := " ".join(line.split())))
        self._cell = None
        if not self.rows:
            self.rows.append([])
        rows, columns = self._span
        row = self.rows[-1]
        for at in range(columns):
            place = len(row)
            row.append(text if not at else "")
            if rows > 1:
                self._hanging[place] = (rows - 1, row[place])
            self._hang()

    def _hang(self) -> None:
        """Put in what is merged with the cell above."""
        row = self.rows[-1]
        while len(row) in self._hanging:
            place = len(row)
            left, text = self._hanging.pop(place)
            row.append(text)
            if left > 1:
                self._hanging[place] = (left - 1, text)


def _number(told: str | None) -> int:
    return min(max(int(told), 1), _WIDEST) if told and told.isdecimal() else 1
