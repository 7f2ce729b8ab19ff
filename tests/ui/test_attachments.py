"""Files of an initiative at the window: dropped, pasted, looked at, turned, joined; all off the main thread."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.builders import an_initiative
from helpers.hand import Hand, aside, order_aside
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QCheckBox, QFileDialog, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.services import initiatives, scanning
from desktop.services.desk import Desk
from desktop.ui.initiatives.attachments import AttachmentsField
from desktop.ui.jobs import Jobs
from desktop.ui.kit.file_view import FileDialog


@pytest.fixture
def field(qtbot: QtBot, desk: Desk, jobs: Jobs) -> Iterator[AttachmentsField]:
    jobs.serve(desk)
    window = QWidget()
    window.resize(900, 560)
    made = AttachmentsField(desk, jobs)
    QVBoxLayout(window).addWidget(made)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    yield made
    Hand(qtbot, window, jobs).settle()
    window.close()
    window.deleteLater()


@pytest.fixture
def keys(qtbot: QtBot, field: AttachmentsField, jobs: Jobs) -> Hand:
    return Hand(qtbot, field.window(), jobs)


def photos(folder: Path, *names: str) -> list[Path]:
    for at, name in enumerate(names):
        Image.new("RGB", (400 + at, 200), "teal").save(folder / name)
    return [folder / name for name in names]


def test_dropped_files_are_copied_and_a_bad_one_is_named(
    field: AttachmentsField, keys: Hand, tmp_path: Path
) -> None:
    good = photos(tmp_path, "Gá kẹp.jpg", "Bản vẽ.png")
    (tmp_path / "chạy.exe").write_bytes(b"MZ")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in (*good, tmp_path / "chạy.exe")])
    copy, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    field.dropEvent(QDropEvent(QPointF(5, 5), copy, data, button, none))
    keys.until(lambda: len(field.value()) == 2)
    assert [item.name for item in field.value()] == ["Gá kẹp.jpg", "Bản vẽ.png"]
    keys.until(lambda: "chạy.exe" in field.problem.text())


def test_a_picture_is_pasted_and_nothing_is_told(field: AttachmentsField, keys: Hand) -> None:
    QGuiApplication.clipboard().setText("chỉ là chữ")
    field.paste_button.setFocus()
    keys.press("Space")
    assert field.problem.text().startswith("Chưa có ảnh")
    picture = QImage(300, 200, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkCyan)
    QGuiApplication.clipboard().setImage(picture)
    keys.press("Space")
    keys.until(lambda: len(field.value()) == 1)
    assert (field.value()[0].name, field.problem.text()) == ("Ảnh dán 1.png", "")
    picture.fill(Qt.GlobalColor.darkRed)
    QGuiApplication.clipboard().setImage(picture)
    keys.press("Ctrl+V")
    keys.until(lambda: len(field.value()) == 2)


def test_a_file_without_pages_is_saved_outside(field: AttachmentsField, keys: Hand, tmp_path: Path) -> None:
    (tmp_path / "ghi chú.txt").write_text("máy 3", encoding="utf-8")
    field.attach([tmp_path / "ghi chú.txt"])
    keys.until(lambda: len(field.value()) == 1)
    (button,) = [one for one in field.findChildren(QPushButton) if "ghi chú" in one.text()]
    assert button.accessibleName() == "Lưu bản sao của ghi chú.txt"
    button.setFocus()
    keys.press("Space")
    (dialog,) = field.findChildren(QFileDialog)
    dialog.close()
    field.save_copy(field.value()[0], tmp_path / "ra ngoài")
    keys.until(lambda: (tmp_path / "ra ngoài.txt").exists())
    keys.until(lambda: field.problem.text() == "Đã lưu bản sao ra ngoài.txt")
    assert (tmp_path / "ra ngoài.txt").read_text(encoding="utf-8") == "máy 3"


def test_files_are_joined_and_taken_apart_again(field: AttachmentsField, keys: Hand, tmp_path: Path) -> None:
    (tmp_path / "ghi chú.txt").write_text("a", encoding="utf-8")
    field.attach([*photos(tmp_path, "1.jpg", "2.jpg"), tmp_path / "ghi chú.txt"])
    keys.until(lambda: len(field.value()) == 3)
    before = field.value()
    assert not field.part_button.isVisible()
    field.join_button.setFocus()
    keys.press("Space")
    keys.until(lambda: len(field.value()) == 2)
    assert [item.name for item in field.value()] == ["1.pdf", "ghi chú.txt"]
    assert not field.join_button.isVisible()
    field.part_button.setFocus()
    keys.press("Space")
    assert field.value() == before


def test_a_file_is_looked_at_and_turned_by_keys(field: AttachmentsField, keys: Hand, tmp_path: Path) -> None:
    field.attach(photos(tmp_path, "1.jpg", "2.png"))
    keys.until(lambda: len(field.value()) == 2)
    first, second = field.value()
    field.open_file(first.file)
    dialog = field.findChild(FileDialog)
    assert isinstance(dialog, FileDialog)
    keys.until(lambda: bool(dialog.pane.view.drawn))
    assert dialog.pane.name.text() == "1.jpg"
    keys.press("Alt+Right")
    keys.until(lambda: dialog.pane.name.text() == "2.png" and bool(dialog.pane.view.drawn))
    keys.press("Ctrl+Right")
    keys.until(lambda: field.value()[1].file != second.file)
    assert (field.value()[0], field.value()[1].name) == (first, "2.png")
    keys.press("Esc")
    assert not field.findChildren(FileDialog) or not dialog.isVisible()


def test_a_scan_turned_in_the_form_is_still_that_scan(
    field: AttachmentsField, keys: Hand, desk: Desk, tmp_path: Path
) -> None:
    Image.new("L", (600, 900), 250).save(tmp_path / "quet.png")
    order_aside(desk, scanning.take_in, scanning.read_scan(desk, tmp_path / "quet.png"))
    (waits,) = aside(desk, scanning.waiting)
    begun = aside(desk, scanning.begin_entry, waits.scan.id)
    field.set_value(begun.attachments)
    field.open_file(waits.scan.file)
    dialog = field.findChild(FileDialog)
    assert isinstance(dialog, FileDialog)
    keys.until(lambda: dialog.pane.right_button.isEnabled())
    keys.press("Ctrl+Right")
    keys.until(lambda: field.value()[0].file != waits.scan.file)
    keys.press("Esc")
    value = an_initiative(attachments=field.value())
    order_aside(desk, initiatives.save, value)
    assert aside(desk, scanning.waiting) == ()


def test_what_is_protected_says_so(field: AttachmentsField, keys: Hand, tmp_path: Path) -> None:
    field.attach(photos(tmp_path, "keo.jpg"))
    keys.until(lambda: len(field.value()) == 1)
    box = field.findChild(QCheckBox)
    assert isinstance(box, QCheckBox) and box.accessibleName() == "keo.jpg: cần bảo mật"
    box.setFocus()
    keys.press("Space")
    assert field.value()[0].protected
