"""A data folder that cannot be opened says why, and nothing in it is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from helpers.builders import PASSPHRASE, UNION, WEAK, a_clock, a_folder, an_initiative, stored
from helpers.small_disk import fill, mounted
from sqlalchemy import text

from desktop.domain.initiative import Initiative
from desktop.domain.problems import Refused
from desktop.services import folders, initiatives
from desktop.services.desk import Desk
from desktop.services.initiatives import ListQuery
from desktop.store import opening
from desktop.store.opening import RESERVE

ROOT = Path(__file__).parents[2]
MEGABYTE = 1024 * 1024


@contextmanager
def another_program(folder: Path) -> Iterator[None]:
    """A second program that holds the folder open."""
    command = [
        sys.executable,
        str(ROOT / "tests" / "helpers" / "second_program.py"),
        "hold",
        str(folder),
        PASSPHRASE,
    ]
    places = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=places
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        yield
        other.communicate("enough\n", timeout=120)


def closed_folder(path: Path, *titles: str) -> None:
    made = a_folder(path)
    stored(made.desk, *(an_initiative(title) for title in titles))
    made.desk.close()


def titles(desk: Desk) -> list[str]:
    page = desk.look(initiatives.page, ListQuery(descending=False, limit=1_000))
    return [line.row.title for line in page.rows]


def opened_again(path: Path, *, write: bool = True) -> list[str]:
    desk = folders.sign_in(path, PASSPHRASE, write=write, clock=a_clock())
    try:
        return titles(desk)
    finally:
        desk.close()


def test_a_new_folder_is_for_its_owner_alone(tmp_path: Path) -> None:
    closed_folder(tmp_path / "so")
    assert (tmp_path / "so").stat().st_mode & 0o077 == 0


def test_a_folder_with_something_in_it_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "thư.txt").write_text("của người khác", encoding="utf-8")
    with pytest.raises(Refused, match=r"folder\.not_empty"):
        a_folder(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thư.txt"]


def test_making_that_fails_leaves_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise Refused("disk.full")

    with monkeypatch.context() as broken:
        broken.setattr(opening, "_migrate", full)
        with pytest.raises(Refused, match=r"disk\.full"):
            a_folder(tmp_path / "so")
    assert not folders.exists(tmp_path / "so")
    closed_folder(tmp_path / "so", "Gá kẹp")
    assert opened_again(tmp_path / "so") == ["Gá kẹp"]


def test_a_second_program_may_read_but_not_write(tmp_path: Path) -> None:
    folder = tmp_path / "so"
    closed_folder(folder, "Gá kẹp")
    with another_program(folder):
        with pytest.raises(Refused, match=r"folder\.busy"):
            folders.sign_in(folder, PASSPHRASE)
        desk = folders.sign_in(folder, PASSPHRASE, write=False, clock=a_clock())
        assert titles(desk) == ["Gá kẹp"]
        with pytest.raises(Refused, match=r"folder\.busy"):
            desk.do(initiatives.save, an_initiative())
        desk.close()
    assert opened_again(folder) == ["Gá kẹp"]


def test_a_reader_sees_what_the_holder_saves_meanwhile(tmp_path: Path) -> None:
    made = a_folder(tmp_path / "so")
    reader = folders.sign_in(tmp_path / "so", PASSPHRASE, write=False, clock=a_clock())
    stored(made.desk, an_initiative("Gá kẹp"))
    assert titles(reader) == ["Gá kẹp"]
    reader.close()
    made.desk.close()


def test_a_wrong_passphrase_gives_the_lock_back(tmp_path: Path) -> None:
    closed_folder(tmp_path / "so")
    with pytest.raises(Refused, match=r"key\.wrong"):
        folders.sign_in(tmp_path / "so", "không phải")
    assert opened_again(tmp_path / "so") == []


def test_papers_that_a_sudden_death_left_in_clear_are_gone_at_the_next_opening(tmp_path: Path) -> None:
    closed_folder(tmp_path / "so")
    left = tmp_path / "so" / "scratch" / "tmp1"
    left.mkdir(parents=True)
    (left / "paper.pdf").write_bytes(b"%PDF in clear")
    opened_again(tmp_path / "so", write=False)
    assert left.exists()
    opened_again(tmp_path / "so")
    assert not left.exists()


def test_no_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"folder\.missing"):
        folders.sign_in(tmp_path / "không có", PASSPHRASE)


@pytest.mark.parametrize("lineage", ["desktop", "outbox"])
@pytest.mark.parametrize("write", [True, False])
def test_data_of_a_newer_program_are_left_alone(tmp_path: Path, lineage: str, write: bool) -> None:
    made = a_folder(tmp_path / "so")
    with made.desk.database.write() as session:
        session.execute(text("UPDATE schema_version SET version = 99 WHERE lineage = :l"), {"l": lineage})
    made.desk.close()
    with pytest.raises(Refused) as refused:
        folders.sign_in(tmp_path / "so", PASSPHRASE, write=write)
    assert refused.value.code == "database.newer"
    assert refused.value.facts["found"] == 99


@pytest.mark.parametrize("place", [100, 50_000])
def test_a_damaged_database_is_not_taken_for_a_wrong_passphrase(tmp_path: Path, place: int) -> None:
    folder = tmp_path / "so"
    closed_folder(folder, "Gá kẹp")
    with (folder / opening.FILE).open("r+b") as file:
        file.seek(place)
        file.write(os.urandom(100_000))
    with pytest.raises(Refused, match=r"database\.damaged"):
        opened_again(folder)


def test_what_was_stored_is_there_after_signing_in_again(tmp_path: Path) -> None:
    closed_folder(tmp_path / "so", "Gá kẹp", "Nhuộm lại")
    assert opened_again(tmp_path / "so") == ["Gá kẹp", "Nhuộm lại"]


def test_a_full_disk_refuses_the_save_keeps_all_else_and_works_again(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "-o", "size=24m") as disk:
        folder = disk / "so"
        made = a_folder(folder)
        stored(made.desk, an_initiative("Trước khi đầy"))
        ballast = disk / "ballast"
        fill(ballast)
        big = an_initiative("Cần thêm chỗ", sections={"content": "x" * 40_000})
        saved = ["Trước khi đầy"]
        saved += save_until_full(made.desk, big)
        assert len(saved) > 1  # the reserve was freed for the first ones
        assert not (folder / RESERVE).exists()
        assert titles(made.desk) == saved
        with pytest.raises(Refused, match=r"disk\.full"):
            made.desk.files.put(os.urandom(8 * MEGABYTE))
        ballast.unlink()
        stored(made.desk, an_initiative("Sau khi có chỗ"))
        made.desk.close()
        assert opened_again(folder) == [*saved, "Sau khi có chỗ"]
        assert (folder / RESERVE).exists()


def test_a_folder_on_a_full_disk_still_opens(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "-o", "size=24m") as disk:
        closed_folder(disk / "so", "Gá kẹp")
        (disk / "so" / RESERVE).unlink()
        fill(disk / "ballast", leave=MEGABYTE)
        assert opened_again(disk / "so") == ["Gá kẹp"]
        assert not (disk / "so" / RESERVE).exists()
        assert not list((disk / "so").glob("*.part"))


def test_a_disk_without_room_for_a_folder_says_so(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "-o", "size=100k") as disk:
        with pytest.raises(Refused, match=r"disk\.full"):
            a_folder(disk / "so")
        assert not folders.exists(disk / "so")


def test_a_read_only_disk_can_be_read_and_is_not_written(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk") as disk:
        folder = disk / "so"
        closed_folder(folder, "Gá kẹp")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with pytest.raises(Refused, match=r"folder\.read_only"):
            folders.sign_in(folder, PASSPHRASE)
        with pytest.raises(Refused, match=r"folder\.read_only"):
            folders.create(disk / "khác", union=UNION, user_name="Mai", passphrase=PASSPHRASE, strength=WEAK)
        assert opened_again(folder, write=False) == ["Gá kẹp"]
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
        assert opened_again(folder) == ["Gá kẹp"]


def test_a_disk_that_turns_read_only_in_the_middle_keeps_what_was_saved(tmp_path: Path) -> None:
    folder = tmp_path / "so"
    closed_folder(folder, "Gá kẹp")
    desk = folders.sign_in(folder, PASSPHRASE, clock=a_clock())
    with desk.database.read() as session:
        session.execute(text("PRAGMA query_only = ON"))
    desk.close()
    assert opened_again(folder) == ["Gá kẹp"]


def save_until_full(desk: Desk, value: Initiative) -> list[str]:
    """Store the same words again and again; gives a title for each that was stored."""
    saved: list[str] = []
    for _ in range(2_000):
        try:
            desk.do(initiatives.save, value)
        except Refused as refused:
            if refused.code != "disk.full":
                raise
            return saved
        saved.append(value.title)
    raise AssertionError("the disk never filled")
