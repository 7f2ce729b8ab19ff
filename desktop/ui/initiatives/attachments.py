"""Files of an initiative: dropped, pasted or picked, copied into the store at once, looked at, joined, listed.

Everything that reads or draws a file runs on the work lane; a file that cannot be taken stops no other.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.initiative import Attachment
from desktop.domain.money import figures
from desktop.domain.problems import Refused
from desktop.i18n import _, ngettext
from desktop.services import files
from desktop.services.desk import Desk
from desktop.services.files import AttachedMany
from desktop.ui.jobs import Jobs
from desktop.ui.kit import dialogs, look, parts
from desktop.ui.kit.file_view import FileDialog
from desktop.ui.kit.forms import Field


class AttachmentsField(Field):
    """The files; `attach` copies more into the store on the work lane."""

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        self._desk = desk
        self._jobs = jobs
        self._list = QWidget()
        super().__init__(_("Tệp đính kèm"), self._list, hint=_("ảnh, PDF, Word, Excel; tối đa 25 MB một tệp"))
        self.setFocusProxy(None)  # type: ignore[arg-type]  # takes the proxy away; the stub forgot None
        self._files: list[Attachment] = []
        self._apart: list[Attachment] = []
        self._pasted = itertools.count(1)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(look.XS)
        self.paste_button = parts.pressed(_("Dán"), "copy", self.paste, flat=True)
        self.paste_button.setToolTip(_("Dán ảnh hoặc tệp đã chép (Ctrl+V)"))
        QShortcut(
            QKeySequence.StandardKey.Paste,
            self,
            self.paste,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )
        self.join_button = parts.pressed(_("Ghép thành một PDF"), "pack", self.join, flat=True)
        self.part_button = parts.pressed(_("Tách lại như trước"), "undo", self.part, flat=True)
        tools = QHBoxLayout()
        tools.setSpacing(look.S)
        for button in (self.paste_button, self.join_button, self.part_button):
            tools.addWidget(button)
        tools.addStretch(1)
        box = QVBoxLayout(self._list)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.XS)
        box.addLayout(self._lines)
        box.addLayout(tools)
        self.setAcceptDrops(True)
        self._show()

    # --- taking files

    def pick(self) -> None:
        """Let files be chosen."""
        kinds = " ".join(f"*{suffix}" for suffix in files.SUFFIXES)
        dialogs.pick_files(
            self, _("Đính tệp"), _("Ảnh và tài liệu ({kinds})").format(kinds=kinds), self.attach
        )

    def paste(self) -> None:
        """Take what was copied: files by their place, a picture as a new file."""
        if not self.take(QGuiApplication.clipboard().mimeData()):
            self.say(_("Chưa có ảnh hay tệp nào được chép. Chép ảnh hoặc tệp rồi dán lại."), "care")

    def take(self, data: QMimeData) -> bool:
        """Files or a picture from the clipboard or a drag; false where there is neither."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            self.attach(paths)
            return True
        picture = data.imageData() if data.hasImage() else None
        if isinstance(picture, QImage) and not picture.isNull():
            name = _("Ảnh dán {number}.png").format(number=next(self._pasted))
            self._run(_keep_picture, self._desk, picture, name, then=self._add)
            return True
        return False

    def attach(self, paths: list[Path]) -> None:
        """Copy files into the store and list them."""
        self._run(
            files.attach_many,
            self._desk,
            paths,
            room=files.MOST_FILES - len(self._files),
            stop="check",
            counted=True,
            then=self._add_many,
        )

    def _run(self, work: Callable[..., object], *arguments: object, **named: object) -> None:
        self.say("")
        self._jobs.run(
            work,
            *arguments,
            owner=self,
            refused=self._refuse,
            label=_("Đính tệp"),
            **named,  # type: ignore[arg-type]  # what jobs.run takes, and the work
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and pictures may be dropped here."""
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take them."""
        if self.take(event.mimeData()):
            event.acceptProposedAction()

    def _add_many(self, many: AttachedMany) -> None:
        for attachment in many.attached:
            self._add(attachment)
        if many.refused:
            self._refuse(many.refused[0])

    def _add(self, attachment: Attachment) -> None:
        if all(known.file != attachment.file for known in self._files):
            self._put([*self._files, attachment])
        self.say("")

    def _refuse(self, refused: Refused) -> None:
        told = wording.sentence(refused.code, refused.facts)
        self.say(f"{told} {wording.advice(refused.code, refused.facts)}".strip())

    # --- joining and looking

    def join(self) -> None:
        """All files with pages become one PDF, in the order of the list; it can be taken apart again."""
        pages = [item for item in self._files if files.can_be_shown(item)]
        if len(pages) > 1:
            name = f"{Path(pages[0].name).stem}.pdf"
            self._run(files.join, self._desk, pages, name, then=partial(self._joined, list(self._files)))

    def _joined(self, before: list[Attachment], whole: Attachment) -> None:
        rest = [item for item in before if not files.can_be_shown(item)]
        if self._files == before:
            self._put([whole, *rest])
            self._apart = before
            self._show()

    def part(self) -> None:
        """The files as they were before they were joined."""
        if self._apart:
            self._put(self._apart)

    def open_file(self, file: str) -> None:
        """Look at a file; the others that can be shown are a key away."""
        shown = [item for item in self._files if files.can_be_shown(item)]
        at = next((place for place, item in enumerate(shown) if item.file == file), None)
        if at is not None:
            dialog = FileDialog(self, self._desk, self._jobs, shown, at)
            dialog.pane.turned.connect(self.take_over)
            dialog.open()

    def copy_out(self, attachment: Attachment) -> None:
        """Let a place be chosen for a copy of a file that has no pages to be shown here."""
        kinds = _("Tệp (*{suffix})").format(suffix=Path(attachment.name).suffix)
        dialogs.pick_new_file(
            self, _("Lưu bản sao"), kinds, partial(self.save_copy, attachment), start=attachment.name
        )

    def save_copy(self, attachment: Attachment, path: Path) -> None:
        """Write the copy; it bears the kind of the file whatever was typed."""
        place = path.with_suffix(Path(attachment.name).suffix)
        self._run(files.save_copy, self._desk, attachment, place, then=partial(self._saved, place.name))

    def _saved(self, name: str, _nothing: object) -> None:
        self.say(_("Đã lưu bản sao {name}").format(name=name), "muted")

    def take_over(self, before: Attachment, after: Attachment) -> None:
        """A file was turned: what it became stands in its place."""
        self._put([replace(item, file=after.file, size=after.size) if item.file == before.file else item
                   for item in self._files])  # fmt: skip

    # --- the list

    def value(self) -> tuple[Attachment, ...]:
        """The files as listed."""
        return tuple(self._files)

    def set_value(self, value: tuple[Attachment, ...]) -> None:
        """List other files."""
        self._files = list(value)
        self._apart = []
        self._show()

    def _put(self, items: list[Attachment]) -> None:
        self._files = list(items)
        self._apart = []
        self._show()
        self.changed.emit()
        self.left.emit()

    def _show(self) -> None:
        while self._lines.count():
            taken = self._lines.takeAt(0).widget()
            if taken is not None:
                taken.hide()
                taken.deleteLater()
        for attachment in self._files:
            self._lines.addWidget(self._line(attachment))
        self.join_button.setVisible(sum(files.can_be_shown(item) for item in self._files) > 1)
        self.part_button.setVisible(bool(self._apart))
        if self._apart:
            count = len(self._apart)
            self.part_button.setToolTip(
                ngettext("Trở lại {count} tệp", "Trở lại {count} tệp", count).format(count=count)
            )

    def _line(self, attachment: Attachment) -> QWidget:
        line = QWidget()
        box = QHBoxLayout(line)
        box.setContentsMargins(0, 0, 0, 0)
        drawing = QLabel()
        drawing.setPixmap(look.pixmap("attach"))
        words = f"{attachment.name}  ({figures(max(1, attachment.size // 1024))} KB)"
        box.addWidget(drawing)
        if files.can_be_shown(attachment):
            name: QWidget = parts.pressed(
                words, "preview", partial(self.open_file, attachment.file), flat=True
            )
            name.setToolTip(_("Xem tệp này"))
            name.setAccessibleName(_("Xem tệp {name}").format(name=attachment.name))
        else:
            name = parts.pressed(words, "save_file", partial(self.copy_out, attachment), flat=True)
            name.setToolTip(_("Lưu bản sao ra ngoài để mở bằng Word, Excel"))
            name.setAccessibleName(_("Lưu bản sao của {name}").format(name=attachment.name))
        box.addWidget(name)
        box.addStretch(1)
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
        box.addWidget(protected)
        box.addWidget(remove)
        return line

    def _protect(self, file: str, on: bool) -> None:
        self._files = [replace(item, protected=on) if item.file == file else item for item in self._files]
        self.changed.emit()
        self.left.emit()

    def _remove(self, file: str, _checked: bool = False) -> None:
        self._put([item for item in self._files if item.file != file])


def _keep_picture(desk: Desk, picture: QImage, name: str) -> Attachment:
    """A picture of the clipboard as a file; encoding it takes a while, so this runs on the work lane."""
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(out, "PNG")  # type: ignore[call-overload]  # the stub says bytes, Qt wants text
    return files.attach_bytes(desk, bytes(out.data().data()), name)
