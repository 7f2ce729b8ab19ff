"""Phiếu hỏi lại: which workshops have something to be asked, and the sheets that are out or came back."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.i18n import _
from desktop.services.desk import Desk
from desktop.services.question_sheets import SheetRow, Waiting
from desktop.ui.describing.answers import AnswersPage
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, parts, reading
from desktop.ui.kit.tables import Column, Mark, PagedModel, Table, all_at_once


class QuestionsPage(QWidget):
    """Two short tables, and the answers of one sheet in their place."""

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self.waiting_rows: tuple[Waiting, ...] = ()
        self.sheet_rows: tuple[SheetRow, ...] = ()
        self.waiting = Table(
            PagedModel(_waiting_columns(), all_at_once(lambda: self.waiting_rows), lambda row: row.workshop),
            _("Xưởng cần hỏi"),
            empty=_(
                "Không xưởng nào còn điều phải hỏi. Phiếu thiếu năm sinh, ngày áp dụng… sẽ vào đây theo xưởng."
            ),
        )
        self.sheets = Table(
            PagedModel(_sheet_columns(), all_at_once(lambda: self.sheet_rows), lambda row: row.id),
            _("Phiếu hỏi đã lập"),
            empty=_("Chưa lập phiếu hỏi nào. Chọn xưởng bên trái rồi bấm Ctrl+N."),
        )
        self.answers = AnswersPage(desk, jobs)
        self.told = parts.text(
            _(
                "Điều gì chỉ xưởng biết (năm sinh, ngày áp dụng, trước đây làm thế nào…) thì in phiếu gửi xuống, "
                "rồi nhập trả lời đúng thứ tự trên phiếu."
            ),
            "secondary",
        )
        below = QWidget()
        self.tools = QHBoxLayout(below)
        self.tools.setContentsMargins(0, 0, 0, 0)
        self.tools.addStretch(1)
        tables = QWidget()
        both = QVBoxLayout(tables)
        both.setContentsMargins(0, 0, 0, 0)
        line = QHBoxLayout()
        line.setSpacing(look.L)
        for words, table in ((_("Cần hỏi"), self.waiting), (_("Phiếu đã lập"), self.sheets)):
            column = QVBoxLayout()
            column.addWidget(parts.heading(words, "strong"))
            column.addWidget(table, 1)
            line.addLayout(column, 1)
        both.addLayout(line, 1)
        both.addWidget(below)
        self.pages = QStackedWidget()
        self.pages.addWidget(tables)
        self.pages.addWidget(self.answers)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.M, 0, 0)
        box.addWidget(self.told)
        box.addWidget(self.pages, 1)

    @property
    def is_answering(self) -> bool:
        """Whether a sheet's answers are on screen."""
        return self.pages.currentWidget() is self.answers

    def show_waiting(self, rows: tuple[Waiting, ...]) -> None:
        """What is to be asked."""
        self.waiting_rows = rows
        self.waiting.reload()

    def show_sheets(self, rows: tuple[SheetRow, ...]) -> None:
        """The sheets there are."""
        self.sheet_rows = rows
        self.sheets.reload()

    def open_sheet(self, record: str) -> None:
        """The answers of a sheet."""
        self.pages.setCurrentWidget(self.answers)
        self.answers.open(record)

    def close_sheet(self) -> None:
        """Back to the tables; what was typed is kept."""
        self.answers.keep()
        self.answers.is_dirty = False
        self.pages.setCurrentIndex(0)
        self.sheets.setFocus()


def _waiting_columns() -> list[Column]:
    return [
        Column(_("Xưởng, phòng"), lambda row: row.workshop or _("chưa rõ xưởng"), 0),
        Column(_("Phiếu"), lambda row: str(row.initiatives), 72, right=True),
        Column(_("Câu hỏi"), lambda row: str(row.questions), 88, right=True),
    ]


def _sheet_columns() -> list[Column]:
    return [
        Column(_("Số"), lambda row: f"{row.number:02d}/{row.year}", 84),
        Column(_("Xưởng, phòng"), lambda row: row.workshop or _("chưa rõ xưởng"), 0),
        Column(_("Ngày lập"), lambda row: reading.show_date(row.made_on), 112),
        Column(_("Trả lời"), _answered, 96),
    ]


def _answered(row: SheetRow) -> Mark:
    told = f"{row.answered}/{row.questions}"
    return Mark(told, "good", "good") if row.answered == row.questions else Mark(told, "waits", "care")
