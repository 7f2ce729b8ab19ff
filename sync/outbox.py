"""The door between desktop and exchange: who this replica is, whom it knows, what was frozen to leave.

Every function takes the session of a transaction that the caller opened: `freeze` runs inside the order
that decides on it, so a record and its outgoing bytes are stored together or not at all.
`outbox_sending` is the engine's side, `outbox_questions` what screens ask.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from sync import rules, signing, wire
from sync.clock import Clock, Randomness, new_id, stamp
from sync.database import Session, run
from sync.outbox_tables import MIGRATIONS

__all__ = [
    "MIGRATIONS",
    "Frozen",
    "Identity",
    "NotSendable",
    "Outgoing",
    "Peer",
    "audit_head",
    "claim_audit_head",
    "ensure_identity",
    "freeze",
    "identity",
    "learned_skew",
    "peer",
    "renew_replica",
    "store_peer",
    "take_union_key",
    "union_identities",
]

PORTAL = "portal"
"""The audience of what the unit hands over."""
BEYOND = "beyond"
"""The role of the portal above a relay, known by its pinned keys and reached through the relay alone."""
PASSES_ON = "passes_on"
"""The role that a relay's own outbox gives the portal above: envelopes of others go there as they are."""
UNIT = "unit"
"""The audience of what a union's own PCs share, as `outbox_sharing` writes and reads it."""
OTHER_BYTES = "key.other_bytes"
"""Why a change was set aside under whose key the portal holds other bytes."""


