"""Báo cáo: the figures with the lists behind them, the report of the week, what was sent, targets, units below."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop import wording
from desktop.disk import write_whole
from desktop.domain.report import Measure
from desktop.domain.unit_report import JointReport
from desktop.i18n import _
from desktop.services import joint_reports, reports, units_below
from desktop.services.desk import Desk, Done
from desktop.ui import actions
from desktop.ui.jobs import Jobs
from desktop.ui.kit import dialogs, look, parts
from desktop.ui.kit.later import LaterTabs
from desktop.ui.paper import PaperScreen
from desktop.ui.places import Go, Place
from desktop.ui.reports.aims import AimsPage
from desktop.ui.reports.numbers import NumbersPage
from desktop.ui.reports.sent import SentPage
from desktop.ui.reports.units import UnitsPage
from desktop.ui.screen import today

ReportPage = NumbersPage | SentPage | AimsPage | UnitsPage


class ReportsScreen(PaperScreen):
    """Four pages: figures, reports that were sent, targets, and the units below."""

    concerned_by = (
        "initiative", "report", "joint_report", "unit_report", "payment_round", "payment_line", "portal",
        "portal_word", "house_fact",
    )  # fmt: skip

    def __init__(self, desk: Desk, jobs: Jobs, go: Go) -> None:
        super().__init__(desk, jobs, go)
        act = {
            "report.preview": actions.make(self.main, "report.preview", self.preview),
            "report.send": actions.make(self.main, "report.send", self.send),
            "report.book": actions.make(self.main, "report.book", self.save_book),
            "report.again": actions.make(self.main, "report.again", self.show_again),
            "report.file": actions.make(self.main, "report.file", self.save_file),
            "target.save": actions.make(self.main, "target.save", self.save),
            "unit.new": actions.make(self.main, "unit.new", self._new_unit),
            "unit.files": actions.make(self.main, "unit.files", self.pick_files),
            "unit.type": actions.make(self.main, "unit.type", self._type_in),
        }
        show = (jobs, self.refuse, self._open_one, act)
        units = partial(UnitsPage, desk, jobs, self.refuse, self._tell, act, today(desk))
        self.tabs = LaterTabs(_("Trang của báo cáo"), self._made)
        self._numbers = self.tabs.add_later(partial(NumbersPage, *show), _("Số liệu"))
        self._sent = self.tabs.add_later(partial(SentPage, *show), _("Đã gửi"))
        self._aims = self.tabs.add_later(partial(AimsPage, jobs, self.refuse, act), _("Chỉ tiêu"))
        self._units = self.tabs.add_later(units, _("Đơn vị trực thuộc"))
        self._named: dict[str, Callable[[], ReportPage]] = {
            "numbers": self._numbers,
            "sent": self._sent,
            "targets": self._aims,
            "units": self._units,
        }
        self._was_asked = False
        self.sent.told = self._count_sent  # its tab says how many there are
        outer = parts.page(self.main)
        outer.setSpacing(look.XS)
        outer.addLayout(parts.head(parts.heading(_("Báo cáo"))))
        outer.addWidget(self.tabs, 1)

    def _tell(self, words: str, *, tone: str = "good", undoable: bool = False) -> None:
        self.say(words, tone=tone, undoable=undoable)

    @property
    def numbers(self) -> NumbersPage:
        """The figures with the lists behind them."""
        return self._numbers()

    @property
    def sent(self) -> SentPage:
        """What was sent."""
        return self._sent()

    @property
    def aims(self) -> AimsPage:
        """Targets."""
        return self._aims()

    @property
    def units(self) -> UnitsPage:
        """The units below."""
        return self._units()

    def _made(self, page: QWidget) -> None:
        self.permit(page)
        if self._was_asked and isinstance(page, ReportPage):
            page.reload()

    def reload(self) -> None:
        """All pages that were built."""
        self._was_asked = True
        for page in self.tabs.built:
            if isinstance(page, ReportPage):
                page.reload()

    def arrive(self, place: Place) -> None:
        """The page that a place names; the figures where it names none, at one number where it names that."""
        wanted = self._named.get(place.facts.get("page", ""), self._numbers)()
        self.tabs.setCurrentWidget(wanted)
        if "measure" in place.facts:
            self.numbers.show_measure(Measure(place.facts["measure"]))
        wanted.begin()

    def show_main(self) -> None:
        """Back from the paper."""
        super().show_main()
        self._here().begin()

    def _here(self) -> ReportPage:
        here = self.tabs.currentWidget()
        assert isinstance(here, ReportPage), "no others are added"
        return here

    def _open_one(self, record: str) -> None:
        self.go(Place("initiatives", record))

    def _count_sent(self, count: int) -> None:
        self.tabs.setTabText(1, f"{_('Đã gửi')}  {count}" if count else _("Đã gửi"))

    def preview(self) -> None:
        """The real pages as they would be sent now: the units' together on their page, else our own."""
        if self._here() is self.units:
            title = _("Báo cáo tổng hợp")
            self.show_paper(title, title, joint_reports.draft, self.desk, None, self.units.by)
            return
        wanted = self.numbers.wanted
        title = wording.label(wanted.kind)
        self.show_paper(title, title, reports.draft, self.desk, wanted)

    def send(self) -> None:
        """Freeze the report of the page on screen and show what was sent."""
        here = self._here()
        if here is self.numbers:
            self._send(reports.send, self.numbers.wanted, number=self.numbers.number_field.value())
        elif here is self.units:
            self._send(joint_reports.send, None, self.units.by, number=self.units.number_field.value())

    def _send(self, send: Any, *arguments: Any, number: str) -> None:
        self.jobs.run(
            send,
            self.desk,
            *arguments,
            number=number,
            owner=self,
            then=self._was_sent,
            refused=self.refuse,
            label=_("Gửi báo cáo"),
            stop="check",
            exclusive="send",
            touches=("report", "joint_report"),
        )

    def _was_sent(self, done: Done[Any]) -> None:
        self.say(_("Đã gửi báo cáo; số liệu được giữ nguyên"))
        if isinstance(done.value, JointReport):
            self.units.number_field.set_value("")
            self._show_joint(done.value.id)
        else:
            self.numbers.number_field.set_value("")
            self._show_sent(done.value.id, wording.label(done.value.kind))

    def show_again(self) -> None:
        """The pages of the chosen report as they were sent."""
        row = self.sent.current
        if row is None:
            self.say(_("Chưa gửi báo cáo nào"), tone="care")
            return
        self.tabs.setCurrentWidget(self.sent)
        if row.kind is None:
            self._show_joint(row.id)
        else:
            self._show_sent(row.id, wording.label(row.kind))

    def _show_sent(self, record: str, title: str) -> None:
        self.show_paper(title, title, reports.reprint, self.desk, record)

    def _show_joint(self, record: str) -> None:
        title = _("Báo cáo tổng hợp")
        self.show_paper(title, title, joint_reports.reprint, self.desk, record)

    def save_book(self) -> None:
        """The figures as a workbook, into a folder that somebody names."""
        dialogs.pick_folder(self, _("Lưu Excel vào"), self.save_book_into)

    def save_book_into(self, folder: Path) -> None:
        """Write the workbook there."""
        wanted = self.numbers.wanted
        self._write(folder / f"{wording.label(wanted.kind)}.xlsx", reports.draft_book, wanted)

    def save_file(self) -> None:
        """The chosen report as a signed file for the body above."""
        row = self.sent.current
        if row is None or row.kind is None:
            self.say(_("Chọn một báo cáo của đơn vị mình"), tone="care")
            return
        dialogs.pick_folder(self, _("Lưu tệp cho cấp trên vào"), self.save_file_into)

    def save_file_into(self, folder: Path) -> None:
        """Write it there."""
        row = self.sent.current
        if row is not None:
            stem = _("Báo cáo đến {day}").format(day=f"{row.until:%d-%m-%Y}")
            self._write(folder / f"{stem}{units_below.ENDING}", units_below.file_of, row.id)

    def _write(self, target: Path, make: Any, argument: Any) -> None:
        self.jobs.run(
            _write_file,
            self.desk,
            make,
            argument,
            target,
            owner=self,
            then=self._saved,
            refused=self.refuse,
            label=_("Lưu tệp"),
        )

    def _saved(self, target: Path) -> None:
        self.say(_("Đã lưu {file}").format(file=target.name))

    def save(self) -> None:
        """Ctrl+S: the target, or the unit, that is typed."""
        here = self._here()
        if here is self.aims:
            self.aims.save()
        elif here is self.units:
            self.units.save()

    def _new_unit(self) -> None:
        self.tabs.setCurrentWidget(self.units)
        self.units.new_unit()

    def _type_in(self) -> None:
        if self._here() is self.units:
            self.units.type_in()

    def pick_files(self) -> None:
        """Let units' files be chosen."""
        self.tabs.setCurrentWidget(self.units)
        kinds = _("Báo cáo của đơn vị (*{ending})").format(ending=units_below.ENDING)
        dialogs.pick_files(self, _("Nhận tệp báo cáo"), kinds, self.units.take_in)


def _write_file(desk: Desk, make: Any, argument: Any, target: Path) -> Path:
    write_whole(target, make(desk, argument))
    return target
