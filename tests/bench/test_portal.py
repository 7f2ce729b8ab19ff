"""The portal's side: what intake costs above the bare writing of its rows, and 200 PCs at once."""

from __future__ import annotations

import http.client
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from bench import exchanges
from bench.exchanges import Sender
from bench.harness import Row, Table, clocked
from helpers import postgresql
from sqlalchemy import text

from sync import wire
from sync.clock import SystemClock
from sync.database import open_server
from sync.portal import house, taking
from tests.sync.conftest import seeded

RECORDS, AT_ONCE = 10_000, 2_000
PCS, EACH = 200, 50
GOAL = 1 / 0.40
"""Intake shall reach 40 % of the speed at which the same rows are written bare."""
WRITTEN = ("envelope", "change", "record")

pytestmark = pytest.mark.timeout(1_200)


@pytest.fixture(scope="module")
def said() -> list[dict[str, Any]]:
    return exchanges.bodies(RECORDS)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgresql.running() as url:
        yield url


def measure(table: Table, name: str, made: Callable[[], house.Portal], said: list[dict[str, Any]]) -> None:
    """Take the corpus in by envelopes; then write the very same rows into an empty portal, a transaction for each."""
    rows: list[dict[str, tuple[str, list[Any]]]] = []
    here: dict[str, list[float]] = {"ours": [], "bare": []}

    def timed(whose: str, action: Callable[[], object]) -> float:
        """Wall seconds; the processor's of this process are kept beside them."""
        began = time.process_time()
        took = clocked(action)()
        here[whose].append(time.process_time() - began)
        return took

    def ours() -> float:
        portal = made()
        sender = Sender(portal)
        envelopes = [sender.envelope(said[start : start + AT_ONCE]) for start in range(0, len(said), AT_ONCE)]

        def take() -> None:
            for data in envelopes:
                leaves = taking.take(portal, sender.replica, data, wire.Limits())[1]
                assert len(leaves) == AT_ONCE

        took = timed("ours", take)
        rows.append(_rows(portal))
        portal.close()
        return took

    def bare() -> float:
        portal = made()
        written = rows[-1]
        _same_people(portal, written)
        took = timed("bare", lambda: _write(portal, written))
        assert house.stats(portal)["changes"] == len(said)
        portal.close()
        return took

    ours()  # the reference needs its rows
    row = table.compare(
        f"intake of {RECORDS:,} records on {name}", ours, bare,
        against="executemany of every row that intake writes", rounds=3, goal=GOAL, warm=0,
    )  # fmt: skip
    if name == "SQLite":  # a server works in processes of its own
        pairs = tuple(here["ours"][1:]), tuple(here["bare"])
        table.rows.append(Row(f"the same on {name}, by processor time", row.against, *pairs, GOAL))
    table.state(f"records taken in a second on {name}", RECORDS / statistics.median(row.ours), "records/s")


def _rows(portal: house.Portal) -> dict[str, tuple[str, list[Any]]]:
    """Table -> (statement, rows) of all that stands there."""
    found = {}
    with portal.database.read() as session:
        for name in ("unit", "replica", *WRITTEN):
            result = session.execute(text(f"SELECT * FROM {name} ORDER BY 1"))
            names = list(result.keys())
            mark = "?" if portal.database.is_sqlite else "%s"
            marks = ", ".join([mark] * len(names))
            found[name] = (
                f"INSERT INTO {name} ({', '.join(names)}) VALUES ({marks})",
                [tuple(row) for row in result],
            )
    return found


def _same_people(portal: house.Portal, written: dict[str, tuple[str, list[Any]]]) -> None:
    with portal.database.write() as session:
        for name in ("unit", "replica"):
            session.connection().exec_driver_sql(*written[name])


def _write(portal: house.Portal, written: dict[str, tuple[str, list[Any]]]) -> None:
    for number, envelope in enumerate(written["envelope"][1]):
        part = slice(number * AT_ONCE, (number + 1) * AT_ONCE)
        with portal.database.write() as session:
            connection = session.connection()
            connection.exec_driver_sql(written["envelope"][0], [envelope])
            for name in ("change", "record"):
                statement, all_rows = written[name]
                connection.exec_driver_sql(statement, all_rows[part])


