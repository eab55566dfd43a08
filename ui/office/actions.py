"""What the office's desk is asked to do from its books; each act has its form."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from app.domain.changes import Area, Done
from app.domain.law_changes import LawChanges
from app.domain.milestones import MilestoneTerm, Suggestion
from app.domain.office import Body, Unit, Village
from app.domain.receptions import Schedule
from ui import formats
from ui.context import Context
from ui.office.day_forms import told
from ui.office.forms import (
    DissolveForm,
    EndForm,
    MergeForm,
    ScheduleForm,
    UnitForm,
    VillageForm,
)
from ui.office.law_forms import LawForm
from ui.office.regulation import RegulationForm
from ui.parts.cover import Cover


class OfficeActions:
    """Opens the forms over the page; the desk does the rest."""

    def __init__(self, context: Context, cover: Cover) -> None:
        self._context, self._cover = context, cover
        self._villages: Sequence[Village] = ()
        self._bodies: Sequence[Body] = ()
        self._terms: Sequence[MilestoneTerm] = ()
        self._suggested: Sequence[Suggestion] = ()

    def know(self, villages: Sequence[Village], bodies: Sequence[Body]) -> None:
        """What the forms offer."""
        self._villages = [village for village in villages if not village.merged_into]
        self._bodies = bodies

    def know_regulation(self, terms: Sequence[MilestoneTerm], suggested: Sequence[Suggestion]) -> None:
        """What the form of the regulation begins with."""
        self._terms, self._suggested = terms, suggested

    def add_village(self) -> None:
        form, context = VillageForm(), self._context
        desk = context.services.office
        self._cover.open(
            form,
            "office.village",
            lambda: partial(desk.add_village, context.actor, form.name.value()),
            "Đã thêm thôn, bản.",
        )

    def merge(self, chosen: Sequence[object]) -> None:
        standing = [one for one in chosen if isinstance(one, Village) and not one.merged_into]
        context = self._context
        form = MergeForm(self._villages, standing, context.services.clock.today)
        desk = context.services.office
        self._cover.open(
            form,
            "office.merge",
            lambda: partial(
                desk.merge_villages, context.actor, form.ids(), form.target(), form.day(), form.reason.value()
            ),
            "Đã sáp nhập thôn, bản.",
        )

    def add_unit(self) -> None:
        context = self._context
        form = UnitForm(self._bodies, context.services.clock.today)
        desk = context.services.office
        self._cover.open(
            form,
            "office.unit",
            lambda: partial(desk.add_unit, context.actor, form.draft()),
            "Đã thêm đơn vị.",
        )

    def dissolve(self, chosen: Sequence[object]) -> None:
        unit = next((one for one in chosen if isinstance(one, Unit) and not one.dissolved_on), None)
        if unit is None:
            return
        context, key = self._context, unit.id
        form = DissolveForm(unit, context.services.clock.today)
        desk = context.services.office
        self._cover.open(
            form,
            f"office.dissolve:{key}",
            lambda: partial(desk.dissolve_unit, context.actor, key, form.day()),
            f"Đã ghi giải thể {unit.name}.",
        )

    def change_regulation(self) -> None:
        """The office's regulation of the milestones before a session of the council."""
        context = self._context
        form, desk = RegulationForm(self._suggested), context.services.milestones
        form.show_terms(self._terms)

        def saved(_terms: tuple[MilestoneTerm, ...]) -> None:
            self._cover.close_form()
            context.messages.notice("Đã lưu quy chế; các mốc tính lại theo đó.")

        form.left.connect(self._cover.close_form)
        form.save_wanted.connect(
            lambda: context.act(partial(desk.keep_terms, context.actor, form.terms()), saved, form, form)
        )
        self._cover.show_form(form)

    def add_schedule(self) -> None:
        context = self._context
        form = ScheduleForm(self._bodies, context.services.clock.today)
        desk = context.services.receptions
        self._cover.open(
            form,
            "office.schedule",
            lambda: partial(desk.set_schedule, context.actor, form.draft()),
            "Đã thêm lịch tiếp công dân.",
        )

    def end_schedule(self, chosen: Sequence[object]) -> None:
        schedule = next((one for one in chosen if isinstance(one, Schedule)), None)
        if schedule is None:
            return
        context, key = self._context, schedule.id
        form = EndForm(schedule, context.services.clock.today)
        desk = context.services.receptions
        self._cover.open(
            form,
            f"office.end:{key}",
            lambda: partial(desk.end_schedule, context.actor, key, form.day()),
            "Đã kết thúc lịch tiếp.",
        )

    def bring_law(self) -> None:
        """A rule pack from a USB stick."""
        kinds = "Bộ quy định (*.tiepdan-rules.zip *.zip)"
        chosen = self._context.messages.open_file("Chọn tệp bộ quy định", kinds)
        if chosen is not None:
            self._look_at_law(chosen)

    def look_at_own_law(self) -> None:
        """The newer rule pack that the program brings along."""
        self._look_at_law(None)

    def _look_at_law(self, path: Path | None) -> None:
        context, desk = self._context, self._context.services.law

        def look() -> Done[LawChanges]:
            return Done(desk.preview(context.actor, path), Area(0))

        context.act(look, self._show_law, self._cover)

    def _show_law(self, changes: LawChanges) -> None:
        context, desk = self._context, self._context.services.law
        form = LawForm(changes, context.background)

        def saved(done: LawChanges) -> None:
            kept = form.kept()
            moved = [move for move in done.moves if move.clock_id not in kept]
            stay = f" {formats.number(len(kept))} thời hạn giữ theo bộ cũ." if kept else ""
            self._cover.close_form()
            context.messages.notice(f"Đã áp dụng bộ quy định {done.pack.version}. {told(moved)}.{stay}")

        def save() -> None:
            adopt = partial(
                desk.adopt,
                context.actor,
                changes.content,
                form.kept(),
                form.reason.value(),
                vouched=form.vouched.value(),
            )
            context.act(adopt, saved, form, form)

        self._cover.show_form(form)
        form.left.connect(self._cover.close_form)
        form.save_wanted.connect(save)
