"""A letter as PDF against raw ReportLab drawing the same page and LibreOffice converting its DOCX."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from app.domain.jurisdictions import Target
from app.domain.kinds import BodyKind, PetitionKind, RecordType
from app.domain.letters import LetterRequest
from app.domain.petitions import PetitionDraft
from app.runtime.paths import RESOURCES
from app.services import letter_forms
from benchmarks.measure import Ratio, paired
from benchmarks.office import MONDAY, SENDER, open_office
from exporters import pdf
from exporters.blocks import Addressee, Document, Letterhead, Recipients, Signing, Title
from exporters.blocks import Paragraph as BlockParagraph
from exporters.layouts import load_layout
from exporters.letters import compose
from exporters.pdf_fonts import FAMILY
from exporters.templates import FactType


def run(folder: Path) -> list[Ratio]:
    services, actor = open_office(folder)
    draft = PetitionDraft(
        BodyKind.COMMITTEE,
        PetitionKind.COMPLAINT,
        (SENDER,),
        "Không đồng ý với quyết định bồi thường",
        MONDAY,
        target=Target.COMMUNE_CHAIR,
    )
    petition_id = services.petitions.register(actor, draft).value.id
    request = LetterRequest("kn-admission", RecordType.PETITION, petition_id)
    docx = services.letters.preview(actor, request).docx
    services.close()
    document = composer()(1)
    fonts = RESOURCES / "fonts"
    ratios = [
        paired(
            "a letter as PDF : raw ReportLab",
            lambda: pdf.render(document, fonts),
            lambda: _raw_page(document),
            limit=1.5,
        )
    ]
    soffice = shutil.which("soffice")
    if soffice is None:
        print("a letter as PDF : LibreOffice — not measured, soffice is not installed")
        return ratios
    with tempfile.TemporaryDirectory() as work:
        source = Path(work) / "letter.docx"
        source.write_bytes(docx)
        command = [
            soffice,
            f"-env:UserInstallation=file://{work}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            work,
            str(source),
        ]

        def convert() -> None:
            subprocess.run(command, check=True, capture_output=True)

        ratios.append(
            paired(
                "a letter as PDF, times faster : LibreOffice",
                lambda: pdf.render(document, fonts),
                convert,
                limit=50,
                runs=5,
                at_least=True,
            )
        )
    return ratios


def composer() -> Callable[[int], Document]:
    """Composes an ordinary letter of one page under the number given."""
    layout = load_layout(RESOURCES / "letters" / "layout-state.toml")
    template = letter_forms.template("kn-admission")
    made: dict[FactType, object] = {FactType.DAY: MONDAY, FactType.LIST: ["một việc", "hai việc"]}
    facts = {fact.name: made.get(fact.type, "một sự việc có thật") for fact in template.head.facts}
    created = datetime(2026, 11, 16, tzinfo=UTC)

    def letter(number: int) -> Document:
        told = {**facts, "sender_name": f"Lò Văn {number}"}
        return compose(template, told, layout, created=created, number=number, issued_on=MONDAY).document

    return letter


def _raw_page(document: Document) -> bytes:
    """The same words on the same page, as anyone would write them with ReportLab alone."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import HRFlowable, Paragraph, SimpleDocTemplate, Spacer, Table

    middle = ParagraphStyle("m", fontName=FAMILY, fontSize=13, leading=15, alignment=1)
    body = ParagraphStyle("b", middle, fontSize=14, leading=17, alignment=4, firstLineIndent=28, spaceAfter=6)
    story: list[object] = []
    for block in document.blocks:
        match block:
            case Letterhead():
                left = [*(Paragraph(f"<b>{line}</b>", middle) for line in block.organ), HRFlowable(60)]
                right = [*(Paragraph(f"<b>{line}</b>", middle) for line in block.motto), HRFlowable(150)]
                last = [Paragraph(block.number, middle), Paragraph(f"<i>{block.place_date}</i>", middle)]
                story += [Table([[left, right], last], [200, 290]), Spacer(0, 12)]
            case Title():
                story += [Paragraph(f"<b>{line}</b>", middle) for line in (block.kind, block.subject)]
            case Addressee():
                story += [Paragraph(f"{block.label} {line}", middle) for line in block.lines]
            case BlockParagraph():
                story.append(Paragraph("".join(span.text for span in block.spans), body))
            case Signing(right=signature, left=Recipients() as copies):
                lines = [Paragraph(line, middle) for line in (copies.label, *copies.lines)]
                hand = [*(Paragraph(f"<b>{line}</b>", middle) for line in signature.lines), Spacer(0, 80)]
                story.append(Table([[lines, [*hand, Paragraph(signature.name, middle)]]], [240, 250]))
    target = BytesIO()
    SimpleDocTemplate(target, invariant=1).build(story)
    return target.getvalue()
