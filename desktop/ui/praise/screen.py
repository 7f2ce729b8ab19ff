"""Khen thưởng: praise the same day, from recognised work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from desktop.i18n import _
from desktop.services import filing_letters, praise, praise_decisions
from desktop.services.desk import Desk
from desktop.services.printing import Rendered
from desktop.ui import actions
from desktop.ui.jobs import Jobs
from desktop.ui.kit import dialogs, look, parts
from desktop.ui.kit.later import LaterTabs
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
            "praise.file": actions.make(self.main, "praise.file", self.file_letters),
            "praise.save": actions.make(self.main, "praise.save", self.save),
        }
        day = today(desk)
        self.tabs = LaterTabs(_("Trang của khen thưởng"), self._made)
        add = self.tabs.add_later
        self._works = add(partial(WorksPage, desk, jobs, self.refuse, act), _("Thư khen, thẻ giới thiệu"))
        self._decide = add(partial(self._make_decide, act, day), _("Quyết định"))
        awards = partial(AwardsPage, jobs, self.refuse, self._open_one, act, day)
        self._awards = add(awards, _("Bằng Lao động sáng tạo"))
        self._named: dict[str, Callable[[], PraisePage]] = {
            "works": self._works,
            "decide": self._decide,
            "awards": self._awards,
        }
        outer = parts.page(self.main)
        outer.setSpacing(look.XS)
        outer.addLayout(parts.head(parts.heading(_("Khen thưởng"))))
        outer.addWidget(self.tabs, 1)

    def _make_decide(self, act: dict[str, QAction], day: date) -> DecidePage:
        page = DecidePage(self.desk, self.jobs, self.refuse, act, day)
        page.drafted = self._show_decision
        return page

    @property
    def works(self) -> WorksPage:
        """Letters and story cards."""
        return self._works()

    @property
    def decide(self) -> DecidePage:
        """Decisions that commend."""
        return self._decide()

    @property
    def awards(self) -> AwardsPage:
        """Candidates for the higher award."""
        return self._awards()

    def _made(self, page: QWidget) -> None:
        self.permit(page)
        if not self._stale:  # else everything is asked for as soon as the screen comes to the front
            page.reload()  # type: ignore[attr-defined]  # every page can

    def reload(self) -> None:
        """All pages that somebody turned to so far."""
        for page in self.tabs.built:
            page.reload()  # type: ignore[attr-defined]  # the same

    def arrive(self, place: Place) -> None:
        """The page that a place names; letters where it names none."""
        page = self._named.get(place.facts.get("page", ""), self._works)()
        self.tabs.setCurrentWidget(page)
        page.begin()

    def show_main(self) -> None:
        """Back from the paper."""
        super().show_main()
        self._here().begin()

    def _here(self) -> PraisePage:
        return list(self._named.values())[max(0, self.tabs.currentIndex())]()

    def _open_one(self, record: str) -> None:
        self.go(Place("initiatives", record))

    def _choose_all(self) -> None:
        here = self._here()
        if not isinstance(here, AwardsPage):
            here.choose_all()

    def print_it(self) -> None:
        """The real pages: letters for what is ticked, or the chosen decision."""
        here = self._here()
        if isinstance(here, WorksPage):
            ids, together = here.letters()
            title = _("Thư khen")
            self.show_paper(title, title, _letters, self.desk, ids, together, ())
        elif isinstance(here, DecidePage) and here.current is not None:
            self._show_decision(here.current.id)

    def to_collectives(self) -> None:
        """Letters for the collectives that are ticked."""
        if isinstance(self._here(), DecidePage):
            title = _("Thư khen")
            self.show_paper(title, title, _letters, self.desk, (), False, self.decide.collectives())

    def file_letters(self) -> None:
        """The same letters go into the register, to be numbered and signed there."""
        here = self._here()
        if isinstance(here, AwardsPage):
            return
        ids, together = here.letters() if isinstance(here, WorksPage) else ((), False)
        collectives = here.collectives() if isinstance(here, DecidePage) else ()
        self.jobs.order(
            filing_letters.file_praise,
            ids,
            together=together,
            collectives=collectives,
            owner=self,
            then=self._filed,
            refused=self.refuse,
        )

    def _filed(self, record: str) -> None:
        self.go(Place("decisions", record))

    def _show_decision(self, record: str) -> None:
        title = _("Quyết định khen thưởng")
        self.show_paper(title, title, praise_decisions.render, self.desk, record)

    def show_card(self) -> None:
        """Draw the card beside the list; once it is drawn, the same key shows it as a page to print."""
        here = self._here()
        if not isinstance(here, WorksPage):
            return
        if here.drawn is None:
            here.draw()
        else:
            title = _("Thẻ giới thiệu")
            self.show_paper(title, title, as_paper, here.drawn)

    def save_card(self) -> None:
        """Picture and page into a folder that somebody names."""
        if isinstance(self._here(), WorksPage) and self.works.drawn is not None:
            dialogs.pick_folder(self, _("Lưu thẻ vào"), self.save_card_into)

    def save_card_into(self, folder: Path) -> None:
        """Put them there."""
        self.works.save_into(folder, self._saved)

    def _saved(self, target: Path) -> None:
        self.say(_("Đã lưu {file}").format(file=target.name))

    def draft(self) -> None:
        """Draft a decision for those who are ticked."""
        if isinstance(self._here(), DecidePage):
            self.decide.draft()

    def sign(self) -> None:
        """The chosen draft was signed."""
        if isinstance(self._here(), DecidePage):
            self.decide.sign(self._signed)

    def _signed(self, _done: Any) -> None:
        self.decide.forget_number()
        self.say(_("Đã ghi số; bản đã ký được giữ nguyên"))

    def withdraw(self) -> None:
        """Throw the chosen draft away."""
        if isinstance(self._here(), DecidePage):
            self.decide.withdraw()

    def save(self) -> None:
        """Ctrl+S stores the threshold that is typed."""
        if isinstance(self._here(), AwardsPage):
            self.awards.save()


def _letters(desk: Desk, ids: tuple[str, ...], together: bool, collectives: tuple[str, ...]) -> Rendered:
    return praise.render_letters(desk, ids, together=together, collectives=collectives)
