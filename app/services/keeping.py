"""Petitions kept from the chair's staff: who sees them, who may be let in, who is let go."""

from app.domain import checks
from app.domain.actors import Actor, Right
from app.domain.changes import Area, Done
from app.domain.errors import Refused
from app.domain.events import EventKind
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.office import User
from app.domain.petitions import Petition
from app.domain.text import fold
from app.runtime.words import phrase
from app.services.desk import Desk
from db import events as event_store
from db import kept as kept_store
from db import office as office_store
from db import petitions as petition_store
from db.work import View, Work


class Keeping:
    """Lets named people see a petition about the chair, and nobody else (law on denunciations 12, 13)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def keepers(self, actor: Actor, petition_id: RecordId) -> tuple[User, ...]:
        """Who sees the petition; nobody by name when it is not kept from anybody."""
        with self._desk.read(actor) as view:
            kept_store.admit(view, petition_id)
            named = kept_store.keepers(view, petition_id)
            return tuple(user for user in office_store.all_users(view) if user.id in named)

    def candidates(self, actor: Actor, target_name: str) -> tuple[User, ...]:
        """The users who may be let in: active, not beside the chair, not the one denounced."""
        with self._desk.read(actor) as view:
            users = office_store.all_users(view)
        return tuple(user for user in users if user.active and not barred(user, target_name))

    def share(self, actor: Actor, petition_id: RecordId, user_id: RecordId, reason: str) -> Done[Petition]:
        """Let one more person see the petition; they may let in others."""
        told = checks.line(reason, "reason")
        with self._desk.act(actor, Right.READ, "keeping.share", told) as work:
            known = _kept(work, petition_id)
            user = _user(work, user_id)
            _check(user, known.target_name, "user_id")
            if user_id in kept_store.keepers(work, petition_id):
                raise Refused("keeper_already", field="user_id", name=user.name)
            kept_store.add_keeper(work, petition_id, user_id)
            self._tell(work, petition_id, phrase("petitions", "shared", name=user.name), told)
            after = petition_store.petition(work, petition_id)
        return Done(after, Area.PETITIONS | Area.DEADLINES)

    def take_back(
        self, actor: Actor, petition_id: RecordId, user_id: RecordId, reason: str
    ) -> Done[RecordId]:
        """Let a person see the petition no longer; somebody always does."""
        told = checks.line(reason, "reason")
        with self._desk.act(actor, Right.READ, "keeping.take_back", told) as work:
            _kept(work, petition_id)
            user = _user(work, user_id)
            others = [key for key in kept_store.keepers(work, petition_id) if key != user_id]
            if not any(_sees(_user(work, key)) for key in others):
                raise Refused("keeper_last", field="user_id", name=user.name)
            self._tell(work, petition_id, phrase("petitions", "unshared", name=user.name), told)
            kept_store.remove_keeper(work, petition_id, user_id)
        return Done(petition_id, Area.PETITIONS | Area.DEADLINES)

    def _tell(self, work: Work, petition_id: RecordId, what: str, reason: str) -> None:
        today = self._desk.today()
        note = f"{what}. {reason}"
        event_store.add(work, RecordType.PETITION, petition_id, EventKind.AMENDED, today, note)


def barred(user: User, target_name: str) -> bool:
    """Whether the user serves the chair or is the one denounced."""
    return user.chair_staff or fold(user.name) in fold(target_name)


def begin(
    work: Work,
    petition_id: RecordId,
    target_name: str,
    named: tuple[RecordId, ...],
    *,
    serves_chair: bool = False,
) -> None:
    """Let the actor see the petition, unless they serve the chair, and those they name; somebody must.

    ``serves_chair``: the actor says so of themselves.
    """
    actor_id = work.actor.user_id
    acting = next((user for user in office_store.all_users(work) if user.id == actor_id), None)
    first = () if acting is None or serves_chair or barred(acting, target_name) else (actor_id,)
    chosen = dict.fromkeys((*first, *named))
    if not chosen:
        raise Refused("keeper_missing", field="keepers")
    for user_id in chosen:
        _check(_user(work, user_id), target_name, "keepers")
        kept_store.add_keeper(work, petition_id, user_id)


def follow(work: Work, known: Petition, *, kept: bool) -> None:
    """Keep the petition apart from now on, or no longer, when another assessment says so."""
    if kept == known.kept:
        return
    if kept:
        petition_store.change(work, known.id, kept=True)
        if known.case_id is not None:
            check_case(work, known.case_id, kept=True)
        begin(work, known.id, known.target_name, ())
    else:
        petition_store.change(work, known.id, kept=False)
        for user_id in kept_store.keepers(work, known.id):
            kept_store.remove_keeper(work, known.id, user_id)


def check_case(view: View, case_id: RecordId, *, kept: bool) -> None:
    """Refuse a case that holds both what is kept and what is not: the one would tell of the other."""
    if not kept_store.case_fits(view, case_id, kept=kept):
        raise Refused("case_kept_differs", field="case_id")


def _kept(work: Work, petition_id: RecordId) -> Petition:
    known = petition_store.petition(work, petition_id)
    if not known.kept:
        raise Refused("petition_not_kept")
    return known


def _check(user: User, target_name: str, field: str) -> None:
    if not user.active:
        raise Refused("user_inactive", field=field, name=user.name)
    if barred(user, target_name):
        raise Refused("keeper_beside_chair", field=field, name=user.name)


def _sees(user: User) -> bool:
    return user.active and not user.chair_staff


def _user(view: View, user_id: RecordId) -> User:
    return office_store.user(view, user_id)
