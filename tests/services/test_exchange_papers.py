"""The paper of a batch and the sheet of a comparison: facts from stored receipts, pages from the templates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from helpers.builders import UNION, a_clock, an_initiative, drafted, settled, stored

from desktop.domain.problems import Refused
from desktop.services import decisions, exchange_papers, handing_over, machines, reconciling, requesting
from desktop.services.desk import Desk
from desktop.services.reconciling import Comparison, Difference
from sync.portal import house
from sync.portal.serving import Served, serve_in_thread


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Served]:
    house.make(tmp_path / "cong", "Cổng mẫu", a_clock(), Random(3).randbytes)
    with serve_in_thread(tmp_path / "cong", random=Random(4).randbytes) as served:
        yield served


@pytest.fixture
def sent(office: Desk, portal: Served) -> list[str]:
    settled(office)
    ids = stored(office, *(an_initiative(f"Gá kẹp số {n}") for n in range(3)))
    decisions.sign(office, drafted(office, list(ids)), "05", office.clock.now().date())
    office.do(handing_over.submit, list(ids))
    handing_over.enrol(office, portal.url, house.enrol_code(portal.portal, UNION.name))
    handing_over.send(office)
    return list(ids)


def test_a_batch_tells_both_counts_and_each_receipt(office: Desk, sent: list[str]) -> None:
    office.do(machines.put_name, "Máy văn phòng")
    (batch,) = office.look(exchange_papers.batches).rows
    facts = office.look(exchange_papers.batch_facts, batch.id)
    assert (facts.sent, facts.signed, facts.number, facts.machine) == (3, 3, 1, "Máy văn phòng")
    assert facts.digest == batch.hash
    assert facts.verdict == "Hai số khớp nhau."
    assert {row.title for row in facts.rows} == {"Gá kẹp số 0", "Gá kẹp số 1", "Gá kẹp số 2"}
    assert all(len(row.receipt) == 16 and row.state == "Đã nhận đủ" for row in facts.rows)
    assert exchange_papers.render_batch(office, batch.id).pages == 1


def test_a_request_in_a_batch_is_named_as_one(office: Desk, portal: Served, sent: list[str]) -> None:
    office.do(requesting.ask, sent[0], requesting.AMEND, "Ghi nhầm ngày")
    handing_over.send(office)
    newest = office.look(exchange_papers.batches).rows[0]
    facts = office.look(exchange_papers.batch_facts, newest.id)
    assert [row.title for row in facts.rows] == ["Đề nghị rút, sửa"]


def test_a_batch_that_never_was_is_refused(office: Desk) -> None:
    with pytest.raises(Refused, match=r"batch\.unknown"):
        office.look(exchange_papers.batch_facts, "nothing")


def test_the_sheet_of_a_comparison_tells_counts_digests_and_differences(
    office: Desk, sent: list[str]
) -> None:
    same = reconciling.reconcile(office)
    facts = office.look(exchange_papers.reconciliation_facts, same)
    assert (facts.here, facts.there, facts.verdict) == (3, 3, "Hai bên khớp nhau.")
    assert facts.digest_here == facts.digest_there != ""
    assert [row.title for row in facts.rows] == ["Không có khác biệt"]
    differing = Comparison(
        "2026-03",
        3,
        2,
        (Difference(sent[0], 1, None, "reconcile.only_here"),),
        "a" * 64,
        "b" * 64,
        "Cổng mẫu",
    )
    facts = office.look(exchange_papers.reconciliation_facts, differing)
    assert (facts.period, facts.verdict) == ("tháng 3/2026", "Có 1 hồ sơ khác nhau.")
    assert (facts.rows[0].here, facts.rows[0].there) == ("lần 1", "–")
    assert exchange_papers.render_reconciliation(office, differing).pages == 1


def test_a_pc_is_called_by_its_name_and_two_are_not_called_alike(office: Desk) -> None:
    assert office.look(machines.name_of, office.replica) == office.replica[-4:].lower()
    office.do(machines.put_name, " Máy  văn phòng ")
    assert office.look(machines.own_name) == "Máy văn phòng"
    office.do(machines.put_name, "Máy tổ 5")
    assert office.look(machines.names) == {office.replica: "Máy tổ 5"}
    with pytest.raises(Refused, match=r"machine\.name_missing"):
        office.do(machines.put_name, "  ")
