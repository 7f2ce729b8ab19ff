"""Members of the council: tied to people, seated by day, told apart from authors."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from helpers.builders import EMPLOYER, an_initiative, authors, stored
from helpers.council_desk import JANUARY, NAMES, a_council

from desktop.domain.house import CouncilSetUp, EmployerKind
from desktop.domain.problems import Refused
from desktop.domain.seats import Member, Seat
from desktop.services import erasing, initiatives, people, seats
from desktop.services.desk import Desk, Look, question
from desktop.services.office import put_council, put_employer

COUNCIL_DAY = date(2026, 3, 4)


def test_the_council_of_a_day_is_counted_by_its_members(office: Desk) -> None:
    ids = a_council(office)
    found = office.look(seats.council)
    assert [one.name for one in found.members] == [name for name, _seat, _post in NAMES]
    assert (found.size, found.chair, found.secretary) == (7, "Phạm Thị Thu Hà", "Đỗ Quang Vinh")
    assert found.problems == ()
    last = next(one for one in found.members if one.id == ids[6])
    office.do(seats.save_member, replace(last, until=date(2026, 2, 28)))
    assert office.look(seats.council, date(2026, 2, 28)).size == 7
    assert office.look(seats.council, date(2026, 3, 1)).size == 6


def test_a_council_of_which_only_the_number_is_known(office: Desk) -> None:
    assert office.look(seats.council).size == 0
    office.do(put_council, CouncilSetUp(5, "Phạm Thị Thu Hà"))
    found = office.look(seats.council)
    assert (found.size, found.chair, found.members, found.problems) == (5, "Phạm Thị Thu Hà", (), ())


def test_a_council_without_the_union_is_told(office: Desk) -> None:
    office.do(seats.save_member, Member("", "", "Phạm Thị Thu Hà", Seat.CHAIR))
    codes = [problem.code for problem in office.look(seats.council).problems]
    assert codes == ["council.no_secretary", "council.no_union_representative"]


def test_a_member_is_the_person_that_the_register_of_people_knows(office: Desk) -> None:
    (record,) = stored(office, an_initiative(authors=authors("Trần Văn Nam")))
    author = office.look(initiatives.get, record).authors[0]
    ids = a_council(office)
    known = {one.id: one.person for one in office.look(seats.members)}
    assert known[ids[3]] == author.person
    assert len(office.look(people.find_people, "Trần Văn Nam")) == 1


def test_nobody_is_entered_twice(office: Desk) -> None:
    a_council(office)
    with pytest.raises(Refused, match=r"member\.twice"):
        office.do(seats.save_member, Member("", "", "Giàng A Dế", since=JANUARY))
    with pytest.raises(Refused, match=r"member\.missing"):
        office.do(seats.remove_member, "nobody")


def test_a_member_who_is_an_author_has_own_work(office: Desk) -> None:
    own, other = stored(
        office, an_initiative(authors=authors("Lò Thị Inh", "Trần Văn Nam")), an_initiative("Khác")
    )
    ids = a_council(office)

    def asked(look: Look) -> dict[str, frozenset[str]]:
        considered = [initiatives.get(look, record) for record in (own, other)]
        return seats.own_works(look, seats.council(look).members, considered)

    found = office.look(question()(asked))
    assert found == {own: frozenset((ids[3], ids[4])), other: frozenset()}


def test_somebody_called_as_an_author_is_told(office: Desk) -> None:
    first, second = stored(
        office,
        an_initiative(authors=authors("Trần Văn Nam")),
        an_initiative("Hai", authors=authors("Trần Văn Nam")),
    )
    a_council(office)

    def asked(look: Look) -> tuple[str, ...]:
        considered = [initiatives.get(look, record) for record in (first, second)]
        members = seats.council(look).members
        own = seats.own_works(look, members, considered)
        return tuple(str(one.facts["title"]) for one in seats.same_names(members, considered, own))

    # two people of that name: the member is a third one until somebody says who
    assert office.look(question()(asked)) == ("Gá kẹp vải cho máy vắt sổ", "Hai")


def test_the_head_who_is_an_author_is_barred_in_a_state_funded_unit(office: Desk) -> None:
    (record,) = stored(office, an_initiative(authors=authors("Phạm Thị Thu Hà")))
    a_council(office)

    def asked(look: Look) -> seats.Council:
        return seats.sitting(look, COUNCIL_DAY, [initiatives.get(look, record)])

    office.do(put_employer, EMPLOYER)
    assert office.look(question()(asked)).size == 7
    office.do(put_employer, replace(EMPLOYER, kind=EmployerKind.STATE_FUNDED))
    found = office.look(question()(asked))
    assert (found.size, found.chair) == (6, "")
    assert found.problems[0].code == "council.head_is_author"


def test_who_is_erased_keeps_the_seat_without_the_name(office: Desk) -> None:
    ids = a_council(office)
    person = next(one.person for one in office.look(seats.members) if one.id == ids[4])
    erasing.erase(office, person, "đã nghỉ việc, có đơn")
    found = office.look(seats.council)
    assert (found.size, [one.name for one in found.members].count("Lò Thị Inh")) == (7, 0)
