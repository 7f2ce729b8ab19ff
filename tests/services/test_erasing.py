"""Erasing a person: gone from the register; counts and papers stay, the chain verifies, no restore brings it back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from helpers.builders import PASSPHRASE, a_clock, an_author, an_initiative, drafted, proposed, settled, stored
from sqlalchemy import text

from desktop.domain.access import Right
from desktop.domain.idea import Idea
from desktop.domain.person import PersonAlias
from desktop.domain.personal import ERASED
from desktop.domain.problems import Refused
from desktop.services import (
    audit,
    backups,
    care,
    decisions,
    drafts,
    erasing,
    folders,
    handing_over,
    ideas,
    initiatives,
    people,
    personal,
    undo,
)  # fmt: skip
from desktop.services.desk import Desk, Work, order
from desktop.services.erasing import Stays
from desktop.services.initiatives import ListQuery
from desktop.store import erased
from desktop.store.people import PERSON_ALIASES
from desktop.store.tables import metadata

NAME = "Nguyễn Thị Hằng"


@pytest.fixture
def hang(office: Desk) -> str:
    author = an_author(NAME, birth="1990-05-17", staff_code="HL-777")
    stored(office, an_initiative("Gá kẹp vải", authors=(author,)))
    (person,) = office.look(people.find_people, "hang")
    return person.id


def every_cell(desk: Desk) -> str:
    """All rows of all tables, bytes read as text; frozen papers have their own test."""
    with desk.database.read() as session:
        rows = [row for table in metadata.sorted_tables if table.name != "initiative_search"
                for row in session.execute(table.select()).all()]  # fmt: skip
        rows += session.execute(text("SELECT line FROM sync_change")).all()
    cells = (cell for row in rows for cell in row)
    return "\n".join(
        cell.decode(errors="replace") if isinstance(cell, bytes) else str(cell) for cell in cells
    )


def test_the_name_leaves_the_register_and_search_and_the_counts_stay(office: Desk, hang: str) -> None:
    before = office.look(initiatives.counts)
    office.do(drafts.keep, "initiative", f'{{"authors": [{{"person": "{hang}", "name": "{NAME}"}}]}}')
    assert NAME in every_cell(office)
    stays = erasing.erase(office, hang, "theo đơn ngày 05/03/2026")
    assert stays == Stays(initiatives=1, issued=0, payments=0, with_files=0)
    told = every_cell(office)
    assert NAME not in told and "HL-777" not in told and "1990-05-17" not in told
    assert office.look(initiatives.page, ListQuery(search="hang")).total == 0
    assert office.look(initiatives.counts) == before
    (row,) = office.look(initiatives.page, ListQuery(search="ga kep")).rows
    assert row.row.authors == ERASED
    assert office.look(people.find_people, "hang") == ()


def test_the_chain_of_history_still_verifies(office: Desk, hang: str) -> None:
    erasing.erase(office, hang, "theo đơn")
    found = audit.verify(office)
    assert found.broken_at is None
    assert office.look(erasing.listing)[0].reason == "theo đơn"


def test_it_cannot_be_taken_back(office: Desk, hang: str) -> None:
    erasing.erase(office, hang, "theo đơn")
    with pytest.raises(Refused, match=r"undo\.final"):
        office.do(undo.undo)
    assert not office.opened.person_keys.holds(hang)


def test_an_erasure_says_why_and_whom(office: Desk, hang: str) -> None:
    with pytest.raises(Refused, match=r"erase\.reason_missing"):
        erasing.erase(office, hang, " ")
    with pytest.raises(Refused, match=r"person\.missing"):
        erasing.erase(office, "p-nobody", "theo đơn")


def test_what_the_law_wants_kept_is_said_before_and_stays(office: Desk, hang: str) -> None:
    settled(office)
    ids = list(office.look(initiatives.ids, ListQuery()))
    proposed(office, ids)
    record = drafted(office, ids)
    decisions.sign(office, record, "05", date(2026, 3, 4))
    assert office.look(erasing.what_stays, hang).issued == 1
    frozen = office.look(decisions.get, record).files
    erasing.erase(office, hang, "theo đơn")
    assert office.look(decisions.get, record).files == frozen
    assert NAME in repr(office.look(decisions.get, record).facts)
    assert audit.verify(office).broken_at is None


def test_two_entries_of_one_human_being_go_together(office: Desk, hang: str) -> None:
    author = an_author("Hằng Nguyễn")
    (second,) = stored(office, an_initiative("Xe đẩy", authors=(author,)))
    old = office.look(initiatives.get, second).authors[0].person

    @order(Right.ENTER, "person.merge")
    def merged(work: Work) -> None:
        work.save(PERSON_ALIASES, PersonAlias(old, hang))

    office.do(merged)
    erasing.erase(office, hang, "theo đơn")
    assert "Hằng" not in every_cell(office)


def test_an_idea_loses_the_name_too(office: Desk, hang: str) -> None:
    office.do(ideas.save, Idea("", "Đèn báo kẹt chỉ", (an_author(NAME, person=hang),), "Chuyền may 3"))
    erasing.erase(office, hang, "theo đơn")
    assert NAME not in every_cell(office)
    assert audit.verify(office).broken_at is None


def test_a_backup_from_before_does_not_bring_the_name_back(office: Desk, hang: str, tmp_path: Path) -> None:
    out = tmp_path / "usb" / "truoc.sangkien-backup"
    backups.back_up(office, out)
    erasing.erase(office, hang, "theo đơn")
    backups.back_up(office, tmp_path / "usb" / "sau.sangkien-backup")  # brings the ledger along
    assert erased.known(tmp_path / "usb") == {hang}
    care.restore(out, tmp_path / "lai", PASSPHRASE, clock=a_clock())
    desk = folders.sign_in(tmp_path / "lai", PASSPHRASE, clock=a_clock())
    assert NAME not in every_cell(desk)
    assert audit.verify(desk).broken_at is None
    assert desk.look(personal.without_consent) == ()
    desk.close()


def test_a_power_cut_in_the_middle_is_finished_at_the_next_sign_in(office: Desk, hang: str) -> None:
    erased.note(office.folder, [hang])  # and the power goes
    office.close()
    desk = folders.sign_in(office.folder, PASSPHRASE, clock=a_clock())
    assert NAME not in every_cell(desk)
    assert not desk.opened.person_keys.holds(hang)
    desk.close()


def sent(office: Desk, state: str) -> None:
    """As if the portal had answered."""
    with office.database.write() as session:
        session.execute(text("UPDATE sync_change SET state = :state"), {"state": state})


@pytest.mark.parametrize(("state", "waiting"), [("complete", 0), ("frozen", 1), ("unknown", 1)])
def test_of_what_the_portal_received_the_fingerprint_stays_and_the_body_goes(
    office: Desk, hang: str, state: str, waiting: int
) -> None:
    settled(office)
    ids = list(office.look(initiatives.ids, ListQuery()))
    proposed(office, ids)
    decisions.sign(office, drafted(office, ids), "05", date(2026, 3, 4))
    assert office.do(handing_over.submit, ids).value.frozen
    sent(office, state)
    stays = erasing.erase(office, hang, "theo đơn")
    assert stays.waiting == waiting  # what still has to leave goes out unchanged, or not at all
    with office.database.read() as session:
        ((fingerprint, line),) = session.execute(text("SELECT fingerprint, line FROM sync_change")).all()
    assert fingerprint
    assert (NAME in bytes(line).decode()) == bool(waiting)
