"""Entered by, checked by: two pairs of eyes where there are two people, and a check that ends with the next edit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from helpers.builders import WEAK, an_initiative, proposed, settled, stored

from desktop.domain.access import Role
from desktop.domain.problems import Refused
from desktop.services import accounts, checking, folders, initiatives, undo
from desktop.services.desk import Desk

NAM = "mật khẩu của Nam"


@pytest.fixture
def nam(office: Desk) -> Desk:
    """A second clerk at the same folder."""
    user = accounts.add(office, "Trần Văn Nam", (Role.CLERK,), NAM, strength=WEAK)
    return folders.switch(office, NAM, user.id)


def test_one_person_alone_checks_the_own_entry(office: Desk) -> None:
    (record,) = stored(office, an_initiative("Gá kẹp"))
    hands = office.look(checking.hands, record)
    assert (hands.entered_by, hands.checked_by) == ("Lê Thị Mai", "")
    assert office.do(checking.check, [record]).value == 1
    assert office.look(checking.hands, record).checked_by == "Lê Thị Mai"


def test_where_there_are_two_nobody_checks_the_own_entry(office: Desk, nam: Desk) -> None:
    (record,) = stored(office, an_initiative("Gá kẹp"))
    with pytest.raises(Refused, match=r"check\.own"):
        office.do(checking.check, [record])
    nam.do(checking.check, [record])
    hands = office.look(checking.hands, record)
    assert (hands.entered_by, hands.checked_by, hands.is_stale) == ("Lê Thị Mai", "Trần Văn Nam", False)


def test_a_change_after_the_check_is_told(office: Desk, nam: Desk) -> None:
    (record,) = stored(office, an_initiative("Gá kẹp"))
    nam.do(checking.check, [record])
    value = office.look(initiatives.get, record)
    office.do(initiatives.save, replace(value, summary="Khác đi rồi."))
    assert nam.look(checking.hands, record).is_stale
    office.do(undo.undo)
    assert not nam.look(checking.hands, record).is_stale


def test_what_the_council_says_later_makes_no_check_stale(office: Desk, nam: Desk) -> None:
    settled(office)
    (record,) = stored(office, an_initiative("Gá kẹp", first_used=date(2026, 1, 12)))
    nam.do(checking.check, [record])
    proposed(office, [record])
    assert not office.look(checking.hands, record).is_stale


def test_many_are_checked_at_once_or_none(office: Desk, nam: Desk) -> None:
    ids = stored(office, an_initiative("Một"), an_initiative("Hai"))
    with pytest.raises(Refused, match=r"initiative\.missing"):
        nam.do(checking.check, [*ids, "không có"])
    assert office.look(checking.hands, ids[0]).checked_by == ""
    assert nam.do(checking.check, ids).value == 2
