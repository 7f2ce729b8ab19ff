"""Papers by the command line: the files, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.demo.messy import messy_workbook
from tests.cli.conftest import Call


@pytest.fixture
def ids(folder: Call, tmp_path: Path) -> list[str]:
    """Initiatives of a list that came in."""
    folder("import", str(messy_workbook(tmp_path / "ds.xlsx").path))
    return [row["id"] for row in folder("list", "--json", "--limit", "20").document]


def test_each_paper_comes_as_word_and_pdf(folder: Call, ids: list[str], tmp_path: Path) -> None:
    for kind in ("application", "description", "idea", "use", "slips", "opinion"):
        said = folder("paper", kind, ids[0], "--out", str(tmp_path / "giấy" / f"{kind}.pdf"), "--json")
        assert said.status == 0, said.err
        assert set(said.document) == {"docx", "pdf", "sha256", "pages"}
        assert Path(said.document["docx"]).read_bytes().startswith(b"PK")
        assert Path(said.document["pdf"]).read_bytes().startswith(b"%PDF")


def test_nine_slips_take_two_sheets(folder: Call, ids: list[str], tmp_path: Path) -> None:
    assert folder("paper", "slips", *ids[:9], "--out", str(tmp_path / "bn"), "--json").document["pages"] == 2


def test_what_cannot_be_printed(folder: Call, ids: list[str], tmp_path: Path) -> None:
    two = folder("paper", "minutes", *ids[:2], "--out", str(tmp_path / "x"))
    assert (two.status, two.out) == (1, "")
    assert "riêng cho từng mã" in two.err
    assert "Chưa ghi mã" in folder("paper", "slips", "--out", str(tmp_path / "x")).err
    assert folder("paper", "not_recognised", ids[0], "--out", str(tmp_path / "x")).status == 1
    assert folder("paper", "application", "nobody", "--out", str(tmp_path / "x")).status == 1
    assert folder("paper", "poem", ids[0], "--out", str(tmp_path / "x")).status == 2


def test_papers_of_a_meeting_and_its_decision(folder: Call, ids: list[str], tmp_path: Path) -> None:
    words = ["--minutes-number", "01/BB-HĐSK", "--date", "03/07/2026", "--members", "7"]
    folder("council", *ids[:3], "--yes", "6", *words)
    folder("council", ids[3], "--yes", "2", "--reason", "trùng với giải pháp cũ", *words)
    meeting = folder("show", ids[0], "--json").document["council"]["meeting"]
    drafted = folder("decide", *ids[:3], "--signer", "LIN CHIA-HAO", "--out", str(tmp_path / "qd"), "--json")
    asked = {
        "minutes": [meeting],
        "proposal": [meeting],
        "not_recognised": [ids[3]],
        "name_check": [drafted.document["decision"]],
        "blank_form": [],
    }
    for kind, given in asked.items():
        said = folder("paper", kind, *given, "--out", str(tmp_path / kind), "--json")
        assert said.status == 0, said.err
        assert Path(said.document["pdf"]).read_bytes().startswith(b"%PDF")
    filed = folder("file-paper", "minutes", meeting, "--json").document
    assert len(filed["drafts"]) == 1
    signed = ["--number", "01/BB-HĐSK", "--date", "03/07/2026", "--out", str(tmp_path / "ky")]
    frozen = folder("sign", filed["drafts"][0], *signed, "--json").document
    again = folder("paper", "minutes", meeting, "--out", str(tmp_path / "lai"), "--json").document
    assert again["sha256"] == frozen["sha256"]
