"""The package around a DOCX body: styles, page, header, properties; nothing of the library's own."""

from collections.abc import Iterable
from datetime import UTC
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

from exporters import page as paper
from exporters.blocks import Align, Document, Page, Span
from exporters.plain import plain
from exporters.word_xml import NAMESPACE, aligned, run, sized

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import Section, _Header

_FACE: Final = paper.WORD_FONT
_DEFAULTS: Final = (
    f"<w:docDefaults {NAMESPACE}><w:rPrDefault><w:rPr>"
    f'<w:rFonts w:ascii="{_FACE}" w:hAnsi="{_FACE}" w:eastAsia="{_FACE}" w:cs="{_FACE}"/>'
    '{size}<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
    '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
)
_STYLES: Final = (
    f'<w:style {NAMESPACE} w:type="paragraph" w:default="1" w:styleId="Normal">'
    '<w:name w:val="Normal"/></w:style>',
    f'<w:style {NAMESPACE} w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/></w:style>',
    f'<w:style {NAMESPACE} w:type="table" w:default="1" w:styleId="TableNormal">'
    '<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>',
)
_PAGE_NUMBER: Final = (
    '<w:fldChar w:fldCharType="begin"/>',
    '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
    '<w:fldChar w:fldCharType="separate"/>',
    "<w:t>2</w:t>",
    '<w:fldChar w:fldCharType="end"/>',
)
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MIRRORED: Final = f"<w:mirrorMargins {NAMESPACE}/>"
_SETTINGS: Final = (
    f'<w:zoom {NAMESPACE} w:percent="100"/>',
    f'<w:defaultTabStop {NAMESPACE} w:val="720"/>',
    f'<w:compat {NAMESPACE}><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>',
    f'<w:decimalSymbol {NAMESPACE} w:val=","/>',
    f'<w:listSeparator {NAMESPACE} w:val=";"/>',
)
_WATERMARK_COLOR: Final = "BFBFBF"
# What the library's own template brings along: a picture, a program's name, leftovers of other programs.
_LONGEST_PROPERTY: Final = 255
_FOREIGN: Final = ("/thumbnail", "/extended-properties", "/customXml", "/stylesWithEffects", "/numbering")


def opened_with(content: str) -> "WordDocument":
    """The library's empty package around our content.

    The content goes in before the package is opened: moving parsed elements of a long table from one
    tree to another takes ten times as long as parsing them in place.
    """
    import docx

    package = BytesIO()
    with ZipFile(package, "w") as target:
        for name, part in _empty_package().items():
            target.writestr(name, content if name == "word/document.xml" else part)
    package.seek(0)
    return docx.Document(package)


@cache
def _empty_package() -> dict[str, bytes]:
    import docx

    with ZipFile(Path(docx.__file__).parent / "templates" / "default.docx") as package:
        return {name: package.read(name) for name in package.namelist()}


def dress(word: "WordDocument", document: Document) -> None:
    told = document.page.measures
    defaults = _DEFAULTS.format(size=sized(told.text_size), language=document.language)
    _refill(word.styles.element, (defaults, *_STYLES))
    zoom, *others = _SETTINGS
    _refill(word.settings.element, (zoom, *[_MIRRORED] * told.mirrored, *others))
    for section, page in zip(word.sections, document.pages, strict=True):
        _set_section(section, page)
    _set_headers(word.sections[0], document)
    _set_properties(word, document)
    _drop_foreign_parts(word)


def _refill(element: "BaseOxmlElement", contents: Iterable[str]) -> None:
    from docx.oxml import parse_xml

    for child in list(element):
        element.remove(child)
    for xml in contents:
        element.append(parse_xml(xml))


def _set_section(section: "Section", page: Page) -> None:
    """Each section counts its own pages; the headers of the first hold for all."""
    from docx.enum.section import WD_ORIENT
    from docx.oxml import parse_xml
    from docx.shared import Pt

    width, height = paper.sheet(page)
    section.orientation = WD_ORIENT.LANDSCAPE if page.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Pt(width), Pt(height)
    told = page.measures
    section.top_margin, section.bottom_margin = Pt(told.margin_top), Pt(told.margin_bottom)
    section.left_margin, section.right_margin = Pt(told.margin_left), Pt(told.margin_right)
    section.header_distance = Pt(told.page_number_from_top - told.page_number_size / 2)
    section.different_first_page_header_footer = True
    margins = section._sectPr.find(f"{{{_WORD}}}pgMar")  # noqa: SLF001 - the library cannot restart page numbers
    margins.addnext(parse_xml(f'<w:pgNumType {NAMESPACE} w:start="1"/>'))


def _set_headers(section: "Section", document: Document) -> None:
    told = document.page.measures
    size = sized(told.page_number_size)
    number = "".join(f"<w:r><w:rPr>{size}</w:rPr>{part}</w:r>" for part in _PAGE_NUMBER)
    mark = run(Span(document.watermark), 11, _WATERMARK_COLOR) if document.watermark else ""
    _fill_header(section.header, number + (mark and f"<w:r><w:t xml:space='preserve'>   </w:t></w:r>{mark}"))
    _fill_header(section.first_page_header, mark)


def _fill_header(header: "_Header", runs: str) -> None:
    header.is_linked_to_previous = False
    text = f"<w:p {NAMESPACE}><w:pPr>{aligned(Align.CENTER)}</w:pPr>{runs}</w:p>"
    _refill(header.part.element, (text,))


def _told(text: str) -> str:
    """A property, cut where Word's own limit is."""
    return plain(text)[:_LONGEST_PROPERTY]


def _set_properties(word: "WordDocument", document: Document) -> None:
    properties = word.core_properties
    moment = document.created.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties.title, properties.author = _told(document.title), _told(document.author)
    properties.subject, properties.language = _told(document.subject), document.language
    properties.last_modified_by = properties.author
    properties.created = properties.modified = properties.last_printed = moment
    properties.revision = 1
    properties.comments = properties.keywords = properties.category = properties.version = ""


def _drop_foreign_parts(word: "WordDocument") -> None:
    for relations in (word.part.package.rels, word.part.rels):
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(_FOREIGN)]:
            del relations[key]
