"""A portal's folder: its keys, its name, its database and files, opened together; and the orders of its officers.

`portal.json` says what may be known, `portal.key` (mode 0600) holds the private keys and the key of the
database.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from sync import outbox, paper_code, signing, wire
from sync.clock import Clock, Randomness, new_id, stamp
from sync.database import Database, Session, open_server, open_sqlite
from sync.portal import storage, storage_guidance, storage_review, storage_review_decisions
from sync.portal.blobs import Blobs
from sync.portal.intake import Place

SETTINGS = "portal.json"
KEYS = "portal.key"
DATABASE = "portal.db"
RELAY = "relay.db"
STATUSES = frozenset({"approved", "returned"})


class PortalRefused(Exception):
    """An order that cannot be done, as `portal.exists`, `record.unknown` or `review.reason_missing`."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What `portal.json` says; `database` is empty for SQLite in the folder."""

    id: str
    name: str
    database: str = ""


class Keys(msgspec.Struct, frozen=True, kw_only=True):
    """What `portal.key` holds: hex and an age identity."""

    signing_seed: str
    age_identity: str
    database_key: str


@dataclass(frozen=True, slots=True)
class Portal:
    """An opened portal."""

    folder: Path
    settings: Settings
    signing_key: signing.SigningKey
    age_identity: str
    age_recipient: str
    database: Database
    blobs: Blobs
    clock: Clock
    random: Randomness
    epoch: str
    outbox: Database | None = None
    """What waits for the portal above, where this one is a relay."""

    def place(self) -> Place:
        """Which portal, which epoch, what time."""
        return Place(self.settings.id, self.epoch, stamp(self.clock.now()))

    def close(self) -> None:
        """Let go of the databases."""
        self.database.close()
        if self.outbox is not None:
            self.outbox.close()


def make(folder: Path, name: str, clock: Clock, random: Randomness, database: str = "") -> Settings:
    """Make a portal in an empty or new folder. Raises `PortalRefused("portal.exists")`."""
    if (folder / SETTINGS).exists() or (folder / KEYS).exists():
        raise PortalRefused("portal.exists", folder=str(folder))
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    keys = Keys(
        signing_seed=random(signing.SEED_BYTES).hex(),
        age_identity=signing.new_age_identity(),
        database_key=random(48).hex(),
    )
    settings = Settings(id=new_id(clock, random), name=name, database=database)
    _write_private(folder / KEYS, msgspec.json.encode(keys))
    _write_private(folder / SETTINGS, msgspec.json.encode(settings))
    open_portal(folder, clock, random).close()
    return settings


def _write_private(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def open_portal(folder: Path, clock: Clock, random: Randomness) -> Portal:
    """Open a portal, its tables brought to the newest form. Raises `PortalRefused("portal.missing")`."""
    try:
        settings = msgspec.json.decode((folder / SETTINGS).read_bytes(), type=Settings)
        keys = msgspec.json.decode((folder / KEYS).read_bytes(), type=Keys)
    except FileNotFoundError:
        raise PortalRefused("portal.missing", folder=str(folder)) from None
    if settings.database:
        database = open_server(settings.database)
    else:
        database = open_sqlite(folder / DATABASE, keys.database_key, pool_size=10)
    database.migrate("portal", storage.MIGRATIONS)
    with database.write() as session:
        epoch = storage.setting(session, "epoch")
        if not epoch:
            epoch = new_id(clock, random)
            storage.set_setting(session, "epoch", epoch)
    return Portal(
        folder=folder,
        settings=settings,
        signing_key=signing.SigningKey(bytes.fromhex(keys.signing_seed)),
        age_identity=keys.age_identity,
        age_recipient=signing.age_recipient(keys.age_identity),
        database=database,
        blobs=Blobs(folder),
        clock=clock,
        random=random,
        epoch=epoch,
        outbox=_open_outbox(folder, keys) if (folder / RELAY).exists() else None,
    )


def begin_relay(portal: Portal) -> Database:
    """The outbox to the portal above, made where there is none yet."""
    if portal.outbox is not None:
        return portal.outbox
    keys = msgspec.json.decode((portal.folder / KEYS).read_bytes(), type=Keys)
    return _open_outbox(portal.folder, keys)


def _open_outbox(folder: Path, keys: Keys) -> Database:
    database = open_sqlite(folder / RELAY, keys.database_key)
    database.migrate("outbox", outbox.MIGRATIONS)
    return database


def enrol_code(portal: Portal, unit: str, role: str = "pc") -> str:
    """A fresh code for one PC of this unit (or one relay), to be handed over on paper; works once."""
    code, secret = paper_code.new_code(portal.signing_key.public, portal.age_recipient, portal.random)
    now = stamp(portal.clock.now())
    with portal.database.write() as session:
        unit_id = storage.unit_named(session, unit, new_id(portal.clock, portal.random), now)
        storage.add_code(session, hash_of(secret), unit_id, role, now)
    return code


def place_unit(portal: Portal, unit: str, body: str) -> None:
    """Put a unit under the body above it, by name; reviewers share their work by bodies.

    Raises `PortalRefused("unit.unknown")`.
    """
    with portal.database.write() as session:
        if not storage.set_body(session, unit, body):
            raise PortalRefused("unit.unknown", unit=unit)


def hash_of(secret: str) -> str:
    """How a code's secret is remembered: a copied database enrols nobody."""
    return sha256(b"sangkien enrolment " + secret.encode("ascii")).hexdigest()


def review(portal: Portal, record: str, status: str, reason: str = "", field: str = "", by: str = "") -> int:
    """A reviewer's answer on a record's current version, `approved` or `returned`; its position in the feed.

    Raises `PortalRefused` with `record.unknown`, or `review.reason_missing` where a return says no reason.
    """
    if status not in STATUSES:
        raise PortalRefused("review.status_unknown", status=status)
    if status == "returned" and not reason.strip():
        raise PortalRefused("review.reason_missing")
    now = stamp(portal.clock.now())
    with portal.database.write() as session:
        storage.hold_the_pen(session)
        found = storage_review.record(session, record)
        if found is None:
            raise PortalRefused("record.unknown", record=record)
        answer = storage_review_decisions.Answer(status, reason, field, by)
        return storage_review_decisions.settle(session, found, answer, now)


def stats(portal: Portal) -> dict[str, Any]:
    """The counts of `storage_review.counts`."""
    with portal.database.read() as session:
        return storage_review.counts(session)


def export(portal: Portal, out: Path) -> int:
    """Write every record as newline-delimited JSON; how many."""
    number = 0
    with portal.database.read() as session, out.open("wb") as file:
        for line in storage_review.exported(session):
            file.write(line + b"\n")
            number += 1
    return number


def start_epoch(portal: Portal) -> str:
    """Begin a new epoch, as a portal restored from an older backup must before it serves.

    Each PC asks for all it sent, and numbers that guidance packages had since that backup are not given again.
    """
    epoch = new_id(portal.clock, portal.random)
    with portal.database.write() as session:
        storage.set_setting(session, "epoch", epoch)
        storage_guidance.pass_numbers(session, portal.clock, portal.settings.id)
    return epoch


def reconciliation(session: Session, unit: str, period: str) -> tuple[wire.Standing, list[bytes]]:
    """Count and hash of a unit's records of a period, and a line for each of them."""
    found = storage_review.versions(session, unit, period)
    standing = wire.Standing(period=period, records=len(found), hash=wire.versions_hash(dict(found)))
    return standing, [wire.canonical({"record": record, "version": version}) for record, version in found]
