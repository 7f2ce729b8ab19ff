"""The same portal on PostgreSQL: a real server that the tests start, and several workers before it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from sync import bundle, cli, reconciliation
from sync.clock import SystemClock
from sync.database import open_server
from sync.portal import house, storage
from sync.portal.ingest import ingest
from sync.portal.serving import serve_in_thread
from tests.sync.conftest import an_initiative, open_pc, seeded


@pytest.fixture
def on_server(tmp_path: Path, postgresql_url: str) -> Path:
    """A portal's folder whose database is on the server."""
    folder = tmp_path / "portal"
    house.make(folder, "Cổng lớn", SystemClock(), seeded(7), postgresql_url)
    assert not (folder / "portal.db").exists()
    return folder


def test_the_whole_way_on_postgresql(on_server, tmp_path):
    pc = open_pc(tmp_path / "pc")
    with serve_in_thread(on_server, random=seeded(8)) as served:
        pc.enrol(served.url, house.enrol_code(served.portal, "CĐCS Sông Đà"))
        file = pc.files.add(b"x" * 400_000)
        items = [pc.freeze(files=(file,)), *pc.freeze_many(3)]
        assert pc.send().complete == 4
        pc.freeze(an_initiative("Bản hai"), record=items[1].record)
        stick: list[bytes] = []

        def place(number: int, volumes: int, data: bytes) -> bytes:
            stick.append(data)
            return data

        bundle.carry_out(pc.database, pc.files, pc.clock, pc.random, place)
        taken = ingest(served.portal, stick[0])
        assert taken.outcomes == {"accepted": 1}
        house.review(served.portal, items[2].record, "returned", "Thiếu", "authors")
        assert bundle.carry_in(pc.database, pc.clock, taken.receipts).complete == 1
        assert pc.send().returned == 1
        assert reconciliation.compare(pc.database, pc.transport, pc.clock, pc.random).equal
        stats = house.stats(served.portal)
        assert (stats["records"], stats["changes"], stats["files"], stats["missing_files"]) == (4, 5, 1, 0)
        assert stats["by_status"] == {"returned": 1, "waiting": 3}
        assert house.export(served.portal, tmp_path / "out.jsonl") == 4
    pc.transport.close()
    pc.database.close()


def test_a_worker_that_hangs_in_the_middle_of_a_write_loses_the_pen(on_server):
    """Or its machine is gone: the others must not wait for hours."""
    hangs, works = (house.open_portal(on_server, SystemClock(), os.urandom) for _ in range(2))
    with suppress(DBAPIError), hangs.database.write() as held:
        assert held.execute(text("SHOW idle_in_transaction_session_timeout")).scalar() == "15min"
        held.execute(text("SET LOCAL idle_in_transaction_session_timeout = '100ms'"))
        storage.set_setting(held, "hung", "yes")
        storage.hold_the_pen(held)
        with works.database.write() as session:
            storage.hold_the_pen(session)
            storage.set_setting(session, "written", "yes")
    with works.database.read() as session:
        assert (storage.setting(session, "written"), storage.setting(session, "hung")) == ("yes", "")
    hangs.close()
    works.close()


def test_many_may_open_a_new_database_at_once(postgresql_url):
    databases = [open_server(postgresql_url, pool_size=1) for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        steps = list(pool.map(lambda one: one.migrate("portal", storage.MIGRATIONS), databases))
    newest = len(storage.MIGRATIONS)
    assert sorted(steps) == [(0, newest)] + [(newest, newest)] * 5
    for database in databases:
        database.close()


@pytest.mark.timeout(300)
def test_several_workers_take_each_change_once(on_server, tmp_path):
    command = [
        sys.executable,
        "-m",
        "sync",
        "serve",
        "--data",
        str(on_server),
        "--port",
        "0",
        "--workers",
        "2",
    ]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])
    try:
        ready, url = server.stdout.readline().split()
        assert ready == "ready"
        portal = house.open_portal(on_server, SystemClock(), os.urandom)
        pcs = [open_pc(tmp_path / f"pc{n}", seed=n + 20) for n in range(4)]
        for pc in pcs:
            pc.enrol(url, house.enrol_code(portal, "CĐCS Sông Đà"))
            file = pc.files.add(b"the same file for all" * 20_000)
            pc.freeze_many(15)
            pc.freeze(files=(file,))
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda pc: pc.send(), pcs))
        for pc in pcs:
            pc.send()
            assert pc.summary().complete == 16
            pc.transport.close()
            pc.database.close()
        stats = house.stats(portal)
        assert (stats["changes"], stats["records"], stats["files"]) == (64, 64, 1)
        portal.close()
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(30) is not None
        server.stdout.close()


def test_several_workers_are_not_for_sqlite(portal_folder, capsys):
    assert cli.main(["serve", "--data", str(portal_folder), "--port", "0", "--workers", "2"]) == 1
    assert "PostgreSQL" in capsys.readouterr().err
