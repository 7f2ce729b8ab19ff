"""Templates edited in Word: taken after a check and a trial, kept by version, put back to ours; those from above."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.builders import as_role
from helpers.hostile_templates import MUSEUM, changed, ours
from helpers.paper_samples import TEMPLATES, a_decision

from desktop.documents import edited
from desktop.documents.own_shelf import Source
from desktop.documents.papers import PaperKind
from desktop.domain.access import Role
from desktop.domain.problems import Refused
from desktop.services import own_templates, printing
from desktop.services.desk import Desk

DECISION = PaperKind.DECISION


def in_word(folder: Path, words: str, name: str = "decision.docx") -> Path:
    """Our decision with a line of the unit's own in it, as Word saved it."""
    path = folder / name
    path.write_bytes(changed("word/document.xml", lambda xml: xml.replace("QUYẾT ĐỊNH:", words)))
    return path


def printed(desk: Desk) -> bytes:
    return printing.render(desk, a_decision(), engines=(printing.available()[-1],)).docx


def row(desk: Desk) -> own_templates.Row:
    return next(row for row in own_templates.rows(desk) if row.kind is DECISION)


def test_one_edited_in_word_is_printed_from_until_ours_is_wanted_again(settled_office: Desk, tmp_path: Path):
    assert (row(settled_office).used, row(settled_office).offered) == (Source.OURS, (Source.OURS,))
    file = own_templates.export(settled_office, DECISION, tmp_path)
    assert file.read_bytes() == ours()
    checked = own_templates.check(settled_office, DECISION, in_word(tmp_path, "QUYẾT NGHỊ:"))
    assert (checked.problems, checked.left_out) == ((), ())
    assert own_templates.look_at(settled_office, checked).pages >= 2
    assert own_templates.take(settled_office, checked) == "1"
    assert edited.says(printed(settled_office), "QUYẾT NGHỊ:")
    settled_office.do(own_templates.use, DECISION, Source.OURS)
    assert edited.says(printed(settled_office), "QUYẾT ĐỊNH:")
    assert row(settled_office).offered == (Source.UNIT, Source.OURS)


def test_each_version_is_kept_and_the_one_before_comes_back(settled_office: Desk, tmp_path: Path):
    for words in ("MỘT:", "HAI:"):
        checked = own_templates.check(settled_office, DECISION, in_word(tmp_path, words))
        own_templates.take(settled_office, checked)
    assert edited.says(printed(settled_office), "HAI:")
    assert settled_office.do(own_templates.go_back, DECISION).value == "3"
    assert edited.says(printed(settled_office), "MỘT:")
    assert (row(settled_office).version, row(settled_office).versions) == ("3", 3)


def test_those_from_above_stand_beside_the_units_own(settled_office: Desk, tmp_path: Path):
    above = tmp_path / "above"
    above.mkdir()
    in_word(above, "MẪU TỈNH:")
    build, _code = MUSEUM["a macro"]
    (above / "minutes.docx").write_bytes(build())
    taken, refused = own_templates.bring_guidance(settled_office, above)
    assert taken == (DECISION,)
    assert [(problem.code, problem.field) for problem in refused] == [("template.active", "minutes.docx")]
    assert row(settled_office).offered == (Source.GUIDANCE, Source.OURS)
    assert edited.says(printed(settled_office), "QUYẾT ĐỊNH:")
    settled_office.do(own_templates.use, DECISION, Source.GUIDANCE)
    assert edited.says(printed(settled_office), "MẪU TỈNH:")


def test_a_name_left_out_has_to_be_agreed_to(settled_office: Desk, tmp_path: Path):
    path = tmp_path / "decision.docx"
    path.write_bytes(changed("word/document.xml", lambda xml: xml.replace("{{GHI_CHU}}", "")))
    checked = own_templates.check(settled_office, DECISION, path)
    assert checked.left_out == ("GHI_CHU",)
    with pytest.raises(Refused, match=r"template\.missing_name"):
        own_templates.take(settled_office, checked)
    own_templates.take(settled_office, checked, leave_out=True)
    assert edited.says(printed(settled_office), "QUYẾT ĐỊNH:")
    assert own_templates.sample(settled_office, DECISION).pdf.startswith(b"%PDF")


def test_a_misspelt_one_is_told_and_never_taken(settled_office: Desk, tmp_path: Path):
    path = tmp_path / "decision.docx"
    path.write_bytes(changed("word/document.xml", lambda xml: xml.replace("{{TRICH_YEU}}", "{{Trích yếu}}")))
    checked = own_templates.check(settled_office, DECISION, path)
    (problem,) = checked.problems
    assert (problem.code, problem.facts["nearest"]) == ("template.misspelt_name", "TRICH_YEU")
    with pytest.raises(Refused, match=r"template\.misspelt_name"):
        own_templates.take(settled_office, checked, leave_out=True)
    assert row(settled_office).used is Source.OURS


def test_names_typed_with_combining_marks_are_composed(settled_office: Desk, tmp_path: Path):
    import unicodedata

    path = tmp_path / "decision.docx"
    path.write_bytes(changed("word/document.xml", lambda xml: unicodedata.normalize("NFD", xml)))
    assert own_templates.check(settled_office, DECISION, path).may_be_taken


def test_only_who_arranges_the_house_changes_its_templates(settled_office: Desk, tmp_path: Path):
    checked = own_templates.check(settled_office, DECISION, in_word(tmp_path, "X:"))
    with pytest.raises(Refused, match=r"right\.missing"):
        own_templates.take(as_role(settled_office, Role.CLERK), checked)
    assert not (settled_office.folder / "templates" / "decision.docx").exists()


def test_every_paper_has_its_row_with_a_title(settled_office: Desk):
    rows = own_templates.rows(settled_office)
    assert {row.kind for row in rows} == set(PaperKind)
    assert all(row.title and row.names for row in rows)
    assert {file.stem for file in TEMPLATES.glob("*.docx")} >= {row.kind.value for row in rows}


def test_what_cannot_be_chosen_is_refused(settled_office: Desk):
    with pytest.raises(Refused, match=r"template\.missing"):
        settled_office.do(own_templates.use, DECISION, Source.GUIDANCE)
    with pytest.raises(Refused, match=r"template\.no_version"):
        settled_office.do(own_templates.go_back, DECISION)
