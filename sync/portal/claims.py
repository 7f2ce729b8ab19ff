"""PCs that come through a relay: what each says to the portal above is encrypted to it and signed by the PC.

The relay carries the claim and cannot open it, so it can neither spend a PC's code itself nor bring PCs that
have none.
"""

from __future__ import annotations

from typing import Any

from sync import signing, wire
from sync.portal import house, storage, storage_relay
from sync.portal.asked import Asked, Problem, caller_of, text_of
from sync.portal.house import Portal

MOST = 50
UPSTREAM = "upstream"
"""The setting that holds what the portals above said of themselves, a line each."""


def of_relay(portal: Portal, asked: Asked) -> list[bytes]:
    """What became of each claim, in their order: `enrolled` with the unit as it is known here, or why not."""
    relay = caller_of(portal, asked)
    if relay.role != "relay":
        raise Problem(403, "relay.only")
    said = wire.parse_object(asked.body)
    sealed, further = said.get("claims"), said.get("further", [])
    if not isinstance(sealed, list) or not isinstance(further, list) or len(sealed) + len(further) > MOST:
        raise Problem(400, "claim.malformed", most=MOST)
    if not all(isinstance(one, str) for one in sealed) or not all(isinstance(one, dict) for one in further):
        raise Problem(400, "claim.malformed", most=MOST)
    return [
        *(answer(portal, relay, one) for one in sealed),
        *(hand_up(portal, relay, one) for one in further),
    ]


def one(portal: Portal, relay: storage.Replica, said: dict[str, Any]) -> bytes:
    """A claim that came by file: to this portal, or to one further up."""
    if text_of(said, "portal"):
        return hand_up(portal, relay, said)
    return answer(portal, relay, text_of(said, "sealed"))


def answer(portal: Portal, relay: storage.Replica, sealed: str) -> bytes:
    """What became of one claim that was made to this portal."""
    return wire.canonical(_answer(portal, relay, sealed))


def hand_up(portal: Portal, relay: storage.Replica, said: dict[str, Any]) -> bytes:
    """A claim to a portal further up, of a PC that came through that relay: kept where this one is a relay too."""
    replica = text_of(said, "replica")
    claim = storage_relay.Claim(replica, _above(portal, text_of(said, "portal")), text_of(said, "sealed"))
    with portal.database.write() as session:
        storage.hold_the_pen(session)
        known = storage.replica(session, replica)
        kept = portal.outbox is not None and known is not None and known.via == relay.id
        if kept:
            storage_relay.put_claim(session, claim, portal.place().now)
    said = {"outcome": "kept" if kept else "not_kept", "replica": replica, "portal": text_of(said, "portal")}
    return wire.canonical(said)


def keep(portal: Portal, asked: Asked) -> list[bytes]:
    """At the relay: keep a PC's claim until the portal above can be reached."""
    caller = caller_of(portal, asked)
    if portal.outbox is None:
        raise Problem(404, "relay.none")
    said = wire.parse_object(asked.body)
    to = _above(portal, text_of(said, "portal") if "portal" in said else "")
    claim = storage_relay.Claim(caller.id, to, text_of(said, "sealed"))
    with portal.database.write() as session:
        storage_relay.put_claim(session, claim, portal.place().now)
    return [wire.canonical({"kept": True})]


def above(portal: Portal) -> list[bytes]:
    """At the relay: what each portal above said of itself, the lowest first.

    A PC checks their keys against its paper, whatever the relay says.
    """
    with portal.database.read() as session:
        hellos = storage.setting(session, UPSTREAM)
    if portal.outbox is None or not hellos:
        raise Problem(404, "relay.none")
    return hellos.encode("utf-8").split(b"\n")


def _above(portal: Portal, wanted: str) -> str:
    """How a claim to that portal is filed: "" for the one directly above."""
    if not wanted:
        return ""
    with portal.database.read() as session:
        hellos = storage.setting(session, UPSTREAM)
    direct = wire.parse(hellos.encode("utf-8").split(b"\n")[0], wire.Hello).portal if hellos else ""
    return "" if wanted == direct else wanted


def _answer(portal: Portal, relay: storage.Replica, sealed: str) -> dict[str, object]:
    try:
        compact = text_of(signing.decrypt([portal.age_identity], sealed), "claim")
        claim = wire.parse_object(signing.unverified_payload(compact))
        names = ("secret", "replica", "signing_key", "age_recipient", "alias")
        secret, replica, key, age, alias = (text_of(claim, name) for name in names)
        signing.verify(key, signing.ENROLMENT, compact)
    except (signing.BadSignature, wire.WireError, Problem):
        return {"outcome": "not_enrolled", "replica": "", "code": "claim.malformed"}
    code = _enrol(
        portal, storage.Replica(replica, "", key, disabled=False, via=relay.id, alias=alias), secret, age
    )
    if isinstance(code, str):
        return {"outcome": "not_enrolled", "replica": replica, "code": code}
    unit, name = code
    return {"outcome": "enrolled", "replica": replica, "unit": unit, "unit_name": name}


def _enrol(portal: Portal, wanted: storage.Replica, secret: str, age: str) -> tuple[str, str] | str:
    """(unit, its name), or the code of why not. The same claim again is answered again."""
    if not signing.is_recipient(age):
        return "claim.malformed"
    secret_hash = house.hash_of(secret)
    with portal.database.write() as session:
        storage.hold_the_pen(session)
        code = storage.code(session, secret_hash)
        if code is None:
            return "enrolment.code_unknown"
        unit, used_by, role = code
        known = storage.replica(session, wanted.id)
        if used_by is None and known is None and role == "pc":
            fresh = storage.Replica(
                wanted.id, unit, wanted.signing_key, disabled=False, via=wanted.via, alias=wanted.alias
            )
            storage.enrol(session, secret_hash, fresh, age, portal.place().now)
        elif known is None or used_by != wanted.id or known.signing_key != wanted.signing_key:
            return "enrolment.code_used"
        return unit, storage.unit_name(session, unit)
