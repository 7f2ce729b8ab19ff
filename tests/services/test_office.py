"""The house's facts: each holds from its day, is corrected on the same day, and can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from helpers.builders import DEPUTY, EMPLOYER, HEAD, UNION

from desktop.domain.house import CouncilSetUp, PaperTaste, Programme, Release
from desktop.domain.problems import Refused
from desktop.services import office as house
from desktop.services import undo
from desktop.services.desk import Desk


def test_the_union_is_known_from_the_start_and_the_rest_when_said(office: Desk) -> None:
    known = office.look(house.facts)
    assert known.union == UNION
    assert (known.employer, known.council, known.signers) == (None, None, ())
    assert known.taste == PaperTaste()


def test_a_new_name_holds_from_its_day_and_the_old_one_before(office: Desk) -> None:
    office.do(house.put_employer, EMPLOYER, date(2026, 1, 1))
    office.do(house.put_employer, replace(EMPLOYER, name="Công ty Cổ phần May Hạ Long"), date(2026, 6, 1))
    before, after = (office.look(house.facts, day).employer for day in (date(2026, 5, 31), date(2026, 6, 1)))
    assert before is not None and after is not None
    assert (before.name, after.name) == ("Công ty TNHH May Hạ Long", "Công ty Cổ phần May Hạ Long")


def test_said_again_for_the_same_day_it_is_corrected(office: Desk) -> None:
    office.do(house.put_employer, EMPLOYER)
    office.do(house.put_employer, replace(EMPLOYER, name="  Công ty  May Hạ Long "))
    known = office.look(house.facts).employer
    assert known is not None
    assert known.name == "Công ty May Hạ Long"


def test_undo_gives_the_former_fact_back(office: Desk) -> None:
    office.do(house.put_employer, EMPLOYER)
    office.do(house.put_employer, replace(EMPLOYER, name="Sai"))
    office.do(undo.undo)
    assert office.look(house.facts).employer == EMPLOYER
    office.do(undo.undo)
    assert office.look(house.facts).employer is None
    office.do(undo.redo)
    assert office.look(house.facts).employer == EMPLOYER


def test_signers_are_a_list_and_each_is_known_by_name_and_side(office: Desk) -> None:
    for signer in (HEAD, DEPUTY, replace(HEAD, of="union"), replace(HEAD, post="Tổng Giám đốc")):
        office.do(house.put_signer, signer)
    known = office.look(house.facts)
    assert {(signer.name, signer.post) for signer in known.signers_of("employer")} == {
        ("Phạm Thị Thu Hà", "Tổng Giám đốc"),
        ("Đỗ Quang Vinh", "Phó Giám đốc"),
    }
    assert len(known.signers_of("union")) == 1


def test_programmes_and_taste(office: Desk) -> None:
    office.do(house.put_programme, Programme("CT1", "Một triệu sáng kiến"))
    office.do(house.put_programme, Programme("CT1", "Một triệu sáng kiến", ended=True))
    office.do(house.put_taste, PaperTaste(release=Release.TITLE))
    office.do(house.put_council, CouncilSetUp(7, "Phạm Thị Thu Hà"))
    known = office.look(house.facts)
    assert [programme.ended for programme in known.programmes] == [True]
    assert known.taste.release is Release.TITLE
    assert known.council is not None
    assert known.council.members == 7


def test_what_a_decision_still_needs(office: Desk) -> None:
    assert [problem.field for problem in office.look(house.needed_for, "decision")] == ["employer", "signer"]
    office.do(house.put_employer, EMPLOYER)
    office.do(house.put_signer, HEAD)
    assert office.look(house.needed_for, "decision") == ()
    assert office.look(house.needed_for, "send") == ()


def test_facts_without_a_name_are_refused(office: Desk) -> None:
    for order, value, code in (
        (house.put_union, replace(UNION, name=" "), "union.name_missing"),
        (house.put_employer, replace(EMPLOYER, name=""), "employer.missing"),
        (house.put_signer, replace(HEAD, post=" "), "signer.name_missing"),
        (house.put_council, CouncilSetUp(0), "council.no_members"),
    ):
        with pytest.raises(Refused) as refused:
            office.do(order, value)
        assert refused.value.code == code
