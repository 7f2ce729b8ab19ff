"""A decision that commends: from the year's recognised work, exceptions flagged, signed and frozen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from helpers.builders import HEAD, an_initiative, authors, proposed, stored

from desktop.domain.initiative import Benefit, BenefitKind
from desktop.domain.praise import Commended
from desktop.domain.problems import Refused
from desktop.services import decisions, merits, people, praise_decisions, undo
from desktop.services.desk import Desk

SIGNED = date(2026, 3, 4)


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.code


@pytest.fixture
def desk(settled_office: Desk) -> Desk:
    desk = settled_office
    ids = stored(
        desk,
        an_initiative(
            authors=authors("Lò Thị Inh", "Vũ Nam"), benefit=Benefit(BenefitKind.AMOUNT, 1_000_001)
        ),
        an_initiative("Xe đẩy", authors=authors("Giàng A Dế"), workshop="Gò A"),
        an_initiative("Chưa xét"),
    )
    proposed(desk, ids[:2])
    decisions.sign(desk, desk.do(decisions.draft, ids[:2], HEAD).value, "5", date(2026, 3, 2))
    return desk


def test_who_has_recognised_work_this_year_persons_and_collectives(desk: Desk) -> None:
    found = desk.look(merits.merits, 2026)
    assert {(one.commended.name, one.commended.is_collective, len(one.initiatives)) for one in found} == {
        ("Lò Thị Inh", False, 1),
        ("Vũ Nam", False, 1),
        ("Giàng A Dế", False, 1),
        ("Chuyền may 3", True, 1),
        ("Gò A", True, 1),
    }
    parts = {one.commended.name: one.benefit for one in found}
    assert parts["Lò Thị Inh"] + parts["Vũ Nam"] == parts["Chuyền may 3"] == 1_000_001
    assert desk.look(merits.merits, 2025) == ()


def test_exceptions_are_flagged_and_never_left_out(desk: Desk) -> None:
    first = desk.look(merits.merits, 2026)[0].commended
    chosen = [first, Commended("Ai Đó"), Commended("Gò A", True, reward=500_000)]
    record = desk.do(praise_decisions.draft, chosen).value
    rows = desk.look(praise_decisions.checked, record)
    assert [[problem.code for problem in row.problems] for row in rows] == [[], ["praise.no_recognised"], []]
    facts = desk.look(praise_decisions.facts_of, record)
    assert [(row.kind, row.merit, row.reward) for row in facts.rows] == [
        ("Cá nhân", "1 sáng kiến được công nhận", ""),
        ("Cá nhân", "", ""),
        ("Tập thể", "1 sáng kiến được công nhận", "500.000"),
    ]
    assert "02 cá nhân và 01 tập thể" in facts.articles[0]
    again = desk.look(merits.checked, [first], 2026)[0]
    assert [problem.code for problem in again.problems] == ["praise.again"]


def test_persons_alone_or_collectives_alone_have_their_own_words(desk: Desk) -> None:
    for chosen, words in (([Commended("Vũ Nam")], "tập thể"), ([Commended("Gò A", True)], "cá nhân")):
        record = desk.do(praise_decisions.draft, chosen).value
        assert words not in " ".join(desk.look(praise_decisions.facts_of, record).articles)


def test_a_person_by_id_is_not_their_namesake(desk: Desk) -> None:
    stored(desk, an_initiative("Cùng tên", authors=authors("Vũ Nam")))
    known = desk.look(people.find_people, "Vũ Nam")
    assert len(known) >= 1
    one = next(m.commended for m in desk.look(merits.merits, 2026) if m.commended.name == "Vũ Nam")
    assert [problem.code for problem in desk.look(merits.checked, [one], 2026)[0].problems] == []


def test_a_draft_is_changed_taken_back_and_thrown_away(desk: Desk) -> None:
    record = desk.do(praise_decisions.draft, [Commended("Vũ Nam")]).value
    desk.do(praise_decisions.draft, [Commended("Lò Thị Inh")], record=record)
    desk.do(undo.undo)
    assert desk.look(praise_decisions.get, record).commended == (Commended("Vũ Nam"),)
    desk.do(praise_decisions.withdraw, record)
    assert desk.look(praise_decisions.listing) == ()
    assert refusal(lambda: desk.do(praise_decisions.draft, [])) == "praise.nothing"
    twice = [Commended("Vũ Nam"), Commended("Vũ Nam")]
    assert refusal(lambda: desk.do(praise_decisions.draft, twice)) == "praise.twice"


def test_signed_it_is_frozen_with_its_number(desk: Desk) -> None:
    record = desk.do(praise_decisions.draft, [Commended("Gò A", True, reward=1_000_000)]).value
    assert refusal(lambda: praise_decisions.sign(desk, record, " ", SIGNED)) == "decision.number_missing"
    later = date(2026, 3, 6)
    assert refusal(lambda: praise_decisions.sign(desk, record, "3", later)) == "decision.in_future"
    praise_decisions.sign(desk, record, "3/QĐ-CĐCS", SIGNED)
    pages = praise_decisions.render(desk, record)
    assert refusal(lambda: desk.do(undo.undo)) == "undo.final"
    assert refusal(lambda: desk.do(praise_decisions.withdraw, record)) == "praise.signed"
    again = [Commended("Vũ Nam")]
    assert refusal(lambda: desk.do(praise_decisions.draft, again, record=record)) == "praise.signed"
    other = desk.do(praise_decisions.draft, again).value
    number = "3/QĐ-CĐCS"
    assert refusal(lambda: praise_decisions.sign(desk, other, number, SIGNED)) == "praise.number_taken"
    assert praise_decisions.render(desk, record).sha256 == pages.sha256
