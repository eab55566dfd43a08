"""The first run: a few questions, and the office stands."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from app.bootstrap import Services, workstation
from app.domain.actors import Actor, Role
from app.domain.ids import new_id
from app.domain.office import OfficeSettings, User
from app.services.office import standard_bodies
from ui.background import Background
from ui.context import Context
from ui.hub import Hub
from ui.messages import Messages
from ui.preferences import PreferencesFile
from ui.widgets.basics import column, label
from ui.widgets.fields import LineField
from ui.widgets.forms import COLUMN, FormPage

_KINDS = ("xã ", "phường ", "thị trấn ", "đặc khu ")


def place_of(commune: str) -> str:
    """The place in “Mường Xuân, ngày …”: the commune's name without its kind."""
    lowered = commune.casefold()
    kind = next((kind for kind in _KINDS if lowered.startswith(kind)), "")
    return commune[len(kind) :]


class FirstRunForm(FormPage):
    """Where the office is and who keeps it."""

    def __init__(self) -> None:
        super().__init__("Lập đơn vị", "Bắt đầu làm việc")
        self.commune = LineField("Tên xã, phường", required=True, help_text="Ghi cả loại, như: xã Mường Xuân")
        self.place = LineField("Địa danh", required=True, help_text="Đứng trước ngày tháng của văn bản")
        province = LineField("Tỉnh, thành phố", required=True, help_text="Như: tỉnh Lai Châu")
        self.section(
            "Đơn vị",
            self.commune,
            (province, self.place),
            commune_name=self.commune,
            province_name=province,
            place_name=self.place,
        )
        name = LineField("Họ và tên", required=True)
        position = LineField("Chức vụ", required=True, help_text="Như: Công chức Văn phòng")
        self.section("Người sử dụng", (name, position), name=name, position=position)
        self._place_told = False
        self.commune.changed.connect(self._suggest_place)
        self.place.edited.connect(self._tell_place)

    def settings(self) -> OfficeSettings:
        told = self.values()
        return OfficeSettings(str(told["commune_name"]), str(told["province_name"]), str(told["place_name"]))

    def keeper(self) -> User:
        told = self.values()
        return User(new_id(), str(told["name"]), str(told["position"]), Role.KEEPER)

    def _tell_place(self) -> None:
        self._place_told = bool(self.place.value())

    def _suggest_place(self) -> None:
        if not self._place_told:
            self.place.set_value(place_of(self.commune.value()))


class FirstRun(QWidget):
    """The window of the first run.

    Signals:
        founded: The office stands; who acts (``Actor``).
        closed: The window was closed before.
    """

    founded = Signal(object)
    closed = Signal()

    def __init__(
        self,
        services: Services,
        background: Background,
        messages: Messages,
        preferences: PreferencesFile,
    ) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("Tiếp Dân")
        self._services, self._background = services, background
        self._messages, self._preferences = messages, preferences
        self.form = FirstRunForm()
        hello = label("Chào mừng đến với Tiếp Dân", "title", wrap=True)
        why = (
            "Điền vài dòng để lập sổ của đơn vị. Mọi thứ nằm trên máy này, "
            "sửa được về sau trong trang Danh mục và Cài đặt."
        )
        layout = column(column(hello, label(why, "muted", wrap=True), gap=4), self.form, gap=16)
        layout.setContentsMargins(32, 28, 24, 20)
        self.setLayout(layout)
        self.resize(COLUMN + 64, 640)
        self.form.save_wanted.connect(self._found)
        self.form.left.connect(self.close)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def _found(self) -> None:
        settings, keeper = self.form.settings(), self.form.keeper()
        station, bodies = workstation(), standard_bodies(settings.commune_name)
        actor = Actor(keeper.id, keeper.name, keeper.position, keeper.role, station)
        context = Context(self._services, actor, self._background, Hub(), self._messages, self._preferences)
        context.act(
            lambda: self._services.office.found(keeper, station, settings, bodies),
            self.founded.emit,
            self,
            self.form,
        )
