"""What a portal without an interface answered, typed in a line: code, day, hour, then valid or returned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.portal_list import Faulty
from desktop.domain.problems import Problem, Refused
from desktop.i18n import _
from desktop.services import other_portal, portal_answers
from desktop.services.desk import Desk
from desktop.services.other_portal import WaitingRow
from desktop.services.portal_answers import Plan
from desktop.ui.jobs import Jobs
from desktop.ui.kit import dialogs, forms, look, parts
from desktop.ui.kit.forms import ChoiceField, Form, TextField

_FIELDS = {
    "portal_word.code_missing": "code",
    "portal_word.in_future": "put_on",
    "portal_word.valid_before_put": "on",
    "portal_word.hour": "hour",
}
VALID, RETURNED = "valid", "returned"
MOST_FAULTS = 8


class AnswerForm(QWidget):
    """Stores what is typed of the row that is shown; a whole list of answers comes from a workbook."""

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        today: date,
        say: Callable[..., None],
        refuse: Callable[[Refused], None],
        stored: Callable[[], None],
    ) -> None:
        super().__init__()
        self._desk = desk
        self._jobs = jobs
        self._today = today
        self._say = say
        self._refuse = refuse
        self._stored = stored
        self._record = ""
        self.code_field = TextField(_("Mã trên cổng"), limit=60)
        self.put_field = forms.date_field(_("Ngày nộp"), today)
        self.hour_field = TextField(_("Giờ"), limit=5)
        choices = [("", _("chưa có")), (VALID, _("hợp lệ")), (RETURNED, _("trả lại"))]
        self.state_field = ChoiceField(_("Kết quả"), choices)
        self.on_field = forms.date_field(_("Ngày có kết quả"), today)
        self.note_field = TextField(_("Lý do trả lại"), limit=300)
        fields = (
            self.code_field, self.put_field, self.hour_field, self.state_field, self.on_field, self.note_field,
        )  # fmt: skip
        names = ("code", "put_on", "hour", "state", "on", "note")
        self.form = Form(dict(zip(names, fields, strict=True)), self)
        for field in fields:
            field.make_compact()
        self.save_button = parts.pressed(_("Ghi câu trả lời"), "save", self.save)
        self.save_button.setToolTip(f"{_('Ghi câu trả lời')}  (Ctrl+S)")
        self.import_button = parts.pressed(_("Nhận từ bảng kê"), "import", self.pick)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.XS)
        widths = (4, 3, 2, 3, 3, 5)
        box.addLayout(
            forms.row(*(one for pair in zip(widths, fields, strict=True) for one in pair), spacing=look.S)
        )
        foot = QHBoxLayout()
        foot.setSpacing(look.S)
        foot.addStretch(1)
        foot.addWidget(self.import_button)
        foot.addWidget(self.save_button)
        box.addLayout(foot)
        self.note_field.edit.returnPressed.connect(self.save)

    def begin(self) -> None:
        """The hand goes to the code."""
        self.code_field.setFocus()

    def show_row(self, row: WaitingRow | None) -> None:
        """The answer that is known of a row."""
        self._record = row.id if row is not None else ""
        word = row.word if row is not None else None
        state = VALID if word and word.valid_on else RETURNED if word and word.returned_on else ""
        self.form.fill(
            {
                "code": word.code if word else "",
                "put_on": word.put_on if word else self._today,
                "hour": word.put_time if word else "",
                "state": state,
                "on": (word.valid_on or word.returned_on) if word else None,
                "note": word.note if word else "",
            }
        )
        self.form.show_problems(())

    def save(self) -> None:
        """Store it."""
        if not self._record or self.form.unreadable:
            self.form.focus_first_problem()
            return
        typed = self.form.values()
        on = typed["on"] or self._today
        self._jobs.order(
            other_portal.put_word,
            self._record,
            typed["code"],
            typed["put_on"] or self._today,
            on if typed["state"] == VALID else None,
            put_time=typed["hour"],
            returned_on=on if typed["state"] == RETURNED else None,
            note=typed["note"] if typed["state"] == RETURNED else "",
            owner=self,
            then=self._saved,
            refused=self._no,
        )

    def _saved(self, _nothing: None) -> None:
        self.form.show_problems(())
        self._stored()

    def _no(self, refused: Refused) -> None:
        field = _FIELDS.get(refused.code)
        if field is None:
            self._refuse(refused)
            return
        self.form.show_problems((Problem(refused.code, field, refused.facts),))
        self.form.focus_first_problem()

    # --- a list of them

    def pick(self) -> None:
        """Choose a workbook of codes and states."""
        dialogs.pick_file(
            self, _("Bảng kê của cổng"), _("Bảng kê") + " (*.xlsx *.xls *.ods *.csv)", self.take
        )

    def take(self, file: Path) -> None:
        """Read it, say what it would change, and change it once somebody says yes."""
        self._jobs.run(
            portal_answers.plan,
            self._desk,
            file,
            owner=self,
            then=self._ask,
            refused=self._refuse,
            label=_("Đọc bảng kê của cổng"),
        )

    def _ask(self, plan: Plan) -> None:
        told = _("Bảng kê: {new} kết quả mới, {same} đã biết, {faulty} dòng không nhận được").format(
            new=len(plan.words), same=plan.same, faulty=len(plan.faulty)
        )
        faults = "\n".join(fault_lines(plan.faulty[:MOST_FAULTS]))
        if plan.words:
            answers = (("take", _("Ghi {count} kết quả").format(count=len(plan.words))), ("", _("Thôi")))
            dialogs.ask(self, told, faults, answers, partial(self._take, plan))
        else:
            dialogs.tell(self, told, faults, tone="care")

    def _take(self, plan: Plan, answer: str) -> None:
        if answer:
            self._jobs.order(portal_answers.take, plan, owner=self, then=self._took, refused=self._refuse)

    def _took(self, count: int) -> None:
        self._say(_("Đã ghi {count} kết quả của cổng").format(count=count))
        self._stored()


def fault_lines(faulty: Sequence[Faulty]) -> list[str]:
    """Each row that was not taken, with why."""
    return [
        _("Dòng {row}: {why}").format(row=one.row, why=wording.sentence(one.problem.code, one.problem.facts))
        for one in faulty
    ]
