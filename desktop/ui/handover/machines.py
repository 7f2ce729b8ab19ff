"""Máy trong công đoàn: one register on several PCs, the key that they share, and what somebody has to choose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop import wording
from desktop.domain.access import Right
from desktop.domain.machine import LONGEST
from desktop.domain.problems import Problem, Refused
from desktop.i18n import _
from desktop.services import accounts, doubled, machines, sharing
from desktop.services.desk import Desk, Look, question
from desktop.services.doubled import Doubled
from desktop.services.sharing import MergeTask, Sharing, TakenIn
from desktop.ui.handover.choosing import ChoosingPanel
from desktop.ui.handover.doubled_card import DoubledCard
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, look, parts
from desktop.ui.kit.forms import TextField

TOUCHED = ("initiative", "decision", "person", "house_fact", "user", "idea", "portal")
"""Kinds that screens listen for and that another PC's versions may have changed."""


@dataclass(frozen=True, slots=True)
class Told:
    """All that the page tells, from one consistent view."""

    state: Sharing
    tasks: tuple[MergeTask, ...]
    names: Mapping[str, str]
    machines: Mapping[str, str]
    """What PCs are called, by replica."""
    doubled: tuple[Doubled, ...]
    ours: Mapping[str, tuple[str, datetime]]
    """Who saved what stands here, and when, by task."""


@question()
def told(look_: Look) -> Told:
    """Whether the register is shared, the open choices, and who is who."""
    tasks = sharing.tasks(look_)
    return Told(
        sharing.state(look_),
        tasks,
        accounts.names(look_),
        machines.names(look_),
        doubled.doubled(look_),
        sharing.ours_of(look_, tasks),
    )


