"""Asking a portal to take back or to open what it holds: over a real socket, answered by a reviewer, told here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from helpers.builders import UNION, a_clock, an_initiative, drafted, settled, stored

from desktop.domain.problems import Refused
from desktop.services import decisions, handed, handing_over, reconciling, requesting
from desktop.services.desk import Desk
from sync.portal import house, requests
from sync.portal.house import PortalRefused
from sync.portal.serving import Served, serve_in_thread


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Served]:
    house.make(tmp_path / "cong", "Cổng mẫu", a_clock(), Random(3).randbytes)
    with serve_in_thread(tmp_path / "cong", random=Random(4).randbytes) as served:
        yield served


@pytest.fixture
def record(office: Desk, portal: Served) -> str:
    """One that the portal signed for."""
    settled(office)
    (found,) = stored(office, an_initiative("Gá kẹp"))
    decisions.sign(office, drafted(office, [found]), "05", office.clock.now().date())
    office.do(handing_over.submit, [found])
    handing_over.enrol(office, portal.url, house.enrol_code(portal.portal, UNION.name))
    handing_over.send(office)
    return found


def state(desk: Desk, record: str) -> str:
    return desk.look(handed.states, [record])[record].state.value


def test_a_withdrawal_is_asked_granted_and_told_to_both(office: Desk, portal: Served, record: str) -> None:
    request = office.do(requesting.ask, record, requesting.WITHDRAW, "Doanh nghiệp chưa cho công bố").value
    assert office.look(handing_over.summary).requests == 1
    handing_over.send(office)
    (waiting,) = requests.waiting(portal.portal)
    assert (waiting.record, waiting.what, waiting.unit_name) == (record, "withdraw", UNION.name)
    stats = house.stats(portal.portal)
    assert (stats["records"], stats["changes"]) == (1, 2)

    requests.answer(portal.portal, request, granted=True, reason="Đã rút", by="Lan")
    handing_over.send(office)

    assert state(office, record) == "withdrawn"
    (asked,) = office.look(requesting.requests, record)
    assert (asked.state, asked.answer, asked.is_open) == ("granted", "Đã rút", False)
    told = [event.what for event in office.look(handed.story, record)]
    assert [what for what in told if what not in ("packed", "tried")] == [
        "frozen",
        "complete",
        "asked_withdraw",
        "request_received",
        "withdrawn",
        "granted",
    ]
    assert house.stats(portal.portal)["by_status"] == {"withdrawn": 1}


def test_one_opened_for_mending_comes_back_as_returned(office: Desk, portal: Served, record: str) -> None:
    request = office.do(requesting.ask, record, requesting.AMEND, "Ghi nhầm ngày áp dụng").value
    handing_over.send(office)
    requests.answer(portal.portal, request, granted=True, by="Lan")
    handing_over.send(office)
    found = office.look(handed.states, [record])[record]
    assert (found.state.value, found.reason) == ("returned", "Ghi nhầm ngày áp dụng")


def test_a_refusal_says_why_and_leaves_the_entry_as_it_is(office: Desk, portal: Served, record: str) -> None:
    request = office.do(requesting.ask, record, requesting.WITHDRAW, "Nhầm").value
    handing_over.send(office)
    with pytest.raises(PortalRefused, match=r"review\.reason_missing"):
        requests.answer(portal.portal, request, granted=False)
    requests.answer(portal.portal, request, granted=False, reason="Đã tính vào báo cáo tuần")
    with pytest.raises(PortalRefused, match=r"request\.answered"):
        requests.answer(portal.portal, request, granted=True)
    handing_over.send(office)
    assert state(office, record) == "complete"
    assert office.look(requesting.requests, record)[0].answer == "Đã tính vào báo cáo tuần"


def test_only_what_a_portal_holds_is_asked_about_once_and_with_a_reason(office: Desk, record: str) -> None:
    with pytest.raises(Refused, match=r"request\.reason_missing"):
        office.do(requesting.ask, record, requesting.WITHDRAW, "  ")
    (other,) = stored(office, an_initiative("Chưa nộp"))
    with pytest.raises(Refused, match=r"request\.not_there"):
        office.do(requesting.ask, other, requesting.WITHDRAW, "Nhầm")
    office.do(requesting.ask, record, requesting.WITHDRAW, "Nhầm")
    with pytest.raises(Refused, match=r"request\.open"):
        office.do(requesting.ask, record, requesting.AMEND, "Nhầm")


def test_comparing_counts_records_and_no_requests(office: Desk, portal: Served, record: str) -> None:
    office.do(requesting.ask, record, requesting.AMEND, "Nhầm")
    handing_over.send(office)
    found = reconciling.reconcile(office)
    assert (found.equal, found.here, found.there) == (True, 1, 1)
