"""Two folders of one union and a stick between them, no portal: what one saves the other's register has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.builders import a_folder, an_initiative, as_role, stored

from desktop.domain.access import Role
from desktop.domain.problems import Refused
from desktop.services import initiatives, machines, sharing, union_bundles
from desktop.services.desk import Desk
from desktop.services.union_bundles import FromPc


@pytest.fixture
def pcs(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    here, there = a_folder(tmp_path / "a").desk, a_folder(tmp_path / "b", seed=8).desk
    here.do(sharing.start)
    there.do(sharing.join, here.look(sharing.union_key))
    there.do(sharing.start)
    yield here, there
    here.close()
    there.close()


def code_of(work, *arguments, **wishes) -> str:
    with pytest.raises(Refused) as refused:
        work(*arguments, **wishes)
    return refused.value.code


def test_a_stick_between_two_pcs_brings_the_register_over(pcs: tuple[Desk, Desk], tmp_path: Path) -> None:
    here, there = pcs
    here.do(machines.put_name, "Máy văn phòng")
    (record,) = stored(here, an_initiative("Gá kẹp"))
    stick = tmp_path / "may.goi"
    written = union_bundles.write_out(here, stick)
    assert written.volumes == (stick,)
    assert stick.stat().st_size <= 2_000_000
    found = union_bundles.take_any(there, stick)
    assert isinstance(found, FromPc)
    assert (found.pc, found.held, found.again) == ("Máy văn phòng", False, False)
    assert there.look(initiatives.get, record).title == "Gá kẹp"
    again = union_bundles.take_any(there, stick)
    assert isinstance(again, FromPc)
    assert (again.again, again.changes) == (True, 0)
    assert code_of(union_bundles.take_any, here, stick) == "bundle.own"


def test_one_that_came_too_early_is_listed_with_what_it_waits_for(
    pcs: tuple[Desk, Desk], tmp_path: Path
) -> None:
    here, there = pcs
    union_bundles.take_any(there, *_carried(here, tmp_path / "1.goi"))
    union_bundles.take_any(here, *_carried(there, tmp_path / "2.goi"))  # says how far it has come
    stored(here, an_initiative("Băng tải"))
    lost = _carried(here, tmp_path / "3.goi")[0]
    third = a_folder(tmp_path / "c", seed=9).desk
    third.do(sharing.join, here.look(sharing.union_key))
    found = union_bundles.take_any(third, lost)
    assert isinstance(found, FromPc)
    assert (found.held, found.missing) == (True, (1,))
    (waits,) = third.look(union_bundles.held)
    assert (waits.number, waits.missing) == (2, (1,))
    everything = tmp_path / "4.goi"
    union_bundles.write_out(here, everything, everything=True)
    union_bundles.take_any(third, everything)
    assert third.look(union_bundles.held) == ()
    third.close()


def test_what_cannot_be_done_is_refused(pcs: tuple[Desk, Desk], tmp_path: Path) -> None:
    here, _ = pcs
    alone = a_folder(tmp_path / "x", seed=5).desk
    assert code_of(union_bundles.write_out, alone, tmp_path / "x.goi") == "sharing.off"
    (tmp_path / "y.goi").write_bytes(b"rac")
    assert code_of(union_bundles.take_any, here, tmp_path / "y.goi") == "bundle.damaged"
    assert code_of(union_bundles.take_any, here, tmp_path / "z.goi") == "bundle.missing"
    stored(here, an_initiative("Gá kẹp"))
    street = _carried(here, tmp_path / "w.goi")[0]
    assert code_of(union_bundles.take_any, alone, street) in {"bundle.not_for_us", "not_enrolled"}
    assert code_of(union_bundles.write_out, as_role(here, Role.READER), tmp_path / "r.goi") == "right.missing"
    alone.close()


def _carried(desk: Desk, path: Path) -> tuple[Path]:
    union_bundles.write_out(desk, path)
    return (path,)
