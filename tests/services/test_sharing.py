"""One register on two PCs of a union, through a real portal: taken over, merged, or put to a person."""

from __future__ import annotations

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
    a_decision,
    a_folder,
    a_person,
    an_initiative,
    as_role,
    stored,
)
from sqlalchemy import text

from desktop import wording
from desktop.domain.access import Role
from desktop.domain.problems import Refused
from desktop.services import (
    backups,
    care,
    files,
    folders,
    handing_over,
    initiatives,
    likenesses,
    sharing,
)
from desktop.services.desk import Desk
from desktop.services.initiatives import ListQuery
from desktop.services.people import find_people
from desktop.services.sharing import Choice, TakenIn
from desktop.store.decisions import DECISIONS
from desktop.store.initiatives import INITIATIVES
from desktop.store.people import PEOPLE
from sync.portal import house
from sync.portal.serving import Served, serve_in_thread


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Served]:
    house.make(tmp_path / "cong", "Trạm nhà máy", a_clock(), Random(3).randbytes)
    with serve_in_thread(tmp_path / "cong", random=Random(4).randbytes) as served:
        yield served


@pytest.fixture
def pcs(tmp_path: Path, portal: Served) -> Iterator[tuple[Desk, Desk]]:
    """Two PCs that tell each other everything; the second took the union's key from the first's paper."""
    desks = [a_folder(tmp_path / name, seed=seed).desk for name, seed in (("a", 7), ("b", 8))]
    for desk in desks:
        handing_over.enrol(desk, portal.url, house.enrol_code(portal.portal, UNION.name))
    desks[1].do(sharing.join, desks[0].look(sharing.union_key))
    for desk in desks:
        desk.do(sharing.start)
    exchange(*desks)
    yield desks[0], desks[1]
    for desk in desks:
        desk.close()


def exchange(*desks: Desk) -> None:
    """Each sends and takes in until a merge that one had to make has reached the other."""
    for desk in desks * 3:
        assert handing_over.send(desk).stopped == ""


def edit(desk: Desk, record: str, **changed: object) -> None:
    value = desk.look(initiatives.get, record)
    desk.do(orders.put, INITIATIVES, replace(value, **changed))


def read(desk: Desk, record: str):
    return desk.look(initiatives.get, record)


def test_what_one_types_the_other_has_and_can_find(pcs) -> None:
    one, other = pcs
    (record,) = stored(one, an_initiative("Gá kẹp vải ba lớp"))

    exchange(one, other)

    assert read(other, record) == read(one, record)
    found = other.look(initiatives.page, ListQuery(search="ga kep")).rows
    assert [row.row.title for row in found] == ["Gá kẹp vải ba lớp"]
    assert sharing.take_in_all(other) == TakenIn()


def test_all_that_stood_before_is_told_too(tmp_path: Path, portal: Served) -> None:
    made = [a_folder(tmp_path / name, seed=seed).desk for name, seed in (("a", 7), ("b", 8))]
    one, other = made
    ids = stored(one, *(an_initiative(f"Cải tiến số {n}") for n in range(30)))
    for desk in made:
        handing_over.enrol(desk, portal.url, house.enrol_code(portal.portal, UNION.name))
    other.do(sharing.join, one.look(sharing.union_key))
    assert one.do(sharing.start).value >= 30

    exchange(one, other)

    assert [read(other, record) for record in ids] == [read(one, record) for record in ids]
    for desk in made:
        desk.close()


def test_different_fields_of_one_record_merge_on_both(pcs) -> None:
    one, other = pcs
    (record,) = stored(one, an_initiative("Gá kẹp", summary="Cũ"))
    exchange(one, other)
    edit(one, record, title="Gá kẹp vải")
    edit(other, record, summary="Kẹp được ba lớp một lần.")

    exchange(one, other)

    for desk in pcs:
        assert (read(desk, record).title, read(desk, record).summary) == (
            "Gá kẹp vải",
            "Kẹp được ba lớp một lần.",
        )
    assert other.look(sharing.tasks) == ()


