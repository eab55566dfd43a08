"""``search`` and ``verify``: across all rooms."""

from app.commands.arguments import Verbs, whole
from app.commands.calls import Answer, Call, office
from app.commands.output import table
from app.runtime.words import phrase

FOUND_SOMETHING = 3


def add_verbs(verbs: Verbs) -> None:
    search = verbs.verb("search", "search", find)
    search.option("text", "search_text", metavar="TEXT")
    search.option("--limit", "limit", type=whole, default=50)
    verbs.verb("verify", "verify", verify)


def find(call: Call) -> Answer:
    with office(call) as (services, actor):
        hits = services.records.search(actor, call.options.text, call.options.limit)
    header = tuple(phrase("columns", name) for name in ("record", "day", "title", "matter"))
    rows = [(hit.record_type, hit.on, hit.title, hit.text) for hit in hits]
    return Answer({"hits": hits, "total": len(hits)}, table(header, rows))


def verify(call: Call) -> Answer:
    """Whether the log is whole; the exit code is 3 when it is not."""
    with office(call) as (services, actor):
        found = services.backup.verify(actor)
    value = {
        "whole": found.whole,
        "changes": found.changes,
        "broken_at": found.broken_at,
        "altered_records": found.altered_records,
        "altered_files": found.altered_files,
    }
    if found.whole:
        return Answer(value, (phrase("commands", "whole", count=found.changes),))
    broken = () if found.broken_at is None else (phrase("commands", "broken_at", number=found.broken_at),)
    altered = tuple(
        phrase("commands", "altered", record=record) for record in found.altered_records + found.altered_files
    )
    return Answer(value, (phrase("commands", "not_whole"), *broken, *altered), code=FOUND_SOMETHING)
