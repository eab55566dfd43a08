"""A PDF of ours for long keeping: it claims PDF/A-2b, which no validator has confirmed."""

from functools import cache
from io import BytesIO
from typing import Any, Final

from exporters.trouble import SigningTrouble

_PROFILE: Final = "sRGB IEC61966-2.1"


def claimed(pdf: bytes, language: str = "vi-VN") -> bytes:
    """The PDF with what PDF/A-2b asks of one whose faces are all inside, added after what stood there.

    That is: the colours' profile, the properties as XMP with the mark of the standard, the language, and no
    page's empty turn. Raises SigningTrouble when the file is no PDF; a signature in it would be broken.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError

    generic = _generic()
    try:
        writer: Any = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
        root = writer.root
        root["/OutputIntents"] = generic.ArrayObject([writer.add_object(_intent(writer))])
        root.setdefault("/Lang", generic.TextStringObject(language))
        writer.update_root()
        for page in _pages(root["/Pages"]):
            if page.pop("/Trans", None) is not None:
                writer.update_container(page)
        _describe(writer)
        target = BytesIO()
        writer.write(target)
    except (PdfError, ValueError, KeyError) as error:
        raise SigningTrouble("pdf_bad") from error
    return target.getvalue()


def _generic() -> Any:  # noqa: ANN401 - the library has no types
    from pyhanko.pdf_utils import generic

    return generic


def _pages(node: Any) -> list[Any]:  # noqa: ANN401 - the library has no types
    if node["/Type"] == "/Page":
        return [node]
    return [page for kid in node["/Kids"] for page in _pages(kid.get_object())]


def _intent(writer: Any) -> Any:  # noqa: ANN401 - the library has no types
    generic = _generic()
    profile = generic.StreamObject(
        {generic.NameObject("/N"): generic.NumberObject(3)}, stream_data=_profile()
    )
    profile.compress()
    told = {
        "/Type": generic.NameObject("/OutputIntent"),
        "/S": generic.NameObject("/GTS_PDFA1"),
        "/OutputConditionIdentifier": generic.TextStringObject(_PROFILE),
        "/Info": generic.TextStringObject(_PROFILE),
        "/DestOutputProfile": writer.add_object(profile),
    }
    return generic.DictionaryObject({generic.NameObject(name): value for name, value in told.items()})


@cache
def _profile() -> bytes:
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def _describe(writer: Any) -> None:  # noqa: ANN401 - the library has no types
    """Tell as XMP what the properties tell, and which standard the file claims.

    The library keeps the two alike from here on, when the file is signed too; but for the producer, which it
    adds to an older one in one place and not in the other.
    """
    from pyhanko.pdf_utils.metadata.model import NS, ExpandedName, XmpStructure, XmpValue
    from pyhanko.pdf_utils.metadata.xmp_xml import MetadataStream

    writer.trailer_view["/Info"].pop("/Producer", None)
    known, told = writer.document_meta_view, writer.document_meta
    for name in ("title", "author", "subject", "creator", "created"):
        setattr(told, name, getattr(known, name))
    claims = {"part": "2", "conformance": "B"}
    marks = {ExpandedName(NS["pdfaid"], name): XmpValue(value) for name, value in claims.items()}
    writer.root["/Metadata"] = writer.add_object(MetadataStream.from_xmp([XmpStructure(marks)]))
