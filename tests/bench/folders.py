"""Data folders of any size from the seeded corpus, made through the store and kept from one run to the next."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from helpers.builders import PASSPHRASE, UNION, WEAK, settled

from desktop.demo.corpus import Corpus
from desktop.domain.access import Right
from desktop.domain.initiative import CouncilFact, Initiative, Outcome, RecognitionFact, Route
from desktop.domain.text import FOLD_VERSION
from desktop.services import folders
from desktop.services.desk import Desk, Work, order
from desktop.store import migrations, opening
from desktop.store.initiatives import INITIATIVES
from desktop.store.people import PEOPLE
from sync import outbox_tables

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".cache" / "bench"
SEED = 2026
CHUNK = 5_000
LARGE = int(os.environ.get("SANGKIEN_BENCH_ROWS", "100000"))
"""A large union; another size shows how things grow: SANGKIEN_BENCH_ROWS=1000000 make bench."""


def new(folder: Path) -> Desk:
    """An empty folder with employer and signer known, its keys weak so that only work is measured."""
    desk = folders.create(
        folder,
        union=UNION,
        user_name="Lê Thị Mai",
        passphrase=PASSPHRASE,
        random=Random(SEED).randbytes,
        strength=WEAK,
    ).desk
    settled(desk)
    return desk


def opened(folder: Path) -> Desk:
    """Sign in to a folder of this module's."""
    return folders.sign_in(folder, PASSPHRASE)


def corpus_folder(rows: int, *, plain: bool = False) -> Path:
    """A folder with so many initiatives, made once for a seed and these tables. Copy it before writing to it."""
    steps = sorted(Path(migrations.__file__).parent.glob("*.py"))
    made_by = b"".join(path.read_bytes() for path in (*steps, Path(outbox_tables.__file__)))
    mark = sha256(made_by + str(FOLD_VERSION).encode())
    folder = CACHE / f"{'plain' if plain else 'encrypted'}-{rows}-{SEED}-{mark.hexdigest()[:12]}"
    if not folder.exists():
        beside = folder.with_suffix(".part")
        for outdated in (beside, *CACHE.glob(f"{folder.name.rpartition('-')[0]}-*")):
            shutil.rmtree(outdated, ignore_errors=True)
        with unencrypted(on=plain):
            desk = new(beside)
            fill(desk, rows)
            desk.database.fold_log()
            desk.close()
        beside.rename(folder)
    return folder


def copy_of(folder: Path, target: Path) -> Path:
    """A folder's twin, to write to."""
    shutil.copytree(folder, target)
    return target


def fill(desk: Desk, rows: int) -> None:
    """Store the corpus: a third waits for the council, the rest was recognised in twelve decisions on paper."""
    corpus = Corpus(SEED)
    desk.do(_store, PEOPLE, list(corpus.people))
    for start in range(0, rows, CHUNK):
        count = min(CHUNK, rows - start)
        values = corpus.initiatives(count, start=start, known_people=True)
        desk.do(_store, INITIATIVES, [_stood(value, place) for place, value in enumerate(values, start)])


def recognised(rows: int, *, start: int = 0) -> list[Initiative]:
    """Initiatives of the corpus, from a place on, that may be handed over."""
    values = Corpus(SEED).initiatives(rows, start=start, known_people=True)
    return [_stood(value, place * 3) for place, value in enumerate(values)]


@order(Right.IMPORT, "import.run")
def _store(work: Work, noun: Any, values: Sequence[Any]) -> None:
    work.save_new(noun, list(values))


store = _store


def _stood(value: Initiative, place: int) -> Initiative:
    value = replace(
        value, number=place + 1, first_used=min(value.first_used or date.max, value.entered_on or date.max)
    )
    if place % 3 == 2:
        return value
    council = CouncilFact(
        f"m{place % 12}", f"{place % 12 + 1:02d}/BB-HĐSK", date(2026, 7, 1), 6, 7, Outcome.PROPOSED
    )
    number = f"{place % 12 + 1:02d}/QĐ-HL"
    fact = RecognitionFact(f"d{place % 12}", number, date(2026, 7, 3), Route.PAPER)
    return replace(value, council=council, recognition=fact)


@contextmanager
def unencrypted(*, on: bool = True) -> Iterator[None]:
    """Open the database of orders with no key at all, the driver as it is without encryption. In the bench alone."""
    if not on:
        yield
        return
    kept = opening.open_sqlite
    opening.open_sqlite = lambda path, _key=None, **more: kept(path, None, **more)  # type: ignore[assignment]
    try:
        yield
    finally:
        opening.open_sqlite = kept


def resident(process: int | str = "self") -> float:
    """The most memory that a process ever held, in MB (Linux)."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


assert os.name == "posix", "the bench reads /proc"
