"""The page “Cài đặt”: the office, copies, this PC, one's own password, the program."""

from app.domain.actors import Right
from app.domain.changes import Area
from app.domain.deadlines import Rule
from app.domain.office import OfficeSettings, User
from ui.context import NOT_YOURS, Context
from ui.page import Page
from ui.parts.password_form import PasswordForm
from ui.parts.roots import open_roots
from ui.settings.copies import CopiesTab
from ui.settings.machine import AboutTab, MachineTab
from ui.settings.office import OfficeForm
from ui.widgets.basics import column
from ui.widgets.details import Tabs

MACHINE = 2


class SettingsPage(Page):
    """“Cài đặt”; of a deputy, who keeps nothing here, this PC and the own password."""

    key = "settings"
    title = "Cài đặt"
    icon = "settings"
    concerns = Area.OFFICE

    def __init__(self, context: Context) -> None:
        super().__init__(context.hub)
        self._context = context
        self._whole = context.may(Right.READ)
        self.form = OfficeForm(lambda: context.today)
        self.copies = CopiesTab(context)
        self.machine = MachineTab(context)
        self.password = PasswordForm(context.actor.name)
        self.tabs = Tabs()
        self.tabs.add("Đơn vị", self.form).setVisible(self._whole)
        self.tabs.add("Sao lưu", self.copies).setVisible(self._whole)
        self.tabs.add("Máy này", self.machine)
        self.tabs.add("Mật khẩu của tôi", self.password)
        self.tabs.add("Về chương trình", AboutTab())
        if not self._whole:
            self.tabs.show_tab(MACHINE)
        self.setLayout(column(self.tabs))
        self.password.save_wanted.connect(self._keep_password)
        self.password.left.connect(self._empty_password)
        self.form.save_wanted.connect(self._save)
        self.form.left.connect(self.refresh)
        self.form.roots_wanted.connect(lambda: open_roots(context, self))
        if not context.may(Right.KEEP_OFFICE):
            self.form.save_button.setEnabled(False)
            self.form.state.setText(NOT_YOURS)

    def refresh(self) -> None:
        context = self._context
        if not self._whole:
            return

        def read() -> tuple[OfficeSettings, tuple[Rule, ...]]:
            services = context.services
            return services.office.settings(context.actor), services.deadlines.rules(context.actor)

        context.read(read, self._show, self)
        self.copies.refresh()

    def _show(self, found: tuple[OfficeSettings, tuple[Rule, ...]]) -> None:
        settings, rules = found
        self.form.show_effect(rules)
        self.form.show_settings(settings)

    def _keep_password(self) -> None:
        context, form = self._context, self.password
        actor, typed = context.actor, form.password.value()

        def done(_user: User) -> None:
            self._empty_password()
            context.messages.notice("Đã đặt mật khẩu của bạn.")

        desk = context.services.users
        context.act(lambda: desk.set_password(actor, actor.user_id, typed), done, form, form)

    def _empty_password(self) -> None:
        self.password.fill({"password": "", "again": ""})

    def _save(self) -> None:
        context, draft = self._context, self.form.draft()

        def done(_told: OfficeSettings) -> None:
            context.messages.notice("Đã lưu thông tin đơn vị.")

        context.act(
            lambda: context.services.office.change_settings(context.actor, draft), done, self.form, self.form
        )
