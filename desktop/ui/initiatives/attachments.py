"""Files of an initiative: copied into the store when attached, listed with size and whether they are protected."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.initiative import Attachment
from desktop.domain.money import figures
from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.services import files
from desktop.services.desk import Desk
from desktop.ui.jobs import Jobs
from desktop.ui.kit import dialogs, look
from desktop.ui.kit.forms import Field


class AttachmentsField(Field):
    """The files; `attach` copies one more into the store on the work lane."""

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        self._desk = desk
        self._jobs = jobs
        self._list = QWidget()
        super().__init__(_("Tệp đính kèm"), self._list, hint=_("ảnh, PDF, Word, Excel; tối đa 25 MB"))
        self.setFocusProxy(None)  # type: ignore[arg-type]  # takes the proxy away; the stub forgot None
        self._files: list[Attachment] = []
        self._lines = QVBoxLayout(self._list)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(look.XS)

    def pick(self) -> None:
        """Let files be chosen."""
        dialogs.pick_files(
            self,
            _("Đính tệp"),
            _("Ảnh và tài liệu (*.jpg *.jpeg *.png *.pdf *.docx *.xlsx *.txt)"),
            self.attach,
        )

    def attach(self, paths: list[Path]) -> None:
        """Copy files into the store and list them."""
        for path in paths:
            self._jobs.run(
                files.attach,
                self._desk,
                path,
                owner=self,
                then=self._add,
                refused=self._refuse,
                label=_("Đính tệp"),
            )

    def _add(self, attachment: Attachment) -> None:
        if all(known.file != attachment.file for known in self._files):
            self._files.append(attachment)
            self._show()
            self.changed.emit()
            self.left.emit()
        self.say("")

    def _refuse(self, refused: Refused) -> None:
        told = wording.sentence(refused.code, refused.facts)
        self.say(f"{told} {wording.advice(refused.code, refused.facts)}".strip())

    def value(self) -> tuple[Attachment, ...]:
        """The files as listed."""
        return tuple(self._files)

    def set_value(self, value: tuple[Attachment, ...]) -> None:
        """List other files."""
        self._files = list(value)
        self._show()

    def _show(self) -> None:
        while self._lines.count():
            taken = self._lines.takeAt(0).widget()
            if taken is not None:
                taken.hide()
                taken.deleteLater()
        for attachment in self._files:
            self._lines.addWidget(self._line(attachment))

    def _line(self, attachment: Attachment) -> QWidget:
        line = QWidget()
        box = QHBoxLayout(line)
        box.setContentsMargins(0, 0, 0, 0)
        drawing = QLabel()
        drawing.setPixmap(look.pixmap("attach"))
        name = QLabel(f"{attachment.name}  ({figures(max(1, attachment.size // 1024))} KB)")
        protected = QCheckBox(_("cần bảo mật"))
        protected.setAccessibleName(_("{name}: cần bảo mật").format(name=attachment.name))
        protected.setChecked(attachment.protected)
        protected.toggled.connect(partial(self._protect, attachment.file))
        remove = QToolButton()
        remove.setIcon(look.icon("close"))
        remove.setToolTip(_("Bỏ tệp này"))
        remove.setAccessibleName(_("Bỏ tệp {name}").format(name=attachment.name))
        remove.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        remove.clicked.connect(partial(self._remove, attachment.file))
        box.addWidget(drawing)
        box.addWidget(name, 1)
        box.addWidget(protected)
        box.addWidget(remove)
        return line

    def _protect(self, file: str, on: bool) -> None:
        self._files = [replace(item, protected=on) if item.file == file else item for item in self._files]
        self.changed.emit()
        self.left.emit()

    def _remove(self, file: str, _checked: bool = False) -> None:
        self._files = [item for item in self._files if item.file != file]
        self._show()
        self.changed.emit()
        self.left.emit()
