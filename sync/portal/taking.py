"""The one way in for envelopes, whether they came over HTTP, through a relay or in a bundle."""

from __future__ import annotations

from sync import signing, wire
from sync.portal import intake, storage, storage_relay
from sync.portal.asked import Problem
from sync.portal.house import Portal


def take(
    portal: Portal, sender: storage.Replica, data: bytes, limits: wire.Limits
) -> tuple[list[str], list[bytes]]:
    """(keys, outcomes) of the changes of an envelope, in its order.

    A relay brings the envelopes of the PCs that came through it, signed by them: it can forge none. Raises
    `WireError` where it is malformed or too large, `BadSignature`, and `Problem` with `envelope.of_another`
    or `replica.forked`; nothing of it is taken then.
    """
    envelope = wire.unpack_envelope(data, limits)
    origin = _origin(portal, sender, envelope.manifest)
    signing.check_envelope(envelope, origin.signing_key)
    try:
        with portal.database.write() as session:
            leaves = intake.take(session, portal.place(), envelope, origin.unit)
            if portal.outbox is not None and envelope.manifest.audience == "portal":
                storage_relay.queue(session, origin.id, data)
    except intake.Forked:
        raise Problem(409, "replica.forked", sequence=envelope.manifest.sequence) from None
    return [key for key, _ in envelope.manifest.changes], leaves


def _origin(portal: Portal, sender: storage.Replica, manifest: wire.Manifest) -> storage.Replica:
    """Who signed it: the sender itself, or a PC that came through this relay, for what is handed over."""
    if (manifest.replica, manifest.unit) == (sender.id, sender.unit):
        return sender
    with portal.database.read() as session:
        found = storage.replica(session, manifest.replica)
    passed = found is not None and sender.role == "relay" and found.via == sender.id
    if found is None or not passed or found.disabled or found.alias != manifest.unit:
        raise Problem(403, "envelope.of_another")
    if manifest.audience != "portal":
        raise Problem(403, "envelope.of_another")
    return found
