"""1,000 records to a portal in a process of its own, over loopback, receipts verified."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import msgspec
import pytest
import zstandard
from bench import folders
from bench.harness import Table, clocked
from sqlalchemy import text

from desktop.services import handing_over
from desktop.services.desk import Desk
from desktop.store.initiatives import INITIATIVES
from desktop.store.people import PEOPLE
from sync import engine, outbox_sending, wire

RECORDS = 1_000
FEW = 100

pytestmark = pytest.mark.timeout(600)


@contextmanager
def portal(folder: Path) -> Iterator[str]:
    """The shipped portal, made and served by its own command; gives its address."""
    command = [sys.executable, "-m", "sync"]
    subprocess.run([*command, "init", "--data", str(folder)], check=True, capture_output=True)
    serving = subprocess.Popen(
        [*command, "serve", "--data", str(folder), "--port", "0"], stdout=subprocess.PIPE, text=True
    )
    try:
        assert serving.stdout is not None
        yield serving.stdout.readline().split()[1]
    finally:
        serving.terminate()
        serving.communicate(timeout=30)


def enrolled(home: Path, number: int, url: str, records: int) -> Desk:
    """A desk with so many records of its own fixed for the portal, enrolled there, none sent."""
    desk = folders.new(home / f"pc{number}")
    values = folders.recognised(records, start=number * RECORDS)
    desk.do(folders.store, PEOPLE, list(folders.Corpus(folders.SEED).people))
    desk.do(folders.store, INITIATIVES, values)
    done = desk.do(handing_over.submit, [value.id for value in values]).value
    assert len(done.frozen) > records * 0.9, done.incomplete[:1]
    said = subprocess.run(
        [sys.executable, "-m", "sync", "enrol-code", "--data", str(home / "portal"), "--unit", "CĐCS", "--json"],
        check=True, capture_output=True,
    )  # fmt: skip
    handing_over.enrol(desk, url, msgspec.json.decode(said.stdout)["code"])
    return desk


def compressed_bodies(desk: Desk) -> int:
    """What the bodies alone come to with zstd at level 3."""
    with desk.database.read() as session:
        lines = session.execute(
            text("SELECT line FROM sync_change WHERE audience = 'portal' ORDER BY ordinal")
        )
        bodies = [msgspec.json.encode(wire.parse_object(bytes(line))["body"]) for line in lines.scalars()]
    return len(zstandard.ZstdCompressor(level=3).compress(b"\n".join(bodies)))


def single(limits: wire.Limits) -> wire.Limits:
    """Envelopes of one record each."""
    return msgspec.structs.replace(limits, changes=1)


def send(desk: Desk) -> engine.RoundResult:
    result = handing_over.send(desk)
    assert result.stopped == "", result
    return result


def test_a_thousand_records_go_to_a_portal(
    tmp_path: Path, table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = count()
    measured: list[tuple[engine.RoundResult, int]] = []
    pack = outbox_sending.pack
    with portal(tmp_path / "portal") as url:

        def ours() -> float:
            desk = enrolled(tmp_path, next(numbers), url, RECORDS)
            found: list[engine.RoundResult] = []
            took = clocked(lambda: found.append(send(desk)))()
            assert found[0].complete == found[0].sent
            measured.append((found[0], compressed_bodies(desk)))
            desk.close()
            return took / found[0].sent

        def one_by_one() -> float:
            desk = enrolled(tmp_path, next(numbers), url, FEW)
            with monkeypatch.context() as patch:
                patch.setattr(outbox_sending, "pack", lambda *said: pack(*said[:-1], single(said[-1])))
                found: list[engine.RoundResult] = []
                took = clocked(lambda: found.append(send(desk)))()
            desk.close()
            return took / found[0].sent

        row = table.compare(
            f"a record sent and its receipt verified, {RECORDS:,} at once", ours, one_by_one,
            against=f"one POST a record ({FEW} of them)", rounds=3, warm=0,
        )  # fmt: skip
    table.state("records sent a second", 1 / sorted(row.ours)[1], "records/s")
    result, bodies = measured[-1]
    table.state("bytes both ways", result.bytes, "B")
    table.state("bytes of the bodies alone, zstd-3", bodies, "B")
    allowed = 1.25 * bodies + 96 * result.sent
    table.state(
        "bytes both ways against 1.25 x zstd-3 of the bodies plus 96 a record",
        result.bytes / allowed,
        "x",
        goal=1,
    )
