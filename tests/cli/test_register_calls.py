"""The registers, mending papers, templates and legal bases from the command line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers.hostile_templates import MUSEUM
from helpers.paper_samples import TEMPLATES

from desktop.demo.messy import messy_workbook
from tests.cli.conftest import Call

Ask = Callable[..., Any]


@pytest.fixture
def ask(folder: Call) -> Ask:
    """Calls with --json and gives the document."""

    def asked(*words: object, status: int = 0) -> Any:
        said = folder(*(str(word) for word in words), "--json")
        assert said.status == status, said.err
        return said.document

    return asked


@pytest.fixture
def decision(folder: Call, ask: Ask, tmp_path: Path) -> str:
    """A drafted decision of two initiatives."""
    folder("import", str(messy_workbook(tmp_path / "ds.xlsx").path))
    ids = [row["id"] for row in ask("list", "--limit", "2")]
    ask("council", *ids, "--minutes-number", "01", "--date", "2026-03-01", "--yes", "7", "--members", "7")
    drafted = ask("decide", *ids, "--signer", "Lin Chia-hao", "--out", tmp_path / "out")
    return str(drafted["decision"])


def test_a_decision_is_signed_amended_and_both_stand_in_the_register(ask: Ask, decision: str, tmp_path: Path):
    out = ("--out", tmp_path / "out")
    first = ask("sign", decision, "--number", "5", "--date", "2026-03-02", *out)
    assert first["number"] == "05/QĐ-HL"
    made = ask("mend", decision, "amends", "--line", "Dòng 2: sửa tên", *out)
    assert Path(made["pdf"]).read_bytes().startswith(b"%PDF")
    second = ask("sign", made["paper"], "--number", "6", "--date", "2026-03-02", *out)
    assert second["number"] == "06/QĐ-HL"
    rows = {row["number"]: row for row in ask("register", "--issuer", "employer")}
    assert (rows["06/QĐ-HL"]["mends"], rows["05/QĐ-HL"]["mended_by"]) == ("05/QĐ-HL", ["06/QĐ-HL"])
    assert ask("reprint", made["paper"], *out)["sha256"] == second["sha256"]
    again = ask("reissue", decision, "05-01/GCN-HL", "--reason", "mất", "--out", tmp_path / "gcn")
    assert Path(again["pdf"]).is_file()
    (copy,) = ask("kept-copies", decision)
    assert (copy["number"], copy["reason"]) == ("05-01/GCN-HL", "mất")
    same = ask("kept-copy", decision, copy["copy"], "--out", tmp_path / "giu")
    assert same["sha256"] == again["sha256"]
    kept = ask("printer-offset", "LBP", "--right", "1.5")
    assert kept == {"printer": "LBP", "right": 1.5, "down": 0.0}
    words = ask("overprint", decision, "--printer", "LBP", "--out", tmp_path / "phoi")
    assert (words["pages"] >= 2, words["offset"]) == (True, [1.5, 0.0])
    assert ask("overprint", "--out", tmp_path / "can")["pages"] == 1


def test_templates_are_checked_taken_and_put_back(ask: Ask, tmp_path: Path):
    assert {row["used"] for row in ask("templates")} == {"ours"}
    good = shutil.copy(TEMPLATES / "decision.docx", tmp_path)
    assert ask("template", "decision", good, "--dry-run")["version"] == ""
    assert ask("template", "decision", good)["version"] == "1"
    bad = tmp_path / "bad.docx"
    bad.write_bytes(MUSEUM["a misspelt name"][0]())
    refused = ask("template", "decision", bad, status=1)
    assert "TRICH_YEU" in refused["problems"][0]["message"]
    assert ask("template", "decision", "--use", "ours")["used"] == "ours"
    assert Path(ask("template", "minutes", "--out", tmp_path)["docx"]).name == "minutes.docx"


def test_a_legal_basis_lapses_and_names_what_replaced_it(ask: Ask):
    ask("legal-basis", "01/2027/NĐ-CP", "--text", "Nghị định mới", "--since", "2027-01-01")
    ask("legal-basis", "13/2012/NĐ-CP", "--lapsed", "2027-01-01", "--replaced-by", "01/2027/NĐ-CP")
    known = {basis["code"]: basis for basis in ask("legal")}
    assert known["13/2012/NĐ-CP"]["replaced_by"] == "01/2027/NĐ-CP"
    assert known["13/2012/NĐ-CP"]["papers"] == ["decision", "amendment", "certificate"]
    assert ask("keep-register", "union") == {"issuer": "union"}
