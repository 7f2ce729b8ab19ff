"""This PC: where the data lies, how papers become PDF, the passphrase, the recovery words for the paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from desktop import __version__
from desktop.domain.problems import Problem, Refused
from desktop.i18n import _
from desktop.services import folders, printing
from desktop.services.desk import Desk
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts
from desktop.ui.kit.forms import Form, TextField
from desktop.ui.office.door import DoorCard


class MachinePage(QWidget):
    """Cards: words, passphrase, door, facts."""

    def __init__(self, desk: Desk, jobs: Jobs, say: Callable[..., None], print_button: QPushButton) -> None:
        super().__init__()
        self._desk = desk
        self._jobs = jobs
        self._say = say
        self._print_button = print_button
        self.words: tuple[str, ...] = ()
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, look.M, look.S, look.M)
        column.setSpacing(look.M)
        self.door = DoorCard(desk, jobs, say)
        for card in (self._words_card(), self._passphrase_card(), self.door, self._facts_card()):
            card.setMaximumWidth(860)
            column.addWidget(card)
        column.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(parts.scrolled(inner))
        jobs.run(printing.engines, owner=self, then=self._show_engines)

    def _words_card(self) -> parts.Card:
        card = parts.Card()
        card.box.addWidget(parts.heading(_("Từ khôi phục trên giấy"), "section"))
        card.box.addWidget(
            parts.text(
                _(
                    "Quên mật khẩu thì chỉ các từ này mở được dữ liệu. Chép ra giấy, cất nơi an toàn; "
                    "máy không giữ lại, mỗi lần lấy là bộ mới và bộ cũ hết hiệu lực."
                ),
                "secondary",
            )
        )
        self.words_grid = QGridLayout()
        self.words_grid.setVerticalSpacing(look.XS)
        card.box.addLayout(self.words_grid)
        self.words_passphrase = TextField(_("Mật khẩu của bạn"), secret=True)
        self.words_button = parts.button(_("Lấy bộ từ mới"), "key")
        self.words_button.clicked.connect(self._new_words)
        line = forms.row(2, self.words_passphrase)
        line.addWidget(self.words_button)
        line.addWidget(self._print_button)
        self._print_button.hide()
        line.addStretch(1)
        card.box.addLayout(line)
        return card

    def _passphrase_card(self) -> parts.Card:
        card = parts.Card()
        card.box.addWidget(parts.heading(_("Đổi mật khẩu"), "section"))
        self.old_field = TextField(_("Mật khẩu hiện nay"), secret=True)
        self.new_field = TextField(_("Mật khẩu mới"), secret=True)
        self.form = Form({"old": self.old_field, "new": self.new_field}, self)
        self.change_button = parts.button(_("Đổi mật khẩu"))
        self.change_button.clicked.connect(self._change)
        line = forms.row(self.old_field, self.new_field)
        line.addWidget(self.change_button)
        card.box.addLayout(line)
        return card

    def _facts_card(self) -> parts.Card:
        card = parts.Card()
        card.box.addWidget(parts.heading(_("Máy này"), "section"))
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(look.L)
        self.engines = parts.text("…")
        rows = (
            (_("Thư mục dữ liệu"), parts.text(str(self._desk.folder))),
            (_("Người dùng"), parts.text(self._desk.user.name)),
            (_("Cách làm PDF"), self.engines),
            (_("Phiên bản"), parts.text(__version__)),
        )
        for place, (name, value) in enumerate(rows):
            grid.addWidget(parts.heading(name, "secondary"), place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, place, 1)
        card.box.addLayout(grid)
        return card

    def _show_engines(self, engines: tuple[str, ...]) -> None:
        names = {
            "word": "Microsoft Word",
            "libreoffice": "LibreOffice",
            "builtin": _("có sẵn trong chương trình"),
        }
        self.engines.setText(" → ".join(names.get(name, name) for name in engines))

    def show_words(self, words: tuple[str, ...]) -> None:
        """Twelve or more words by number, to be copied by hand or printed; kept only while this stands."""
        self.words = words
        self._print_button.show()
        while self.words_grid.count():
            taken = self.words_grid.takeAt(0).widget()
            if taken is not None:
                taken.deleteLater()
        for place, word in enumerate(words):
            label = parts.heading(f"{place + 1}.  {word}", "strong")
            self.words_grid.addWidget(label, place // 4, place % 4)

    def _new_words(self, _checked: bool = False) -> None:
        self.words_passphrase.show_problem(None)
        self._jobs.run(
            folders.new_recovery_words,
            self._desk,
            self.words_passphrase.value(),
            owner=self,
            then=self._got_words,
            refused=self._no_words,
        )

    def _got_words(self, words: tuple[str, ...]) -> None:
        self.words_passphrase.set_value("")
        self.show_words(words)

    def _no_words(self, refused: Refused) -> None:
        self.words_passphrase.show_problem(Problem(refused.code, facts=refused.facts))
        self.words_passphrase.setFocus()

    def _change(self, _checked: bool = False) -> None:
        typed = self.form.values()
        self.form.show_problems(())
        self._jobs.run(
            folders.change_passphrase,
            self._desk,
            typed["old"],
            typed["new"],
            owner=self,
            then=self._changed,
            refused=self._not_changed,
        )

    def _changed(self, _value: Any) -> None:
        self.form.fill({"old": "", "new": ""})
        self._say(_("Đã đổi mật khẩu"))

    def _not_changed(self, refused: Refused) -> None:
        field = "new" if refused.code == "passphrase.short" else "old"
        self.form.show_problems((Problem(refused.code, field, refused.facts),))
        self.form.focus_first_problem()
