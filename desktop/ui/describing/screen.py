"""Viết mô tả: the queue at the left, the guided sections at the right; beside it the question sheets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.access import Right
from desktop.domain.describing import Guide
from desktop.i18n import _, ngettext
from desktop.services import asking_papers, describing, initiative_papers, question_sheets
from desktop.services.describing import ToDescribe
from desktop.services.desk import Desk
from desktop.ui import actions
from desktop.ui.describing.programmes import ProgrammesPage
from desktop.ui.describing.questions import QuestionsPage
from desktop.ui.describing.writer import Writer
from desktop.ui.jobs import Jobs
from desktop.ui.kit import look, parts
from desktop.ui.kit.later import LaterTabs
from desktop.ui.kit.tables import Column, PagedModel, Table, asking
from desktop.ui.paper import PaperScreen
from desktop.ui.places import Go, Place


class DescribingScreen(PaperScreen):
    """Two tabs: what is to be written here, and what is to be asked on the floor."""

    concerned_by = ("initiative", "question_sheet", "house_fact")

    table: Table

    def __init__(self, desk: Desk, jobs: Jobs, go: Go) -> None:
        super().__init__(desk, jobs, go)
        self.guide: Guide | None = None
        self.acts = {
            name: actions.make(self.main, name, run)
            for name, run in (
                ("describing.save", self._save),
                ("describing.next", self._next),
                ("describing.model", self._model),
                ("describing.print", self._print),
                ("describing.make", self._make),
                ("describing.drop", self._drop),
                ("describing.close", self._close),
            )
        }
        self.model = PagedModel(_columns(), self._ask_page, lambda row: row.id)
        self.table = Table(
            self.model,
            _("Hàng chờ viết mô tả"),
            empty=_("Không có phiếu nào khớp. Chọn chương trình hoặc xưởng khác ở trên."),
        )
        self.writer = Writer(desk, jobs)
        self.count = parts.heading("", "secondary")
        self._lay_out()
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._opened)
        self.model.loaded.connect(self._loaded)
        self.writer.stored.connect(self._stored)
        self.writer.refused.connect(self.refuse)
        jobs.run(describing.guide, desk, owner=self, then=self._know, refused=self.refuse)

    def _lay_out(self) -> None:
        button = actions.button
        self.writer.foot.addWidget(button(self.acts["describing.model"], flat=True))
        self.writer.foot.addWidget(button(self.acts["describing.save"]))
        self.writer.foot.addWidget(button(self.acts["describing.next"], primary=True, key=True))
        shown = QWidget()
        line = QHBoxLayout(shown)
        line.setContentsMargins(0, look.M, 0, 0)
        line.setSpacing(look.L)
        line.addWidget(self.table, 2)
        line.addWidget(self.writer, 3)
        self.queue = QStackedWidget()
        self.queue.addWidget(shown)
        self.queue.addWidget(
            parts.Empty(
                "good",
                _("Không còn phiếu nào chờ viết mô tả"),
                _(
                    "Phiếu nhập gọn chỉ có tên, tác giả và tóm tắt; phần mô tả dài sẽ xếp hàng ở đây để viết sau."
                ),
            )
        )
        self.tabs = LaterTabs(_("Trang của phần mô tả"), self.permit)
        self.tabs.add_later(lambda: self.queue, _("Viết mô tả"))()
        self._questions = self.tabs.add_later(self._make_questions, _("Phiếu hỏi lại"))
        self._programmes: Callable[[], ProgrammesPage] | None = None
        if self.desk.may(Right.ARRANGE):
            self._programmes = self.tabs.add_later(self._make_programmes, _("Chương trình"))
        self.tabs.currentChanged.connect(self._turned)
        box: QVBoxLayout = parts.page(self.main)
        box.addLayout(
            parts.head(
                parts.heading(_("Viết mô tả")),
                button(self.acts["describing.close"], flat=True),
                button(self.acts["describing.print"]),
                beside=self.count,
            )
        )
        box.addWidget(self.tabs, 1)

    def _make_questions(self) -> QuestionsPage:
        page = QuestionsPage(self.desk, self.jobs)
        page.sheets.opened.connect(self._open_sheet)
        page.waiting.opened.connect(self._make_for)
        page.answers.stored.connect(self._answered)
        page.answers.refused.connect(self.refuse)
        page.answers.foot.addWidget(actions.button(self.acts["describing.save"], primary=True, key=True))
        page.tools.addWidget(actions.button(self.acts["describing.drop"]))
        page.tools.addWidget(actions.button(self.acts["describing.make"], primary=True))
        return page

    def _make_programmes(self) -> ProgrammesPage:
        page = ProgrammesPage(self.desk, self.jobs, self._tell, self.refuse)
        page.foot.addWidget(actions.button(self.acts["describing.save"], primary=True))
        return page

    @property
    def questions(self) -> QuestionsPage:
        """What is to be asked on the floor, and what came back."""
        return self._questions()

    @property
    def programmes(self) -> ProgrammesPage:
        """The programmes; only for those who arrange the house."""
        assert self._programmes is not None, "asked for only where there is such a tab"
        return self._programmes()

    # --- the queue

    def _know(self, guide: Guide) -> None:
        self.guide = guide
        self.writer.use(guide)
        self.reload()

    def _ask_page(self, offset: int, limit: int, then: Any) -> None:
        if self.guide is not None:
            ask = asking(self.jobs, describing.queue, self._arguments, lambda: self.table)
            ask(offset, limit, then)

    def _arguments(self, offset: int, limit: int) -> tuple[Any, ...]:
        return self.guide, "", offset, limit

    def reload(self) -> None:
        """Ask again for what is in view."""
        if self.guide is not None:
            self.table.reload()
        self._turned()

    def _turned(self, _place: int = 0) -> None:
        """Pages beside the queue ask when they are looked at: what is to be asked is found in every open form."""
        here = self.tabs.currentWidget()
        if isinstance(here, ProgrammesPage):
            here.reload()
        elif isinstance(here, QuestionsPage):
            ask = self.jobs.ask
            show = here
            ask(question_sheets.waiting, owner=self, then=show.show_waiting, exclusive="waiting")
            ask(question_sheets.listing, owner=self, then=show.show_sheets, exclusive="sheets")

    def arrive(self, place: Place) -> None:
        """A record, a sheet, or the first of the queue."""
        if "programmes" in place.facts and self._programmes is not None:
            self.tabs.setCurrentWidget(self.programmes)
            self.programmes.table.setFocus()
        elif "questions" in place.facts:
            self.tabs.setCurrentWidget(self.questions)
            self.questions.waiting.setFocus()
            if place.record:
                self.questions.open_sheet(place.record)
        elif place.record:
            self.tabs.setCurrentWidget(self.queue)
            self.table.choose_key(place.record)
        else:
            self.table.setFocus()

    def may_leave(self) -> bool:
        """What is being typed is kept as a draft."""
        self.writer.keep()
        for page in self.tabs.built:
            if isinstance(page, QuestionsPage):
                page.answers.keep()
        return True

    def _loaded(self, total: int) -> None:
        told = ngettext("{count} phiếu chờ viết", "{count} phiếu chờ viết", total)
        self.count.setText(told.format(count=total))
        is_busy = self.writer.form.is_dirty
        self.queue.setCurrentIndex(0 if total or is_busy else 1)

    def _chosen(self, row: ToDescribe | None) -> None:
        if row is not None and not self.writer.form.is_dirty:
            self.writer.open(row.id)

    def _opened(self, row: ToDescribe) -> None:
        self.writer.open(row.id, go=True)

    def _stored(self, _record: str) -> None:
        self.say(_("Đã lưu mô tả"), undoable=True)

    def _tell(self, words: str, *, tone: str = "good", undoable: bool = False) -> None:
        self.say(words, tone=tone, undoable=undoable)

    # --- keys

    def _on_questions(self) -> bool:
        return isinstance(self.tabs.currentWidget(), QuestionsPage)

    def _save(self) -> None:
        here = self.tabs.currentWidget()
        if isinstance(here, ProgrammesPage):
            here.save()
        elif not isinstance(here, QuestionsPage):
            self.writer.save()
        elif here.is_answering:
            here.answers.save()

    def _next(self) -> None:
        """Store, and on to the next of the queue."""
        if self.tabs.currentWidget() is not self.queue:
            self._save()
            return
        here = self.model.place_of(self.writer.value.id)
        following = self.model.row((here if here is not None else -1) + 1)
        self.writer.save()
        if following is not None:
            self.table.choose_key(following.id)
            self.writer.open(following.id, go=True)

    def _model(self) -> None:
        self.writer.show_model()

    def _print(self) -> None:
        here = self.tabs.currentWidget()
        if isinstance(here, QuestionsPage):
            sheet = here.answers.sheet if here.is_answering else None
            row = here.sheets.current()
            record = sheet.sheet.id if sheet else row.id if row else ""
            if record:
                title = _("Phiếu hỏi lại")
                self.show_paper(title, title, asking_papers.question_sheet, self.desk, record)
        elif here is self.queue and self.writer.value.id:
            self.writer.keep()
            title = _("Bản mô tả")
            self.show_paper(title, title, initiative_papers.description, self.desk, self.writer.value.id)

    def _close(self) -> None:
        if self._on_questions() and self.questions.is_answering:
            self.questions.close_sheet()
        else:
            self.may_leave()
            self.go(Place("initiatives"))

    # --- question sheets

    def _make(self) -> None:
        here = self.tabs.currentWidget()
        if isinstance(here, ProgrammesPage):
            here.new()
            return
        row = self.questions.waiting.current()
        self.tabs.setCurrentWidget(self.questions)
        if row is not None:
            self._make_for(row)

    def _make_for(self, row: Any) -> None:
        self.jobs.order(question_sheets.make, row.workshop, owner=self, then=self._made, refused=self.refuse)

    def _made(self, record: str) -> None:
        self.say(_("Đã lập phiếu hỏi lại"), undoable=True)
        title = _("Phiếu hỏi lại")
        self.show_paper(title, title, asking_papers.question_sheet, self.desk, record)

    def _drop(self) -> None:
        here = self.tabs.currentWidget()
        row = here.sheets.current() if isinstance(here, QuestionsPage) else None
        if row is not None:
            self.jobs.order(
                question_sheets.remove, row.id, owner=self, then=self._dropped, refused=self.refuse
            )

    def _dropped(self, _value: Any) -> None:
        self.say(_("Đã bỏ phiếu hỏi"), undoable=True)

    def _open_sheet(self, row: Any) -> None:
        self.questions.open_sheet(row.id)

    def _answered(self, count: int) -> None:
        told = ngettext("Đã nhập {count} câu trả lời", "Đã nhập {count} câu trả lời", count)
        self.say(told.format(count=count), undoable=True)
        if not any(problem.isVisible() for problem in self.questions.answers.problems.values()):
            self.questions.close_sheet()


def _columns() -> list[Column]:
    return [
        Column(_("Số"), lambda row: str(row.number or ""), 52),
        Column(_("Tên sáng kiến"), lambda row: row.title, 0),
        Column(_("Xưởng"), lambda row: row.workshop, 96),
        Column(_("Thiếu"), lambda row: str(row.missing), 64, right=True),
    ]
