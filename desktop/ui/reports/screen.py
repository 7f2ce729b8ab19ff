"""Báo cáo: the figures with the lists behind them, the report of the week, what was sent, the targets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from desktop import wording
from desktop.disk import write_whole
from desktop.i18n import _
from desktop.services import reports
from desktop.services.desk import Desk, Done
from desktop.services.reports import ReportRow, Wanted
from desktop.ui import actions
from desktop.ui.jobs import Jobs
from desktop.ui.kit import dialogs, look, parts, reading
from desktop.ui.kit.tables import Column, PagedModel, Table, all_at_once
from desktop.ui.paper import PaperScreen
from desktop.ui.places import Go, Place
from desktop.ui.reports.aims import AimsPage
from desktop.ui.reports.numbers import NumbersPage


class ReportsScreen(PaperScreen):
    """Three pages: figures, reports that were sent, targets."""

    concerned_by = ("initiative", "report", "payment_round", "payment_line", "portal", "house_fact")

    def __init__(self, desk: Desk, jobs: Jobs, go: Go) -> None:
        super().__init__(desk, jobs, go)
        self._sent: tuple[ReportRow, ...] = ()
        act = {
            "report.preview": actions.make(self.main, "report.preview", self.preview),
            "report.send": actions.make(self.main, "report.send", self.send),
            "report.book": actions.make(self.main, "report.book", self.save_book),
            "report.again": actions.make(self.main, "report.again", self.show_again),
            "target.save": actions.make(self.main, "target.save", self._save_target),
        }
        self._acts = act
        self.numbers = NumbersPage(jobs, self.refuse, self._open_one, act)
        self.aims = AimsPage(jobs, self.refuse, act)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(_("Trang của báo cáo"))
        self.tabs.addTab(self.numbers, _("Số liệu"))
        self.sent_page = self._build_sent()
        self.tabs.addTab(self.sent_page, _("Đã gửi"))
        self.tabs.addTab(self.aims, _("Chỉ tiêu"))
        outer = parts.page(self.main)
        outer.setSpacing(look.XS)
        outer.addLayout(parts.head(parts.heading(_("Báo cáo"))))
        outer.addWidget(self.tabs, 1)

    def _build_sent(self) -> QWidget:
        page = QWidget()
        columns = [
            Column(_("Đến ngày"), lambda row: reading.show_date(row.until), 130),
            Column(_("Báo cáo"), lambda row: wording.label(row.kind), 0),
            Column(_("Số văn bản"), lambda row: row.number or "–", 120),
            Column(_("Ngày gửi"), lambda row: reading.show_date(row.sent_on), 120),
            Column(_("Đã công nhận"), lambda row: str(row.recognised), 150, right=True),
            Column(_("Hợp lệ"), lambda row: str(row.valid), 120, right=True),
        ]
        self.sent_model = PagedModel(columns, all_at_once(lambda: self._sent), lambda row: row.id)
        self.sent_table = Table(self.sent_model, _("Báo cáo đã gửi"))
        self.sent_table.opened.connect(lambda _row: self.show_again())
        box = QVBoxLayout(page)
        box.setContentsMargins(0, look.M, 0, 0)
        box.addWidget(self.sent_table, 1)
        foot = QHBoxLayout()
        foot.addWidget(
            parts.text(_("Báo cáo đã gửi in lại đúng từng con số, dù dữ liệu đã đổi."), "secondary"), 1
        )
        foot.addWidget(actions.button(self._acts["report.again"], primary=True))
        box.addLayout(foot)
        return page

    def reload(self) -> None:
        """All three pages."""
        self.numbers.reload()
        self.aims.reload()
        self.jobs.ask(reports.listing, owner=self, then=self._know_sent, exclusive="sent")

    def arrive(self, place: Place) -> None:
        """The page that a place names; the figures where it names none."""
        wanted = {"sent": self.sent_page, "targets": self.aims}.get(place.facts.get("page", ""), self.numbers)
        self.tabs.setCurrentWidget(wanted)
        self._begin()

    def show_main(self) -> None:
        """Back from the paper."""
        super().show_main()
        self._begin()

    def _begin(self) -> None:
        here = self.tabs.currentWidget()
        if here is self.sent_page:
            self.sent_table.setFocus(Qt.FocusReason.TabFocusReason)
        elif here is self.aims:
            self.aims.begin()
        else:
            self.numbers.begin()

    def _open_one(self, record: str) -> None:
        self.go(Place("initiatives", record))

    def _know_sent(self, rows: tuple[ReportRow, ...]) -> None:
        self._sent = rows
        self.sent_model.reload()
        self.tabs.setTabText(1, f"{_('Đã gửi')}  {len(rows)}" if rows else _("Đã gửi"))

    def preview(self) -> None:
        """The report's real pages as they would be sent now."""
        wanted = self.numbers.wanted
        title = wording.label(wanted.kind)
        self.show_paper(title, title, reports.draft, self.desk, wanted)

    def send(self) -> None:
        """Freeze the report and show what was sent."""
        if self.tabs.currentWidget() is not self.numbers:
            return
        self.jobs.run(
            reports.send,
            self.desk,
            self.numbers.wanted,
            number=self.numbers.number_field.value(),
            owner=self,
            then=self._was_sent,
            refused=self.refuse,
            label=_("Gửi báo cáo"),
            stop="check",
            exclusive="send",
            touches=("report",),
        )

    def _was_sent(self, done: Done[Any]) -> None:
        self.say(_("Đã gửi báo cáo; số liệu được giữ nguyên"))
        self.numbers.number_field.set_value("")
        self._show_sent(done.value.id, wording.label(done.value.kind))

    def show_again(self) -> None:
        """The pages of the chosen report as they were sent."""
        row = self.sent_table.current()
        if row is None:
            self.say(_("Chưa gửi báo cáo nào"), tone="care")
            return
        self.tabs.setCurrentWidget(self.sent_page)
        self._show_sent(row.id, wording.label(row.kind))

    def _show_sent(self, record: str, title: str) -> None:
        self.show_paper(title, title, reports.reprint, self.desk, record)

    def save_book(self) -> None:
        """The figures as a workbook, into a folder that somebody names."""
        dialogs.pick_folder(self, _("Lưu Excel vào"), self.save_book_into)

    def save_book_into(self, folder: Path) -> None:
        """Write the workbook there."""
        wanted = self.numbers.wanted
        target = folder / f"{wording.label(wanted.kind)}.xlsx"
        self.jobs.run(
            _write_book,
            self.desk,
            wanted,
            target,
            owner=self,
            then=self._saved,
            refused=self.refuse,
            label=_("Lưu tệp"),
        )

    def _saved(self, target: Path) -> None:
        self.say(_("Đã lưu {file}").format(file=target.name))

    def _save_target(self) -> None:
        if self.tabs.currentWidget() is self.aims:
            self.aims.save()


def _write_book(desk: Desk, wanted: Wanted, target: Path) -> Path:
    write_whole(target, reports.draft_book(desk, wanted))
    return target
