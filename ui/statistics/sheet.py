"""The form as a sheet: numbered rows, labels, and every figure a button."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.domain.statistics import Figure, Report
from app.services.report_papers import shown
from ui import formats
from ui.widgets.basics import Card, clear, column, label, row, rule, scrolled

ACROSS = 4


class FigureButton(QPushButton):
    """A number over what it counts."""

    def __init__(self, figure: Figure) -> None:
        super().__init__()
        self.figure = figure
        self.setProperty("kind", "row")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(f"{figure.label}: {shown(figure)}")
        number = label(shown(figure), "figure" if figure.value else "zero")
        layout = self._lines = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.setSpacing(0)
        layout.addWidget(number)
        layout.addWidget(label(figure.label, "small", wrap=True))
        layout.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        for inside in self.findChildren(QWidget):
            inside.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return self._lines.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._lines.totalMinimumSize()


class Sheet(Card):
    """Shows a report.

    Signals:
        figure_chosen: Another number is marked (``Figure``).
        figure_clicked: The clerk asks what is behind it.
    """

    figure_chosen = Signal(object)
    figure_clicked = Signal()

    def __init__(self) -> None:
        super().__init__(margin=0, gap=0)
        self._chosen = ""
        self._group = QButtonGroup(self)
        self.title = label("", "heading", wrap=True)
        self.line = label("", "muted", wrap=True)
        self.acts = row()
        words = column(self.title, self.line, gap=2)
        head = row(words, self.acts, gap=16)
        head.setStretch(0, 1)
        head.setContentsMargins(20, 12, 16, 12)
        self._basis = label("", "small", wrap=True)
        self._basis.setContentsMargins(20, 12, 20, 16)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(12, 0, 12, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        holder = QWidget()
        holder.setLayout(column(self._grid, self._basis, None))
        self.add(head, rule())
        self.body.addWidget(scrolled(holder), 1)

    def show_report(self, report: Report) -> None:
        """Show the figures; the one chosen before stays chosen, else the first that counts something."""
        self.title.setText(report.title)
        self.line.setText(f"Từ {formats.day(report.period.first)} đến {formats.day(report.period.last)}")
        self._basis.setText(report.basis)
        self._clear()
        if report.columns:
            for at, figure in enumerate(report.placed):
                self._add_row(at, figure[1].ms, " › ".join(figure[0]), (figure[1],))
        for at, line in enumerate(() if report.columns else report.rows):
            self._add_row(at, str(line.number), line.label, line.figures)
        buttons = self.figures()
        chosen = next((b for b in buttons if _name(b.figure) == self._chosen), None)
        chosen = chosen or next((b for b in buttons if b.figure.value and not b.figure.share), None)
        if chosen is not None or buttons:
            self._choose(chosen or buttons[0])

    def figures(self) -> list[FigureButton]:
        """The figures in their order."""
        return [button for button in self._group.buttons() if isinstance(button, FigureButton)]

    def _add_row(self, at: int, number: str, words: str, figures: tuple[Figure, ...]) -> None:
        grid, line, top = self._grid, 2 * at, Qt.AlignmentFlag.AlignTop
        if at:
            grid.addWidget(rule(), line - 1, 0, 1, ACROSS + 2)
        place = label(number, "muted")
        name = label(words, "label", wrap=True)
        for words_label in (place, name):
            words_label.setContentsMargins(8, 6, 4, 4)
        grid.addWidget(place, line, 0, top)
        grid.addWidget(name, line, 1, top)
        for column_at, figure in enumerate(figures):
            made = FigureButton(figure)
            made.clicked.connect(partial(self._choose, made))
            made.clicked.connect(lambda: self.figure_clicked.emit())
            self._group.addButton(made)
            grid.addWidget(made, line, 2 + column_at)

    def _choose(self, made: FigureButton, _checked: object = None) -> None:
        made.setChecked(True)
        self._chosen = _name(made.figure)
        self.figure_chosen.emit(made.figure)

    def _clear(self) -> None:
        for made in self._group.buttons():
            self._group.removeButton(made)
        clear(self._grid)
        for at, share in enumerate((0, 6, *(4 for _ in range(ACROSS)))):
            self._grid.setColumnStretch(at, share)


def _name(figure: Figure) -> str:
    return f"{figure.measure} {figure.period.first.year} {figure.share}"
