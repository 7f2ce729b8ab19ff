"""The left rail: one button a screen, wide with words or narrow with drawings alone."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout, QWidget

from desktop.i18n import N_, _
from desktop.ui.kit import look
from desktop.ui.screen import Screen


@dataclass(frozen=True, slots=True)
class Entry:
    """One screen: its name in places, its words, its drawing, and how to come by its class when first needed."""

    id: str
    words: str
    icon: str
    load: Callable[[], type[Screen]]
    in_rail: bool = True
    under: str = "initiatives"
    """Under which entry a screen without one of its own is shown."""
    key: str = ""
    """A key of its own; without one, Alt and the place among those that have none."""


def _home() -> type[Screen]:
    from desktop.ui.home.screen import HomeScreen

    return HomeScreen


def _initiatives() -> type[Screen]:
    from desktop.ui.initiatives.screen import InitiativesScreen

    return InitiativesScreen


def _entry() -> type[Screen]:
    from desktop.ui.entry.screen import EntryScreen

    return EntryScreen


def _describing() -> type[Screen]:
    from desktop.ui.describing.screen import DescribingScreen

    return DescribingScreen


def _ideas() -> type[Screen]:
    from desktop.ui.ideas.screen import IdeasScreen

    return IdeasScreen


def _importing() -> type[Screen]:
    from desktop.ui.importing.screen import ImportingScreen

    return ImportingScreen


def _floor() -> type[Screen]:
    from desktop.ui.floor.screen import FloorScreen

    return FloorScreen


def _councils() -> type[Screen]:
    from desktop.ui.councils.screen import CouncilsScreen

    return CouncilsScreen


def _decisions() -> type[Screen]:
    from desktop.ui.decisions.screen import DecisionsScreen

    return DecisionsScreen


def _templates() -> type[Screen]:
    from desktop.ui.templates.screen import TemplatesScreen

    return TemplatesScreen


def _payments() -> type[Screen]:
    from desktop.ui.payments.screen import PaymentsScreen

    return PaymentsScreen


def _reports() -> type[Screen]:
    from desktop.ui.reports.screen import ReportsScreen

    return ReportsScreen


def _praise() -> type[Screen]:
    from desktop.ui.praise.screen import PraiseScreen

    return PraiseScreen


def _handover() -> type[Screen]:
    from desktop.ui.handover.screen import HandoverScreen

    return HandoverScreen


def _office() -> type[Screen]:
    from desktop.ui.office.screen import OfficeScreen

    return OfficeScreen


def _catalogue() -> type[Screen]:
    from desktop.ui.catalogue.screen import CatalogueScreen

    return CatalogueScreen


SCREENS: tuple[Entry, ...] = (
    Entry("home", N_("Tổng quan"), "home", _home),
    Entry("initiatives", N_("Sáng kiến"), "initiative", _initiatives),
    Entry("entry", N_("Nhập gọn"), "add", _entry, in_rail=False),
    Entry("describing", N_("Viết mô tả"), "edit", _describing, in_rail=False),
    Entry("ideas", N_("Ý tưởng"), "idea", _ideas, key="Alt+0"),
    Entry("importing", N_("Nhập từ Excel"), "import", _importing, in_rail=False),
    Entry("floor", N_("Phiếu và danh sách xưởng"), "receipt", _floor, in_rail=False),
    Entry("councils", N_("Hội đồng"), "council", _councils),
    Entry("decisions", N_("Quyết định"), "decision", _decisions),
    Entry("templates", N_("Căn cứ, số và mẫu"), "office", _templates, in_rail=False, under="decisions"),
    Entry("payments", N_("Chi hỗ trợ"), "money", _payments),
    Entry("reports", N_("Báo cáo"), "chart", _reports),
    Entry("praise", N_("Khen thưởng"), "award", _praise, key="Alt+9"),
    Entry("handover", N_("Nộp cổng"), "handover", _handover),
    Entry("office", N_("Danh mục"), "office", _office),
    Entry("catalogue", N_("Người và đơn vị"), "user", _catalogue, in_rail=False, under="office"),
)


class Rail(QFrame):
    """Alt+1, Alt+2 … open the screens in its order. Narrow by itself in a narrow window."""

    def __init__(self, window: QWidget, open_screen: Callable[[str], None]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._open = open_screen
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        self._badges: dict[str, int] = {}
        self._is_narrow = False
        box = QVBoxLayout(self)
        box.setContentsMargins(look.S, look.M, look.S, look.M)
        box.setSpacing(look.XS)
        numbers = itertools.count(1)
        for entry in (entry for entry in SCREENS if entry.in_rail):
            box.addWidget(self._button(entry, entry.key or f"Alt+{next(numbers)}", window))
        box.addStretch(1)
        self.set_narrow(narrow=False)

    def _button(self, entry: Entry, key: str, window: QWidget) -> QPushButton:
        button = QPushButton()
        button.setProperty("rail", True)
        button.setCheckable(True)
        button.setIconSize(QSize(20, 20))
        button.setIcon(look.icon(entry.icon))
        button.setAccessibleName(_(entry.words))
        button.setToolTip(f"{_(entry.words)}  ({key})")
        open_it = self._opener(entry.id)
        button.clicked.connect(open_it)
        shortcut = QShortcut(QKeySequence(key), window)
        shortcut.activated.connect(open_it)
        self._group.addButton(button)
        self.buttons[entry.id] = button
        return button

    def _opener(self, screen: str) -> Callable[..., None]:
        def run(_checked: bool = False) -> None:
            self._open(screen)

        return run

    def mark(self, screen: str) -> None:
        """Show which screen is open; a screen without an entry is shown under the one it belongs to."""
        here = next(entry for entry in SCREENS if entry.id == screen)
        shown = here.id if here.in_rail else here.under
        for name, button in self.buttons.items():
            is_here = name == shown
            button.setChecked(is_here)
            entry = next(entry for entry in SCREENS if entry.id == name)
            button.setIcon(look.icon(entry.icon, "accent" if is_here else "muted"))

    def badge(self, screen: str, count: int) -> None:
        """A number beside an entry; 0 shows none."""
        self._badges[screen] = count
        self._write(screen)

    def set_narrow(self, *, narrow: bool) -> None:
        """Drawings alone, or with words."""
        self._is_narrow = narrow
        self.setFixedWidth(look.RAIL_NARROW if narrow else look.RAIL)
        for name in self.buttons:
            self._write(name)

    def _write(self, name: str) -> None:
        entry = next(entry for entry in SCREENS if entry.id == name)
        count = self._badges.get(name, 0)
        words = _(entry.words) + (f"   {count}" if count else "")
        self.buttons[name].setText("" if self._is_narrow else f"  {words}")