def test_the_same_field_becomes_a_task_with_both_values_who_where_and_when(pcs) -> None:
    one, other = pcs
    (record,) = stored(one, an_initiative("Gá kẹp"))
    exchange(one, other)
    edit(one, record, title="Gá kẹp vải")
    edit(other, record, title="Bộ gá kẹp", summary="Của máy thứ hai")

    exchange(one, other)

    (task,) = other.look(sharing.tasks)
    (clash,) = task.conflicts
    assert (task.what, clash.path, clash.ours, clash.theirs) == (
        Choice.FIELDS,
        ("title",),
        "Bộ gá kẹp",
        "Gá kẹp vải",
    )
    assert (task.by, task.replica) == (one.user.id, one.replica)
    assert read(other, record).title == "Bộ gá kẹp"  # ours stands until somebody chose

    other.do(sharing.decide, task.id, {("title",): "theirs"})
    exchange(one, other)

    for desk in pcs:
        assert (read(desk, record).title, read(desk, record).summary) == ("Gá kẹp vải", "Của máy thứ hai")
    assert other.look(sharing.tasks) == ()


def test_while_a_choice_is_open_further_saves_of_the_other_do_not_decide_it(pcs) -> None:
    one, other = pcs
    (record,) = stored(one, an_initiative("Gá kẹp"))
    exchange(one, other)
    edit(one, record, title="Gá kẹp vải")
    edit(other, record, title="Bộ gá kẹp")
    exchange(one, other)
    edit(one, record, summary="Thêm phần tóm tắt")

    exchange(one, other)

    (task,) = other.look(sharing.tasks)
    assert [clash.path for clash in task.conflicts] == [("title",)]
    other.do(sharing.decide, task.id, {("title",): "ours"})
    exchange(one, other)
    for desk in pcs:
        assert (read(desk, record).title, read(desk, record).summary) == ("Bộ gá kẹp", "Thêm phần tóm tắt")


def test_an_edit_beats_a_deletion_which_stays_as_a_proposal(pcs) -> None:
    one, other = pcs
    records = stored(one, an_initiative("Sửa ở một, xóa ở hai"), an_initiative("Xóa ở một, sửa ở hai"))
    exchange(one, other)
    edit(one, records[0], summary="Đã sửa")
    other.do(orders.take, INITIATIVES, records[0])
    one.do(orders.take, INITIATIVES, records[1])
    edit(other, records[1], summary="Đã sửa")

    exchange(one, other)

    tasks = {task.record: task for task in other.look(sharing.tasks)}
    assert {task.what for task in tasks.values()} == {Choice.DELETION}
    assert [read(other, record).summary for record in records] == ["Đã sửa", "Đã sửa"]

    other.do(sharing.decide, tasks[records[0]].id, {(): "theirs"})
    other.do(sharing.decide, tasks[records[1]].id, {(): "theirs"})
    exchange(one, other)

    assert read(one, records[0]).summary == read(other, records[0]).summary == "Đã sửa"
    for desk in pcs:
        with pytest.raises(Refused):
            read(desk, records[1])


def test_an_issued_paper_is_never_merged(pcs) -> None:
    one, other = pcs
    issued = a_decision("d1", facts='{"number":"05/QĐ-HL"}')
    one.do(orders.put, DECISIONS, issued)
    exchange(one, other)
    one.do(orders.put, DECISIONS, replace(issued, reason="lý do của máy một"))
    other.do(orders.put, DECISIONS, replace(issued, series="khác"))

    exchange(one, other)

    (task,) = other.look(sharing.tasks)
    assert (task.what, task.kind) == (Choice.WHOLE, "decision")


