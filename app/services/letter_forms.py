"""The catalogue of letters: templates, layouts, facts and instruments, read from ``resources/letters``."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.errors import Refused
from app.domain.kinds import BodyKind, PetitionKind, RecordType
from app.domain.letters import LetterForm, Sealing, SigningWay
from app.runtime.paths import RESOURCES
from app.runtime.words import phrase

if TYPE_CHECKING:
    from exporters.layouts import Layout
    from exporters.templates import Fact, Head, LetterTemplate
    from exporters.trouble import TemplateTrouble

_FOLDER = RESOURCES / "letters"


@cache
def office_words() -> dict[str, Any]:
    """The words of the bodies and of the signers, from ``resources/letters/office.toml``."""
    return tomllib.loads((_FOLDER / "office.toml").read_text("utf-8"))


@cache
def all_forms() -> Mapping[str, LetterForm]:
    """Every letter the program can write, by id, in the order of the catalogue."""
    from exporters.templates import read_head

    sources = {path.stem: path.read_text("utf-8") for path in sorted(_FOLDER.glob("*.md"), key=_place)}
    return {name: _form(name, read_head(name, source)) for name, source in sources.items()}


def _place(path: Path) -> tuple[int, str]:
    """Where a letter stands in the catalogue; one that it does not list comes last, by its name."""
    order: list[str] = _catalogue()
    return (order.index(path.stem) if path.stem in order else len(order), path.stem)


@cache
def _catalogue() -> list[str]:
    return list(tomllib.loads((_FOLDER / "catalogue.toml").read_text("utf-8"))["order"])


def form(name: str) -> LetterForm:
    """The letter of an id; refused when there is none."""
    found = all_forms().get(name)
    if found is None:
        raise Refused("letter_form_unknown", form=name)
    return found


@cache
def shipped(name: str) -> str:
    """The text of the template as it comes with the program; refused when there is none."""
    form(name)
    return (_FOLDER / f"{name}.md").read_text("utf-8")


def template(name: str, own: str = "") -> "LetterTemplate":
    """The template of a letter, of the office's own text where there is one.

    Refused when there is no such letter, and with its line when the text is broken.
    """
    return _read(name, own or shipped(name))


@lru_cache(maxsize=256)
def _read(name: str, source: str) -> "LetterTemplate":
    from exporters.templates import read_template
    from exporters.trouble import TemplateTrouble

    try:
        return read_template(name, source, shared_facts())
    except TemplateTrouble as trouble:
        raise refused(trouble) from trouble


def refused(trouble: "TemplateTrouble") -> Refused:
    """A slip in a template, with its line, in the office's words."""
    said = phrase("template_faults", trouble.fault, detail=trouble.detail)
    return Refused("letter_template_bad", form=trouble.template, line=trouble.line, detail=said)


@cache
def shared_facts() -> Mapping[str, "Fact"]:
    """The facts that every template may print."""
    from exporters.templates import load_facts

    return load_facts(_FOLDER / "facts.toml")


@cache
def layout(name: str) -> "Layout":
    """The words and measures of a layout: ``state``, ``party``."""
    from exporters.layouts import load_layout

    return load_layout(_FOLDER / f"layout-{name}.toml")


@cache
def _instruments() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((_FOLDER / "instruments.toml").read_text("utf-8"))


def legal_basis(law: tuple[str, ...], on: date) -> list[str]:
    """The lines of the instruments as they held on a day; one that was not in force then is left out."""
    return [
        str(told["line"])
        for key in law
        for told in _instruments()[key]
        if told["effective_from"] <= on <= told.get("effective_to", date.max)
    ]


def subject_matter(kind: PetitionKind, matter: str) -> str:
    """What a petition is about, for a sentence that has named its kind: "Khiếu nại về việc …" is cut off."""
    told, words = matter.rstrip(" .;"), "|".join(office_words()["kind_words"][kind])
    rest = re.sub(str(office_words()["kind_opening"]).replace("WORDS", words), "", told, flags=re.IGNORECASE)
    return told if not rest or rest.startswith(tuple(office_words()["kind_goes_on"])) else rest


def _form(name: str, head: "Head") -> LetterForm:
    return LetterForm(
        name,
        head.called,
        RecordType(head.record),
        BodyKind(head.body) if head.body else None,
        head.trigger,
        head.form,
        head.basis,
        head.act,
        tuple((key, frozenset(words)) for key, words in head.fits.items()),
        Sealing(head.sealed),
        head.clocks,
        _ways(head),
        head.effective_from,
        head.effective_to,
        head.together,
    )


def _ways(head: "Head") -> tuple[SigningWay, ...]:
    """How a letter may be signed; one that either body writes is signed for the council as its papers are."""
    if not head.signer:
        return ()
    if head.body:
        return _ways_of(head.signer, None)
    council = office_words()["bodies"][BodyKind.COUNCIL]["signer"]
    return _ways_of(head.signer, BodyKind.COMMITTEE) + _ways_of(council, BodyKind.COUNCIL)


def _ways_of(signer: str, body: BodyKind | None) -> tuple[SigningWay, ...]:
    return tuple(
        SigningWay(
            key, told["label"], tuple(told["lines"]), told.get("name", ""), told.get("position", ""), body
        )
        for key, told in office_words()["signers"][signer].items()
    )
