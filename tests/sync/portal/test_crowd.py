"""A crowd before a portal that serves: all are answered well, whoever dawdles, and stopping waits for who works."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from sync import signing, wire
from sync.clock import SystemClock, new_id
from sync.portal import house, storage, watch
from sync.portal.serving import serve_in_thread
from tests.sync.conftest import a_title_only, seeded

LINES, ROUNDS, EACH = 60, 3, 2
PATIENCE = 90


@dataclass
class Line:
    """One PC: known to the portal, with a connection of its own."""

    url: str
    token: str
    replica: storage.Replica
    key: signing.SigningKey
    before: str = ""
    sequence: int = 0
    connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=PATIENCE)

    def envelope(self) -> bytes:
        """The next one, of new records."""
        lines = [
            wire.encode_change(
                wire.Change(key=fresh(), kind="initiative", record=fresh(), audience="portal", base=(), schema=1,
                            body=a_title_only(f"Cải tiến {self.sequence}-{n}"))
            )
            for n in range(EACH)
        ]  # fmt: skip
        self.sequence += 1
        manifest = wire.Manifest(
            v=wire.PROTOCOL, envelope=fresh(), replica=self.replica.id, unit=self.replica.unit, audience="portal",
            sequence=self.sequence, previous=self.before, made_at="", skew_ms=0, audit_head="", files=(),
            changes=tuple((wire.parse_change(line).key, wire.fingerprint(line)) for line in lines),
        )  # fmt: skip
        signature, data = signing.seal_envelope(self.key, manifest, lines)
        self.before = wire.envelope_hash(signature)
        return data

    def ask(self, method: str, path: str, body: bytes = b"") -> None:
        headers = {"Authorization": f"Bearer {self.token}", wire.NONCE_HEADER: "n"}
        self.connection.request(method, path, body, headers)

    def hear(self) -> int:
        answer = self.connection.getresponse()
        answer.read()
        return answer.status

    def call(self, method: str, path: str, body: bytes = b"") -> int:
        self.ask(method, path, body)
        return self.hear()

    def round(self) -> list[int]:
        """What a PC does again and again."""
        return [
            self.call("GET", "/v1/hello?nonce=n"),
            self.call("POST", "/v1/envelopes", self.envelope()),
            self.call("GET", "/v1/changes?after=0"),
            self.call("GET", "/v1/reconciliation?period=2026"),
        ]


def fresh() -> str:
    return new_id(SystemClock(), os.urandom)


def lines_to(portal: house.Portal, url: str, number: int) -> list[Line]:
    found = []
    with portal.database.write() as session:
        for _ in range(number):
            key = signing.new_signing_key(os.urandom)
            replica, now = storage.Replica(fresh(), fresh(), key.public, disabled=False), portal.place().now
            storage.unit_named(session, replica.unit, replica.unit, now)
            storage.add_code(session, replica.id, replica.unit, "pc", now)
            storage.enrol(session, replica.id, replica, "age", now)
            claim = wire.TokenClaim(replica=replica.id, portal=portal.settings.id, until="2999-01-01")
            token = portal.signing_key.sign(signing.BEARER, wire.canonical(claim))
            found.append(Line(url, token, replica, key))
    return found


def together(lines: list[Line], work: Callable[[Line], list[int]]) -> list[int]:
    """All of them at once; every status."""
    begin = threading.Barrier(len(lines))

    def one(line: Line) -> list[int]:
        begin.wait(PATIENCE)
        try:
            return work(line)
        finally:
            line.connection.close()

    with ThreadPoolExecutor(len(lines)) as pool:
        return [status for said in pool.map(one, lines) for status in said]


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def folder(request: pytest.FixtureRequest, portal_folder: Path, tmp_path: Path) -> Path:
    if request.param == "SQLite":
        return portal_folder
    on_server = tmp_path / "on-server"
    house.make(on_server, "Cổng lớn", SystemClock(), seeded(7), request.getfixturevalue("postgresql_url"))
    return on_server


def test_sixty_lines_at_once_are_all_answered_well_round_after_round(folder: Path) -> None:
    with serve_in_thread(folder, random=os.urandom) as served:
        lines = lines_to(served.portal, served.url, LINES)
        for _ in range(ROUNDS):
            assert set(together(lines, Line.round)) == {200}
        assert house.stats(served.portal)["changes"] == LINES * ROUNDS * EACH


def test_who_only_asks_is_answered_while_more_wait_to_write_than_there_are_threads(
    portal_folder: Path,
) -> None:
    """Somebody holds the pen, and eighty PCs want it."""
    with serve_in_thread(portal_folder, random=os.urandom) as served:
        lines = lines_to(served.portal, served.url, 81)
        begun = threading.Semaphore(0)

        def write(line: Line) -> list[int]:
            line.ask("POST", "/v1/envelopes", line.envelope())
            begun.release()
            return [line.hear()]

        with ThreadPoolExecutor(1) as crowd:
            with served.portal.database.write():
                waiting = crowd.submit(together, lines[1:], write)
                for _ in lines[1:]:
                    assert begun.acquire(timeout=PATIENCE)
                asked = [
                    lines[0].call("GET", path) for path in ("/v1/hello?nonce=n", "/v1/changes", "/health")
                ]
                assert not waiting.done()
            assert set(waiting.result()) == {200}
        lines[0].connection.close()
    assert asked == [200, 200, 200]


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "SILENCE_SECONDS", 0.3)


def test_a_line_that_fell_silent_in_the_middle_is_let_go(portal_folder: Path, impatient: None) -> None:
    """Nobody says good-bye where a modem was pulled out; such lines must not add up."""
    with serve_in_thread(portal_folder) as served:
        address = urlsplit(served.url)
        with socket.create_connection((address.hostname, address.port), timeout=PATIENCE / 2) as silent:
            silent.sendall(b"POST /v1/envelopes HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf")
            said = b""
            while piece := silent.recv(4096):
                said += piece
    assert said.startswith(b"HTTP/1.1 400")


def test_a_line_that_sends_a_byte_now_and_then_is_let_go_too(portal_folder: Path, impatient: None) -> None:
    with serve_in_thread(portal_folder) as served:
        address = urlsplit(served.url)
        with socket.create_connection((address.hostname, address.port), timeout=PATIENCE) as slow:
            slow.sendall(b"POST /review/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n")
            sent = threading.Event()
            drops = threading.Thread(target=_drop_by_drop, args=(slow, sent))
            drops.start()
            said = slow.recv(4096)
            sent.set()
            drops.join()
    assert said.startswith(b"HTTP/1.1 400")


def _drop_by_drop(line: socket.socket, enough: threading.Event) -> None:
    while not enough.wait(0.05):
        try:
            line.sendall(b"x")
        except OSError:
            return


def test_what_is_under_way_is_finished_when_the_portal_is_told_to_stop(portal_folder: Path) -> None:
    """Told in the middle of a crowd: whoever was answered well is there, and the program ends by itself."""
    command = [sys.executable, "-m", "sync", "serve", "--data", str(portal_folder), "--port", "0"]
    program = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    portal = house.open_portal(portal_folder, SystemClock(), os.urandom)
    try:
        lines = lines_to(portal, program.stdout.readline().split()[1], 20)
        taken, third = [], threading.Semaphore(0)

        def until_closed(line: Line) -> list[int]:
            try:
                while line.call("POST", "/v1/envelopes", line.envelope()) == 200:
                    taken.append(EACH)
                    third.release()
            except (OSError, http.client.HTTPException):
                return []
            return [0]

        with ThreadPoolExecutor(1) as crowd:
            busy = crowd.submit(together, lines, until_closed)
            for _ in range(40):
                assert third.acquire(timeout=PATIENCE)
            program.send_signal(signal.SIGTERM)
            assert busy.result() == []
        assert program.wait(PATIENCE) in {0, -signal.SIGTERM}
        assert house.stats(portal)["changes"] >= sum(taken)
    finally:
        portal.close()
        program.kill()
        program.stdout.close()
