"""Practice: a portal on this PC that misbehaves on order; a practice register reaches no other."""

from __future__ import annotations

import pytest
from helpers.builders import an_initiative, drafted, settled, stored

from desktop.domain.problems import Refused
from desktop.services import decisions, handed, handing_over, practice_guard, practising
from desktop.services.desk import Desk
from desktop.services.practice_guard import Fault
from desktop.store import local


def frozen(desk: Desk) -> str:
    settled(desk)
    (record,) = stored(desk, an_initiative("Gá kẹp"))
    decisions.sign(desk, drafted(desk, [record]), "05", desk.clock.now().date())
    desk.do(handing_over.submit, [record])
    return record


def test_a_lost_receipt_is_practised_and_nothing_is_doubled(office: Desk) -> None:
    record = frozen(office)
    office.do(practice_guard.make_practice)
    with practising.practising(office) as practice:
        practice.set_fault(Fault.LOGIN_PAGE)
        assert handing_over.send(office).stopped == "not_the_portal"
        practice.set_fault(Fault.LINK_DOWN)
        assert handing_over.send(office).stopped == "unsure"
        practice.set_fault(Fault.NONE)
        assert handing_over.send(office).complete == 1
        assert practice.review_all("returned", "Thiếu ảnh", "files") == 1
        handing_over.send(office)
        assert office.look(handed.states, [record])[record].state.value == "returned"
    with practising.practising(office) as again:  # the same portal, at the same place
        assert again.review_all("approved") == 0
        assert handing_over.send(office).stopped == ""


def test_a_practice_register_reaches_no_real_portal(office: Desk) -> None:
    office.do(practice_guard.make_practice)
    with pytest.raises(Refused, match=r"practice\.real_portal"):
        handing_over.enrol(office, "https://cong.example.vn", "AAAA")


def test_a_real_register_is_not_practised_on(office: Desk) -> None:
    with pytest.raises(Refused, match=r"practice\.not_one"), practising.practising(office):
        pass
    office.do(practice_guard.make_practice)
    with practising.practising(office):
        pass
    assert office.look(practice_guard.is_practice)


def test_a_register_that_a_portal_knows_does_not_become_one(office: Desk) -> None:
    office.do(practice_guard.make_practice)
    with practising.practising(office):
        pass
    with office.database.write() as session:
        local.put(session, "practice", "")
    with pytest.raises(Refused, match=r"practice\.enrolled"):
        office.do(practice_guard.make_practice)
