"""Gói tệp: what waits, written to a stick or folder for the portal or the union's PCs; what they gave, taken in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.problems import Problem, Refused
from desktop.i18n import _, ngettext
from desktop.services import bundles, union_bundles
from desktop.services.bundles import Taken, Written
from desktop.services.desk import Desk
from desktop.services.union_bundles import FromPc, HeldBundle
from desktop.ui.handover.line import size_words
from desktop.ui.jobs import Jobs, Ticket
from desktop.ui.kit import forms, look, parts
from desktop.ui.kit.files import PathField
from desktop.ui.kit.forms import CheckField, ChoiceField, Form, TextField
from desktop.ui.screen import today
from desktop.wording.exchange import held_words

SUFFIX = ".goi"
PORTAL, PCS = "portal", "pcs"
MEGABYTES = 20
"""What mail services still take, and a stick any day."""


class BundlesPage(QWidget):
    """Two cards: out and in, each with what came of it."""

    def __init__(
        self, desk: Desk, jobs: Jobs, say: Callable[..., None], refuse: Callable[[Refused], None]
    ) -> None:
        super().__init__()
        self._desk = desk
        self._jobs = jobs
        self._say = say
        self._refuse = refuse
        self._ticket: Ticket | None = None
        self._count = 0
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, look.S, look.S, 0)
        column.setSpacing(look.S)
        for card in (self._out_card(), self._in_card()):
            card.setMaximumWidth(860)
            column.addWidget(card)
        column.addStretch(1)
        box = parts.page(self, margins=(0, 0, 0, 0))
        box.addWidget(parts.scrolled(inner))

    def _out_card(self) -> parts.Card:
        card = parts.Card(margin=look.M, spacing=look.XS)
        card.box.addWidget(parts.heading(_("Mang đi bằng thẻ nhớ, thư"), "section"))
        card.box.addWidget(
            parts.text(
                _("Gói đã khóa kín, chỉ nơi nhận mở được. Cổng chưa ký nhận thì hồ sơ vẫn tính là chưa gửi."),
                "secondary",
            )
        )
        self.folder_field = PathField(_("Thư mục hoặc thẻ nhớ"), needed=True)
        self.name_field = TextField(_("Tên gói"), needed=True, limit=100)
        self.size_field = forms.count_field(_("Mỗi phần tối đa (MB)"))
        self.text_field = CheckField(_("Chỉ chữ, mỗi phần tối đa 2 MB"))
        readers = [(PORTAL, _("Cổng")), (PCS, _("Các máy trong công đoàn"))]
        self.to_field = ChoiceField(_("Gói cho"), readers)
        self.more_field = CheckField(
            _("Ghi cả khi không có gì chờ: hỏi tin của cổng, hoặc đủ từ đầu cho máy mới")
        )
        self.form = Form(
            {
                "to": self.to_field,
                "more": self.more_field,
                "folder": self.folder_field,
                "name": self.name_field,
                "size": self.size_field,
                "text_only": self.text_field,
            },
            self,
        )
        for field in self.form.fields.values():
            field.make_compact()
        card.box.addLayout(forms.row(2, self.to_field, 5, self.more_field))
        card.box.addWidget(self.folder_field)
        card.box.addLayout(forms.row(3, self.name_field, 2, self.size_field, 3, self.text_field))
        self.write_button = parts.pressed(_("Ghi gói tệp"), "pack", self.write_out, primary=True)
        self.stop_button = parts.pressed(_("Dừng"), "stop", self.stop)
        self.stop_button.hide()
        self.written = parts.text("", "secondary")
        card.box.addLayout(_foot(self.written, self.stop_button, self.write_button))
        for field in (self.to_field, self.text_field):
            field.changed.connect(self._reader_changed)
        self.form.fill({"name": self._name(), "size": MEGABYTES, "to": PORTAL})
        return card

    def _in_card(self) -> parts.Card:
        card = parts.Card(margin=look.M, spacing=look.XS)
        card.box.addWidget(parts.heading(_("Gói mang về"), "section"))
        self.file_field = PathField(
            _("Gói biên nhận của cổng, hoặc gói của máy khác"), f"{_('Gói tệp')} (*{SUFFIX})"
        )
        self.file_field.make_compact()
        card.box.addWidget(self.file_field)
        self.take_button = parts.pressed(_("Nhận gói"), "import", self.take_in)
        self.taken = parts.text("", "secondary")
        card.box.addLayout(_foot(self.taken, self.take_button))
        self.held = parts.text("", "secondary", "care")
        self.held.hide()
        card.box.addWidget(self.held)
        self.file_field.edit.returnPressed.connect(self.take_in)
        return card

    def _reader_changed(self) -> None:
        """Between PCs there are no files beside the changes, and no size to choose; text alone has its own."""
        to_portal = self.to_field.value() == PORTAL
        self.text_field.setEnabled(to_portal)
        self.size_field.setEnabled(to_portal and not self.text_field.value())

    def _name(self) -> str:
        """One that is free: a second bundle of a day gets a number."""
        name = _("Nop cong {day}").format(day=today(self._desk).isoformat())
        return f"{name} ({self._count + 1})" if self._count else name

    def reload(self) -> None:
        """Ask which bundles wait for earlier ones."""
        self._jobs.ask(union_bundles.held, owner=self, then=self._show_held, exclusive="held")

    def _show_held(self, found: tuple[HeldBundle, ...]) -> None:
        lines = [held_words(one.pc, one.number, one.missing, one.since) for one in found]
        self.held.setText("\n".join(lines))
        self.held.setVisible(bool(lines))

    def begin(self) -> None:
        """The hand goes to where the bundle is to lie."""
        self.folder_field.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what can be done

    def write_out(self) -> None:
        """Write everything that no receipt answers yet."""
        typed = self.form.values()
        self.form.show_problems(())
        self.written.setText("")
        if not typed["folder"]:
            self.folder_field.say(_("Chọn thư mục hoặc thẻ nhớ để ghi gói."))
        if not typed["name"]:
            self.name_field.say(_("Đặt tên cho gói."))
        if not typed["folder"] or not typed["name"] or self.form.unreadable:
            self.form.focus_first_problem()
            return
        out = typed["folder"] / (typed["name"].replace("/", "-").removesuffix(SUFFIX) + SUFFIX)
        self._busy(True)
        if typed["to"] == PCS:
            work, wishes = union_bundles.write_out, {"everything": typed["more"]}
        else:
            work = bundles.write_out
            wishes = {
                "megabytes": typed["size"] or MEGABYTES,
                "text_only": typed["text_only"],
                "ask_news": typed["more"],
            }
        self._ticket = self._jobs.run(
            work,
            self._desk,
            out,
            **wishes,
            owner=self,
            then=self._wrote,
            refused=self._not_written,
            label=_("Ghi gói tệp"),
            stop="check",
            touches=("portal",),
        )

    def stop(self) -> None:
        """End it after the part that is being written; what is not handed over waits as before."""
        if self._ticket is not None:
            self._ticket.stop()
        self._busy(False)
        self.written.setText(_("Đã dừng; hồ sơ vẫn chờ gửi như trước."))

    def _wrote(self, done: Written) -> None:
        self._busy(False)
        volumes = ngettext("{count} phần", "{count} phần", len(done.volumes)).format(count=len(done.volumes))
        if done.changes:
            changes = ngettext("{count} bản", "{count} bản", done.changes).format(count=done.changes)
            files = ngettext("{count} tệp", "{count} tệp", done.files).format(count=done.files)
            held = f"{changes}, {files}" if done.files else changes
        else:
            held = _("chỉ hỏi tin")
        told = _("Đã ghi và đọc lại ({held}, {size}, {volumes})").format(
            held=held, size=size_words(done.bytes), volumes=volumes
        )
        if done.lost:
            lost = _("{count} tệp không vào gói").format(count=done.lost)
            told += f" · {lost}: {wording.sentence('file.missing')} {wording.advice('file.missing')}"
        names = ", ".join(path.name for path in done.volumes)
        following = (
            _("Nhận gói ở máy khác, rồi ghi gói ở máy đó mang về đây.")
            if self.to_field.value() == PCS
            else _("Đưa gói cho cổng, rồi nhận gói biên nhận về đây.")
        )
        self.written.setText(f"{told}: {names}\n{following}")
        parts.set_tone(self.written, "care" if done.lost else "good")
        self._count += 1
        self.name_field.set_value(self._name())

    def _not_written(self, refused: Refused) -> None:
        self._busy(False)
        field = {"bundle.size": "size", "bundle.out_exists": "name"}.get(refused.code)
        if field is None:
            self._refuse(refused)
            return
        self.form.show_problems((Problem(refused.code, field, refused.facts),))
        self.form.focus_first_problem()

    def _busy(self, busy: bool) -> None:
        self.write_button.setEnabled(not busy)
        self.stop_button.setVisible(busy)

    def take_in(self) -> None:
        """Take in the portal's receipts."""
        path = self.file_field.value()
        self.taken.setText("")
        self.file_field.say("" if path else _("Chọn gói mà cổng hoặc máy khác đã đưa."))
        if path is None:
            self.file_field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.take_button.setEnabled(False)
        self._jobs.run(
            union_bundles.take_any,
            self._desk,
            path,
            owner=self,
            then=self._took,
            refused=self._not_taken,
            label=_("Nhận gói"),
            touches=("portal", "initiative"),
        )

    def _took(self, done: Taken | FromPc) -> None:
        self.take_button.setEnabled(True)
        self.reload()
        if isinstance(done, FromPc):
            self._took_from_pc(done)
            return
        told = _("Cổng nhận {received}, đủ hồ sơ {complete}, bị trả {returned}, cần sửa {parked}").format(
            received=done.received, complete=done.complete, returned=done.returned, parked=done.parked
        )
        if done.again:
            told += " · " + _("Gói này đã nhận trước đây; không có gì đổi thêm.")
        self.taken.setText(told)
        parts.set_tone(self.taken, "care" if done.returned or done.parked or done.again else "good")

    def _took_from_pc(self, done: FromPc) -> None:
        if done.held:
            told = held_words(done.pc, done.number, done.missing)
        elif done.again:
            told = _("Gói này đã nhận trước đây; không có gì đổi thêm.")
        elif not done.changes:
            told = _("Từ {pc}: không có gì mới, máy này đã có cả.").format(pc=done.pc)
        else:
            told = _("Từ {pc}: nhận {changes} bản mới").format(pc=done.pc, changes=done.changes)
            if done.taken is None and done.changes:
                told += " · " + _("xem rồi nhận ở Máy trong công đoàn")
            elif done.taken is not None and done.taken.tasks:
                told += " · " + _("{count} việc cần chọn giữa hai máy").format(count=done.taken.tasks)
        self.taken.setText(told)
        parts.set_tone(self.taken, "care" if done.held or done.again else "good")

    def _not_taken(self, refused: Refused) -> None:
        self.take_button.setEnabled(True)
        self.file_field.show_problem(Problem(refused.code, facts=refused.facts))
        self.file_field.setFocus(Qt.FocusReason.OtherFocusReason)


def _foot(told: QWidget, *tools: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(look.S)
    line.addWidget(told, 1)
    for tool in tools:
        line.addWidget(tool)
    return line
