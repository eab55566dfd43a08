"""Forms of the office's books: villages, units, schedules."""

from collections.abc import Callable, Sequence
from datetime import date

from app.domain.ids import RecordId, record_id
from app.domain.kinds import BodyKind
from app.domain.office import Body, Unit, UnitDraft, UnitLevel, Village
from app.domain.receptions import Schedule, ScheduleDraft, SessionKind
from app.runtime import words
from ui import formats
from ui.theme import Tone
from ui.widgets.basics import Note
from ui.widgets.fields import ChecksField, ChoiceField, DateField, LineField
from ui.widgets.forms import FormPage

Today = Callable[[], date]
NOBODY = "none"


def _day(field: DateField) -> date:
    day = field.value()
    assert day is not None  # the form asks for saving only when every required field is filled
    return day


class VillageForm(FormPage):
    """A village."""

    def __init__(self) -> None:
        super().__init__("Thêm thôn, bản")
        self.name = LineField("Tên thôn, bản, tổ dân phố", required=True, placeholder="Bản Nà Khương")
        self.section("Thôn, bản", self.name, name=self.name)


class MergeForm(FormPage):
    """Several villages become one, by a decision."""

    def __init__(self, villages: Sequence[Village], chosen: Sequence[Village], today: Today) -> None:
        super().__init__("Sáp nhập thôn, bản")
        choices = [(str(village.id), village.name) for village in villages]
        self.merged = ChecksField("Thôn, bản được nhập", choices, required=True)
        self.into = ChoiceField(
            "Thôn, bản sau sáp nhập",
            choices,
            required=True,
            help_text="Nếu mang tên mới thì thêm thôn, bản mới trước, rồi chọn ở đây.",
        )
        self.on = DateField("Ngày có hiệu lực", today, required=True)
        self.reason = LineField(
            "Quyết định, nghị quyết", required=True, placeholder="Nghị quyết số 12/NQ-HĐND"
        )
        self.section(
            "Sáp nhập",
            Note("Hồ sơ và số liệu cũ vẫn giữ tên thôn, bản cũ.", Tone.NEUTRAL),
            self.merged,
            self.into,
            (self.on, self.reason),
            village_ids=self.merged,
            into=self.into,
            on=self.on,
            reason=self.reason,
        )
        self.fill({"village_ids": [str(village.id) for village in chosen]})

    def ids(self) -> tuple[RecordId, ...]:
        return tuple(record_id(value) for value in self.merged.value())

    def target(self) -> RecordId:
        return record_id(str(self.into.value()))

    def day(self) -> date:
        return _day(self.on)


class UnitForm(FormPage):
    """A unit that work is given to, or that must answer."""

    def __init__(self, bodies: Sequence[Body], today: Today) -> None:
        super().__init__("Thêm cơ quan, đơn vị")
        self.name = LineField("Tên", required=True, placeholder="Phòng Kinh tế")
        levels = [(level.value, words.label(level)) for level in UnitLevel]
        self.level = ChoiceField("Cấp", levels, required=True)
        owners = [(body.kind.value, body.name) for body in bodies]
        self.body = ChoiceField("Thuộc", [(NOBODY, "Không thuộc cơ quan nào của xã"), *owners])
        self.founded_on = DateField("Ngày thành lập", today)
        self.section(
            "Cơ quan, đơn vị",
            self.name,
            (self.level, self.body, self.founded_on),
            name=self.name,
            level=self.level,
            body=self.body,
            founded_on=self.founded_on,
        )
        self.fill({"level": UnitLevel.COMMUNE.value, "body": BodyKind.COMMITTEE.value})

    def draft(self) -> UnitDraft:
        body = self.body.value()
        return UnitDraft(
            self.name.value(),
            UnitLevel(str(self.level.value())),
            BodyKind(str(body)) if body not in (None, NOBODY) else None,
            self.founded_on.value(),
        )


class DissolveForm(FormPage):
    """A unit ends."""

    def __init__(self, unit: Unit, today: Today) -> None:
        super().__init__(f"Giải thể: {unit.name}", "Giải thể")
        self.on = DateField("Ngày giải thể", today, required=True)
        self.section(unit.name, Note("Hồ sơ cũ vẫn ghi tên đơn vị này.", Tone.NEUTRAL), self.on, on=self.on)

    def day(self) -> date:
        return _day(self.on)


class ScheduleForm(FormPage):
    """The rhythm in which a body receives citizens."""

    def __init__(self, bodies: Sequence[Body], today: Today) -> None:
        super().__init__("Thêm lịch tiếp công dân")
        self.body = ChoiceField("Cơ quan", [(body.kind.value, body.name) for body in bodies], required=True)
        kinds = (SessionKind.REGULAR, SessionKind.EVERYDAY, SessionKind.ONLINE)
        self.kind = ChoiceField(
            "Hình thức", [(kind.value, words.label(kind)) for kind in kinds], required=True
        )
        self.receiver = LineField("Người tiếp", required=True)
        self.position = LineField("Chức vụ", placeholder="Chủ tịch UBND xã")
        self.days = LineField(
            "Các ngày trong tháng",
            placeholder="10, 25",
            help_text="Để trống là mọi ngày làm việc. Trùng ngày nghỉ thì chuyển sang ngày làm việc kế tiếp.",
        )
        self.hours = LineField("Giờ", placeholder="8 giờ – 11 giờ 30")
        self.place = LineField("Nơi tiếp", placeholder="Phòng tiếp công dân, trụ sở UBND xã")
        self.valid_from = DateField("Ngày bắt đầu áp dụng", today, required=True)
        self.valid_until = DateField("Ngày kết thúc", today, help_text="Để trống nếu chưa biết.")
        self.section(
            "Ai tiếp", (self.body, self.kind), (self.receiver, self.position),
            body=self.body, kind=self.kind, receiver=self.receiver, position=self.position,
        )  # fmt: skip
        self.section(
            "Khi nào, ở đâu", self.days, (self.hours, self.place), (self.valid_from, self.valid_until),
            days=self.days, hours=self.hours, place=self.place,
            valid_from=self.valid_from, valid_until=self.valid_until,
        )  # fmt: skip

    def save(self) -> None:
        """Numbers only, before the desk looks at them."""
        if not all(word.isdecimal() for word in self._day_words()):
            self.show_errors({"days": "Ghi các ngày bằng số, cách nhau dấu phẩy: 10, 25."})
            return
        super().save()

    def draft(self) -> ScheduleDraft:
        return ScheduleDraft(
            BodyKind(str(self.body.value())),
            SessionKind(str(self.kind.value())),
            self.receiver.value(),
            self.position.value(),
            tuple(sorted({int(word) for word in self._day_words()})),
            self.place.value(),
            self.hours.value(),
            self.valid_from.value(),
            self.valid_until.value(),
        )

    def _day_words(self) -> list[str]:
        return self.days.value().replace(",", " ").replace(";", " ").split()


class EndForm(FormPage):
    """A schedule ends with a day."""

    def __init__(self, schedule: Schedule, today: Today) -> None:
        super().__init__("Kết thúc lịch tiếp", "Kết thúc lịch")
        self.last = DateField("Ngày cuối áp dụng", today, required=True)
        told = f"{words.label(schedule.body)}, {schedule.receiver}: từ {formats.day(schedule.valid_from)}"
        self.section(told, self.last, last=self.last)

    def day(self) -> date:
        return _day(self.last)
