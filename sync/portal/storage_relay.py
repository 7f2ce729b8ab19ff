"""The portal's SQL about relays: who came through one, what waits to be passed on, what was told on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sync.database import Session, run, write_rows
from sync.portal.storage import Replica

KNOWN, WAITING = "known", "waiting"
"""A PC's claim at the portal above: taken, or not answered yet."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a PC says to a portal above; `portal` is "" for the one that this relay passes on to."""

    replica: str
    portal: str
    sealed: str


def units_of(session: Session, caller: Replica) -> list[str]:
    """The units that this caller may speak for: its own, and for a relay those whose PCs came through it."""
    if caller.role != "relay":
        return [caller.unit]
    rows = run(session, "SELECT DISTINCT unit FROM replica WHERE via = :id ORDER BY unit", {"id": caller.id})
    return [caller.unit, *(str(row[0]) for row in rows)]


def unit_wanting(session: Session, units: Sequence[str], content: str) -> tuple[str, int] | None:
    """(unit, size) of a file that some change of these units names, None where none does."""
    for unit in units:
        found = run(
            session,
            "SELECT max(f.size) FROM change_file f JOIN change c ON c.key = f.key "
            "WHERE f.sha256 = :sha AND c.unit = :unit",
            {"sha": content, "unit": unit},
        ).scalar()
        if found is not None:
            return unit, int(found)
    return None


def queue(session: Session, replica: str, envelope: bytes) -> None:
    """An envelope as it came, for the portal above; in the transaction that takes it in here."""
    position = run(
        session, "UPDATE counter SET value = value + 1 WHERE name = 'passing' RETURNING value"
    ).scalar_one()
    run(
        session,
        "INSERT INTO passing (position, replica, envelope) VALUES (:p, :r, :e)",
        {"p": position, "r": replica, "e": envelope},
    )


def queued(session: Session, most: int, state: str = KNOWN) -> list[tuple[int, str, bytes]]:
    """(position, replica, envelope) of those whose sender's claim stands so above, oldest first.

    One of a unit whose earlier one waits for its claim waits too: the portal above takes them in the order in which
    this one did, and comes to the same end.
    """
    rows = run(
        session,
        "SELECT p.position, p.replica, p.envelope FROM passing p JOIN claim_above c ON c.replica = p.replica "
        "JOIN replica r ON r.id = p.replica WHERE c.portal = '' AND c.state = :s "
        "AND (c.state = 'waiting' OR NOT EXISTS (SELECT 1 FROM passing q JOIN replica o ON o.id = q.replica "
        "JOIN claim_above d ON d.replica = q.replica AND d.portal = '' AND d.state = 'waiting' "
        "WHERE q.position < p.position AND o.unit = r.unit)) ORDER BY p.position LIMIT :n",
        {"n": most, "s": state},
    )
    return [(int(row[0]), str(row[1]), bytes(row[2])) for row in rows]


def taken_on(session: Session, positions: Sequence[int]) -> None:
    """These are in the relay's own outbox now."""
    write_rows(
        session, "DELETE FROM passing WHERE position = :p", [{"p": position} for position in positions]
    )


def put_claim(session: Session, claim: Claim, now: str) -> None:
    """Keep what a PC says to a portal above, which alone can open it; a newer one takes its place."""
    run(
        session,
        "INSERT INTO claim_above (replica, portal, sealed, state, at) VALUES (:r, :p, :s, 'waiting', :at) "
        "ON CONFLICT (replica, portal) DO UPDATE SET sealed = excluded.sealed, state = excluded.state, "
        "at = excluded.at",
        {"r": claim.replica, "p": claim.portal, "s": claim.sealed, "at": now},
    )


def waiting_claims(session: Session) -> list[Claim]:
    """Those that nobody above has answered, for the portal directly above first."""
    rows = run(
        session,
        "SELECT replica, portal, sealed FROM claim_above WHERE state = 'waiting' "
        "ORDER BY CASE WHEN portal = '' THEN 0 ELSE 1 END, at, replica, portal",
    )
    return [Claim(str(row[0]), str(row[1]), str(row[2])) for row in rows]


def set_claim(session: Session, replica: str, portal: str, state: str) -> None:
    """`known` or `refused` by the word of the portal above, `passed` where it goes on from there."""
    run(
        session,
        "UPDATE claim_above SET state = :s WHERE replica = :r AND portal = :p",
        {"s": state, "r": replica, "p": portal},
    )


def owner_of_key(session: Session, key: str) -> tuple[str, str] | None:
    """(unit, record) of a change that passed through here."""
    row = run(
        session,
        "SELECT unit, record FROM change WHERE key = :k UNION ALL "
        "SELECT unit, record FROM rejected WHERE key = :k LIMIT 1",
        {"k": key},
    ).first()
    return None if row is None else (str(row[0]), str(row[1]))


def owner_of_record(session: Session, record: str) -> str | None:
    """The unit of a record, or of a request about one, that passed through here."""
    found = run(
        session,
        "SELECT unit FROM record WHERE id = :r UNION ALL SELECT unit FROM request WHERE id = :r LIMIT 1",
        {"r": record},
    ).scalar()
    return None if found is None else str(found)


def first_time(session: Session, leaf: str) -> bool:
    """Whether this word was not told on before; from now on it was."""
    added = run(
        session,
        "INSERT INTO told_on (leaf) VALUES (:l) ON CONFLICT (leaf) DO NOTHING RETURNING leaf",
        {"l": leaf},
    )
    return added.first() is not None
