"""Forms of the users: who they are, whether they serve the chair, their password."""

from dataclasses import replace

from app.domain import passwords
from app.domain.actors import Role
from app.domain.office import User
from app.runtime import words
from ui.theme import Tone
from ui.widgets.basics import Note
from ui.widgets.fields import CheckField, ChoiceField, LineField, PasswordField
from ui.widgets.forms import FormPage

_STAFF = (
    "Đơn tố cáo Chủ tịch, Phó Chủ tịch, UBND xã không hiện nội dung với người này. "
    "Chủ tịch và Phó Chủ tịch luôn được tính là có."
)
_PROTECTS = (
    "Mật khẩu chặn việc ngồi nhầm tên trong chương trình. Nó không khóa tệp dữ liệu: ai chép được tệp thì "
    "vẫn đọc được, nên máy và bản sao lưu phải được giữ như giữ sổ."
)


class UserForm(FormPage):
    """A person who may use the program, new or known."""

    def __init__(self, known: User | None = None) -> None:
        super().__init__("Sửa người dùng" if known else "Thêm người dùng")
        self._known = known
        self.name = LineField("Họ và tên", required=True)
        self.position = LineField("Chức vụ", required=True)
        self.role = ChoiceField("Vai trò", [(role.value, words.label(role)) for role in Role], required=True)
        self.chair_staff = CheckField("Lãnh đạo UBND hoặc giúp việc Chủ tịch", help_text=_STAFF)
        self.section(
            "Người dùng", (self.name, self.position), self.role, self.chair_staff,
            name=self.name, position=self.position, role=self.role, chair_staff=self.chair_staff,
        )  # fmt: skip
        if known is not None:
            told = {"name": known.name, "position": known.position, "role": known.role.value}
            self.fill({**told, "chair_staff": known.chair_staff})

    def chosen_role(self) -> Role:
        return Role(str(self.role.value()))

    def changed_user(self, known: User) -> User:
        """The known user as the form has them now."""
        return replace(
            known,
            name=self.name.value(),
            position=self.position.value(),
            role=self.chosen_role(),
            chair_staff=self.chair_staff.value(),
        )


class PasswordForm(FormPage):
    """A new password, typed twice; never part of a draft."""

    def __init__(self, user: User) -> None:
        super().__init__(f"Mật khẩu: {user.name}", "Đặt mật khẩu", "Thôi")
        least = f"Từ {passwords.LEAST} ký tự, có dấu cũng được. Một câu ngắn dễ nhớ là tốt nhất."
        self.password = PasswordField("Mật khẩu mới", required=True, help_text=least)
        self.again = PasswordField("Nhập lại", required=True)
        self.section(
            user.name, Note(_PROTECTS, Tone.NEUTRAL), (self.password, self.again),
            password=self.password, again=self.again,
        )  # fmt: skip

    def save(self) -> None:
        """Both must be the same before the desk looks at them."""
        if self.password.value() != self.again.value():
            self.show_errors({"again": "Hai lần nhập không giống nhau. Nhập lại mật khẩu."})
            return
        super().save()
