"""The one way in for envelopes, whether they came over HTTP or in a bundle."""

from __future__ import annotations

from sync import signing, wire
from sync.portal import intake, storage
from sync.portal.asked import Problem
from sync.portal.house import Portal


def take(
    portal: Portal, sender: storage.Replica, data: bytes, limits: wire.Limits
) -> tuple[list[str], list[bytes]]:
    """(keys, outcomes) of the changes of an envelope, in its order.

    Raises `WireError` where it is malformed or too large, `BadSignature`, and `Problem` with
    `envelope.of_another` or `replica.forked`; nothing of it is taken then.
    """
    envelope = wire.unpack_envelope(data, limits)
    if (envelope.manifest.replica, envelope.manifest.unit) != (sender.id, sender.unit):
        raise Problem(403, "envelope.of_another")
    signing.check_envelope(envelope, sender.signing_key)
    try:
        with portal.database.write() as session:
            leaves = intake.take(session, portal.place(), envelope)
    except intake.Forked:
        raise Problem(409, "replica.forked", sequence=envelope.manifest.sequence) from None
    return [key for key, _ in envelope.manifest.changes], leaves
