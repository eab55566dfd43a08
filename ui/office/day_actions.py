"""What the office's desk is asked to do from “Lịch nghỉ”; each act has its form."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from app.domain.changes import Area, Done
from app.domain.office_days import CalendarChanges, CalendarDay, Moved, Sheet
from app.services import files
from ui.context import Context
from ui.office.day_forms import CalendarForm, ConfirmForm, DayForm, ManyForm, TakeBackForm, told
from ui.parts.cover import Cover

DRAFT_NAME = 64
"""Letters of the name a draft is kept under."""
SHEETS = "Bảng tính CSV (*.csv)"
SUGGESTED = (
    "Gợi ý tính theo lịch chung, chưa phải lịch chính thức: các ngày này ghi là chưa chắc chắn, hạn qua đó "
    "ghi là tạm tính. Khi có văn bản thì chọn ngày và xác nhận."
)


class DayActions:
    """Opens the forms of the calendar over the page; the desk does the rest."""

    def __init__(self, context: Context, cover: Cover) -> None:
        self._context, self._cover = context, cover

    def add_day(self) -> None:
        context = self._context
        form = DayForm(context.services.clock.today, context.background)
        self._change_calendar(form, "office.day", "Đã thêm vào lịch nghỉ.")

    def take_back(self, days: Sequence[CalendarDay]) -> None:
        if days:
            form = TakeBackForm(days, self._context.background)
            self._change_calendar(form, f"office.take_back:{days[0].day}", "Đã bỏ khỏi lịch nghỉ.")

    def confirm(self, days: Sequence[CalendarDay]) -> None:
        """The chosen days of the office that were unconfirmed."""
        unsure = [one for one in days if not one.confirmed]
        if unsure:
            form = ConfirmForm(unsure, self._context.background)
            self._change_calendar(form, f"office.confirm:{unsure[0].day}", "Đã xác nhận ngày nghỉ.")

    def export_days(self, year: int) -> None:
        """The calendar of the year as a file for Excel."""
        context = self._context
        path = context.messages.save_file("Xuất lịch nghỉ", Path(f"Lịch nghỉ {year}.csv"), SHEETS)
        if path is None:
            return
        calendar, actor = context.services.calendar, context.actor

        def write() -> Path:
            files.save(calendar.sheet(actor, year), path)
            return path

        context.read(write, lambda saved: context.messages.notice(f"Đã lưu {saved.name}."), self._cover)

    def import_days(self, year: int) -> None:
        """Days from a file: what it would change, what it cannot bring, what moves; only then saved."""
        context = self._context
        path = context.messages.open_file("Nhập lịch nghỉ", SHEETS)
        if path is None:
            return
        read = partial(context.services.calendar.read_sheet, context.actor, year, path)

        def show(sheet: Sheet) -> None:
            why = f"Nhập lịch nghỉ năm {year} từ tệp {path.name}"
            form = ManyForm(f"Nhập lịch nghỉ năm {year}", sheet, why, context.background)
            self._change_calendar(form, f"office.days:{path.name}"[:DRAFT_NAME], "Đã nhập lịch nghỉ.")

        context.read(read, show, self._cover)

    def suggest_days(self, year: int) -> None:
        """A first draft of a year without days."""
        context = self._context
        suggest = partial(context.services.calendar.suggested, context.actor, year)

        def show(changes: CalendarChanges) -> None:
            name, why = f"Gợi ý lịch nghỉ năm {year}", f"Lịch chung năm {year}, chờ văn bản chính thức"
            form = ManyForm(name, Sheet(changes, 0, ()), why, context.background, SUGGESTED)
            self._change_calendar(form, f"office.suggest:{year}", "Đã ghi lịch dự kiến.")

        context.read(suggest, show, self._cover)

    def _change_calendar(self, form: CalendarForm, draft_name: str, said: str) -> None:
        """A form whose first save shows what moves, and whose second one saves."""
        context, desk = self._context, self._context.services.calendar

        def saved(moves: Sequence[Moved]) -> None:
            context.drop_draft(draft_name)
            self._cover.close_form()
            context.messages.notice(f"{said} {told(moves)}.")

        def save() -> None:
            actor, changes, step = context.actor, form.changes(), form.progress.step
            if form.moves is None:
                task = context.act_long(
                    lambda task: Done(desk.preview(actor, changes, task.progress), Area(0)),
                    form.show_moves,
                    form,
                    form,
                    step,
                )
            else:
                why = form.why()
                task = context.act_long(
                    lambda task: desk.apply(actor, changes, why, task.progress), saved, form, form, step
                )
            form.watch(task)

        self._cover.show_drafted(form, draft_name)
        form.save_wanted.connect(save)
