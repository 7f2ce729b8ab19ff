"""The last dialog and the log tell where, never what: no name, no text of a form leaves in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop import log
from desktop.domain.problems import Refused
from desktop.ui.crash import FATAL_FILE, CrashDialog, Crashes, report

SECRET = "Nguyễn Thị Hằng HL-00412"


def a_crash() -> BaseException:
    def inner(name: str) -> None:
        raise ValueError(f"bad name {name}")

    try:
        try:
            inner(SECRET)
        except ValueError as error:
            raise Refused("initiative.issued", title=SECRET) from error
    except Refused as error:
        return error


def test_a_report_names_places_and_kinds_only() -> None:
    told = report(a_crash())
    assert "ValueError" in told
    assert "Refused (initiative.issued)" in told
    assert "test_crash.py" in told
    assert SECRET not in told
    assert str(Path.home()) not in told


def test_the_log_holds_no_value(tmp_path: Path) -> None:
    path = log.begin(tmp_path)
    log.mishap("crash", a_crash())
    log.note("opened", count=3, name=SECRET)
    log.end()
    assert path is not None
    written = path.read_text(encoding="utf-8")
    assert "count=3" in written
    assert SECRET not in written
    assert "Hằng" not in written


def test_the_dialog_copies_the_report(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = CrashDialog(None, report(a_crash()))
    qtbot.addWidget(dialog)
    dialog.copy_button.click()
    assert "Refused" in QGuiApplication.clipboard().text()
    dialog._write(tmp_path / "report.txt")
    assert "Refused" in (tmp_path / "report.txt").read_text(encoding="utf-8")


def test_what_is_typed_is_kept_before_the_dialog_opens(qtbot: QtBot, tmp_path: Path) -> None:
    crashes = Crashes(tmp_path)
    kept: list[str] = []
    crashes.keep_typed = lambda: kept.append("kept")
    crashes.show(a_crash())
    assert kept == ["kept"]
    assert crashes._open is not None
    qtbot.addWidget(crashes._open)
    crashes.show(a_crash())  # a second one does not pile up
    crashes._open.accept()


def test_a_fatal_crash_is_shown_at_the_next_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("faulthandler.enable", lambda file: None)
    monkeypatch.setattr("faulthandler.disable", lambda: None)
    (tmp_path / FATAL_FILE).write_text("Fatal Python error: Segmentation fault", encoding="utf-8")
    crashes = Crashes(tmp_path)
    assert "Segmentation fault" in crashes.watch()
    crashes.end()
    assert crashes.watch() == ""
    crashes.end()
