"""“Máy này” and “Về chương trình”: how the window looks here; what the program is made of."""

from PySide6.QtWidgets import QWidget

from app.runtime.paths import RESOURCES
from app.runtime.version import VERSION
from ui import theme
from ui.context import Context
from ui.theme import TEXT_SIZES, Look
from ui.widgets.basics import Card, column, label
from ui.widgets.details import Facts
from ui.widgets.fields import ChoiceField
from ui.widgets.forms import Folded, one_column

LOOKS = {Look.AUTO: "Theo hệ thống", Look.LIGHT: "Sáng", Look.DARK: "Tối"}
_LICENCES = {"Inter": "Inter-OFL.txt", "Liberation Serif": "OFL.txt"}


class MachineTab(QWidget):
    """Look and size of letters, at once and for this PC only."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        worn = theme.current()
        self.look = ChoiceField("Giao diện", [(look.value, told) for look, told in LOOKS.items()])
        self.look.set_value(worn.look.value)
        self.text_size = ChoiceField(
            "Cỡ chữ",
            [(percent, f"{percent}%") for percent in TEXT_SIZES],
            help_text="Ctrl+= chữ lớn hơn, Ctrl+- nhỏ hơn, Ctrl+0 bình thường.",
        )
        self.text_size.set_value(worn.text_percent)
        self.look.edited.connect(self._wear)
        self.text_size.edited.connect(self._wear)
        worn.changed.connect(self._follow)
        card = Card("Hiển thị", gap=12).add(
            label("Chỉ đổi trên máy này, không ảnh hưởng máy khác.", "muted", wrap=True),
            self.look,
            self.text_size,
        )
        self.setLayout(column(one_column(card)))

    def _wear(self) -> None:
        look, percent = Look(str(self.look.value())), int(str(self.text_size.value()))
        self._context.preferences.change(look=look.value, text_percent=percent)
        theme.current().wear(look, percent)

    def _follow(self) -> None:
        """The keys for the text size change it too."""
        self.text_size.set_value(theme.current().text_percent)
        self.look.set_value(theme.current().look.value)


class AboutTab(QWidget):
    """The version, the law it knows, the fonts and their licences."""

    def __init__(self) -> None:
        super().__init__()
        self.facts = Facts([
            ("Chương trình", "Tiếp Dân"),
            ("Phiên bản", VERSION),
            ("Dữ liệu", "Nằm trên máy này hoặc máy chủ của đơn vị; chương trình không gửi gì ra ngoài."),
        ])  # fmt: skip
        fonts = Card("Phông chữ kèm theo", gap=12)
        for name, file in _LICENCES.items():
            text = (RESOURCES / "fonts" / file).read_text("utf-8")
            fonts.add(label(f"{name}: giấy phép SIL Open Font License 1.1", wrap=True))
            fonts.add(Folded(label(text, "small", wrap=True, selectable=True), "Xem giấy phép"))
        self.setLayout(column(one_column(Card("Về chương trình", gap=12).add(self.facts), fonts)))
