"""A template is read within bounds; names are found however Word has split them."""

from __future__ import annotations

import io
import struct
import zipfile
from contextlib import suppress

import pytest
from helpers.word_files import RELATIONS, TYPES, document, line, packed, run, table, word_file
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents import packing
from desktop.documents.naming import Names, Repeat
from desktop.documents.template import read_template, template_from
from desktop.domain.problems import Refused

EXTERNAL = RELATIONS.replace(
    'Target="word/document.xml"', 'Target="http://example.test/x" TargetMode="External"'
)


def code_of(data: bytes) -> str:
    with pytest.raises(Refused) as refusal:
        template_from(data)
    return refusal.value.code


def field(code: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'


@pytest.mark.parametrize(
    ("what", "data", "code"),
    [
        ("no zip", b"PK nothing", "template.not_word"),
        ("empty", b"", "template.not_word"),
        ("a zip without Word in it", packed({"a.txt": "a"}), "template.not_word"),
        (
            "no document part",
            packed({"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS}),
            "template.not_word",
        ),
        ("broken XML", word_file(word__document_dot_xml="<w:document>"), "template.damaged"),
        (
            "a document type declaration",
            word_file(word__document_dot_xml=f'<!DOCTYPE x [<!ENTITY a "b">]>{document()[38:]}'),
            "template.damaged",
        ),
        (
            "an entity that reads a file",
            word_file(
                word__document_dot_xml='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
            ),
            "template.damaged",
        ),
        ("a macro", word_file(word__vbaProject_dot_bin=b"\x00"), "template.active"),
        (
            "a macro type",
            word_file(types=TYPES.replace("document.main", "document.macroEnabled.main")),
            "template.active",
        ),
        ("an embedded object", word_file(word__embeddings__ole_dot_bin=b"\x00"), "template.active"),
        ("an object element", word_file("<w:p><w:r><w:object/></w:r></w:p>"), "template.active"),
        ("a link to another file", word_file(word__rels__x_dot_rels=EXTERNAL), "template.external"),
        ("imported text", word_file('<w:altChunk r:id="rId9"/>'), "template.active"),
        ("a field that runs a program", word_file(f"<w:p>{field('DDEAUTO cmd')}</w:p>"), "template.field"),
        (
            "a field in pieces",
            word_file(f"<w:p>{field('INCLU')}<w:r><w:instrText>DETEXT x</w:instrText></w:r></w:p>"),
            "template.field",
        ),
        (
            "a simple field",
            word_file('<w:p><w:fldSimple w:instr="INCLUDEPICTURE x"/></w:p>'),
            "template.field",
        ),
    ],
)
def test_a_file_that_could_do_harm_is_refused(what, data, code):
    assert code_of(data) == code, what


def test_a_page_number_is_a_welcome_field():
    assert template_from(word_file(f"<w:p>{field(' PAGE ')}</w:p>")).names() == frozenset()


def test_an_archive_with_a_name_twice_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", document())
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("word/document.xml", document())
    assert code_of(out.getvalue()) == "template.damaged"


def test_too_many_parts_are_refused():
    assert (
        code_of(packed({f"word/{at}.xml": "" for at in range(packing.MOST_PARTS + 1)}))
        == "template.too_large"
    )


def test_a_file_that_unpacks_to_more_than_it_says_is_refused(monkeypatch):
    monkeypatch.setattr(packing, "MOST_BYTES", 100_000)
    bomb = bytearray(word_file(word__media__big_dot_bin=b"\x00" * 300_000))
    # the directory claims a small size; only counting while unpacking tells
    assert code_of(bytes(bomb)) == "template.too_large"
    at = bomb.rindex(b"word/media/big.bin") - 46
    bomb[at + 24 : at + 28] = struct.pack("<I", 10)
    assert code_of(bytes(bomb)) in {"template.too_large", "template.not_word"}


@given(st.binary(max_size=200), st.integers(0, 2000))
def test_damage_anywhere_is_a_refusal_and_never_a_fault(noise, place):
    data = bytearray(word_file(line("{{TEN}}")))
    place = min(place, len(data))
    data[place : place + len(noise)] = noise
    with suppress(Refused):
        template_from(bytes(data))


def test_a_file_too_large_is_not_even_read(tmp_path, monkeypatch):
    monkeypatch.setattr("desktop.documents.template.MOST_FILE", 10)
    (tmp_path / "a.docx").write_bytes(b"x" * 11)
    with pytest.raises(Refused) as refusal:
        read_template(tmp_path / "a.docx")
    assert refusal.value.code == "template.too_large"


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(Refused) as refusal:
        read_template(tmp_path / "mau.docx")
    assert (refusal.value.code, refusal.value.facts) == ("template.unreadable", {"file": "mau.docx"})


# Names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "runs",
    [
        ["{{TEN_DON_VI}}"],
        [run("{"), run("{TEN_"), run("DON_VI}"), run("}")],
        [run("Đơn vị: {{TEN"), "<w:proofErr w:type='spellStart'/>", run("_DON_VI}} ở đây")],
        ["<w:hyperlink>" + run("{{TEN_DON") + "</w:hyperlink>", run("_VI}}")],
        ["<w:ins>" + run("{{TEN_DON_VI") + "</w:ins>", run("}}")],
        [run("{{ TEN_DON_VI }}")],
    ],
)
def test_a_name_is_found_however_word_split_it(runs):
    assert template_from(word_file(line(*runs))).names() == {"TEN_DON_VI"}


@given(st.data())
def test_splitting_never_changes_what_a_paragraph_says(data):
    text = "Kính gửi {{TEN}} và {{DON_VI}}, số {{SO}}/{{KY_HIEU}}."
    cuts = sorted(data.draw(st.sets(st.integers(1, len(text) - 1), max_size=12)))
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    template = template_from(word_file(line(*(run(piece) for piece in pieces))))
    root = template.roots["word/document.xml"]
    assert "".join(root.itertext()) == text
    assert template.names() == {"TEN", "DON_VI", "SO", "KY_HIEU"}


def test_names_inside_text_boxes_are_found_once_each():
    box = f"<w:p><w:r><w:pict><w:txbxContent>{line('{{TRONG}}')}</w:txbxContent></w:pict></w:r>{run('{{NGOAI}}')}</w:p>"
    assert template_from(word_file(box)).names() == {"TRONG", "NGOAI"}


def problems(
    *blocks: str, expected: Names, omitted: frozenset[str] = frozenset()
) -> list[tuple[str, object]]:
    found = template_from(word_file(*blocks)).problems(expected, omitted)
    return [(problem.code, problem.facts.get("name")) for problem in found]


ONE = Names(frozenset({"TEN"}))
ROWS = Names(frozenset({"TEN"}), Repeat.ROW, frozenset({"MA"}))
PAGES = Names(frozenset(), Repeat.PAGE, frozenset({"MA"}))


def test_an_unknown_name_is_named():
    assert problems(line("{{TEN}} {{TEN_SAI}}"), expected=ONE) == [("template.unknown_name", "TEN_SAI")]


def test_a_name_that_is_not_there_is_named_unless_left_out_on_purpose():
    assert problems(line("x"), expected=ONE) == [("template.missing_name", "TEN")]
    assert problems(line("x"), expected=ONE, omitted=frozenset({"TEN"})) == []


@pytest.mark.parametrize("text", ["{{TEN}", "{{TEN}} }}", "{{{TEN}}}", "{{TEN {{TEN}}"])
def test_braces_that_do_not_pair_are_shown(text):
    assert ("template.broken_name", None) in problems(line("{{TEN}}"), line(text), expected=ONE)


def test_the_row_marker_stands_once_in_a_table():
    row = table(["{{MOI_DONG}}{{MA}}"])
    assert problems(line("{{TEN}}"), row, expected=ROWS) == []
    assert problems(line("{{TEN}}"), row, row, expected=ROWS) == [("template.marker", "MOI_DONG")]
    assert problems(line("{{TEN}}{{MOI_DONG}}{{MA}}"), expected=ROWS) == [("template.marker", "MOI_DONG")]


def test_a_rows_name_outside_the_row_is_refused():
    blocks = [line("{{TEN}} {{MA}}"), table(["{{MOI_DONG}}{{MA}}"])]
    assert problems(*blocks, expected=ROWS) == [("template.outside_repeat", "MA")]


def test_the_page_marker_stands_on_a_line_of_its_own():
    assert problems(line("{{MOI_TRANG}}"), line("{{MA}}"), expected=PAGES) == []
    assert problems(table(["{{MOI_TRANG}}{{MA}}"]), expected=PAGES) == [("template.marker", "MOI_TRANG")]


def test_a_name_typed_with_combining_marks_is_compared_composed():
    decomposed = "TE\u0302N"
    assert problems(line("{{" + decomposed + "}}"), expected=Names(frozenset({"TÊN"}))) == []
