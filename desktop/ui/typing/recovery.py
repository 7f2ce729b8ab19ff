"""After a power cut or a closed form: what was being typed, when, and how it differs. Restore, keep both, or drop."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop import wording
from desktop.domain import shares
from desktop.domain.initiative import Author, Benefit, Initiative
from desktop.domain.money import figures
from desktop.i18n import N_, _
from desktop.ui import actions
from desktop.ui.kit import look, parts, reading

WORDS: Mapping[str, str] = {
    "title": N_("Tên sáng kiến"),
    "authors": N_("Tác giả"),
    "workshop": N_("Xưởng"),
    "solution": N_("Loại giải pháp"),
    "field": N_("Lĩnh vực"),
    "first_used": N_("Áp dụng lần đầu"),
    "trial_from": N_("Áp dụng thử từ"),
    "first_use_ended": N_("Kết thúc lần đầu"),
    "benefit": N_("Làm lợi"),
    "summary": N_("Tóm tắt"),
    "release": N_("Mức công bố"),
    "public_title": N_("Tên công khai"),
    "is_protected": N_("Cần bảo mật"),
    "protected_text": N_("Thông tin cần bảo mật"),
    "attachments": N_("Tệp"),
    "sections": N_("Bản mô tả"),
    "entered_on": N_("Ngày nhận"),
}
"""What is compared, in the order of the form."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field: what is stored (empty: nothing yet) and what was being typed."""

    words: str
    stored: str
    typed: str


@dataclass(frozen=True, slots=True)
class Found:
    """A draft that waits for a word: under which name it is kept, when, and how it differs from what is stored."""

    form: str
    at: datetime
    title: str
    differences: tuple[Difference, ...]
    others: int = 0


def differences(stored: Initiative, typed: Initiative, raw: Mapping[str, str]) -> tuple[Difference, ...]:
    """Field by field; `raw` holds what could not be read, as it was typed."""
    found = []
    for name, words in WORDS.items():
        before, after = getattr(stored, name), getattr(typed, name)
        if name in raw:
            found.append(Difference(_(words), _said(before), raw[name]))
        elif before != after:
            found.append(Difference(_(words), _said(before), _said(after)))
    return tuple(found)


def _said(value: Any) -> str:
    if isinstance(value, Benefit):
        return " ".join(filter(None, (figures(value.amount) if value.amount else "", value.note)))
    if isinstance(value, tuple):
        return ", ".join(_named(item) for item in value)
    if isinstance(value, Mapping):
        return " / ".join(str(text) for text in value.values())
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if hasattr(value, "strftime"):
        return reading.show_date(value)
    return "" if value is None else wording.label(value)


def _named(item: Any) -> str:
    if isinstance(item, Author) and item.share:
        return f"{item.name} ({shares.as_text(item.share)} %)"
    return str(item.name)


class RecoveryPage(QWidget):
    """Stands in place of the form until somebody has said what to do; Enter restores."""

    chosen = Signal(str)
    """`restore`, `both` or `drop`."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = parts.heading("")
        self.told = parts.text("", "secondary")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.L)
        self._grid.setVerticalSpacing(look.XS)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        inner = parts.Card()
        inner.box.addLayout(self._grid)
        inner.box.addStretch(1)
        self._acts: dict[str, QAction] = {}
        self.restore_button = self._button("restore", "recovery.restore", primary=True)
        self.both_button = self._button("both", "recovery.both")
        self.drop_button = self._button("drop", "recovery.drop")
        self.advice = parts.text(
            _(
                "Khôi phục: gõ tiếp từ đây. Giữ cả hai: để riêng bản nháp này, mở phiếu khác. "
                "Bỏ: không cần những chữ này nữa."
            ),
            "secondary",
        )
        box = parts.page(self)
        box.addWidget(self.heading)
        box.addWidget(self.told)
        box.addWidget(parts.scrolled(inner), 1)
        box.addWidget(self.advice)
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (self.drop_button, self.both_button, self.restore_button):
            foot.addWidget(button)
        box.addLayout(foot)

    def _button(self, answer: str, action: str, *, primary: bool = False) -> QPushButton:
        run: Callable[[], None] = partial(self.chosen.emit, answer)
        self._acts[answer] = actions.make(self, action, run)
        made = actions.button(self._acts[answer], primary=primary)
        made.setText(f"{made.text()}  {actions.key_words(actions.BY_ID[action].key)}")
        made.setAutoDefault(True)
        return made

    def show_draft(self, found: Found, *, both: bool = True) -> None:
        """Say what there is; `both` where the draft can stay beside what is stored."""
        self._acts["both"].setVisible(both)  # its key too
        self.heading.setText(_("Có phiếu đang nhập dở"))
        told = _("“{title}”, lưu nháp lúc {time}.").format(
            title=found.title or _("chưa có tên"), time=reading.show_time(found.at)
        )
        more = _("Còn {count} phiếu dở khác, sẽ hỏi sau.").format(count=found.others) if found.others else ""
        self.told.setText(f"{told} {more}".strip())
        self._clear()
        for column, words in enumerate((_("Mục"), _("Đang lưu"), _("Đang gõ dở"))):
            self._grid.addWidget(parts.heading(words, "strong"), 0, column)
        for line, item in enumerate(found.differences, start=1):
            cells = (
                parts.heading(item.words, "secondary"),
                parts.text(item.stored or "–"),
                parts.text(item.typed or "–"),
            )
            for column, cell in enumerate(cells):
                self._grid.addWidget(cell, line, column, look.TOP)
        self.restore_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        while self._grid.count():
            taken = self._grid.takeAt(0).widget()
            if isinstance(taken, QLabel):
                taken.hide()
                taken.deleteLater()
