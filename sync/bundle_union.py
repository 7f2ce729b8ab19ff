"""Bundles between a union's own PCs: the same file, what they save for each other in it, no portal needed.

A volume is encrypted to the union's key and signed by its PC, which proves with a code under that key (HMAC-SHA-256)
that it is one of the union's. Keys of changes are those of the line, so both ways at once still count once. Each volume
also says how far its PC has come with the others', which is their receipt: what everybody has is not written again.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

import msgspec

from sync import bundle_format, outbox, outbox_union, wire
from sync.bundle import MEGABYTE, TEXT_BYTES, Carried, Place, read_back
from sync.bundle_format import BundleError
from sync.clock import Clock, Randomness, new_id, stamp
from sync.database import Database, Session
from sync.outbox import Identity
from sync.outbox_union import Volume

HEAD, CHANGES = "union/head", "union/changes"
UNPACKED = 200 * MEGABYTE
MOST_RATIO = 200


class UnionHead(msgspec.Struct, frozen=True, kw_only=True):
    """Who writes and which stretch of its changes follows; `vouch` proves that it holds the union's key.

    `acks` says by replica id how far this PC has come with each other one.
    """

    key: str
    vouch: str
    after: int
    until: int
    acks: dict[str, int]


@dataclass(frozen=True, slots=True)
class Received:
    """What a volume brought: changes that were not here, whether it waits (and for which numbers), or came before."""

    sender: str
    sequence: int
    changes: int = 0
    held: bool = False
    missing: tuple[int, ...] = ()
    again: bool = False


def carry_union(
    database: Database,
    clock: Clock,
    random: Randomness,
    place: Place,
    *,
    everything: bool = False,
    most_bytes: int = TEXT_BYTES,
) -> Carried:
    """Write what the union's other PCs have not acknowledged, or `everything` for one that begins.

    Raises `BundleError`: `not_enrolled` without a key, `already_sending`, `bundle.nothing`, `bundle.not_read_back`.
    """
    with database.exclusive("exchange") as alone:
        if not alone:
            raise BundleError("already_sending")
        with database.read() as session:
            who = outbox.identity(session)
            if who is None:
                raise BundleError("not_enrolled")
            identities = outbox.union_identities(session)
            after = 0 if everything else outbox_union.acknowledged(session)
            lines = outbox_union.due(session, after)
            acks = dict(outbox_union.known(session))
            chain = outbox_union.last_out(session)
        if not lines and not acks:
            raise BundleError("bundle.nothing")
        stretches = _stretches(lines, most_bytes)
        written, bundle_id = 0, new_id(clock, random)
        for number, stretch in enumerate(stretches, 1):
            until = stretch[-1][0] if stretch else after
            head = UnionHead(
                key=who.signing.public,
                vouch=_vouch(identities[0], who.replica, who.signing.public),
                after=after,
                until=until,
                acks=acks,
            )
            manifest = bundle_format.Manifest(
                v=bundle_format.VERSION,
                kind=bundle_format.UNION_KIND,
                bundle=bundle_id,
                volume=number,
                volumes=len(stretches),
                sender=who.replica,
                reader=who.union_recipient,
                unit="",
                union=who.union_recipient,
                sequence=chain[0] + 1,
                previous=chain[1],
                made_at=stamp(clock.now()),
            )
            packed = wire.compress(wire.join_lines(line for _, line in stretch))
            entries = [(HEAD, wire.canonical(head)), (CHANGES, packed)]
            volume_hash, data = bundle_format.seal_volume(
                who.signing, manifest, entries, (who.union_recipient,)
            )
            with database.write() as session:
                outbox_union.note_out(session, clock, manifest.sequence, volume_hash)
            chain, after = (manifest.sequence, volume_hash), until
            read_back(place(number, len(stretches), data), volume_hash, identities, who.signing.public)
            written += len(data)
    return Carried(changes=len(lines), bytes=written, volumes=len(stretches))


def take_union(database: Database, clock: Clock, data: bytes) -> Received:
    """Take in a volume of another PC of this union, and those that waited for it.

    Raises `BundleError`: a code of `bundle_format.open_volume`, `bundle.kind`, `bundle.own`, `bundle.unknown_pc` (its
    writer does not hold the union's key), `bundle.signature`, `bundle.chain_broken`, `bundle.malformed`.
    """
    with database.write() as session:
        who = outbox.identity(session)
        if who is None:
            raise BundleError("not_enrolled")
        unions = outbox.union_identities(session)
        volume, head, lines = _opened(data, unions, who)
        manifest = volume.manifest
        here = outbox_union.volumes_of(session, manifest.sender)
        found = Volume(
            manifest.sender,
            manifest.sequence,
            volume.hash,
            manifest.previous,
            head.key,
            head.after,
            head.until,
        )
        if not _fits(found, here):
            raise BundleError("bundle.chain_broken", sequence=manifest.sequence)
        before = here.get(manifest.sequence)
        outbox_union.note_ack(session, manifest.sender, head.acks.get(who.replica, 0))
        if before is not None and before.held is None:
            return Received(manifest.sender, manifest.sequence, again=True)
        if head.after > outbox_union.known(session).get(manifest.sender, 0):
            outbox_union.keep(session, clock, replace(found, held=data))
            missing = next(
                one.missing
                for one in outbox_union.held(session)
                if (one.sender, one.sequence) == (manifest.sender, manifest.sequence)
            )
            return Received(manifest.sender, manifest.sequence, held=True, missing=missing)
        number = outbox_union.put(session, manifest.sender, lines)
        outbox_union.keep(session, clock, found)
        number += _take_held(session, clock, unions, who, manifest.sender)
    return Received(manifest.sender, manifest.sequence, number)


def _take_held(session: Session, clock: Clock, unions: Sequence[str], who: Identity, sender: str) -> int:
    """Those that waited, as far as nothing is missing any more."""
    number = 0
    for volume in outbox_union.volumes_of(session, sender).values():
        if volume.held is None or volume.after > outbox_union.known(session).get(sender, 0):
            continue
        _, _, lines = _opened(volume.held, unions, who)
        number += outbox_union.put(session, sender, lines)
        outbox_union.keep(session, clock, replace(volume, held=None))
    return number


def _opened(
    data: bytes, unions: Sequence[str], who: Identity
) -> tuple[bundle_format.Volume, UnionHead, tuple[bytes, ...]]:
    """A volume that can be believed."""
    volume = bundle_format.open_volume(data, unions)
    manifest = volume.manifest
    if manifest.kind != bundle_format.UNION_KIND:
        raise BundleError("bundle.kind", kind=manifest.kind)
    if manifest.sender == who.replica:
        raise BundleError("bundle.own")
    try:
        head = wire.parse(volume.contents[HEAD], UnionHead)
        if not any(
            hmac.compare_digest(head.vouch, _vouch(union, manifest.sender, head.key)) for union in unions
        ):
            raise BundleError("bundle.unknown_pc")
        bundle_format.check_signature(volume, head.key)
        packed = volume.contents[CHANGES]
        room = min(UNPACKED, max(MEGABYTE, len(packed) * MOST_RATIO))
        told = wire.decompress(packed, room, "bundle")
        lines = tuple(wire.split_lines(told)) if told else ()  # a PC with nothing to say still acknowledges
        for line in lines:
            wire.parse_change(line)
    except wire.WireError as error:
        if error.code.endswith("unpacks_too_large"):
            raise BundleError("bundle.too_large", limit=UNPACKED) from None
        raise BundleError("bundle.malformed") from None
    except KeyError:
        raise BundleError("bundle.malformed") from None
    return volume, head, lines


def _fits(found: Volume, here: dict[int, Volume]) -> bool:
    """Whether a volume stands in its PC's chain; two installations under one id show here."""
    same, before, after = (here.get(found.sequence + step) for step in (0, -1, 1))
    return (
        (same is None or same.hash == found.hash)
        and (before is None or before.hash == found.previous)
        and (after is None or after.previous == found.hash)
        and all(one.signing_key == found.signing_key for one in here.values())
    )


def _stretches(lines: Sequence[tuple[int, bytes]], most: int) -> list[list[tuple[int, bytes]]]:
    """Cut so that each volume keeps within its size, packed or not."""
    room = most - most // 4096 - bundle_format.FIXED_ROOM - 4 * bundle_format.ENTRY_ROOM
    cut: list[list[tuple[int, bytes]]] = [[]]
    left = room
    for ordinal, line in lines:
        if left < len(line) + 1 and cut[-1]:
            cut.append([])
            left = room
        cut[-1].append((ordinal, line))
        left -= len(line) + 1
    return cut


def _vouch(union: str, replica: str, public: str) -> str:
    key = sha256(b"sangkien union member " + union.encode("ascii")).digest()
    return hmac.new(key, f"{replica} {public}".encode(), sha256).hexdigest()
