"""What portals above a relay said: heard through the relay, believed for their own signatures alone.

Above one relay may stand another; each portal further up is known by its own paper. A relay may keep such a word
back, and can neither make nor change one: each comes with the head that the portal signed and the path that shows the
line in it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import bindparam, text

from sync import outbox, outbox_answers, signing, wire
from sync.clock import Clock, stamp
from sync.database import Session, run
from sync.outbox import Peer


@dataclass(frozen=True, slots=True)
class Beyond:
    """The highest portal: its name, whether it knows this PC, how many versions stand there.

    `code` says why it does not know this PC, where it said so; `parked` were not taken by it or on the way to it.
    """

    name: str
    known: bool
    code: str
    received: int
    complete: int
    parked: int


@dataclass(frozen=True, slots=True)
class BeyondState:
    """Where one record's newest version stands above: `received`, `complete` or `parked` with its reason."""

    record: str
    state: str
    version: int | None
    code: str
    field: str
    at: str


def peers(session: Session) -> list[Peer]:
    """The portals above the relay, the lowest first."""
    rows = run(
        session,
        "SELECT p.id, p.role, p.name, p.url, p.signing_key, p.age_recipient, p.replica, p.unit, p.unit_name, "
        "p.epoch, p.token, p.cursor, p.skew_ms, p.failures, p.wait_code, p.next_try, p.last_contact "
        "FROM sync_peer p JOIN sync_replica r ON r.id = p.replica "
        "WHERE r.retired_at IS NULL AND p.role = 'beyond' ORDER BY p.hop, p.enrolled_at",
    )
    return [Peer(*row) for row in rows]


def store(session: Session, clock: Clock, below: Peer, hello: wire.Hello, hop: int) -> None:
    """Know the portal above that says so of itself, reached through the one `below`; `hop` counts from the lowest."""
    above = replace(
        below,
        id=hello.portal,
        role=outbox.BEYOND,
        name=hello.name,
        url="",
        signing_key=hello.signing_key,
        age_recipient=hello.age_recipient,
        unit="",
        unit_name="",
        epoch="",
        token="",
    )
    outbox.store_peer(session, clock, above)
    run(session, "UPDATE sync_peer SET hop = :h WHERE id = :p", {"h": hop, "p": above.id})


def take_in(session: Session, clock: Clock) -> int:
    """Take in all that the relay told of portals above; how many of it were their words about us."""
    rows = run(
        session, "SELECT position, line FROM sync_inbound WHERE kind = 'beyond' ORDER BY position"
    ).all()
    believed = sum(heard(session, clock, wire.parse(bytes(row[1]), wire.News)) for row in rows)
    if rows:
        run(session, "DELETE FROM sync_inbound WHERE kind = 'beyond'")
    return believed


def heard(session: Session, clock: Clock, news: wire.News) -> bool:
    """Take in one word of a portal above; false where it is none's word, or not about us."""
    leaf = news.leaf.encode("utf-8")
    try:
        claimed = wire.parse_head(signing.unverified_payload(news.jws)).portal
        above = next(one for one in peers(session) if one.id == claimed)
        path = [bytes.fromhex(step) for step in news.path]
        signing.check_leaf(above.signing_key, news.jws, leaf, news.place, path)
        said = wire.parse_object(leaf)
    except (signing.BadSignature, wire.WireError, ValueError, StopIteration):
        return False
    if said.get("outcome") in {"enrolled", "not_enrolled"}:
        return _enrolled(session, above, said)
    if said.get("kind") == "status":
        outbox_answers.keep_statuses(session, [wire.parse(leaf, wire.News)])
        return True
    return _of_a_change(session, clock, above, news, leaf, said)


def _enrolled(session: Session, above: Peer, said: dict[str, Any]) -> bool:
    if said.get("replica") != above.replica:
        return False
    run(
        session,
        "UPDATE sync_peer SET unit = :u, unit_name = :n, wait_code = :c WHERE id = :p",
        {
            "u": str(said.get("unit", "")),
            "n": str(said.get("unit_name", "")),
            "c": str(said.get("code", "")),
            "p": above.id,
        },
    )
    return True


