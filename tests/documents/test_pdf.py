"""The chain of ways to PDF: the best one there is, the next one when it fails, and nothing hangs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from helpers.paper_samples import a_decision, printed
from helpers.processes import end_soon

from desktop.documents import soffice, wordcom
from desktop.documents.pdf import Engine, Failure, available, to_pdf
from desktop.domain.problems import Refused, Stopped


@pytest.fixture(scope="module")
def paper() -> bytes:
    return printed(a_decision(2))


def a_program(folder: Path, script: str) -> Path:
    """A stand-in for LibreOffice."""
    program = folder / "soffice"
    program.write_text(f"#!{sys.executable}\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    return program


@pytest.fixture
def as_libreoffice(tmp_path, monkeypatch):
    def put(script: str) -> Path:
        program = a_program(tmp_path, script)
        monkeypatch.setattr(soffice, "find_soffice", lambda: program)
        return program

    return put


def test_this_machine_has_libreoffice_and_always_the_built_in_way():
    assert available() == (Engine.LIBREOFFICE, Engine.BUILT_IN)


@pytest.mark.parametrize("engine", [Engine.LIBREOFFICE, Engine.BUILT_IN])
def test_each_way_makes_the_same_pages(engine, paper, tmp_path):
    result = to_pdf(paper, tmp_path / "qđ 05.pdf", engines=[engine])
    assert (result.engine, result.pages, result.missing_fonts, result.failures) == (engine, 2, (), ())
    assert (tmp_path / "qđ 05.pdf").read_bytes().startswith(b"%PDF")


def test_a_file_is_taken_as_well_as_bytes(paper, tmp_path):
    (tmp_path / "a.docx").write_bytes(paper)
    assert to_pdf(tmp_path / "a.docx", tmp_path / "a.pdf", engines=[Engine.BUILT_IN]).pages == 2


def test_a_way_that_fails_gives_the_word_to_the_next_and_says_so(paper, tmp_path, as_libreoffice):
    as_libreoffice("raise SystemExit(1)")
    result = to_pdf(paper, tmp_path / "a.pdf")
    assert result.engine is Engine.BUILT_IN
    assert result.failures == (Failure(Engine.LIBREOFFICE, "pdf.failed"),)


def test_a_way_that_leaves_rubbish_gives_the_word_to_the_next(paper, tmp_path, as_libreoffice):
    as_libreoffice(
        "import sys, pathlib\npathlib.Path(sys.argv[-1]).with_suffix('.pdf').write_bytes(b'%PDF-1.4 rubbish')"
    )
    result = to_pdf(paper, tmp_path / "a.pdf")
    assert result.failures == (Failure(Engine.LIBREOFFICE, "pdf.damaged"),)


def test_when_no_way_is_left_nothing_is_written(tmp_path, as_libreoffice):
    as_libreoffice("raise SystemExit(1)")
    with pytest.raises(Refused) as refusal:
        to_pdf(b"no Word file", tmp_path / "a.pdf")
    assert refusal.value.code == "pdf.no_engine"
    assert refusal.value.facts == {"tried": ("libreoffice", "builtin")}
    assert not (tmp_path / "a.pdf").exists()


HANGS = """
import os, pathlib, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(900)"])
told = pathlib.Path(__file__).with_name("children.part")
told.write_text(f"{os.getpid()} {child.pid}")
told.rename(told.with_suffix(""))
time.sleep(900)
"""
"""Far longer than a test may take: whoever waited for its end would fail by that."""


def test_one_that_hangs_is_killed_with_its_children_at_the_limit(paper, tmp_path, as_libreoffice):
    program = as_libreoffice(HANGS)
    for seconds in (2, 8, 32):  # on a busy machine the stand-in may need long to start its child
        result = to_pdf(paper, tmp_path / "a.pdf", seconds=seconds)
        assert result.failures == (Failure(Engine.LIBREOFFICE, "pdf.too_slow"),)
        if program.with_name("children").exists():
            break
    assert end_soon([int(pid) for pid in program.with_name("children").read_text().split()])


def test_a_stopped_job_ends_at_once_and_leaves_no_process(paper, tmp_path, as_libreoffice):
    program = as_libreoffice(HANGS)

    def stop() -> None:
        if program.with_name("children").exists():
            raise Stopped

    with pytest.raises(Stopped):
        to_pdf(paper, tmp_path / "a.pdf", stop=stop)
    assert end_soon([int(pid) for pid in program.with_name("children").read_text().split()])
    assert not (tmp_path / "a.pdf").exists()


def test_libreoffice_leaves_no_folder_behind(paper, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    program = soffice.find_soffice()
    assert program is not None
    soffice.convert(program, paper, lambda: None, 60)
    assert [one.name for one in tmp_path.iterdir() if one.is_dir()] == []


def test_libreoffice_is_found_where_windows_puts_it(tmp_path, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: None)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        monkeypatch.delenv(variable, raising=False)
    assert soffice.find_soffice() is None
    program = tmp_path / "LibreOffice" / "program" / "soffice.exe"
    program.parent.mkdir(parents=True)
    program.touch()
    monkeypatch.setenv("PROGRAMFILES(X86)", str(tmp_path))
    assert soffice.find_soffice() == program
    program.with_suffix(".com").touch()
    assert soffice.find_soffice() == program.with_suffix(".com")


def test_a_program_that_does_not_start_is_a_failure(paper, tmp_path):
    with pytest.raises(Refused) as refusal:
        soffice.convert(tmp_path / "nowhere", paper, lambda: None, 120)
    assert refusal.value.code == "pdf.failed"


def test_a_full_folder_is_said_and_the_old_file_stays(paper, tmp_path):
    folder = tmp_path / "closed"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(b"old")
    monkey = Path.open

    def full(self, *arguments, **named):
        if self.suffix == ".part":
            raise OSError(28, "No space left on device")
        return monkey(self, *arguments, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "open", full)
        with pytest.raises(Refused) as refusal:
            to_pdf(paper, folder / "a.pdf", engines=[Engine.BUILT_IN])
    assert refusal.value.code == "disk.full"
    assert (folder / "a.pdf").read_bytes() == b"old"
    assert [one.name for one in folder.iterdir()] == ["a.pdf"]


@pytest.mark.skipif(sys.platform == "win32", reason="there it may be")
def test_word_is_not_asked_for_where_it_cannot_be():
    assert not wordcom.word_available()


def test_the_built_in_way_starts_without_a_screen_and_without_qt():
    code = "import sys, desktop.documents.pdf; assert 'PySide6' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
