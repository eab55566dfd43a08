"""The page “Danh mục”: the office's books, a tab each."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QPushButton

from app.domain.actors import Right
from app.domain.changes import Area
from app.domain.law import PackOnRecord
from app.domain.milestones import MilestoneTerm, Suggestion
from app.domain.office import Body, Unit, User, Village
from app.domain.receptions import Schedule
from ui.context import NOT_YOURS, Context
from ui.office import rows
from ui.office.actions import OfficeActions
from ui.office.day_actions import DayActions
from ui.office.days import DaysTab
from ui.office.law import RulesTab
from ui.office.listing import Listing
from ui.office.rows import Duty
from ui.office.user_actions import UserActions
from ui.page import Act, Page
from ui.parts.cover import Cover
from ui.parts.routes import COUNCIL_SESSIONS, REGULATION
from ui.widgets.basics import button, column
from ui.widgets.details import Tabs
from ui.widgets.tables import Column


@dataclass(frozen=True, slots=True)
class Books:
    """All the office's books, read at once: each is short."""

    villages: tuple[Village, ...]
    units: tuple[Unit, ...]
    terms: tuple[MilestoneTerm, ...]
    suggested: tuple[Suggestion, ...]
    schedules: tuple[Schedule, ...]
    users: tuple[User, ...]
    bodies: tuple[Body, ...]
    duties: tuple[Duty, ...]
    pack: PackOnRecord
    offered: PackOnRecord | None