class MachinesPage(QWidget):
    """What sharing does and whether it is on; below it the choices."""

    def __init__(
        self, desk: Desk, jobs: Jobs, say: Callable[..., None], refuse: Callable[[Refused], None]
    ) -> None:
        super().__init__()
        self._desk = desk
        self._jobs = jobs
        self._say = say
        self._refuse = refuse
        self.doubled = DoubledCard(jobs, refuse)
        self.doubled.renumbered.connect(self._renumbered)
        self._state = Sharing(on=False, waiting=0, tasks=0)
        self.choosing = ChoosingPanel(jobs, say, refuse)
        self.choosing.decided = self.reload
        self.empty = parts.Empty(
            "good",
            _("Không có gì phải chọn"),
            _(
                "Máy khác sửa ô khác của cùng một phiếu thì chương trình tự ghép. "
                "Chỉ khi hai máy sửa cùng một ô, bạn mới phải chọn, và việc ấy hiện ở đây."
            ),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.choosing)
        box = parts.page(self, margins=(0, look.S, 0, 0))
        box.setSpacing(look.S)
        box.addWidget(self._sharing_card())
        box.addWidget(self._deletions_card())
        box.addWidget(self.doubled)
        box.addWidget(self.stack, 1)
        box.addStretch(0)

    def _sharing_card(self) -> parts.Card:
        card = parts.Card(margin=look.M, spacing=look.S)
        self.state_label = parts.text("", "strong")
        self.more_label = parts.text("", "secondary")
        self.share_button = parts.pressed(_("Dùng chung sổ"), "sync", self.turn)
        self.key_button = parts.pressed(_("Hiện khóa chung"), "key", self.ask_key)
        self.join_button = parts.pressed(_("Nhận khóa từ giấy"), "receipt", self.ask_join)
        self.take_button = parts.pressed(_("Nhận từ máy khác"), "import", self.take_in)
        words = QHBoxLayout()
        words.addWidget(self.state_label, 1)
        for button in (self.take_button, self.join_button, self.key_button, self.share_button):
            words.addWidget(button)
        card.box.addLayout(words)
        card.box.addWidget(self.more_label)
        self.name_field = TextField(_("Tên máy này, máy khác sẽ thấy"), limit=LONGEST)
        self.name_field.edit.setPlaceholderText(_("Máy văn phòng công đoàn"))
        self.name_field.make_compact()
        self.name_field.edit.returnPressed.connect(self.put_name)
        named = forms.row(1, self.name_field)
        name_button = parts.pressed(_("Đặt tên"), "save", self.put_name)
        named.addWidget(name_button, 0, Qt.AlignmentFlag.AlignBottom)
        named.addStretch(1)
        self.name_row = QWidget()
        named.setContentsMargins(0, 0, 0, 0)
        self.name_row.setLayout(named)
        card.box.addWidget(self.name_row)
        self.key_label = parts.text("", "strong")
        self.key_label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.key_label.hide()
        card.box.addWidget(self.key_label)
        self.join_field = TextField(_("Khóa chung chép từ giấy của máy kia"), needed=True, limit=200)
        self.join_field.edit.returnPressed.connect(self.join)
        accept = parts.pressed(_("Nhận khóa"), "key", self.join)
        self.join_row = QWidget()
        line = forms.row(1, self.join_field)
        line.addWidget(accept)
        self.join_row.setLayout(line)
        self.join_row.hide()
        card.box.addWidget(self.join_row)
        return card

    def _deletions_card(self) -> parts.Card:
        self.deletions = parts.Card("care", margin=look.M, spacing=look.XS)
        self.deletions_label = parts.text("", "strong")
        self.deletions_button = parts.pressed(
            _("Sao lưu rồi nhận cả những bản đã xóa"), "delete", self.take_in_deletions
        )
        line = QHBoxLayout()
        line.addWidget(self.deletions_label, 1)
        line.addWidget(self.deletions_button)
        self.deletions.box.addLayout(line)
        self.deletions.hide()
        return self.deletions

    # --- what is shown

    def reload(self) -> None:
        """Ask again."""
        self._jobs.ask(told, owner=self, then=self._show, exclusive="machines")

    def begin(self) -> None:
        """The hand goes to what has to be chosen, else to the switch."""
        if self.stack.currentWidget() is self.choosing:
            self.choosing.begin()
        else:
            self.share_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """The key is not left on screen."""
        self.key_label.clear()
        self.key_label.hide()
        self._make_room()
        self.key_button.setText(_("Hiện khóa chung"))

    def _make_room(self) -> None:
        """While a key is shown or typed the choices stand back: both need the height of a small screen."""
        self.stack.setVisible(self.key_label.isHidden() and self.join_row.isHidden())

    def _show(self, found: Told) -> None:
        self._state = found.state
        may = self._desk.may(Right.ADMINISTER)
        for button in (self.share_button, self.key_button, self.join_button):
            button.setEnabled(may)
        self.take_button.setVisible(bool(found.state.waiting))
        self.state_label.setText(_state_words(found.state))
        self.more_label.setText(_more_words(found.state))
        self.share_button.setText(_("Thôi dùng chung") if found.state.on else _("Dùng chung sổ"))
        self.share_button.setAccessibleName(self.share_button.text())
        had_focus = self.stack.isAncestorOf(self.window().focusWidget())
        self.choosing.show_tasks(found.tasks, found.names, found.machines, found.ours)
        for widget in (self.more_label, self.name_row):  # a choice needs the height of a small screen
            widget.setVisible(not found.tasks)
        if not self.name_field.edit.hasFocus():
            self.name_field.set_value(found.machines.get(self._desk.replica, ""))
        self.doubled.tell(found.doubled)
        if found.state.deletions:
            self._warn_of_deletions(Refused("sharing.many_deleted", count=found.state.deletions))
        else:
            self.deletions.hide()
        self.stack.setCurrentWidget(self.choosing if found.tasks else self.empty)
        if had_focus or (found.tasks and self.share_button.hasFocus()):
            self.begin()

    # --- what can be done

    def turn(self) -> None:
        """Share from now on, or no longer."""
        if self._state.on:
            self._jobs.order(sharing.stop, owner=self, then=self._stopped, refused=self._refuse)
        else:
            self._jobs.order(sharing.start, owner=self, then=self._started, refused=self._refuse)

    def _started(self, count: int) -> None:
        self._say(_("Đã bật dùng chung; {count} bản ghi sẽ đi ở lần gửi tới").format(count=count))
        self.reload()

    def _stopped(self, _nothing: None) -> None:
        self._say(_("Thôi báo cho máy khác; những gì đã có vẫn còn nguyên"))
        self.reload()

    def ask_key(self) -> None:
        """Show the key, or put it away."""
        if self.key_label.isVisible():
            self.put_away()
        else:
            self._jobs.ask(sharing.union_key, owner=self, then=self._show_key, refused=self._refuse)

    def _show_key(self, key: str) -> None:
        warning = _("Chép ra giấy, giữ như giữ con dấu: ai có khóa này đọc được mọi điều các máy báo nhau.")
        none = _("Chưa có khóa chung: bật dùng chung ở máy này trước.")
        self.key_label.setText(f"{_grouped(key)}\n{warning}" if key else none)
        self.key_label.show()
        self._make_room()
        self.key_button.setText(_("Cất khóa đi"))

    def ask_join(self) -> None:
        """The field for another PC's key (or put it away)."""
        self.join_row.setVisible(not self.join_row.isVisible())
        self._make_room()
        if self.join_row.isVisible():
            self.join_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def join(self) -> None:
        """Use the key that was typed."""
        self.join_field.show_problem(None)
        self._jobs.order(
            sharing.join, self.join_field.value(), owner=self, then=self._joined, refused=self._not_joined
        )

    def _joined(self, _nothing: None) -> None:
        self.join_field.set_value("")
        self.join_row.hide()
        self._make_room()
        self._say(_("Máy này đọc được sổ chung của công đoàn"))
        self.reload()

    def _not_joined(self, refused: Refused) -> None:
        self.join_field.show_problem(Problem(refused.code, facts=refused.facts))
        self.join_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _renumbered(self, number: int) -> None:
        self._say(_("Đã đổi thành số {number}").format(number=number))
        self.reload()

    def put_name(self) -> None:
        """What the other PCs call this one."""
        self._jobs.order(
            machines.put_name,
            self.name_field.value(),
            owner=self,
            then=lambda _nothing: self._say(_("Đã đặt tên máy; máy khác thấy ở lần gửi tới")),
            refused=self._not_named,
        )

    def _not_named(self, refused: Refused) -> None:
        self.name_field.show_problem(Problem(refused.code, facts=refused.facts))
        self.name_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_in(self) -> None:
        """What came with the last round and was not taken in yet."""
        self._jobs.run(
            sharing.take_in_all,
            self._desk,
            owner=self,
            then=self._taken_in,
            refused=self._not_taken_in,
            label=_("Nhận từ máy khác"),
            touches=TOUCHED,
        )

    def _taken_in(self, done: TakenIn) -> None:
        counted = _("Mới {new}, đổi {changed}, ghép {merged}, xóa {deleted}, cần chọn {tasks}")
        told_ = counted.format(
            new=done.new, changed=done.changed, merged=done.merged, deleted=done.deleted, tasks=done.tasks
        )
        if done.unread:
            told_ += " · " + _("{count} bản không đọc được, để ngoài").format(count=done.unread)
        self.deletions.hide()
        self._say(told_, tone="care" if done.unread or done.tasks else "good")
        if done.more:
            self.take_in()
        else:
            self.reload()

    def _not_taken_in(self, refused: Refused) -> None:
        if refused.code != "sharing.many_deleted":
            self._refuse(refused)
            return
        self._warn_of_deletions(refused)
        self.deletions_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _warn_of_deletions(self, refused: Refused) -> None:
        """Whichever way they came: by a round, by a stick, by the button."""
        told_ = wording.sentence(refused.code, refused.facts)
        self.deletions_label.setText(f"{told_} {wording.advice(refused.code, refused.facts)}")
        self.deletions_button.setEnabled(self._desk.may(Right.ADMINISTER))
        self.deletions.show()

    def take_in_deletions(self) -> None:
        """An administrator says yes to many deletions; a backup is made first."""
        self._jobs.run(
            sharing.allow_deletions,
            self._desk,
            owner=self,
            then=self._taken_in,
            refused=self._refuse,
            label=_("Sao lưu rồi nhận"),
            touches=TOUCHED,
        )


def _state_words(state: Sharing) -> str:
    words = _("Đang dùng chung sổ với máy khác") if state.on else _("Chưa dùng chung sổ với máy khác")
    if state.waiting:
        words += " · " + _("{count} bản chờ nhận").format(count=state.waiting)
    if state.tasks:
        words += " · " + _("{count} việc cần chọn").format(count=state.tasks)
    return words


def _more_words(state: Sharing) -> str:
    if state.on:
        return _(
            "Mỗi lần gửi, máy này báo cho các máy khác những gì đã lưu và nhận của họ. "
            "Cổng và trạm chỉ chuyển, không đọc được."
        )
    return _(
        "Bật lên thì các máy cùng khóa chung giữ một sổ như nhau, không ai ghi đè của ai. "
        "Máy đầu tiên bật và cho xem khóa; máy sau nhận khóa từ giấy rồi bật."
    )


def _grouped(key: str) -> str:
    """What all keys begin with, then groups of four, as they are compared on paper."""
    start, one, rest = key.partition("-1")
    groups = [rest[place : place + 4] for place in range(0, len(rest), 4)]
    return " ".join([start + one, *groups])
