"""Two PCs gave one number twice: found when what came was taken in, renumbered by somebody's word, alike on both."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from helpers.builders import HEAD, UNION, a_folder, an_initiative, as_role, drafted, settled, stored
from helpers.money_samples import an_asking

from desktop.domain.access import Role
from desktop.domain.issued import Deed
from desktop.domain.problems import Refused
from desktop.domain.series import Issuing
from desktop.services import (
    decisions,
    doubled,
    handing_over,
    initiatives,
    keepers,
    machines,
    mending,
    payments,
    registers,
    settling,
    sharing,
)
from desktop.services.desk import Desk
from desktop.services.mending_facts import Mending
from desktop.services.payments import Mark, PayeeState
from desktop.services.printing import Rendered
from desktop.services.registers import Entry
from sync.portal import house
from sync.portal.serving import serve_in_thread


@pytest.fixture
def pair(tmp_path: Path, office: Desk) -> Iterator[tuple[Desk, Desk]]:
    """Two PCs of a union that share the register over a relay."""
    house.make(tmp_path / "portal", "Trạm", office.clock, office.random)
    with serve_in_thread(tmp_path / "portal", clock=office.clock) as portal:
        second = a_folder(tmp_path / "other", seed=8).desk
        for one in (office, second):
            handing_over.enrol(one, portal.url, house.enrol_code(portal.portal, UNION.name))
        second.do(sharing.join, office.look(sharing.union_key))
        for one in (office, second):
            one.do(sharing.start)
            one.do(machines.put_name, "Máy đầu" if one is office else "Máy hai")
        yield office, second
        second.close()


def test_a_number_given_twice_is_proposed_alike_and_settled_once(pair: tuple[Desk, Desk]) -> None:
    first, second = pair
    (one,) = stored(first, an_initiative("Gá kẹp vải"))
    (other,) = stored(second, an_initiative("Xe đẩy phom"))
    numbers = [desk.look(initiatives.get, record).number for desk, record in ((first, one), (second, other))]
    assert numbers == [1, 1]
    for desk in (first, second, first):
        handing_over.send(desk)
    here, there = first.look(doubled.doubled), second.look(doubled.doubled)
    assert here == there
    (found,) = here
    assert (found.record, found.number, found.proposal) == (max(one, other), "1", "2")

    assert first.do(doubled.renumber, found.record).value == 2
    for desk in (first, second):
        handing_over.send(desk)
    assert first.look(doubled.doubled) == second.look(doubled.doubled) == ()
    assert second.look(initiatives.get, found.record).number == 2
    with pytest.raises(Refused, match=r"number\.not_doubled"):
        first.do(doubled.renumber, found.record)


def test_two_rounds_numbered_alike_get_a_number_each_while_one_is_open(
    pair: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds = [
        desk.do(payments.open_round, "union", stored(desk, an_initiative(f"Gá máy {at}"))).value
        for at, desk in enumerate(pair)
    ]
    exchange(*pair)
    (here,), (there,) = (
        [one for one in desk.look(doubled.doubled) if one.kind == "payment_round"] for desk in pair
    )
    assert here == there
    assert (here.record, here.number, here.proposal) == (max(rounds), "1", "2")

    monkeypatch.setattr(settling, "render_list", lambda *_, **__: Rendered(b"docx", b"pdf", 1))
    late = pair[0]
    lines = [line.id for line in late.look(payments.get, max(rounds)).lines]
    late.do(payments.mark, lines, Mark(PayeeState.PAID))
    settling.settle(late, max(rounds))  # its list is frozen: the older one, still open, gives way
    (found,) = [one for one in late.look(doubled.doubled) if one.kind == "payment_round"]
    assert (found.record, found.proposal) == (min(rounds), "2")
    with pytest.raises(Refused, match=r"right\.missing"):
        as_role(late, Role.CLERK).do(doubled.renumbering(found), found.record)
    assert late.do(doubled.renumbering(found), found.record).value == 2
    exchange(*pair)
    for desk in pair:
        assert [one for one in desk.look(doubled.doubled) if one.kind == "payment_round"] == []
        assert desk.look(payments.get, min(rounds)).round.number == 2


MARCH_2 = date(2026, 3, 2)


def exchange(*desks: Desk) -> None:
    """Each sends and takes in, so that all know what each saved."""
    for desk in (*desks, *desks):
        handing_over.send(desk)


@pytest.mark.usefixtures("quick_paper")
def test_a_pc_that_joined_numbers_nothing_of_the_union_and_says_who_does(pair: tuple[Desk, Desk]) -> None:
    first, second = pair
    letter = Entry(an_asking(), Issuing.UNION, "CV-CĐCS", "Xin hỗ trợ")
    draft = second.do(registers.draft, letter).value
    with pytest.raises(Refused, match=r"series\.no_keeper"):  # nothing has come from the first one yet
        registers.sign(second, draft, "", MARCH_2)
    exchange(first, second)
    with pytest.raises(Refused, match=r"series\.kept_elsewhere") as refused:
        registers.sign(second, draft, "", MARCH_2)
    assert refused.value.facts == {"machine": "Máy đầu"}
    own = first.do(registers.draft, letter).value
    assert registers.sign(first, own, "", MARCH_2).value.number == "01/CV-CĐCS"

    exchange(first, second)
    second.do(keepers.keep_here, Issuing.UNION)  # handed over
    assert registers.sign(second, draft, "", MARCH_2).value.number == "02/CV-CĐCS"
    exchange(second, first)
    third = first.do(registers.draft, letter).value
    with pytest.raises(Refused, match=r"series\.kept_elsewhere"):
        registers.sign(first, third, "", MARCH_2)


@pytest.mark.usefixtures("quick_paper")
def test_two_papers_signed_alike_are_a_task_until_another_paper_puts_it_right(
    pair: tuple[Desk, Desk],
) -> None:
    first, second = pair
    signed = []
    for at, desk in enumerate(pair):
        settled(desk)
        records = stored(desk, an_initiative(f"Sáng kiến máy {at}", entered_on=date(2026 - at, 1, 5)))
        signed.append(decisions.sign(desk, drafted(desk, records), "5", date(2026, 3, 2 + at)).value.id)
    exchange(first, second)
    here, there = first.look(doubled.doubled), second.look(doubled.doubled)
    assert here == there
    (found,) = [one for one in here if one.kind == "decision"]
    assert (found.record, found.number, found.proposal) == (signed[1], "05/QĐ-HL", "")
    with pytest.raises(Refused, match=r"number\.on_paper"):
        first.do(doubled.renumber, found.record)

    mend = Mending(Deed.CORRECTS, HEAD, ("Số của quyết định là 06/QĐ-HL",))
    registers.sign(first, first.do(mending.draft, found.record, mend).value, "7", date(2026, 3, 4))
    exchange(first, second)
    for desk in pair:
        assert [one for one in desk.look(doubled.doubled) if one.kind == "decision"] == []
