"""The disk fills at each write of a save, a backup, an import: nothing is lost, a sentence is said, work goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from helpers.builders import PASSPHRASE, a_clock, a_folder, an_initiative, stored
from helpers.small_disk import fill, mounted

from desktop import wording
from desktop.domain.problems import Refused
from desktop.services import backups, care, folders, importing, initiatives
from desktop.services.desk import Desk
from desktop.services.initiatives import ListQuery
from desktop.store import archive
from desktop.store.opening import RESERVE

KIB = 1024


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with mounted(tmp_path / "disk", "-o", "size=40m") as place:
        yield place


@pytest.fixture
def desk(disk: Path) -> Iterator[Desk]:
    """Twenty records on the small disk, and no reserve: what runs out has run out."""
    made = a_folder(disk / "so")
    stored(made.desk, *(an_initiative(f"Số {number}") for number in range(20)))
    (disk / "so" / RESERVE).unlink()
    yield made.desk
    made.desk.close()


def titles(desk: Desk) -> list[str]:
    rows = desk.look(initiatives.page, ListQuery(limit=1_000)).rows
    return sorted(line.row.title for line in rows)


def refusal_of(act: Callable[[int], object], leave: int) -> str:
    """The code of a refusal that has a sentence and says what to do; "" where it was done."""
    try:
        act(leave)
    except Refused as refused:
        said = wording.sentence(refused.code, refused.facts) != refused.code
        return refused.code if said and wording.advice(refused.code) else f"{refused.code} without words"
    return ""


def filled_by_steps(
    desk: Desk, step: int, most: int, act: Callable[[int], object], check: Callable[[bool], None]
) -> tuple[int, int]:
    """Leave ever more room until the deed is done; gives how often it was refused and how often it was done."""
    refused = done = 0
    ballast = desk.folder.parent / "ballast"
    for leave in range(0, most, step):
        desk.database.fold_log()  # every attempt begins with an empty log, so it meets the end at another write
        fill(ballast, leave=leave)
        code = refusal_of(act, leave)
        ballast.unlink()
        assert code in ("", "disk.full")
        refused, done = refused + bool(code), done + (not code)
        check(not code)
        if done > 1:
            break
    return refused, done


def test_at_each_write_of_a_save(desk: Desk) -> None:
    known = titles(desk)
    value = an_initiative("Đang gõ", sections={"content": "một đoạn dài " * 3_000})

    def save(leave: int) -> None:
        desk.do(initiatives.save, value)
        known.append("Đang gõ")

    def check(is_done: bool) -> None:
        assert titles(desk) == sorted(known)

    refused, done = filled_by_steps(desk, 4 * KIB, 4_000 * KIB, save, check)
    assert refused >= 20 and done == 2
    stored(desk, an_initiative("Sau khi có chỗ"))
    assert all(check.is_well for check in care.examine(desk).checks if check.code != "doctor.space")


def test_at_each_write_of_a_backup(desk: Desk) -> None:
    old = backups.back_up(desk)
    content = old.path.read_bytes()
    place = old.path.parent

    def back_up(leave: int) -> None:
        desk.clock.sleep(24 * 3_600)
        backups.back_up(desk)

    def check(is_done: bool) -> None:
        assert old.path.read_bytes() == content  # the old one goes only after a new one was proven
        there = sorted(place.glob(f"*{backups.SUFFIX}"))
        assert all(archive.check(path) for path in there)
        assert not [path for path in place.iterdir() if path not in there]

    refused, done = filled_by_steps(desk, 64 * KIB, 12_000 * KIB, back_up, check)
    assert refused >= 10 and done == 2
    stored(desk, an_initiative("Sau khi có chỗ"))
    assert backups.back_up(desk).files == 0


def test_a_backup_that_nobody_asked_for_stops_before_work_does(desk: Desk) -> None:
    ballast = desk.folder.parent / "ballast"
    fill(ballast, leave=6_000 * KIB)
    assert backups.automatic(desk, "daily").code == "backup.no_room"
    stored(desk, an_initiative("Vẫn lưu được"))
    ballast.unlink()


def test_at_each_write_of_an_import(desk: Desk, tmp_path: Path) -> None:
    before = titles(desk)
    lines = ["Tên sáng kiến,Tác giả,Ngày áp dụng"]
    lines += [f"Cải tiến khâu thứ {number} của chuyền may,Người {number},15/01/2026" for number in range(120)]
    table = tmp_path / "danh sách.csv"
    table.write_text("\n".join(lines), encoding="utf-8")
    plan = importing.plan(desk, table)
    rows = len(plan.rows)
    assert rows == 120

    def run(leave: int) -> None:
        desk.do(importing.run, importing.plan(desk, table))

    def check(is_done: bool) -> None:
        assert len(titles(desk)) == (len(before) + rows if is_done else len(before))

    refused, done = filled_by_steps(desk, 24 * KIB, 8_000 * KIB, run, check)
    assert refused >= 10 and done == 2
    assert all(check.is_well for check in care.examine(desk).checks if check.code != "doctor.space")


def test_the_reserve_lets_one_more_save_in(disk: Path) -> None:
    made = a_folder(disk / "dự phòng")
    fill(disk / "ballast")
    stored(made.desk, an_initiative("Nhờ khoản dự phòng"))
    assert not (made.desk.folder / RESERVE).exists()
    (disk / "ballast").unlink()
    made.desk.close()
    desk = folders.sign_in(disk / "dự phòng", PASSPHRASE, clock=a_clock())
    assert titles(desk) == ["Nhờ khoản dự phòng"]
    assert (desk.folder / RESERVE).exists()
    desk.close()
