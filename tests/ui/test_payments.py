"""Chi hỗ trợ by keys: from those that may be paid to a signed list, paid, returned, paid to another, settled."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from helpers.builders import an_initiative, authors
from helpers.hand import Hand, aside, order_aside
from PySide6.QtWidgets import QApplication

from desktop.domain.payment import PayeeState, RoundState
from desktop.services import initiatives, payments
from desktop.services.desk import Desk
from desktop.ui.frame import Frame
from desktop.ui.payments.screen import PaymentsScreen


@pytest.fixture
def screen(desk: Desk, frame: Frame, hand: Hand) -> PaymentsScreen:
    for n in range(4):
        order_aside(
            desk,
            initiatives.save,
            an_initiative(f"Sáng kiến {n}", authors=authors("Lê Văn Bảy", "H'Ler Niê")),
        )
    order_aside(desk, initiatives.save, an_initiative("Chưa viết", summary="", sections={}))
    hand.press("Alt+5")
    made = frame.screen("payments")
    assert isinstance(made, PaymentsScreen)
    hand.until(lambda: made.choose.model.total == 5)
    return made


def opened(hand: Hand, screen: PaymentsScreen) -> None:
    hand.press("Ctrl+Return")
    hand.until(lambda: screen.paper_page.rendered is not None, timeout=60_000)


def test_those_that_may_be_paid_are_ticked_and_the_others_say_why(hand: Hand, screen: PaymentsScreen) -> None:
    assert len(screen.choose.chosen()) == 4
    assert "4 trong 4 đủ điều kiện" in screen.choose.count.text()
    assert "800.000" in screen.choose.sum_words.text()


def test_a_round_is_one_key_and_shows_its_list(hand: Hand, screen: PaymentsScreen, desk: Desk) -> None:
    opened(hand, screen)
    row = aside(desk, payments.rounds)[0]
    assert (row.totals.listed, row.state) == (800_000, RoundState.OPEN)
    assert screen.paper_page.rendered is not None
    document = pypdfium2.PdfDocument(screen.paper_page.rendered.pdf)
    assert "DANH SÁCH CHI" in document[0].get_textpage().get_text_range()
    document.close()


def test_paid_returned_taken_by_another_and_settled(hand: Hand, screen: PaymentsScreen, desk: Desk) -> None:
    opened(hand, screen)
    hand.press("Esc")
    hand.press("Space", "Ctrl+R", "Down", "Space")
    screen.rounds.receiver_field.setFocus()
    hand.fill("Trần Văn Nam", "Giấy ủy quyền 3/3")
    hand.press("Ctrl+T")
    hand.press("Ctrl+D")
    record = aside(desk, payments.rounds)[0].id
    states = [line.state for line in aside(desk, payments.get, record).lines]
    assert states == [PayeeState.RETURNED, PayeeState.PAID_TO_OTHER, *[PayeeState.PAID] * 6]
    hand.press("Ctrl+H")
    hand.until(lambda: QApplication.activeModalWidget() is not None)
    hand.press("Return")  # for good, so Enter leaves it open
    assert aside(desk, payments.get, record).round.state is RoundState.OPEN
    hand.press("Ctrl+H")
    hand.until(lambda: QApplication.activeModalWidget() is not None)
    hand.press("Tab", "Space")
    hand.until(lambda: screen.rounds.view.round.state is RoundState.SETTLED, timeout=60_000)
    assert aside(desk, payments.get, record).totals.spent == 700_000
    assert not screen.findChild(type(screen.rounds._acts["pay.paid"]), "pay.paid").isEnabled()


def test_the_whole_evening_is_taken_back_step_by_step(hand: Hand, screen: PaymentsScreen, desk: Desk) -> None:
    opened(hand, screen)
    hand.press("Esc", "Ctrl+D")
    record = aside(desk, payments.rounds)[0].id
    assert aside(desk, payments.get, record).totals.waiting == 0
    hand.press("Ctrl+Z")
    assert aside(desk, payments.get, record).totals.waiting == 800_000
    hand.press("Ctrl+Z")
    assert aside(desk, payments.rounds) == ()


def test_settling_too_early_is_refused_in_words(hand: Hand, screen: PaymentsScreen, frame: Frame) -> None:
    opened(hand, screen)
    hand.press("Esc", "Ctrl+H")
    hand.until(lambda: "8 người" in frame.note.words.text())


def test_an_open_round_is_thrown_away(hand: Hand, screen: PaymentsScreen, desk: Desk) -> None:
    opened(hand, screen)
    hand.press("Esc", "Ctrl+Delete")
    assert aside(desk, payments.rounds) == ()
    assert QApplication.activeModalWidget() is None


def test_nothing_is_paid_from_an_empty_choice(
    hand: Hand, screen: PaymentsScreen, desk: Desk, tmp_path: Path
) -> None:
    hand.press("Ctrl+A", "Ctrl+Return")
    assert aside(desk, payments.rounds) == ()
