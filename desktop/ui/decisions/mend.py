"""Mend an issued decision: amend, replace, annul or correct it by a paper that names the first one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop.domain.house import Signer
from desktop.domain.issued import Deed, Fix, FixedField
from desktop.domain.problems import Problem, Refused
from desktop.i18n import _
from desktop.services import mending, office
from desktop.services.mending import Listed
from desktop.services.mending_facts import Mending
from desktop.services.register_rows import RegisterRow
from desktop.ui import actions
from desktop.ui.jobs import Jobs
from desktop.ui.kit import forms, parts
from desktop.ui.kit.forms import BlockField, ChoiceField, TextField
from desktop.ui.kit.tables import Column, PagedModel, Table, all_at_once


class MendPage(QWidget):
    """Closed with the id of the draft, or "" for none."""

    closed = Signal(str)

    def __init__(self, jobs: Jobs, refuse: Callable[[Refused], None]) -> None:
        super().__init__()
        self._jobs = jobs
        self._refuse = refuse
        self._record = ""
        self._listed: tuple[Listed, ...] = ()
        self._fixes: list[tuple[Fix, str]] = []
        act = {
            name: actions.make(self, name, run)
            for name, run in (
                ("mend.make", self.make),
                ("mend.fix", self.add_fix),
                ("mend.drop", self.drop_fix),
                ("mend.close", self._close),
            )
        }
        self.make_button = actions.button(act["mend.make"], primary=True)
        self.title = parts.heading(_("Sửa đổi, đính chính"))
        self.told = parts.text("", "secondary")
        deeds = (Deed.AMENDS, Deed.CORRECTS, Deed.REPLACES, Deed.ANNULS)
        self.deed_field = forms.enum_field(_("Làm gì"), deeds)
        self.signer_field = ChoiceField(_("Người ký"), [], needed=True)
        self.reason_field = TextField(_("Lý do (hủy bỏ) hoặc xét đề nghị của"), limit=300)
        self.content_field = BlockField(_("Nội dung, mỗi dòng một chỗ"), lines=3)
        self.row_field = ChoiceField(_("Sửa tên ở dòng"), [])
        self.part_field = ChoiceField(_("Chỗ sửa"), [])
        self.now_field = TextField(_("Nay là"), limit=300)
        for field in (self.deed_field, self.signer_field, self.row_field, self.part_field, self.now_field):
            field.make_compact()
        self.deed_field.changed.connect(self._turn)
        self.row_field.changed.connect(self._offer_parts)
        self._build_tables()
        self._lay_out(act)

    def _build_tables(self) -> None:
        columns = [
            Column(_("Dòng"), lambda row: str(row.place), 64),
            Column(_("Tên sáng kiến"), lambda row: row.title, 0),
            Column(_("Tác giả"), lambda row: ", ".join(row.authors), 260),
        ]
        self.list_model = PagedModel(columns, all_at_once(lambda: self._listed), lambda row: row.id)
        self.list_table = Table(
            self.list_model,
            _("Sáng kiến bị hủy công nhận"),
            ticks=True,
            empty=_("Quyết định này không còn sáng kiến nào để hủy."),
        )
        fixes = [Column(_("Chỗ sửa tên"), lambda fix: fix[1], 0)]
        self.fix_model = PagedModel(
            fixes,
            all_at_once(lambda: self._fixes),
            lambda fix: f"{fix[0].initiative}{fix[0].field}{fix[0].place}",
        )
        self.fix_table = Table(
            self.fix_model,
            _("Các chỗ sửa tên"),
            empty=_("Chưa có chỗ sửa nào. Điền tên đúng ở dưới rồi thêm (Ctrl+T)."),
        )
        self.fix_table.setMinimumHeight(76)

    def _lay_out(self, act: dict[str, Any]) -> None:
        box = parts.page(self)
        box.addLayout(parts.head(self.title, actions.button(act["mend.close"], flat=True)))
        box.addLayout(forms.row(3, self.deed_field, 4, self.signer_field, 5, self.reason_field))
        box.addWidget(self.told)
        names = QWidget()
        column = parts.page(names, margins=(0, 0, 0, 0))
        column.addWidget(self.content_field)
        column.addLayout(forms.row(4, self.row_field, 3, self.part_field, 4, self.now_field))
        tools = QHBoxLayout()
        tools.addWidget(actions.button(act["mend.fix"], flat=True))
        tools.addWidget(actions.button(act["mend.drop"], flat=True))
        tools.addStretch(1)
        column.addLayout(tools)
        column.addWidget(self.fix_table, 1)
        self.middle = QStackedWidget()
        self.middle.addWidget(parts.scrolled(names))
        self.middle.addWidget(self.list_table)
        box.addWidget(self.middle, 1)
        foot = QHBoxLayout()
        foot.addWidget(
            parts.text(_("Số và ngày để trống; ghi vào sau khi ký, như mọi văn bản trong sổ."), "secondary"),
            1,
        )
        foot.addWidget(self.make_button)
        box.addLayout(foot)

    def open(self, row: RegisterRow) -> None:
        """For one signed decision."""
        self._record = row.id
        self.title.setText(_("Sửa đổi, đính chính {number}").format(number=row.number))
        self._fixes = []
        self.fix_table.reload()
        for field in (self.reason_field, self.content_field, self.now_field):
            field.set_value("")
        self.list_table.tick(set())
        self._jobs.ask(office.facts, owner=self, then=self._know, exclusive="facts")
        self._jobs.ask(
            mending.listed, row.id, owner=self, then=self._know_list, exclusive="list", refused=self._no
        )
        self._jobs.ask(
            mending.changes_as_lines, row.id, owner=self, then=self._know_changes, exclusive="lines"
        )
        self._turn()
        self.deed_field.setFocus(Qt.FocusReason.TabFocusReason)

    def _know(self, house: office.House) -> None:
        self.signer_field.set_choices(
            [(one, f"{one.name} – {one.post}") for one in house.signers_of("employer")]
        )

    def _know_list(self, listed: tuple[Listed, ...]) -> None:
        self._listed = listed
        self.list_table.reload()
        self.row_field.set_choices([(row, f"{row.place}. {row.title}") for row in listed])
        self._offer_parts()

    def _know_changes(self, lines: tuple[str, ...]) -> None:
        """Where the records say otherwise by now, the lines are written already."""
        if not self.content_field.value():
            self.content_field.set_value("\n".join(lines))

    def _offer_parts(self) -> None:
        row = self.row_field.value()
        if row is None:
            return
        choices: list[tuple[tuple[FixedField, int], str]] = [((FixedField.TITLE, 0), _("Tên sáng kiến"))]
        choices += [((FixedField.AUTHOR, place), name) for place, name in enumerate(row.authors)]
        self.part_field.set_choices(choices)

    def _turn(self) -> None:
        deed = self.deed_field.value()
        self.told.setText(_told(deed))
        self.middle.setCurrentIndex(1 if deed is Deed.ANNULS else 0)
        self.content_field.setVisible(deed in (Deed.AMENDS, Deed.CORRECTS))
        for field in (self.row_field, self.part_field, self.now_field, self.fix_table):
            field.setVisible(deed in (Deed.AMENDS, Deed.REPLACES))

    def add_fix(self) -> None:
        """One name more that the paper puts right."""
        row, part, now = self.row_field.value(), self.part_field.value(), self.now_field.value()
        if row is None or part is None or not now:
            self.now_field.setFocus()
            return
        kind, place = part
        words = f"{row.place}. {row.title if kind is FixedField.TITLE else row.authors[place]} → {now}"
        self._fixes.append((Fix(row.id, kind, now, place), words))
        self.now_field.set_value("")
        self.fix_table.reload()

    def drop_fix(self) -> None:
        """Take the chosen one out again."""
        chosen = self.fix_table.current()
        if chosen in self._fixes:
            self._fixes.remove(chosen)
            self.fix_table.reload()

    def make(self) -> None:
        """Draft it."""
        deed = self.deed_field.value()
        names = deed in (Deed.AMENDS, Deed.REPLACES)
        signer = self.signer_field.value()
        wish = Mending(
            deed,
            signer if isinstance(signer, Signer) else Signer("", ""),
            tuple(self.content_field.value().splitlines()) if deed in (Deed.AMENDS, Deed.CORRECTS) else (),
            self.reason_field.value(),
            self.list_table.ticked() if deed is Deed.ANNULS else (),
            tuple(fix for fix, _words in self._fixes) if names else (),
        )
        self._jobs.order(
            mending.draft, self._record, wish, owner=self, then=self.closed.emit, refused=self._no
        )

    def _no(self, refused: Refused) -> None:
        field = {"decision.reason_missing": self.reason_field, "mend.nothing": self.content_field}.get(
            refused.code
        )
        if field is None:
            self._refuse(refused)
            return
        field.show_problem(Problem(refused.code))
        field.setFocus()

    def _close(self) -> None:
        self.closed.emit("")


def _told(deed: Deed) -> str:
    return {
        Deed.AMENDS: _("Nội dung thay đổi thì sửa bằng một quyết định khác; văn bản cũ giữ nguyên trong sổ."),
        Deed.REPLACES: _("Cả quyết định và danh sách được soạn lại từ sổ, kèm các chỗ sửa tên dưới đây."),
        Deed.ANNULS: _("Đánh dấu sáng kiến bị hủy công nhận; không đánh dấu dòng nào là hủy cả quyết định."),
        Deed.CORRECTS: _("Sai sót khi trình bày thì đính chính bằng công văn; danh sách và tên không đổi."),
    }[deed]
