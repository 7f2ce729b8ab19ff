"""A field for a file or folder: type or paste its path, drop it, or choose it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.i18n import _
from desktop.ui.kit import dialogs, look, parts
from desktop.ui.kit.editors import LineEdit
from desktop.ui.kit.forms import Field


class PathField(Field):
    """A path; `kinds` is what the dialog offers, "" for a folder; `writes`: of a file that is still to be made."""

    def __init__(
        self, words: str, kinds: str = "", *, hint: str = "", needed: bool = False, writes: bool = False
    ) -> None:
        self.edit = LineEdit()
        self._kinds = kinds
        self._writes = writes
        holder = QWidget()
        super().__init__(words, holder, hint=hint, needed=needed)
        self.edit.setAccessibleName(words)
        told = _("kéo tệp vào đây, hoặc gõ đường dẫn") if kinds else _("gõ đường dẫn thư mục")
        self.edit.setPlaceholderText(_("bấm Chọn… để đặt tên và chỗ lưu") if writes else told)
        self.pick_button = parts.button(_("Chọn…"), "folder")
        self.pick_button.setAccessibleName(_("Chọn: {what}").format(what=words))
        self.pick_button.clicked.connect(self._pick)
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.S)
        line.addWidget(self.edit, 1)
        line.addWidget(self.pick_button)
        self.setFocusProxy(self.edit)
        self.setAcceptDrops(True)
        self.edit.setAcceptDrops(False)
        self.edit.textChanged.connect(self._told)
        self.edit.left.connect(self.left)

    def _told(self, _text: str) -> None:
        self.changed.emit()

    def _pick(self, _checked: bool = False) -> None:
        self.pick()

    def pick(self) -> None:
        """Let a path be chosen."""
        if self._writes:
            dialogs.pick_new_file(self, self.words, self._kinds, self.set_value)
        elif self._kinds:
            dialogs.pick_file(self, self.words, self._kinds, self.set_value)
        else:
            dialogs.pick_folder(self, self.words, self.set_value)

    def value(self) -> Path | None:
        """The path, None where nothing is typed."""
        typed = self.edit.text().strip().strip('"')
        return Path(typed) if typed else None

    def set_value(self, value: Any) -> None:
        """Show a path."""
        self.edit.setText(str(value) if value else "")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped here."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first file."""
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.set_value(url.toLocalFile())
                return
