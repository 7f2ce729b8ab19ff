"""First start (the union's name, one's own, a passphrase) and sign-in. Refusals are sentences on the page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.problems import Problem, Refused
from desktop.i18n import _
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, parts
from desktop.ui.kit.forms import CheckField, ChoiceField, Form, TextField
from desktop.ui.signin import opening
from desktop.ui.signin.opening import Found
from desktop.ui.signin.salvage import Salvage
from desktop.ui.signin.waiting import TWO_LINES, Waiting

if TYPE_CHECKING:
    from desktop.services.desk import Desk
    from desktop.services.folders import Made


_FIELD_OF = {
    "union.name_missing": "union",
    "user.name_missing": "user",
    "passphrase.short": "passphrase",
    "key.wrong": "passphrase",
    "user.unknown": "passphrase",
    "user.inactive": "passphrase",
    "words.count": "words",
    "words.unknown": "words",
    "words.checksum": "words",
}

CARD_WIDE = 460
WORDS_WIDE = CARD_WIDE - 2 * look.XXL - 2 * look.M - 2
"""Width in px of the words in a card on the card."""

FIRST_LOOK_MS = 150
"""The window is drawn before anything long is loaded beside it."""


class SignIn(QWidget):
    """Asks for as little as it can; says `opened` with a desk and, at a first start, the recovery words."""

    opened = Signal(object, object)
    fetched = Signal()
    """The store is loaded; what only the window behind needs may come now."""

    def __init__(self, folder: Path, jobs: Jobs, last_user: str = "") -> None:
        super().__init__()
        self._folder = folder
        self._jobs = jobs
        self._last_user = last_user
        self._is_first = False
        self._is_busy = False
        self._forgot = False
        self._by_keyring: frozenset[str] = frozenset()
        self.setProperty("ground", True)
        self._build()
        jobs.run(opening.what_is_there, folder, owner=self, then=self._know, refused=self._refuse)

    def _build(self) -> None:
        self.title = parts.heading(_("Sổ Sáng Kiến"))
        self.told = parts.text(_("Đang mở…"), "secondary")
        self.union_field = TextField(_("Tên công đoàn cơ sở"), needed=True, limit=200)
        self.union_field.edit.setPlaceholderText(_("CĐCS Công ty …"))
        self.user_field = TextField(_("Họ tên của bạn"), needed=True, limit=120)
        self.choose_field = ChoiceField(_("Người dùng"), [])
        self.words_field = TextField(_("Từ khôi phục trên giấy"), needed=True, hint=_("18 từ, không cần dấu"))
        self.passphrase_field = TextField(_("Mật khẩu"), needed=True, secret=True)
        self.show_field = CheckField(_("Hiện mật khẩu"))
        self.show_field.edit.toggled.connect(self._show_passphrase)
        self.enter_button = parts.button(_("Bắt đầu"), "next", primary=True)
        self.look_button = parts.button(_("Mở chỉ để xem"), "preview")
        self.keyring_button = parts.button(_("Mở bằng tài khoản máy này"), "key")
        self.forgot_button = parts.button(_("Quên mật khẩu"), flat=True)
        self.waiting = Waiting(self.passphrase_field, self.enter_button)
        self.keyring_button.clicked.connect(self._enter_by_keyring)
        self.forgot_button.clicked.connect(self._forget)
        self.salvage = Salvage(self._folder, self._jobs, self.passphrase_field.value, self._refuse, self)
        self.salvage.began.connect(lambda: self._turn_busy(busy=True))
        self.salvage.ended.connect(self._salvaged)
        self.choose_field.changed.connect(self._chosen)
        self.enter_button.clicked.connect(self._enter)
        self.look_button.clicked.connect(self._look_only)
        self.passphrase_field.edit.returnPressed.connect(self._enter)
        self.form = Form(
            {
                "union": self.union_field,
                "user": self.user_field,
                "choose": self.choose_field,
                "words": self.words_field,
                "passphrase": self.passphrase_field,
            },
            self,
        )
        self.refusal = parts.Card("bad", margin=look.M)
        self.refusal_words = parts.text("", "strong")
        self.refusal_advice = parts.text("")
        self.refusal.box.addWidget(self.refusal_words)
        self.refusal.box.addWidget(self.refusal_advice)
        self.place_card = parts.Card("care", margin=look.M)
        self.place_words = parts.text("", "strong")
        self.place_advice = parts.text("")
        self.place_card.box.addWidget(self.place_words)
        self.place_card.box.addWidget(self.place_advice)
        self._lay_out()
        for widget in (
            self.place_card,
            self.union_field,
            self.user_field,
            self.choose_field,
            self.words_field,
            self.refusal,
            self.look_button,
            self.keyring_button,
            self.forgot_button,
        ):
            widget.hide()
        self.enter_button.setEnabled(False)

    def _lay_out(self) -> None:
        card = parts.Card(margin=look.XXL, spacing=look.S)
        card.setFixedWidth(CARD_WIDE)
        top = QHBoxLayout()
        mark = QLabel()
        mark.setPixmap(look.pixmap("mark", "accent", 32))
        top.addWidget(mark)
        top.addWidget(self.title)
        top.addStretch(1)
        card.box.addLayout(top)
        self.told.setMinimumHeight(TWO_LINES)
        card.box.addWidget(self.told)
        card.box.addSpacing(look.S)
        for field in (
            self.union_field,
            self.user_field,
            self.choose_field,
            self.words_field,
            self.passphrase_field,
        ):
            card.box.addWidget(field)
        buttons = QHBoxLayout()
        buttons.addWidget(self.show_field.edit)
        buttons.addStretch(1)
        buttons.addWidget(self.enter_button)
        others = QHBoxLayout()
        others.addWidget(self.forgot_button)
        others.addStretch(1)
        others.addWidget(self.salvage.button)
        others.addWidget(self.keyring_button)
        others.addWidget(self.look_button)
        card.box.addWidget(self.place_card)
        card.box.addWidget(self.refusal)
        card.box.addLayout(buttons)
        card.box.addLayout(others)
        page = QVBoxLayout(self)
        page.addStretch(1)
        page.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        page.addStretch(1)

    def _know(self, found: Found) -> None:
        QTimer.singleShot(FIRST_LOOK_MS, self, self._fetch)
        self._is_first = not found.is_made
        if found.place_fault == "folder.key_missing":
            for widget in (self.passphrase_field, self.show_field.edit, self.enter_button):
                widget.hide()  # what lies here can be neither opened nor replaced: only the way out is said
            self._refuse(Refused(found.place_fault))
            return
        self.enter_button.setEnabled(True)
        if self._is_first:
            self.told.setText(
                _(
                    "Ba điều rồi làm việc ngay. Phần đầu văn bản, người ký và giấy khôi phục sẽ hỏi khi cần đến."
                )
            )
            self.union_field.show()
            self.user_field.show()
            self.passphrase_field.hint.setText(_("từ 6 ký tự; dùng để mã hóa dữ liệu"))
            self.passphrase_field.hint.show()
            self._warn_of(found.place_fault)
            self.union_field.setFocus()
            return
        self.told.setText(_("Gõ mật khẩu để mở dữ liệu của đơn vị."))
        self.enter_button.setText(_("Đăng nhập"))
        self._by_keyring = found.by_keyring
        self.choose_field.set_choices(found.people)
        self.choose_field.set_value(self._last_user)
        self.choose_field.setVisible(len(found.people) > 1)
        self.forgot_button.show()
        self._chosen()
        self.passphrase_field.setFocus()

    def _warn_of(self, fault: str) -> None:
        """A stick, a folder that is synced, a network drive: said before anything lies there."""
        self.place_card.setVisible(bool(fault))
        if fault:
            self.place_words.setText(wording.sentence(fault))
            self.place_advice.setText(wording.advice(fault))
            _keep_whole(self.place_words, self.place_advice)

    def _chosen(self) -> None:
        """The keyring may know this user, and not that one."""
        self.keyring_button.setVisible(self.choose_field.value() in self._by_keyring and not self._forgot)

    def _forget(self, _checked: bool = False) -> None:
        """To the words of the paper, and back."""
        self._forgot = not self._forgot
        self.passphrase_field.set_value("")  # what was tried and was wrong is nobody's new passphrase
        self.form.show_problems(())
        self.refusal.hide()
        self.words_field.setVisible(self._forgot)
        self._chosen()
        if self._forgot:
            self.told.setText(_("Gõ các từ trên giấy khôi phục và đặt mật khẩu mới cho người đã chọn."))
            self.passphrase_field.label.setText(_("Mật khẩu mới") + " *")
            self.passphrase_field.hint.setText(_("từ 6 ký tự"))
            self.passphrase_field.hint.show()
            self.enter_button.setText(_("Đặt mật khẩu mới"))
            self.forgot_button.setText(_("Tôi nhớ mật khẩu"))
            self.words_field.setFocus()
        else:
            self.told.setText(_("Gõ mật khẩu để mở dữ liệu của đơn vị."))
            self.passphrase_field.label.setText(_("Mật khẩu") + " *")
            self.passphrase_field.hint.hide()
            self.enter_button.setText(_("Đăng nhập"))
            self.forgot_button.setText(_("Quên mật khẩu"))
            self.passphrase_field.setFocus()

    def _fetch(self) -> None:
        self._jobs.run(opening.fetch_the_rest, owner=self, then=self._fetched)

    def _fetched(self, _nothing: None) -> None:
        self.fetched.emit()

    def _show_passphrase(self, on: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password
        self.passphrase_field.edit.setEchoMode(mode)

    def _enter(self, _checked: bool = False) -> None:
        self._open(write=True)

    def _look_only(self, _checked: bool = False) -> None:
        self._open(write=False)

    def _open(self, *, write: bool) -> None:
        if self._is_busy or self.waiting.is_on or not self.enter_button.isEnabled():
            return
        self._turn_busy(busy=True)
        passphrase = self.passphrase_field.value()
        if self._is_first:
            self._jobs.run(
                opening.create,
                self._folder,
                self.union_field.value(),
                self.user_field.value(),
                passphrase,
                owner=self,
                then=self._made,
                refused=self._refuse,
            )
        elif self._forgot:
            self._jobs.run(
                opening.sign_in_with_words,
                self._folder,
                self.words_field.value(),
                passphrase,
                self.choose_field.value() or "",
                owner=self,
                then=self._signed_in,
                refused=self._refuse,
            )
        else:
            self._jobs.run(
                opening.sign_in,
                self._folder,
                passphrase,
                self.choose_field.value() or "",
                write=write,
                owner=self,
                then=self._signed_in,
                refused=self._refuse,
            )

    def _enter_by_keyring(self, _checked: bool = False) -> None:
        if self._is_busy:
            return
        self._turn_busy(busy=True)
        self._jobs.run(
            opening.sign_in_by_keyring,
            self._folder,
            self.choose_field.value() or "",
            owner=self,
            then=self._signed_in,
            refused=self._refuse,
        )

    def _turn_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        self.enter_button.setEnabled(not busy)
        if busy:
            self.refusal.hide()
            self.form.show_problems(())

    def _made(self, made: Made) -> None:
        self.opened.emit(made.desk, made.recovery_words)

    def _signed_in(self, desk: Desk) -> None:
        self.opened.emit(desk, ())

    def offer_salvage(self) -> None:
        """The folder was closed because its data are damaged."""
        self._refuse(Refused("database.damaged", file=self._folder.name))

    def _salvaged(self) -> None:
        self._turn_busy(busy=False)
        self.refusal.hide()
        self.told.setText(_("Gõ mật khẩu để mở dữ liệu của đơn vị."))

    def _refuse(self, refused: Refused) -> None:
        self._turn_busy(busy=False)
        self.salvage.offer(refused.code)
        if refused.code == "key.wait":
            self.waiting.begin(int(str(refused.facts["seconds"])))
            self.passphrase_field.setFocus()
            return
        field = _FIELD_OF.get(refused.code, "")
        if field and not self.form.fields[field].isHidden():
            self.form.show_problems((Problem(refused.code, field, refused.facts),))
            told, advice = (say(refused.code, refused.facts) for say in (wording.sentence, wording.advice))
            self.form.fields[field].say(f"{told} {advice}".strip())
            self.form.focus_first_problem()
            return
        self.told.setText("")
        self.refusal_words.setText(wording.sentence(refused.code, refused.facts))
        self.refusal_advice.setText(wording.advice(refused.code, refused.facts))
        self.refusal_advice.setVisible(bool(self.refusal_advice.text()))
        _keep_whole(self.refusal_words, self.refusal_advice)
        self.refusal.show()
        self.look_button.setVisible(
            refused.code in {"folder.busy", "folder.read_only"} and not self._is_first
        )


def _keep_whole(*labels: QLabel) -> None:
    """Room for all lines: a card in the middle of a page is asked for its width alone."""
    for label in labels:
        label.setMinimumHeight(label.heightForWidth(WORDS_WIDE))
