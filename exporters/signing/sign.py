"""Signs a PDF by adding to it: what stood there before stays byte for byte, earlier signatures hold."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from exporters.signing import rooms, stamps
from exporters.signing.keys import Signer
from exporters.signing.rooms import Box
from exporters.signing.stamps import Stamp
from exporters.trouble import SigningTrouble

_CORNERS: Final = 4


@dataclass(frozen=True, slots=True)
class Appearance:
    """How a signature is seen.

    Attributes:
        picture: A PNG of the hand or the seal, None for lines of text.
        lines: The text where there is no picture.
        room: Which of the rooms in the order of reading, counted from 1; 0 for the last one.
        name: Who stands under the signature, for papers whose rooms have no names.
        seal: The width of the seal in points.
        fonts: The folder of the faces.
    """

    stamp: Stamp
    picture: bytes | None
    lines: Sequence[str]
    fonts: Path
    room: int = 0
    name: str = ""
    seal: float = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A signature's field: its name, which stands once in a paper, where it lies, and what it shows."""

    field: str
    box: Box
    page: bytes


@dataclass(frozen=True, slots=True)
class Preview:
    """A paper as it would look; the page of the signature and how far down it stands, as a share of it."""

    pdf: bytes
    page: int
    down: float


def place(pdf: bytes, look: Appearance) -> Place:
    """Where the signature would stand and what it would look like; raises SigningTrouble when it cannot."""
    fields = _fields(pdf)
    image = None if look.picture is None or look.stamp is Stamp.TEXT else stamps.picture(look.picture)
    if look.stamp is Stamp.TEXT:
        before = sum(name.startswith(Stamp.TEXT) for name in fields)
        box = stamps.corner(rooms.first_page(pdf), look.lines, before)
        page = stamps.drawn_text(look.lines, box, look.fonts, middle=False)
        return Place(f"{Stamp.TEXT}-{before + 1}", box, page)
    room, number = _room(pdf, look)
    name = f"{look.stamp}-{number}"
    if name in fields:
        raise SigningTrouble("signing_room_taken")
    if look.stamp is Stamp.SEAL:
        if image is None:
            raise SigningTrouble("seal_without_picture")
        box = stamps.seal(room, fields.get(f"{Stamp.HAND}-{number}"), image, look.seal)
    else:
        box = stamps.hand(room, image)
    if image is None:
        return Place(name, box, stamps.drawn_text(look.lines, box, look.fonts, middle=True))
    return Place(name, box, stamps.drawn_picture(image, box, look.fonts))


def preview(pdf: bytes, look: Appearance) -> Preview:
    """The paper with the picture of a signature laid over it, no signature; bare where no seal is known."""
    import pypdfium2

    if look.stamp is Stamp.SEAL and look.picture is None:
        return _bare(pdf, _room(pdf, look)[0])
    where = place(pdf, look)
    paper, drawn = pypdfium2.PdfDocument(pdf), pypdfium2.PdfDocument(where.page)
    try:
        if paper.get_formtype():
            paper.init_forms()
        laid = drawn.page_as_xobject(0, paper).as_pageobject()
        laid.set_matrix(pypdfium2.PdfMatrix().translate(where.box.left, where.box.bottom))
        page = paper[where.box.page]
        page.insert_obj(laid)
        page.gen_content()
        target = BytesIO()
        paper.save(target)
        return Preview(target.getvalue(), where.box.page, 1 - where.box.top / page.get_height())
    finally:
        drawn.close()
        paper.close()


def _bare(pdf: bytes, room: Box) -> Preview:
    import pypdfium2

    paper = pypdfium2.PdfDocument(pdf)
    try:
        return Preview(pdf, room.page, 1 - room.top / paper[room.page].get_height())
    finally:
        paper.close()


def sign(pdf: bytes, signer: Signer, look: Appearance, at: datetime) -> bytes:
    """The PDF with one more signature, made at an aware moment; raises SigningTrouble when it cannot be."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata
    from pyhanko.stamp import StaticStampStyle

    _check(signer, at)
    where = place(pdf, look)
    box = where.box
    corners = round(box.left), round(box.bottom), round(box.right), round(box.top)
    told = PdfSignatureMetadata(
        field_name=where.field,
        subfilter=SigSeedSubFilter.PADES,
        name=signer.certificate.name,
        app_build_props=None,
    )
    with tempfile.TemporaryDirectory() as folder:
        drawn = Path(folder) / "stamp.pdf"
        drawn.write_bytes(where.page)
        whole = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID, Margins())
        style = StaticStampStyle.from_pdf_file(str(drawn), border_width=0, background_layout=whole)
        spec = SigFieldSpec(where.field, on_page=box.page, box=corners)
        try:
            writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
            made = _timed()(told, signer.at_work, stamp_style=style, new_field_spec=spec)
            made.moment = at
            return bytes(made.sign_pdf(writer).getvalue())
        except (PdfError, ValueError) as error:
            if isinstance(error.__cause__, RuntimeError):  # what a token said
                raise
            raise SigningTrouble("signing_failed", detail=str(error)) from error


def _timed() -> Any:  # noqa: ANN401 - the library has no types
    from pyhanko.sign.signers import PdfSigner
    from pyhanko.sign.signers.pdf_signer import PdfSigningSession

    class TimedSigner(PdfSigner):
        """Signs at the office's moment: the library would ask the computer."""

        moment: datetime

        def init_signing_session(self, *told: Any, **more: Any) -> PdfSigningSession:  # noqa: ANN401
            session = super().init_signing_session(*told, **more)
            session.system_time = self.moment
            return session

    return TimedSigner


def _check(signer: Signer, at: datetime) -> None:
    certificate = signer.certificate
    if at > certificate.ends:
        raise SigningTrouble("certificate_expired", name=certificate.name, day=_day(certificate.ends))
    if at < certificate.begins:
        raise SigningTrouble("certificate_not_yet", name=certificate.name, day=_day(certificate.begins))


def _day(moment: datetime) -> str:
    return f"{moment.astimezone():%d/%m/%Y}"


def _fields(pdf: bytes) -> dict[str, Box]:
    """The signatures that stand in the paper: each field's name and where it lies."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        reader = PdfFileReader(BytesIO(pdf), strict=False)
        found = {}
        for one in reader.embedded_signatures:
            corners = [float(edge) for edge in one.sig_field.get("/Rect", ())]
            if len(corners) == _CORNERS:
                found[one.field_name] = Box(0, *corners)
    except (PdfError, ValueError, KeyError, TypeError, IndexError) as error:
        raise SigningTrouble("pdf_bad") from error
    return found


def _room(pdf: bytes, look: Appearance) -> tuple[Box, int]:
    found = rooms.rooms(pdf, look.name)
    number = look.room or len(found)
    if not 1 <= number <= len(found):
        raise SigningTrouble("signing_room_missing")
    return found[number - 1], number
