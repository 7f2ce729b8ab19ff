"""A drawing becomes a .docx: the fewest parts that Word, LibreOffice and the built-in way all take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.documents.drawing.looks import looks, twips
from desktop.documents.packing import core_properties, write_package
from desktop.documents.profile import Profile
from desktop.documents.wordml import Element, node, serialised, text_node

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGES = "http://schemas.openxmlformats.org/package/2006"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One section: its content and its paper. Margins in millimetres, the profile's when None."""

    content: tuple[Element, ...]
    landscape: bool = False
    margins: tuple[float, float, float, float] | None = None
    """Top, right, bottom, left."""
    border_colour: str = ""
    numbered: bool = True
    """Page numbers on top from the section's second page on, counted from 1."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A template: its title in the file's properties, and its sections."""

    title: str
    sheets: tuple[Sheet, ...]

    def packed(self, profile: Profile) -> bytes:
        """The .docx."""
        parts = {
            "word/document.xml": serialised(self._document(profile)),
            "word/styles.xml": serialised(_styles(profile)),
            "word/settings.xml": serialised(_settings(profile)),
            "word/header1.xml": serialised(_header(numbered=False)),
            "word/header2.xml": serialised(_header(numbered=True)),
            "docProps/core.xml": core_properties(self.title),
            "[Content_Types].xml": _content_types(),
            "_rels/.rels": _relationships(
                ("officeDocument", _OFFICE, "word/document.xml"),
                ("metadata/core-properties", f"{_PACKAGES}/relationships", "docProps/core.xml"),
            ),
            "word/_rels/document.xml.rels": _relationships(
                ("styles", _OFFICE, "styles.xml"),
                ("settings", _OFFICE, "settings.xml"),
                ("header", _OFFICE, "header1.xml"),
                ("header", _OFFICE, "header2.xml"),
            ),
        }
        return write_package(parts)

    def _document(self, profile: Profile) -> Element:
        body = node("body")
        for at, sheet in enumerate(self.sheets):
            body.extend(sheet.content)
            section = _section(sheet, profile)
            if at == len(self.sheets) - 1:
                body.append(section)
            else:
                # a section ends inside a paragraph; this one is too low to start a page of its own
                body.append(node("p", node("pPr", node("pStyle", val="Moc"), section)))
        return node("document", body)


def _section(sheet: Sheet, profile: Profile) -> Element:
    sides = (profile.short_side, profile.long_side)
    width, height = reversed(sides) if sheet.landscape else sides
    own = sheet.margins or (profile.top, profile.right, profile.bottom, profile.left)
    top, right, bottom, left = (twips(side) for side in own)
    paper = {"w": twips(width), "h": twips(height)} | ({"orient": "landscape"} if sheet.landscape else {})
    margins = {"top": top, "right": right, "bottom": bottom, "left": left}
    return node(
        "sectPr",
        *_header_references(sheet),
        node("type", val="nextPage"),
        node("pgSz", **paper),
        node("pgMar", **margins, header=twips(profile.header), footer=twips(profile.header), gutter=0),
        _page_border(sheet.border_colour, own) if sheet.border_colour else None,
        node("pgNumType", start=1) if sheet.numbered else None,
        node("titlePg") if sheet.numbered else None,
    )


def _header_references(sheet: Sheet) -> Iterator[Element]:
    if sheet.numbered:
        for kind, relation in (("first", "rId3"), ("default", "rId4")):
            reference = node("headerReference", type=kind)
            reference.set(f"{{{_OFFICE}}}id", relation)
            yield reference


def _page_border(colour: str, margins: tuple[float, float, float, float]) -> Element:
    """A double line half-way between paper edge and text: where the built-in way draws it too."""
    sides = dict(zip(("top", "right", "bottom", "left"), margins, strict=True))
    lines = (
        node(side, val="double", sz=12, space=round(sides[side] / 2 * 72 / 25.4), color=colour)
        for side in ("top", "left", "bottom", "right")
    )
    return node("pgBorders", *lines, offsetFrom="page")


def _header(*, numbered: bool) -> Element:
    paragraph = node("p", node("pPr", node("pStyle", val="SoTrang")))
    if numbered:
        paragraph.extend(
            node("r", content)
            for content in (
                node("fldChar", fldCharType="begin"),
                _instruction(" PAGE "),
                node("fldChar", fldCharType="separate"),
                text_node("2"),
                node("fldChar", fldCharType="end"),
            )
        )
    return node("hdr", paragraph)


def _instruction(text: str) -> Element:
    made = node("instrText")
    made.text = text
    return made


def _styles(profile: Profile) -> Element:
    font, size = profile.font, round(profile.body * 2)
    fonts = node("rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font)
    languages = node("lang", val=profile.language, eastAsia=profile.language, bidi="ar-SA")
    defaults = node(
        "docDefaults",
        node("rPrDefault", node("rPr", fonts, node("sz", val=size), node("szCs", val=size), languages)),
        node("pPrDefault", node("pPr", node("spacing", before=0, after=0))),
    )
    cell_sides = (node(side, w=0, type="dxa") for side in ("top", "left", "bottom", "right"))
    plain = node("tblPr", node("tblInd", w=0, type="dxa"), node("tblCellMar", *cell_sides))
    return node(
        "styles",
        defaults,
        node("style", node("name", val="Normal"), node("qFormat"), node("pPr", node("widowControl")),
             type="paragraph", default=1, styleId="Normal"),
        node("style", node("name", val="Default Paragraph Font"), node("semiHidden"),
             type="character", default=1, styleId="DefaultParagraphFont"),
        node("style", node("name", val="Normal Table"), node("semiHidden"), plain,
             type="table", default=1, styleId="TableNormal"),
        *(look.element(font) for look in looks(profile)),
    )  # fmt: skip


def _settings(profile: Profile) -> Element:
    mode = node(
        "compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15
    )
    return node(
        "settings",
        node("zoom", percent=100),
        node("hideSpellingErrors"),
        node("hideGrammaticalErrors"),
        node("defaultTabStop", val=twips(12.7)),
        node("characterSpacingControl", val="doNotCompress"),
        node("compat", node("doNotExpandShiftReturn"), mode),
        node("themeFontLang", val=profile.language),
        node("decimalSymbol", val=","),
        node("listSeparator", val=";"),
    )


def _content_types() -> bytes:
    types = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        "/word/styles.xml": f"{_WORD}.styles+xml",
        "/word/settings.xml": f"{_WORD}.settings+xml",
        "/word/header1.xml": f"{_WORD}.header+xml",
        "/word/header2.xml": f"{_WORD}.header+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    overrides = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in types.items())
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Types xmlns="{_PACKAGES}/content-types"><Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    ).encode()


def _relationships(*relations: tuple[str, str, str]) -> bytes:
    lines = "".join(
        f'<Relationship Id="rId{at}" Type="{base}/{kind}" Target="{target}"/>'
        for at, (kind, base, target) in enumerate(relations, 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Relationships xmlns="{_PACKAGES}/relationships">{lines}</Relationships>'
    ).encode()
