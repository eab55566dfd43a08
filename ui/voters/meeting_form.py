"""The form of a round of meetings: new, prepared for a coming day, or put right."""

from collections.abc import Callable, Sequence
from datetime import date

from app.domain.ids import record_id
from app.domain.meetings import ContactKind, Meeting, MeetingDraft, MeetingTiming
from app.domain.office import CouncilSession, Village
from app.runtime import words
from ui.voters.places import PlacesField
from ui.widgets.fields import ChoiceField, LineField, TextField
from ui.widgets.forms import FormPage

CHAIRED_BY = "Thường trực HĐND phối hợp với Ủy ban MTTQ Việt Nam xã"
"""Who mostly chairs: the council's standing body meets voters together with the Fatherland Front."""


class MeetingForm(FormPage):
    """A round of meetings before or after a council session."""

    def __init__(self, today: Callable[[], date], known: Meeting | None = None) -> None:
        super().__init__("Sửa đợt tiếp xúc" if known else "Cuộc tiếp xúc cử tri mới")
        self.known = known
        self.council_session = ChoiceField("Kỳ họp HĐND", required=True)
        timings = [(timing.value, words.label(timing)) for timing in MeetingTiming]
        self.timing = ChoiceField("Thời điểm", timings, required=True)
        kinds = [(kind.value, words.label(kind)) for kind in ContactKind]
        self.contact = ChoiceField("Hình thức", kinds, required=True)
        self.title = LineField("Tên đợt tiếp xúc", required=True)
        self.places = PlacesField(today)
        self.chaired_by = LineField("Chủ trì", limit=200)
        self.deputies = TextField("Đại biểu dự", help_text="Mỗi dòng một đại biểu.", lines=4, counted=False)
        self._lay_out()
        self.council_session.edited.connect(self._propose_title)
        self.timing.edited.connect(self._propose_title)
        self.fill(_told(known) if known else {"contact": ContactKind.CONFERENCE, "chaired_by": CHAIRED_BY})

    def offer(self, sessions: Sequence[CouncilSession], villages: Sequence[Village]) -> None:
        """The sessions and villages to choose from; what is chosen stays."""
        self.council_session.set_choices([(str(one.id), one.name) for one in sessions])
        self.places.set_villages(villages)
        if self.known is not None and self.council_session.is_empty():
            self.fill({"council_session": str(self.known.council_session_id)})
            self.places.set_value(_places(self.known))

    def draft(self) -> MeetingDraft:
        """What is typed; only asked for when nothing is wrong with it."""
        return MeetingDraft(
            record_id(str(self.council_session.value())),
            MeetingTiming(str(self.timing.value())),
            self.title.value(),
            self.places.drafts(),
            tuple(line.strip() for line in self.deputies.value().splitlines() if line.strip()),
            self.chaired_by.value(),
            ContactKind(str(self.contact.value())),
        )

    def _lay_out(self) -> None:
        self.section(
            "Đợt tiếp xúc",
            (self.council_session, self.timing, self.contact),
            self.title,
            council_session=self.council_session,
            timing=self.timing,
            contact=self.contact,
            title=self.title,
        )
        self.section("Các điểm tiếp xúc", self.places, places=self.places)
        self.section(
            "Người dự", self.chaired_by, self.deputies, chaired_by=self.chaired_by, deputies=self.deputies
        )

    def _propose_title(self) -> None:
        """A title from what was chosen, while the clerk has not written another."""
        session, timing = self.council_session, self.timing
        if self.known is not None or session.is_empty() or timing.is_empty():
            return
        name = session.combo.currentText()
        before = timing.combo.currentText().lower()
        if self.title.is_empty() or self.title.value().startswith("Tiếp xúc cử tri "):
            self.title.set_value(f"Tiếp xúc cử tri {before.replace('kỳ họp', '').strip()} {name}")


def _told(known: Meeting) -> dict[str, object]:
    return {
        "timing": known.timing,
        "contact": known.contact,
        "title": known.title,
        "places": _places(known),
        "chaired_by": known.chaired_by,
        "deputies": "\n".join(known.deputies),
    }


def _places(known: Meeting) -> list[list[object]]:
    return [
        [
            place.name,
            str(place.village_id or ""),
            f"{place.held_on:%d/%m/%Y}",
            place.attendance or None,
            str(place.id),
        ]
        for place in known.places
    ]