def _of_a_change(
    session: Session, clock: Clock, above: Peer, news: wire.News, leaf: bytes, said: dict[str, Any]
) -> bool:
    key = str(said.get("key", ""))
    ours = run(session, "SELECT fingerprint, record FROM sync_change WHERE key = :k", {"k": key}).first()
    if ours is None or said.get("fingerprint") != ours[0]:
        return False
    now = stamp(clock.now())
    if said.get("outcome") == "accepted":
        receipt = wire.parse_receipt(leaf)
        # A PC under a new id hears what was said before of its changes before it hears that it is known.
        if (receipt.record, receipt.portal) != (ours[1], above.id) or above.unit not in {"", receipt.unit}:
            return False
        proven = outbox_answers.Proven(receipt, leaf, news.place, " ".join(news.path))
        outbox_answers.keep_receipts(session, above, news.jws, [proven], now)
        _put(session, above, key, receipt.state, receipt.version, "", "", now)
        return True
    faults = said.get("faults") or [{}]
    fallback = {"stale": "record.stale", "conflict": "key.other_bytes"}.get(
        str(said.get("outcome")), "change.refused"
    )
    code, field = str(faults[0].get("code", fallback)), str(faults[0].get("field", ""))
    _put(session, above, key, "parked", None, code, field, now)
    return True


def _put(
    session: Session, above: Peer, key: str, state: str, version: int | None, code: str, field: str, now: str
) -> None:
    run(
        session,
        "INSERT INTO sync_stands (peer, key, state, version, code, field, at) "
        "VALUES (:p, :k, :s, :v, :c, :f, :at) ON CONFLICT (peer, key) DO UPDATE SET state = excluded.state, "
        "version = excluded.version, code = excluded.code, field = excluded.field, at = excluded.at "
        "WHERE sync_stands.state <> 'complete'",
        {"p": above.id, "k": key, "s": state, "v": version, "c": code, "f": field, "at": now},
    )


def summary(session: Session) -> Beyond | None:
    """For the one sentence; None where there is no portal above."""
    above = peers(session)
    if not above:
        return None
    top = above[-1]
    rows = run(
        session,
        "SELECT state, count(DISTINCT key) FROM sync_stands WHERE peer = :p OR state = 'parked' GROUP BY state",
        {"p": top.id},
    )
    counts = {str(row[0]): int(row[1]) for row in rows}
    return Beyond(
        top.name,
        bool(top.unit),
        top.wait_code,
        counts.get("received", 0),
        counts.get("complete", 0),
        counts.get("parked", 0),
    )


def states(session: Session, records: list[str]) -> dict[str, BeyondState]:
    """Where the newest version of each record stands, at the highest portal that spoke of it; others left out."""
    statement = text(
        "SELECT h.record, b.state, b.version, b.code, b.field, b.at FROM sync_head h "
        "JOIN sync_stands b ON b.key = h.key JOIN sync_peer p ON p.id = b.peer "
        "WHERE h.audience = 'portal' AND h.record IN :records ORDER BY p.hop"
    ).bindparams(bindparam("records", expanding=True))
    return {row[0]: BeyondState(*row) for row in session.execute(statement, {"records": records})}


def claim(alias: str, who: outbox.Identity, secret: str, age_recipient: str) -> str:
    """What this PC says to the portal above: encrypted to it, so that the relay cannot spend the code itself.

    `alias` is the unit as the relay knows it, for which this PC's envelopes are written.
    """
    told = {
        "secret": secret,
        "replica": who.replica,
        "signing_key": who.signing.public,
        "age_recipient": signing.age_recipient(who.age_identity),
        "alias": alias,
    }
    signed = who.signing.sign(signing.ENROLMENT, wire.canonical(told))
    return signing.encrypt_to(age_recipient, {"claim": signed})
