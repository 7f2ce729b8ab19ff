"""Ask and tell without stopping the program: dialogs are opened, never waited for, and every button has our words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.ui.kit import look, parts


class Question(QDialog):
    """A sentence, an advice, and buttons by name; the first is the one that Enter takes. Esc takes the last.

    Where the first cannot be undone (`is_final`), Enter takes the last too.
    """

    def __init__(
        self,
        parent: QWidget,
        words: str,
        advice: str,
        answers: Sequence[tuple[str, str]],
        then: Callable[[str], None],
        *,
        icon: str = "info",
        tone: str = "accent",
        is_final: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Sổ Sáng Kiến"))
        self.setMinimumWidth(440)
        self.setMaximumWidth(640)
        self._answer = answers[-1][0]
        self._then = then
        box = QVBoxLayout(self)
        box.setContentsMargins(look.XL, look.XL, look.XL, look.L)
        box.setSpacing(look.L)
        drawing = QLabel()
        drawing.setPixmap(look.pixmap(icon, tone, 24))
        told = QVBoxLayout()
        told.addWidget(parts.text(words, "strong"))
        if advice:
            told.addWidget(parts.text(advice))
        line = QHBoxLayout()
        line.setSpacing(look.M)
        line.addWidget(drawing, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(told, 1)
        box.addLayout(line)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        taken = 0 if is_final else len(answers) - 1
        for place, (answer, name) in enumerate(reversed(answers)):
            made = parts.button(name, primary=place == taken)
            made.setAutoDefault(place == taken)
            made.setDefault(place == taken)
            made.clicked.connect(self._answering(answer))
            buttons.addWidget(made)
            if place == taken:
                made.setFocus()
        box.addLayout(buttons)
        self.finished.connect(self._tell)

    def _answering(self, answer: str) -> Callable[[bool], None]:
        def take(_checked: bool = False) -> None:
            self._answer = answer
            self.accept()

        return take

    def _tell(self, _result: int) -> None:
        self._then(self._answer)


def ask(
    parent: QWidget,
    words: str,
    advice: str,
    answers: Sequence[tuple[str, str]],
    then: Callable[[str], None],
    *,
    is_final: bool = False,
) -> Question:
    """Ask for one of several answers (id, words); `then` gets the id, the last one where the dialog was closed."""
    question = Question(parent, words, advice, answers, then, icon="care", tone="care", is_final=is_final)
    question.open()
    return question


def tell(parent: QWidget, words: str, advice: str = "", *, tone: str = "bad") -> Question:
    """Say something that needs to be read before work goes on."""
    icon = {"bad": "bad", "care": "care", "good": "good"}.get(tone, "info")
    question = Question(parent, words, advice, (("ok", _("Đã hiểu")),), _nothing, icon=icon, tone=tone)
    question.open()
    return question


def _nothing(_answer: str) -> None:
    """Nothing follows."""


def pick_file(
    parent: QWidget, title: str, kinds: str, then: Callable[[Path], None], *, start: str = ""
) -> QFileDialog:
    """Let a file be chosen."""
    return _open(parent, title, kinds, then, QFileDialog.FileMode.ExistingFile, start)


def pick_files(
    parent: QWidget, title: str, kinds: str, then: Callable[[list[Path]], None], *, start: str = ""
) -> QFileDialog:
    """Let several files be chosen."""
    dialog = _named(QFileDialog(parent, title, start, kinds))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)

    def chosen(names: list[str]) -> None:
        then([Path(name) for name in names])

    dialog.filesSelected.connect(chosen)
    dialog.open()
    return dialog


def pick_folder(parent: QWidget, title: str, then: Callable[[Path], None], *, start: str = "") -> QFileDialog:
    """Let a folder be chosen."""
    return _open(parent, title, "", then, QFileDialog.FileMode.Directory, start)


def pick_new_file(
    parent: QWidget, title: str, kinds: str, then: Callable[[Path], None], *, start: str = ""
) -> QFileDialog:
    """Let a name be chosen for a file that is to be written."""
    return _open(parent, title, kinds, then, QFileDialog.FileMode.AnyFile, start, save=True)


def _open(
    parent: QWidget,
    title: str,
    kinds: str,
    then: Callable[[Path], None],
    mode: QFileDialog.FileMode,
    start: str,
    *,
    save: bool = False,
) -> QFileDialog:
    dialog = _named(QFileDialog(parent, title, start, kinds))
    dialog.setFileMode(mode)
    if mode == QFileDialog.FileMode.Directory:
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    if save:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, _("Lưu"))

    def chosen(name: str) -> None:
        then(Path(name))

    dialog.fileSelected.connect(chosen)
    dialog.open()
    return dialog


def _named(dialog: QFileDialog) -> QFileDialog:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    label = QFileDialog.DialogLabel
    dialog.setLabelText(label.LookIn, _("Trong:"))
    dialog.setLabelText(label.FileName, _("Tên tệp:"))
    dialog.setLabelText(label.FileType, _("Loại tệp:"))
    dialog.setLabelText(label.Accept, _("Chọn"))
    dialog.setLabelText(label.Reject, _("Bỏ qua"))
    return dialog
