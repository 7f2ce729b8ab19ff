"""Khen thưởng by keys: a letter, a story card by consent, a decision signed and frozen, dated thresholds."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from helpers.builders import HEAD, an_initiative, authors, proposed, stored
from helpers.hand import Hand, aside
from helpers.lookover import clipped, nameless, outside
from PIL import Image

from desktop.domain.initiative import Benefit, BenefitKind
from desktop.domain.threshold import Rank
from desktop.services import decisions, praise_decisions, purses, register_rows
from desktop.services.desk import Desk
from desktop.ui.decisions.screen import DecisionsScreen
from desktop.ui.frame import Frame
from desktop.ui.main_window import MainWindow
from desktop.ui.places import Place
from desktop.ui.praise.screen import PraiseScreen


def work(desk: Desk) -> None:
    ids = stored(
        desk,
        *(
            an_initiative(
                f"Cải tiến cữ may viền cổ giày mã 22{n:02d}",
                authors=authors("Nguyễn Thị Hằng", "Lê Văn Bảy"),
                workshop=("May 2", "Gò A")[n % 2],
                benefit=Benefit(BenefitKind.AMOUNT, 160_000_000 + n),
            )
            for n in range(4)
        ),
    )
    proposed(desk, ids)
    decisions.sign(desk, desk.do(decisions.draft, ids, HEAD).value, "5", date(2026, 3, 2))


@pytest.fixture
def screen(desk: Desk, frame: Frame, hand: Hand) -> PraiseScreen:
    with ThreadPoolExecutor(1) as other:
        other.submit(work, desk).result()
    made = frame.screen("praise")
    assert isinstance(made, PraiseScreen)
    return made


def turn(frame: Frame, hand: Hand, page: str) -> None:
    frame.open_place(Place("praise", facts={"page": page}))
    hand.settle(30)


def paper(hand: Hand, screen: PraiseScreen) -> int:
    hand.until(lambda: screen.paper_page.rendered is not None, timeout=90_000)
    assert screen.paper_page.rendered is not None
    return screen.paper_page.rendered.pages


def test_letters_for_what_is_ticked(frame: Frame, hand: Hand, screen: PraiseScreen) -> None:
    turn(frame, hand, "works")
    hand.until(lambda: screen.works.model.total == 4)
    hand.press("Space", "Ctrl+P")
    assert paper(hand, screen) == 2
    hand.press("Esc")
    screen.works.together_field.set_value(True)
    hand.press("Ctrl+P")
    hand.until(
        lambda: screen.paper_page.rendered is not None and screen.paper_page.rendered.pages == 1, 90_000
    )


def test_letters_go_into_the_register_where_they_are_signed(
    frame: Frame, hand: Hand, screen: PraiseScreen, desk: Desk
) -> None:
    turn(frame, hand, "works")
    hand.until(lambda: screen.works.model.total == 4)
    hand.press("Space", "Ctrl+J")
    register = frame.screen("decisions")
    assert isinstance(register, DecisionsScreen)
    hand.until(lambda: register.isVisible() and register.table.current() is not None)
    (row,) = [one for one in aside(desk, register_rows.listing) if one.paper == "praise_letter"]
    assert register.table.current().id == row.id
    assert row.subject.endswith("(02 thư)")


def test_a_card_with_a_photo_waits_for_consent(
    frame: Frame, hand: Hand, screen: PraiseScreen, tmp_path: Path
) -> None:
    photo = tmp_path / "anh.jpg"
    Image.new("RGB", (640, 480), "#88AACC").save(photo)
    turn(frame, hand, "works")
    hand.until(lambda: screen.works.model.total == 4)
    screen.works.photo_field.set_value(photo)
    hand.press("Ctrl+G")
    assert screen.works.consent_field.problem.text()
    assert screen.works.drawn is None
    screen.works.consent_field.set_value("Giấy đồng ý 02/3, tủ hồ sơ số 1")
    hand.press("Ctrl+G")
    hand.until(lambda: screen.works.drawn is not None, timeout=60_000)
    screen.save_card_into(tmp_path)
    hand.settle()
    assert {file.suffix for file in tmp_path.glob("Thẻ*")} == {".png", ".pdf"}
    hand.press("Ctrl+G")
    assert paper(hand, screen) == 1


def test_a_decision_is_drafted_seen_signed_and_frozen(
    frame: Frame, hand: Hand, screen: PraiseScreen, desk: Desk
) -> None:
    turn(frame, hand, "decide")
    page = screen.decide
    hand.until(lambda: page.model.total == 10)
    page.name_field.setFocus()
    hand.fill("Người Chưa Có Tên")
    assert page.model.total == 11
    page.table.setFocus()
    page.table.choose(1)
    hand.press("Space")
    page.reward_field.set_value(500_000)
    hand.press("Ctrl+Return")
    assert paper(hand, screen) == 2
    hand.press("Esc")
    assert "chưa có sáng kiến" in page.told.text()
    hand.press("Ctrl+H")
    assert page.number_field.problem.text()
    hand.fill("3/QĐ-CĐCS")
    page.signed_field.set_value(date(2026, 3, 4))
    hand.press("Ctrl+H")
    hand.until(lambda: page.current is not None and page.current.signed_on is not None, timeout=90_000)
    (kept,) = aside(desk, praise_decisions.listing)
    assert (kept.number, [one.reward for one in kept.commended]) == ("3/QĐ-CĐCS", [500_000, 500_000])
    page.table.tick({row.id for row in page._rows() if row.merit.commended.is_collective})
    hand.press("Ctrl+T")
    hand.until(
        lambda: screen.paper_page.rendered is not None and screen.paper_page.rendered.pages == 2, 90_000
    )


def test_candidates_and_a_threshold_that_holds_from_a_day(
    frame: Frame, hand: Hand, screen: PraiseScreen, desk: Desk
) -> None:
    turn(frame, hand, "awards")
    page = screen.awards
    hand.until(lambda: page.model.total == 8)
    page.rank_field.set_value(Rank.WORKER)
    page.one_field.set_value(900_000_000)
    page.three_field.set_value(None)
    hand.press("Ctrl+S")
    hand.until(lambda: page.model.total == 0)
    assert aside(desk, purses.thresholds)[0].one_year == 900_000_000
    assert page.threshold_model.total == 4
    page.one_field.set_value(0)
    hand.press("Ctrl+S")
    assert page.one_field.problem.text()


@pytest.mark.parametrize("page", ["works", "decide", "awards"])
def test_every_page_shows_all_its_words(
    frame: Frame, hand: Hand, screen: PraiseScreen, window: MainWindow, page: str
) -> None:
    turn(frame, hand, page)
    if page == "works":
        hand.press("Ctrl+G")
        hand.until(lambda: screen.works.drawn is not None, timeout=60_000)
    window.grab().save(f"test-output/praise-{page}.png")
    assert clipped(window) == []
    assert nameless(window) == []
    assert outside(window) == []
