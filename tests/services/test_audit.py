"""The audit chain told, and what holds it from outside: the second copy of its head, receipts, backups, paper."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from helpers import orders
from helpers.builders import (
    PASSPHRASE,
    UNION,
    a_clock,
    a_folder,
    a_recognition,
    an_initiative,
    as_role,
    stored,
)
from sqlalchemy import text

from desktop.domain.access import Role
from desktop.domain.problems import Refused
from desktop.services import audit, backups, care, folders, handing_over, initiatives
from desktop.services.desk import Desk
from desktop.store import chain, head_copy
from desktop.store.chain import Anchor
from desktop.store.initiatives import INITIATIVES
from sync import outbox
from sync.portal import house
from sync.portal.serving import Served, serve_in_thread


def test_an_honest_folder(office: Desk) -> None:
    before = audit.verify(office)
    stored(office, an_initiative())
    after = audit.verify(office)
    assert (after.is_well, after.broken_at) == (True, None)
    assert after.operations == before.operations + 1
    assert after.head != before.head
    assert after.anchor.startswith(f"{after.operations}:{after.head}:")


def test_a_folder_that_somebody_went_behind(office: Desk) -> None:
    stored(office, an_initiative())
    with office.database.write() as session:
        session.execute(text("UPDATE operation SET user = 'x' WHERE seq = 1"))
    assert audit.verify(office).broken_at == 1


def test_each_entry_keeps_what_was_learned_of_the_clock(office: Desk) -> None:
    stored(office, an_initiative())
    with office.database.read() as session:
        assert session.execute(text("SELECT skew_ms FROM operation ORDER BY seq DESC")).scalar() is None


# --- the second copy


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed folder with five entries more than the first."""
    made = a_folder(tmp_path / "so")
    stored(made.desk, *(an_initiative(f"Số {number}") for number in range(5)))
    made.desk.close()
    return tmp_path / "so"


def reopened(folder: Path) -> Desk:
    return folders.sign_in(folder, PASSPHRASE, clock=a_clock())


def cut_tail(desk: Desk, entries: int) -> None:
    """The newest entries and all that they wrote, as a damaged log or somebody with the key would."""
    with desk.database.write() as session:
        session.execute(text("PRAGMA defer_foreign_keys = ON"))
        last = chain.head(session).operations - entries
        gone = (
            session.execute(text("SELECT seq FROM initiative WHERE operation > :s"), {"s": last})
            .scalars()
            .all()
        )
        for table in ("author", "attachment"):
            for seq in gone:
                session.execute(text(f"DELETE FROM {table} WHERE initiative = :s"), {"s": seq})
        for table in ("initiative", "person", "workshop", "history"):
            session.execute(text(f"DELETE FROM {table} WHERE operation > :s"), {"s": last})
        session.execute(text("DELETE FROM operation WHERE seq > :s"), {"s": last})


def test_the_second_copy_follows_each_save(office: Desk) -> None:
    for number in range(4):
        stored(office, an_initiative(f"Số {number}"))
        with office.database.read() as session:
            assert office.opened.head_copy.read() == replace(chain.head(session), source="copy")


def test_lost_committed_work_is_noticed(folder: Path) -> None:
    desk = reopened(folder)
    cut_tail(desk, 2)
    desk.close()
    desk = reopened(folder)
    assert desk.opened.head_fault == "audit.copy_ahead"
    found = audit.verify(desk)
    assert found.fault is not None and (found.fault.code, found.fault.source) == ("audit.cut", "copy")
    assert not found.is_well
    assert "audit.copy_ahead" in {check.code for check in care.examine(desk).checks if not check.is_well}
    before = desk.opened.head_copy.path.read_bytes()
    stored(desk, an_initiative("Nhập tiếp"))
    assert desk.opened.head_copy.path.read_bytes() == before  # evidence is not written over
    desk.close()


def test_a_whole_rewrite_is_noticed(folder: Path) -> None:
    desk = reopened(folder)
    with desk.database.write() as session:
        session.execute(text("UPDATE operation SET user = 'somebody' WHERE seq = 2"))
        previous = b""
        for row, steps in list(chain._walk(session)):
            previous = chain.link(previous, chain._entry(row, steps))
            session.execute(
                text("UPDATE operation SET chain = :c WHERE seq = :s"), {"c": previous, "s": row.seq}
            )
    desk.close()
    desk = reopened(folder)
    assert desk.opened.head_fault == "audit.copy_differs"
    fault = audit.verify(desk).fault
    assert fault is not None and fault.code == "audit.rewritten"
    desk.close()


def test_a_copy_that_lags_behind_is_brought_up(folder: Path) -> None:
    """A sudden death between commit and copy: the database is ahead, nothing is wrong."""
    copied = folder / head_copy.FILE
    before = copied.read_bytes()
    desk = reopened(folder)
    stored(desk, an_initiative("Sau"))
    desk.close()
    copied.write_bytes(before)
    desk = reopened(folder)
    assert desk.opened.head_fault == ""
    assert audit.verify(desk).is_well
    desk.close()


@pytest.mark.parametrize("deed", ["gone", "flipped", "of another folder"])
def test_a_copy_that_was_tampered_with_is_told(folder: Path, tmp_path: Path, deed: str) -> None:
    copied = folder / head_copy.FILE
    if deed == "gone":
        copied.unlink()
    elif deed == "flipped":
        copied.write_bytes(bytes(byte ^ 1 for byte in copied.read_bytes()))
    else:
        made = a_folder(tmp_path / "khác", seed=99)
        stored(made.desk, *(an_initiative(f"{n}") for n in range(9)))
        made.desk.close()
        shutil.copy(tmp_path / "khác" / head_copy.FILE, copied)
    desk = reopened(folder)
    assert desk.opened.head_fault == ("audit.copy_missing" if deed == "gone" else "audit.copy_damaged")
    assert not audit.verify(desk).is_well
    desk.close()


