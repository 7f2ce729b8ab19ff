"""Tổng quan: every number opens the list that is as long as it says; money that waits, targets and results."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from helpers.builders import HEAD, an_initiative, proposed, stored
from helpers.hand import Hand, aside, order_aside

from desktop.domain.initiative import Stage
from desktop.domain.report import COUNTED, Measure
from desktop.domain.target import Target
from desktop.services import decisions, payments, reports, targets
from desktop.services.desk import Desk
from desktop.ui.frame import Frame
from desktop.ui.home.screen import HomeScreen
from desktop.ui.initiatives.screen import InitiativesScreen
from desktop.ui.payments.screen import PaymentsScreen
from desktop.ui.places import Place


def work(desk: Desk) -> None:
    ids = stored(
        desk,
        *(an_initiative(f"Sáng kiến {n}") for n in range(6)),
        an_initiative("Thiếu", summary="", sections={}),
    )
    proposed(desk, ids[:4])
    decisions.sign(desk, desk.do(decisions.draft, ids[:3], HEAD).value, "5", date(2026, 3, 2))
    desk.do(payments.open_round, "union", ids[:2])
    desk.do(targets.put_target, Target("2026", "", 12, 15))


@pytest.fixture
def home(desk: Desk, frame: Frame, hand: Hand) -> HomeScreen:
    with ThreadPoolExecutor(1) as other:
        other.submit(work, desk).result()
    hand.press("F5")
    screen = frame.screen("home")
    assert isinstance(screen, HomeScreen)
    hand.until(lambda: screen._figure_labels[Stage.RECOGNISED].number.text() == "3")
    return screen


def test_every_figure_opens_a_list_of_that_length(home: HomeScreen, frame: Frame, hand: Hand) -> None:
    for stage, figure in home._figure_labels.items():
        frame.open_place(Place("home"))
        hand.settle()
        number = int(figure.number.text())
        figure.click()
        hand.settle()
        screen = frame.screen("initiatives")
        assert isinstance(screen, InitiativesScreen)
        assert (stage, screen.model.total) == (stage, number)


def test_every_bar_is_the_length_of_its_list(home: HomeScreen, desk: Desk) -> None:
    shown = dict(home.counts._rows)
    assert (shown[Measure.ASSIGNED], shown[Measure.PLEDGED]) == (12, 15)
    for measure in COUNTED:
        assert shown[measure] == len(aside(desk, reports.behind, measure))


def test_the_bars_open_the_figures(home: HomeScreen, frame: Frame, hand: Hand) -> None:
    home.counts.setFocus()
    hand.press("Space")
    assert frame._here == "reports"


def test_money_that_waits_opens_its_round(home: HomeScreen, frame: Frame, hand: Hand, desk: Desk) -> None:
    line = next(line for line in home.lines if "400.000" in line.accessibleName() or "400.000" in line.text())
    line.setFocus()
    hand.press("Space")
    screen = frame.screen("payments")
    assert isinstance(screen, PaymentsScreen)
    hand.until(lambda: screen.rounds.view is not None)
    record = aside(desk, payments.rounds)[0].id
    assert screen.rounds.view is not None
    assert screen.rounds.view.round.id == record
    lines = [one.id for one in screen.rounds.view.lines]
    order_aside(desk, payments.mark, lines, payments.Mark(payments.PayeeState.PAID))
