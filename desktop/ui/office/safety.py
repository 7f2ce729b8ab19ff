"""An toàn dữ liệu: backups and their second place, a look at the folder's health, before a PC is wiped, salvage."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.access import Right
from desktop.domain.problems import Problem, Refused
from desktop.i18n import _
from desktop.services import audit, backups, care, wipe_paper, wiping
from desktop.services.backups import Archived, Standing
from desktop.services.care import Report
from desktop.services.desk import Desk
from desktop.services.wiping import Proof
from desktop.ui.jobs import Jobs
from desktop.ui.kit import dialogs, forms, look, parts
from desktop.ui.kit.forms import TextField
from desktop.ui.office.lines import Lines
from desktop.ui.office.salvage_card import SalvageCard

Say = Callable[..., None]
Refuse = Callable[[Refused], None]
Show = Callable[..., None]


class SafetyPage(QWidget):
    """Four cards, each with what it found under it."""

    def __init__(self, desk: Desk, jobs: Jobs, say: Say, refuse: Refuse, show_paper: Show) -> None:
        super().__init__()
        self._desk = desk
        self._jobs = jobs
        self._say = say
        self._refuse = refuse
        self._show_paper = show_paper
        self._proof: Proof | None = None
        self._newest: Archived | None = None
        may_care = desk.may(Right.ARRANGE) and desk.opened.writable
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, look.M, look.S, look.M)
        column.setSpacing(look.M)
        self.salvage_card = SalvageCard(jobs, refuse)
        self.salvage_card.setVisible(desk.may(Right.ARRANGE))
        for card in (self._backup_card(), self._health_card(), self._wipe_card(), self.salvage_card):
            card.setMaximumWidth(860)
            column.addWidget(card)
        column.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(parts.scrolled(inner))
        for button in (self.backup_button, self.place_button, self.wipe_button, self.mend_button):
            button.setEnabled(may_care)
        self.accept_button.setVisible(bool(desk.opened.head_fault) and desk.may(Right.ADMINISTER))
        self.print_button.hide()

    # --- backups

    def _backup_card(self) -> parts.Card:
        card = parts.Card()
        card.box.addWidget(parts.heading(_("Sao lưu"), "section"))
        card.box.addWidget(
            parts.text(
                _(
                    "Chương trình tự sao lưu mỗi ngày và khi đóng, đọc lại từng bản rồi mới bỏ bản cũ. "
                    "Nên giữ thêm một bản ở ổ khác hoặc USB."
                ),
                "secondary",
            )
        )
        self.backup_lines = Lines()
        card.box.addWidget(self.backup_lines)
        self.backup_button = parts.pressed(_("Sao lưu ngay"), "save", self.back_up, primary=True)
        self.place_button = parts.pressed(_("Chọn nơi giữ bản thứ hai…"), "folder", self.choose_place)
        card.box.addLayout(_row(self.place_button, None, self.backup_button))
        self.passphrase_field = TextField(_("Mật khẩu của bạn"), secret=True)
        self.rehearse_button = parts.pressed(_("Diễn tập phục hồi"), "preview", self.rehearse)
        line = forms.row(2, self.passphrase_field)
        line.addWidget(self.rehearse_button)
        line.addStretch(1)
        card.box.addLayout(line)
        return card

    def reload(self) -> None:
        """How backups stand."""
        self._jobs.run(
            backups.standing,
            self._desk,
            owner=self,
            then=self._show_standing,
            refused=self._refuse,
            exclusive="stand",
        )

    def _show_standing(self, stands: Standing) -> None:
        self._newest = stands.newest
        lines = []
        if stands.newest is None:
            lines.append((_("Chưa có bản sao lưu nào"), "care"))
        else:
            words = wording.sentence("backup.newest", {"count": stands.count, "at": stands.newest_at})
            lines.append((words, "good" if stands.is_current else "care"))
            if not stands.is_current:
                lines.append((_("Có thay đổi chưa nằm trong bản gần nhất"), "care"))
        second = stands.second
        place = f" ({second.place})" if second.place else ""
        tone = {"second.well": "good", "second.not_written": "bad"}.get(second.code, "care")
        lines.append((wording.sentence(second.code) + place, tone))
        self.backup_lines.show_lines(lines)
        self.rehearse_button.setEnabled(stands.newest is not None)

    def back_up(self) -> None:
        """One now, and to the second place."""
        self._jobs.run(
            backups.back_up,
            self._desk,
            owner=self,
            then=self._backed_up,
            refused=self._refuse,
            label=_("Sao lưu"),
            stop="check",
        )

    def _backed_up(self, done: Archived) -> None:
        megabytes = max(1, done.size // 1_000_000)
        self._say(_("Đã sao lưu {megabytes} MB và đọc lại đủ").format(megabytes=megabytes))
        self.reload()

    def choose_place(self) -> None:
        """Where the second copy goes from now on."""
        dialogs.pick_folder(self, _("Nơi giữ bản thứ hai"), self.put_place)

    def put_place(self, folder: Path) -> None:
        """Remember the place, then fill it."""
        self._jobs.order(
            backups.put_second_place, folder, owner=self, then=self._place_put, refused=self._refuse
        )

    def _place_put(self, _nothing: object) -> None:
        self.back_up()

    def rehearse(self) -> None:
        """Restore the newest one into a place that is thrown away."""
        self.passphrase_field.show_problem(None)
        if self._newest is None:
            return
        self._jobs.run(
            care.rehearse,
            self._newest.path,
            self.passphrase_field.value(),
            owner=self,
            then=self._rehearsed,
            refused=self._not_rehearsed,
            label=_("Diễn tập phục hồi"),
            stop="check",
        )

    def _rehearsed(self, report: Report) -> None:
        self.passphrase_field.set_value("")
        if report.is_well:
            self._say(_("Diễn tập tốt: bản gần nhất mở được bằng mật khẩu này và đủ mọi thứ"))
        else:
            self._say(_("Bản sao lưu có lỗi, xem bên dưới"), tone="bad")
            self._show_report(report)

    def _not_rehearsed(self, refused: Refused) -> None:
        if refused.code == "key.wrong":
            self.passphrase_field.show_problem(Problem(refused.code, facts=refused.facts))
            self.passphrase_field.setFocus()
        else:
            self._refuse(refused)

    # --- health

    def _health_card(self) -> parts.Card:
        card = parts.Card()
        card.box.addWidget(parts.heading(_("Khám sổ"), "section"))
        card.box.addWidget(
            parts.text(
                _("Đọc lại mọi trang dữ liệu, mọi tệp, chuỗi lịch sử và bản giữ riêng của nó."), "secondary"
            )
        )
        self.health_lines = Lines()
        card.box.addWidget(self.health_lines)
        self.examine_button = parts.pressed(_("Khám ngay"), "preview", self.examine)
        self.mend_button = parts.pressed(_("Dọn những gì dọn được"), "refresh", self.mend)
        self.accept_button = parts.pressed(_("Đã xem xét, dùng lịch sử hiện có"), "good", self.accept)
        card.box.addLayout(_row(self.examine_button, self.mend_button, self.accept_button, None))
        return card

    def examine(self) -> None:
        """A look at everything."""
        self._examine(mend=False)

    def mend(self) -> None:
        """A look, and what needs no decision put right."""
        self._examine(mend=True)

    def _examine(self, *, mend: bool) -> None:
        self._jobs.run(
            care.examine,
            self._desk,
            mend=mend,
            owner=self,
            then=self._show_report,
            refused=self._refuse,
            label=_("Khám sổ"),
            exclusive="examine",
        )

    def _show_report(self, report: Report) -> None:
        lines = []
        for check in report.checks:
            words = wording.sentence(check.code, check.facts)
            more = "" if check.is_well else wording.advice(check.code, check.facts)
            tone = "care" if check.code in _UNSETTLED else "good" if check.is_well else "bad"
            lines.append((f"{words} {more}".strip(), tone))
        self.health_lines.show_lines(lines)

    def accept(self) -> None:
        """Somebody looked into what does not fit; history keeps that they did."""
        dialogs.ask(
            self,
            _("Dùng lịch sử hiện có làm mốc mới?"),
            _(
                "Chỉ làm khi đã biết vì sao lịch sử không khớp. Việc này được ghi vào lịch sử và không hoàn tác được."
            ),
            (("accept", _("Dùng làm mốc mới")), ("no", _("Để sau"))),
            self._accept,
            is_final=True,
        )

    def _accept(self, answer: str) -> None:
        if answer == "accept":
            self._jobs.run(
                audit.accept_copy, self._desk, owner=self, then=self._accepted, refused=self._refuse
            )

    def _accepted(self, _found: str) -> None:
        self.accept_button.hide()
        self._say(_("Đã ghi mốc lịch sử mới"))

    # --- wiping

    def _wipe_card(self) -> parts.Card:
        card = parts.Card()
        card.box.addWidget(parts.heading(_("Trước khi xóa, sửa hoặc trả máy này"), "section"))
        card.box.addWidget(
            parts.text(
                _("Kiểm rằng mọi sáng kiến và tệp đã nằm trong bản sao lưu ở ổ khác, và cổng đã ký nhận."),
                "secondary",
            )
        )
        self.wipe_lines = Lines()
        card.box.addWidget(self.wipe_lines)
        self.wipe_button = parts.pressed(_("Kiểm trước khi xóa máy"), "receipt", self.prove)
        self.print_button = parts.pressed(_("In giấy xác nhận"), "print", self.print_proof)
        card.box.addLayout(_row(self.wipe_button, self.print_button, None))
        return card

    def prove(self) -> None:
        """Look at everything anew."""
        self._jobs.run(
            wiping.prove,
            self._desk,
            owner=self,
            then=self._proved,
            refused=self._refuse,
            label=_("Kiểm trước khi xóa máy"),
            stop="check",
        )

    def _proved(self, proof: Proof) -> None:
        self._proof = proof
        told = [
            (wording.sentence(item.code, {"name": item.name}), "bad") for item in proof.missing[:_MOST_LINES]
        ]
        if len(proof.missing) > _MOST_LINES:
            more = _("và {count} điều nữa, in ra để xem hết").format(count=len(proof.missing) - _MOST_LINES)
            told.append((more, "bad"))
        if proof.is_safe:
            told = [(_("Xóa máy này được. In giấy xác nhận và giữ cùng bản sao lưu."), "good")]
        self.wipe_lines.show_lines(told)
        self.print_button.show()
        self.reload()

    def print_proof(self) -> None:
        """On paper, to be signed."""
        if self._proof is not None:
            title = _("Giấy xác nhận xóa máy")
            self._show_paper(title, title, wipe_paper.render, self._desk, self._proof)


_MOST_LINES = 40
_UNSETTLED = ("second.none", "second.absent", "second.behind")


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Side by side; None is where room is left."""
    line = QHBoxLayout()
    for widget in widgets:
        if widget is None:
            line.addStretch(1)
        else:
            line.addWidget(widget)
    return line
