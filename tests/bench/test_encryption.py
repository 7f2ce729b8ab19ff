"""What encryption costs: the same orders on two folders of 10,000, one of them opened with no key."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import replace
from itertools import count, cycle
from pathlib import Path

import pytest
from bench import folders
from bench.folders import SEED, unencrypted
from bench.harness import Table, clocked, worked
from helpers.builders import PASSPHRASE

from desktop.demo.corpus import Corpus
from desktop.services import importing, initiatives
from desktop.services.desk import Desk
from desktop.services.initiatives import ListQuery
from desktop.store import keys
from desktop.store.keys import Strength
from desktop.store.opening import FILE

ROWS = 10_000
LINES = 300
WORDS = ("cai tien", "ga kep", "nguyen thi hang", "bang chuyen", "cam bien", "khuon", "an toan lao dong")

pytestmark = pytest.mark.timeout(900)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = folders.opened(folders.copy_of(folders.corpus_folder(ROWS), tmp_path / "encrypted"))
    yield found
    found.close()


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[Desk]:
    folder = folders.copy_of(folders.corpus_folder(ROWS, plain=True), tmp_path / "plain")
    assert (folder / FILE).read_bytes()[:15] == b"SQLite format 3"
    with unencrypted():
        found = folders.opened(folder)
        yield found
        found.close()


def a_list(path: Path, number: int) -> Path:
    """A workshop's list that nobody has seen yet."""
    rows = ["Tên sáng kiến,Tác giả,Mã NV,Ngày áp dụng,Giá trị làm lợi,Nội dung"]
    for place, value in enumerate(Corpus(SEED).initiatives(LINES, start=70_000 + number * LINES)):
        author = value.authors[0]
        title = value.title.replace(",", " ").replace('"', "")
        told = value.summary.replace(",", " ").replace('"', "").replace("\n", " ")
        rows.append(f"{title} {number}-{place},{author.name},{author.staff_code},15/01/2026,15000000,{told}")
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def test_unlock(table: Table, tmp_path: Path) -> None:
    """Argon2id as users have it: the price of one guess, and of opening 10,000 records after it."""
    folder = folders.copy_of(folders.corpus_folder(ROWS), tmp_path / "locked")
    opened_keys, holder = keys.open_with_passphrase(folder, PASSPHRASE)
    name = keys.holders(folder)[0].name
    keys.set_passphrase(folder, opened_keys, holder, name, PASSPHRASE, strength=Strength())

    def unlock() -> None:
        keys.open_with_passphrase(folder, PASSPHRASE)

    def sign_in() -> None:
        folders.opened(folder).close()

    guess = statistics.median(clocked(unlock)() for _ in range(5))
    whole = statistics.median(clocked(sign_in)() for _ in range(5))
    table.state("one guess of a passphrase", guess, "s")
    table.state(f"sign-in to {ROWS:,} records", whole, "s", goal=3)


def test_encryption(desk: Desk, plain: Desk, table: Table) -> None:
    forms = (Corpus(SEED).initiative(50_000 + place, known_people=True) for place in count())

    def saving(at: Desk) -> float:
        value = replace(next(forms), id="", number=None)
        return clocked(lambda: at.do(initiatives.save, value))()

    def searching(at: Desk, words: Iterator[str]) -> float:
        query = ListQuery(search=next(words))
        return worked(lambda: at.look(initiatives.page, query))()

    table.compare(
        f"save, {ROWS:,} stored, encrypted", lambda: saving(desk), lambda: saving(plain),
        against="the same driver without a key", rounds=40, warm=5, goal=1.25,
    )  # fmt: skip
    lists = count()

    def importing_at(at: Desk) -> float:
        plan = importing.plan(at, a_list(at.folder.parent / "danh sách.csv", next(lists)))
        return clocked(lambda: at.do(importing.run, plan))()

    table.compare(
        f"import of {LINES} rows, {ROWS:,} stored, encrypted", lambda: importing_at(desk), lambda: importing_at(plain),
        against="the same driver without a key", rounds=8, warm=1, goal=1.5,
    )  # fmt: skip
    mine, theirs = cycle(WORDS), cycle(WORDS)
    table.compare(
        f"search page in {ROWS:,}, encrypted", lambda: searching(desk, mine), lambda: searching(plain, theirs),
        against="the same driver without a key", rounds=10 * len(WORDS), warm=len(WORDS), goal=1.25,
    )  # fmt: skip
