"""One evening at the union: 40 recognised initiatives, a signed list from the printer, the report of the week."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from helpers.builders import HEAD, an_initiative, authors, proposed, stored
from helpers.hand import Hand, aside
from PySide6.QtWidgets import QApplication

from desktop.domain.payment import RoundState
from desktop.domain.report import Measure
from desktop.services import decisions, payments, reports
from desktop.services.desk import Desk
from desktop.ui.frame import Frame
from desktop.ui.kit.printing import PrintDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.payments.screen import PaymentsScreen
from desktop.ui.reports.screen import ReportsScreen

COUNT = 40
MOST_KEYS = 40


class Counting:
    """A hand that counts its presses."""

    def __init__(self, hand: Hand) -> None:
        self.hand = hand
        self.keys = 0

    def press(self, *names: str) -> None:
        self.keys += len(names)
        self.hand.press(*names)


def recognise(desk: Desk) -> None:
    values = [
        an_initiative(
            f"Cải tiến thứ {n}",
            workshop=("May 2", "Gò A", "Cơ điện", "Kho")[n % 4],
            authors=authors(*("Lê Văn Bảy", "Lò Thị Inh", "H'Ler Niê")[: 1 + n % 3]),
        )
        for n in range(COUNT)
    ]
    ids = stored(desk, *values)
    proposed(desk, ids)
    decisions.sign(desk, desk.do(decisions.draft, ids, HEAD).value, "5", date(2026, 3, 2))


@pytest.fixture
def recognised(desk: Desk) -> None:
    with ThreadPoolExecutor(1) as other:
        other.submit(recognise, desk).result()


def print_paper(count: Counting, window: MainWindow, out: Path) -> None:
    """Ctrl+P and Enter would go to the printer; here a file stands in for it, which nobody types in that evening."""
    count.press("Ctrl+P")
    (dialog,) = window.findChildren(PrintDialog)
    dialog.file_field.set_value(out)
    dialog.print_button.setFocus()
    count.press("Space")
    count.hand.until(lambda: out.exists() and out.stat().st_size > 1_000, timeout=60_000)


def test_from_forty_recognised_to_a_printed_list_and_the_weeks_report(
    hand: Hand, frame: Frame, window: MainWindow, desk: Desk, recognised: None, tmp_path: Path
) -> None:
    count = Counting(hand)
    count.press("Alt+5")
    money = frame.screen("payments")
    assert isinstance(money, PaymentsScreen)
    hand.until(lambda: len(money.choose.chosen()) == COUNT)
    count.press("Ctrl+Return")
    hand.until(lambda: money.paper_page.rendered is not None, timeout=90_000)
    print_paper(count, window, tmp_path / "danh-sach.pdf")
    count.press("Esc")
    count.press("Ctrl+D")  # everybody signed
    count.press("Ctrl+H")
    hand.until(lambda: QApplication.activeModalWidget() is not None)
    count.press("Tab", "Space")
    hand.until(lambda: money.rounds.view.round.state is RoundState.SETTLED, timeout=90_000)
    count.press("Alt+6")
    told = frame.screen("reports")
    assert isinstance(told, ReportsScreen)
    hand.until(lambda: told.numbers.figures is not None)
    count.press("Ctrl+Return")
    hand.until(lambda: told.paper_page.rendered is not None, timeout=90_000)
    print_paper(count, window, tmp_path / "bao-cao.pdf")

    assert count.keys <= MOST_KEYS, count.keys
    row = aside(desk, payments.rounds)[0]
    assert (row.totals.spent, row.totals.waiting) == (COUNT * 200_000, 0)
    (sent,) = aside(desk, reports.listing)
    assert (sent.recognised, aside(desk, reports.sent, sent.id).total.counts[Measure.RECOGNISED]) == (
        COUNT,
        COUNT,
    )
    listed = pypdfium2.PdfDocument(tmp_path / "danh-sach.pdf")
    report = pypdfium2.PdfDocument(tmp_path / "bao-cao.pdf")
    assert (len(listed) > 2, len(report)) == (True, 1)
    listed.close()
    report.close()
