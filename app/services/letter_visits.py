"""What a visit tells a letter."""

from app.domain.receptions import Visit
from app.runtime.words import label
from app.services.letter_forms import office_words, subject_matter
from app.services.letter_petitions import of_people
from app.services.letter_sessions import of_session
from app.services.letter_sources import Source, Told
from db import receptions as reception_store


def tell(source: Source) -> Told:
    """The facts of the visit and of its session; who came unless kept apart."""
    visit = reception_store.visit(source.view, source.request.record_id)
    moment = visit.recorded_at.astimezone()
    facts = (
        of_people(visit.people)
        | of_session(visit.session)
        | _of_group(visit)
        | {
            "received_at": office_words()["moment"].format(hour=moment.hour, minute=moment.minute),
            "petition_kind": label(visit.kind).lower() if visit.kind else "",
            "people_count": visit.people_count,
            "matter": subject_matter(visit.kind, visit.matter) if visit.kind else visit.matter.rstrip(" .;"),
            "request": visit.request,
            "competent_body": visit.result_note,
            "papers": [{"name": p.name, "pages": p.pages, "condition": p.condition} for p in visit.papers],
            "copies": office_words()["copies"],
        }
    )
    return Told(facts, visit.session.held_on, visit.session.held_on, visit, visit.sealed)


def _of_group(visit: Visit) -> dict[str, object]:
    """Those who came together, and the first of them as who speaks for the others."""
    told = [(person.full_name, person.id_number, person.address) for person in visit.people]
    return {
        "group_size": visit.people_count if visit.people_count > 1 else None,
        "members": [dict(zip(("member", "member_id", "member_home"), one, strict=True)) for one in told],
        "representatives": [
            dict(zip(("agent", "agent_id", "agent_home"), one, strict=True)) for one in told[:1]
        ],
    }