def test_many_deletions_at_once_wait_for_an_administrator(pcs, tmp_path: Path) -> None:
    one, other = pcs
    people = [a_person(f"p{n}", f"Nguyễn Văn {n}") for n in range(60)]
    one.do(orders.put_new, PEOPLE, people)
    exchange(one, other)
    for person in people:
        one.do(orders.take, PEOPLE, person.id)
    handing_over.send(one)
    handing_over.send(other)

    with pytest.raises(Refused, match=r"sharing\.many_deleted"):
        sharing.take_in_all(other)
    assert other.look(sharing.state).waiting == 60
    assert "tự sao lưu trước" in wording.advice("sharing.many_deleted")

    with pytest.raises(Refused, match=r"right\.missing"):
        sharing.allow_deletions(as_role(other, Role.OFFICER))
    assert sharing.allow_deletions(other).deleted == 60

    (kept,) = (other.folder / "backups").glob(f"*{backups.SUFFIX}")
    care.restore(kept, tmp_path / "trước khi nhận", PASSPHRASE)
    before = folders.sign_in(tmp_path / "trước khi nhận", PASSPHRASE)
    assert {person.id for person in people} <= {one.id for one in before.look(find_people, "Nguyễn Văn", 100)}
    before.close()


def test_a_key_that_was_typed_wrong_changes_nothing(office: Desk) -> None:
    with pytest.raises(Refused, match=r"sharing\.key_wrong"):
        office.do(sharing.join, "AGE-SECRET-KEY-1QQQ")


def test_only_an_administrator_sees_the_union_s_key(office: Desk) -> None:
    with pytest.raises(Refused, match=r"right\.missing"):
        as_role(office, Role.CLERK).look(sharing.union_key)


def test_files_go_along_and_are_stored_as_if_they_had_been_attached_here(pcs) -> None:
    one, other = pcs
    large = ("Số đo trước và sau\n" * 40_000).encode()
    photo = files.attach_bytes(one, large, "số đo.txt")
    (record,) = stored(one, an_initiative("Có ảnh", attachments=(photo,)))

    exchange(one, other)

    assert read(other, record).attachments == (photo,)
    assert other.files.get(photo.file) == large
    edit(other, record, summary="Thêm chữ")
    exchange(one, other)
    told = [row for row in _told(other) if row.startswith(photo.file)]
    assert len(told) == 3  # its parts were told once


def _told(desk: Desk) -> list[str]:
    with desk.database.read() as session:
        return [
            row[0] for row in session.execute(text("SELECT record FROM sync_change WHERE kind = 'file_part'"))
        ]


def test_one_initiative_typed_on_both_pcs_is_kept_twice_and_pointed_out_on_both(pcs) -> None:
    one, other = pcs
    (here,) = stored(one, an_initiative("Chế tạo xe đẩy phom có khóa bánh"))
    (there,) = stored(other, an_initiative("Làm xe đẩy khuôn phom có khoá bánh xe"))

    exchange(one, other)

    for desk in pcs:
        assert [hint.id for hint in desk.look(likenesses.alike_to, here)] == [there]
        assert {row.row.id for row in desk.look(initiatives.page, ListQuery()).rows} == {here, there}

    other.do(likenesses.say, here, there, is_same=True, note="Hai tổ cùng gõ")
    exchange(one, other)

    (hint,) = one.look(likenesses.alike_to, there)
    assert hint.view is not None and (hint.view.is_same, hint.view.note) == (True, "Hai tổ cùng gõ")
    assert len(one.look(initiatives.page, ListQuery()).rows) == 2, "nothing is taken away by itself"


def test_a_portal_that_is_empty_all_at_once_takes_nothing_away(pcs, portal: Served) -> None:
    """Put back from before anything came: nobody loses a row, and the portal has everything again."""
    one, other = pcs
    records = stored(one, *(an_initiative(f"Cải tiến số {n}") for n in range(5)))
    exchange(one, other)
    with portal.portal.database.write() as session:
        for table in ("feed", "unit_head", "held_base", "change_file", "change", "record", "envelope"):
            session.execute(text(f'DELETE FROM "{table}"'))
    assert house.stats(portal.portal)["changes"] == 0
    object.__setattr__(portal.portal, "epoch", house.start_epoch(portal.portal))

    exchange(one, other)

    for desk in pcs:
        assert {row.row.id for row in desk.look(initiatives.page, ListQuery()).rows} == set(records)
        assert desk.look(sharing.tasks) == ()
    assert house.stats(portal.portal)["changes"] >= len(records)
