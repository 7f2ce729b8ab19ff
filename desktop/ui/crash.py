"""The last dialog: what was typed is safe, here is a report without anybody's data; nothing is sent by itself."""

from __future__ import annotations

import faulthandler
import platform
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6 import __version__ as qt_version
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop import __version__, log
from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.ui.kit import dialogs, look, parts

FATAL_FILE = "fatal.txt"


def report(error: BaseException) -> str:
    """Versions and the way the error took: files, lines and functions, the kind of error; no texts, no values."""
    lines = [
        f"Sổ Sáng Kiến {__version__}",
        f"Python {platform.python_version()} · Qt {qt_version} · {platform.system()} {platform.release()}",
        "",
    ]
    chain: list[BaseException] = []
    at: BaseException | None = error
    while at is not None and at not in chain:
        chain.append(at)
        at = at.__cause__ or at.__context__
    for link in reversed(chain):
        code = f" ({link.code})" if isinstance(link, Refused) else ""
        lines.append(f"{type(link).__name__}{code}")
        frames = link.__traceback__
        while frames is not None:
            where = frames.tb_frame.f_code
            lines.append(f"  {_short(where.co_filename)}:{frames.tb_lineno} {where.co_name}")
            frames = frames.tb_next
    return "\n".join(lines)


def _short(file: str) -> str:
    """A path without the user's home in it."""
    parts_ = Path(file).parts
    for root in ("desktop", "sync", "site-packages"):
        if root in parts_:
            return "/".join(parts_[parts_.index(root) :])
    return Path(file).name


class CrashDialog(QDialog):
    """Says that the work is stored, shows the report, offers to save or copy it."""

    def __init__(self, parent: QWidget | None, told: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Có lỗi trong chương trình"))
        self.resize(640, 420)
        if parent is None:
            look.clothe(self)
        self._told = told
        box = QVBoxLayout(self)
        box.setContentsMargins(look.XL, look.XL, look.XL, look.L)
        box.setSpacing(look.M)
        box.addWidget(parts.heading(_("Chương trình gặp lỗi, nhưng dữ liệu đã lưu vẫn còn"), "section"))
        box.addWidget(
            parts.text(
                _(
                    "Phiếu đang nhập đã được giữ làm bản nháp. Báo cáo dưới đây không có tên người hay nội dung phiếu; "
                    "chương trình không tự gửi đi đâu."
                )
            )
        )
        self.report_edit = QPlainTextEdit(told)
        self.report_edit.setReadOnly(True)
        self.report_edit.setAccessibleName(_("Báo cáo lỗi"))
        box.addWidget(self.report_edit, 1)
        buttons = QHBoxLayout()
        self.save_button = parts.button(_("Lưu báo cáo ra tệp"), "save_file")
        self.copy_button = parts.button(_("Chép"), "copy")
        self.close_button = parts.button(_("Làm tiếp"), primary=True)
        self.save_button.clicked.connect(self._save)
        self.copy_button.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.accept)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.copy_button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        box.addLayout(buttons)

    def _save(self, _checked: bool = False) -> None:
        dialogs.pick_new_file(
            self, _("Lưu báo cáo"), _("Văn bản (*.txt)"), self._write, start="bao-cao-loi.txt"
        )

    def _write(self, path: Path) -> None:
        path.write_text(self._told, encoding="utf-8")

    def _copy(self, _checked: bool = False) -> None:
        QGuiApplication.clipboard().setText(self._told)


class Crashes:
    """Catches what nobody caught, on any thread, and shows it once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._window: QWidget | None = None
        self._open: CrashDialog | None = None
        self._file: IO[str] | None = None
        self.keep_typed: Callable[[], None] = _nothing

    def watch(self) -> str:
        """Take over uncaught errors from now on; gives what a fatal crash of the last run left, or ""."""
        sys.excepthook = self._uncaught
        path = self._folder / FATAL_FILE
        try:
            left = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = path.open("w", encoding="utf-8")
            faulthandler.enable(self._file)
        except OSError:
            return ""
        return left.strip()

    def end(self) -> None:
        """Give the hooks back."""
        sys.excepthook = sys.__excepthook__
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            self._file = None

    def stand_before(self, window: QWidget) -> None:
        """The window that dialogs belong to."""
        self._window = window

    def show(self, error: BaseException) -> None:
        """Note it in the log, keep what is being typed, tell the user."""
        log.mishap("crash", error)
        self.keep_typed()
        self.show_report(report(error))

    def show_report(self, told: str) -> None:
        """Open the dialog, unless one is open."""
        if self._open is not None and self._open.isVisible():
            return
        self._open = CrashDialog(self._window, told)
        self._open.open()

    def _uncaught(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.exit(130)
        self.show(error)


def _nothing() -> None:
    """Nothing is being typed."""
