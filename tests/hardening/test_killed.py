"""A sudden death in a migration, a backup, a restore, a change of keys, an attachment: old or new, never a half."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import IO

import pytest
from helpers.builders import PASSPHRASE, a_folder, an_initiative, stored
from sqlalchemy import event, text

from desktop.domain.problems import Refused
from desktop.services import backups, care, drafts, files, folders, initiatives, sharing
from desktop.services.desk import Desk
from desktop.services.initiatives import ListQuery
from desktop.store import archive, keys, migrations, opening
from desktop.store.opening import RUNNING
from sync.database import open_sqlite

ROOT = Path(__file__).parents[2]
SEEDS = [10, pytest.param(100, marks=[pytest.mark.soak, pytest.mark.timeout(7_200)])]
RECORDS = 30


class Victims:
    """The process that forks what is to be killed."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin is not None and process.stdout is not None
        self._in: IO[str] = process.stdin
        self._out: IO[str] = process.stdout
        assert self._out.readline() == "ready\n"

    def _line(self) -> str:
        line = self._out.readline()
        assert line, "the process that forks has ended"
        return line.strip()

    def kill(self, seconds: float, deed: str, *arguments: object, after: int = 0) -> list[str]:
        """Let one begin, kill it so many seconds after it told `after` things; gives what it told.

        On a busy machine none would get far in any number of seconds.
        """
        self._in.write(json.dumps([deed, *map(str, arguments)]) + "\n")
        self._in.flush()
        begun = self._out.readline().split()
        assert begun[0] == "begun"
        said = [self._line() for _ in range(after)]
        time.sleep(seconds)
        with suppress(ProcessLookupError):
            os.kill(int(begun[1]), signal.SIGKILL)
        while not (line := self._line()).startswith("gone"):
            said.append(line)
        assert int(line.split()[1]) in (-signal.SIGKILL, 0), (line, said)
        return said


