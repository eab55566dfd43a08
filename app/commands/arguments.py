"""The parser of the command line, its help and its complaints in the office's words."""

import argparse
import sys
from argparse import SUPPRESS, ArgumentParser, HelpFormatter
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import NoReturn

from app.domain.errors import Refused
from app.runtime.words import complaints, phrase

USAGE = 2
LAST_YEAR = 2200
DAY_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")


def _complaint(english: str) -> str:
    """A complaint of the parser's in the office's words; what has none stays as it is."""
    return complaints().get(english, english)


argparse._ = _complaint  # type: ignore[attr-defined]  # the parser looks its words up here, as gettext would


class Help(HelpFormatter):
    """Help with its headings in the office's words."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, phrase("help", "usage") if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        told = {"options": "options", "positional arguments": "arguments"}.get(heading or "")
        super().start_section(phrase("help", told) if told else heading)


class Parser(ArgumentParser):
    """A parser that answers a wrong line with a sentence, its usage and the exit code 2."""

    def __init__(self, prog: str | None = None, description: str = "", **_ignored: object) -> None:
        super().__init__(
            prog=prog,
            description=description,
            add_help=False,
            allow_abbrev=False,
            formatter_class=Help,
        )
        self.add_argument("-h", "--help", action="help", help=phrase("help", "help"))

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE, phrase("help", "wrong", detail=message) + "\n")

    def option(self, name: str, about: str, **more: object) -> None:
        """An option explained by the phrase ``about``."""
        choices = more.get("choices")
        if isinstance(choices, list):  # as they are typed, not as the program writes them
            more["choices"] = [str(choice) for choice in choices]
        self.add_argument(name, help=phrase("help", about), **more)  # type: ignore[arg-type]  # handed on


class Verbs:
    """The verbs below a parser."""

    def __init__(self, parser: Parser, dest: str, *, required: bool = True) -> None:
        self._children = parser.add_subparsers(
            dest=dest, title=phrase("help", "verbs"), metavar=phrase("help", "verb"), required=required
        )
        self._dest = dest

    def verb(self, name: str, about: str, handler: Callable[..., object]) -> Parser:
        """A verb that ``handler`` carries out."""
        child = self._child(name, about)
        common(child, default=SUPPRESS)
        child.set_defaults(handler=handler)
        return child

    def corrections(self, about: str, amend: Callable[..., object], remove: Callable[..., object]) -> None:
        """The verbs that amend a record or take it out, with a reason; ``about`` begins their phrases."""
        for name, handler in (("amend", amend), ("remove", remove)):
            child = self.verb(name, f"{about}_{name}", handler)
            child.option("id", "record_id")
            child.option("--reason", "why", required=True)
            if handler is amend:
                child.option("--file", "file", metavar="FILE")

    def group(self, name: str, about: str) -> "Verbs":
        """A noun with verbs of its own."""
        return Verbs(self._child(name, about), f"{self._dest}_{name}")

    def _child(self, name: str, about: str) -> Parser:
        told = phrase("help", about)
        return self._children.add_parser(name, help=told, description=told)


def common(parser: Parser, default: str | None = None) -> None:
    """What every verb takes, before or after its name."""
    parser.option("--data", "data", metavar="DIR", default=default)
    parser.option("--database", "database", metavar="URL", default=default)
    parser.option("--user", "user", metavar="NAME", default=default)
    parser.option("--json", "json", action="store_true", default=default or False)


def day(text: str) -> date:
    """A day as people and programs write it."""
    for form in DAY_FORMS:
        try:
            found = datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
        if found.year <= LAST_YEAR:
            return found
    raise Refused("input_not_day", value=text)


def days(text: str) -> int:
    """A number of days, at least one."""
    number = whole(text)
    if not number:
        raise ValueError(text)
    return number


def whole(text: str) -> int:
    """A number of lines."""
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


def span(text: str) -> tuple[date, date]:
    """A first and a last day, written FROM..TO."""
    start, dots, end = text.partition("..")
    first, last = (day(start), day(end)) if dots else (date.max, date.min)
    if last < first:
        raise Refused("input_not_span", field="pause", value=text)
    return first, last


def pair(text: str, example: str) -> tuple[str, str]:
    """A name and its value, written NAME=VALUE."""
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        raise Refused("input_not_pair", value=text, example=example)
    return name.strip(), value.strip()
