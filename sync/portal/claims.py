"""PCs that come through a relay: what each says to the portal above is encrypted to it and signed by the PC.

The relay carries the claim and cannot open it, so it can neither spend a PC's code itself nor bring PCs that
have none.
"""

from __future__ import annotations

from sync import signing, wire
from sync.portal import house, storage, storage_relay
from sync.portal.asked import Asked, Problem, caller_of, text_of
from sync.portal.house import Portal

MOST = 50


def of_relay(portal: Portal, asked: Asked) -> list[bytes]:
    """What became of each claim, in their order: `enrolled` with the unit as it is known here, or why not."""
    relay = caller_of(portal, asked)
    if relay.role != "relay":
        raise Problem(403, "relay.only")
    sealed = wire.parse_object(asked.body).get("claims")
    if not isinstance(sealed, list) or len(sealed) > MOST or not all(isinstance(one, str) for one in sealed):
        raise Problem(400, "claim.malformed", most=MOST)
    return [wire.canonical(_answer(portal, relay, one)) for one in sealed]


def keep(portal: Portal, asked: Asked) -> list[bytes]:
    """At the relay: keep a PC's claim until the portal above can be reached."""
    caller = caller_of(portal, asked)
    if portal.outbox is None:
        raise Problem(404, "relay.none")
    sealed = text_of(wire.parse_object(asked.body), "sealed")
    with portal.database.write() as session:
        storage_relay.put_claim(session, caller.id, sealed, portal.place().now)
    return [wire.canonical({"kept": True})]


def above(portal: Portal, hello: str) -> list[bytes]:
    """At the relay: what the portal above said of itself. Its keys are checked against the PC's paper."""
    if portal.outbox is None or not hello:
        raise Problem(404, "relay.none")
    return [hello.encode("utf-8")]


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
