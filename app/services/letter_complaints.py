"""What only letters of complaints ask a petition for."""

from collections.abc import Mapping, Sequence

from app.domain.jurisdictions import Target
from app.domain.kinds import BodyKind
from app.domain.letters import DocumentState
from app.domain.petitions import Petition
from app.services.letter_forms import office_words
from app.services.letter_sources import Source
from db import documents as document_store

_SUPPLY_RULE = "KN-12"
_APPEAL_RULES = {Target.DISCIPLINE: "KL-01"}
_APPEAL_RULE = "KN-05"
_NAMED = 3
"""So many complainants are named in a sentence; of more, the first and how many others."""

_LEAST_COPIES = {"kn-dialogue-minutes": 3}
"""Of minutes that go to more than two sides (decree 124/2020, article 28, clause 4)."""

_ISSUED_BEFORE: Mapping[str, str] = {
    "kn-verify-decision": "verify",
    "kn-verify-report": "report",
    "kn-expert": "expert",
    "kn-enforcement-stay": "stay",
}
"""The letters that later ones refer to, by what the facts of their number and day begin with."""


def tell(source: Source, petition: Petition) -> dict[str, object]:
    """Which instance settles it, who complains of whom, how long evidence and an appeal may take.

    Who settles a complaint holds the dialogue (law on complaints, article 30).
    """
    words, desk, on = office_words(), source.desk, source.on
    head = words["bodies"][BodyKind.COMMITTEE]["head"]
    settings = desk.rule_settings(source.view)
    appeal = desk.rules.explain(_APPEAL_RULES.get(petition.target, _APPEAL_RULE), on, settings=settings)
    return (
        _of_letters(source)
        | {
            "instance": words["instances"][petition.second],
            "complainants": _in_a_sentence(
                [person.full_name for person in petition.people], petition.people_count
            ),
            "respondent": _respondent(petition.target_name),
            "appeal_days": words["days"].format(count=appeal.term.length),
            "appeal_to": words["settler_above"].format(province=source.settings.province_name),
            "copies": _LEAST_COPIES.get(source.form.id, words["copies"]),
            "chaired_by": source.settings.chair_name,
            "chaired_position": f"{head} {source.settings.commune_name}",
        }
        | ({"copies": words["dialogue_copies"]} if source.form.act == "dialogue" else {})
        | (
            {"reply_by": desk.rules.explain(_SUPPLY_RULE, on).due}
            if _SUPPLY_RULE in source.form.clocks
            else {}
        )
    )


def _respondent(target: str) -> str:
    """The body or person complained of; "" where the decision or the act is named in their place."""
    told = target.casefold()
    return "" if told.startswith(tuple(office_words()["complained_of"])) else target


def _in_a_sentence(names: Sequence[str], count: int) -> str:
    words = office_words()
    if not names:
        return ""
    if count > min(len(names), _NAMED):
        return str(words["and_others"]).format(name=names[0], count=count - 1)
    return str(words["last_of_several"]).join(filter(None, (", ".join(names[:-1]), names[-1])))


def _of_letters(source: Source) -> dict[str, object]:
    """Number and day of the letters that others refer to, the newest that stands."""
    facts: dict[str, object] = {}
    for row in reversed(document_store.of_record(source.view, source.request.record_id)):
        name = _ISSUED_BEFORE.get(row.form)
        if name and row.state is DocumentState.ISSUED:
            facts |= {f"{name}_number": row.number, f"{name}_on": row.issued_on}
    return facts
