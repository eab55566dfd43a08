"""Who came or wrote: the first person represents, others can be added; known people are offered."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain import checks
from app.domain import people as rules
from app.domain.errors import KnownTrouble
from app.domain.ids import RecordId, record_id
from app.domain.people import Person, PersonDraft
from app.domain.text import fold
from app.runtime import words
from ui import formats
from ui.context import Context
from ui.shortcuts import Key, bind
from ui.widgets.basics import Card, SectionHeading, button, column, icon_button, label, row, rule
from ui.widgets.completion import Look, Offer, OfferField
from ui.widgets.fields import DateField, Field, LineField, NumberField
from ui.widgets.forms import FieldRow, Folded, FormPage


class IdField(OfferField):
    """An identity number, in groups for reading; a scanned card fills the whole person.

    Signals:
        scanned: What a card reader typed (``PersonDraft``).
    """

    scanned = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__("Số căn cước", _look_for_people(context), context.background)
        self.line.setMaxLength(300)  # a card reader types the whole card
        self.line.editingFinished.connect(self._settle)

    def value(self) -> str:
        return self.line.text().replace(" ", "")

    def set_value(self, text: str) -> None:
        self.line.setText(_grouped(text))

    def trouble(self) -> str:
        try:
            rules.id_number(self.value())
        except KnownTrouble as no:
            return words.sentence(no)
        return super().trouble()

    def _settle(self) -> None:
        read = rules.read_card(self.line.text())
        if read is not None:
            self.set_value(read.id_number)
            self.scanned.emit(read)
            return
        self.set_value(self.value())
        self.set_error(self.trouble())


class BirthYearField(LineField):
    """The year of birth; a whole day of birth is taken for its year."""

    def __init__(self, context: Context) -> None:
        super().__init__("Năm sinh", limit=10)
        self._context = context
        self.line.editingFinished.connect(lambda: self.set_error(self.trouble()))

    def year(self) -> int | None:
        typed = self.value().replace(".", "/").rsplit("/", 1)[-1]
        return int(typed) if typed.isdecimal() else None

    def trouble(self) -> str:
        if self.is_empty():
            return super().trouble()
        today = self._context.today
        year = self.year()
        if year is not None and today.year - rules.OLDEST <= year <= today.year:
            return ""
        return f"Ghi năm đủ bốn chữ số, từ {today.year - rules.OLDEST} đến {today.year}."


class PersonFields(QWidget):
    """The fields of one person.

    Signals:
        edited: The clerk changed something.
    """

    edited = Signal()

    def __init__(self, context: Context, *extra: Field) -> None:
        super().__init__()
        self._context = context
        self.known: Person | None = None
        self._person_id: RecordId | None = None
        self._village: tuple[RecordId, str] | None = None
        self.name = OfferField(
            "Họ và tên",
            _look_for_people(context),
            context.background,
            required=True,
            placeholder="gõ tên, chọn người đã đến",
        )
        self.name.line.setMaxLength(checks.NAME_LIMIT)
        self.number = IdField(context)
        self.born = BirthYearField(context)
        self.issued_on = DateField("Ngày cấp", lambda: context.today)
        self.issued_by = LineField("Nơi cấp", placeholder="như Cục CSQLHC về TTXH", limit=200)
        self.phone = LineField("Điện thoại", placeholder="không bắt buộc", limit=100)
        self.address = OfferField(
            "Địa chỉ", _look_for_villages(context), context.background, placeholder="Thôn, bản, xã"
        )
        issuing = QWidget()
        issuing.setLayout(column(FieldRow((self.issued_on, self.issued_by))))
        self.fold = Folded(issuing, "Ngày cấp, nơi cấp căn cước")
        self.told = label("", "small", wrap=True)
        self.told.hide()
        self.setLayout(
            column(
                FieldRow((self.name, self.number, self.born)),
                self.told,
                FieldRow((self.address, self.phone, *extra)),
                self.fold,
                gap=12,
            )
        )
        self._connect()

    @property
    def fields(self) -> dict[str, Field]:
        """The fields by the names that refusals and drafts use."""
        return {
            "full_name": self.name,
            "id_number": self.number,
            "birth_year": self.born,
            "address": self.address,
            "phone": self.phone,
            "id_issued_on": self.issued_on,
            "id_issued_by": self.issued_by,
        }

    def draft(self) -> PersonDraft:
        """The person as typed; the village counts while its name stands in the address."""
        address = self.address.value()
        village = self._village
        lives_there = village is not None and fold(village[1]) in fold(address)
        return PersonDraft(
            self.name.value(),
            self.number.value(),
            self.issued_on.value(),
            self.issued_by.value(),
            self.born.year(),
            self.phone.value(),
            address,
            village[0] if village is not None and lives_there else None,
            self._person_id,
        )

    def fill(self, draft: PersonDraft, told: str = "") -> None:
        """Put a person in; saves nothing."""
        self.name.set_value(draft.full_name)
        self.number.set_value(draft.id_number)
        self.born.set_value(str(draft.birth_year or ""))
        self.phone.set_value(draft.phone)
        self.address.set_value(draft.address)
        self.issued_on.set_value(draft.id_issued_on)
        self.issued_by.set_value(draft.id_issued_by)
        self._village = (draft.village_id, draft.address) if draft.village_id else None
        self._person_id = draft.person_id
        for line in (self.name.line, self.address.line, self.issued_by.line):
            line.setCursorPosition(0)  # the beginning of what is long tells most
        self._tell(told or ("Người đã có trong sổ." if draft.person_id else ""))

    def _connect(self) -> None:
        for offering in (self.name, self.number):
            offering.taken.connect(self._take)
            offering.edited.connect(self._other_person)
        self.number.scanned.connect(self._scan)
        self.address.taken.connect(self._take_village)
        for field in self.fields.values():
            field.edited.connect(self.edited)
        self.issued_on.changed.connect(self._open_fold)

    def _open_fold(self) -> None:
        if self.issued_on.trouble():
            self.fold.open()

    def _take(self, offer: Offer) -> None:
        if isinstance(offer.what, Person):
            draft = offer.what.as_draft()
            self.fill(draft, "Người đã có trong sổ; chỗ nào sửa ở đây thì sổ cũng sửa theo.")
            self.edited.emit()

    def _other_person(self) -> None:
        """Another name or number was typed: no longer the known person that was taken."""
        if self._person_id is not None:
            self._person_id = None
            self._tell("")

    def _scan(self, read: PersonDraft) -> None:
        self.fill(read, "Đã đọc thẻ căn cước. Đối chiếu lại với thẻ trước khi lưu.")
        self.edited.emit()

    def _take_village(self, offer: Offer) -> None:
        if isinstance(offer.what, tuple):
            self._village = offer.what

    def _tell(self, sentence: str) -> None:
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))


class OthersField(Field):
    """The people besides the first, each with a line between; its value is what drafts keep of them."""

    def __init__(self, context: Context, each: str) -> None:
        self._context = context
        self._each = each
        self._holder = QWidget()
        self._list = QVBoxLayout(self._holder)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(12)
        self.people: list[PersonFields] = []
        super().__init__("", self._holder, required=False, help_text="")
        self._holder.setAccessibleName("Những người khác")

    def value(self) -> list[dict[str, str]]:
        return [_told(person.draft()) for person in self.people]

    def set_value(self, value: Sequence[dict[str, str]]) -> None:
        self.show_people([_drafted(told) for told in value])

    def show_people(self, drafts: Sequence[PersonDraft]) -> None:
        for person in list(self.people):
            self._drop(person)
        for draft in drafts:
            self.add().fill(draft)

    def add(self) -> PersonFields:
        """One more person."""
        person = PersonFields(self._context)
        away = icon_button("close", "Bỏ người này", lambda: self._remove(person))
        layout = person.layout()
        assert isinstance(layout, QVBoxLayout)
        head = row(label(self._each, "label"), None, away)
        layout.insertLayout(0, head)
        layout.insertWidget(0, rule())
        self.people.append(person)
        self._list.addWidget(person)
        person.edited.connect(self.edited)
        for field in person.fields.values():
            if isinstance(field.editor, QLineEdit):
                field.editor.returnPressed.connect(lambda: self.focusNextPrevChild(True))  # noqa: FBT003 - Qt's
        self.changed.emit()
        return person

    def trouble(self) -> str:
        """What is wrong with any of them; each field says it below itself too."""
        found = ""
        for person in self.people:
            for field in person.fields.values():
                sentence = field.trouble()
                field.set_error(sentence)
                found = found or sentence
        return found

    def set_error(self, sentence: str) -> None:
        """The fields inside say what is wrong with each person."""

    def _remove(self, person: PersonFields) -> None:
        self._drop(person)
        self.changed.emit()
        self.edited.emit()

    def _drop(self, person: PersonFields) -> None:
        self.people.remove(person)
        person.hide()
        person.deleteLater()


class PeopleField(QWidget):
    """The people of a visit or a petition, put into a form as one card.

    Use: ``people = PeopleField(context, form, "Người đến")``; then ``people.drafts()`` and
    ``people.count()``. The form's drafts and refusals find the first person's fields by their names.

    ``other_words`` stand above each further person, ``address_wanted`` below the empty address of who
    stands for others.

    Signals:
        changed: Another name, or another number of people.
    """

    changed = Signal()

    def __init__(
        self,
        context: Context,
        form: FormPage,
        heading: str,
        *,
        count_words: str = "Số người đến",
        other_words: str = "Người cùng đến",
        address_wanted: str = "",
    ) -> None:
        super().__init__()
        self._address_wanted = address_wanted
        self.how_many = NumberField(count_words, least=1, most=100_000)
        self.first = PersonFields(context, self.how_many)
        self.others = OthersField(context, other_words)
        more = button("Thêm người", self.add, icon="plus", kind="link")
        self.setLayout(
            column(self.first, self.others, row(more, self.first.fold.free_link(), None, gap=20), gap=8)
        )
        scan = button("Quét thẻ căn cước (F6)", self.go_scan, icon="scan", kind="link")
        scan.setToolTip("Bấm rồi đưa thẻ căn cước vào đầu đọc: cả thẻ được điền vào đây.")
        head = SectionHeading(heading, scan)
        self.card: Card = form.section(
            "", head, self, **self.first.fields, people_count=self.how_many, others=self.others
        )
        self.how_many.set_value(1)
        self.first.name.changed.connect(self.changed)
        self.how_many.changed.connect(self.changed)
        self.others.changed.connect(self._count_up)
        for changed in (self.first.address.changed, self.how_many.changed, self.others.changed):
            changed.connect(self._ask_address)
        bind(Key.SCAN, form, self.go_scan)

    def drafts(self) -> tuple[PersonDraft, ...]:
        """The people as typed; the first represents the others."""
        return (self.first.draft(), *(person.draft() for person in self.others.people))

    def count(self) -> int:
        """How many came or signed: at least those who are named."""
        return max(self.how_many.value() or 1, 1 + len(self.others.people))

    def fill(self, drafts: Sequence[PersonDraft], count: int = 1) -> None:
        """Put people in; saves nothing."""
        self.first.fill(drafts[0] if drafts else PersonDraft(""))
        self.others.show_people(drafts[1:])
        self.how_many.set_value(max(count, len(drafts), 1))

    def clear(self) -> None:
        self.fill(())

    def add(self) -> None:
        """One more person, with the focus in their name."""
        person = self.others.add()
        self.others.edited.emit()
        person.show()
        person.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_scan(self) -> None:
        """Wait for the card reader in the field of the number."""
        self.first.number.setFocus(Qt.FocusReason.OtherFocusReason)
        self.first.number.line.selectAll()

    def _ask_address(self) -> None:
        """Who stands for others is written to: say below an empty address that it is missing."""
        missing = self.count() > 1 and self.first.address.is_empty()
        self.first.address.set_help(self._address_wanted if missing else "")

    def _count_up(self) -> None:
        if (self.how_many.value() or 1) < 1 + len(self.others.people):
            self.how_many.set_value(1 + len(self.others.people))
        self.changed.emit()


def in_one_line(person: Person) -> str:
    """Who it is, told apart from namesakes: name, year, address, the number's end."""
    number = person.id_number
    parts = (
        person.full_name,
        str(person.birth_year or ""),
        person.address,
        f"căn cước …{number[-4:]}" if number else "",
    )
    return " · ".join(part for part in parts if part)


