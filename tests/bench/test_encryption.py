"""What encryption costs: the same orders on two folders of 10,000, one of them opened with no key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count, cycle
from pathlib import Path

import pytest
from bench import folders
from bench.folders import SEED, unencrypted
from bench.harness import Table, clocked, worked

from desktop.demo.corpus import Corpus
from desktop.services import initiatives
from desktop.services.desk import Desk
from desktop.services.initiatives import ListQuery
from desktop.store.opening import FILE

ROWS = 10_000
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
    mine, theirs = cycle(WORDS), cycle(WORDS)
    table.compare(
        f"search page in {ROWS:,}, encrypted", lambda: searching(desk, mine), lambda: searching(plain, theirs),
        against="the same driver without a key", rounds=10 * len(WORDS), warm=len(WORDS), goal=1.25,
    )  # fmt: skip
