"""A PC and a portal, both real: SQLite files, an encrypted portal folder, HTTP over a loopback socket."""

from __future__ import annotations

import io
import random as random_module
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from sqlalchemy import text

from sync import engine, enrolment, outbox, outbox_questions, wire
from sync.clock import Clock, FixedClock, Randomness, SystemClock, new_id
from sync.database import Database, open_server, open_sqlite, run
from sync.outcomes import Transport
from sync.portal import house
from sync.portal.serving import Served, serve_in_thread
from sync.transport import HttpTransport

NOON = datetime(2026, 3, 5, 5, 0, tzinfo=UTC)


def seeded(seed: int) -> Randomness:
    """Random bytes that repeat."""
    source = random_module.Random(seed)
    return source.randbytes


def an_initiative(title: str = "Cải tiến gá kẹp máy tiện", **changed: Any) -> dict[str, Any]:
    """A body that may be sent in full."""
    return {
        "release": "full",
        "number": 12,
        "title": title,
        "union": "CĐCS Công ty Cổ phần Cơ khí Sông Đà",
        "employer": "Công ty Cổ phần Cơ khí Sông Đà",
        "workshop": "Phân xưởng Cơ điện",
        "field": "tooling",
        "kind": "technical",
        "authors": [
            {"name": "Nguyễn Văn Đức", "share": 6000, "birth_year": 1985},
            {"name": "Trần Thị Ánh", "share": 4000},
        ],
        "first_used": "2026-01-15",
        "benefit": {"kind": "amount", "amount": 120_000_000, "note": ""},
        "summary": "Gá mới kẹp được ba chi tiết một lần.",
        "effect": "Giảm thời gian gá đặt.",
        "sections": {"content": "Mô tả giải pháp\nBước một…"},
        "recognition": {"route": "council", "number": "05/QĐ-SĐ", "date": date(2026, 2, 1), "level": "base"},
        "programme": "",
        "protected": False,
        **changed,
    }


def a_title_only(title: str = "Cải tiến quy trình", **changed: Any) -> dict[str, Any]:
    """A body that shows no more than title and effect."""
    return {
        "release": "title",
        "title": title,
        "union": "CĐCS Công ty Cổ phần Cơ khí Sông Đà",
        "effect": "Tiết kiệm điện.",
        "recognition": {"route": "head", "number": "06/QĐ-SĐ", "date": "2026-02-01", "level": "base"},
        "protected": True,
        **changed,
    }


class MemoryFiles:
    """Frozen files, by content, as the desktop would hand them out."""

    def __init__(self) -> None:
        self.contents: dict[str, bytes] = {}

    def add(self, content: bytes, name: str = "tep.pdf") -> wire.FileRef:
        name_of = sha256(content).hexdigest()
        self.contents[name_of] = content
        return wire.FileRef(sha256=name_of, size=len(content), name=name, media="application/pdf")

    def open(self, sha256: str) -> BinaryIO:
        if sha256 not in self.contents:
            raise FileNotFoundError(sha256)
        return io.BytesIO(self.contents[sha256])


class EveryTick:
    """The system's clock, but long after at each look: progress is told at every step."""

    def __init__(self) -> None:
        self._ticks = 0.0
        self._system = SystemClock()

    def now(self) -> datetime:
        return self._system.now()

    def monotonic(self) -> float:
        self._ticks += 1.0
        return self._ticks

    def sleep(self, seconds: float) -> None:
        self._system.sleep(seconds)


@dataclass
class Pc:
    """One installation: its database, its files, and the orders a test gives it."""

    database: Database
    clock: Clock
    random: Randomness
    files: MemoryFiles = field(default_factory=MemoryFiles)
    transport: Transport = field(default_factory=HttpTransport)

    def record(self) -> str:
        return new_id(self.clock, self.random)

    def freeze(
        self, body: dict[str, Any] | None = None, record: str | None = None, **more: Any
    ) -> outbox.Frozen:
        item = outbox.Outgoing("initiative", record or self.record(), body or an_initiative(), **more)
        with self.database.write() as session:
            return outbox.freeze(session, self.clock, self.random, item)

    def freeze_many(self, number: int) -> list[outbox.Frozen]:
        with self.database.write() as session:
            return [
                outbox.freeze(
                    session,
                    self.clock,
                    self.random,
                    outbox.Outgoing("initiative", self.record(), an_initiative(f"Sáng kiến số {n}")),
                )
                for n in range(number)
            ]

    def enrol(self, url: str, code: str) -> enrolment.Enrolled:
        return enrolment.enrol(self.database, self.transport, self.clock, self.random, url, code)

    def send(self, **wishes: Any) -> engine.RoundResult:
        arguments = {"stop": lambda: False, "progress": lambda _: None, "eager": True, **wishes}
        return engine.run(self.database, self.transport, self.files, self.clock, self.random, **arguments)

    def summary(self) -> outbox_questions.Summary:
        with self.database.read() as session:
            return outbox_questions.summary(session)

    def state(self, record: str) -> outbox_questions.RecordState:
        with self.database.read() as session:
            return outbox_questions.status_of(session, [record])[record]

    def receipts(self, *records: str) -> list[outbox_questions.StoredReceipt]:
        with self.database.read() as session:
            return outbox_questions.receipts(session, records or None)

    def ask(self, sql: str) -> list[Any]:
        with self.database.read() as session:
            return list(run(session, sql))


def open_pc(folder: Path, seed: int = 1, clock: Clock | None = None) -> Pc:
    folder.mkdir(parents=True, exist_ok=True)
    database = open_sqlite(folder / "desk.db", "ab" * 48)
    database.migrate("outbox", outbox.MIGRATIONS)
    return Pc(database, clock or SystemClock(), seeded(seed))


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOON)


@pytest.fixture
def pc(tmp_path: Path) -> Iterator[Pc]:
    """A PC that is enrolled nowhere."""
    found = open_pc(tmp_path / "pc")
    yield found
    if isinstance(found.transport, HttpTransport):
        found.transport.close()
    found.database.close()


@pytest.fixture
def portal_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "portal"
    house.make(folder, "Cổng sáng kiến", SystemClock(), seeded(7))
    return folder


@pytest.fixture
def served(portal_folder: Path) -> Iterator[Served]:
    """A practice portal on loopback."""
    with serve_in_thread(portal_folder, practice=True, random=seeded(8)) as found:
        yield found


@pytest.fixture
def enrolled(pc: Pc, served: Served) -> Pc:
    """The PC, enrolled at the portal by a paper code."""
    pc.enrol(served.url, house.enrol_code(served.portal, "CĐCS Sông Đà"))
    return pc


Stats = Callable[[], dict[str, Any]]


@pytest.fixture
def stats(served: Served) -> Stats:
    return lambda: house.stats(served.portal)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """One server for the whole run, started when the first test wants it."""
    from helpers import postgresql  # late: a child process of a test reads this file without that path

    with postgresql.running() as url:
        yield url


@pytest.fixture
def postgresql_url(postgresql_server: str, tmp_path: Path) -> str:
    """A fresh database of that server."""
    name = "t" + sha256(str(tmp_path).encode()).hexdigest()[:20]
    admin = open_server(postgresql_server.format(name="postgres"), pool_size=1)
    with admin.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    admin.close()
    return postgresql_server.format(name=name)
