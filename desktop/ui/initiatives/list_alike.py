"""What resembles the initiative that the hand is on, and what the council holds of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.services import likenesses
from desktop.services.likenesses import Alike
from desktop.ui import marks
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, parts
from desktop.ui.kit.editors import LineEdit
from desktop.ui.kit.tables import Column, Mark, PagedModel, Table, all_at_once


class AlikeDialog(QDialog):
    """Those that look alike, likest first; the view on each is kept at once and may be taken back."""

    def __init__(self, parent: QWidget, jobs: Jobs, record: str, title: str, *, may_say: bool) -> None:
        super().__init__(parent)
        self._jobs, self._record = jobs, record
        self.found: tuple[Alike, ...] = ()
        self.setWindowTitle(_("Có thể trùng"))
        self.resize(820, 440)
        columns = [
            Column(_("Giống"), lambda one: Mark(f"{one.percent} %", "care", "care"), 90),
            Column(_("Số"), lambda one: marks.alike_number(one).removeprefix("#"), 84),
            Column(_("Tên sáng kiến"), lambda one: one.title, 0),
            Column(_("Ý kiến hội đồng"), _held, 230),
        ]
        self.model = PagedModel(columns, all_at_once(lambda: self.found), lambda one: one.id)
        self.table = Table(
            self.model,
            _("Những sáng kiến giống"),
            empty=_("Không thấy sáng kiến nào giống. Quay lại danh sách (Esc)."),
        )
        self.table.chosen.connect(self._chosen)
        self.note = LineEdit()
        self.note.setAccessibleName(_("Lý do"))
        self.note.setPlaceholderText(_("lý do, nếu có"))
        self.told = parts.text(_("Đang tìm…"), "secondary")
        self.same_button = self._button(_("Trùng"), "bad", partial(self._say, is_same=True))
        self.other_button = self._button(_("Không trùng"), "good", partial(self._say, is_same=False))
        self.forget_button = self._button(_("Bỏ ý kiến"), "undo", self._forget)
        self._saying = (self.note, self.same_button, self.other_button, self.forget_button)
        for widget in self._saying:
            widget.setVisible(may_say)
        self._lay_out(title)
        self._look()

    def _button(self, words: str, icon: str, act: Callable[[], None]) -> Any:
        def run(_checked: bool = False) -> None:
            act()

        made = parts.button(words, icon)
        made.setAutoDefault(False)
        made.clicked.connect(run)
        return made

    def _lay_out(self, title: str) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(look.XL, look.L, look.XL, look.L)
        box.setSpacing(look.M)
        box.addWidget(parts.text(title, "strong"))
        box.addWidget(self.told)
        box.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setSpacing(look.S)
        foot.addWidget(self.note, 1)
        for widget in self._saying[1:]:
            foot.addWidget(widget)
        leave = parts.button(_("Đóng"), primary=True)
        leave.setAutoDefault(False)
        leave.clicked.connect(self._leave)
        foot.addWidget(leave)
        box.addLayout(foot)

    def _leave(self, _checked: bool = False) -> None:
        self.accept()

    def _look(self) -> None:
        self._jobs.ask(
            likenesses.alike_to,
            self._record,
            owner=self,
            then=self._show,
            refused=self._refused,
            exclusive="alike",
        )

    def _show(self, found: tuple[Alike, ...]) -> None:
        self.found = found
        told = _("Chỉ là gợi ý: hội đồng quyết định, và không việc gì bị chặn.")
        self.told.setText(told if found else _("Không có sáng kiến nào giống."))
        self.model.reload()
        self._chosen(self.table.current())
        self.table.setFocus()

    def _chosen(self, one: Alike | None) -> None:
        for widget in self._saying:
            widget.setEnabled(one is not None)
        self.forget_button.setEnabled(one is not None and one.view is not None)

    def _say(self, *, is_same: bool) -> None:
        one = self.table.current()
        if one is not None:
            self._jobs.order(
                likenesses.say, self._record, one.id, is_same=is_same, note=self.note.text(), owner=self,
                then=self._said, refused=self._refused,
            )  # fmt: skip

    def _forget(self) -> None:
        one = self.table.current()
        if one is not None:
            self._jobs.order(
                likenesses.forget, self._record, one.id, owner=self, then=self._said, refused=self._refused
            )

    def _said(self, _answer: Any) -> None:
        self.note.clear()
        self._look()

    def _refused(self, refused: Refused) -> None:
        self.told.setText(wording.sentence(refused.code, refused.facts))


def _held(one: Alike) -> str | Mark:
    if one.view is None:
        return ""
    words = _("Trùng") if one.view.is_same else _("Không trùng")
    told = f"{words} · {one.view.note}" if one.view.note else words
    return Mark(told, "bad" if one.view.is_same else "good", "bad" if one.view.is_same else "good")
