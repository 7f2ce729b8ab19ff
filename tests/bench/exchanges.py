"""What the rows of the exchange are measured on: PCs with frozen records of the corpus, a portal as a program."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from bench import folders
from helpers.builders import UNION

from desktop.domain.release import level_of, released
from sync import outbox, signing, wire
from sync.clock import SystemClock, new_id
from sync.portal import house, storage
from tests.sync.conftest import Pc, open_pc

UNIT = "CĐCS Hòa Lạc"


def bodies(records: int) -> list[dict[str, Any]]:
    """What the corpus says to a portal of so many recognised initiatives, as lines hold it."""
    values = folders.recognised(records)
    leaving = [released(value, UNION, None, level_of(value, None)) for value in values]
    return [msgspec.to_builtins(dict(each.body)) for each in leaving]


def frozen(folder: Path, said: list[dict[str, Any]]) -> Pc:
    """A PC with these frozen for the portal, enrolled nowhere."""
    pc = open_pc(folder)
    pc.random = os.urandom
    with pc.database.write() as session:
        for body in said:
            item = outbox.Outgoing("initiative", pc.record(), body)
            outbox.freeze(session, pc.clock, pc.random, item)
    pc.database.fold_log()
    return pc


def closed(pc: Pc) -> None:
    pc.transport.close()  # type: ignore[attr-defined]
    pc.database.close()


@contextmanager
def opened(folder: Path) -> Iterator[house.Portal]:
    """The portal's folder as a second program sees it."""
    portal = house.open_portal(folder, SystemClock(), os.urandom)
    try:
        yield portal
    finally:
        portal.close()


class Address(str):  # noqa: SLOT000 - it says one thing more
    """Where a portal answers, and the process that does."""

    process: int

    def processor_seconds(self) -> float:
        """What the portal's process has used so far."""
        told = Path(f"/proc/{self.process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(folder: Path, database: str = "") -> Iterator[Address]:
    """The shipped portal, served by its own command; gives its address."""
    house.make(folder, "Cổng", SystemClock(), os.urandom, database)
    command = [sys.executable, "-m", "sync", "serve", "--data", str(folder), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        address = Address(process.stdout.readline().split()[1])
        address.process = process.pid
        yield address
    finally:
        process.terminate()
        process.communicate(timeout=30)


class Sender:
    """A replica that a portal knows, without a database of its own: envelopes ready to be posted."""

    def __init__(self, portal: house.Portal) -> None:
        self.clock = SystemClock()
        self.key = signing.new_signing_key(os.urandom)
        self.replica = storage.Replica(self._id(), self._id(), self.key.public, disabled=False)
        now = portal.place().now
        with portal.database.write() as session:
            storage.unit_named(session, self.replica.unit, self.replica.unit, now)
            storage.add_code(session, self.replica.id, self.replica.unit, "pc", now)
            storage.enrol(session, self.replica.id, self.replica, "age", now)
        claim = wire.TokenClaim(replica=self.replica.id, portal=portal.settings.id, until="2999-01-01")
        self.token = portal.signing_key.sign(signing.BEARER, wire.canonical(claim))
        self._sent = ""
        self._sequence = 0

    def _id(self) -> str:
        return new_id(self.clock, os.urandom)

    def envelope(self, said: list[dict[str, Any]]) -> bytes:
        """The next one, of a new record for each of these bodies."""
        changes = [
            wire.Change(key=self._id(), kind="initiative", record=self._id(), audience="portal", base=(), schema=1,
                        body=body)
            for body in said
        ]  # fmt: skip
        lines = [wire.encode_change(change) for change in changes]
        self._sequence += 1
        manifest = wire.Manifest(
            v=wire.PROTOCOL, envelope=self._id(), replica=self.replica.id, unit=self.replica.unit, audience="portal",
            sequence=self._sequence, previous=self._sent, made_at="", skew_ms=0, audit_head="", files=(),
            changes=tuple((c.key, wire.fingerprint(line)) for c, line in zip(changes, lines, strict=True)),
        )  # fmt: skip
        signature, data = signing.seal_envelope(self.key, manifest, lines)
        self._sent = wire.envelope_hash(signature)
        return data
