"""What is put on a finished paper: a code in the foot of each page, and the PDF's properties."""

from __future__ import annotations

import io

from desktop.documents.packing import read_package, write_package
from desktop.documents.wordml import Element, node, parse, q, serialised, text_node
from desktop.domain.problems import Refused

_DOCUMENT, _RELATIONS, _TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
_FOOTER, _ID = "word/footer_code.xml", "rIdCodeFooter"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
_SIZE = 16
"""Half points: small enough to stay inside the lower margin, so that no page breaks elsewhere."""


def marked(docx: bytes, words: str) -> bytes:
    """The same Word file with words at the right of every page's foot; a file that has a foot of its own stays."""
    parts = read_package(docx)
    root = parse(parts[_DOCUMENT], _DOCUMENT)
    sections = list(root.iter(q("sectPr")))
    if not sections or any(one.find(q("footerReference")) is not None for one in sections):
        return docx
    for section in sections:
        for kind in ("default", "first"):
            reference = node("footerReference", type=kind)
            reference.set(q("r:id"), _ID)
            section.insert(len(section.findall(q("headerReference"))), reference)
    relation = f'<Relationship Id="{_ID}" Type="{_OFFICE}" Target="footer_code.xml"/>'
    override = f'<Override PartName="/{_FOOTER}" ContentType="{_KIND}"/>'
    parts |= {
        _DOCUMENT: serialised(root),
        _FOOTER: serialised(_footer(words)),
        _RELATIONS: _with_last(parts[_RELATIONS], relation, "Relationships"),
        _TYPES: _with_last(parts[_TYPES], override, "Types"),
    }
    return write_package(parts)


def _footer(words: str) -> Element:
    run = node("r", node("rPr", node("sz", val=_SIZE), node("szCs", val=_SIZE)), text_node(words))
    return node("ftr", node("p", node("pPr", node("jc", val="right")), run))


def _with_last(data: bytes, made: str, around: str) -> bytes:
    head, found, tail = data.decode("utf-8").rpartition(f"</{around}>")
    if not found:  # a prefix before the name: Word writes none, other programs may
        raise Refused("template.damaged", part=around)
    return f"{head}{made}{found}{tail}".encode()


def named(pdf: bytes, title: str) -> bytes:
    """The PDF with a title and its language, shown in the reader's window, and nobody's name. Raises `pdf.damaged`."""
    import pikepdf

    out = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            for key in ("/Author", "/Keywords", "/Subject", "/Trapped"):
                if key in document.docinfo:
                    del document.docinfo[key]
            document.docinfo["/Title"] = title
            if "/Metadata" in document.Root:
                del document.Root["/Metadata"]  # it would say the same a second time, author and all
            document.Root["/Lang"] = pikepdf.String("vi-VN")
            document.Root["/ViewerPreferences"] = pikepdf.Dictionary({"/DisplayDocTitle": True})
            document.save(out, deterministic_id=True)
    except pikepdf.PdfError as fault:
        raise Refused("pdf.damaged") from fault
    return out.getvalue()
