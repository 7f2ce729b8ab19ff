"""Phiếu và danh sách xưởng: what goes out to the shop floor on paper, and what comes back through the scanner."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.access import Right
from desktop.i18n import _, ngettext
from desktop.preferences import Preferences, PreferencesFile
from desktop.services import floor_lists, printed_forms, scanning
from desktop.services.desk import Desk
from desktop.ui import actions
from desktop.ui.floor.forms import FormsPage
from desktop.ui.floor.lists import BoardPage, NamesPage
from desktop.ui.floor.scans import ScansPage
from desktop.ui.floor.watching import ScanFolder
from desktop.ui.jobs import Jobs
from desktop.ui.kit import dialogs, parts
from desktop.ui.kit.later import LaterTabs
from desktop.ui.paper import PaperScreen
from desktop.ui.places import Go, Place


class FloorScreen(PaperScreen):
    """Four pages: scans, sheets, names, board."""

    concerned_by = ("scan", "initiative", "paper_form", "person", "workshop", "meeting", "decision")

    def __init__(self, desk: Desk, jobs: Jobs, go: Go) -> None:
        super().__init__(desk, jobs, go)
        self._make_actions()
        self.folder = ScanFolder(desk, jobs, self)
        self.folder.offered.connect(self._offered)
        self._fresh: list[Path] = []
        self.tabs = LaterTabs(_("Trang"), self.permit)
        self._scans = self.tabs.add_later(self._make_scans, _("Bản quét"))
        self._forms = self.tabs.add_later(
            lambda: FormsPage(jobs, self._button("floor.forms", primary=True)), _("Phiếu có mã")
        )
        self._names = self.tabs.add_later(
            lambda: NamesPage(jobs, [self._button("floor.names", primary=True)]), _("Soát tên")
        )
        self._board = self.tabs.add_later(
            lambda: BoardPage(jobs, [self._button("floor.book"), self._button("floor.board", primary=True)]),
            _("Niêm yết"),
        )
        self._named: dict[str, Callable[[], QWidget]] = {
            "scans": self._scans,
            "forms": self._forms,
            "names": self._names,
            "board": self._board,
        }
        self.tabs.currentChanged.connect(self._page_changed)
        box = parts.page(self.main)
        box.addLayout(self._head())
        box.addWidget(self.tabs, 1)
        self._page_changed(0)

    def _make_scans(self) -> ScansPage:
        tools = [
            self._button("floor.drop"),
            self._button("floor.attach"),
            self._button("floor.enter", primary=True),
        ]
        page = ScansPage(self.desk, self.jobs, self._tell, tools, [self._button("floor.take", primary=True)])
        page.enter.connect(self._enter)
        return page

    @property
    def scans(self) -> ScansPage:
        """What the scanner gave."""
        return self._scans()

    @property
    def forms(self) -> FormsPage:
        """Sheets with codes, to be filled in by hand."""
        return self._forms()

    @property
    def names(self) -> NamesPage:
        """Names to be looked over."""
        return self._names()

    @property
    def board(self) -> BoardPage:
        """The notice-board."""
        return self._board()

    def _make_actions(self) -> None:
        acts = {
            "floor.take": self._take,
            "floor.fresh": self._take_fresh,
            "floor.folder": self._pick_folder,
            "floor.enter": self._begin,
            "floor.attach": self._to_goal,
            "floor.code": self._to_code,
            "floor.drop": self._drop,
            "floor.forms": self._print_forms,
            "floor.names": self._print_names,
            "floor.board": self._print_board,
            "floor.book": self._save_board,
        }
        self.acts = {name: actions.make(self.main, name, act) for name, act in acts.items()}

    def _button(self, name: str, *, primary: bool = False) -> QWidget:
        return actions.button(self.acts[name], primary=primary)

    def _tell(self, words: str, *, tone: str = "good", undoable: bool = False) -> None:
        self.say(words, tone=tone, undoable=undoable)

    # --- pages

    def reload(self) -> None:
        """Ask again on the page that is on screen."""
        self.tabs.currentWidget().reload()  # type: ignore[attr-defined]  # every page can
        if self.desk.may(Right.ENTER):
            self.jobs.ask(scanning.waiting_count, owner=self, then=self._count, exclusive="count")

    def _count(self, waiting: int) -> None:
        self.tabs.setTabText(0, f"{_('Bản quét')} {waiting}" if waiting else _("Bản quét"))

    def arrive(self, place: Place) -> None:
        """A page may be named."""
        wanted = self._named.get(place.facts.get("page", ""))
        if wanted is not None:
            self.tabs.setCurrentWidget(wanted())
        self._remember_folder()
        self.folder.look()
        self._focus()

    def _focus(self) -> None:
        here = self.tabs.currentWidget()
        table = getattr(here, "table", None)
        if table is not None and table.isVisible():
            table.setFocus()
        else:
            self.tabs.tabBar().setFocus()

    def _page_changed(self, _place: int) -> None:
        """Each page has its own keys: Ctrl+P prints what is on screen."""
        here = list(self._named)[self.tabs.currentIndex()]
        of_page = {
            "scans": {"floor.enter", "floor.attach", "floor.code", "floor.drop"},
            "forms": {"floor.forms"},
            "names": {"floor.names"},
            "board": {"floor.board", "floor.book"},
        }
        for name, own in of_page.items():
            for action in own:
                self.acts[action].setEnabled(name == here)
        self.reload()

    def _begin(self) -> None:
        self.scans.begin()

    def _to_goal(self) -> None:
        self.scans.goal_field.setFocus()

    def _to_code(self) -> None:
        self.scans.code_field.setFocus()

    def _drop(self) -> None:
        self.scans.drop()

    def _enter(self, scan: str) -> None:
        self.go(Place("initiatives", facts={"scan": scan}))

    # --- the scanner's folder

    def _head(self) -> QHBoxLayout:
        self.folder_words = parts.heading("", "secondary")
        self.fresh_button = actions.button(self.acts["floor.fresh"], flat=True)
        self.fresh_button.hide()
        pick = actions.button(self.acts["floor.folder"], flat=True)
        self._say_folder()
        title = parts.heading(_("Phiếu và danh sách xưởng"))
        return parts.head(title, self.folder_words, self.fresh_button, pick, self._button("floor.take"))

    def watch_from_start(self) -> None:
        """Watch the folder that this PC remembers, before anybody came here."""
        self._remember_folder()

    def _preferences(self) -> PreferencesFile | None:
        return getattr(self.window(), "preferences", None)

    def _remember_folder(self) -> None:
        kept = self._preferences()
        if self.folder.folder is None and kept is not None and kept.value.scan_folder:
            self.folder.watch(Path(kept.value.scan_folder))
            self._say_folder()

    def _pick_folder(self) -> None:
        dialogs.pick_folder(self, _("Thư mục máy quét"), self.watch)

    def watch(self, folder: Path) -> None:
        """Watch another folder and remember it on this PC."""
        self.folder.watch(folder)
        self._say_folder()
        kept = self._preferences()
        if kept is not None:
            self.jobs.run(kept.change, scan_folder=str(folder), owner=self, then=self._kept)

    def _kept(self, _preferences: Preferences) -> None:
        """Remembered."""

    def _offered(self, fresh: list[Path]) -> None:
        grew = len(fresh) > len(self._fresh)
        self._fresh = fresh
        self._say_folder()
        if grew and not self.isVisible():
            told = ngettext("Máy quét có {count} tệp mới", "Máy quét có {count} tệp mới", len(fresh))
            self.say(told.format(count=len(fresh)))

    def _say_folder(self) -> None:
        if self.folder.folder is None:
            told = ""
        else:
            count = len(self._fresh)
            told = ngettext("{count} tệp mới", "{count} tệp mới", count).format(count=count)
        self.folder_words.setText(told)
        self.folder_words.setToolTip(str(self.folder.folder or ""))
        self.acts["floor.fresh"].setVisible(bool(self._fresh))
        self.fresh_button.setVisible(bool(self._fresh))

    def _take_fresh(self) -> None:
        self.tabs.setCurrentWidget(self.scans)
        fresh, self._fresh = self._fresh, []
        self._say_folder()
        self.scans.take(fresh)

    def _take(self) -> None:
        self.tabs.setCurrentWidget(self.scans)
        self.scans.pick()

    # --- papers

    def _print_forms(self) -> None:
        title = _("Phiếu đăng ký có mã")
        self.show_paper(title, title, printed_forms.print_forms, self.desk, self.forms.wish())

    def _print_names(self) -> None:
        title = _("Danh sách soát tên")
        self.show_paper(title, title, floor_lists.name_list, self.desk, self.names.wanted())

    def _print_board(self) -> None:
        title = _("Danh sách niêm yết")
        self.show_paper(title, title, floor_lists.board, self.desk, self.board.wanted())

    def _save_board(self) -> None:
        dialogs.pick_new_file(self, _("Lưu danh sách niêm yết"), _("Bảng tính (*.xlsx)"), self.save_board)

    def save_board(self, path: Path) -> None:
        """Write the board's list as a workbook."""
        wanted = self.board.wanted()
        self.jobs.run(
            floor_lists.write_board,
            self.desk,
            path.with_suffix(".xlsx"),
            wanted,
            owner=self,
            then=self._board_saved,
            refused=self.refuse,
            label=_("Lưu tệp"),
        )

    def _board_saved(self, rows: int) -> None:
        self.say(ngettext("Đã lưu {count} dòng", "Đã lưu {count} dòng", rows).format(count=rows))
