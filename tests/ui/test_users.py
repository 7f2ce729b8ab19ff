"""Danh mục, Người dùng: added, changed, given a new passphrase, retired; by keys."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from helpers.hand import Hand

from desktop.domain.access import Role, User
from desktop.services import accounts, folders
from desktop.services.desk import Desk
from desktop.ui.frame import Frame
from desktop.ui.office.screen import OfficeScreen
from desktop.ui.office.users import UsersPage
from desktop.ui.places import Place


def page_at(frame: Frame, hand: Hand) -> UsersPage:
    frame.open_place(Place("office", facts={"page": "user"}))
    screen = frame.screen("office")
    assert isinstance(screen, OfficeScreen)
    hand.until(lambda: screen.users.model.total >= 1)
    return screen.users


def users(desk: Desk) -> dict[str, User]:
    with ThreadPoolExecutor(1) as other:
        found: Any = other.submit(accounts.listing, desk).result()
    return {item.user.name: item.user for item in found}


def add_nam(hand: Hand, page: UsersPage) -> None:
    hand.press("Ctrl+N")
    hand.fill("Trần Văn Nam")
    hand.type("mật khẩu của Nam")
    hand.press("Ctrl+S")
    hand.until(lambda: page.model.total == 2)


def test_a_clerk_is_added_and_can_sign_in(hand: Hand, frame: Frame, desk: Desk) -> None:
    page = page_at(frame, hand)
    add_nam(hand, page)
    assert users(desk)["Trần Văn Nam"].roles == (Role.CLERK,)
    with ThreadPoolExecutor(1) as other:
        again = other.submit(
            folders.sign_in, desk.folder, "mật khẩu của Nam", user="Trần Văn Nam", write=False
        ).result()
        other.submit(again.close).result()


def test_roles_are_given_and_hold(hand: Hand, frame: Frame, desk: Desk) -> None:
    page = page_at(frame, hand)
    add_nam(hand, page)
    page.table.setFocus()
    hand.press("Down")
    hand.until(lambda: page.name_field.value() == "Trần Văn Nam")
    page.role_fields[Role.OFFICER].edit.setFocus()
    hand.press("Space", "Ctrl+S")
    hand.until(lambda: users(desk)["Trần Văn Nam"].roles == (Role.CLERK, Role.OFFICER))


def test_what_is_missing_stands_beside_its_field(hand: Hand, frame: Frame) -> None:
    page = page_at(frame, hand)
    hand.press("Ctrl+N")
    hand.fill("Trần Văn Nam")
    hand.type("ngắn")
    hand.press("Ctrl+S")
    hand.until(lambda: bool(page.passphrase_field.problem.text()))
    assert page.passphrase_field.edit.hasFocus()


def test_somebody_who_left_is_retired_and_comes_back(hand: Hand, frame: Frame, desk: Desk) -> None:
    page = page_at(frame, hand)
    add_nam(hand, page)
    page.table.setFocus()
    hand.press("Down")
    hand.until(lambda: page.name_field.value() == "Trần Văn Nam")
    hand.press("Ctrl+Delete")
    hand.until(lambda: not users(desk)["Trần Văn Nam"].is_active)
    page.passphrase_field.setFocus()
    hand.type("trở lại rồi đây")
    hand.press("Ctrl+Delete")
    hand.until(lambda: users(desk)["Trần Văn Nam"].is_active)


def test_nobody_retires_themselves(hand: Hand, frame: Frame, desk: Desk) -> None:
    page = page_at(frame, hand)
    assert not page.retire_action.isEnabled()
    hand.press("Ctrl+Delete")
    assert users(desk)["Lê Thị Mai"].is_active