def test_an_administrator_may_go_on_and_history_keeps_that(folder: Path) -> None:
    (folder / head_copy.FILE).unlink()
    desk = reopened(folder)
    with pytest.raises(Refused, match=r"right\.missing"):
        audit.accept_copy(as_role(desk, Role.CLERK))
    assert audit.accept_copy(desk) == "audit.copy_missing"
    assert audit.verify(desk).is_well
    with pytest.raises(Refused, match=r"audit\.copy_fits"):
        audit.accept_copy(desk)
    with desk.database.read() as session:
        label = session.execute(text("SELECT label FROM operation ORDER BY seq DESC")).scalar()
    assert label == "audit.accept"
    desk.close()
    desk = reopened(folder)
    assert desk.opened.head_fault == ""
    desk.close()


# --- anchors elsewhere


def test_a_backup_anchors_the_chain(office: Desk) -> None:
    stored(office, an_initiative())
    backups.back_up(office)
    stored(office, an_initiative("Sau bản sao lưu"))
    cut_tail(office, 2)
    (office.folder / head_copy.FILE).unlink()
    fault = audit.verify(office).fault
    assert fault is not None and (fault.code, fault.source) == ("audit.cut", "backup")


def test_a_mark_on_paper_anchors_the_chain(office: Desk) -> None:
    stored(office, an_initiative(), an_initiative("Hai"))
    paper = audit.verify(office).anchor
    cut_tail(office, 1)
    (office.folder / head_copy.FILE).unlink()
    assert audit.verify(office).fault is None  # a cut tail without a later anchor is not seen
    fault = audit.verify(office, [paper]).fault
    assert fault is not None and (fault.code, fault.source) == ("audit.cut", "paper")
    with pytest.raises(Refused, match=r"audit\.anchor_malformed"):
        audit.verify(office, ["12:abc"])


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Served]:
    house.make(tmp_path / "cong", "Cổng mẫu", a_clock(), Random(3).randbytes)
    with serve_in_thread(tmp_path / "cong", random=Random(4).randbytes) as served:
        yield served


def test_a_receipt_anchors_the_chain_by_the_portals_signature(office: Desk, portal: Served) -> None:
    handing_over.enrol(office, portal.url, house.enrol_code(portal.portal, UNION.name))
    (record,) = stored(office, an_initiative())
    value = office.look(initiatives.get, record)
    office.do(orders.put, INITIATIVES, replace(value, recognition=a_recognition()))
    office.do(handing_over.submit, [record])
    with office.database.read() as session:
        claimed = Anchor.parse(outbox.audit_head(session))
        assert claimed == chain.head(session)
    handing_over.send(office)
    with office.database.read() as session:
        (anchor,) = chain.of_receipts(session)
    assert claimed == replace(anchor, source="")
    assert audit.verify(office).is_well
    (office.folder / head_copy.FILE).unlink()
    with office.database.write() as session:
        session.execute(text("UPDATE operation SET user = 'somebody' WHERE seq = 2"))
        previous = b""
        for row, steps in list(chain._walk(session)):
            previous = chain.link(previous, chain._entry(row, steps))
            session.execute(
                text("UPDATE operation SET chain = :c WHERE seq = :s"), {"c": previous, "s": row.seq}
            )
    fault = audit.verify(office).fault
    assert fault is not None and (fault.code, fault.source) == ("audit.rewritten", "receipt")
    stored(office, an_initiative("Sau khi gửi"))
    with office.database.read() as session:
        skew = session.execute(text("SELECT skew_ms FROM operation ORDER BY seq DESC")).scalar()
    assert isinstance(skew, int)  # the portal's clock is known now


def test_after_a_restore_the_lost_branch_is_no_fault(office: Desk, portal: Served, tmp_path: Path) -> None:
    done = backups.back_up(office, tmp_path / "b.zip")
    stored(office, an_initiative(), an_initiative("Hai"))
    later = audit.verify(office).anchor
    care.restore(done.path, tmp_path / "mới", PASSPHRASE, clock=a_clock(), random=Random(5).randbytes)
    desk = reopened(tmp_path / "mới")
    stored(desk, *(an_initiative(f"Sau {number}") for number in range(4)))
    assert audit.verify(desk, [later]).is_well
    assert audit.verify(desk).is_well
    desk.close()


# --- rows past the program


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE initiative SET summary = 'khác' WHERE seq = 1",
        "UPDATE author SET share = 9999 WHERE initiative = 1",
        "UPDATE initiative SET tombstone = 1 WHERE seq = 2",
        "UPDATE user_account SET roles = '[\"reader\"]'",
    ],
)
def test_a_row_that_was_changed_past_the_program_is_told(office: Desk, statement: str) -> None:
    stored(office, an_initiative(), an_initiative("Hai"))

    def check() -> tuple[bool, object]:
        found = next(check for check in care.examine(office).checks if check.code == "doctor.rows")
        return found.is_well, found.facts["count"]

    assert check() == (True, 0)
    with office.database.write() as session:
        session.execute(text(statement))
    assert check() == (False, 1)
    assert audit.verify(office).is_well  # the chain alone does not see it
