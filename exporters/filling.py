"""Fills a template with the facts of a file and notes which of them were missing."""

import re
from collections.abc import Mapping, Sequence

from exporters.layouts import Layout
from exporters.sandbox import COMPILED_NAME, LAYOUT, MISSING, compiled, parsed
from exporters.templates import LetterTemplate, trouble_at

_PARTING = re.compile(r"\n\s*\n")
_BEFORE_MARK = re.compile(r"\s+(?=[,;.:])")


class Filling:
    """One filling of a template with facts; collects what was missing.

    Attributes:
        missing: The names of the facts that were printed as blanks or are required and absent.
    """

    def __init__(self, template: LetterTemplate, facts: Mapping[str, object], layout: Layout) -> None:
        self._template = template
        self._layout = layout
        self._facts = _present(facts)
        self._blanks: dict[str, None] = {}

    @property
    def missing(self) -> tuple[str, ...]:
        facts = self._template.head.facts
        rows = {column: fact.name for fact in facts for column in fact.columns}
        owners = rows | {fact.name: fact.name for fact in facts}  # an empty cell is missed by its table
        required = (fact.name for fact in facts if fact.required and fact.name not in self._facts)
        return tuple(dict.fromkeys((*(owners.get(name, name) for name in self._blanks), *required)))

    @property
    def blank_cells(self) -> tuple[str, ...]:
        """The columns of which a row printed a blank."""
        columns = {column for fact in self._template.head.facts for column in fact.columns}
        return tuple(name for name in self._blanks if name in columns)

    def line(self, text: str) -> str:
        """A string of the head, filled, on one line or on as many as its facts have."""
        return self._fill(text, markdown=False).strip()

    def lines(self, texts: Sequence[str]) -> tuple[str, ...]:
        """Strings of the head, filled; empty ones fall away, a fact of several lines gives several."""
        return tuple(line.strip() for text in texts for line in self.line(text).split("\n") if line.strip())

    def body(self) -> str:
        """The body as Markdown, the marks inside facts made plain."""
        return self._fill(self._template.body, markdown=True)

    def _fill(self, text: str, *, markdown: bool) -> str:
        from jinja2 import TemplateError

        try:
            letter = compiled(text, markdown=markdown)
            return letter.render({**self._facts, MISSING: self._blanks, LAYOUT: self._layout})
        except (TemplateError, TypeError, ValueError, AttributeError) as error:
            raise trouble_at(self._template, text, _line_of(error), "filling", str(error)) from error


def sentences(text: str, facts: Mapping[str, object]) -> str:
    """The paragraphs that a text of sentences makes, one a line; "" when it names a fact that is not there.

    Its lines run on, an empty line parts paragraphs. Raises TemplateError when the text is broken.
    """
    if not names_in(text) <= facts.keys():
        return ""
    said = compiled(text, markdown=False).render(facts)
    paragraphs = (" ".join(part.split()) for part in _PARTING.split(said))
    return "\n".join(_BEFORE_MARK.sub("", paragraph) for paragraph in paragraphs if paragraph)


def names_in(text: str) -> set[str]:
    """The facts that a text names."""
    from jinja2.meta import find_undeclared_variables

    return find_undeclared_variables(parsed(text))


def _present(facts: Mapping[str, object]) -> dict[str, object]:
    """The facts that say something; an empty one counts as missing, inside lists of papers too."""
    kept = {key: _present_value(value) for key, value in facts.items()}
    return {key: value for key, value in kept.items() if value is not None and value not in ("", [], {})}


def _present_value(value: object) -> object:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, Mapping):
        return _present(value)
    if isinstance(value, (list, tuple)):
        return [_present_value(item) for item in value]
    return value


def _line_of(error: BaseException) -> int:
    """The line of the template in which rendering stopped."""
    told = getattr(error, "lineno", None)
    trace = error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == COMPILED_NAME:
            told = trace.tb_lineno
        trace = trace.tb_next
    return int(told or 1)
