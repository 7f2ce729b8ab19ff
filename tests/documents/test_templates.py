"""The templates that come with the program, and the shelf that they stand on."""

from __future__ import annotations

import shutil
import tomllib

import pytest
from helpers.paper_samples import TEMPLATES, a_decision

from desktop.documents import drawing
from desktop.documents.papers import PAPERS, PaperKind
from desktop.documents.templates import fill_paper, open_template
from desktop.domain.problems import Refused


@pytest.mark.parametrize("kind", PaperKind)
def test_the_template_in_the_folder_is_the_one_that_is_drawn(kind):
    committed = (TEMPLATES / f"{PAPERS[kind].template}.docx").read_bytes()
    assert committed == drawing.template_bytes(kind), "run packaging/make_templates.py"


@pytest.mark.parametrize("kind", PaperKind)
def test_template_and_facts_have_the_same_names(kind):
    shelved = open_template(kind, [TEMPLATES])
    assert shelved.problems() == ()
    assert not shelved.note.omitted


def test_no_template_lies_about_without_a_paper():
    stems = {paper.template for paper in PAPERS.values()}
    assert {file.stem for file in TEMPLATES.glob("*.docx")} == stems


def test_the_units_own_template_goes_before_ours(tmp_path):
    for ending in ("docx", "toml"):
        shutil.copy(TEMPLATES / f"decision.{ending}", tmp_path)
    note = tmp_path / "decision.toml"
    note.write_text(note.read_text(encoding="utf-8").replace("Quyết định", "Mẫu riêng:"), encoding="utf-8")
    assert open_template(PaperKind.DECISION, [tmp_path, TEMPLATES]).file.parent == tmp_path
    assert fill_paper(a_decision(), [tmp_path, TEMPLATES]).title.startswith("Mẫu riêng:")


def test_a_missing_template_is_named(tmp_path):
    with pytest.raises(Refused) as refusal:
        open_template(PaperKind.MINUTES, [tmp_path])
    assert (refusal.value.code, refusal.value.facts) == ("template.missing", {"file": "minutes.docx"})


@pytest.mark.parametrize("text", ["", "title = 'x'", "title = ", "\x00"])
def test_a_damaged_note_is_refused(tmp_path, text):
    shutil.copy(TEMPLATES / "decision.docx", tmp_path)
    (tmp_path / "decision.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        open_template(PaperKind.DECISION, [tmp_path])
    assert refusal.value.code == "template.note"


@pytest.mark.parametrize("kind", PaperKind)
def test_each_note_says_title_version_and_form(kind):
    said = tomllib.loads((TEMPLATES / f"{PAPERS[kind].template}.toml").read_text(encoding="utf-8"))
    assert said["title"] and said["version"] and said["form"]
