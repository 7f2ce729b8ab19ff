"""The quieter pages of Chi hỗ trợ by keys: corrections, another portal's word, remuneration, dated purses."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from helpers.builders import HEAD, an_initiative, authors, proposed, stored
from helpers.hand import Hand, aside
from helpers.lookover import clipped, nameless, outside

from desktop.domain.purse import RemunerationRule
from desktop.services import decisions, other_portal, payments, purses, remunerations, settling
from desktop.services.desk import Desk
from desktop.services.payments import Mark, PayeeState
from desktop.services.printing import Rendered
from desktop.ui.frame import Frame
from desktop.ui.main_window import MainWindow
from desktop.ui.payments.rounds import read_change
from desktop.ui.payments.screen import PaymentsScreen
from desktop.ui.places import Place


def work(desk: Desk) -> None:
    ids = stored(
        desk,
        *(
            an_initiative(
                f"Sáng kiến {n}", authors=authors("Lê Văn Bảy", "H'Ler Niê"), first_used=date(2025, 1, 5)
            )
            for n in range(3)
        ),
    )
    proposed(desk, ids)
    decisions.sign(desk, desk.do(decisions.draft, ids, HEAD).value, "5", date(2026, 3, 2))
    record = desk.do(payments.open_round, "union", ids).value
    lines = [line.id for line in desk.look(payments.get, record).lines]
    desk.do(payments.mark, lines, Mark(PayeeState.PAID))
    settling.settle(desk, record)


@pytest.fixture
def screen(desk: Desk, frame: Frame, hand: Hand, monkeypatch: pytest.MonkeyPatch) -> PaymentsScreen:
    monkeypatch.setattr(settling, "render_list", lambda *_, **__: Rendered(b"docx", b"pdf", 1))
    with ThreadPoolExecutor(1) as other:
        other.submit(work, desk).result()
    made = frame.screen("payments")
    assert isinstance(made, PaymentsScreen)
    return made


def turn(frame: Frame, hand: Hand, page: str) -> None:
    frame.open_place(Place("payments", facts={"page": page}))
    hand.settle()


def test_a_settled_sum_is_corrected_with_a_reason(
    frame: Frame, hand: Hand, screen: PaymentsScreen, desk: Desk
) -> None:
    turn(frame, hand, "rounds")
    hand.until(lambda: screen.rounds.view is not None)
    hand.press("Ctrl+E")
    assert screen.rounds.change_field.problem.text()
    screen.rounds.change_field.setFocus()
    hand.fill("-50.000", "đếm lại")
    hand.press("Ctrl+E")
    row = aside(desk, payments.rounds)[0]
    assert (row.totals.corrected, row.totals.spent) == (-50_000, 550_000)
    assert "điều chỉnh -50.000" in screen.rounds.sums.text()
    mark = screen.rounds._mark_of(screen.rounds.view.lines[0])
    assert "-50.000" in mark.words


@pytest.mark.parametrize(
    ("typed", "read"),
    [("50.000", 50_000), ("-50.000", -50_000), ("− 1tr", -1_000_000), ("abc", None), ("", None)],
)
def test_a_change_has_a_sign(typed: str, read: int | None) -> None:
    assert read_change(typed) == read


def test_another_portals_code_and_days_are_typed_row_by_row(
    frame: Frame, hand: Hand, screen: PaymentsScreen, desk: Desk
) -> None:
    turn(frame, hand, "portal")
    hand.until(lambda: screen.portal.model.total == 3)
    hand.press("Return")
    hand.fill("HP-2217")
    hand.press("Return")
    hand.type("4/3/2026")
    screen.portal.put_field.set_value(date(2026, 3, 3))
    hand.press("Ctrl+S")
    hand.until(lambda: screen.portal.model.total == 2)
    assert aside(desk, other_portal.not_valid_yet).total == 2
    assert screen.portal.table.hasFocus()
    screen.portal.code_field.set_value("1")
    screen.portal.put_field.set_value(date(2026, 3, 9))
    hand.press("Ctrl+S")
    assert screen.portal.put_field.problem.text()


def test_a_year_of_remuneration_is_entered_and_paid(
    frame: Frame, hand: Hand, screen: PaymentsScreen, desk: Desk
) -> None:
    turn(frame, hand, "remuneration")
    hand.until(lambda: screen.remuneration.model.total == 9)
    assert "quá hạn 3" in screen.remuneration.sums.text()
    hand.press("Return")
    screen.remuneration.benefit_field.set_value(10_000_000)
    screen.remuneration.paid_field.setFocus()
    hand.type("700.000")
    hand.press("Ctrl+S")
    hand.until(lambda: screen.remuneration.model.total == 8)
    assert [row.paid for row in aside(desk, remunerations.tracker) if row.entered] == [700_000]


def test_a_purse_is_changed_from_a_day_on_and_keeps_its_past(
    frame: Frame, hand: Hand, screen: PaymentsScreen, desk: Desk
) -> None:
    turn(frame, hand, "sources")
    page = screen.sources
    hand.until(lambda: page.model.total == 4)
    hand.press("Return")
    page.rate_field.set_value(150_000)
    hand.press("Ctrl+S")
    hand.until(lambda: page.model.total == 5)
    assert aside(desk, purses.purse, "union").rate == 150_000
    page.rate_field.set_value(900_000)
    hand.press("Ctrl+S")
    assert page.rate_field.problem.text()
    page.purse_form.is_dirty = False
    page.table.choose(4)
    hand.settle()
    page.rule_form.fields["percent"].set_value(1_000)
    hand.press("Ctrl+S")
    assert aside(desk, purses.remuneration_rule) == RemunerationRule(percent=1_000)


@pytest.mark.parametrize("page", ["choose", "rounds", "portal", "remuneration", "sources"])
def test_every_page_shows_all_its_words(
    frame: Frame, hand: Hand, screen: PaymentsScreen, window: MainWindow, page: str
) -> None:
    turn(frame, hand, page)
    hand.settle(60)
    window.grab().save(f"test-output/payments-{page}.png")
    assert clipped(window) == []
    assert nameless(window) == []
    assert outside(window) == []
