"""What only letters of denunciations ask a petition for."""

from dataclasses import replace
from datetime import date

from app.domain import accounts
from app.domain import petitions as rules
from app.domain.events import EventKind
from app.domain.letters import DocumentState
from app.domain.petitions import Petition
from app.services.letter_forms import office_words, subject_matter
from app.services.letter_sources import Source, paper_of
from db import documents as document_store

_TEAM = "tc-verify-team"
_DIGITS_OF_DAYS = 2


def tell(source: Source, petition: Petition) -> dict[str, object]:
    """What only letters of denunciations ask for; papers name the forwarder in their text alone."""
    concluded = next((event for event in petition.events if event.kind is EventKind.SETTLED), None)
    papers = document_store.of_record(source.view, petition.id)
    conclusion = paper_of(papers, concluded) if concluded else ("", None)
    team = next((p for p in papers if p.form == _TEAM and p.state is DocumentState.ISSUED), None)
    matter = subject_matter(petition.kind, petition.matter)
    return {
        "other_recipients": [],
        "denounced_contents": f"{matter[:1].upper()}{matter[1:]}.",
        "extended_before": sum(event.kind is EventKind.EXTENDED for event in petition.events),
        "extended_to": _extended_to(source, petition),
        "copies": office_words()["copies"],
        "team_number": team.number if team else "",
        "team_on": team.issued_on if team else None,
        "conclusion_number": conclusion[0],
        "conclusion_on": conclusion[1],
    }


def _extended_to(source: Source, petition: Petition) -> date | None:
    """The last day once the days asked for are added, as the clock will count it; None while none are."""
    told = dict(source.request.facts).get("extension_days", "").strip()
    running = rules.settling(petition.running, petition.kind, source.desk.rules.clocks)
    if running is None or not told.isdecimal() or len(told) > _DIGITS_OF_DAYS:
        return None
    longer = replace(running, extra_days=running.extra_days + int(told))
    days_off = source.desk.rules_of(longer).days_off
    return accounts.lengthened(longer, source.desk.working(longer), int(told), days_off).due_on
