"""10,000 records to a portal in a process of its own, over loopback, receipts verified; and as many news back."""

from __future__ import annotations

import os
import shutil
import statistics
import time
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import msgspec
import pytest
import zstandard
from bench import exchange_floor, exchanges
from bench.exchanges import UNIT
from bench.harness import Row, Table, clocked
from sqlalchemy import text

from sync import engine, outbox_sending, wire
from sync.clock import SystemClock
from sync.portal import house, storage_review
from tests.sync.conftest import Pc, open_pc

RECORDS = 10_000
FEW = 200

pytestmark = pytest.mark.timeout(1_200)


def sent(pc: Pc) -> engine.RoundResult:
    result = pc.send()
    assert (result.stopped, result.complete) == ("", result.sent), result
    return result


def enrolled(source: Path, folder: Path, url: str, portal: Path) -> Pc:
    """A twin of a PC with frozen records, enrolled at this portal."""
    shutil.copytree(source, folder)
    pc = open_pc(folder)
    with exchanges.opened(portal) as opened:
        pc.enrol(url, house.enrol_code(opened, UNIT))
    return pc


@dataclass(slots=True)
class Worked:
    """Processor seconds of each run at either end, and of the bare work, which no other load makes longer waits of."""

    at_pc: list[float] = field(default_factory=list)
    at_portal: list[float] = field(default_factory=list)
    least: list[float] = field(default_factory=list)

    def tell(self, table: Table) -> None:
        """Into the table, against the least that it could be."""
        both = tuple(one + other for one, other in zip(self.at_pc, self.at_portal, strict=True))
        table.rows.append(
            Row(
                f"processor time of {RECORDS:,} records, both ends together",
                "the same bytes hashed and packed, the same rows by executemany",
                both,
                tuple(self.least),
            )
        )
        for name, found in (("PC", self.at_pc), ("portal", self.at_portal)):
            table.state(f"of it at the {name}", statistics.median(found), "s")
        busier = statistics.median(map(max, self.at_pc, self.at_portal))
        table.state(
            "records a second that the busier end would take by itself", RECORDS / busier, "records/s"
        )


