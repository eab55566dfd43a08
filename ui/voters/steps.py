"""What comes next for a recommendation, and what else can be done about it."""

from dataclasses import dataclass
from datetime import date

from app.domain.voters import ANSWERED, LEFT, OPEN, Recommendation, RecommendationState, Verdict
from ui import formats
from ui.voters.facts import Beside, by_when

CLASSIFY, FORWARD, ANSWER = "classify", "forward", "answer"
REVIEW, PUBLISH, TELL, PETITION = "review", "publish", "tell", "petition"
AMEND = "amend"
_SETTLED = (RecommendationState.SETTLED, RecommendationState.EXPLAINED)


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next step: what, why, the words of its button and its act; empty when nothing is left to do."""

    step: str = ""
    why: str = ""
    words: str = ""
    act: str = ""
    late: bool = False


def next_step(found: Recommendation, told: Beside, today: date) -> NextStep:
    """What its state asks for, as of ``today``."""
    row = found.row
    if row.orphaned:
        gone = f"{row.unit} đã giải thể từ {formats.day(row.dissolved_on)}"
        why = "Chuyển đến cơ quan đã nhận nhiệm vụ của cơ quan này."
        if row.state is RecommendationState.RECORDED:
            return NextStep(gone, why, "Chuyển", FORWARD, late=True)
        return NextStep(gone, why, "Chuyển lại", FORWARD, late=True)
    if row.state is RecommendationState.RECORDED:
        return _forward(found, today)
    if row.state is RecommendationState.FORWARDED:
        return _waiting(found, today)
    if row.state is RecommendationState.IN_PROGRESS:
        return _promised(found, today)
    if row.state is RecommendationState.PETITION:
        opens = PETITION if found.petition_id else ""
        return NextStep("Đã chuyển thành đơn", "Việc giải quyết theo dõi ở trang Đơn thư.", "Mở đơn", opens)
    return _after(found, told, today) if row.state in _SETTLED else NextStep()


def acts(found: Recommendation) -> list[tuple[str, str, str]]:
    """Everything that can be done in its state, the likeliest first: the act, its words and its icon."""
    state = found.row.state
    told: list[tuple[str, str, str]] = []
    if state is RecommendationState.FORWARDED or found.row.orphaned:
        told.append((FORWARD, "Chuyển lại", "send"))
    if state in OPEN:
        told.append((ANSWER, "Ghi trả lời", "check"))
    if state in ANSWERED:
        told += [
            (REVIEW, "Đánh giá" if found.row.verdict is None else "Đánh giá lại", "sign"),
            (PUBLISH, "Công khai", "document"),
            (TELL, "Báo cử tri", "voters"),
        ]
    if state in _SETTLED:
        told.append((ANSWER, "Ghi trả lời khác", "check"))
    if state not in LEFT:
        told.append((CLASSIFY, "Phân loại", "edit"))
    if state not in (*ANSWERED, *LEFT):
        told.append((PETITION, "Chuyển thành đơn", "petitions"))
    if state is not RecommendationState.PETITION:
        told.append((AMEND, "Sửa ý kiến", "edit"))
    return told


def _by(found: Recommendation, today: date) -> str:
    due = found.row.due_on
    if due is None:
        return ""
    return f"Đã quá hạn trả lời {formats.day(due)}." if due < today else f"Hạn trả lời {formats.day(due)}."


def _forward(found: Recommendation, today: date) -> NextStep:
    unit = found.row.unit or "cơ quan có trách nhiệm trả lời"
    return NextStep(f"Chuyển đến {unit}", _by(found, today), "Chuyển", FORWARD)


def _waiting(found: Recommendation, today: date) -> NextStep:
    row = found.row
    late = row.due_on is not None and row.due_on < today
    why = _by(found, today)
    if row.verdict is Verdict.UNSATISFIED:
        why = f"HĐND yêu cầu trả lời lại: {found.verdict_note.rstrip('.')}. {why}".strip()
    return NextStep(f"Ghi kết quả trả lời của {row.unit}", why, "Ghi trả lời", ANSWER, late)


def _promised(found: Recommendation, today: date) -> NextStep:
    promised = found.row.promised_on
    if promised is None:
        why = "Chưa có ngày hẹn. Có kết quả mới thì ghi tiếp."
        return NextStep("Theo dõi đến khi giải quyết xong", why, "Ghi kết quả", ANSWER)
    late = promised < today
    why = "Đã quá ngày hẹn: hỏi lại, rồi ghi kết quả." if late else "Có kết quả mới thì ghi tiếp."
    return NextStep(f"Hẹn giải quyết xong {formats.day(promised)}", why, "Ghi kết quả", ANSWER, late)


def _after(found: Recommendation, told: Beside, today: date) -> NextStep:
    """What comes after a reply that closes the matter: the verdict, the public, the voters."""
    row = found.row
    if row.verdict is None:
        unit = row.unit or "cơ quan"
        return NextStep(f"Đánh giá trả lời của {unit}", "Trả lời có đạt yêu cầu không.", "Đánh giá", REVIEW)
    if row.published_on is None:
        working = told.publishing
        why = f"Chậm nhất {by_when(working)}; {working.rule.article}." if working else ""
        late = working is not None and working.due < today
        return NextStep("Công khai kết quả trả lời", why, "Công khai", PUBLISH, late)
    if row.told_on is None:
        return NextStep("Báo kết quả đến cử tri đã nêu", "", "Báo cử tri", TELL)
    return NextStep()
