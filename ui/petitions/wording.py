"""What the page says of a petition: its line, its clocks, its next step, the names of the acts."""

from dataclasses import dataclass

from app.bootstrap import Services
from app.domain.accounts import Account
from app.domain.classification import Passed
from app.domain.deadlines import Confidence
from app.domain.events import Clock
from app.domain.jurisdictions import Eligibility
from app.domain.kinds import PetitionKind
from app.domain.links import Link
from app.domain.next_steps import StepKind
from app.domain.petitions import LinkKind, Petition
from app.domain.representatives import Mandate
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
    "notify": "Thông báo thụ lý",
    "extend": "Gia hạn",
    "find_complex": "Xác định vụ việc phức tạp",
    "dialogue": "Đối thoại",
    "suspend": "Tạm đình chỉ",
    "resume": "Tiếp tục giải quyết",
    "withdraw_part": "Rút một phần",
    "withdraw": "Rút đơn",
    "discontinue": "Đình chỉ giải quyết",
    "settle": "Kết thúc",
    "send": "Gửi quyết định",
    "publish": "Công khai quyết định",
    "carry_out": "Tổ chức thi hành",
    "complete": "Ghi thi hành xong",
    "tell_forwarder": "Báo nơi chuyển đơn",
    "record_answer": "Ghi kết quả trả lời",
}
_OF_DENUNCIATIONS = {
    "send": "Gửi kết luận, quyết định",
    "publish": "Công khai kết luận",
    "carry_out": "Xử lý theo kết luận",
}
NOTES = {
    "decline": "Lý do không thụ lý",
    "forward": "Chuyển đến",
    "guide": "Hướng dẫn đến",
    "return": "Lý do trả lại",
    "file_away": "Lý do lưu đơn",
    "notify": "Nơi nhận",
    "extend": "Nói rõ lý do gia hạn",
    "find_complex": "Nói rõ lý do",
    "dialogue": "Thành phần, kết quả đối thoại",
    "suspend": "Nói rõ căn cứ",
    "withdraw_part": "Nội dung rút",
    "discontinue": "Nói rõ căn cứ",
    "settle": "Nội dung giải quyết",
    "send": "Nơi nhận",
    "publish": "Hình thức, nơi công khai",
    "carry_out": "Văn bản chỉ đạo, việc đã làm",
    "complete": "Kết quả thi hành, văn bản báo cáo",
    "tell_forwarder": "Nơi nhận",
    "record_answer": "Văn bản trả lời: số, ngày, kết quả",
}
"""What is asked for beside the day; acts that are not named take a plain note."""
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
AGAIN = {
    kind: words.phrase("petitions", f"again_{kind}")
    for kind in (PetitionKind.COMPLAINT, PetitionKind.DENUNCIATION)
}
"""What the second one of a kind is called."""
_CLOCKS_SHOWN = 2
"""Chips beside the heading; the summary names every clock."""
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


def act_name(kind: PetitionKind, act: str) -> str:
    """The name of an act, as its kind of petition calls it: a denunciation ends with a conclusion."""
    if kind is PetitionKind.DENUNCIATION:
        return _OF_DENUNCIATIONS.get(act, ACTS[act])
    return ACTS[act]


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


def link(one: Link) -> str:
    """How a petition stands to another: Đơn trùng với Đ-2026/0003; Đơn Đ-2026/0009 trùng với đơn này."""
    if one.earlier:
        return f"{words.label(one.kind)} {one.number}"
    later = {LinkKind.DUPLICATE: "trùng với đơn này", LinkKind.SPLIT: "tách từ đơn này"}
    return f"Đơn {one.number} {later[one.kind]}"


def mandate(paper: Mandate | None) -> str:
    """The paper by which somebody acts for others, in one line."""
    if paper is None:
        return ""
    parts = (
        words.label(paper.kind),
        f"số {paper.number}" if paper.number else "",
        f"ngày {formats.day(paper.on)}" if paper.on else "",
    )
    more = (f"{paper.named} người đại diện", "đã công chứng, chứng thực" if paper.certified else "")
    return ", ".join(part for part in (" ".join(part for part in parts if part), *more) if part)


