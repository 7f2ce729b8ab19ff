"""Two PCs of a union that share what they save, as the desktop does it, with numbers for records."""

from __future__ import annotations

import random

from sqlalchemy import text

from sync import outbox, outbox_sharing
from sync.outbox_sharing import Came, Said, Version
from tests.sync.conftest import Pc

FIELDS = "abc"
AT = "2026-03-05T05:00:00.000Z"


def join(one: Pc, other: Pc) -> None:
    """The second takes the union's key from the first, as from paper."""
    with one.database.write() as session:
        outbox.ensure_identity(session, one.clock, one.random)
        key = outbox.union_identities(session)[0]
    with other.database.write() as session:
        outbox.take_union_key(session, other.clock, key)


def save(pc: Pc, chance: random.Random, number: int) -> None:
    """A new record, or a field of one that is here; numbers only grow, so that a choice between two is the larger."""
    with pc.database.write() as session:
        known = session.execute(text("SELECT record FROM sync_head WHERE audience = 'unit' ORDER BY record"))
        records = list(known.scalars())
        record = chance.choice(records) if records and chance.random() < 0.7 else pc.record()
        before = outbox_sharing.head(session, record)
        value = {**_value(before), chance.choice(FIELDS): number}
        outbox_sharing.tell(session, pc.clock, pc.random, Said("number", record, value, "u", AT))


def hear(pc: Pc) -> None:
    """Take in what came: what builds on ours is taken over, what went another way is merged and the merge told."""
    with pc.database.write() as session:
        waiting = outbox_sharing.came(session, 100)
        for what in waiting:
            assert what.version is not None, "a version of the union that cannot be believed"
            _take_in(session, pc, what, what.version)
        if waiting:
            outbox_sharing.done_with(session, [what.position for what in waiting])


def _take_in(session, pc: Pc, what: Came, theirs: Version) -> None:
    ours = outbox_sharing.head(session, what.record)
    if ours is None or ours.fingerprint in theirs.base:
        outbox_sharing.adopt(session, pc.clock, what)
    elif outbox_sharing.version(session, theirs.fingerprint) is None:
        both = (_value(ours), _value(theirs))
        larger = {name: max(one.get(name, 0) for one in both) for name in FIELDS}
        outbox_sharing.keep(session, pc.clock, what)
        said = Said("number", what.record, larger, "u", AT)
        base = (ours.fingerprint, theirs.fingerprint)
        outbox_sharing.tell(session, pc.clock, pc.random, said, base)


def _value(version: Version | None) -> dict[str, int]:
    return dict(version.said.value) if version is not None else {}


def tops(pc: Pc) -> dict[str, str]:
    """Record -> fingerprint of what this PC holds for current."""
    return dict(
        pc.ask(
            "SELECT h.record, c.fingerprint FROM sync_head h JOIN sync_change c ON c.key = h.key "
            "WHERE h.audience = 'unit'"
        )
    )
