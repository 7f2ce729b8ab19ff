"""After the signing: number and date are typed in, the Word file that the office edited and the scan are taken back."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.disk import read_small
from desktop.domain.problems import Problem, Refused
from desktop.i18n import _
from desktop.services import decisions, files, register_rows, registers
from desktop.services.desk import Desk
from desktop.services.register_rows import Kept, RegisterRow
from desktop.ui import actions
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, parts
from desktop.ui.kit.files import PathField
from desktop.ui.kit.forms import Form, TextField
from desktop.ui.screen import today

_FIELD_OF = {
    "decision.number_taken": "number",
    "decision.in_future": "signed_on",
    "paper.number_taken": "number",
    "paper.number_missing": "number",
    "paper.in_future": "signed_on",
    "file.not_word": "docx",
    "docx.damaged": "docx",
}


def sign_with_files(
    desk: Desk,
    row: RegisterRow,
    number: str,
    signed_on: date,
    docx: Path | None,
    scan: Path | None,
    *,
    stop: Callable[[], object],
) -> str:
    """Blocking: read the files, freeze the issue, keep the scan; gives the record."""
    edited = _word(docx) if docx else None
    kept = files.attach(desk, scan).file if scan else ""
    register_rows.freeze(desk, row.id, number, signed_on, docx=edited, stop=stop)
    if scan:
        media = mimetypes.guess_type(scan.name)[0] or "application/pdf"
        add_scan = decisions.add_scan if row.kept is Kept.DECISION else registers.add_scan
        desk.do(add_scan, row.id, kept, media)
    return row.id


def _word(path: Path) -> bytes:
    if path.suffix.lower() != ".docx":
        raise Refused("file.not_word", file=path.name)
    try:
        return read_small(path, files.LARGEST)
    except OSError as error:
        raise Refused("attachment.missing", file=path.name) from error


class SignPage(QWidget):
    """Closed with the decision's id once it is frozen, or "" for none."""

    closed = Signal(str)

    def __init__(self, desk: Desk, jobs: Jobs, refuse: Callable[[Refused], None]) -> None:
        super().__init__()
        self._desk = desk
        self._jobs = jobs
        self._refuse = refuse
        self._row: RegisterRow | None = None
        self._numbered_here = False
        self._is_busy = False
        freeze = actions.make(self, "sign.freeze", self.freeze)
        close = actions.make(self, "sign.close", self._close)
        self.freeze_button = actions.button(freeze, primary=True)
        self.title = parts.heading(_("Ghi số, ngày đã ký"))
        self.told = parts.text("", "secondary")
        self.number_field = TextField(_("Số văn bản (văn thư cấp)"), needed=True, limit=60)
        self.signed_field = forms.date_field(_("Ngày ký"), today(desk), needed=True)
        self.docx_field = PathField(
            _("Tệp Word văn phòng đã sửa (nếu có)"), _("Word (*.docx)"), hint=_("thay cho bản dự thảo")
        )
        self.scan_field = PathField(
            _("Bản quét có chữ ký, dấu (nếu có)"), _("Bản quét (*.pdf *.jpg *.jpeg *.png)")
        )
        self.form = Form(
            {
                "number": self.number_field,
                "signed_on": self.signed_field,
                "docx": self.docx_field,
                "scan": self.scan_field,
            },
            self,
        )
        box = parts.page(self)
        box.addLayout(parts.head(self.title, actions.button(close, flat=True)))
        card = parts.Card()
        card.setMaximumWidth(760)
        card.box.addWidget(self.told)
        card.box.addLayout(forms.row(2, self.number_field, 1, self.signed_field))
        card.box.addWidget(self.docx_field)
        card.box.addWidget(self.scan_field)
        foot = QHBoxLayout()
        foot.addWidget(
            parts.text(
                _("Sau bước này bản đã ký được cố định: in lại luôn giống hệt, không sửa được nữa."),
                "secondary",
            ),
            1,
        )
        foot.addWidget(self.freeze_button)
        card.box.addLayout(foot)
        box.addWidget(card)
        box.addStretch(1)

    def open(self, row: RegisterRow) -> None:
        """For one decision or paper of the register."""
        self._row = row
        self._numbered_here = False
        if row.kept is Kept.DECISION:
            told = _("Quyết định công nhận {count} sáng kiến, người ký {signer}.")
        else:
            told = _("{subject}, người ký {signer}.")
        self.told.setText(
            told.format(count=row.initiatives, signer=row.signer or "–", subject=row.subject or row.paper)
        )
        self.form.fill({"number": "", "signed_on": None, "docx": None, "scan": None})
        if row.kept is Kept.PAPER:
            year = today(self._desk).year
            self._jobs.ask(
                registers.suggested, row.id, year, owner=self, then=self._know_next, exclusive="next"
            )
        self.number_field.setFocus(Qt.FocusReason.TabFocusReason)

    def _know_next(self, number: str) -> None:
        """An own series says its next number; left empty, it is taken."""
        self._numbered_here = bool(number)
        if number:
            self.told.setText(
                f"{self.told.text()} " + _("Để trống số thì lấy số kế tiếp {number}.").format(number=number)
            )

    def freeze(self) -> None:
        """Check what is typed, then freeze on the work lane."""
        if self._is_busy or self._row is None:
            return
        typed = self.form.values()
        problems = []
        if not typed["number"] and not self._numbered_here:
            problems.append(Problem("decision.number_missing", "number"))
        if typed["signed_on"] is None and self.signed_field.is_readable:
            problems.append(Problem("decision.date_missing", "signed_on"))
        self.form.show_problems(problems)
        if problems or self.form.unreadable:
            self.form.focus_first_problem()
            return
        self._turn_busy(busy=True)
        self._jobs.run(
            sign_with_files,
            self._desk,
            self._row,
            typed["number"],
            typed["signed_on"],
            typed["docx"],
            typed["scan"],
            owner=self,
            then=self._signed,
            refused=self._no,
            label=_("Cố định bản đã ký"),
            stop="check",
            touches=("decision", "initiative", "issued_paper"),
        )

    def _turn_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        self.freeze_button.setEnabled(not busy)
        self.told.setEnabled(not busy)

    def _signed(self, record: str) -> None:
        self._turn_busy(busy=False)
        self.closed.emit(record)

    def _no(self, refused: Refused) -> None:
        self._turn_busy(busy=False)
        found = refused.facts.get("problems")
        problems = found if isinstance(found, tuple) else ()
        if refused.code in _FIELD_OF:
            problems = (Problem(refused.code, _FIELD_OF[refused.code], refused.facts),)
        homeless = self.form.show_problems(problems)
        self.form.focus_first_problem()
        if homeless or not problems:
            self._refuse(refused)

    def _close(self) -> None:
        self.closed.emit("")
