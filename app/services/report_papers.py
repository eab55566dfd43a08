"""A statistical report as papers: one page model, three formats."""

from dataclasses import dataclass

from app.domain.kinds import BodyKind
from app.domain.statistics import Figure, Report
from app.runtime.paths import RESOURCES
from app.services.desk import NO_OFFICE, Desk
from app.services.letter_facts import office_words
from db import office as office_store
from db.work import View


@dataclass(frozen=True, slots=True)
class Papers:
    """The same report in three formats."""

    docx: bytes
    pdf: bytes
    xlsx: bytes


def shown(figure: Figure) -> str:
    """A figure as papers print it: dots between thousands, a comma before hundredths of a percent."""
    if not figure.share:
        return f"{figure.value:,}".replace(",", ".")
    whole, part = divmod(figure.value, 100)
    return f"{whole},{part:02}%" if part else f"{whole}%"


def papers(view: View, desk: Desk, report: Report) -> Papers:
    """The report in the State's layout, with its office, its period and the place for its signatures."""
    from exporters import pdf, sheet, word
    from exporters.blocks import (
        Align,
        Column,
        Document,
        Head,
        Letterhead,
        Note,
        Signature,
        Signing,
        Table,
        Title,
    )
    from exporters.layouts import load_layout

    told = office_words()
    words = told["report"]
    settings = office_store.settings(view) or NO_OFFICE
    layout = load_layout(RESOURCES / "letters" / "layout-state.toml")
    body = told["bodies"][BodyKind.COMMITTEE]
    organ = f"{body['organ']}\n{settings.commune_name}".upper()
    now = desk.clock.now().astimezone()
    period = words["period"].format(
        first=f"{report.period.first:%d/%m/%Y}", last=f"{report.period.last:%d/%m/%Y}"
    )
    table = Table(
        columns=(Column(0.6, Align.CENTER), Column(5), Column(5), Column(2, Align.RIGHT)),
        header=(tuple(Head(text) for text in words["columns"]),),
        rows=tuple(
            (row.number if not place else "", row.label if not place else "", figure.label, shown(figure))
            for row in report.rows
            for place, figure in enumerate(row.figures)
        ),
    )
    document = Document(
        f"{report.title} {period}",
        organ.replace("\n", " "),
        now,
        (
            Letterhead(
                organ=tuple(organ.split("\n")),
                motto=layout.motto,
                number=layout.number_line(None, f"{words['series']}-{body['sign']}"),
                place_date=layout.place_and_day(settings.place_name, None, now.year),
            ),
            Title(words["kind"], f"{report.title}\n{period}"),
            table,
            Note(report.basis),
            Signing(
                Signature((body["signer_title"],), settings.chair_name),
                Signature((words["maker"],), "", words["sign_note"]),
            ),
        ),
        watermark=told["draft_watermark"] if settings.training else "",
    )
    fonts = RESOURCES / "fonts"
    return Papers(word.render(document), pdf.render(document, fonts), sheet.render(document, words["sheet"]))
