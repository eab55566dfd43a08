"""What a visit tells a letter."""

from app.runtime.words import label
from app.services.letter_forms import office_words
from app.services.letter_petitions import of_people
from app.services.letter_sources import Source, Told
from db import receptions as reception_store


def tell(source: Source) -> Told:
    """The facts of the visit and of its session; who came unless kept apart."""
    visit = reception_store.visit(source.view, source.request.record_id)
    moment = visit.recorded_at.astimezone()
    facts = of_people(visit.people) | {
        "received_at": office_words()["moment"].format(hour=moment.hour, minute=moment.minute),
        "received_on": visit.session.held_on,
        "petition_kind": label(visit.kind).lower() if visit.kind else "",
        "people_count": visit.people_count,
        "matter": visit.matter.rstrip(" .;"),
        "request": visit.request,
        "competent_body": visit.result_note,
        "papers": [{"name": p.name, "pages": p.pages, "condition": p.condition} for p in visit.papers],
        "copies": office_words()["copies"],
        "chaired_by": visit.session.receiver,
        "chaired_position": visit.session.position,
    }
    return Told(facts, visit.session.held_on, visit.session.held_on, visit, visit.sealed)
