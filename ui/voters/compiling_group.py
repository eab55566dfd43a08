"""A group of recommendations that look the same: one key merges it, the clerk says who leads."""

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QVBoxLayout

from app.domain.compiling import Group
from app.domain.ids import RecordId
from app.domain.voters import RecommendationRow
from ui import formats
from ui.voters.rows import dots, who
from ui.widgets.basics import Card, button, clear, column, label, row


class GroupCard(Card):
    """Its members below each other: which of them are meant, and which speaks for the others."""

    def __init__(self) -> None:
        super().__init__(margin=16, gap=12)
        self.group: Group | None = None
        self._heading = label("", "heading", wrap=True)
        self._why = label("", "muted", wrap=True)
        self._members = QVBoxLayout()
        self._members.setSpacing(12)
        self._leads = QButtonGroup(self)
        self._meant: list[QCheckBox] = []
        self.add(self._heading, self._why, self._members)

    def show_group(self, group: Group) -> None:
        """Show it; the clearest leads until the clerk says otherwise."""
        self.group = group
        count = len(group.members)
        heading = f"{count} ý kiến trùng hẳn" if group.certain else f"{count} kiến nghị có vẻ cùng nội dung"
        self.setAccessibleName(heading)
        self._heading.setText(heading)
        self._why.setText(
            "Cùng người nêu, cùng thôn, bản, cùng lời trong một đợt. Gộp lại, không mất ý kiến nào."
            if group.certain
            else "Đánh dấu những kiến nghị cùng nội dung, chọn kiến nghị đứng tên cho cả nhóm."
        )
        for choice in self._leads.buttons():
            self._leads.removeButton(choice)
        clear(self._members)
        self._meant = []
        for at, member in enumerate(group.members):
            self._add(at, member)

    def pick(self, at: int) -> None:
        """Let the member at this place lead."""
        choice = self._leads.button(at)
        if choice is not None:
            choice.setChecked(True)

    def chosen(self) -> tuple[RecordId, tuple[RecordId, ...]]:
        """Who leads, and who follows of those that are meant."""
        assert self.group is not None
        members = self.group.members
        lead = members[max(self._leads.checkedId(), 0)].id
        meant = zip(members, self._meant, strict=True)
        return lead, tuple(one.id for one, check in meant if check.isChecked() and one.id != lead)

    def _add(self, at: int, member: RecommendationRow) -> None:
        meant, lead = QCheckBox(), button(f"{at + 1}  Đứng tên", kind="chip")
        meant.setChecked(True)
        room = meant.sizePolicy()
        room.setRetainSizeWhenHidden(True)  # whoever leads is meant without a tick; the words stay in line
        meant.setSizePolicy(room)
        lead.setCheckable(True)
        meant.setAccessibleName(f"Gộp số {member.number}")
        lead.setAccessibleName(f"Số {member.number} đứng tên")
        self._leads.addButton(lead, at)
        self._meant.append(meant)
        told = dots(
            f"Số {member.number}",
            who(member),
            member.village,
            member.meeting,
            formats.day(member.received_on),
        )
        said = column(
            label(told, "small", wrap=True), label(member.matter, wrap=True, selectable=True), gap=2
        )
        line = row(meant, said, lead, gap=12)
        line.setStretch(1, 1)
        self._members.addLayout(line)
        lead.toggled.connect(meant.setHidden)
        lead.setChecked(at == 0)
