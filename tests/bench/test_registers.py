"""Orders and questions on 100,000 initiatives, against the same by bare SQL on the same encrypted file."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from bench.folders import LARGE, SEED
from bench.harness import Table, clocked, highest_of_95, worked
from bench.recording import fetched, raw_connection, record

from desktop.demo.corpus import Corpus
from desktop.domain.initiative import Initiative, Stage
from desktop.services import initiatives, likenesses
from desktop.services.desk import Desk
from desktop.services.initiatives import ListQuery

pytestmark = pytest.mark.timeout(900)  # the first run makes the folder

COLUMNS = (
    "seq, id, number, title, author_names, workshop, stage, first_used, is_protected, benefit_kind, benefit_amount, "
    '"release"'
)
PORTAL = "(SELECT state FROM portal_state WHERE portal_state.record = initiative.id)"
WORDS = (
    "cai tien", "ga kep", "nguyen thi hang", "bang chuyen", "may", "HL-00012", "cam bien dung", "tiet kiem", "c",
    "khuon", "xuong go b", "2217", "chat", "tran van", "an toan lao dong", "khong co o dau",
)  # fmt: skip


def typed(values: Any) -> Callable[[], Initiative]:
    """Forms as somebody types them: new, their authors known."""
    return lambda: replace(next(values), id="", number=None, source="")


def test_saving_one_initiative(large_desk: Desk, table: Table) -> None:
    form = typed(Corpus(SEED).initiative(200_000 + place, known_people=True) for place in count())

    def ours() -> float:
        value = form()
        return clocked(lambda: large_desk.do(initiatives.save, value))()

    with raw_connection(large_desk) as connection:

        def raw() -> float:
            recording = record(large_desk, initiatives.save, form())
            return clocked(lambda: recording.replay(connection))()

        table.compare(
            f"save of one initiative, {LARGE:,} stored", ours, raw,
            against="the same rows by raw SQL, IMMEDIATE, FULL", rounds=40, warm=5,
        )  # fmt: skip


def test_a_page_of_the_list(large_desk: Desk, table: Table) -> None:
    page_sql = f"SELECT {COLUMNS} FROM initiative WHERE tombstone = 0 ORDER BY seq DESC LIMIT 100 OFFSET ?"
    with raw_connection(large_desk) as connection:

        def bare(offset: int = 0) -> None:
            fetched(connection, "SELECT count(*) FROM initiative WHERE tombstone = 0")
            fetched(connection, page_sql, (offset,))

        table.compare(
            f"page of 100 rows of {LARGE:,}",
            worked(lambda: large_desk.look(initiatives.page, ListQuery())), worked(bare),
            against="count, page and portal states by bare SQL", rounds=40, warm=5,
        )  # fmt: skip
    for name, query in {
        "by title, from row 50,000": ListQuery(sort="title", descending=False, offset=50_000),
        "of one stage": ListQuery(stages=(Stage.RECOGNISED,)),
    }.items():
        took = [worked(lambda query=query: large_desk.look(initiatives.page, query))() for _ in range(10)]
        table.state(f"page of {LARGE:,} {name}", statistics.median(took), "s")
    last = table.rows[-1]
    table.state(f"page of {LARGE:,}, processor time", statistics.median(last.ours), "s", goal=0.010)


def test_a_page_of_a_search(large_desk: Desk, table: Table) -> None:
    sql = (
        f"SELECT {COLUMNS}, {PORTAL} FROM initiative WHERE seq IN (SELECT rowid FROM initiative_search "
        "WHERE initiative_search MATCH ? ORDER BY rowid DESC LIMIT 100) ORDER BY seq DESC"
    )
    with raw_connection(large_desk) as connection:

        def bare(words: str) -> None:
            match = " ".join(f'"{word}"*' for word in words.lower().replace("-", " ").split())
            fetched(
                connection, "SELECT count(*) FROM initiative_search WHERE initiative_search MATCH ?", (match,)
            )
            fetched(connection, sql, (match,))

        asked, bare_asked = ([*WORDS] * 12, [*WORDS] * 12)
        row = table.compare(
            f"search page in {LARGE:,}, typed without accents",
            lambda: worked(
                lambda words=asked.pop(): large_desk.look(initiatives.page, ListQuery(search=words))
            )(),
            lambda: worked(lambda words=bare_asked.pop(): bare(words))(),
            against="bare FTS5 count, page and portal states", rounds=10 * len(WORDS), warm=len(WORDS), goal=1.5,
        )  # fmt: skip
    table.state(f"search in {LARGE:,}, p95 of processor time", highest_of_95(row.ours), "s", goal=0.050)
    table.state("bare FTS5 query, p95 of processor time", highest_of_95(row.reference), "s")


def test_likely_duplicates(large_desk: Desk, table: Table) -> None:
    titles = [Corpus(SEED).initiative(150_000 + place).title for place in range(40)]
    took = [worked(lambda title=title: large_desk.look(likenesses.alike, title))() for title in titles]
    table.state(
        f"likely duplicates of a typed title in {LARGE:,}, p95 of processor time",
        highest_of_95(took),
        "s",
        goal=0.100,
    )


def test_the_overview(large_desk: Desk, table: Table) -> None:
    from desktop.ui.home.screen import overview

    took = [worked(lambda: large_desk.look(overview))() for _ in range(10)]
    table.state(f"overview of {LARGE:,}, processor time", statistics.median(took), "s", goal=0.050)
