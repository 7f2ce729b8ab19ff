"""`sangkien demo` as a newcomer runs it: a program of its own, every expected figure the found one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """A program of this project, without a display."""
    folder = Path(sys.executable).parent
    return subprocess.run(
        [folder / words[0], *words[1:]],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        timeout=600,
    )


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that one demonstration left."""
    folder = tmp_path_factory.mktemp("demo") / "kết quả"
    done = run("sangkien", "demo", "--out", str(folder), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["agrees"] is True
    return folder


def test_every_expected_figure_is_the_found_one(out: Path) -> None:
    said = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    assert said["expected"] == said["found"]
    found = said["found"]
    assert (found["rows"], found["faulty"], found["stored"]) == (120, 5, 115)
    assert (found["proposed"], found["not_recognised"], found["recognised"]) == (114, 1, 114)
    assert found["frozen"] == found["sent"] == found["received"] == found["complete"] == 113
    assert (found["sent_again"], found["protected_text_on_portal"]) == (0, 0)


def test_the_portal_counts_the_same(out: Path) -> None:
    said = run("sangkien-portal", "stats", "--data", str(out / "cong"), "--json")
    counted = json.loads(said.stdout)
    assert (counted["records"], counted["changes"], counted["missing_files"]) == (113, 113, 0)


def test_papers_pictures_pack_and_rejects_are_left(out: Path) -> None:
    papers = {path.name for path in (out / "van-ban").iterdir()}
    assert {"Quyết định 371-QĐ-HL.docx", "Quyết định 371-QĐ-HL.pdf"} <= papers
    assert len(papers) == 8
    assert len(list((out / "man-hinh").glob("*.png"))) == 38
    assert (out / "goi-nop" / "danh-sach.xlsx").is_file()
    assert (out / "DS SK PX MAY lan 2 (dong loi).xlsx").is_file()


def test_the_network_of_two_pcs_a_relay_a_portal_and_a_stick(tmp_path: Path) -> None:
    done = run("sangkien", "demo", "--network", "--out", str(tmp_path / "mạng"), "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["expected"] == said["found"]
    found = said["found"]
    assert (found["initiatives_on_both"], found["choices_to_make"]) == (115, 1)
    assert found["at_the_portal"] == found["versions_at_the_portal"] == found["heard_from_the_portal"] == 113
    assert found["receipts_of_both"] == 226
    assert found["waiting_for_review"] == 113
    assert "/review" in done.stderr
