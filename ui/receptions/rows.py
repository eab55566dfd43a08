"""Visits, sessions and dialogues in words: list rows, headings, badges."""

from app.bootstrap import Services
from app.domain.kinds import BodyKind
from app.domain.receptions import (
    Dialogue,
    ReceptionSession,
    SessionKind,
    SessionState,
    Visit,
    VisitResult,
    VisitRow,
)
from app.runtime import words
from ui import formats
from ui.parts.badges import doubt_badges, due_badge
from ui.theme import Tone
from ui.widgets.chips import Badge
from ui.widgets.lists import Row

SEALED = "Người tố cáo (bảo mật)"
BODIES = tuple((body, words.label(body)) for body in (BodyKind.COMMITTEE, BodyKind.COUNCIL, BodyKind.PARTY))
SESSION_KINDS = tuple((kind, f"Tiếp {words.label(kind).lower()}") for kind in SessionKind)
_RESULTS = {
    VisitResult.ANSWERED: Badge("Đã trả lời ngay", Tone.DONE),
    VisitResult.RECEIVED: Badge("Đã trả lời", Tone.DONE),
    VisitResult.GUIDED: Badge("Đã hướng dẫn", Tone.DONE),
    VisitResult.FORWARDED: Badge("Đã chuyển", Tone.DONE),
    VisitResult.REFUSED: Badge("Từ chối tiếp", Tone.NEUTRAL, "close"),
}
_PETITION = Badge("Đã chuyển thành đơn", Tone.DONE)
_STATES = {
    SessionState.PLANNED: Badge("Đã lên lịch", Tone.ACCENT, "calendar"),
    SessionState.HELD: Badge("Đã tiếp", Tone.DONE),
    SessionState.MISSED: Badge("Không tiếp", Tone.LATE),
}


def who(name: str, count: int, *, sealed: bool) -> str:
    """Who came, and how many with them; a denouncer is never named."""
    if sealed:
        return SEALED
    return f"{name} và {formats.number(count - 1)} người" if count > 1 else name


def visit_row(services: Services, row: VisitRow) -> Row:
    """A visit in three lines with its clock, or how it ended."""
    if row.hidden:
        told = f"{formats.day(row.held_on)} · Lượt {row.turn}"
        return Row(row.id, row.matter, told, badge=Badge("Giữ riêng", Tone.SEALED, "lock"), sealed=True)
    place = (
        formats.day(row.held_on),
        f"Lượt {row.turn}",
        words.label(row.kind) if row.kind else "",
        row.field,
        words.label(row.body),
    )
    ended = _PETITION if row.petition else _RESULTS[row.result]
    badge = due_badge(services, row.due_on) if row.due_on else ended
    return Row(
        row.id,
        who(row.who, row.people_count, sealed=row.sealed),
        " · ".join(part for part in place if part),
        " ".join(row.matter.split()),
        Badge(badge.text, Tone.SEALED, "lock") if row.sealed else badge,
        row.sealed,
    )


def visit_name(visit: Visit) -> str:
    first = visit.people[0].full_name if visit.people else ""
    return who(first, visit.people_count, sealed=visit.sealed)


def visit_badges(services: Services, visit: Visit) -> list[Badge]:
    """Sealed, a large group, the running clock or how it ended."""
    badges = [Badge("Bảo mật người tố cáo", Tone.SEALED)] if visit.sealed else []
    if visit.large_group:
        badges.append(Badge(f"Đoàn đông người: {visit.people_count} người", Tone.ACCENT, "people"))
    running = [clock for clock in visit.clocks if clock.closed_on is None]
    if visit.petition_id is not None:
        badges.append(_PETITION)
    elif running:
        due = due_badge(services, running[0].due_on)
        badges.append(Badge(f"{due.text} ({formats.short_day(running[0].due_on)})", due.tone))
        badges.extend(doubt_badges(services.deadlines.doubts(running[0])))
    else:
        badges.append(_RESULTS[visit.result])
    return badges


def session_name(session: ReceptionSession) -> str:
    return f"Tiếp {words.label(session.kind).lower()} {formats.day(session.held_on)}"


def session_row(session: ReceptionSession) -> Row:
    turns = f"{session.turns} lượt" if session.turns else ""
    state = (session.receiver, turns, session.note)
    return Row(
        session.id,
        formats.long_day(session.held_on),
        f"Tiếp {words.label(session.kind).lower()} · {words.label(session.body)}",
        " · ".join(part for part in state if part),
        _STATES[session.state],
    )


def session_badge(session: ReceptionSession) -> Badge:
    return _STATES[session.state]


def dialogue_row(dialogue: Dialogue) -> Row:
    villages = ", ".join(dialogue.villages)
    place = (formats.day(dialogue.held_on), words.label(dialogue.body), villages)
    answered = sum(1 for opinion in dialogue.opinions if opinion.answer)
    told = f"{dialogue.attendance} người dự · {len(dialogue.opinions)} ý kiến"
    open_count = len(dialogue.opinions) - answered
    badge = (
        Badge(f"{open_count} chưa trả lời", Tone.SOON)
        if open_count
        else Badge("Đã trả lời hết", Tone.DONE)
        if dialogue.opinions
        else None
    )
    return Row(dialogue.id, dialogue.title, " · ".join(part for part in place if part), told, badge)
