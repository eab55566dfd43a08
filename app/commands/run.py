"""Reads a line of the command line, lets its verb do the work, prints what it says."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from types import ModuleType
from typing import TextIO

from app.bootstrap import file_address
from app.commands.arguments import Parser, Verbs, common
from app.commands.calls import Answer, Call
from app.commands.output import refuse, speak_utf8, tell
from app.domain.errors import KnownTrouble
from app.runtime.clock import Clock
from app.runtime.paths import data_folder
from app.runtime.words import phrase

REFUSED = 1
TRAINING = "training"
_HELP = ("-h", "--help")


def parser() -> Parser:
    """The whole command line; without a verb the window opens."""
    whole = _without_verbs()
    verbs = Verbs(whole, "verb", required=False)
    for room in _rooms():
        room.add_verbs(verbs)
    return whole


def _rooms() -> Sequence[ModuleType]:
    """The modules of the verbs, as the help lists them; loaded once a line has a verb."""
    from app.commands import (
        affairs,
        calendar,
        council_sessions,
        deadlines,
        demo,
        documents,
        duties,
        files,
        frozen,
        layouts,
        letters,
        outcomes,
        papers,
        petitions,
        records,
        report_sets,
        rules,
        statistics,
        visits,
        voters,
    )

    return (
        files,
        demo,
        visits,
        duties,
        petitions,
        outcomes,
        voters,
        council_sessions,
        deadlines,
        calendar,
        letters,
        papers,
        documents,
        layouts,
        statistics,
        affairs,
        frozen,
        report_sets,
        rules,
        records,
    )


def _without_verbs() -> Parser:
    described = f"{phrase('help', 'program')} {phrase('help', 'codes')}"
    whole = Parser(prog="main.py", description=described)
    common(whole)
    whole.option("--demo", "demo_window", action="store_true", dest="demo_window")
    return whole


def read(argv: Sequence[str]) -> argparse.Namespace:
    """The line taken apart; a wrong one ends the program with the code 2, ``--help`` with 0."""
    return parser().parse_args(argv)


def window(argv: Sequence[str]) -> tuple[Path, str, bool] | None:
    """Folder, database and whether to train, when the line asks for the window; None when it says more."""
    speak_utf8(sys.stdin, sys.stdout, sys.stderr)
    line = [word for word in argv if word not in _HELP]
    options, more = _without_verbs().parse_known_args(line)  # the verbs would keep the window waiting
    if more or len(line) < len(argv):
        return None
    folder = data_folder(options.data)
    if options.demo_window and not options.data:
        folder /= TRAINING  # the office's own books stay untouched
    return folder, options.database or file_address(folder), options.demo_window


def run(
    argv: Sequence[str], stdin: TextIO, stdout: TextIO, stderr: TextIO, clock: Clock | None = None
) -> int:
    """Carry out a verb; returns the exit code."""
    speak_utf8(stdin, stdout, stderr)
    with redirect_stdout(stdout), redirect_stderr(stderr):
        try:
            options = read(argv)
        except SystemExit as end:
            return int(end.code or 0)
    return carry_out(Call(options, stdin, clock or Clock()), stdout, stderr)


def carry_out(call: Call, stdout: TextIO, stderr: TextIO) -> int:
    try:
        answer: Answer = call.options.handler(call)
    except KnownTrouble as trouble:
        refuse(trouble, stderr, as_json=call.options.json)
        return REFUSED
    tell(answer, stdout, stderr, as_json=call.options.json)
    return answer.code
