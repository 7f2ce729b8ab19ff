"""Small .docx files for tests, good ones and ones made to do harm."""

from __future__ import annotations

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/docProps/app.xml" ContentType="application/xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="app" Target="docProps/app.xml"/>'
    "</Relationships>"
)


def run(text: str, properties: str = "") -> str:
    """A run with one text."""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def line(*runs: str, properties: str = "") -> str:
    """A paragraph of runs; plain words become a run."""
    inside = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p>{properties}{inside}</w:p>"


def table(*rows: list[str]) -> str:
    """A table; each cell is a paragraph's words."""
    cells = ("".join(f"<w:tc><w:tcPr/>{line(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def document(*blocks: str) -> str:
    """word/document.xml with these blocks."""
    page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:left="1701" w:right="850"/></w:sectPr>'
    body = f"<w:body>{''.join(blocks)}{page}</w:body>"
    return f'<?xml version="1.0" encoding="UTF-8"?><w:document {W} {R}>{body}</w:document>'


def word_file(*blocks: str, **others: str | bytes) -> bytes:
    """A .docx; `others` adds or replaces parts, with `__` for a slash and `_dot_` for a dot."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": document(*blocks),
        "docProps/app.xml": "<Properties/>",
    }
    parts |= {name.replace("__", "/").replace("_dot_", "."): data for name, data in others.items()}
    if "types" in parts:
        parts["[Content_Types].xml"] = parts.pop("types")
    return packed(parts)


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A zip of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def body_of(docx: bytes) -> str:
    """word/document.xml of a .docx."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return archive.read("word/document.xml").decode()
