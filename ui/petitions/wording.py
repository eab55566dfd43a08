"""What the page says of a petition: its line, its clocks, its next step, the names of the acts."""

from dataclasses import dataclass

from app.bootstrap import Services
from app.domain.accounts import Account
from app.domain.deadlines import Confidence
from app.domain.kinds import PetitionKind
from app.domain.next_steps import StepKind
from app.domain.petitions import Petition
from app.runtime import words
from ui import formats
from ui.parts.badges import done_badge, doubt_words, due_badge
from ui.petitions.file import PetitionFile
from ui.petitions.rows import NAMELESS, SEALED
from ui.theme import Tone
from ui.widgets.chips import Badge

ACTS = {
    "accept": "Thụ lý",
    "decline": "Không thụ lý",
    "forward": "Chuyển đơn",
    "guide": "Hướng dẫn",
    "return": "Trả lại đơn",
    "file_away": "Lưu đơn",
    "extend": "Gia hạn",
    "suspend": "Tạm đình chỉ",
    "resume": "Tiếp tục giải quyết",
    "withdraw": "Rút đơn",
    "settle": "Kết thúc",
}
_STEPS = {
    "accept": "Thụ lý giải quyết",
    "decline": "Không thụ lý, thông báo nêu rõ lý do",
    "forward": "Chuyển đơn đến nơi có thẩm quyền",
    "guide": "Hướng dẫn người gửi đến đúng nơi",
    "return": "Trả lại đơn, nêu rõ lý do",
    "file_away": "Lưu đơn",
    "resume": "Tiếp tục giải quyết khi căn cứ tạm đình chỉ không còn",
    "settle": "Giải quyết và kết thúc đơn",
}
SENDERS = {
    PetitionKind.COMPLAINT: "Người khiếu nại",
    PetitionKind.DENUNCIATION: "Người tố cáo",
    PetitionKind.RECOMMENDATION: "Người kiến nghị",
    PetitionKind.REPORT: "Người phản ánh",
}


@dataclass(frozen=True, slots=True)
class StepWords:
    """The next step as the card says it."""

    step: str
    why: str
    button: str


def name(petition: Petition) -> str:
    """Who sent it, as the heading says; a denouncer is never named."""
    if petition.sealed:
        return SEALED
    if not petition.people:
        return NAMELESS
    first = petition.people[0].full_name
    others = petition.people_count - 1
    if others == 1 and len(petition.people) > 1:
        return f"{first} và {petition.people[1].full_name}"
    return f"{first} và {others} người" if others else first


def line(petition: Petition) -> str:
    """Kind, field, how and when it came, who has it."""
    came = f"{words.label(petition.source)} {formats.day(petition.received_on)}"
    unit = petition.assignments[0].unit if petition.assignments else ""
    parts = (words.label(petition.kind), petition.field, came, words.label(petition.state), unit)
    return " · ".join(part for part in parts if part)


def badges(services: Services, file: PetitionFile) -> list[Badge]:
    """A chip for each running clock, or how it ended."""
    petition = file.petition
    if not petition.state.open:
        result = f": {words.label(petition.result)}" if petition.result else ""
        return [done_badge(f"{words.label(petition.state)}{result}", petition.closed_on)]
    made = [clock_badge(services, account) for account in file.accounts]
    if petition.paused_on is not None:
        made.append(Badge(f"Tạm dừng từ {formats.day(petition.paused_on)}", Tone.NEUTRAL))
    return [Badge("Bảo mật người tố cáo", Tone.SEALED), *made] if petition.sealed else made


def clock_badge(services: Services, account: Account) -> Badge:
    """What is due, the time left, the day, its doubts: Thụ lý khiếu nại: còn 3 ngày làm việc (19/3)."""
    due = due_badge(services, account.due)
    said = f"{due.text[:1].lower()}{due.text[1:]} ({formats.short_day(account.due)})"
    told = (f"{account.working.rule.title}: {said}", *doubt_words(account.doubts))
    return Badge(" · ".join(told), due.tone)


def step(file: PetitionFile) -> StepWords | None:
    """The next step, its basis and what follows from it."""
    told = file.step
    if told is None:
        return None
    check = " Cần kiểm tra căn cứ." if told.confidence is Confidence.UNSURE else ""
    if told.kind is StepKind.ASSESS:
        return StepWords("Làm rõ thẩm quyền, xử lý đơn", f"{told.reason} ({told.article}).{check}", "Xử lý")
    if told.kind is StepKind.ASSIGN:
        return StepWords("Giao việc cho phòng, đơn vị", _until(file), "Giao việc")
    basis = f"{told.article}.{check}" if told.article else _until(file)
    if told.act == "accept":
        basis += _begins(file)
    if told.kind is StepKind.LETTER:
        return StepWords(f"Ra {letter_name(file.letters[told.letter])}", basis, "Soạn")
    where = f": {file.petition.competent}" if told.act == "forward" and file.petition.competent else ""
    return StepWords(f"{_STEPS[told.act]}{where}", basis, ACTS[told.act])


def letter_name(title: str) -> str:
    """A letter's title in a sentence: Thông báo về việc thụ lý giải quyết khiếu nại (lần đầu)."""
    return title[:1].upper() + title[1:].lower()


def _until(file: PetitionFile) -> str:
    if file.petition.paused_on is not None:
        since = formats.day(file.petition.paused_on)
        return (
            f"Thời hạn giải quyết tạm dừng từ {since}. "
            "Được tính tiếp từ ngày sau ngày ra quyết định tiếp tục giải quyết."
        )
    if not file.accounts:
        return ""
    account = file.accounts[0]
    if account.decision is not None:
        return f"Hạn {formats.day(account.due)}, do cơ quan quyết định."
    return f"Hạn {formats.day(account.due)}, theo {account.article}."


def _begins(file: PetitionFile) -> str:
    if not file.begins:
        return ""
    term = file.begins[-1].term
    return f" Xong thì tính {term.length} {words.label(term.unit)} giải quyết."
