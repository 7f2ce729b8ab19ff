"""A clerk types a form, the power goes, and the form is there again; then it is stored, taken back, done again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from helpers.builders import a_folder
from helpers.hand import Hand, aside

from desktop.services import drafts, initiatives
from desktop.services.desk import Desk
from desktop.services.initiatives import ListQuery
from desktop.ui.entry.screen import EntryScreen
from desktop.ui.frame import Frame
from desktop.ui.home.screen import HomeScreen

HERE = Path(__file__).parent


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A folder in which somebody was typing when the power went."""
    folder = tmp_path / "data"
    a_folder(folder).desk.close()
    died = subprocess.run(
        [sys.executable, str(HERE / "victim.py"), str(folder)],
        env=os.environ | {"PYTHONPATH": f"{HERE.parents[1]}{os.pathsep}{HERE.parent}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert "typed" in died.stdout, died.stderr
    assert died.returncode == -9
    from helpers.builders import PASSPHRASE

    from desktop.services import folders

    return folders.sign_in(folder, PASSPHRASE)


def total(desk: Desk) -> int:
    return int(aside(desk, initiatives.page, ListQuery()).total)


def test_what_was_typed_before_the_power_went_is_there(hand: Hand, frame: Frame, desk: Desk) -> None:
    home = frame.screen("home")
    assert isinstance(home, HomeScreen)
    hand.until(lambda: bool(home.lines))
    assert (
        home.lines[0]
        .text()
        .startswith("Phiếu đang nhập dở: Cải tiến cữ may viền cổ giày mã 2217 · lưu nháp ")
    )
    hand.press("Alt+1", "Space")  # the first line has the focus
    screen = frame.screen("entry")
    assert isinstance(screen, EntryScreen)
    form = screen.form
    hand.until(lambda: form.recovery.restore_button.hasFocus())
    assert "Cải tiến cữ may viền cổ giày mã 2217" in form.recovery.told.text()
    hand.press("Return")
    assert form.fields.title.edit.text() == "Cải tiến cữ may viền cổ giày mã 2217"
    assert form.fields.authors.rows[0].name_edit.text() == "Nguyễn Thị Hằng"

    hand.press("Return", "Return")  # title, name
    hand.fill("May 2")
    hand.press("Ctrl+S")
    assert total(desk) == 1
    assert aside(desk, drafts.find) == ()

    hand.press("Ctrl+Z")
    assert total(desk) == 0
    hand.press("Ctrl+Y")
    assert total(desk) == 1
    desk.close()