def test_ten_thousand_records_go_to_a_portal(
    tmp_path: Path, table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = exchanges.bodies(RECORDS)
    exchanges.closed(exchanges.frozen(tmp_path / "many", said))
    exchanges.closed(exchanges.frozen(tmp_path / "few", said[:FEW]))
    numbers = count()
    bytes_both_ways = []
    worked = Worked()
    pack = outbox_sending.pack

    def singly(*given):
        """Envelopes of one record each."""
        limits = msgspec.structs.replace(given[5], changes=1)
        return pack(*given[:5], limits, *given[6:])

    def take(source: str, records: int) -> float:
        home = tmp_path / f"run{next(numbers)}"
        with exchanges.serving(home / "portal") as url:
            pc = enrolled(tmp_path / source, home / "pc", url, home / "portal")
            found: list[engine.RoundResult] = []
            here, there = time.process_time(), url.processor_seconds()
            took = clocked(lambda: found.append(sent(pc)))()
            if records == RECORDS:
                worked.at_pc.append(time.process_time() - here)
                worked.at_portal.append(url.processor_seconds() - there)
                worked.least.append(bare(home, pc))
            assert found[0].sent == records
            bytes_both_ways.append(found[0].bytes)
            assert len(pc.receipts()) == records
            exchanges.closed(pc)
        shutil.rmtree(home)
        return took / records

    def bare(home: Path, done: Pc) -> float:
        """The same bytes and rows at both ends, by themselves."""
        with exchanges.opened(home / "portal") as portal:
            by_portal = exchange_floor.left_by_portal(portal)
        lines = [bytes(row[0]) for row in done.ask("SELECT line FROM sync_change ORDER BY ordinal")]
        house.make(home / "empty", "Cổng", SystemClock(), os.urandom)
        pc = open_pc(shutil.copytree(tmp_path / "many", home / "twin"))
        with exchanges.opened(home / "empty") as empty:
            took = exchange_floor.processor_seconds(
                pc, exchange_floor.left_by_pc(done), empty, by_portal, lines
            )
            assert house.stats(empty)["changes"] == RECORDS
        exchanges.closed(pc)
        return took

    def ours() -> float:
        return take("many", RECORDS)

    def one_by_one() -> float:
        with monkeypatch.context() as patch:
            patch.setattr(outbox_sending, "pack", singly)
            return take("few", FEW)

    row = table.compare(
        f"a record sent and its receipt verified, {RECORDS:,} at once", ours, one_by_one,
        against=f"one POST a record ({FEW} of them)", rounds=3, warm=0,
    )  # fmt: skip
    table.state(
        "records sent a second, the median run (5,000 wished for)", 1 / sorted(row.ours)[1], "records/s"
    )
    table.state("records sent a second, the best run", 1 / min(row.ours), "records/s")
    worked.tell(table)
    bodies = len(zstandard.ZstdCompressor(level=3).compress(b"\n".join(map(msgspec.json.encode, said))))
    most = max(bytes_both_ways)
    table.state("bytes both ways", most, "B")
    table.state("bytes of the bodies alone, zstd-3", bodies, "B")
    table.state("bytes both ways against zstd-3 of the bodies plus 96 a record", most / (bodies + 96 * RECORDS), "x",
                goal=1.25)  # fmt: skip


def test_ten_thousand_news_are_taken(tmp_path: Path, table: Table) -> None:
    """A reviewer's word on each of 10,000 records; the reference stores the same lines bare."""
    source = tmp_path / "source"
    exchanges.closed(exchanges.frozen(source, exchanges.bodies(RECORDS)))
    numbers = count()
    lines: list[bytes] = []
    with exchanges.serving(tmp_path / "portal") as url:
        pc = enrolled(source, tmp_path / "pc", url, tmp_path / "portal")
        sent(pc)
        with exchanges.opened(tmp_path / "portal") as portal, portal.database.write() as session:
            rows = session.execute(text("SELECT id, unit, fingerprint FROM record")).all()
            facts = {"version": 1, "status": "approved", "reason": "", "field": "", "by": "Phạm Thị Lan"}
            entries = [(row[0], {**facts, "fingerprint": row[2]}) for row in rows]
            storage_review.add_all_news(session, rows[0][1], "status", entries, portal.place().now)
            lines += storage_review.news(session, [rows[0][1]], 0, RECORDS)
        pc.database.fold_log()
        exchanges.closed(pc)

        def ours() -> float:
            folder = shutil.copytree(tmp_path / "pc", tmp_path / f"pc{next(numbers)}")
            pc = open_pc(folder)
            took = clocked(lambda: sent(pc))()
            assert pc.summary().approved == RECORDS
            exchanges.closed(pc)
            return took

        def bare() -> float:
            folder = shutil.copytree(tmp_path / "pc", tmp_path / f"pc{next(numbers)}")
            pc = open_pc(folder)
            told = [wire.parse(line, wire.News) for line in lines]
            inbound = [
                ("p", one.position, one.kind, one.record, line, one.at)
                for one, line in zip(told, lines, strict=True)
            ]
            status = [
                (one.record, one.fingerprint, one.status, one.reason, one.field, one.at, one.position)
                for one in told
            ]

            def store() -> None:
                with pc.database.write() as session:
                    connection = session.connection()
                    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
                    peer = pc_id
                    connection.exec_driver_sql(
                        "INSERT INTO sync_inbound VALUES (?, ?, ?, ?, ?, ?)",
                        [(peer, *each[1:]) for each in inbound],
                    )
                    connection.exec_driver_sql("INSERT INTO sync_status VALUES (?, ?, ?, ?, ?, ?, ?)", status)

            pc_id = pc.ask("SELECT id FROM sync_peer")[0][0]
            took = clocked(store)()
            exchanges.closed(pc)
            return took

        row = table.compare(
            f"news of {RECORDS:,} records pulled and taken", ours, bare,
            against="executemany of the same rows, nothing fetched or checked", rounds=3, warm=1,
        )  # fmt: skip
    table.state("news taken a second, the median run", RECORDS / sorted(row.ours)[1], "news/s")
