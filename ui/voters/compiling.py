"""“Tổng hợp”: what waits to be compiled at the left, the one at hand at the right."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.office import Unit
from app.domain.voters import Recommendation
from ui.context import Context
from ui.voters.compiling_bench import Bench
from ui.voters.compiling_list import Waiting
from ui.voters.compiling_split import SplitForm
from ui.widgets.basics import column
from ui.widgets.details import SplitView


class Compiling(QWidget):
    """The days after the meetings: nothing to learn but the words on the buttons.

    Signals:
        form_wanted: A form shall cover the page (the form).
        form_done: It shall go again.
    """

    form_wanted = Signal(QWidget)
    form_done = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setAccessibleName("Tổng hợp")
        self._context = context
        self._units: Sequence[Unit] = ()
        self._used: Sequence[str] = ()
        self.waiting = Waiting(context)
        self.bench = Bench(context, self)
        self._split_view = SplitView(self.waiting, self.bench, shares=(32, 68))
        layout = column(self.waiting.bar, self._split_view, gap=12)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.setFocusProxy(self.waiting.view)
        self._connect()

    def refresh(self) -> None:
        self.waiting.refresh()

    def search(self, text: str) -> None:
        """Show only what holds the words."""
        self.waiting.search(text)

    def _connect(self) -> None:
        self.waiting.known.connect(self._know)
        self.waiting.chosen.connect(self._chosen)
        self.waiting.opened.connect(lambda _key: self._split_view.open_detail())
        self.bench.settled.connect(self._settled)
        self.bench.back.connect(self._back)
        self.bench.skipped.connect(self.waiting.skip)
        self.bench.split_wanted.connect(self._split)

    def _know(self, units: Sequence[Unit], used: Sequence[str]) -> None:
        self._units, self._used = units, used
        self.bench.at_hand.classifier.offer(units, used)

    def _chosen(self, key: object) -> None:
        group = self.waiting.group(key)
        if key is None:
            self.bench.show_nothing()
        elif group is not None:
            self.bench.show_group(group)
        else:
            self.bench.show_one(key)

    def _settled(self) -> None:
        self.waiting.go_on()
        self._keep_keys()

    def _back(self, key: object) -> None:
        self.waiting.go_to(key)
        self._keep_keys()

    def _keep_keys(self) -> None:
        """The keys go on in the list, or in what took its place where there is no room for both."""
        (self.waiting.view if self.waiting.isVisible() else self.bench).setFocus()

    def _split(self, about: Recommendation) -> None:
        form = SplitForm(about, self._units, self._used, self._context.background)

        def saved() -> None:
            self.form_done.emit()
            self._back(about.id)

        def save() -> None:
            self.bench.acts.split(about.id, form.parts(), saved, lambda told: form.show_errors({}, told))

        form.save_wanted.connect(save)
        form.left.connect(self.form_done.emit)
        self.form_wanted.emit(form)