def _grouped(text: str) -> str:
    bare = text.replace(" ", "")
    return formats.identity_number(bare) if bare.isdecimal() else bare


def _look_for_people(context: Context) -> Look:
    def look(typed: str) -> list[Offer]:
        found = context.services.records.suggest_people(context.actor, typed.replace("|", " "))
        return [Offer(person.full_name, in_one_line(person), person) for person in found]

    return look


def _look_for_villages(context: Context) -> Look:
    def look(typed: str) -> list[Offer]:
        commune = context.services.office.settings(context.actor).commune_name
        wanted = fold(typed)
        return [
            Offer(f"{village.name}, {commune}", what=(village.id, village.name))
            for village in context.services.office.villages(context.actor)
            if wanted in fold(village.name)
        ]

    return look


def _told(draft: PersonDraft) -> dict[str, str]:
    told = {
        "full_name": draft.full_name,
        "id_number": draft.id_number,
        "id_issued_on": draft.id_issued_on.isoformat() if draft.id_issued_on else "",
        "id_issued_by": draft.id_issued_by,
        "birth_year": str(draft.birth_year or ""),
        "phone": draft.phone,
        "address": draft.address,
        "village_id": str(draft.village_id or ""),
        "person_id": str(draft.person_id or ""),
    }
    return {name: value for name, value in told.items() if value}


def _drafted(told: dict[str, str]) -> PersonDraft:
    issued, born = told.get("id_issued_on"), told.get("birth_year")
    village, person = told.get("village_id"), told.get("person_id")
    return PersonDraft(
        told.get("full_name", ""),
        told.get("id_number", ""),
        date.fromisoformat(issued) if issued else None,
        told.get("id_issued_by", ""),
        int(born) if born else None,
        told.get("phone", ""),
        told.get("address", ""),
        record_id(village) if village else None,
        record_id(person) if person else None,
    )
