"""The review page's search among a million entries, on both databases, against the very query bare.

Both are the same question with the same answer in the same order, each in a look of its own. Ours also asks first
whether anything that came is not to be found yet. On PostgreSQL the bare query walks back from the newest entry: at
once where words are common, a second and more where they are rare, so its median is hard to meet and its p95 is no aim.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.harness import Table, clocked, highest_of_95, worked
from helpers import postgresql
from helpers.million import fill
from sqlalchemy import text

from sync.clock import SystemClock
from sync.database import open_server
from sync.portal import counts, house, search
from sync.portal.house import Portal
from tests.sync.conftest import seeded

pytestmark = pytest.mark.timeout(1800)

MANY = 1_000_000
TYPED = (
    "cai tien", "gá kẹp", "nguyen thi hang", "bang chuyen", "may", "cdcs so 17", "cam bien dung", "tiết kiệm điện", "c",
    "khuon", "do ga 2217", "vo quoc bao", "an toan lao dong", "khong co o dau", "may tien 9", "xe day phom le",
)  # fmt: skip
_SHOWN = "SELECT x.record, x.unit, u.name, x.title, x.authors, r.version, r.status, r.received_at "
BARE = {
    "sqlite": (
        _SHOWN + "FROM (SELECT rowid AS number FROM entry_search WHERE entry_search MATCH :asked "
        "ORDER BY rowid DESC LIMIT 51) h JOIN entry_text x ON x.number = h.number "
        "JOIN record r ON r.id = x.record JOIN unit u ON u.id = x.unit ORDER BY h.number DESC"
    ),
    "postgresql": (
        _SHOWN + "FROM entry_text x JOIN record r ON r.id = x.record JOIN unit u ON u.id = x.unit "
        "WHERE x.vector @@ CAST(:asked AS tsquery) "
        "ORDER BY x.number DESC LIMIT 51"
    ),
}


@pytest.fixture(params=["sqlite", "postgresql"])
def portal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Portal]:
    if request.param == "sqlite":
        yield from _filled(tmp_path, "")
        return
    with postgresql.running() as server:
        admin = open_server(server.format(name="postgres"), pool_size=1)
        with admin.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("CREATE DATABASE million"))
        admin.close()
        yield from _filled(tmp_path, server.format(name="million"))


def _filled(folder: Path, url: str) -> Iterator[Portal]:
    house.make(folder / "portal", "Cổng", SystemClock(), seeded(7), url)
    found = house.open_portal(folder / "portal", SystemClock(), seeded(8))
    try:
        fill(found, MANY)
        yield found
    finally:
        found.close()


def _asked(dialect: str, typed: str) -> str:
    words = search.words_of(typed)
    return (
        " ".join(f'"{word}"*' for word in words)
        if dialect == "sqlite"
        else " & ".join(f"'{word}':*" for word in words)
    )


def test_a_search_of_the_review_page(portal: Portal, table: Table) -> None:
    dialect = portal.database.engine.dialect.name
    # SQLite works in this process; a server's work shows on the wall alone.
    taken, counted = (worked, "processor time") if dialect == "sqlite" else (clocked, "wall")

    def ours(typed: str) -> None:
        counts.catch_up(portal)
        with portal.database.read() as session:
            search.find(session, typed, most=51)

    prepared, mine, theirs = text(BARE[dialect]), [*TYPED] * 12, [*TYPED] * 12

    def asked(typed: str) -> list[str]:
        with portal.database.read() as session:
            return [row[0] for row in session.execute(prepared, {"asked": _asked(dialect, typed)})]

    for typed in TYPED:
        with portal.database.read() as session:
            assert [hit.record for hit in search.find(session, typed, most=51)] == asked(typed)
    row = table.compare(
        f"review search at {MANY:,}, {dialect}",
        lambda: taken(lambda typed=mine.pop(): ours(typed))(),
        lambda: taken(lambda typed=theirs.pop(): asked(typed))(),
        against="the bare query in a look of its own", rounds=10 * len(TYPED), warm=len(TYPED), goal=1.5,
    )  # fmt: skip
    table.state(
        f"review search at {MANY:,}, {dialect}, p95 of {counted}", highest_of_95(row.ours), "s", goal=0.050
    )
    table.state(f"the bare query, {dialect}, p95 of {counted}", highest_of_95(row.reference), "s")
    with portal.database.read() as session:
        took = [taken(lambda: counts.by_unit(session))() for _ in range(5)]
        assert sum(row.now.updated for row in counts.by_unit(session)) == MANY
    table.state(f"five counts by unit of {MANY:,}, {dialect}, {counted}", sorted(took)[2], "s", goal=1.0)
