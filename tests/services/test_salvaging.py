"""What a spoilt disk left is made into a good folder, and everything that differs is on a list."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from helpers.builders import PASSPHRASE, a_clock, a_folder, an_author, an_initiative

from desktop.domain.initiative import Initiative
from desktop.domain.problems import Refused
from desktop.services import backups, care, files, folders, initiatives, salvaging
from desktop.services.desk import Desk
from desktop.services.initiatives import ListQuery
from desktop.store import opening

FLIPS = 50
RECORDS = 24


@dataclass(frozen=True)
class Truth:
    """A folder as a sudden death left it (its log unfolded), as a proper end left it, and all that was in it."""

    folder: Path
    closed: Path
    records: dict[str, Initiative]
    attachments: dict[str, bytes]


def all_of(desk: Desk) -> dict[str, Initiative]:
    ids = desk.look(initiatives.ids, ListQuery())
    return {record: desk.look(initiatives.get, record) for record in ids}


@pytest.fixture(scope="module")
def truth(tmp_path_factory: pytest.TempPathFactory) -> Truth:
    """Records with attachments; a backup after two thirds of them; the rest still in the log."""
    place = tmp_path_factory.mktemp("salvage")
    desk = a_folder(place / "live").desk
    attachments = {}
    for number in range(RECORDS):
        name = place / f"{number}.txt"
        name.write_text(f"Bản vẽ số {number} " * 400, encoding="utf-8")
        attached = files.attach(desk, name)
        attachments[attached.file] = name.read_bytes()
        desk.do(
            initiatives.save,
            an_initiative(
                f"Sáng kiến số {number}",
                attachments=(attached,),
                authors=(an_author(f"Tác giả thứ {number}"),),
                sections={"content": f"Nội dung riêng của số {number}. " * 40},
            ),
        )
        if number == RECORDS * 2 // 3 - 1:
            backups.back_up(desk)
    records = all_of(desk)
    shutil.copytree(desk.folder, place / "died")
    desk.close()
    return Truth(place / "died", place / "live", records, attachments)


def flipped(path: Path, random: Random, count: int) -> None:
    data = bytearray(path.read_bytes())
    for _ in range(count):
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    path.write_bytes(data)


def spoil_database(folder: Path, random: Random) -> None:
    flipped(folder / opening.FILE, random, random.choice((1, 1, 3, 12)))


def spoil_much_without_backup(folder: Path, random: Random) -> None:
    shutil.rmtree(folder / "backups")
    flipped(folder / opening.FILE, random, 25)


def spoil_log(folder: Path, random: Random) -> None:
    flipped(folder / f"{opening.FILE}-wal", random, random.choice((1, 3)))


def spoil_keys(folder: Path, random: Random) -> None:
    for name in random.choice((("keys.json",), ("keys.copy.json",), ("keys.json", "keys.copy.json"))):
        flipped(folder / name, random, 1)


def spoil_attachment(folder: Path, random: Random) -> None:
    some = sorted(path for path in (folder / "files").rglob("*") if path.is_file())
    for path in random.sample(some, random.choice((1, 5))):
        flipped(path, random, 1)


def spoil_person_keys(folder: Path, random: Random) -> None:
    flipped(folder / "person_keys.db", random, 1)


SPOILING: tuple[Callable[[Path, Random], None], ...] = (
    spoil_database,
    spoil_much_without_backup,
    spoil_log,
    spoil_keys,
    spoil_attachment,
    spoil_person_keys,
)


def found_by_opening(folder: Path) -> str:
    """What the program says of a folder: the refusal, or the checks that are not well; "" where all is well."""
    try:
        desk = folders.sign_in(folder, PASSPHRASE, clock=a_clock())
    except Refused as refused:
        return refused.code
    try:
        wrong = [check.code for check in care.examine(desk).checks if not check.is_well]
        return " ".join(wrong)
    finally:
        desk.close()


UNNAMED = {"salvage.operations_lost", "salvage.database_lost", "salvage.entries_lost"}
"""What says that records are lost which nothing names any more, and how many entries they were."""


def demand_listed(truth: Truth, done: salvaging.Salvaged) -> None:
    """Each record and attachment is as it was, or on the list."""
    told = {item.what for item in done.differences}
    codes = {item.code for item in done.differences}
    desk = folders.sign_in(done.folder, PASSPHRASE, clock=a_clock())
    try:
        assert care.examine(desk).checks[0].is_well
        now = all_of(desk)
        for record, value in truth.records.items():
            if now.get(record) != value:
                assert record in told or codes & UNNAMED, record
        for fingerprint, data in truth.attachments.items():
            if not any(item.file == fingerprint for value in now.values() for item in value.attachments):
                continue
            try:
                assert files.open_file(desk, fingerprint) == data
            except Refused:
                assert fingerprint in told
    finally:
        desk.close()


def salvaged(folder: Path, out: Path) -> salvaging.Salvaged | None:
    """None where nothing is left to read and there is no backup."""
    try:
        return salvaging.run(folder, out, PASSPHRASE, clock=a_clock(), random=Random(1).randbytes)
    except Refused as refused:
        if refused.code != "salvage.nothing":
            raise
        return None


@pytest.mark.parametrize(
    "seeds", [FLIPS, pytest.param(500, marks=[pytest.mark.soak, pytest.mark.timeout(7_200)])]
)
def test_flipped_bits_are_found_and_the_rest_is_saved(truth: Truth, tmp_path: Path, seeds: int) -> None:
    found = 0
    codes: set[str] = set()
    for seed in range(seeds):
        random = Random(seed)
        folder, out = tmp_path / f"d{seed}", tmp_path / f"o{seed}"
        spoil = SPOILING[seed % len(SPOILING)]
        shutil.copytree(truth.folder if spoil is spoil_log else truth.closed, folder)
        spoil(folder, random)
        shutil.copytree(folder, tmp_path / "to open")
        said = found_by_opening(tmp_path / "to open")
        shutil.rmtree(tmp_path / "to open")
        done = salvaged(folder, out)
        if done is None:
            assert (bool(said), spoil) == (True, spoil_much_without_backup)
            assert not out.exists()
            shutil.rmtree(folder)
            continue
        demand_listed(truth, done)
        if done.differences:
            assert said, (seed, done.differences)  # nothing is lost that opening does not notice
        found += bool(said)
        codes |= {item.code for item in done.differences}
        shutil.rmtree(folder)
        shutil.rmtree(out)
    assert found > seeds // 2
    assert {
        "salvage.rows_lost",
        "salvage.from_history",
        "salvage.operations_lost",
        "salvage.file_from_backup",
        "salvage.keys_from_backup",
    } <= codes, codes


def test_a_good_folder_is_salvaged_without_a_difference(truth: Truth, tmp_path: Path) -> None:
    done = salvaging.run(truth.folder, tmp_path / "out", PASSPHRASE, clock=a_clock())
    assert done.differences == ()
    assert (done.records >= RECORDS, done.files) == (True, RECORDS)
    desk = folders.sign_in(tmp_path / "out", PASSPHRASE, clock=a_clock())
    assert all_of(desk) == truth.records
    assert care.examine(desk).is_well
    assert len(desk.look(initiatives.ids, ListQuery(search="tac gia thu"))) == RECORDS
    desk.close()


def test_a_salvaged_folder_takes_the_damaged_ones_place(truth: Truth, tmp_path: Path) -> None:
    folder = tmp_path / "so"
    shutil.copytree(truth.closed, folder)
    flipped(folder / opening.FILE, Random(5), 12)
    before = (folder / opening.FILE).read_bytes()
    holds = opening.FileLock(folder / opening.LOCK)
    with holds, pytest.raises(Refused, match=r"folder\.busy"):
        salvaging.in_place(folder, PASSPHRASE)
    with pytest.raises(Refused, match=r"key\.wrong"):
        salvaging.in_place(folder, "không phải")
    done = salvaging.in_place(folder, PASSPHRASE)
    assert (done.folder, done.aside) == (folder, tmp_path / "so-damaged-1")
    assert (tmp_path / "so-damaged-1" / opening.FILE).read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["so", "so-damaged-1"]
    demand_listed(truth, done)
