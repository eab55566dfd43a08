"""The board in numbers: the sums, the shares, the table; each number leads to its list."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from app.domain.office import UnitLevel
from app.domain.review_board import (
    OPINION_PARTS,
    RECOMMENDATION_PARTS,
    Board,
    BoardItem,
    BoardPart,
    Grouping,
    Share,
    groups,
)
from app.domain.voters import RecommendationState
from app.runtime import words
from ui import formats
from ui.voters.review_list import listing
from ui.voters.review_table import Cell, Counts, CountTable
from ui.widgets.basics import Card, EmptyState, StatTile, button, clear, column, label, row, scrolled
from ui.widgets.flow import Flow, flow

STATES = (
    (RecommendationState.RECORDED, "Chưa chuyển"),
    (RecommendationState.FORWARDED, "Chờ trả lời"),
    (RecommendationState.IN_PROGRESS, "Đang giải quyết"),
    (RecommendationState.SETTLED, "Đã giải quyết"),
    (RecommendationState.EXPLAINED, "Đã giải trình"),
)
SUM = "Tổng số"
_NOBODY = {
    Grouping.UNIT: "Chưa rõ cơ quan",
    Grouping.FIELD: "Chưa ghi lĩnh vực",
    Grouping.VILLAGE: "Chưa ghi thôn, bản",
}
_PARTS = {
    BoardPart.OPINIONS: "ý kiến",
    BoardPart.ON_THE_SPOT: "trả lời tại chỗ",
    BoardPart.STANDING: "kiến nghị",
    BoardPart.MERGED: "gộp vào kiến nghị khác",
    BoardPart.PETITION: "thành đơn",
    BoardPart.SPLIT: "tách thêm",
    BoardPart.CARRIED: "kỳ trước chuyển sang",
}
_NOTHING = "Ý kiến ghi ở các cuộc tiếp xúc cử tri của kỳ họp sẽ hiện ở đây."
_SHARES = {
    Share.ANSWERED: "Đã trả lời: {part} trong {whole}",
    Share.SETTLED: "Giải quyết xong: {part} trong {whole}",
    Share.IN_TIME: "Đúng hạn: {part} trong {whole}",
}
_MISSED = {
    Share.ANSWERED: "Chưa trả lời",
    Share.SETTLED: "Chưa giải quyết xong",
    Share.IN_TIME: "Không đúng hạn",
}
IN_TIME = (
    "Đã trả lời, giải quyết xong: trong tất cả kiến nghị. Đúng hạn: trả lời"
    " chậm nhất vào ngày hết hạn theo quy chế của đơn vị (hạn cơ quan đã quyết định thay cho"
    " hạn tính được), trong những kiến nghị đã trả lời hoặc đã hết hạn."
    " Bị yêu cầu trả lời lại thì tính theo hạn mới."
)


class ReviewCounts(QWidget):
    """Numbers above a table of numbers.

    Signals:
        listed: What a number counts (``Listing``).
        said_wanted: The opinions of a part that is no recommendation (``BoardPart``).
    """

    listed = Signal(object)
    said_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.board: Board | None = None
        self.by = Grouping.UNIT
        self._sums = QVBoxLayout()
        self._sums.setSpacing(6)
        self.tiles = {share: StatTile("", "") for share in Share}
        for share, tile in self.tiles.items():
            tile.clicked.connect(partial(self._list_share, share))
        self.basis = label(IN_TIME, "small", wrap=True)
        self._group = QButtonGroup(self)
        self.modes = {by: button(words.label(by), partial(self.part_by, by), kind="chip") for by in Grouping}
        for mode in self.modes.values():
            mode.setCheckable(True)
            self._group.addButton(mode)
        self.modes[self.by].setChecked(True)
        self.table = CountTable()
        self.table.chosen.connect(self._list_cell)
        tiles = row(*self.tiles.values(), gap=12)
        chips = flow(label("Theo", "muted"), *self.modes.values(), gap=6)
        card = Card(margin=1, gap=0).add(self.table)
        holder = QWidget()
        inside = column(self._sums, tiles, self.basis, chips, card, gap=10)
        inside.setStretch(4, 1)
        holder.setLayout(inside)
        self._numbers = scrolled(holder)
        self.empty = EmptyState("Chưa có ý kiến nào.", icon="voters", detail=_NOTHING)
        self.empty.hide()
        self.setLayout(column(self._numbers, self.empty))

    def show_board(self, board: Board) -> None:
        """Other numbers, parted as before."""
        self.board = board
        something = bool(board.items or board.opinions)
        self._numbers.setVisible(something)
        self.empty.setVisible(not something)
        clear(self._sums)
        self._sums.addLayout(self._sum(BoardPart.OPINIONS, OPINION_PARTS))
        if any(one.part is not BoardPart.STANDING for one in board.items):
            self._sums.addLayout(self._sum(None, RECOMMENDATION_PARTS))
        for share, tile in self.tiles.items():
            part, whole = (len(items) for items in board.share(share))
            told = _SHARES[share].format(part=formats.number(part), whole=formats.number(whole))
            tile.set(formats.percent(part, whole), told)
        self.modes[Grouping.SESSION].setVisible(len({one.row.session_id for one in board.items}) > 1)
        self.part_by(self.by)

    def part_by(self, by: Grouping) -> None:
        """Part the table by something else."""
        self.by = by
        self.modes[by].setChecked(True)
        if self.board is not None:
            self.table.show_counts(counts(self.board.items, by))

    def _list_cell(self, cell: Cell) -> None:
        self.listed.emit(listing(cell.words, ((cell.words, cell.items),)))

    def _list_share(self, share: Share) -> None:
        """What a share counts, and beside it what it is counted of and misses."""
        if self.board is None:
            return
        part, whole = self.board.share(share)
        missed = tuple(one for one in whole if one not in part)
        told, short = words.label(share), _MISSED[share]
        if whole:
            title = f"{told}: {formats.number(len(part))} trong {formats.number(len(whole))} kiến nghị"
            self.listed.emit(listing(title, ((told, part), (short, missed))))

    def _sum(self, whole: BoardPart | None, parts: Sequence[BoardPart]) -> Flow:
        """“321 ý kiến = 303 trả lời tại chỗ + 18 kiến nghị”; the recommendations without ``whole``."""
        assert self.board is not None
        counted = {part: len(self.board.of_part(part)) for part in RECOMMENDATION_PARTS}
        if whole is not None:
            counted = dict(self.board.opinions)
        line = Flow(gap=6)
        name = _PARTS[whole] if whole is not None else "kiến nghị"
        line.addWidget(self._chip(sum(counted.get(part, 0) for part in parts), name, whole))
        for at, part in enumerate(part for part in parts if counted.get(part)):
            line.addWidget(label("+" if at else "=", "muted"))
            told = "từ ý kiến" if whole is None and part is BoardPart.STANDING else _PARTS[part]
            line.addWidget(self._chip(counted[part], told, part))
        return line

    def _chip(self, count: int, told: str, part: BoardPart | None) -> QWidget:
        return button(f"{formats.number(count)} {told}", partial(self._list_part, part), kind="chip")

    def _list_part(self, part: BoardPart | None) -> None:
        board = self.board
        if board is None:
            return
        if part is None:
            self._list_cell(Cell(board.items, "Tất cả kiến nghị"))
        elif part in RECOMMENDATION_PARTS:
            self._list_cell(Cell(board.of_part(part), words.label(part)))
        else:
            self.said_wanted.emit(part)


def counts(items: tuple[BoardItem, ...], by: Grouping) -> Counts:
    """The table of the recommendations parted by something; lines and heads add up to all."""
    lines = [(SUM, _cells(items, "Tất cả"))] if items else []
    for group in groups(items, by):
        name = group.value or _NOBODY.get(by, "")
        if by is Grouping.LEVEL:
            name = words.label(UnitLevel(group.value))
        lines.append((name, _cells(group.items, name)))
    return Counts(words.label(by), (*(head for _, head in STATES), SUM), tuple(lines))


def _cells(items: tuple[BoardItem, ...], name: str) -> tuple[Cell, ...]:
    found = tuple(
        Cell(tuple(one for one in items if one.row.state is state), f"{name} · {head}")
        for state, head in STATES
    )
    return (*found, Cell(items, name))
