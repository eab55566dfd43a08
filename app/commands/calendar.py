"""``calendar``: the days off of a year as a file for Excel, and back."""

from pathlib import Path

from app.commands.arguments import Verbs, whole
from app.commands.calls import Answer, Call, office
from app.commands.output import table
from app.domain.errors import Refused
from app.domain.office_days import Moved, Sheet
from app.runtime.words import phrase, sentence
from app.services import files


def add_verbs(verbs: Verbs) -> None:
    calendar = verbs.group("calendar", "calendar")
    exported = calendar.verb("export", "calendar_export", export)
    exported.option("--year", "calendar_year", metavar="YEAR", type=whole, required=True)
    exported.option("--out", "out", metavar="DIR", required=True)
    imported = calendar.verb("import", "calendar_import", take_in)
    imported.option("--year", "calendar_year", metavar="YEAR", type=whole, required=True)
    imported.option("--file", "calendar_file", metavar="FILE", required=True)
    imported.option("--apply", "apply", action="store_true")
    imported.option("--reason", "calendar_reason", metavar="TEXT", default="")


def export(call: Call) -> Answer:
    """Write the year's days off and worked Saturdays, those of the rules and the office's own."""
    year = call.options.year
    file = Path(call.options.out) / f"lich-nghi-{year}.csv"
    with office(call) as (services, actor):
        count = len(services.calendar.days(actor, year))
        content = services.calendar.sheet(actor, year)
    files.ready_folder(file.parent)
    files.save(content, file)
    told = phrase("commands", "calendar_exported", count=count, file=file)
    return Answer({"year": year, "days": count, "file": file}, (told,))


def take_in(call: Call) -> Answer:
    """What a file would change and move; stored only when asked, and then all of it or nothing."""
    told = call.options
    with office(call) as (services, actor):
        sheet = services.calendar.read_sheet(actor, told.year, Path(told.file))
        if told.apply and sheet.rejected:
            raise Refused("sheet_rejects", field="file", count=len(sheet.rejected))
        moves: tuple[Moved, ...] = ()
        if told.apply:
            moves = services.calendar.apply(actor, sheet.changes, told.reason).value
        elif sheet.changes.days:
            moves = services.calendar.preview(actor, sheet.changes)
    return Answer(_value(sheet, moves, applied=told.apply), _lines(sheet, moves, applied=told.apply))


def _value(sheet: Sheet, moves: tuple[Moved, ...], *, applied: bool) -> dict[str, object]:
    rejected = [
        {"line": one.number, "text": one.text, "error": one.trouble.code, "message": sentence(one.trouble)}
        for one in sheet.rejected
    ]
    return {
        "applied": applied,
        "added": sheet.changes.added,
        "amended": sheet.changes.amended,
        "known": sheet.known,
        "rejected": rejected,
        "moved": moves,
    }


def _lines(sheet: Sheet, moves: tuple[Moved, ...], *, applied: bool) -> tuple[str, ...]:
    changes = sheet.changes
    counted = phrase(
        "commands",
        "calendar_read",
        added=len(changes.added),
        amended=len(changes.amended),
        known=sheet.known,
        moved=len(moves),
    )
    rejected = tuple(
        phrase(
            "commands",
            "calendar_rejected",
            number=one.number,
            text=one.text,
            reason=sentence(one.trouble),
        )
        for one in sheet.rejected
    )
    header = tuple(phrase("columns", name) for name in ("number", "title", "old_due", "new_due"))
    rows = [(moved.number, moved.title, moved.due_from, moved.due_to) for moved in moves]
    end = phrase("commands", "calendar_applied" if applied else "calendar_preview")
    return (counted, *rejected, *(table(header, rows) if rows else ()), end)
