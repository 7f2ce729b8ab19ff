"""Two PCs gave one number twice: found when what came was taken in, renumbered by somebody's word, alike on both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.builders import UNION, a_folder, an_initiative, stored

from desktop.domain.problems import Refused
from desktop.services import doubled, handing_over, initiatives, sharing
from desktop.services.desk import Desk
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
    assert (found.record, found.number, found.proposal) == (max(one, other), 1, 2)

    assert first.do(doubled.renumber, found.record).value == 2
    for desk in (first, second):
        handing_over.send(desk)
    assert first.look(doubled.doubled) == second.look(doubled.doubled) == ()
    assert second.look(initiatives.get, found.record).number == 2
    with pytest.raises(Refused, match=r"number\.not_doubled"):
        first.do(doubled.renumber, found.record)
