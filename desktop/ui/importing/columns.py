"""How a sheet is read, column by column: the rows of headings, what each means, the letters it was written in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import wording
from desktop.domain.legacy import Encoding
from desktop.domain.problems import Refused
from desktop.domain.sheets.headings import Meaning
from desktop.i18n import _
from desktop.services import import_layout
from desktop.services.import_layout import ColumnView, LayoutView
from desktop.services.importing import Choices, Source
from desktop.ui import actions
from desktop.ui.importing.kinds import INITIATIVES, ListKind
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, parts
from desktop.ui.kit.forms import ChoiceField, count_field
from desktop.ui.kit.tables import Column, Mark, PagedModel, Table, all_at_once


class ColumnsPage(QWidget):
    """Looks at a source and gathers what somebody says about it; reads nothing in by itself."""

    chosen = Signal(object)
    """`Choices` by which the list is to be read."""
    closed = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._source: Source | None = None
        self._kind: ListKind = INITIATIVES
        self.choices = Choices()
        self.view: LayoutView | None = None
        self.acts = {
            "columns.read": actions.make(self, "columns.read", self._read),
            "columns.auto": actions.make(self, "columns.auto", self._auto),
            "columns.close": actions.make(self, "columns.close", self._close),
        }
        columns = [
            Column(_("Cột"), lambda column: column.letter, 80),
            Column(_("Tiêu đề"), _heading, 0),
            Column(_("Ví dụ"), lambda column: column.sample, 210),
            Column(_("Hiểu là"), self._meaning, 210),
            Column(_("Bảng mã"), lambda column: wording.label(column.letters), 140),
        ]
        self.model = PagedModel(columns, all_at_once(self._rows), lambda column: column.letter)
        self.table = Table(
            self.model,
            _("Các cột của trang tính"),
            empty=_("Trang này không có cột nào. Chọn trang tính khác, hoặc sửa dòng đầu bảng ở dưới."),
        )
        self.table.chosen.connect(self._show_column)
        self.table.opened.connect(self._to_meaning)
        self.first_field = count_field(_("Dòng đầu bảng, từ"))
        self.last_field = count_field(_("đến dòng"))
        for field in (self.first_field, self.last_field):
            field.setFixedWidth(150)
            field.left.connect(self._header_said)
        self.meaning_field = ChoiceField(_("Cột này là"), [])
        self.letters_field = ChoiceField(
            _("Chữ trong cột"), [(None, _("Tự nhận"))] + [(one, wording.label(one)) for one in Encoding]
        )
        self.meaning_field.changed.connect(self._meaning_said)
        self.letters_field.changed.connect(self._letters_said)
        self.sample = parts.text("", "secondary")
        self.told = parts.text("", "secondary")
        self._lay_out()

    def _lay_out(self) -> None:
        box = parts.page(self, margins=(0, 0, 0, 0))
        top = QHBoxLayout()
        top.setSpacing(look.M)
        top.addWidget(self.first_field)
        top.addWidget(self.last_field)
        top.addWidget(self.told, 1)
        box.addLayout(top)
        box.addWidget(self.table, 1)
        card = parts.Card(margin=look.M)
        line = QHBoxLayout()
        line.setSpacing(look.M)
        line.addWidget(self.meaning_field, 1)
        line.addWidget(self.letters_field, 1)
        line.addWidget(self.sample, 1)
        card.box.addLayout(line)
        box.addWidget(card)
        foot = QHBoxLayout()
        foot.addWidget(actions.button(self.acts["columns.close"]))
        foot.addWidget(actions.button(self.acts["columns.auto"]))
        foot.addStretch(1)
        foot.addWidget(actions.button(self.acts["columns.read"], primary=True))
        box.addLayout(foot)

    def show_source(self, source: Source, choices: Choices, kind: ListKind) -> None:
        """Look at a source as it would be read by these choices."""
        self._source, self.choices, self._kind = source, choices, kind
        words = [(meaning, kind.meaning_words(meaning)) for meaning in kind.meanings]
        self.meaning_field.set_choices([(None, kind.meaning_words(None)), *words])
        self._look()

    def _look(self) -> None:
        if self._source is not None:
            self._jobs.run(
                import_layout.layout_of, self._source, self.choices, self._kind.needed, owner=self,
                then=self._show, refused=self._unseen, exclusive="layout",
            )  # fmt: skip

    def _show(self, view: LayoutView) -> None:
        self.view = view
        self.choices = replace(self.choices, sheet=view.sheet)
        self.first_field.set_value(view.header[0])
        self.last_field.set_value(view.header[1])
        told = (
            ""
            if view.is_found
            else _("Chưa có cột nào là “{needed}”. Chọn dòng có cột đó rồi chọn “Cột này là”.")
        )
        self.told.setText(told.format(needed=self._kind.meaning_words(self._kind.needed)))
        parts.set_tone(self.told, "" if view.is_found else "bad")
        self.acts["columns.read"].setEnabled(view.is_found)
        self.model.reload()
        if self.table.current() is None:
            self.table.choose(0)
        if not (self.meaning_field.edit.hasFocus() or self.letters_field.edit.hasFocus()):
            self.table.setFocus()

    def _unseen(self, refused: Refused) -> None:
        self.told.setText(wording.sentence(refused.code, refused.facts))

    def _rows(self) -> tuple[ColumnView, ...]:
        return self.view.columns if self.view else ()

    def _meaning(self, column: ColumnView) -> str | Mark:
        if column.meaning is None:
            return Mark(self._kind.meaning_words(None), "idle", "muted")
        words = self._kind.meaning_words(column.meaning)
        if column.is_hidden:
            return Mark(_("{what} (cột ẩn, không lấy)").format(what=words), "idle", "muted")
        return Mark(words, "done", "good")

    def _show_column(self, column: ColumnView | None) -> None:
        if column is None:
            return
        for field, value in (
            (self.meaning_field, None if column.is_hidden else column.meaning),
            (self.letters_field, self.choices.letters.get(column.letter)),
        ):
            field.edit.blockSignals(True)
            field.set_value(value)
            field.edit.blockSignals(False)
        if column.before:
            told = _("Trước: {before}   Sau: {after}")
            self.sample.setText(told.format(before=column.before[:80], after=column.after[:80]))
        else:
            self.sample.setText(_("Ví dụ: {text}").format(text=column.sample[:120]) if column.sample else "")

    def _to_meaning(self, _column: Any) -> None:
        self.meaning_field.setFocus()

    # --- what is said

    def _meaning_said(self) -> None:
        column = self.table.current()
        meaning = self.meaning_field.value()
        if column is None:
            return
        said = dict(self.choices.meanings)
        if meaning is None:
            said[column.letter] = Meaning.IGNORED
        else:
            taken = [view.letter for view in self._rows() if view.meaning is meaning and view is not column]
            if meaning is not Meaning.AUTHORS or self._kind is not INITIATIVES:
                said.update(dict.fromkeys(taken, Meaning.IGNORED))
            said[column.letter] = meaning
        self.choices = replace(self.choices, meanings=said)
        self._look()

    def _letters_said(self) -> None:
        column = self.table.current()
        if column is None:
            return
        said = {letter: one for letter, one in self.choices.letters.items() if letter != column.letter}
        encoding = self.letters_field.value()
        if encoding is not None:
            said[column.letter] = encoding
        self.choices = replace(self.choices, letters=said)
        self._look()

    def _header_said(self) -> None:
        first, last = self.first_field.value(), self.last_field.value()
        if self.view is None or not first:
            return
        last = max(first, last or first)
        if (first, last) != self.view.header:
            self.choices = replace(self.choices, header=(first, min(last, first + 2)), meanings={})
            self._look()

    def _auto(self) -> None:
        self.choices = Choices(sheet=self.choices.sheet)
        self._look()

    def _read(self) -> None:
        if self.acts["columns.read"].isEnabled():
            self.chosen.emit(self.choices)

    def _close(self) -> None:
        self.closed.emit()


def _heading(column: ColumnView) -> str | Mark:
    words = column.heading or _("(không có tiêu đề)")
    return Mark(_("{heading} (ẩn)").format(heading=words), "", "muted") if column.is_hidden else words
