"""Khen thưởng: praise the same day, from recognised work."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QTabWidget

from desktop.i18n import _
from desktop.services import praise, praise_decisions
from desktop.services.desk import Desk
from desktop.services.printing import Rendered
from desktop.ui import actions
from desktop.ui.jobs import Jobs
from desktop.ui.kit import dialogs, look, parts
from desktop.ui.paper import PaperScreen
from desktop.ui.places import Go, Place
from desktop.ui.praise.awards import AwardsPage
from desktop.ui.praise.decide import DecidePage
from desktop.ui.praise.works import WorksPage, as_paper
from desktop.ui.screen import today

PraisePage = WorksPage | DecidePage | AwardsPage


class PraiseScreen(PaperScreen):
    """Three pages: letters and story cards, decisions, candidates for the higher award."""

    concerned_by = ("initiative", "decision", "praise", "house_fact", "person")

    def __init__(self, desk: Desk, jobs: Jobs, go: Go) -> None:
        super().__init__(desk, jobs, go)
        act = {
            "praise.all": actions.make(self.main, "praise.all", self._choose_all),
            "praise.print": actions.make(self.main, "praise.print", self.print_it),
            "praise.card": actions.make(self.main, "praise.card", self.show_card),
            "praise.card_save": actions.make(self.main, "praise.card_save", self.save_card),
            "praise.draft": actions.make(self.main, "praise.draft", self.draft),
            "praise.sign": actions.make(self.main, "praise.sign", self.sign),
            "praise.withdraw": actions.make(self.main, "praise.withdraw", self.withdraw),
            "praise.collectives": actions.make(self.main, "praise.collectives", self.to_collectives),
            "praise.save": actions.make(self.main, "praise.save", self.save),
        }
        day = today(desk)
        self.works = WorksPage(desk, jobs, self.refuse, act)
        self.decide = DecidePage(desk, jobs, self.refuse, act, day)
        self.decide.drafted = self._show_decision
        self.awards = AwardsPage(jobs, self.refuse, self._open_one, act, day)
        self.pages: dict[str, PraisePage] = {
            "works": self.works,
            "decide": self.decide,
            "awards": self.awards,
        }
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(_("Trang của khen thưởng"))
        words = (_("Thư khen, thẻ giới thiệu"), _("Quyết định"), _("Bằng Lao động sáng tạo"))
        for page, name in zip(self.pages.values(), words, strict=True):
            self.tabs.addTab(page, name)
        outer = parts.page(self.main)
        outer.setSpacing(look.XS)
        outer.addLayout(parts.head(parts.heading(_("Khen thưởng"))))
        outer.addWidget(self.tabs, 1)

    def reload(self) -> None:
        """All pages."""
        for page in self.pages.values():
            page.reload()

    def arrive(self, place: Place) -> None:
        """The page that a place names; letters where it names none."""
        page = self.pages.get(place.facts.get("page", ""), self.works)
        self.tabs.setCurrentWidget(page)
        page.begin()

    def show_main(self) -> None:
        """Back from the paper."""
        super().show_main()
        self._here().begin()

    def _here(self) -> PraisePage:
        return list(self.pages.values())[max(0, self.tabs.currentIndex())]

    def _open_one(self, record: str) -> None:
        self.go(Place("initiatives", record))

    def _choose_all(self) -> None:
        here = self._here()
        if not isinstance(here, AwardsPage):
            here.choose_all()

    def print_it(self) -> None:
        """The real pages: letters for what is ticked, or the chosen decision."""
        here = self._here()
        if here is self.works:
            ids, together = self.works.letters()
            title = _("Thư khen")
            self.show_paper(title, title, _letters, self.desk, ids, together, ())
        elif here is self.decide and self.decide.current is not None:
            self._show_decision(self.decide.current.id)

    def to_collectives(self) -> None:
        """Letters for the collectives that are ticked."""
        if self._here() is self.decide:
            title = _("Thư khen")
            self.show_paper(title, title, _letters, self.desk, (), False, self.decide.collectives())

    def _show_decision(self, record: str) -> None:
        title = _("Quyết định khen thưởng")
        self.show_paper(title, title, praise_decisions.render, self.desk, record)

    def show_card(self) -> None:
        """Draw the card beside the list; once it is drawn, the same key shows it as a page to print."""
        if self._here() is not self.works:
            return
        if self.works.drawn is None:
            self.works.draw()
        else:
            title = _("Thẻ giới thiệu")
            self.show_paper(title, title, as_paper, self.works.drawn)

    def save_card(self) -> None:
        """Picture and page into a folder that somebody names."""
        if self._here() is self.works and self.works.drawn is not None:
            dialogs.pick_folder(self, _("Lưu thẻ vào"), self.save_card_into)

    def save_card_into(self, folder: Path) -> None:
        """Put them there."""
        self.works.save_into(folder, self._saved)

    def _saved(self, target: Path) -> None:
        self.say(_("Đã lưu {file}").format(file=target.name))

    def draft(self) -> None:
        """Draft a decision for those who are ticked."""
        if self._here() is self.decide:
            self.decide.draft()

    def sign(self) -> None:
        """The chosen draft was signed."""
        if self._here() is self.decide:
            self.decide.sign(self._signed)

    def _signed(self, _done: Any) -> None:
        self.decide.forget_number()
        self.say(_("Đã ghi số; bản đã ký được giữ nguyên"))

    def withdraw(self) -> None:
        """Throw the chosen draft away."""
        if self._here() is self.decide:
            self.decide.withdraw()

    def save(self) -> None:
        """Ctrl+S stores the threshold that is typed."""
        if self._here() is self.awards:
            self.awards.save()


def _letters(desk: Desk, ids: tuple[str, ...], together: bool, collectives: tuple[str, ...]) -> Rendered:
    return praise.render_letters(desk, ids, together=together, collectives=collectives)
