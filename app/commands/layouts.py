"""``layout check``: a paper measured against the State's layout; needs no office."""

from pathlib import Path

from app.commands.arguments import Verbs
from app.commands.calls import Answer, Call
from app.commands.output import table
from app.runtime.words import phrase
from app.services import layouts


def add_verbs(verbs: Verbs) -> None:
    checked = verbs.group("layout", "layout").verb("check", "layout_check", check)
    checked.option("file", "docx", metavar="FILE")


def check(call: Call) -> Answer:
    """What the file breaks, from the sheet to the signature."""
    path = Path(call.options.file)
    faults = layouts.check_file(path)
    value = {
        "file": str(path),
        "faults": [
            {
                "sentence": fault.sentence,
                "found": fault.found,
                "wanted": fault.wanted,
                "line": fault.line,
                "times": fault.times,
            }
            for fault in faults
        ],
    }
    if not faults:
        return Answer(value, (phrase("commands", "layout_sound"),))
    header = tuple(phrase("columns", name) for name in ("fault", "place", "times"))
    rows = [(fault.sentence, fault.line, str(fault.times)) for fault in faults]
    return Answer(value, tuple(table(header, rows, widest=100)))
