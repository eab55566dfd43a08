"""Forms of the users: who they are, whether they serve the chair, their password."""

from dataclasses import replace

from app.domain.actors import Role
from app.domain.office import User
from app.runtime import words
from ui.widgets.fields import CheckField, ChoiceField, LineField
from ui.widgets.forms import FormPage

_STAFF = (
    "Đơn tố cáo Chủ tịch, Phó Chủ tịch, UBND xã không hiện nội dung với người này. "
    "Chủ tịch và Phó Chủ tịch luôn được tính là có."
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
