"""To a real portal on loopback: frozen, sent once, receipts verified; what is protected never arrives in clear."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from helpers import orders
from helpers.builders import (
    PASSPHRASE,
    TODAY,
    UNION,
    a_clock,
    a_protected_initiative,
    a_recognition,
    an_initiative,
    as_role,
    stored,
)
from helpers.ports import a_port

from desktop.domain.access import Role
from desktop.domain.house import Release
from desktop.domain.initiative import Initiative
from desktop.domain.problems import Refused
from desktop.services import files, folders, handed, handing_over, initiatives, personal, undo
from desktop.services.desk import Desk
from desktop.services.handing_over import Submitted
from desktop.services.initiatives import ListQuery
from desktop.store.initiatives import INITIATIVES
from sync.outbox_questions import PortalState
from sync.portal import house
from sync.portal.serving import Served, serve_in_thread

SECRET = "bảy phần ba"


@pytest.fixture(scope="module")
def portal_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("portal") / "cong"
    house.make(folder, "Cổng mẫu", a_clock(), Random(3).randbytes)
    return folder


@contextmanager
def answering(folder: Path, port: int = 0) -> Iterator[Served]:
    with serve_in_thread(folder, port=port, random=Random(4).randbytes) as served:
        yield served


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Served]:
    folder = tmp_path / "cong"
    house.make(folder, "Cổng mẫu", a_clock(), Random(3).randbytes)
    with answering(folder) as served:
        yield served


def enrolled(desk: Desk, portal: Served) -> Desk:
    handing_over.enrol(desk, portal.url, house.enrol_code(portal.portal, UNION.name))
    return desk


def recognised(desk: Desk, *values: Initiative) -> list[str]:
    ids = stored(desk, *values)
    for record in ids:
        value = desk.look(initiatives.get, record)
        desk.do(orders.put, INITIATIVES, replace(value, recognition=a_recognition()))
    return list(ids)


def submitted(desk: Desk, ids: list[str], release: Release | None = None) -> Submitted:
    return desk.do(handing_over.submit, ids, release).value


def test_freezing_sends_nothing_and_says_what_became_of_each(office: Desk) -> None:
    ids = recognised(
        office,
        an_initiative("Đủ"),
        an_initiative("Không nộp", release=Release.NONE),
        an_initiative("Thiếu", authors=()),
    )
    assert {row.title for row in office.look(handed.ready).rows} == {"Đủ", "Thiếu"}
    done = submitted(office, [*ids, "nobody"])
    assert done.frozen == (ids[0],)
    assert done.not_released == (ids[1],)
    assert [item.id for item in done.incomplete] == [ids[2], "nobody"]
    assert all(item.problems for item in done.incomplete)
    again = submitted(office, [ids[0]])
    assert (again.frozen, again.unchanged) == ((), (ids[0],))
    page = office.look(initiatives.page, ListQuery(search="đủ"))
    assert page.rows[0].portal == "frozen"


def test_a_level_that_was_asked_for_is_kept(office: Desk) -> None:
    ids = recognised(office, an_initiative())
    submitted(office, ids, Release.TITLE)
    assert office.look(initiatives.get, ids[0]).release is Release.TITLE


def test_authors_who_never_agreed_are_told_and_hold_nothing_back(office: Desk) -> None:
    first, second = recognised(office, an_initiative("Xe đẩy phom"), an_initiative("Cữ may viền"))
    people = {record: office.look(initiatives.get, record).authors[0] for record in (first, second)}
    assert submitted(office, [second], Release.TITLE).without_consent == ()  # no name leaves
    office.do(personal.record_consent, [people[first].person], TODAY, "Danh sách số 1")
    done = submitted(office, [first, second], Release.FULL)
    assert set(done.frozen) == {first, second}
    assert done.without_consent == (people[second].name,)


def test_an_edit_after_freezing_makes_the_next_change(office: Desk) -> None:
    ids = recognised(office, an_initiative())
    submitted(office, ids)
    value = office.look(initiatives.get, ids[0])
    stored(office, replace(value, summary="Kể rõ hơn về bộ gá."))
    assert submitted(office, ids).frozen == tuple(ids)


def test_nothing_to_submit_is_told(office: Desk) -> None:
    with pytest.raises(Refused, match=r"submit\.nothing"):
        submitted(office, [])


def test_sent_received_and_proven_and_sending_again_sends_nothing(
    office: Desk, portal: Served, tmp_path: Path
) -> None:
    (tmp_path / "ảnh.txt").write_text("trước và sau", encoding="utf-8")
    photo = files.attach(office, tmp_path / "ảnh.txt")
    ids = recognised(office, an_initiative("Gá kẹp", attachments=(photo,)), a_protected_initiative(SECRET))
    submitted(office, ids)
    enrolled(office, portal)
    first = handing_over.send(office)
    assert (first.stopped, first.sent, first.complete) == ("", 2, 2)
    shown = office.look(handed.receipts)
    assert {item.record for item in shown} == set(ids)
    assert all(item.verified and item.portal == "Cổng mẫu" for item in shown)
    # the photo came after the text: two receipts for that record, one for the other
    assert sorted((ids.index(item.record), item.state) for item in shown) == [
        (0, "complete"),
        (0, "received"),
        (1, "complete"),
    ]
    assert [item.record for item in office.look(handed.receipts, ids[1])] == [ids[1]]
    second = handing_over.send(office)
    assert (second.stopped, second.sent) == ("", 0)
    stats = house.stats(portal.portal)
    assert (stats["records"], stats["changes"], stats["files"]) == (2, 2, 1)
    assert {row.id for row, _ in office.look(handed.at_portal, list(PortalState)).rows} == set(ids)
    assert office.look(handed.ready).rows == ()
    assert office.look(initiatives.timeline, ids[0])[-1].code.startswith("portal.")


def test_what_is_protected_is_nowhere_in_the_portals_folder(
    office: Desk, portal: Served, tmp_path: Path
) -> None:
    ids = recognised(office, a_protected_initiative(SECRET, public_title="Nhuộm lại vải"))
    submitted(office, ids)
    enrolled(office, portal)
    assert handing_over.send(office).complete == 1
    exported = tmp_path / "cong.ndjson"
    assert house.export(portal.portal, exported) == 1
    told = exported.read_bytes()
    assert "Nhuộm lại vải".encode() in told
    places = [path for path in (tmp_path / "cong").rglob("*") if path.is_file()]
    for data in (told, *(path.read_bytes() for path in places)):
        assert SECRET.encode() not in data


def test_a_portal_that_is_down_leaves_the_work_waiting(office: Desk, portal_folder: Path) -> None:
    ids = recognised(office, an_initiative())
    submitted(office, ids)
    port = a_port()
    with answering(portal_folder, port) as served:
        enrolled(office, served)
    result = handing_over.send(office)
    assert (result.stopped, result.sent) == ("unreachable", 0)
    assert office.look(handing_over.states, ids)[ids[0]].state.value == "frozen"
    with answering(portal_folder, port):
        assert handing_over.send(office).complete == 1


def test_before_enrolment_nothing_is_sent(office: Desk) -> None:
    submitted(office, recognised(office, an_initiative()))
    assert handing_over.send(office).stopped == "not_enrolled"


def test_a_code_typed_wrong_is_told_before_anything_is_sent(office: Desk, portal: Served) -> None:
    code = house.enrol_code(portal.portal, UNION.name)
    with pytest.raises(Refused, match=r"code\."):
        handing_over.enrol(office, portal.url, code[:-4])
    with pytest.raises(Refused) as refused:
        handing_over.enrol(office, "http://127.0.0.1:9", code)
    assert refused.value.code == "unreachable"


def test_who_may_not_submit_neither_enrols_nor_sends(office: Desk) -> None:
    reader = as_role(office, Role.READER)
    with pytest.raises(Refused, match=r"right\.missing"):
        handing_over.send(reader)
    with pytest.raises(Refused, match=r"right\.missing"):
        handing_over.enrol(reader, "http://127.0.0.1:9", "x")


def test_beside_another_program_nothing_is_sent(office: Desk) -> None:
    beside = folders.sign_in(office.folder, PASSPHRASE, write=False, clock=a_clock())
    for deed in (
        lambda: handing_over.send(beside),
        lambda: handing_over.enrol(beside, "http://127.0.0.1:9", "x"),
    ):
        with pytest.raises(Refused, match=r"folder\.busy"):
            deed()
    beside.close()


def test_undoing_a_save_after_freezing_leaves_what_was_frozen(office: Desk, portal: Served) -> None:
    ids = recognised(office, an_initiative("Gá kẹp"))
    submitted(office, ids)
    value = office.look(initiatives.get, ids[0])
    stored(office, replace(value, summary="Khác hẳn."))
    office.do(undo.undo)
    enrolled(office, portal)
    assert handing_over.send(office).complete == 1
    assert submitted(office, ids).unchanged == tuple(ids)
