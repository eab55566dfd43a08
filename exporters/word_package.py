"""The package around a DOCX body: styles, settings, margins, pictures, properties; always the same bytes."""

from collections.abc import Mapping
from datetime import UTC
from functools import cache
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from exporters import page as paper
from exporters.blocks import Align, Document, Page, Span
from exporters.plain import plain
from exporters.word_xml import NAMESPACE, aligned, run, sized

_FACE: Final = paper.WORD_FONT
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS: Final = {
    "document": f"{_WORD}.document.main+xml",
    "styles": f"{_WORD}.styles+xml",
    "settings": f"{_WORD}.settings+xml",
    "header1": f"{_WORD}.header+xml",
    "header2": f"{_WORD}.header+xml",
    "footer1": f"{_WORD}.footer+xml",
}
_STYLES: Final = (
    f"<w:styles {NAMESPACE}><w:docDefaults><w:rPrDefault><w:rPr>"
    f'<w:rFonts w:ascii="{_FACE}" w:hAnsi="{_FACE}" w:eastAsia="{_FACE}" w:cs="{_FACE}"/>'
    '{size}<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
    '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style></w:styles>'
)
_SETTINGS: Final = (
    f'<w:settings {NAMESPACE}><w:zoom w:percent="100"/>{{mirrored}}<w:defaultTabStop w:val="720"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
)
_CORE: Final = (
    f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject><dc:creator>{author}</dc:creator>"
    "<cp:lastModifiedBy>{author}</cp:lastModifiedBy><cp:revision>1</cp:revision>"
    "<dc:language>{language}</dc:language>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified></cp:coreProperties>'
)
_PAGE_NUMBER: Final = (
    '<w:fldChar w:fldCharType="begin"/>',
    '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
    '<w:fldChar w:fldCharType="separate"/>',
    "<w:t>2</w:t>",
    '<w:fldChar w:fldCharType="end"/>',
)
_SPACE: Final = '<w:r><w:t xml:space="preserve">   </w:t></w:r>'
_WATERMARK_COLOR: Final = "BFBFBF"
_LONGEST_PROPERTY: Final = 255  # in Word itself
_STORED: Final = (".png", ".jpeg")  # packed already


def package(document: Document, body: str, pictures: Mapping[str, bytes]) -> bytes:
    """The file; ``pictures`` are named as the body calls them, each with the ending of its kind."""
    told = document.page.measures
    mirrored = "<w:mirrorMargins/>" if told.mirrored else ""
    number, mark = _page_number(told.page_number_size), _watermark(document)
    parts = {
        "document": f"<w:document {NAMESPACE}><w:body>{body}</w:body></w:document>",
        "styles": _STYLES.format(size=sized(told.text_size), language=document.language),
        "settings": _SETTINGS.format(mirrored=mirrored),
        "header1": _margin("hdr", number + (mark and _SPACE + mark)),
        "header2": _margin("hdr", mark),
    }
    if document.footer:
        parts["footer1"] = _margin("ftr", run(Span(document.footer), paper.SIZE_FOOTER))
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(tuple(parts)),
        "_rels/.rels": _package_relations(),
        "docProps/core.xml": _properties(document),
        "word/_rels/document.xml.rels": _relations(tuple(parts), tuple(pictures)),
    }
    files |= {f"word/{name}.xml": _HEAD + xml for name, xml in parts.items()}
    files |= {f"word/media/{name}": content for name, content in pictures.items()}
    return _packed(files)


def section(page: Page, *, first: bool, footer: bool) -> str:
    """The sheet of a section, which counts its own pages; headers and footers of the first hold for all."""
    told = page.measures
    width, height = (round(length * 20) for length in paper.sheet(page))
    top, right, bottom, left = (
        round(margin * 20)
        for margin in (told.margin_top, told.margin_right, told.margin_bottom, told.margin_left)
    )
    header = round((told.page_number_from_top - told.page_number_size / 2) * 20)
    named = [("header", "default", "header1"), ("header", "first", "header2")] if first else []
    named += [("footer", when, "footer1") for when in ("default", "first") if first and footer]
    references = "".join(f'<w:{part}Reference w:type="{when}" r:id="{name}"/>' for part, when, name in named)
    turned = ' w:orient="landscape"' if page.landscape else ""
    return (
        f'<w:sectPr>{references}<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" '
        f'w:header="{header}" w:footer="{round(paper.FOOTER_FROM_BOTTOM * 20)}" w:gutter="0"/>'
        '<w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
    )


@cache
def _page_number(size: float) -> str:
    return "".join(f"<w:r><w:rPr>{sized(size)}</w:rPr>{part}</w:r>" for part in _PAGE_NUMBER)


def _watermark(document: Document) -> str:
    return run(Span(document.watermark), 11, _WATERMARK_COLOR) if document.watermark else ""


def _margin(part: str, runs: str) -> str:
    paragraph = f"<w:p><w:pPr>{aligned(Align.CENTER)}</w:pPr>{runs}</w:p>"
    return f"<w:{part} {NAMESPACE}>{paragraph}</w:{part}>"


def _properties(document: Document) -> str:
    told = {
        "title": document.title,
        "subject": document.subject,
        "author": document.author,
        "language": document.language,
    }
    moment = f"{document.created.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return _HEAD + _CORE.format(
        **{name: escape(plain(text)[:_LONGEST_PROPERTY]) for name, text in told.items()}, moment=moment
    )


@cache
def _content_types(parts: tuple[str, ...]) -> str:
    endings = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        "png": "image/png",
        "jpeg": "image/jpeg",
    }
    known = [f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in endings.items()]
    named = {f"/word/{part}.xml": _PARTS[part] for part in parts}
    named["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    known += [f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in named.items()]
    return f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{"".join(known)}</Types>'


@cache
def _package_relations() -> str:
    core = f"{_PACKAGE}/relationships/metadata/core-properties"
    return _related(
        [("word", f"{_OFFICE}/officeDocument", "word/document.xml"), ("core", core, "docProps/core.xml")]
    )


@cache
def _relations(parts: tuple[str, ...], pictures: tuple[str, ...]) -> str:
    own = [(part, f"{_OFFICE}/{part.rstrip('12')}", f"{part}.xml") for part in parts if part != "document"]
    return _related([*own, *((name, f"{_OFFICE}/image", f"media/{name}") for name in pictures)])


def _related(relations: list[tuple[str, str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, kind, target in relations
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _packed(files: Mapping[str, str | bytes]) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name, content in files.items():
            entry = ZipInfo(name)  # its day is the first that the format knows, not the day of today
            entry.compress_type = ZIP_STORED if name.endswith(_STORED) else ZIP_DEFLATED
            archive.writestr(entry, content)
    return target.getvalue()
