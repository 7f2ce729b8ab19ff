"""What getting in costs: a guess at the shipped strength, signing in, going on after a lock; seeing less than all."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

import pytest
from argon2.low_level import Type, hash_secret_raw
from bench import folders as samples
from bench.harness import Table, clocked, worked
from helpers.builders import PASSPHRASE, a_folder, as_role

from desktop.domain.access import Role
from desktop.services import folders, initiatives
from desktop.services.initiatives import ListQuery
from desktop.store.keys import Strength

ROWS = 10_000
WORDS = ("cai tien", "ga kep", "nguyen thi hang", "bang chuyen")

pytestmark = pytest.mark.timeout(900)


def bare_guess() -> None:
    """What a guess costs whoever has the key file: argon2id alone."""
    strength = Strength()
    hash_secret_raw(
        b"mat khau", b"0" * 16, strength.passes, strength.kibibytes, strength.lanes, hash_len=32, type=Type.ID
    )


def test_unlock(tmp_path: Path, table: Table) -> None:
    made = a_folder(tmp_path / "data")
    folders.change_passphrase(
        made.desk, PASSPHRASE, PASSPHRASE
    )  # the shipped strength takes the weak one's place
    desk = made.desk
    table.compare(
        "go on after a lock, shipped strength", clocked(lambda: folders.switch(desk, PASSPHRASE)),
        clocked(bare_guess), against="argon2id alone", rounds=10, warm=1, goal=1.5,
    )  # fmt: skip
    desk.close()
    table.compare(
        "sign in, shipped strength", clocked(lambda: folders.sign_in(desk.folder, PASSPHRASE).close()),
        clocked(bare_guess), against="argon2id alone", rounds=10, warm=1,
    )  # fmt: skip


def test_reading_with_less_right(tmp_path: Path, table: Table) -> None:
    desk = samples.opened(samples.copy_of(samples.corpus_folder(ROWS), tmp_path / "folder"))
    reader = as_role(desk, Role.READER)
    mine, theirs = cycle(WORDS), cycle(WORDS)
    for name, goal, query in (
        ("search", 1.25, lambda words: ListQuery(search=next(words))),
        ("first page", 2.0, lambda _words: ListQuery()),
    ):
        table.compare(
            f"{name} of {ROWS:,}, what is protected left out",
            worked(lambda query=query: reader.look(initiatives.page, query(mine))),
            worked(lambda query=query: desk.look(initiatives.page, query(theirs))),
            against="the same question seeing all", rounds=60, warm=5, goal=goal,
        )  # fmt: skip
    reader.leave()
    desk.close()
