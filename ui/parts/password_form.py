"""A password of somebody, given by who keeps the users or by themselves."""

from app.domain import passwords
from ui.theme import Tone
from ui.widgets.basics import Note
from ui.widgets.fields import PasswordField
from ui.widgets.forms import FormPage

_PROTECTS = (
    "Mật khẩu chặn việc ngồi nhầm tên trong chương trình. Nó không khóa tệp dữ liệu: ai chép được tệp thì "
    "vẫn đọc được, nên máy và bản sao lưu phải được giữ như giữ sổ."
)


class PasswordForm(FormPage):
    """A new password, typed twice; never part of a draft."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Mật khẩu: {name}", "Đặt mật khẩu", "Thôi")
        least = f"Từ {passwords.LEAST} ký tự, có dấu cũng được. Một câu ngắn dễ nhớ là tốt nhất."
        self.password = PasswordField("Mật khẩu mới", required=True, help_text=least)
        self.again = PasswordField("Nhập lại", required=True)
        self.section(
            name, Note(_PROTECTS, Tone.NEUTRAL), (self.password, self.again),
            password=self.password, again=self.again,
        )  # fmt: skip

    def save(self) -> None:
        """Both must be the same before the desk looks at them."""
        if self.password.value() != self.again.value():
            self.show_errors({"again": "Hai lần nhập không giống nhau. Nhập lại mật khẩu."})
            return
        super().save()
