"""Reports: every number is the length of its list, and what was sent prints the same ever after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from helpers.builders import HEAD, UNION, an_author, an_initiative, as_role, proposed, stored
from helpers.portal_rows import answered

from desktop.documents.preview import page_count
from desktop.domain.access import Role
from desktop.domain.house import Programme
from desktop.domain.initiative import Benefit, BenefitKind, Field
from desktop.domain.person import Gender
from desktop.domain.problems import Refused
from desktop.domain.report import COUNTED, Division, Measure, ReportKind
from desktop.domain.target import Target
from desktop.services import (
    decisions,
    eligibility,
    erasing,
    initiatives,
    office,
    payments,
    reports,
    targets,
    undo,
)
from desktop.services.desk import Desk
from desktop.services.reports import Wanted
from sync.clock import FixedClock

WORKSHOPS = ("May 2", "Gò A", "Cơ điện")
FULL = Wanted(ReportKind.FULL)


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.code


def recognised(desk: Desk, count: int = 9, start: int = 0) -> tuple[str, ...]:
    """So many recognised initiatives over three workshops, signed on 2 March, a third of them valid."""
    ids = stored(
        desk,
        *(
            an_initiative(
                f"Gá kẹp vải {n}",
                workshop=WORKSHOPS[n % 3],
                field=list(Field)[n % 4],
                authors=(an_author(f"Nguyễn Thị Hằng {n}", gender=Gender.FEMALE if n % 2 else Gender.MALE),),
                benefit=Benefit(BenefitKind.AMOUNT, 1_000_000)
                if n % 2
                else Benefit(BenefitKind.NOT_COMPUTABLE),
            )
            for n in range(start, start + count)
        ),
    )
    proposed(desk, ids)
    record = desk.do(decisions.draft, ids, HEAD).value
    decisions.sign(desk, record, f"{start + 5}", date(2026, 3, 2))
    return ids


@pytest.fixture
def desk(settled_office: Desk) -> Desk:
    return settled_office


@pytest.fixture
def counted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> tuple[Desk, tuple[str, ...]]:
    ids = recognised(desk)
    answered(desk, ids[:3])
    answered(desk, ids[3:5], "complete")
    answered(desk, ids[5:6], "returned")
    answered(desk, ids[6:7], "frozen")
    stored(desk, an_initiative("Chưa xét", workshop="Kho"))
    for name, number in zip(WORKSHOPS, (4, 5, 6), strict=True):
        desk.do(targets.put_target, Target("2026", name, number, number + 1))
    return desk, ids


def test_five_counts_that_never_mix(counted: tuple[Desk, tuple[str, ...]]) -> None:
    desk, _ = counted
    total = desk.look(reports.figures).total
    assert [total.number(measure) for measure in Measure] == [15, 18, 9, 6, 3]


def test_every_number_is_the_length_of_the_list_it_opens(counted: tuple[Desk, tuple[str, ...]]) -> None:
    desk, _ = counted
    figures = desk.look(reports.figures)
    for measure in COUNTED:
        assert figures.total.counts[measure] == len(desk.look(reports.behind, measure))
        for division in Division:
            for cell in figures.divisions[division]:
                found = desk.look(reports.behind, measure, division, cell.group)
                assert cell.counts[measure] == len(found), (division, cell.group, measure)
    wanted = desk.look(targets.targets, figures.phase)
    for cell in figures.divisions[Division.WORKSHOP]:
        rows = [one for one in wanted if one.workshop == cell.group]
        assert (cell.assigned or 0, cell.pledged or 0) == (
            sum(one.assigned or 0 for one in rows),
            sum(one.pledged or 0 for one in rows),
        )


def test_where_a_phase_stands_is_what_its_figures_say(counted: tuple[Desk, tuple[str, ...]]) -> None:
    desk, _ = counted
    figures, standing = desk.look(reports.figures), desk.look(reports.standing)
    assert standing.total == figures.total
    assert (standing.phase, standing.phase_name) == (figures.phase, figures.phase_name)
    assert (standing.expected, standing.closes) == (figures.expected, figures.closes)


def test_benefit_and_money_are_the_length_and_sum_of_their_lists(
    counted: tuple[Desk, tuple[str, ...]],
) -> None:
    desk, ids = counted
    record = desk.do(payments.open_round, "union", ids[:4]).value
    lines = desk.look(payments.get, record).lines
    desk.do(payments.mark, [line.id for line in lines[:3]], payments.Mark(payments.PayeeState.PAID))
    figures = desk.look(reports.figures)
    assert figures.benefit_known == len(desk.look(reports.behind_benefit))
    (money,) = figures.money
    assert money.initiatives == len(desk.look(reports.behind_money, "union")) == 3
    assert (money.spent, money.waiting) == (
        sum(line.amount for line in lines[:3]),
        sum(line.amount for line in lines[3:]),
    )


def test_the_divisions_sum_to_the_whole(counted: tuple[Desk, tuple[str, ...]]) -> None:
    figures = counted[0].look(reports.figures)
    for division in Division:
        for measure in COUNTED:
            cells = figures.divisions[division]
            assert sum(cell.counts[measure] for cell in cells) == figures.total.counts[measure]


def test_a_benefit_that_cannot_be_computed_is_no_nought(counted: tuple[Desk, tuple[str, ...]]) -> None:
    figures = counted[0].look(reports.figures)
    assert (figures.benefit, figures.benefit_known) == (4_000_000, 4)


def test_a_workshop_without_anything_stands_there_with_its_target(
    counted: tuple[Desk, tuple[str, ...]],
) -> None:
    desk, _ = counted
    desk.do(targets.put_target, Target("2026", "Bếp ăn", 3))
    cell = next(x for x in desk.look(reports.figures).divisions[Division.WORKSHOP] if x.group == "Bếp ăn")
    assert (cell.assigned, sum(cell.counts.values())) == (3, 0)


def test_change_is_against_the_report_sent_before(counted: tuple[Desk, tuple[str, ...]]) -> None:
    desk, _ = counted
    reports.send(desk, number="7")
    assert isinstance(desk.clock, FixedClock)
    desk.clock.move(timedelta(days=7))
    recognised(desk, 3, start=20)
    figures = desk.look(reports.figures)
    assert figures.previous == date(2026, 3, 5)
    assert figures.total.change(Measure.RECOGNISED) == 3
    assert figures.total.change(Measure.VALID) == 0


def test_a_report_of_week_3_prints_the_same_in_week_30_after_moves_renames_and_erasures(
    counted: tuple[Desk, tuple[str, ...]],
) -> None:
    desk, ids = counted
    sent = reports.send(desk, number="7").value
    before = desk.look(reports.sent, sent.id)
    lists = {
        (measure, division, cell.group): desk.look(
            reports.sent_behind, sent.id, measure, division, cell.group
        )
        for measure in COUNTED
        for division in Division
        for cell in before.divisions[division]
    }
    papers = reports.reprint(desk, sent.id), reports.reprint_book(desk, sent.id)
    assert isinstance(desk.clock, FixedClock)
    desk.clock.move(timedelta(weeks=27))
    desk.do(office.put_union, replace(UNION, name="Công đoàn cơ sở tên mới", superior="Công đoàn phường"))
    for record in ids:
        value = desk.look(initiatives.get, record)
        desk.do(initiatives.save, replace(value, workshop="Xưởng mới", field=Field.OTHER))
    author = desk.look(initiatives.get, ids[0]).authors[0]
    erasing.erase(desk, author.person, "yêu cầu của người lao động")
    assert desk.look(initiatives.get, ids[0]).authors[0].name != author.name
    assert author.name not in desk.look(reports.report, sent.id).facts
    assert desk.look(reports.sent, sent.id) == before
    for (measure, division, group), found in lists.items():
        assert desk.look(reports.sent_behind, sent.id, measure, division, group) == found
        cell = next(cell for cell in before.divisions[division] if cell.group == group)
        assert cell.counts[measure] == len(found)
    assert (reports.reprint(desk, sent.id), reports.reprint_book(desk, sent.id)) == papers
    assert desk.look(reports.figures).divisions[Division.WORKSHOP] != before.divisions[Division.WORKSHOP]


def test_what_is_reported_may_be_paid_by_the_body_above(counted: tuple[Desk, tuple[str, ...]]) -> None:
    desk, ids = counted
    assert not any(row.payable for row in desk.look(eligibility.candidates, "superior").rows)
    reports.send(desk)
    payable = [row.id for row in desk.look(eligibility.candidates, "superior").rows if row.payable]
    assert payable == list(ids[:3])


def test_a_report_is_sent_for_good(counted: tuple[Desk, tuple[str, ...]]) -> None:
    desk, ids = counted
    assert reports.send(desk).value.newly == ids
    assert refusal(lambda: desk.do(undo.undo)) == "undo.final"
    assert [row.recognised for row in desk.look(reports.listing)] == [9]


def test_a_week_stays_on_one_page_whatever_there_is(desk: Desk) -> None:
    for n in range(40):
        desk.do(
            targets.put_target, Target("2026", f"Chuyền may số {n} của phân xưởng Gò và hoàn thiện", 30, 40)
        )
    recognised(desk, 12)
    assert page_count(reports.draft(desk).pdf) == 1


def test_a_full_report_has_every_division(counted: tuple[Desk, tuple[str, ...]]) -> None:
    desk, _ = counted
    rendered = reports.draft(desk, FULL)
    assert rendered.pages > 1
    assert reports.draft_book(desk, FULL) == reports.draft_book(desk, FULL)


def test_a_phase_closes_at_its_minute(counted: tuple[Desk, tuple[str, ...]]) -> None:
    desk, _ = counted
    desk.do(office.put_programme, Programme("tx", "Thường xuyên", "2026-01-01", "2026-04-20T23:55"))
    found = desk.look(reports.outlook)
    assert found is not None
    assert (found.count, found.gained) == (3, 3)
    assert 67_120 < found.minutes_left <= 67_135
    assert found.expected == 3 + 3 * 67_130 // (14 * 24 * 60)
    assert desk.look(reports.figures).closes == "23:55, 20/04/2026"


def test_a_report_is_not_about_tomorrow(counted: tuple[Desk, tuple[str, ...]]) -> None:
    wanted = Wanted(until=date(2026, 3, 6))
    assert refusal(lambda: reports.send(counted[0], wanted)) == "report.in_future"


def test_sending_is_the_officers(counted: tuple[Desk, tuple[str, ...]]) -> None:
    clerk = as_role(counted[0], Role.CLERK)
    assert clerk.look(reports.figures).total.counts[Measure.RECOGNISED] == 9
    assert refusal(lambda: reports.send(clerk)) == "right.missing"
