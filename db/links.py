"""Petitions that repeat or split another, and those that look alike."""

from sqlalchemy import not_, select

from app.domain.ids import RecordId
from app.domain.kinds import PetitionKind, RecordType
from app.domain.links import Earlier, Link
from app.domain.people import PersonDraft
from app.domain.petitions import LinkKind, PetitionState
from app.domain.text import fold
from db import kept, search
from db.tables.people import people
from db.tables.petitions import petition_links, petition_people, petitions
from db.work import View, Work

_MATTER = 300
_LOOKED_AT = 20
_OF_OTHERS = 2
"""How many petitions of other people about the same matter are told."""


def add(work: Work, petition_id: RecordId, earlier_id: RecordId, kind: LinkKind) -> None:
    """Link a petition to an earlier one."""
    work.insert(petition_links, petition_id=petition_id, earlier_id=earlier_id, kind=kind)


def of(view: View, petition_id: RecordId) -> tuple[Link, ...]:
    """What the petition is linked to, the earlier ones first; nothing that is kept from the viewer."""
    kept.admit(view, petition_id)
    ends = (
        (petition_links.c.petition_id, petition_links.c.earlier_id, True),
        (petition_links.c.earlier_id, petition_links.c.petition_id, False),
    )
    found = []
    for this, other, earlier in ends:
        rows = (
            select(petition_links.c.kind, petitions.c.id, petitions.c.number, petitions.c.received_on)
            .add_columns(petitions.c.state)
            .join(petitions, petitions.c.id == other)
            .where(this == petition_id, not_(kept.PETITION))
            .order_by(petitions.c.id)
        )
        found += [
            Link(LinkKind(r.kind), r.id, r.number, r.received_on, PetitionState(r.state), earlier)
            for r in view.ask(rows)
        ]
    return tuple(found)


def earlier(
    view: View, sender: PersonDraft | None, matter: str, *, sealed: bool, limit: int
) -> tuple[Earlier, ...]:
    """Petitions about the same matter, or by the same person; those that are both first.

    ``sender`` is None where nobody may be looked for by name: a denouncer, or nobody known.
    """
    alike = [hit.record_id for hit in search.similar(view, matter, _LOOKED_AT) if _petition(hit.record_type)]
    named = search.find(view, sender.full_name, _LOOKED_AT) if sender is not None else ()
    ids = dict.fromkeys([*alike, *(hit.record_id for hit in named if _petition(hit.record_type))])
    if not ids:
        return ()
    known = _senders(view, tuple(ids)) if sender is not None else {}
    rows = view.ask(select(petitions).where(petitions.c.id.in_(ids), not_(kept.PETITION)))
    found = [
        Earlier(
            r.id,
            r.number,
            r.received_on,
            PetitionKind(r.kind),
            PetitionState(r.state),
            r.matter[:_MATTER],
            sender is not None and any(_same(sender, *other) for other in known.get(r.id, ())),
            r.id in alike,
            r.sealed == sealed,
        )
        for r in rows
    ]
    found = [one for one in found if one.same_person or one.same_matter]
    found.sort(key=lambda one: (one.same_person and one.same_matter, one.same_matter, one.id), reverse=True)
    own = [one for one in found if one.same_person]
    others = [one for one in found if not one.same_person][:_OF_OTHERS]
    return tuple(one for one in found if one in own or one in others)[:limit]


def _petition(record_type: RecordType) -> bool:
    return record_type is RecordType.PETITION


def _senders(view: View, ids: tuple[RecordId, ...]) -> dict[RecordId, list[tuple[str, str]]]:
    """Names and identity numbers of those who sent the petitions."""
    rows = (
        select(petition_people.c.petition_id, people.c.full_name, people.c.id_number)
        .join(people, people.c.id == petition_people.c.person_id)
        .where(petition_people.c.petition_id.in_(ids))
    )
    found: dict[RecordId, list[tuple[str, str]]] = {}
    for petition_id, name, number in view.connection.execute(rows):
        found.setdefault(petition_id, []).append((name, number))
    return found


def _same(sender: PersonDraft, name: str, number: str) -> bool:
    """The same name, and no two identity numbers that differ."""
    same_number = not (sender.id_number and number) or sender.id_number == number
    return fold(sender.full_name) == fold(name) and same_number
