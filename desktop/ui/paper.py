"""One paper on screen: the real pages, print, save as Word and PDF; and screens that turn to one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from inspect import signature
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop import wording
from desktop.domain.problems import Problem, Refused
from desktop.i18n import _, ngettext
from desktop.services import frozen_pages, paper_notes, prints
from desktop.services import printing as papers_out
from desktop.services.desk import Desk
from desktop.services.printing import Rendered, Written
from desktop.ui import actions
from desktop.ui.jobs import Jobs, Ticket
from desktop.ui.kit import dialogs, parts
from desktop.ui.kit.pages import PageView
from desktop.ui.kit.printing import PrintDialog, Printing, Wish
from desktop.ui.places import Go
from desktop.ui.screen import Screen

_MOST_NOTES = 3


class PaperPage(QWidget):
    """Asked to show what a blocking function renders."""

    closed = Signal()

    def __init__(self, jobs: Jobs, refuse: Callable[[Refused], None], say: Callable[..., None]) -> None:
        super().__init__()
        self._jobs = jobs
        self._refuse = refuse
        self._say = say
        self._stem = ""
        self._record = ""
        self._ticket: Ticket | None = None
        self._copies = 1
        self.rendered: Rendered | None = None
        self.acts = {
            "paper.print": actions.make(self, "paper.print", self.print_it),
            "paper.save": actions.make(self, "paper.save", self.save),
            "paper.close": actions.make(self, "paper.close", self._close),
        }
        self.title = parts.heading("")
        self.count = parts.heading("", "secondary")
        self.notes = parts.text("", "secondary", "care")
        self.notes.hide()
        self.view = PageView(jobs)
        box = parts.page(self)
        box.addLayout(
            parts.head(
                self.title,
                actions.button(self.acts["paper.close"], flat=True),
                actions.button(self.acts["paper.save"]),
                actions.button(self.acts["paper.print"], primary=True),
                beside=self.count,
            )
        )
        box.addWidget(self.notes)
        box.addWidget(self.view, 1)

    def follow(self, record: str) -> None:
        """The pages are those of a paper of the register: say what to know about it, and keep that it was printed."""
        self._record = record
        self._jobs.ask(paper_notes.notes, record, owner=self, then=self._note, exclusive="notes")

    def _note(self, notes: tuple[Problem, ...]) -> None:
        lines = [
            f"{wording.sentence(one.code, one.facts)} {wording.advice(one.code, one.facts)}".strip()
            for one in notes[:_MOST_NOTES]
        ]
        self.notes.setText("\n".join(lines))
        self.notes.setVisible(bool(lines))

    def open(self, title: str, stem: str, render: Callable[..., Rendered], *arguments: Any) -> None:
        """Render on the work lane and show; stopped where the function can be."""
        self.title.setText(title)
        self._stem = stem
        self._record = ""
        self.notes.hide()
        self.rendered = None
        self.count.setText(_("Đang dựng trang…"))
        self.view.show_pdf(b"", 0)
        self._enable(on=False)
        if "quick" in signature(render).parameters:
            self._jobs.run(
                papers_out.has_quicker_way, owner=self, then=partial(self._begin, render, arguments)
            )
        else:
            self._make(render, arguments)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self, render: Callable[..., Rendered], arguments: tuple[Any, ...], quicker: bool) -> None:
        """A first look within a second where the real pages take longer; they come in its place."""
        if quicker:
            first = partial(self._first_look, render, arguments)
            self._make(render, arguments, then=first, quick=True)
        else:
            self._make(render, arguments)

    def _make(
        self,
        render: Callable[..., Rendered],
        arguments: tuple[Any, ...],
        then: Callable[[Rendered], None] | None = None,
        **named: Any,
    ) -> None:
        self._ticket = self._jobs.run(
            render,
            *arguments,
            owner=self,
            then=then or self._show,
            refused=self._refused,
            label=_("Dựng bản in"),
            stop="check" if "stop" in signature(render).parameters else "",
            exclusive="paper",
            **named,
        )

    def _first_look(
        self, render: Callable[..., Rendered], arguments: tuple[Any, ...], rendered: Rendered
    ) -> None:
        if not rendered.engine:  # frozen bytes: there is nothing better to wait for
            self._show(rendered)
            return
        self.count.setText(_("Xem nhanh, đang dựng bản in…"))
        self.view.show_pdf(rendered.pdf, rendered.pages)
        self._make(render, arguments)

    def _enable(self, *, on: bool) -> None:
        for name in ("paper.print", "paper.save"):
            self.acts[name].setEnabled(on)

    def _show(self, rendered: Rendered) -> None:
        self.rendered = rendered
        told = ngettext("{count} trang", "{count} trang", rendered.pages)
        made = wording.label(f"Engine.{rendered.engine}") if rendered.engine else ""
        self.count.setText(" · ".join(part for part in (told.format(count=rendered.pages), made) if part))
        self.view.show_pdf(rendered.pdf, rendered.pages)
        self._enable(on=True)
        if rendered.docx and rendered.engine and not self._record and rendered.selection is None:
            self._jobs.ask(
                paper_notes.notes_on, rendered.docx, owner=self, then=self._note, exclusive="notes"
            )

    def _refused(self, refused: Refused) -> None:
        self._refuse(refused)
        self.closed.emit()

    def print_it(self) -> None:
        """Choose a printer, then page by page."""
        if self.rendered is not None:
            PrintDialog(self, self.rendered.pages, self._print, self._test_page).open()

    def _print(self, wish: Wish) -> None:
        if self.rendered is None:
            return
        self._copies = wish.copies
        rendered = self.rendered
        work = Printing(self._jobs, rendered.pdf, rendered.pages, wish, self._printed, self)
        self._keep(rendered, work.begin)

    def _keep(self, rendered: Rendered, then: Callable[[], None]) -> None:
        """Pages of a signed record do not leave before their bytes are kept."""
        if rendered.selection is None:
            then()
            return
        self._jobs.order(
            frozen_pages.keep, rendered, owner=self, then=lambda _kept: then(), refused=self._refuse
        )

    def _test_page(self, wish: Wish) -> None:
        """One page that says by which way PDFs are made here, to see whether the printer does what it should."""

        def go_on(rendered: Rendered) -> None:
            Printing(self._jobs, rendered.pdf, rendered.pages, wish, self._tested, self).begin()

        self._jobs.run(
            papers_out.test_page, owner=self, then=go_on, refused=self._refuse, label=_("In trang thử")
        )

    def _tested(self, done: bool) -> None:
        self._say_printed(done)

    def _printed(self, done: bool) -> None:
        if done and self._record:
            self._jobs.order(prints.note, self._record, prints.PRINTED, copies=self._copies, owner=self)
        self._say_printed(done)

    def _say_printed(self, done: bool) -> None:
        if done:
            self._say(_("Đã gửi xong tới máy in"))
        else:
            self._say(_("Không mở được máy in. Xem máy in đã bật và còn giấy, rồi in lại."), tone="bad")

    def save(self) -> None:
        """Choose a folder, then both files go there."""
        if self.rendered is not None:
            dialogs.pick_folder(self, _("Lưu Word và PDF vào"), self.save_into)

    def save_into(self, folder: Path) -> None:
        """Put both files into a folder."""
        if self.rendered is not None:
            self._keep(self.rendered, partial(self._write, self.rendered, folder, self._stem))

    def _write(self, rendered: Rendered, folder: Path, stem: str) -> None:
        self._jobs.run(
            papers_out.write_out,
            rendered,
            folder,
            stem,
            owner=self,
            then=self._saved,
            refused=self._refuse,
            label=_("Lưu tệp"),
        )

    def _saved(self, written: Written) -> None:
        if self._record:
            self._jobs.order(prints.note, self._record, prints.SAVED, owner=self)
        self._say(_("Đã lưu {word} và {pdf}").format(word=written.docx.name, pdf=written.pdf.name))

    def _close(self) -> None:
        if self._ticket is not None:
            self._ticket.stop()
        self.closed.emit()


class PaperScreen(Screen):
    """A screen that can turn to a paper and back; its own widgets and actions belong to `main`."""

    def __init__(self, desk: Desk, jobs: Jobs, go: Go) -> None:
        super().__init__(desk, jobs, go)
        self.main = QWidget()
        self.paper_page = PaperPage(jobs, self.refuse, self._say_plainly)
        self.paper_page.closed.connect(self.show_main)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.main)
        self.stack.addWidget(self.paper_page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.stack)

    def show_paper(self, title: str, stem: str, render: Callable[..., Rendered], *arguments: Any) -> None:
        """Turn to a paper that a blocking function renders."""
        self.stack.setCurrentWidget(self.paper_page)
        self.paper_page.open(title, stem, render, *arguments)

    def show_main(self) -> None:
        """Back from the paper."""
        self.stack.setCurrentWidget(self.main)
        self.main.setFocus()

    def _say_plainly(self, words: str, *, tone: str = "good") -> None:
        self.say(words, tone=tone)
