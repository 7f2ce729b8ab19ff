"""Gõ hộ: the page of a portal without an interface, typed by one key or copied field by field; what it answered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.field_order import FieldOrder, Page, Step
from desktop.domain.problems import Refused
from desktop.i18n import _
from desktop.services import assisted_typing, other_portal
from desktop.services.assisted_typing import NEXT_KEY, TYPE_KEY, Sheet, Typed
from desktop.services.desk import Desk
from desktop.services.other_portal import WaitingPage, WaitingRow
from desktop.ui.handover.answers import AnswerForm
from desktop.ui.jobs import Jobs, Ticket
from desktop.ui.kit import look, parts
from desktop.ui.kit.forms import ChoiceField
from desktop.ui.kit.tables import Column, PagedModel, Slice, Table, all_at_once
from desktop.ui.screen import today


class ByHandPage(QWidget):
    """Choose an initiative, press the button, go to the browser, press the key; then copy the code back here."""

    def __init__(
        self, desk: Desk, jobs: Jobs, say: Callable[..., None], refuse: Callable[[Refused], None]
    ) -> None:
        super().__init__()
        self._desk = desk
        self._jobs = jobs
        self._sheet: Sheet | None = None
        self._ticket: Ticket | None = None
        self._build_tables()
        self.page_field = ChoiceField(_("Trang của cổng"), [])
        self.page_field.make_compact()
        self.page_field.changed.connect(self._ask_sheet)
        self.told = parts.text("", "secondary")
        self.told.setMinimumHeight(38)
        self.copy_button = parts.pressed(_("Chép ô này"), "copy", self.copy)
        self.stop_button = parts.pressed(_("Thôi gõ"), "stop", self.stop)
        self.type_button = parts.pressed(_("Sẵn sàng gõ"), "edit", self.stand_by, primary=True)
        self.type_button.setToolTip(f"{_('Sẵn sàng gõ')}  (Ctrl+Enter)")
        self.answer = AnswerForm(desk, jobs, today(desk), say, refuse, self._answered)
        self._lay_out()
        jobs.working.connect(self._moved_on)
        self._stand(by=False)

    def _build_tables(self) -> None:
        columns = [
            Column(_("Số"), lambda row: str(row.number or ""), 60),
            Column(_("Tên sáng kiến"), lambda row: row.title, 0),
            Column(_("Mã trên cổng"), lambda row: row.code or "–", 110),
        ]
        self.model = PagedModel(columns, self._ask_rows, lambda row: row.id)
        self.table = Table(
            self.model,
            _("Sáng kiến chờ nhập vào cổng"),
            empty=_(
                "Không còn sáng kiến nào phải gõ vào cổng. Sáng kiến hiện ở đây khi quyết định công nhận đã ghi "
                "số, ngày ký (Quyết định, F2)."
            ),
        )
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._to_steps)
        steps = [
            Column(_("Ô"), lambda step: step.name, 196),
            Column(_("Sẽ gõ"), _shown, 0),
        ]
        model = PagedModel(steps, all_at_once(self._steps), lambda step: step.name)
        self.steps = Table(
            model, _("Các ô theo thứ tự gõ"), empty=_("Chọn một sáng kiến bên trái để xem các ô sẽ gõ.")
        )
        self.steps.opened.connect(self._copy_step)

    def _lay_out(self) -> None:
        box = parts.page(self, margins=(0, look.S, 0, 0))
        box.setSpacing(look.S)
        halves = QHBoxLayout()
        halves.setSpacing(look.M)
        halves.addWidget(self.table, 5)
        right = QVBoxLayout()
        right.setSpacing(look.S)
        right.addWidget(self.page_field)
        right.addWidget(self.steps, 1)
        halves.addLayout(right, 5)
        box.addLayout(halves, 1)
        line = QHBoxLayout()
        line.setSpacing(look.S)
        line.addWidget(self.told, 1)
        for tool in (self.copy_button, self.stop_button, self.type_button):
            line.addWidget(tool)
        box.addLayout(line)
        box.addWidget(self.answer)

    # --- what is shown

    def reload(self) -> None:
        """Ask for the field order and the list again."""
        self._jobs.run(
            assisted_typing.order_in_force,
            self._desk,
            owner=self,
            then=self._show_order,
            refused=self._not_typed,
            exclusive="field_order",
        )
        self.table.reload()

    def begin(self) -> None:
        """The hand goes to the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Nothing waits for a key once the page is left."""
        self.stop()

    def _show_order(self, order: FieldOrder) -> None:
        before = self.page_field.value()
        self.page_field.set_choices([(page, page.name) for page in order.pages])
        kept = [page for page in order.pages if isinstance(before, Page) and page.code == before.code]
        self.page_field.set_value((kept or order.pages)[0])
        self._ask_sheet()

    def _ask_rows(self, offset: int, limit: int, then: Callable[[Slice], None]) -> None:
        def come(page: WaitingPage) -> None:
            then(Slice(page.rows, page.total))

        self._jobs.ask(other_portal.not_valid_yet, offset, limit, owner=self.table, then=come)

    def _chosen(self, row: WaitingRow | None) -> None:
        self.stop()
        self.answer.show_row(row)
        self._ask_sheet()

    def _ask_sheet(self) -> None:
        row, page = self.table.current(), self.page_field.value()
        if row is None or not isinstance(page, Page):
            self._show_sheet(None)
            return
        self._jobs.ask(
            assisted_typing.sheet,
            page,
            row.id,
            owner=self.steps,
            then=self._show_sheet,
            refused=self._no_sheet,
            exclusive="sheet",
        )

    def _show_sheet(self, sheet: Sheet | None) -> None:
        self._sheet = sheet
        self.steps.reload()
        self._stand(by=False)
        if sheet is None:
            self.told.setText("")
        elif sheet.lacking:
            self.told.setText(
                _("Cổng cần mà hồ sơ chưa có: {fields}").format(fields=", ".join(sheet.lacking))
            )
        else:
            told = _("Bấm Sẵn sàng gõ, mở trang “{window}”, đặt con trỏ vào ô đầu rồi bấm {key}.")
            self.told.setText(told.format(window=sheet.page.window, key=TYPE_KEY))
        parts.set_tone(self.told, "care" if sheet is not None and sheet.lacking else "")

    def _no_sheet(self, refused: Refused) -> None:
        self._show_sheet(None)
        self._not_typed(refused)

    def _steps(self) -> tuple[Step, ...]:
        return self._sheet.steps if self._sheet is not None else ()

    def _to_steps(self, _row: WaitingRow) -> None:
        self.steps.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.steps.current() is None:
            self.steps.choose(0)

    # --- typing

    def stand_by(self) -> None:
        """From now on the key types, from the chosen field on."""
        if self._sheet is None or self._ticket is not None:
            return
        self._stand(by=True)
        told = _("Đang chờ: vào trang của cổng, {key} gõ cả trang, {next} chép từng ô, Esc dừng gõ.")
        self.told.setText(told.format(key=TYPE_KEY, next=NEXT_KEY))
        parts.set_tone(self.told, "good")
        self._ticket = self._jobs.run(
            assisted_typing.stand_by,
            self._desk,
            self._sheet,
            at=max(0, self._place()),
            owner=self,
            then=self._typed,
            refused=self._not_typed,
            label=_("Gõ hộ"),
            stop="flag",
            counted=True,
        )

    def stop(self) -> None:
        """Wait for no key any more."""
        if self._ticket is not None:
            self._ticket.stop()
            self._ticket = None
            self._stand(by=False)
            self.told.setText(_("Đã thôi; bấm Sẵn sàng gõ để gõ tiếp từ ô đang chọn."))
            parts.set_tone(self.told, "")

    def copy(self) -> None:
        """The chosen field onto the clipboard, and on to the next."""
        step = self.steps.current() or next(iter(self._steps()), None)
        if step is not None:
            self._copy_step(step)

    def _copy_step(self, step: Step) -> None:
        QGuiApplication.clipboard().setText(step.text)
        steps = self._steps()
        following = steps.index(step) + 1
        told = _("Đã chép ô {field}; dán bằng Ctrl+V.").format(field=step.name)
        if following < len(steps):
            self.steps.choose(following)
            told += " " + _("Tiếp theo: {field}").format(field=steps[following].name)
        self.told.setText(told)
        parts.set_tone(self.told, "")

    def _typed(self, done: Typed) -> None:
        self._ticket = None
        self._stand(by=False)
        if done.whole:
            self.told.setText(_("Đã gõ xong. Đọc lại trên trang, nộp, rồi ghi mã cổng cấp vào đây."))
            parts.set_tone(self.told, "good")
            self.answer.begin()

    def _not_typed(self, refused: Refused) -> None:
        self._ticket = None
        self._stand(by=False)
        told = (
            wording.sentence(refused.code, refused.facts),
            wording.advice(refused.code, refused.facts),
        )
        self.told.setText(" ".join(told).strip())
        parts.set_tone(self.told, "bad")

    def _moved_on(self) -> None:
        """The next field is the chosen one, so that whoever looks here sees how far it came."""
        if self._ticket is not None and self._ticket.total and self._ticket.done < self._ticket.total:
            self.steps.choose(self._ticket.done)

    def _place(self) -> int:
        step = self.steps.current()
        return self._steps().index(step) if step is not None else 0

    def _stand(self, *, by: bool) -> None:
        ready = self._sheet is not None
        self.type_button.setEnabled(ready and not by)
        self.copy_button.setEnabled(ready)
        self.stop_button.setVisible(by)

    def _answered(self) -> None:
        self.table.reload()
        self.begin()


def _shown(step: Step) -> str:
    text = step.text.replace("\n", " ⏎ ")
    return text or (_("thiếu") if step.lacks else "–")