class NotSendable(Exception):
    """A change breaks the rules that both ends share; `faults` names each breach."""

    def __init__(self, faults: Sequence[rules.Fault]) -> None:
        super().__init__(", ".join(fault.code for fault in faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who this installation is: its replica id and keys, and the key that the union's PCs share."""

    replica: str
    signing: signing.SigningKey
    age_identity: str
    union_recipient: str


@dataclass(frozen=True, slots=True)
class Peer:
    """The portal (or relay) that this replica is enrolled with; its keys were pinned from the paper code."""

    id: str
    role: str
    name: str
    url: str
    signing_key: str
    age_recipient: str
    replica: str
    unit: str
    unit_name: str
    epoch: str
    token: str
    cursor: int
    skew_ms: int | None
    failures: int
    wait_code: str
    next_try: str | None
    last_contact: str | None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What an order wants to leave. `body` is plain JSON values; `secret` goes only into `sealed`.

    `base` is filled in by `freeze` (the last version frozen for this audience) unless a merge names its
    parents.
    """

    kind: str
    record: str
    body: Mapping[str, Any]
    files: tuple[wire.FileRef, ...] = ()
    secret: Mapping[str, Any] | None = None
    audience: str = PORTAL
    schema: int = 1
    base: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Frozen:
    """A change as it will leave. `new` is false where the very same content stood frozen already."""

    key: str
    record: str
    fingerprint: str
    line: bytes
    new: bool


def ensure_identity(session: Session, clock: Clock, random: Randomness) -> Identity:
    """The identity, made at the first call: a replica's key pairs, and the union's key on its first PC."""
    if _row(session, "SELECT 1 FROM sync_replica WHERE retired_at IS NULL") is None:
        run(
            session,
            "INSERT INTO sync_replica (id, signing_seed, age_identity, made_at) "
            "VALUES (:id, :seed, :age, :at)",
            {
                "id": new_id(clock, random),
                "seed": random(signing.SEED_BYTES),
                "age": signing.new_age_identity(),
                "at": stamp(clock.now()),
            },
        )
    if _row(session, "SELECT 1 FROM sync_union_key WHERE retired_at IS NULL") is None:
        take_union_key(session, clock, signing.new_age_identity())
    found = identity(session)
    assert found is not None
    return found


def identity(session: Session) -> Identity | None:
    """The identity, where there is one."""
    row = _row(
        session,
        "SELECT r.id, r.signing_seed, r.age_identity, u.recipient FROM sync_replica r, sync_union_key u "
        "WHERE r.retired_at IS NULL AND u.retired_at IS NULL",
    )
    if row is None:
        return None
    return Identity(row[0], signing.SigningKey(bytes(row[1])), row[2], row[3])


def take_union_key(session: Session, clock: Clock, union_identity: str) -> str:
    """Use this union key from now on (the first PC's own, or one that came from it); older ones still open.

    Gives its recipient, to which `sealed` is encrypted.
    """
    recipient = signing.age_recipient(union_identity)
    now = stamp(clock.now())
    run(session, "UPDATE sync_union_key SET retired_at = :at WHERE retired_at IS NULL", {"at": now})
    run(
        session,
        "INSERT INTO sync_union_key (recipient, identity, made_at) VALUES (:r, :i, :at) "
        "ON CONFLICT (recipient) DO UPDATE SET retired_at = NULL",
        {"r": recipient, "i": union_identity, "at": now},
    )
    return recipient


def union_identities(session: Session) -> tuple[str, ...]:
    """Every union key this PC holds, the current one first, to open `sealed` with `signing.decrypt`."""
    rows = run(session, "SELECT identity FROM sync_union_key ORDER BY retired_at IS NOT NULL, made_at DESC")
    return tuple(str(row[0]) for row in rows)


def renew_replica(session: Session, clock: Clock, random: Randomness) -> Identity:
    """Become a new replica, as a restored or copied database must before it may send; it enrols again.

    What other PCs acknowledged was the old one's: bundles to them begin with everything.
    """
    run(session, "DELETE FROM sync_union_ack")
    run(
        session,
        "UPDATE sync_replica SET retired_at = :at WHERE retired_at IS NULL",
        {"at": stamp(clock.now())},
    )
    return ensure_identity(session, clock, random)


def peer(session: Session) -> Peer | None:
    """The portal that the current replica is enrolled with, the newest enrolment first; None before that."""
    row = _row(
        session,
        "SELECT p.id, p.role, p.name, p.url, p.signing_key, p.age_recipient, p.replica, p.unit, p.unit_name, "
        "p.epoch, p.token, p.cursor, p.skew_ms, p.failures, p.wait_code, p.next_try, p.last_contact "
        "FROM sync_peer p JOIN sync_replica r ON r.id = p.replica "
        "WHERE r.retired_at IS NULL AND p.role <> 'beyond' ORDER BY p.enrolled_at DESC LIMIT 1",
    )
    return None if row is None else Peer(*row)


def learned_skew(session: Session) -> int | None:
    """This PC's clock minus the portal's in milliseconds, as the last greeting showed it."""
    row = _row(
        session, "SELECT skew_ms FROM sync_peer WHERE skew_ms IS NOT NULL ORDER BY last_contact DESC LIMIT 1"
    )
    return None if row is None else int(row[0])


def claim_audit_head(session: Session, head: str) -> None:
    """From now on envelopes and volumes carry this head of the sender's audit chain; what signs them holds it."""
    run(
        session,
        "INSERT INTO sync_audit (one, head) VALUES (1, :h) ON CONFLICT (one) DO UPDATE SET head = :h",
        {"h": head},
    )


def audit_head(session: Session) -> str:
    """The head that was claimed last, "" before the first."""
    row = _row(session, "SELECT head FROM sync_audit")
    return "" if row is None else str(row[0])


def store_peer(session: Session, clock: Clock, found: Peer) -> None:
    """Keep an enrolment.

    Another replica id at a known portal (after a restore here), and a portal in another epoch (after one there),
    make this PC ask again for all it sent.
    """
    before = _row(session, "SELECT replica, epoch FROM sync_peer WHERE id = :id", id=found.id)
    run(
        session,
        "INSERT INTO sync_peer (id, role, name, url, signing_key, age_recipient, replica, unit, "
        "unit_name, "
        "epoch, token, skew_ms, enrolled_at) VALUES (:id, :role, :name, :url, :signing_key, "
        ":age_recipient, "
        ":replica, :unit, :unit_name, :epoch, :token, :skew_ms, :enrolled_at) "
        "ON CONFLICT (id) DO UPDATE SET name = excluded.name, url = excluded.url, "
        "signing_key = excluded.signing_key, age_recipient = excluded.age_recipient, "
        "replica = excluded.replica, unit = excluded.unit, unit_name = excluded.unit_name, "
        "epoch = excluded.epoch, token = excluded.token, skew_ms = excluded.skew_ms, "
        "enrolled_at = excluded.enrolled_at, failures = 0, wait_code = '', next_try = NULL",
        {**dataclasses.asdict(found), "enrolled_at": stamp(clock.now())},
    )
    if before is not None and tuple(before) != (found.replica, found.epoch):
        forget_certainty(session, found.id)


def set_role(session: Session, role: str) -> None:
    """What the portal that this replica is enrolled with is to it."""
    run(session, "UPDATE sync_peer SET role = :r", {"r": role})


def forget_certainty(session: Session, peer_id: str) -> None:
    """Hold nothing for sent any more: every answered change is unknown until the portal shows its receipt.

    For a portal with a new epoch, and for a replica that was restored. Receipts stay: they are what was
    promised.
    """
    run(
        session,
        "UPDATE sync_change SET state = 'unknown' WHERE audience IN ('portal', 'unit') AND state IN "
        "('received', 'complete', 'held')",
    )
    run(session, "UPDATE sync_envelope SET open = 0 WHERE peer = :p", {"p": peer_id})
    run(session, "DELETE FROM sync_upload WHERE peer = :p", {"p": peer_id})
    run(session, "UPDATE sync_peer SET cursor = 0 WHERE id = :p", {"p": peer_id})


def freeze(session: Session, clock: Clock, random: Randomness, item: Outgoing) -> Frozen:
    """Fix the bytes of a change for ever, in the caller's write transaction. Sends nothing.

    The same content frozen twice in a row gives the first change again. Raises `NotSendable` where the record
    breaks `sync.rules`; nothing is stored then.
    """
    body = msgspec.to_builtins(dict(item.body))
    # Only compared on this PC, so the quick encoder will do; the line itself is canonical.
    content = wire.fingerprint(
        msgspec.json.encode((item.kind, item.schema, body, item.secret, item.files), order="sorted")
    )
    head = _row(
        session,
        "SELECT c.key, c.fingerprint, c.line, c.content, c.code FROM sync_head h "
        "JOIN sync_change c ON c.key = h.key "
        "WHERE h.record = :record AND h.audience = :audience",
        record=item.record,
        audience=item.audience,
    )
    # Under a key that stands for other bytes there it can never be taken: the same again gets another key.
    if head is not None and head[3] == content and item.base is None and head[4] != OTHER_BYTES:
        return Frozen(head[0], item.record, head[1], bytes(head[2]), new=False)
    change = wire.Change(
        key=new_id(clock, random),
        kind=item.kind,
        record=item.record,
        audience=item.audience,
        base=_base(session, item) if item.base is None else item.base,
        schema=item.schema,
        body=body,
        sealed="" if item.secret is None else _sealed(session, clock, random, item.secret),
        files=item.files,
    )
    faults = rules.check(change)
    line = b"" if faults else wire.encode_change(change)
    if len(line) > wire.Limits().line:
        faults = (rules.Fault("line.too_large", "", {"limit": wire.Limits().line}),)
    if faults:
        raise NotSendable(faults)
    _store(session, clock, change, line, content)
    return Frozen(change.key, change.record, wire.fingerprint(line), line, new=True)


def _sealed(session: Session, clock: Clock, random: Randomness, secret: Mapping[str, Any]) -> str:
    return signing.encrypt_to(ensure_identity(session, clock, random).union_recipient, secret)


def _base(session: Session, item: Outgoing) -> tuple[str, ...]:
    """The parent: the last version that no portal turned away; after a stale one, the portal's own head."""
    row = _row(
        session,
        "SELECT fingerprint, state, code, facts FROM sync_change "
        "WHERE record = :record AND audience = :audience "
        "AND (state NOT IN ('parked', 'superseded') OR code = 'record.stale') ORDER BY ordinal DESC LIMIT 1",
        record=item.record,
        audience=item.audience,
    )
    if row is None:
        return ()
    if row[1] in {"parked", "superseded"}:
        return (str(msgspec.json.decode(row[3])["head"]),)
    return (str(row[0]),)


def _store(session: Session, clock: Clock, change: wire.Change, line: bytes, content: str) -> None:
    # A version that was turned away has its successor now, and is no longer something that waits.
    run(
        session,
        "UPDATE sync_change SET state = 'superseded' "
        "WHERE record = :record AND audience = :audience AND state = 'parked'",
        {"record": change.record, "audience": change.audience},
    )
    run(
        session,
        "INSERT INTO sync_change "
        "(key, audience, kind, record, fingerprint, content, line, frozen_at, state) VALUES (:key, "
        ":audience, :kind, :record, :fingerprint, :content, :line, :at, 'frozen')",
        {
            "key": change.key,
            "audience": change.audience,
            "kind": change.kind,
            "record": change.record,
            "fingerprint": wire.fingerprint(line),
            "content": content,
            "line": line,
            "at": stamp(clock.now()),
        },
    )
    run(
        session,
        "INSERT INTO sync_head (record, audience, key) VALUES (:record, :audience, :key) "
        "ON CONFLICT (record, audience) DO UPDATE SET key = excluded.key",
        {"record": change.record, "audience": change.audience, "key": change.key},
    )
    for file in change.files:
        run(
            session,
            "INSERT INTO sync_file (key, sha256, size, media) VALUES (:key, :sha256, :size, :media) "
            "ON CONFLICT (key, sha256) DO NOTHING",
            {"key": change.key, "sha256": file.sha256, "size": file.size, "media": file.media},
        )


def _row(session: Session, sql: str, **values: object) -> Any:
    return run(session, sql, values).first()
