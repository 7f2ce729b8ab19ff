"""The certificates of a signed decision one by one: print some, give one out again, words on bought forms."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QWidget

from desktop.domain.house import CertificateStyle
from desktop.domain.problems import Problem, Refused
from desktop.i18n import _
from desktop.services import certificates, prints
from desktop.services.certificates import CertificateFacts, Offset, Print, number_of
from desktop.services.desk import Desk
from desktop.services.printing import Rendered
from desktop.services.register_rows import RegisterRow
from desktop.ui import actions
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, parts, reading
from desktop.ui.kit.forms import ChoiceField, ReadField, TextField
from desktop.ui.kit.tables import Column, PagedModel, Table, all_at_once

Show = Callable[..., None]
"""`show(title, stem, render, *arguments)`: turns to the pages that a blocking function renders."""


class CertificatesPage(QWidget):
    """Closed without anything; pages are shown by who made it."""

    closed = Signal()

    def __init__(
        self, desk: Desk, jobs: Jobs, refuse: Callable[[Refused], None], say: Callable[..., None], show: Show
    ) -> None:
        super().__init__()
        self._desk = desk
        self._jobs = jobs
        self._refuse = refuse
        self._say = say
        self._show = show
        self._row: RegisterRow | None = None
        self._pages: tuple[CertificateFacts, ...] = ()
        self._offset = Offset()
        act = {
            name: actions.make(self, name, run)
            for name, run in (
                ("cert.view", self.view),
                ("cert.again", self.again),
                ("cert.copy", self.copy_again),
                ("cert.words", self.words),
                ("cert.sheet", self.sheet),
                ("cert.measure", self.measure),
                ("cert.close", self.closed.emit),
            )
        }
        self.title = parts.heading("")
        self.count = parts.heading("", "secondary")
        columns = [
            Column(_("Số"), number_of, 178),
            Column(_("Cấp cho"), lambda page: page.holders, 220),
            Column(_("Đơn vị"), lambda page: page.workshop, 150),
            Column(_("Sáng kiến"), lambda page: page.title, 0),
        ]
        self.model = PagedModel(columns, all_at_once(lambda: self._pages), number_of)
        self.table = Table(
            self.model,
            _("Giấy chứng nhận"),
            ticks=True,
            empty=_("Quyết định này chưa có giấy chứng nhận. Ghi số, ngày đã ký trước (F2)."),
        )
        self.table.ticks_changed.connect(self._count)
        self.reason_field = TextField(_("Lý do cấp lại"), limit=200)
        self.reason_field.changed.connect(lambda: self.reason_field.show_problem(None))
        self.copies_field = ChoiceField(_("Bản đã in, đã cấp lại"), [("", _("chưa có"))])
        self.copies_field.setEnabled(False)
        printers = [(name, name) for name in QPrinterInfo.availablePrinterNames()] or [
            ("", _("Máy in chung"))
        ]
        self.printer_field = ChoiceField(_("Máy in phôi"), printers)
        self.printer_field.changed.connect(self._ask_offset)
        self.left_field = _length(_("Đo được: trái"))
        self.top_field = _length(_("Đo được: trên"))
        self._lay_out(act)

    def _lay_out(self, act: dict[str, Any]) -> None:
        box = parts.page(self)
        box.addLayout(
            parts.head(
                self.title,
                actions.button(act["cert.close"], flat=True),
                actions.button(act["cert.view"], primary=True),
                beside=self.count,
            )
        )
        box.addWidget(self.table, 1)
        again = parts.Card(margin=12)
        given, shown = actions.button(act["cert.again"]), actions.button(act["cert.copy"], flat=True)
        again.box.addLayout(forms.row(4, self.reason_field, 0, given, 4, self.copies_field, 0, shown))
        box.addWidget(again)
        form = parts.Card(margin=12)
        form.box.addLayout(forms.row(4, self.printer_field, 2, self.left_field, 2, self.top_field))
        self.told = parts.text("", "secondary")
        form.box.addWidget(self.told)
        form.box.addWidget(
            parts.flow(
                *(
                    actions.button(act[name], flat=True)
                    for name in ("cert.sheet", "cert.measure", "cert.words")
                )
            )
        )
        box.addWidget(form)

    def open(self, row: RegisterRow) -> None:
        """For one signed decision."""
        self._row = row
        self.title.setText(_("Từng giấy, {number}").format(number=row.number))
        self.reason_field.set_value("")
        self.table.tick(set())
        self._jobs.ask(
            certificates.chosen, row.id, owner=self, then=self._know, refused=self._refuse, exclusive="pages"
        )
        self._ask_offset()
        self.ask_copies()
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def ask_copies(self) -> None:
        """What was kept of this decision's certificates: asked again whenever the page is turned to."""
        if self._row is not None:
            self._jobs.ask(
                certificates.copies,
                self._row.id,
                owner=self,
                then=self._know_copies,
                refused=self._refuse,
                exclusive="copies",
            )

    def _know_copies(self, copies: tuple[Print, ...]) -> None:
        self.copies_field.set_choices(
            [(one.id, _said(one)) for one in reversed(copies)] or [("", _("chưa có"))]
        )
        self.copies_field.setEnabled(bool(copies))

    def _know(self, pages: tuple[CertificateFacts, ...]) -> None:
        self._pages = pages
        self.table.reload()
        self._count()

    def _count(self) -> None:
        told = _("đã đánh dấu {count}/{total}")
        self.count.setText(told.format(count=len(self.table.ticked()), total=len(self._pages)))

    def view(self) -> None:
        """The real pages of those that are ticked, or of all, workshop by workshop."""
        if self._row is not None:
            render = partial(certificates.render, numbers=self.table.ticked())
            self._turn(_("Giấy chứng nhận theo {number}"), render, self._desk, self._row.id)

    def again(self) -> None:
        """The chosen one given out again."""
        chosen = self.table.current()
        if self._row is None or chosen is None:
            return
        if not self.reason_field.value():
            self.reason_field.show_problem(Problem("certificate.reason_missing"))
            self.reason_field.setFocus()
            return
        render = certificates.reissue
        reason = self.reason_field.value()
        self._turn(_("Cấp lại theo {number}"), render, self._desk, self._row.id, number_of(chosen), reason)

    def copy_again(self) -> None:
        """The bytes of a copy that left before."""
        copy = self.copies_field.value()
        if self._row is not None and copy:
            render = certificates.copy_again
            self._turn(_("Bản đã giữ theo {number}"), render, self._desk, self._row.id, copy)

    def words(self) -> None:
        """Words alone, moved by what was measured on this printer."""
        if self._row is not None:
            render = certificates.words_only
            self._turn(_("Chữ in lên phôi theo {number}"), render, self._desk, self._row.id, self._offset)

    def sheet(self) -> None:
        """The sheet to measure by."""
        self._turn(_("Tờ căn chỉnh máy in"), certificates.calibration, self._desk, self._offset)

    def measure(self) -> None:
        """Keep what was measured on the last sheet for this printer, beside what it was moved by already."""
        left, top = self.left_field.value(), self.top_field.value()
        moved = certificates.measured([left] if left else [], [top] if top else [])
        offset = Offset(self._offset.right + moved.right, self._offset.down + moved.down)
        self._jobs.order(
            prints.put_offset, self.printer_field.value(), offset, owner=self, then=self._measured
        )

    def _measured(self, _value: object) -> None:
        self.left_field.set_value(None)
        self.top_field.set_value(None)
        self._ask_offset()
        self._say(_("Đã nhớ độ lệch của máy in; in lại tờ căn chỉnh để kiểm tra"))

    def _ask_offset(self) -> None:
        self._jobs.ask(
            prints.offset, self.printer_field.value(), owner=self, then=self._know_offset, exclusive="offset"
        )

    def _know_offset(self, offset: Offset) -> None:
        self._offset = offset
        told = _("Máy in này đang được dời sang phải {right} mm, xuống {down} mm.")
        self.told.setText(told.format(right=f"{offset.right:g}", down=f"{offset.down:g}"))

    def _turn(self, title: str, render: Callable[..., Rendered], *arguments: Any) -> None:
        number = self._row.number if self._row else ""
        self._show(title.format(number=number), title.format(number=number), render, *arguments)


def _said(copy: Print) -> str:
    """When it left, and what it was."""
    day = reading.show_moment(copy.at).partition(" ")[0]
    if copy.what == prints.REISSUED:
        return _("{day}, cấp lại {number}").format(day=day, number=copy.subject)
    kind, *rest = copy.subject.split(":")
    if kind == "words":
        return _("{day}, chữ lên phôi").format(day=day)
    if rest:
        return _("{day}, một số giấy").format(day=day)
    by_author = kind == CertificateStyle.PER_AUTHOR
    told = _("{day}, theo tác giả") if by_author else _("{day}, theo sáng kiến")
    return told.format(day=day)


def _length(words: str) -> ReadField:
    """Millimetres measured with a ruler."""
    return ReadField(
        words,
        reading.read_length,
        lambda value: "" if value is None else f"{value:g}".replace(".", ","),
        code="length.unreadable",
        hint="mm",
    )
