"""The calendar of last days on Tổng quan: grouped by duty and day, each line opening its record."""

from __future__ import annotations

from datetime import date

from helpers.builders import an_initiative
from helpers.hand import Hand, order_aside

from desktop.domain.intake import Step
from desktop.services import initiatives, intakes
from desktop.services.desk import Desk
from desktop.ui.councils.screen import CouncilsScreen
from desktop.ui.frame import Frame
from desktop.ui.home.calendar import LINES
from desktop.ui.home.screen import HomeScreen
from desktop.ui.initiatives.screen import InitiativesScreen


def home_of(frame: Frame) -> HomeScreen:
    screen = frame.screen("home")
    assert isinstance(screen, HomeScreen)
    return screen


def test_each_line_opens_its_record(desk: Desk, frame: Frame, hand: Hand) -> None:
    one = order_aside(desk, initiatives.save, an_initiative("Gá kẹp", entered_on=date(2026, 2, 10)))
    order_aside(desk, intakes.take, [one], Step.RECEIVED, date(2026, 2, 10))
    hand.press("F5")
    home = home_of(frame)
    hand.until(lambda: len(home.calendar.lines) == 1)
    (line,) = home.calendar.lines
    assert line.text() == "10/03/2026 (còn 5 ngày) · Kiểm tra đơn · 1. Gá kẹp"
    line.setFocus()
    hand.press("Space")
    screen = frame.screen("initiatives")
    assert isinstance(screen, InitiativesScreen)
    assert frame._here == "initiatives"


def test_what_has_no_place_is_in_the_register(desk: Desk, frame: Frame, hand: Hand) -> None:
    values = [an_initiative(f"Sáng kiến {n}", entered_on=date(2026, 2, 7 + n)) for n in range(LINES + 2)]
    for value in values:
        record = order_aside(desk, initiatives.save, value)
        order_aside(desk, intakes.take, [record], Step.RECEIVED, value.entered_on)
    hand.press("F5")
    home = home_of(frame)
    hand.until(lambda: len(home.calendar.lines) == LINES + 1)
    assert home.calendar.lines[-1].text() == "Còn 2 đơn khác: xem sổ tiếp nhận"
    home.calendar.lines[-1].setFocus()
    hand.press("Space")
    councils = frame.screen("councils")
    assert isinstance(councils, CouncilsScreen)
    assert councils.tabs.currentWidget() is councils.intake


def test_nothing_due_takes_no_room(frame: Frame, hand: Hand) -> None:
    hand.press("F5")
    assert home_of(frame).calendar.isHidden()
