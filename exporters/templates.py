"""Letter templates: a head in TOML between two lines of plus signs, a body in Markdown, Jinja in both."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from exporters.sandbox import parsed
from exporters.trouble import TemplateTrouble

_FENCE: Final = "+++"


class FactType(StrEnum):
    """How a fact is typed."""

    LINE = "line"
    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    LIST = "list"
    ROWS = "rows"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that a template prints.

    Attributes:
        description: Its name on the form, then what more there is to say behind a colon.
        required: Whether the paper is incomplete without it: it is printed without being asked about first.
        columns: The names of the columns of rows, by the keys under which the template prints them.
        choices: What it may be picked from; other words may be typed all the same.
        counted: Whether it comes from the books alone and is never worded by hand.
    """

    name: str
    description: str
    type: FactType = FactType.LINE
    required: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)
    choices: tuple[str, ...] = ()
    counted: bool = False


@dataclass(frozen=True, slots=True)
class SignatureText:
    """A signature as the template words it: Jinja in every string."""

    lines: tuple[str, ...]
    name: str = ""
    note: str = ""


_BY_SIGNER: Final = SignatureText(("{{ signer_title }}",), "{{ signer_name }}")


@dataclass(frozen=True, slots=True)
class Older:
    """What a form was called for files received until a day; "" keeps what it is called now."""

    until: date
    form: str = ""
    kind: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What a template says of itself; the strings that are printed may hold Jinja.

    Attributes:
        kind: The kind in capitals, "" for a letter without title.
        subject: What it is about.
        record: The record it is written for.
        body: Who issues it: committee, council or party, "" for the one that holds the record.
        layout: The layout file it is set by.
        title: What lists call it; "" where kind and subject say it.
        trigger: When it is written, in a sentence for the clerk.
        form: The number of the official form, "" when there is none.
        basis: The articles that ask for it.
        effective_from: From when the form is in force.
        effective_to: Its last day, None while it is in force.
        older: What it was called before, the oldest first.
        law: The instruments it names, by their keys among the instruments.
        series: The number book, "" for a paper without number; ``CV`` for letters without title.
        sign: What follows the number, such as ``TB-UBND``.
        signer: Who signs, one of the office's signers; "" for a paper that only the others sign.
        fits: The records it is for: words by the name of what the record says, such as ``state``.
        act: What issuing it does to the record, "" for nothing.
        note: What the record's timeline keeps of the act.
        together: The letters without which its act is not done: one event, several papers.
        clocks: The rules whose terms it begins, keeps or moves.
        secrecy: ``none`` or ``personal``.
        sealed: What it is when the record's sender is kept apart: ``shielded`` names nobody, ``denouncer``
            goes to the sender alone, ``identity`` carries it sealed; "" when it is not for such records.
        organ: The lines of the issuing organ; none on a citizen's paper, whose day stands over the signature.
        parent: The organ above it.
        place: Where it is issued.
        addressees: To whom.
        recipients: Who gets a copy.
        signatures: Who signs, from the left to the right, then the next row.
        columns: How many of several sign in a row.
        code: What a QR code at the end leads to, then the lines beside it; empty for none.
        footer: What stands at the foot of each page, such as room for initials.
        landscape: Whether the sheet lies across.
        facts: What it prints, in the order in which the template first names them.
    """

    kind: str
    subject: str
    record: str
    body: str
    layout: str
    effective_from: date
    title: str = ""
    trigger: str = ""
    form: str = ""
    basis: str = ""
    effective_to: date | None = None
    older: tuple[Older, ...] = ()
    law: tuple[str, ...] = ()
    series: str = ""
    sign: str = ""
    signer: str = ""
    fits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    act: str = ""
    note: str = ""
    together: tuple[str, ...] = ()
    clocks: tuple[str, ...] = ()
    secrecy: str = "personal"
    sealed: str = ""
    organ: tuple[str, ...] = ("{{ office_lines }}",)
    parent: str = ""
    place: str = "{{ place_name }}"
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signatures: tuple[SignatureText, ...] = (_BY_SIGNER,)
    columns: int = 2
    code: tuple[str, ...] = ()
    footer: str = ""
    landscape: bool = False
    facts: tuple[Fact, ...] = ()

    @property
    def called(self) -> str:
        """What lists call it."""
        return self.title or " ".join(text for text in (self.kind, self.subject) if text)

    def on(self, day: date) -> "Head":
        """The head as it reads for a file received on a day."""
        for older in self.older:
            if day <= older.until:
                return replace(
                    self,
                    form=older.form or self.form,
                    kind=older.kind or self.kind,
                    subject=older.subject or self.subject,
                )
        return self


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """A template as read: its head, its body, and where the body starts in the file."""

    name: str
    head: Head
    body: str
    source: str = field(repr=False)
    body_line: int = 0


def read_head(name: str, source: str) -> Head:
    """What the template of a text says of itself, its Jinja not looked at: quick, for lists."""
    return _head(name, _parts(name, source)[0])


def read_template(name: str, source: str, shared: Mapping[str, Fact]) -> LetterTemplate:
    """The template of a text; ``shared`` are the facts that it may print without describing them."""
    written, body = _parts(name, source)
    head = _head(name, written)
    template = LetterTemplate(name, head, body, source, 2 + written.count("\n"))
    known = {**shared, **{fact.name: fact for fact in head.facts}}
    return replace(template, head=replace(head, facts=_printed(template, known)))


def _parts(name: str, source: str) -> tuple[str, str]:
    """The head and the body."""
    parts = re.split(rf"^{re.escape(_FENCE)}[ ]*\n", source, maxsplit=2, flags=re.MULTILINE)
    if len(parts) != 3 or parts[0].strip():
        raise TemplateTrouble(name, 1, "fences", _FENCE)
    return parts[1], parts[2]


def load_facts(path: Path) -> dict[str, Fact]:
    """The facts that every template may print, by name."""
    told = tomllib.loads(path.read_text("utf-8"))
    return {name: _fact(name, values) for name, values in told.items()}


def _fact(name: str, told: dict[str, Any]) -> Fact:
    values = _tuples(told) | {"type": FactType(told.get("type", FactType.LINE))}
    return Fact(name, **values)


def _head(name: str, text: str) -> Head:
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        told = re.search(r"at line (\d+)", str(error))
        raise TemplateTrouble(name, int(told[1]) + 1 if told else 1, "toml", str(error)) from error
    unknown = values.keys() - {field.name for field in fields(Head)}
    if unknown:
        key = min(unknown)
        line = next((n for n, line in enumerate(text.split("\n"), 2) if line.startswith(key)), 1)
        raise TemplateTrouble(name, line, "key", key)
    absent = next((one.name for one in fields(Head) if _wanted(one) and one.name not in values), "")
    if absent:
        raise TemplateTrouble(name, 1, "absent", absent)
    try:
        return _read_head(values)
    except (AttributeError, TypeError, ValueError) as error:
        raise TemplateTrouble(name, 1, "toml", str(error)) from error


def _wanted(one: Field[Any]) -> bool:
    return one.default is MISSING and one.default_factory is MISSING


def _read_head(values: dict[str, Any]) -> Head:
    values["facts"] = tuple(_fact(key, told) for key, told in values.get("facts", {}).items())
    if "signatures" in values:
        values["signatures"] = tuple(SignatureText(**_tuples(told)) for told in values["signatures"])
    values["fits"] = _tuples(values.get("fits", {}))
    values["older"] = tuple(Older(**told) for told in values.get("older", ()))
    return Head(**_tuples(values))


def _tuples(values: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}


def _printed(template: LetterTemplate, known: Mapping[str, Fact]) -> tuple[Fact, ...]:
    """The facts that the template names; one asked about, or printed on a condition alone, may be missing.

    A misspelt fact would print as a blank for ever: it is refused when the template is read.
    """
    named: dict[str, None] = {}
    always: set[str] = set()
    asked: set[str] = set()
    for text in (template.body, *_strings(template.head)):
        names, certain, tested = _names(template, text)
        unknown = names - known.keys()
        if unknown:
            name = min(unknown)
            raise trouble_at(template, text, _place_naming(text, name)[0], "fact", name)
        named |= dict.fromkeys(sorted(names, key=lambda name: _place_naming(text, name)))
        always |= certain
        asked |= tested
    return tuple(replace(known[name], required=name in always - asked) for name in named)


def _names(template: LetterTemplate, text: str) -> tuple[set[str], set[str], set[str]]:
    """The facts that a text names, those it names whatever the others say, and those it asks about."""
    from jinja2 import TemplateSyntaxError, nodes
    from jinja2.meta import find_undeclared_variables

    try:
        tree = parsed(text)
    except TemplateSyntaxError as error:
        raise trouble_at(template, text, error.lineno, "syntax", str(error)) from error
    branches: list[Any] = list(tree.find_all((nodes.If, nodes.CondExpr)))
    tests = [nodes.Output([branch.test]) for branch in branches]
    asked = {name.name for test in tests for name in test.find_all(nodes.Name)}
    inside = {id(name) for branch in branches for name in branch.find_all(nodes.Name)}
    certain = {name.name for name in tree.find_all(nodes.Name) if id(name) not in inside}
    return find_undeclared_variables(tree), certain, asked


def _place_naming(text: str, name: str) -> tuple[int, int]:
    """The line, counted from one, and the column where a text first names a fact."""
    found = ((n, re.search(rf"\b{name}\b", line)) for n, line in enumerate(text.split("\n"), 1))
    return next((n, match.start()) for n, match in found if match)


def _strings(head: Head) -> list[str]:
    signatures = [text for side in head.signatures for text in (*side.lines, side.note, side.name)]
    older = [text for known in head.older for text in (known.kind, known.subject)]
    lists = (*head.organ, *head.addressees, *head.recipients, *head.code, head.footer)
    return [
        head.kind,
        head.subject,
        head.sign,
        head.note,
        head.parent,
        head.place,
        *older,
        *lists,
        *signatures,
    ]


def trouble_at(
    template: LetterTemplate, text: str, line: int, fault: str, detail: str = ""
) -> TemplateTrouble:
    """The trouble with its line in the file; a string of the head is looked up there."""
    if text is template.body:
        return TemplateTrouble(template.name, template.body_line + line, fault, detail)
    start = template.source.find(text.split("\n", maxsplit=1)[0])
    return TemplateTrouble(template.name, template.source.count("\n", 0, start) + line, fault, detail)
