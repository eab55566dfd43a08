"""The tab “Biểu đồ”: what voters raised for a session of the council, or in a span of days, as pictures."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.charts import ChartQuery, Gallery
from app.domain.council_sessions import SessionRow
from app.domain.ids import record_id
from app.domain.paging import Period
from ui.context import Context
from ui.parts.charts import ChartsView
from ui.parts.periods import last_twelve_months
from ui.parts.span import SpanBar
from ui.widgets.basics import column
from ui.widgets.fields import ChoiceField

BY_DAYS = ""
_EVER = date(1900, 1, 1)


class Pictures(QWidget):
    """“Biểu đồ”.

    Signals:
        record_wanted: A record should open (page, id).
    """

    record_wanted = Signal(str, object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._chosen = False
        self.session = ChoiceField("Kỳ họp", [(BY_DAYS, "Theo ngày ghi nhận")])
        self.session.set_value(BY_DAYS)
        self.bar = SpanBar(lambda: context.today, ((self.session, 4),))
        self.bar.organ.hide()  # voters meet the whole council
        self.bar.show_days(last_twelve_months(context.today))
        self.view = ChartsView(context, self._asked)
        layout = column(self.bar, gap=12)
        layout.addWidget(self.view, 1)
        self.setLayout(layout)
        self.bar.span_changed.connect(self.refresh)
        self.session.edited.connect(self._take_session)
        self.view.record_wanted.connect(self.record_wanted)

    def refresh(self) -> None:
        """Load the sessions anew, and the charts of what is chosen where the tab is seen."""
        if not self.isVisible():
            return
        sessions, actor = self._context.services.council_sessions, self._context.actor
        self._context.read(lambda: sessions.rows(actor), self._show_sessions, self)

    def showEvent(self, event: object) -> None:
        self.refresh()

    def _show_sessions(self, rows: Sequence[SessionRow]) -> None:
        """Offer the sessions, at first the newest that something was raised for."""
        every = [row.session for row in rows]
        told = [(str(one.id), f"{one.name} (đã hủy)" if one.cancelled_on else one.name) for one in every]
        self.session.set_choices([*told, (BY_DAYS, "Theo ngày ghi nhận")])
        newest = next((row.session for row in rows if row.count.items), None)
        if newest is not None and not self._chosen:
            self.session.set_value(str(newest.id))
        self._chosen = True
        self._fit()
        self.view.refresh()

    def _take_session(self) -> None:
        self._fit()
        self.view.refresh()

    def _fit(self) -> None:
        """Days are asked for only where no session is."""
        for field in (self.bar.period, self.bar.first, self.bar.last):
            field.setVisible(self._session() == BY_DAYS)

    def _session(self) -> str:
        return str(self.session.value() or BY_DAYS)

    def _asked(self) -> ChartQuery | None:
        session = self._session()
        period = Period(_EVER, self._context.today) if session else self.bar.span()
        key = record_id(session) if session else None
        return ChartQuery(period, gallery=Gallery.VOTERS, session=key) if period else None