@pytest.fixture(scope="module")
def victims() -> Iterator[Victims]:
    places = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
    command = [sys.executable, str(ROOT / "tests" / "hardening" / "victims.py")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=places
    ) as process:
        yield Victims(process)
        process.communicate(timeout=120)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with thirty records and an attachment, closed; copy it before harming it."""
    place = tmp_path_factory.mktemp("killed")
    desk = a_folder(place / "so").desk
    name = place / "a.txt"
    name.write_text("bản vẽ " * 20_000, encoding="utf-8")
    attached = files.attach(desk, name)
    desk.do(sharing.start)  # each save freezes what the union's other PCs get
    for number in range(RECORDS):
        stored(desk, an_initiative(f"Số {number}", attachments=(attached,), summary="mô tả " * 200))
    desk.close()
    return place / "so"


def frozen_in(folder: Path, key: str) -> list[tuple[str, bytes, str]]:
    """What waits to be sent: key, bytes, state."""
    database = open_sqlite(folder / opening.FILE, key)
    with database.read() as session:
        found = session.execute(text("SELECT key, line, state FROM sync_change ORDER BY ordinal")).all()
    database.close()
    return [(row[0], bytes(row[1]), row[2]) for row in found]


def everything_in(folder: Path, key: str) -> dict[str, str]:
    """Every table of a database, row by row."""
    database = open_sqlite(folder / opening.FILE, key)
    with database.read() as session:
        tables = session.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars()
        found = {
            name: repr(session.execute(text(f'SELECT * FROM "{name}"')).all())
            for name in tables
            if not name.startswith("sqlite_")
        }
    database.close()
    return found


def test_at_each_statement_of_a_save_all_of_it_is_there_or_nothing(tmp_path: Path) -> None:
    """A kill leaves the files as they stand: they are copied before each statement, at the commit and after it."""
    desk = a_folder(tmp_path / "so").desk
    desk.do(sharing.start)
    (tmp_path / "a.txt").write_text("bản vẽ", encoding="utf-8")
    attached = files.attach(desk, tmp_path / "a.txt")
    (record,) = stored(desk, an_initiative("Cũ"))
    desk.do(drafts.keep, "entry", "{}")
    value = desk.look(initiatives.get, record)
    key = keys.open_with_passphrase(tmp_path / "so", PASSPHRASE)[0].database
    ends = ("", "-wal")
    cuts: list[tuple[bytes, ...]] = []

    def cut(*_: object) -> None:
        cuts.append(tuple((tmp_path / "so" / (opening.FILE + end)).read_bytes() for end in ends))

    def reopened(number: int, left: tuple[bytes, ...]) -> dict[str, str]:
        place = tmp_path / f"cut {number}"
        place.mkdir()
        for end, content in zip(ends, left, strict=True):
            (place / (opening.FILE + end)).write_bytes(content)
        return everything_in(place, key)

    cut()
    moments = ("before_cursor_execute", "commit")
    for moment in moments:
        event.listen(desk.database.engine, moment, cut)
    desk.do(initiatives.save, replace(value, title="Mới", attachments=(attached,)), draft_form="entry")
    for moment in moments:
        event.remove(desk.database.engine, moment, cut)
    cut()
    desk.close()

    assert len(cuts) > 10
    old, *between, new = (reopened(*one) for one in enumerate(dict.fromkeys(cuts)))
    assert all(found in (old, new) for found in between)
    changed = {name for name, rows in new.items() if rows != old[name]}
    assert {"initiative", "attachment", "draft", "history", "sync_change"} <= changed, changed


def demand_sound(desk: Desk, least: int = RECORDS) -> None:
    wrong = {check.code for check in care.examine(desk).checks if not check.is_well}
    assert wrong <= {"doctor.leftovers", "doctor.backups"}  # the folder's story is of months ago
    assert len(desk.look(initiatives.ids, ListQuery(limit=10_000))) >= least


def opened(folder: Path, passphrase: str = PASSPHRASE) -> Desk:
    return folders.sign_in(folder, passphrase)


@pytest.mark.parametrize("seeds", SEEDS)
def test_a_migration(victims: Victims, folder: Path, tmp_path: Path, seeds: int) -> None:
    """What was frozen by the program before and never sent keeps its bytes, whenever the current goes."""
    random = Random(1)
    known = len(migrations.STEPS)
    opened_keys, _ = keys.open_with_passphrase(folder, PASSPHRASE)
    frozen = frozen_in(folder, opened_keys.database)
    assert len(frozen) >= RECORDS
    for seed in range(seeds):
        place = tmp_path / f"m{seed}"
        shutil.copytree(folder, place)
        victims.kill(random.uniform(0, 0.35), "migrate", place)
        database = open_sqlite(place / opening.FILE, opened_keys.database)
        version = database.version_of("desktop")
        with database.read() as session:
            assert session.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
            columns = {row.name for row in session.execute(text("PRAGMA table_info(initiative)"))}
            assert ("planted" in columns) == (version == known + 1)
            if version == known + 1:
                odd = session.execute(text("SELECT count(*) FROM initiative WHERE planted <> title")).scalar()
                assert odd == 0
                assert list((place / "backups").glob("before-*.db"))
        database.close()
        assert version in (known, known + 1)
        assert frozen_in(place, opened_keys.database) == frozen
        if version == known:
            desk = opened(place)
            demand_sound(desk)
            assert not list((place / "backups").glob(".*"))
            desk.close()
        shutil.rmtree(place)


@pytest.mark.parametrize("seeds", SEEDS)
def test_a_backup(victims: Victims, folder: Path, tmp_path: Path, seeds: int) -> None:
    place = tmp_path / "so"
    shutil.copytree(folder, place)
    random = Random(2)
    whole: set[str] = set()
    seen = set()
    for seed in range(seeds):
        said = victims.kill(random.uniform(0, 0.35), "back_up", place, after=seed % 2)
        whole |= set(said)
        there = sorted((place / "backups").glob(f"*{backups.SUFFIX}"))
        for path in there:
            archive.check(path)  # what has the name of a backup is one
        newest = max(whole, default="")
        assert not newest or Path(newest) in there
        was_open = (place / RUNNING).exists()
        seen.add(was_open)
        desk = opened(place)
        assert desk.opened.unclean == was_open
        demand_sound(desk)
        assert not list((place / "backups").glob(".*"))
        desk.close()
        assert not (place / RUNNING).exists()
    assert True in seen


@pytest.mark.parametrize("seeds", SEEDS)
def test_a_restore(victims: Victims, folder: Path, tmp_path: Path, seeds: int) -> None:
    shutil.copytree(folder, tmp_path / "so")
    desk = opened(tmp_path / "so")
    done = backups.back_up(desk, tmp_path / "b.zip").path
    desk.close()
    random = Random(3)
    for seed in range(seeds):
        place = tmp_path / f"r{seed}"
        victims.kill(random.uniform(0, 0.5), "restore", done, place, after=seed % 2)
        is_there = folders.exists(place)
        if not is_there:
            assert not place.exists() or not any(place.iterdir())
            care.restore(done, place, PASSPHRASE)
        again = opened(place)
        demand_sound(again)
        again.close()
        assert not list(tmp_path.glob(".*.restoring")) or is_there
        shutil.rmtree(place)


@pytest.mark.parametrize("seeds", SEEDS)
def test_a_change_of_keys(victims: Victims, folder: Path, tmp_path: Path, seeds: int) -> None:
    random = Random(4)
    for seed in range(seeds):
        place = tmp_path / f"k{seed}"
        shutil.copytree(folder, place)
        said = victims.kill(random.uniform(0, 0.3), "change_key", place, after=seed % 2)
        tried = [PASSPHRASE, *(line.partition(" ")[2] for line in said if line.startswith("now"))]
        coming = [line.partition(" ")[2] for line in said if line.startswith("next")]
        allowed = {tried[-1], *coming[-1:]}
        opens = [word for word in {*tried, *coming} if _opens(place, word)]
        assert len(opens) == 1 and set(opens) <= allowed
        desk = opened(place, opens[0])
        demand_sound(desk)
        desk.close()
        shutil.rmtree(place)


def _opens(folder: Path, passphrase: str) -> bool:
    try:
        keys.open_with_passphrase(folder, passphrase)
    except Refused as refused:
        if refused.code != "key.wrong":
            raise
        return False
    return True


def test_a_file_is_on_the_disk_before_the_row_that_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Flushed, renamed, its folder flushed; only then the row, and "saved" only after the log of that is flushed."""
    desk = a_folder(tmp_path / "so").desk
    store = tmp_path / "so" / "files"
    (tmp_path / "a.txt").write_text("bản vẽ", encoding="utf-8")
    happened: list[str] = []
    flush, rename = os.fsync, Path.replace

    def flushed(descriptor: int) -> None:
        flush(descriptor)
        place = Path(f"/proc/self/fd/{descriptor}").readlink()
        if store in place.parents:
            happened.append("folder flushed" if place.is_dir() else "file flushed")

    def renamed(source: Path, target: Path) -> Path:
        if store in target.parents:
            happened.append("renamed")
        return rename(source, target)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(Path, "replace", renamed)
    event.listen(desk.database.engine, "commit", lambda _: happened.append("row written"))
    attached = files.attach(desk, tmp_path / "a.txt")
    stored(desk, an_initiative(attachments=(attached,)))
    with desk.database.read() as session:
        assert (
            session.execute(text("PRAGMA synchronous")).scalar() == 2
        )  # FULL: a commit returns when it is flushed
    desk.close()
    first_row = happened.index("row written")
    assert happened[:first_row][:2] == ["file flushed", "renamed"]
    assert "folder flushed" in happened[:first_row]


@pytest.mark.parametrize("seeds", SEEDS)
def test_an_attachment(victims: Victims, folder: Path, tmp_path: Path, seeds: int) -> None:
    place = tmp_path / "so"
    shutil.copytree(folder, place)
    random = Random(5)
    told: set[str] = set()
    for seed in range(seeds):
        told |= set(victims.kill(random.uniform(0, 0.25), "attach", place, tmp_path, after=seed % 2))
        desk = opened(place)
        for fingerprint in told:
            desk.files.get(fingerprint)
        store = place / "files"
        lying = {path.relative_to(store).as_posix() for path in store.rglob("*") if path.is_file()}
        names = {desk.files.disk_name(fingerprint) for fingerprint in told}
        extra = [name for name in lying - names if not name.rpartition("/")[2].startswith(".")]
        for name in extra:  # written whole, killed before it could say so
            assert (store / name).stat().st_size > 0
        care.examine(desk, mend=True)
        assert not list(store.rglob(".*.part"))
        demand_sound(desk)
        desk.close()
    assert told
