"""Danh mục by keys: each fact is stored with its day."""

from __future__ import annotations

from datetime import date

from helpers.builders import PASSPHRASE
from helpers.hand import Hand, aside

from desktop.services import folders, office
from desktop.services.desk import Desk
from desktop.ui.frame import Frame
from desktop.ui.office.screen import OfficeScreen
from desktop.ui.places import Place


def screen_at(frame: Frame, hand: Hand, page: str) -> OfficeScreen:
    frame.open_place(Place("office", facts={"page": page}))
    hand.settle()
    screen = frame.screen("office")
    assert isinstance(screen, OfficeScreen)
    return screen


def test_the_union_is_renamed_from_a_day_on(hand: Hand, frame: Frame, desk: Desk) -> None:
    screen = screen_at(frame, hand, "union")
    field = screen.page("union").form.fields["name"]
    field.edit.clear()  # type: ignore[attr-defined]  # a line
    hand.type("CĐCS Công ty Giày Hoàng Long")
    screen.page("union").from_field.setFocus()
    hand.fill("1/3/2026")
    hand.press("Ctrl+S")
    assert aside(desk, office.facts).union.name == "CĐCS Công ty Giày Hoàng Long"
    assert aside(desk, office.facts, date(2026, 2, 1)).union.name == "Công đoàn cơ sở Công ty May Hạ Long"


def test_a_signer_is_added(hand: Hand, frame: Frame, desk: Desk) -> None:
    screen = screen_at(frame, hand, "signer")
    hand.fill("Nguyễn Quang Huy", "Phó Tổng Giám đốc")
    hand.press("Down", "Ctrl+S")
    names = [(signer.name, signer.authority.value) for signer in aside(desk, office.facts).signers]
    assert ("Nguyễn Quang Huy", "KT.") in names
    hand.until(lambda: screen.page("signer").table.model_.total == 2)  # type: ignore[attr-defined]  # that page


def test_the_council_is_set_up(hand: Hand, frame: Frame, desk: Desk) -> None:
    screen_at(frame, hand, "council")
    hand.fill("7", "Phạm Thị Thu Hà", "Đỗ Quang Vinh")
    hand.press("Ctrl+S")
    assert aside(desk, office.facts).council.members == 7


def test_what_is_missing_stands_beside_its_field(hand: Hand, frame: Frame) -> None:
    screen = screen_at(frame, hand, "employer")
    page = screen.page("employer")
    page.form.fields["name"].edit.clear()  # type: ignore[attr-defined]  # a line
    hand.press("Ctrl+S")
    hand.until(lambda: bool(page.form.fields["name"].problem.text()))


def test_new_recovery_words_open_the_folder(hand: Hand, frame: Frame, desk: Desk) -> None:
    screen = screen_at(frame, hand, "pc")
    machine = screen.machine
    machine.words_passphrase.setFocus()
    hand.type(PASSPHRASE)
    machine.words_button.setFocus()
    hand.press("Space")
    hand.until(lambda: machine.words_grid.count() >= 12)
    assert folders.users(desk.folder) == ("Lê Thị Mai",)


def test_a_wrong_passphrase_gives_no_words(hand: Hand, frame: Frame) -> None:
    machine = screen_at(frame, hand, "pc").machine
    machine.words_passphrase.setFocus()
    hand.type("không phải")
    machine.words_button.setFocus()
    hand.press("Space")
    hand.until(lambda: bool(machine.words_passphrase.problem.text()))


def test_the_recovery_words_are_printed_on_their_sheet(hand: Hand, frame: Frame, desk: Desk) -> None:
    screen = screen_at(frame, hand, "pc")
    screen.machine.show_words(
        ("bàn", "ghế", "quạt", "đèn", "gió", "mưa", "nắng", "trăng", "sao", "sông", "núi", "biển")
    )
    hand.press("Ctrl+P")
    hand.until(lambda: screen.paper_page.rendered is not None, timeout=60_000)
    hand.press("Esc")
    assert screen.stack.currentWidget() is screen.main
