"""Drafts of forms, one a user and form: what was typed and not yet saved. Not part of the log."""

import json
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from app.domain.ids import RecordId, new_id
from app.domain.text import fold
from db.tables.office import drafts
from db.work import View


def keep(view: View, user_id: RecordId, form: str, content: str, at: datetime) -> None:
    """Store the draft in place of the user's last one for the form."""
    same = (drafts.c.user_id == user_id) & (drafts.c.form == form)
    values = {"content": content, "saved_at": at}
    if not view.connection.execute(update(drafts).where(same), values).rowcount:
        fresh = {"id": new_id(), "user_id": user_id, "form": form, **values}
        view.connection.execute(insert(drafts), fresh)


def kept(view: View, user_id: RecordId, form: str) -> str | None:
    """The user's draft for the form, or None."""
    same = (drafts.c.user_id == user_id) & (drafts.c.form == form)
    return view.connection.execute(select(drafts.c.content).where(same)).scalar()


def drop(view: View, user_id: RecordId, form: str) -> None:
    """Forget the draft."""
    view.connection.execute(delete(drafts).where((drafts.c.user_id == user_id) & (drafts.c.form == form)))


def drop_telling(view: View, forms: Collection[str], said: Collection[str]) -> None:
    """Forget every draft of these forms that holds one of these words: what is kept apart from now on."""
    words = [" ".join(fold(word).split()) for word in said if word.strip()]
    found = select(drafts.c.id, drafts.c.content).where(drafts.c.form.in_(forms))
    for r in view.connection.execute(found).all():
        told = " ".join(fold(_plain(r.content)).split())
        if any(word in told for word in words):
            view.connection.execute(delete(drafts).where(drafts.c.id == r.id))


def _plain(content: str) -> str:
    """What was typed, its letters as they are: a draft in JSON may hold them as figures."""
    try:
        return json.dumps(json.loads(content), ensure_ascii=False).replace("\\n", " ")
    except ValueError:
        return content
