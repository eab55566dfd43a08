"""Long work on its way: what is done, how far, and a button that stops it."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from ui.background import Task
from ui.widgets.basics import button, label


class ProgressLine(QFrame):
    """Hidden until work begins; hand ``step`` to ``Background.run_long`` as its progress."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "note")
        self._task: Task | None = None
        self._words = label("")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._stop = button("Dừng", self.stop, icon="close")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 12, 8)
        layout.setSpacing(16)
        layout.addWidget(self._words)
        layout.addWidget(self._bar, 1)
        layout.addWidget(self._stop)
        self.hide()

    def begin(self, words: str, task: Task) -> None:
        """Show that ``task`` is under way."""
        self._task = task
        self._words.setText(words)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(words)
        self._stop.setEnabled(True)
        self.show()

    def step(self, done: int, whole: int) -> None:
        self._bar.setRange(0, whole)
        self._bar.setValue(done)

    def stop(self) -> None:
        """Ask the work to end at its next step."""
        if self._task is not None:
            self._task.cancel()
            self._stop.setEnabled(False)

    def end(self) -> None:
        self._task = None
        self.hide()
