"""The office's own wording of letters: kept beside the program's, compared with it, given up again."""

from difflib import ndiff

from app.domain.actors import Actor, Right
from app.domain.changes import Area, Done
from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.letters import LetterRequest, Preview, TemplateFact, TemplateLine, TemplateRow, TemplateText
from app.domain.petitions import PetitionQuery
from app.services import letter_forms
from app.services.desk import Desk
from app.services.letters import Letters
from db import letter_templates as template_store
from db import petitions as petition_store
from db import receptions as reception_store

FIXED = ("record", "body", "layout", "series", "signer", "act", "together", "fits", "sealed", "clocks")
"""What the office cannot word: the program acts by it."""
_LATEST = 40
LONGEST = 200_000
"""Characters of a template; the longest that comes with the program has a twentieth of it."""


class LetterTemplates:
    """The templates of the catalogue, each with the office's version where it has one."""

    def __init__(self, desk: Desk, letters: Letters) -> None:
        self._desk = desk
        self._letters = letters

    def all(self, actor: Actor) -> tuple[TemplateRow, ...]:
        """Every letter with its form's number, and whether the office words it itself."""
        with self._desk.read(actor) as view:
            own = template_store.changed(view)
        return tuple(
            TemplateRow(form.id, form.title, form.number, form.record, form.id in own)
            for form in letter_forms.all_forms().values()
        )

    def text(self, actor: Actor, form: str) -> TemplateText:
        """A letter's template: as it comes with the program, and as the office words it."""
        with self._desk.read(actor) as view:
            return TemplateText(form, letter_forms.shipped(form), template_store.own(view, form))

    def facts(self, actor: Actor, form: str) -> tuple[TemplateFact, ...]:
        """What a letter's template may print: first what it prints, in its order."""
        with self._desk.read(actor) as view:
            printed = letter_forms.template(form, template_store.own(view, form)).head.facts
        known = {fact.name: fact for fact in printed}
        known |= {name: fact for name, fact in letter_forms.shared_facts().items() if name not in known}
        return tuple(TemplateFact(fact.name, fact.description) for fact in known.values())

    def example(self, actor: Actor, form: str) -> RecordId | None:
        """The newest record that the letter suits, to try its template on; None when the latest have none."""
        known = letter_forms.form(form)
        with self._desk.read(actor) as view:
            if known.record is RecordType.PETITION:
                rows = petition_store.page(view, PetitionQuery(limit=_LATEST), self._desk.today()).rows
                petitions = (petition_store.petition(view, row.id) for row in rows if not row.hidden)
                return next((one.id for one in petitions if known.suits(one, sealed=one.sealed)), None)
            if known.record is RecordType.VISIT:
                visits = reception_store.visits_page(view, limit=_LATEST).rows
                return next((row.id for row in visits if not (row.sealed or row.hidden)), None)
        return None

    def trial(self, actor: Actor, form: str, example: RecordId | None, source: str) -> Preview:
        """The letter as a text of its template would make it; with its blanks where there is no record.

        Refused with the line when the text is no template of this letter.
        """
        _checked(form, source)
        known = letter_forms.form(form)
        if example is None:
            return self._letters.blank(actor, form, source)
        return self._letters.preview(actor, LetterRequest(form, known.record, example), wording=source)

    def keep(self, actor: Actor, form: str, source: str) -> Done[TemplateText]:
        """Word a letter the office's own way, from the next draft on; the program's own text means none."""
        shipped = letter_forms.shipped(form)
        _checked(form, source)
        with self._desk.act(actor, Right.KEEP_OFFICE, "letter_templates.keep") as work:
            if source.strip() == shipped.strip():
                template_store.drop(work, form)
            else:
                template_store.keep(work, form, source)
            kept = TemplateText(form, shipped, template_store.own(work, form))
        return Done(kept, Area.LETTERS)

    def go_back(self, actor: Actor, form: str) -> Done[TemplateText]:
        """Give up the office's version; the log keeps what it was."""
        with self._desk.act(actor, Right.KEEP_OFFICE, "letter_templates.go_back") as work:
            template_store.drop(work, form)
        return Done(TemplateText(form, letter_forms.shipped(form), ""), Area.LETTERS)


def differences(before: str, after: str) -> tuple[TemplateLine, ...]:
    """The lines of two texts: kept (" "), taken out ("-"), put in ("+")."""
    marked = ndiff(before.splitlines(), after.splitlines())
    return tuple(TemplateLine(line[0], line[2:]) for line in marked if line[0] in " +-")


def _checked(form: str, source: str) -> None:
    if not source.strip():
        raise Refused("template_empty")
    if len(source) > LONGEST:
        raise Refused("template_too_long", count=LONGEST)
    told, known = letter_forms.template(form, source).head, letter_forms.template(form).head
    for name in FIXED:
        if getattr(told, name) != getattr(known, name):
            raise Refused("template_fixed_part", name=name)