def test_intake_on_sqlite(tmp_path: Path, table: Table, said: list[dict[str, Any]]) -> None:
    folders = iter(tmp_path / str(number) for number in range(99))

    def made() -> house.Portal:
        folder = next(folders)
        house.make(folder, "Cổng", SystemClock(), seeded(1))
        return house.open_portal(folder, SystemClock(), seeded(2))

    measure(table, "SQLite", made, said)


def test_intake_on_postgresql(tmp_path: Path, table: Table, said: list[dict[str, Any]], server: str) -> None:
    numbers = iter(range(99))

    def made() -> house.Portal:
        number = next(numbers)
        admin = open_server(server.format(name="postgres"), pool_size=1)
        with admin.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(f"CREATE DATABASE bench{number}"))
        admin.close()
        folder = tmp_path / str(number)
        house.make(folder, "Cổng", SystemClock(), seeded(1), server.format(name=f"bench{number}"))
        return house.open_portal(folder, SystemClock(), seeded(2))

    measure(table, "PostgreSQL", made, said)


@pytest.mark.parametrize("name", ["SQLite", "PostgreSQL"])
def test_two_hundred_pcs_at_once(
    tmp_path: Path, table: Table, said: list[dict[str, Any]], server: str, name: str
) -> None:
    """Each says hello, hands over an envelope and asks for its news, on a line of its own; all begin together."""
    database = ""
    if name == "PostgreSQL":
        database = server.format(name="crowd")
        admin = open_server(server.format(name="postgres"), pool_size=1)
        with admin.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("CREATE DATABASE crowd"))
        admin.close()
    with exchanges.serving(tmp_path / "portal", database) as url:
        with exchanges.opened(tmp_path / "portal") as portal:
            senders = [Sender(portal) for _ in range(PCS)]
        ready = [(one.token, one.envelope(said[n * 7 : n * 7 + EACH])) for n, one in enumerate(senders)]
        took, wrong = _crowd(url, ready)
        with exchanges.opened(tmp_path / "portal") as portal:
            assert house.stats(portal)["changes"] == PCS * EACH
    table.state(f"{PCS} PCs at once on {name}: errors", wrong, "errors", goal=0)
    each = sorted(took)
    table.state(f"{PCS} PCs at once on {name}: an envelope of {EACH}, half within", each[len(each) // 2], "s")
    table.state(
        f"{PCS} PCs at once on {name}: an envelope of {EACH}, 99 % within", each[int(len(each) * 0.99)], "s"
    )


def _crowd(url: str, ready: list[tuple[str, bytes]]) -> tuple[list[float], int]:
    """(seconds of each envelope's call, calls that did not end well)."""
    begin = threading.Barrier(len(ready))
    took: list[float] = []
    wrong: list[int] = []

    def one(token: str, envelope: bytes) -> None:
        line = http.client.HTTPConnection(urlsplit(url).netloc, timeout=120)
        headers = {
            "Authorization": f"Bearer {token}", wire.NONCE_HEADER: "n", "Content-Type": wire.ENVELOPE_TYPE,
            "Accept-Encoding": "zstd",
        }  # fmt: skip
        begin.wait()
        wrong.append(_call(line, "GET", "/v1/hello?nonce=n", b"", headers))
        began = time.perf_counter()
        wrong.append(_call(line, "POST", "/v1/envelopes", envelope, headers))
        took.append(time.perf_counter() - began)
        wrong.append(_call(line, "GET", "/v1/changes?after=0", b"", headers))
        line.close()

    threads = [threading.Thread(target=one, args=each) for each in ready]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return took, sum(wrong) + 3 * (len(ready) - len(took))


def _call(
    line: http.client.HTTPConnection, method: str, path: str, body: bytes, headers: dict[str, str]
) -> int:
    line.request(method, path, body, headers)
    answer = line.getresponse()
    answer.read()
    return int(answer.status != http.client.OK)
