"""The office's own versions of the letters' templates."""

from sqlalchemy import select

from db.tables.documents import letter_templates
from db.work import View, Work


def own(view: View, form: str) -> str:
    """The office's version of a template, "" where it uses the one that comes with the program."""
    found = select(letter_templates.c.source).where(letter_templates.c.form == form)
    return str(view.connection.execute(found).scalar() or "")


def changed(view: View) -> frozenset[str]:
    """The letters that the office words itself."""
    return frozenset(view.connection.execute(select(letter_templates.c.form)).scalars())


def keep(work: Work, form: str, source: str) -> None:
    """Store the office's version, the first or another."""
    key = work.connection.execute(
        select(letter_templates.c.id).where(letter_templates.c.form == form)
    ).scalar()
    if key is None:
        work.insert(letter_templates, form=form, source=source)
    else:
        work.update(letter_templates, key, source=source)


def drop(work: Work, form: str) -> None:
    """Go back to the version that comes with the program."""
    found = select(letter_templates.c.id).where(letter_templates.c.form == form)
    for key in work.connection.execute(found).scalars().all():
        work.remove(letter_templates, key)
