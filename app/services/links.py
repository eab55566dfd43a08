"""Linking two petitions inside an act: both timelines say so."""

from datetime import date

from app.domain.errors import Refused
from app.domain.events import EventKind
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.petitions import LinkKind
from app.runtime.words import label, phrase
from db import events as event_store
from db import links as link_store
from db import petitions as petition_store
from db.work import Work


def connect(work: Work, petition_id: RecordId, earlier_id: RecordId, kind: LinkKind, on: date) -> None:
    """Link a petition to an earlier one; refused where the link would tell who denounced, or is there."""
    if petition_id == earlier_id:
        raise Refused("link_to_itself", field="earlier")
    later, earlier = (petition_store.petition(work, key) for key in (petition_id, earlier_id))
    repeats = kind is LinkKind.DUPLICATE
    if repeats and later.kept != earlier.kept:
        raise Refused("link_would_tell", field="earlier")
    if later.sealed != earlier.sealed and (repeats or earlier.sealed or earlier.people):
        raise Refused("link_would_tell", field="earlier")
    if any(link.petition_id == earlier_id for link in link_store.of(work, petition_id)):
        raise Refused("link_known", field="earlier")
    link_store.add(work, petition_id, earlier_id, kind)
    told = {
        petition_id: f"{label(kind)} {earlier.number}",
        earlier_id: phrase("petitions", f"later_{kind.value}", number=later.number),
    }
    for key, note in told.items():
        event_store.add(work, RecordType.PETITION, key, EventKind.LINKED, on, note)
