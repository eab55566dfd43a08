"""Letter templates: a head in TOML between two lines of plus signs, a body in Markdown, Jinja in both."""

import re
import tomllib
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any, Final

from exporters.sandbox import environment, with_line_ends
from exporters.trouble import TemplateTrouble

_FENCE: Final = "+++"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that a template prints."""

    name: str
    description: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class SignatureText:
    """A signature as the template words it: Jinja in every string."""

    lines: tuple[str, ...]
    name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What a template says of itself; the strings that are printed may hold Jinja.

    Attributes:
        id: The name by which services ask for the template.
        kind: The kind in capitals, "" for a letter without title.
        subject: What it is about.
        form: The number of the official form, "" when there is none.
        basis: The articles the form rests on.
        effective_from: From when the form is in force.
        effective_to: Its last day, None while it is in force.
        series: The number book, "" for a paper without number.
        sign: What follows the number, such as ``TB-UBND``.
        layout: The layout file that belongs to it.
        signer: Who signs: chairman, committee, office, official, citizen.
        act: What issuing it does to the file, "" for nothing.
        secrecy: ``none``, ``personal`` or a rule for denunciations.
        organ: The lines of the issuing organ.
        parent: The organ above it.
        place: Where it is issued.
        addressees: To whom.
        recipients: Who gets a copy.
        right: The signature on the right.
        left: The signature on the left, None for the recipients.
        facts: What may be printed; a name that is not listed here is a trouble of the template.
    """

    id: str
    kind: str
    subject: str
    effective_from: date
    layout: str
    signer: str
    organ: tuple[str, ...]
    place: str
    right: SignatureText
    form: str = ""
    basis: str = ""
    effective_to: date | None = None
    series: str = ""
    sign: str = ""
    act: str = ""
    secrecy: str = "none"
    parent: str = ""
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    left: SignatureText | None = None
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """A template as read: its head, its body, and where the body starts in the file."""

    name: str
    head: Head
    body: str
    source: str = field(repr=False)
    body_line: int = 0


def load_template(path: Path) -> LetterTemplate:
    """The template of a file; raises TemplateTrouble naming the line."""
    source = path.read_text("utf-8")
    parts = re.split(rf"^{re.escape(_FENCE)}[ ]*\n", source, maxsplit=2, flags=re.MULTILINE)
    if len(parts) != 3 or parts[0].strip():
        raise TemplateTrouble(path.stem, 1, f"the head must stand between two lines of {_FENCE}")
    head = _head(path.stem, parts[1])
    template = LetterTemplate(path.stem, head, parts[2], source, 2 + parts[1].count("\n"))
    _check_names(template)
    return template


def _head(name: str, text: str) -> Head:
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        told = re.search(r"at line (\d+)", str(error))
        raise TemplateTrouble(name, int(told[1]) + 1 if told else 1, str(error)) from error
    unknown = values.keys() - {field.name for field in fields(Head)}
    if unknown:
        key = min(unknown)
        line = next((n for n, line in enumerate(text.split("\n"), 2) if line.startswith(key)), 1)
        raise TemplateTrouble(name, line, f"the head knows no {key}")
    values["facts"] = tuple(Fact(key, **told) for key, told in values.get("facts", {}).items())
    for side in values.keys() & {"left", "right"}:
        values[side] = SignatureText(**_tuples(values[side]))
    try:
        return Head(**_tuples(values))
    except TypeError as error:
        raise TemplateTrouble(name, 1, str(error)) from error


def _tuples(values: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}


def _check_names(template: LetterTemplate) -> None:
    """A misspelt fact would print as a blank for ever: it is refused when the template is read."""
    from jinja2 import TemplateSyntaxError
    from jinja2.meta import find_undeclared_variables

    known = {fact.name for fact in template.head.facts}
    for text in (*_strings(template.head), template.body):
        try:
            unknown = find_undeclared_variables(environment().parse(with_line_ends(text))) - known
        except TemplateSyntaxError as error:
            raise trouble_at(template, text, error.lineno, str(error)) from error
        if unknown:
            name = min(unknown)
            inside = next(n for n, line in enumerate(text.split("\n"), 1) if re.search(rf"\b{name}\b", line))
            raise trouble_at(template, text, inside, f"no fact is called {name}")


def _strings(head: Head) -> list[str]:
    sides = [side for side in (head.left, head.right) if side]
    signatures = [text for side in sides for text in (*side.lines, side.note, side.name)]
    lists = (*head.organ, *head.addressees, *head.recipients)
    return [head.kind, head.subject, head.sign, head.parent, head.place, *lists, *signatures]


def trouble_at(template: LetterTemplate, text: str, line: int, reason: str) -> TemplateTrouble:
    """The trouble with its line in the file; a string of the head is looked up there."""
    if text is template.body:
        return TemplateTrouble(template.name, template.body_line + line, reason)
    start = template.source.find(text.split("\n", maxsplit=1)[0])
    return TemplateTrouble(template.name, template.source.count("\n", 0, start) + line, reason)