def trail(passed: tuple[Passed, ...]) -> str:
    """How it was classified, a line a decision, each with its article."""
    return "\n".join(f"{one.answer.text} ({one.article})" for one in passed if one.answer.decides)


def line(petition: Petition) -> str:
    """Kind, field, how and when it came, who has it."""
    came = f"{words.label(petition.source)} {formats.day(petition.received_on)}"
    unit = petition.assignments[0].unit if petition.assignments else ""
    kind = AGAIN[petition.kind] if petition.again else words.label(petition.kind)
    parts = (kind, petition.field, came, words.label(petition.state), unit)
    return " · ".join(part for part in parts if part)


def badges(services: Services, file: PetitionFile) -> list[Badge]:
    """How it ended, its nearest clocks, and how many run besides: what is settled must still be sent."""
    petition = file.petition
    if not petition.state.open:  # the next step names the duty, so its day is enough
        result = f": {words.label(petition.result)}" if petition.result else ""
        done = done_badge(f"{words.label(petition.state)}{result}", petition.closed_on)
        return [done, *(due_badge(services, account.due) for account in file.accounts[:1]), *_more(file, 1)]
    made = [clock_badge(services, account) for account in file.accounts[:_CLOCKS_SHOWN]]
    made += _more(file, _CLOCKS_SHOWN)
    if petition.paused_on is not None:
        made.append(Badge(f"Tạm dừng từ {formats.day(petition.paused_on)}", Tone.NEUTRAL))
    if petition.kept:
        made.insert(0, Badge("Giữ riêng", Tone.SEALED, "lock"))
    return [Badge("Bảo mật người tố cáo", Tone.SEALED), *made] if petition.sealed else made


def _more(file: PetitionFile, shown: int) -> list[Badge]:
    left = len(file.accounts) - shown
    return [Badge(f"Thêm {left} hạn", Tone.NEUTRAL)] if left > 0 else []


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
    if told.clock is not None:
        return _duty(file, told.clock, act_name(file.petition.kind, told.act), told.letter)
    basis = f"{told.article}.{check}" if told.article else _until(file)
    if told.act == "accept":
        basis += _begins(file)
    if told.kind is StepKind.LETTER:
        return StepWords(f"Ra {formats.in_sentence_case(file.letters[told.letter].title)}", basis, "Soạn")
    if told.act == "guide" and file.petition.eligibility is Eligibility.MIXED:
        return StepWords("Hướng dẫn người gửi viết lại thành đơn riêng", basis, ACTS[told.act])
    where = f": {file.petition.competent}" if told.act == "forward" and file.petition.competent else ""
    return StepWords(f"{_STEPS[told.act]}{where}", basis, ACTS[told.act])


def _duty(file: PetitionFile, clock: Clock, button: str, letter: str) -> StepWords | None:
    """What a term alone asks for: Gửi quyết định giải quyết khiếu nại lần đầu, chậm nhất 25/8."""
    account = next((a for a in file.accounts if a.clock is not None and a.clock.id == clock.id), None)
    if account is None:
        return None
    rule = account.working.rule
    check = " Cần kiểm tra căn cứ." if rule.confidence is Confidence.UNSURE else ""
    since = f"Tính từ {formats.day(account.working.start)}, theo {account.article}.{check}"
    paper = f"{formats.in_sentence_case(file.letters[letter].title)}. " if letter else ""
    return StepWords(f"{rule.title}, chậm nhất {formats.day(account.due)}", f"{paper}{since}", button)


def _until(file: PetitionFile) -> str:
    if file.petition.paused_on is not None:
        since = formats.day(file.petition.paused_on)
        return (
            f"Thời hạn giải quyết tạm dừng từ {since}. "
            "Được tính tiếp từ ngày sau ngày ra quyết định tiếp tục giải quyết."
        )
    account = file.settling
    if account is None:
        return ""
    if account.decision is not None:
        return f"Hạn {formats.day(account.due)}, do cơ quan quyết định."
    return f"Hạn {formats.day(account.due)}, theo {account.article}."


def _begins(file: PetitionFile) -> str:
    if not file.begins:
        return ""
    term = file.begins[-1].term
    return f" Xong thì tính {term.length} {words.label(term.unit)} giải quyết."
