"""A relay whose portal above is reached by stick: the bundles of a PC, with the claims of its PCs in front.

Nothing else differs: what the portal above says comes back in its bundle of receipts, is told on to the PCs with its
proof, and closes what it names. Line and stick may be used in turn.
"""

from __future__ import annotations

from sync import bundle, bundle_format, wire
from sync.bundle import Carried, Place, Taken
from sync.outcomes import Answered
from sync.portal import guidance, relay, storage_relay
from sync.portal.house import Portal


def carry_out(portal: Portal, place: Place, most_bytes: int = bundle.VOLUME_BYTES) -> Carried:
    """Write what waits for the portal above, and ask for its news.

    What PCs signed whose claims go with it travels along, and waits here as before until they are known above.
    Raises `PortalRefused("relay.none")` and what `bundle.carry_out` raises.
    """
    database = relay.outbox_of(portal)
    relay.gather(portal, database)
    with portal.database.read() as session:
        claims = storage_relay.waiting_claims(session)[: relay.CLAIMS_AT_ONCE]
        waiting = storage_relay.queued(session, relay.AT_ONCE, storage_relay.WAITING)
    along = [
        (f"{bundle_format.CLAIMS}{number:06}", wire.canonical(relay.as_said(claim)))
        for number, claim in enumerate(claims, 1)
    ]
    along += [
        (f"{bundle_format.ENVELOPES}waiting-{position}.envelope", data) for position, _, data in waiting
    ]
    return bundle.carry_out(
        database,
        relay.Files(portal),
        portal.clock,
        portal.random,
        place,
        most_bytes=most_bytes,
        ask_news=True,
        along=along,
    )


def carry_in(portal: Portal, data: bytes) -> Taken:
    """Take in what the portal above answered, and tell it on. Raises what `bundle.carry_in` raises."""
    database = relay.outbox_of(portal)

    def heard(answer: Answered) -> None:
        if answer.head.call == "claims":
            relay.claims_answered(portal, answer)
        else:
            relay.tell_on(portal, answer)

    taken = bundle.carry_in(database, portal.clock, data, heard)
    relay.gather(portal, database)
    guidance.hand_on(portal, database)
    return taken
