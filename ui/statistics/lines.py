"""A form of lines one under the other: numbered rows, labels, and every figure a button."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.domain.statistics import Figure, ReportRow
from app.services.report_papers import shown
from ui import theme
from ui.theme import Tone
from ui.widgets.basics import clear, column, label, rule, scrolled

ACROSS = 4


class FigureButton(QPushButton):
    """A number over what it counts; ``mark`` when a check in which it stands fails."""

    def __init__(self, figure: Figure, mark: Tone | None = None) -> None:
        super().__init__()
        self.figure = figure
        self.setProperty("kind", "row")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(f"{figure.label}: {shown(figure)}{'. Lệch kiểm tra' if mark else ''}")
        number = label(shown(figure), "figure" if figure.value else "zero")
        if mark:
            theme.mark(number, "tone", mark.value)
        layout = self._lines = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.setSpacing(0)
        layout.addWidget(number)
        words = f"{figure.label} (lệch kiểm tra)" if mark else figure.label
        layout.addWidget(label(words, "small", wrap=True))
        layout.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        for inside in self.findChildren(QWidget):
            inside.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return self._lines.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._lines.totalMinimumSize()


class Lines(QWidget):
    """The rows of a report, each with its figures.

    Signals:
        figure_chosen: Another number is marked (``Figure``).
        figure_clicked: The clerk asks what is behind it.
    """

    figure_chosen = Signal(object)
    figure_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(12, 0, 12, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        holder = QWidget()
        holder.setLayout(column(self._grid, None))
        self.setLayout(column(scrolled(holder)))

    def show_rows(self, rows: tuple[ReportRow, ...], marks: dict[str, Tone]) -> None:
        """Other rows; no figure is marked."""
        self._clear()
        for at, line in enumerate(rows):
            self._add_row(at, line, marks)

    def figures(self) -> list[FigureButton]:
        """The figures in their order."""
        return [button for button in self._group.buttons() if isinstance(button, FigureButton)]

    def choose(self, made: FigureButton, _checked: object = None) -> None:
        made.setChecked(True)
        self.figure_chosen.emit(made.figure)

    def _add_row(self, at: int, told: ReportRow, marks: dict[str, Tone]) -> None:
        grid, line, top = self._grid, 2 * at, Qt.AlignmentFlag.AlignTop
        if at:
            grid.addWidget(rule(), line - 1, 0, 1, ACROSS + 2)
        place = label(str(told.number), "muted")
        name = label(told.label, "label", wrap=True)
        for words_label in (place, name):
            words_label.setContentsMargins(8, 6, 4, 4)
        grid.addWidget(place, line, 0, top)
        grid.addWidget(name, line, 1, top)
        for column_at, figure in enumerate(told.figures):
            made = FigureButton(figure, marks.get(figure.ms) or marks.get(figure.measure))
            made.clicked.connect(partial(self.choose, made))
            made.clicked.connect(lambda: self.figure_clicked.emit())
            self._group.addButton(made)
            grid.addWidget(made, line, 2 + column_at)

    def _clear(self) -> None:
        for made in self._group.buttons():
            self._group.removeButton(made)
        clear(self._grid)
        for at, share in enumerate((0, 6, *(4 for _ in range(ACROSS)))):
            self._grid.setColumnStretch(at, share)
