"""What a reception session tells a letter: who received, and one case a visit."""

from collections.abc import Sequence
from datetime import date

from app.domain.receptions import ReceptionSession, SessionKind, Visit, VisitRow
from app.runtime.words import label, phrase
from app.services.letter_forms import office_words
from app.services.letter_sources import Source, Told
from db import petitions as petition_store
from db import receptions as reception_store
from db.work import View

_MOST = 1000


def tell(source: Source) -> Told:
    """The session with its visits, those asked for when some are named.

    Who denounced somebody, and what is kept from who looks, is left out: that has letters of its own.
    """
    view, request = source.view, source.request
    session = reception_store.session(view, request.record_id)
    rows = reception_store.visits_page(view, session_id=session.id, limit=_MOST).rows
    named = [row for row in rows if not request.items or row.id in request.items]
    apart = [row for row in named if row.sealed or row.hidden]
    shown = [reception_store.visit(view, row.id) for row in named if not (row.sealed or row.hidden)]
    shown.sort(key=lambda visit: visit.turn)
    cases = [_case(view, visit) for visit in shown]
    facts = of_session(session) | {
        "cases": cases,
        "concerned": list(dict.fromkeys(case["unit"] for case in cases if case["unit"])),
        "visit_count": len(named),
        "apart_count": len(apart) or None,
        "copies": office_words()["copies"],
        "test_by": _test_by(source, session),
    }
    return Told(facts, session.held_on, session.held_on, session, remarks=_remarks(apart))


def of_session(session: ReceptionSession) -> dict[str, object]:
    """When, where and by whom it is held; a place that was not written down is left to the office."""
    facts: dict[str, object] = {
        "received_on": session.held_on,
        "session_kind": label(session.kind).lower(),
        "chaired_by": session.receiver,
        "chaired_position": session.position,
    }
    return facts | ({"reception_place": session.place} if session.place else {})


def _case(view: View, visit: Visit) -> dict[str, object]:
    """One case: what is on record of it; the head's conclusion and the day are the clerk's to write."""
    first = visit.people[0] if visit.people else None
    honorific = office_words()["honorific"]
    unit, until = _given(view, visit)
    return {
        "citizen": f"{honorific} {first.full_name}" if first else "",
        "home": first.address if first else "",
        "content": visit.matter.rstrip(" .;"),
        "opinion": "",
        "decided": visit.result_note.rstrip(" .;") or label(visit.result),
        "unit": unit,
        "until": until,
    }


def _given(view: View, visit: Visit) -> tuple[str, str]:
    """The unit that was given the petition made of a visit, and until when; empty before."""
    if visit.petition_id is None:
        return "", ""
    given = petition_store.petition(view, visit.petition_id).assignments
    return (given[-1].unit, f"{given[-1].due_on:%d/%m/%Y}") if given else ("", "")


def _test_by(source: Source, session: ReceptionSession) -> date | None:
    """The last day to test the connection before an online session."""
    if session.kind is not SessionKind.ONLINE:
        return None
    settings = source.desk.rule_settings(source.view)
    rules = source.desk.rules
    return rules.explain("TCD-05", session.held_on, settings=settings).due


def _remarks(apart: Sequence[VisitRow]) -> tuple[str, ...]:
    return (phrase("letters", "visits_apart", count=len(apart)),) if apart else ()
