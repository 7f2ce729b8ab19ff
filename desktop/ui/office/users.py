"""Người dùng: who works here, with which roles, and what opens the folder for them on this PC."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import wording
from desktop.domain.access import Role
from desktop.domain.problems import Problem, Refused
from desktop.i18n import _
from desktop.services import accounts
from desktop.services.accounts import Account
from desktop.services.desk import Desk
from desktop.ui import actions
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts
from desktop.ui.kit.forms import CheckField, Form, TextField
from desktop.ui.kit.tables import Column, Mark, PagedModel, Table, all_at_once

_FIELD_OF = {
    "user.name_missing": "name",
    "user.no_role": Role.CLERK.value,
    "user.last_administrator": Role.ADMINISTRATOR.value,
    "passphrase.short": "passphrase",
    "user.yourself": "name",
}


class UsersPage(QWidget):
    """The list above, the chosen user's form below; a new one begins with an empty form."""

    def __init__(
        self, desk: Desk, jobs: Jobs, say: Callable[..., None], refuse: Callable[[Refused], None]
    ) -> None:
        super().__init__()
        self._desk = desk
        self._jobs = jobs
        self._say = say
        self._refuse = refuse
        self._accounts: tuple[Account, ...] = ()
        self._chosen: Account | None = None
        self.new_action = actions.make(self, "user.new", self.begin_new)
        self.reset_action = actions.make(self, "user.reset", self.reset)
        self.retire_action = actions.make(self, "user.retire", self.retire)
        columns = [
            Column(_("Họ tên"), lambda item: item.user.name, 230),
            Column(_("Được giao"), _roles, 0),
            Column(_("Trên máy này"), _standing, 230),
        ]
        self.model = PagedModel(columns, all_at_once(lambda: self._accounts), lambda item: item.user.id)
        self.table = Table(self.model, _("Người dùng"), empty=_("Chưa có người dùng. Bấm Ctrl+N để thêm."))
        self.table.chosen.connect(self._show)
        self.table.opened.connect(self._to_form)
        self.name_field = TextField(_("Họ tên"), needed=True, limit=120)
        self.passphrase_field = TextField(
            _("Mật khẩu mới"), secret=True, hint=_("người mới, mở lại hoặc đặt lại mật khẩu")
        )
        self.role_fields = {role: CheckField(wording.label(role)) for role in Role}
        self.form = Form(
            {
                "name": self.name_field,
                "passphrase": self.passphrase_field,
                **{role.value: field for role, field in self.role_fields.items()},
            },
            self,
        )
        self.save_button = parts.button(_("Lưu"), "save", primary=True)
        self.save_button.setToolTip(f"{_('Lưu')}  (Ctrl+S)")
        self.save_button.clicked.connect(self._clicked)
        self._lay_out()

    def _lay_out(self) -> None:
        box = parts.page(self, margins=(0, look.M, look.S, look.M))
        box.addWidget(self.table, 1)
        card = parts.Card(spacing=look.XS)
        card.box.addLayout(forms.row(self.name_field, self.passphrase_field))
        roles = QHBoxLayout()
        roles.setSpacing(look.L)
        for field in self.role_fields.values():
            roles.addWidget(field)
        card.box.addLayout(roles)
        note = parts.text(
            _(
                "Vai trò chia việc, không phải là khóa: ai mở được sổ bằng mật khẩu đều có thể chép tệp của sổ."
            ),
            "secondary",
        )
        foot = QHBoxLayout()
        foot.setSpacing(look.S)
        foot.addWidget(note, 1)
        for action in (self.new_action, self.reset_action, self.retire_action):
            foot.addWidget(actions.button(action))
        foot.addWidget(self.save_button)
        card.box.addLayout(foot)
        box.addWidget(card)

    def reload(self) -> None:
        """Ask who there is; the form stays while somebody types in it."""
        self._jobs.run(accounts.listing, self._desk, owner=self, then=self._know, exclusive="users")

    def begin(self) -> None:
        """The hand goes to the list."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _know(self, found: tuple[Account, ...]) -> None:
        self._accounts = found
        self.table.reload()

    def _show(self, account: Account | None) -> None:
        if account is None or self.form.is_dirty:
            return
        self._chosen = account
        self._fill(account.user.name, account.user.roles)
        self.reset_action.setEnabled(account.user.is_active)
        self.retire_action.setEnabled(not account.is_you)

    def _fill(self, name: str, roles: tuple[Role, ...]) -> None:
        ticked = {role.value: role in roles for role in Role}
        self.form.fill({"name": name, "passphrase": "", **ticked})

    def _to_form(self, _account: Account) -> None:
        self.name_field.setFocus(Qt.FocusReason.TabFocusReason)

    def begin_new(self) -> None:
        """An empty form for somebody new."""
        self._chosen = None
        self._fill("", (Role.CLERK,))
        self.reset_action.setEnabled(False)
        self.retire_action.setEnabled(False)
        self.name_field.setFocus(Qt.FocusReason.TabFocusReason)

    def _clicked(self, _checked: bool = False) -> None:
        self.save()

    def save(self) -> None:
        """Add the new one, or change the chosen one."""
        typed = self.form.values()
        roles = tuple(role for role in Role if typed[role.value])
        if self._chosen is None:
            self._order(accounts.add, _("Đã thêm người dùng"), typed["name"], roles, typed["passphrase"])
        else:
            self._order(accounts.change, _("Đã lưu người dùng"), self._chosen.user.id, typed["name"], roles)

    def reset(self) -> None:
        """A new passphrase for the chosen one."""
        if self._chosen is not None:
            typed = self.passphrase_field.value()
            self._order(accounts.reset_passphrase, _("Đã đặt lại mật khẩu"), self._chosen.user.id, typed)

    def retire(self) -> None:
        """The chosen one left, or is back (with a new passphrase)."""
        if self._chosen is None:
            return
        user = self._chosen.user
        if user.is_active:
            self._order(accounts.retire, _("Đã ngừng {name}").format(name=user.name), user.id)
        else:
            told = _("Đã mở lại {name}").format(name=user.name)
            self._order(accounts.enable, told, user.id, self.passphrase_field.value())

    def _order(self, work: Callable[..., Any], told: str, *args: Any) -> None:
        self.form.show_problems(())

        def done(_value: Any) -> None:
            self.form.is_dirty = False
            self._say(told)
            self.reload()

        self._jobs.run(
            work, self._desk, *args, owner=self, then=done, refused=self._refused, touches=("user",)
        )

    def _refused(self, refused: Refused) -> None:
        field = _FIELD_OF.get(refused.code, "")
        if not field:
            self._refuse(refused)
            return
        self.form.show_problems((Problem(refused.code, field, refused.facts),))
        self.form.focus_first_problem()


def _roles(item: Account) -> str:
    if len(item.user.roles) == len(Role):
        return _("mọi việc")
    return ", ".join(wording.label(role) for role in item.user.roles)


def _standing(item: Account) -> Mark:
    if not item.user.is_active:
        return Mark(_("đã ngừng"), "stop", "muted")
    if not item.can_open:
        return Mark(_("chưa có mật khẩu"), "care", "care")
    if item.by_keyring:
        return Mark(_("mật khẩu, tài khoản máy"), "key", "good")
    return Mark(_("có mật khẩu"), "good", "good")