class OfficePage(Page):
    """“Danh mục”."""

    key = "office"
    title = "Danh mục"
    icon = "office"
    concerns = Area.OFFICE

    def __init__(self, context: Context) -> None:
        super().__init__(context.hub)
        self._context = context
        self.tabs = Tabs()
        self.cover = Cover(context, self.tabs)
        self.acts = OfficeActions(context, self.cover)
        self.day_acts = DayActions(context, self.cover)
        self.user_acts = UserActions(context, self.cover)
        self._adds: dict[int, Act] = {}
        self._add_people_and_places()
        self._add_councils_and_users()
        self.rules = RulesTab(context)
        self.days = DaysTab(context)
        self.tabs.add("Quy định", self.rules)
        self.tabs.add("Lịch nghỉ", self.days)
        self._adds[self.tabs.stack.indexOf(self.rules)] = Act("Nhập bộ quy định…", self.acts.bring_law)
        self.rules.look.clicked.connect(self.acts.look_at_own_law)
        self._adds[self.tabs.stack.indexOf(self.days)] = Act("Thêm ngày", self.day_acts.add_day)
        self.days.take_back.clicked.connect(lambda: self.day_acts.take_back(self.days.own_chosen()))
        self.days.confirm.clicked.connect(lambda: self.day_acts.confirm(self.days.own_chosen()))
        self.days.suggest.clicked.connect(lambda: self.day_acts.suggest_days(self.days.shown_year()))
        self.days.take_in.clicked.connect(lambda: self.day_acts.import_days(self.days.shown_year()))
        self.days.hand_out.clicked.connect(lambda: self.day_acts.export_days(self.days.shown_year()))
        self.setLayout(column(self.cover))
        self.cover.changed.connect(self.head_changed)
        self.tabs.stack.currentChanged.connect(lambda: self.head_changed.emit())

    def primary_act(self) -> Act | None:
        if self.cover.form is not None or not self._context.may(Right.KEEP_OFFICE):
            return None
        return self._adds.get(self.tabs.stack.currentIndex())

    def path(self) -> list[str]:
        return self.cover.path()

    def refresh(self) -> None:
        context = self._context

        def read() -> Books:
            office, actor = context.services.office, context.actor
            return Books(
                office.villages(actor, standing=False),
                office.units(actor, standing=False),
                context.services.milestones.terms(actor),
                context.services.milestones.suggested(actor),
                context.services.receptions.schedules(actor),
                context.services.users.all(actor),
                office.bodies(actor),
                context.services.deadlines.duties(actor),
                context.services.law.pack_in_force(actor),
                context.services.law.offered(actor),
            )

        context.read(read, self._show, self)
        self.days.refresh()

    def show_item(self, what: object) -> None:
        """The office's regulation of the milestones, asked for by the page of voters."""
        if what == REGULATION:
            self.tabs.show_tab(self.tabs.stack.indexOf(self.regulation))

    def search(self, text: str) -> None:
        listing = self.tabs.stack.currentWidget()
        if isinstance(listing, Listing):
            listing.search(text)

    def _show(self, books: Books) -> None:
        today = self._context.today
        self.acts.know(books.villages, books.bodies)
        self.acts.know_regulation(books.terms, books.suggested)
        merged = sum(village.merged_into is not None for village in books.villages)
        standing = f"{len(books.villages) - merged} thôn, bản"
        self.villages.show_lines(
            rows.village_lines(books.villages), f"{standing} · {merged} đã sáp nhập" if merged else standing
        )
        self.units.show_lines(rows.unit_lines(books.units), f"{len(books.units)} cơ quan, đơn vị")
        self.regulation.show_lines(
            rows.milestone_lines(books.terms, books.suggested), f"{len(books.terms)} mốc theo quy chế"
        )
        self.schedules.show_lines(
            rows.schedule_lines(books.schedules, today), f"{len(books.schedules)} lịch tiếp"
        )
        self.users.show_lines(rows.user_lines(books.users), f"{len(books.users)} người dùng")
        self.rules.show_pack(books.pack, books.offered)
        self.rules.show_duties(books.duties)

    def _add_people_and_places(self) -> None:
        acts_of = self.acts
        self.villages = self._tab(
            "Thôn, bản",
            "Xếp theo vần tiếng Việt. Thôn, bản đã sáp nhập vẫn giữ hồ sơ cũ.",
            rows.VILLAGES,
            Act("Thêm thôn, bản", acts_of.add_village),
            ("Sáp nhập", "link", lambda: acts_of.merge(self.villages.chosen()), False),
        )
        self.units = self._tab(
            "Cơ quan, đơn vị",
            "Nơi được giao việc, nơi nhận đơn chuyển đến, nơi phải trả lời kiến nghị.",
            rows.UNITS,
            Act("Thêm đơn vị", acts_of.add_unit),
            ("Giải thể", "close", lambda: acts_of.dissolve(self.units.chosen()), True),
        )
        self.regulation = self._tab(
            "Mốc kỳ họp HĐND",
            "Theo quy chế của đơn vị; chưa có quy chế thì là gợi ý. Các kỳ họp ở trang Kiến nghị cử tri.",
            rows.MILESTONES,
            Act("Sửa quy chế", acts_of.change_regulation, "edit"),
            ("Các kỳ họp", "calendar", partial(self.wanted.emit, "voters", COUNCIL_SESSIONS), False),
        )

    def _add_councils_and_users(self) -> None:
        acts_of = self.acts
        self.schedules = self._tab(
            "Lịch tiếp công dân",
            "Trang Hôm nay và trang Lịch nhắc các buổi tiếp theo lịch này.",
            rows.SCHEDULES,
            Act("Thêm lịch tiếp", acts_of.add_schedule),
            ("Kết thúc lịch", "close", lambda: acts_of.end_schedule(self.schedules.chosen()), True),
        )
        self.users = self._tab(
            "Người dùng",
            "Ai dùng chương trình và được làm gì. Từ hai người trở lên, chương trình hỏi ai đang làm việc.",
            rows.USERS,
            Act("Thêm người dùng", self.user_acts.add),
            ("Sửa", "edit", lambda: self.user_acts.change(self.users.chosen()), True),
            ("Đặt mật khẩu", "lock", lambda: self.user_acts.set_password(self.users.chosen()), True),
            ("Bỏ mật khẩu", "close", lambda: self.user_acts.clear_password(self.users.chosen()), True),
            ("Thôi dùng, dùng lại", "undo", lambda: self.user_acts.let_go(self.users.chosen()), True),
        )

    def _tab(
        self,
        name: str,
        told: str,
        columns: tuple[Column, ...],
        add: Act,
        *more: tuple[str, str, Callable[[], None], bool],
    ) -> Listing:
        """A tab with its adding act in the head; ``more`` are words, icon, act, whether for one line."""
        acts: list[QPushButton] = [button(words, act, icon=icon) for words, icon, act, _needs in more]
        listing = Listing(name, told, columns, self._context.background, acts)
        keeps = self._context.may(Right.KEEP_OFFICE)
        for made, (*_told, needs) in zip(acts, more, strict=True):
            if not keeps:
                made.setEnabled(False)
                made.setToolTip(NOT_YOURS)
            elif needs:
                made.setEnabled(False)
                listing.table.chosen.connect(partial(_enable, made))
        self.tabs.add(name, listing)
        self._adds[self.tabs.stack.count() - 1] = add
        return listing


def _enable(made: QPushButton, chosen: list[object]) -> None:
    made.setEnabled(bool(chosen))
