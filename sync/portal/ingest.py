"""A bundle that was carried here: the same intake as over HTTP, and a bundle of receipts to carry back.

A volume is refused whole where it cannot be trusted; inside one that can, each envelope and each file
stands for itself. One from a sender that this portal does not know is held for an officer.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from sync import bundle_format, signing, wire
from sync.bundle_format import BundleError, Volume
from sync.clock import new_id, stamp
from sync.database import Session
from sync.portal import (
    claims,
    intake,
    storage,
    storage_bundles,
    storage_relay,
    storage_review,
    taking,
    uploads,
)
from sync.portal.asked import Problem
from sync.portal.house import Portal
from sync.portal.storage_guidance import EVERYONE

NEWS = 20_000
"""Entries of the feed that go back in one bundle at most; the next one brings more."""
HELD = "held"


@dataclass(frozen=True, slots=True)
class Note:
    """What an officer should know: `bundle.gap`, `bundle.again`, or why a part of it was not taken."""

    code: str
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ingested:
    """What came of a volume, and the receipts to carry back.

    `outcomes` counts the changes by outcome as over HTTP; `files` became whole with this volume.
    """

    unit: str
    sender: str
    volume: int
    volumes: int
    envelopes: int
    outcomes: dict[str, int]
    files: int
    notes: tuple[Note, ...]
    receipts: bytes


def ingest(portal: Portal, data: bytes, limits: wire.Limits | None = None) -> Ingested:
    """Take in one volume.

    Raises `BundleError`: a code of `bundle_format.open_volume`, `bundle.kind`, `bundle.for_another`,
    `bundle.unknown_sender` (kept under `held/`, by its SHA-256), `replica.disabled`, `bundle.signature`,
    `bundle.chain_broken` (two installations under one replica id).
    """
    volume = bundle_format.open_volume(data, [portal.age_identity])
    manifest = volume.manifest
    if manifest.kind != bundle_format.CHANGES_KIND:
        raise BundleError("bundle.kind", kind=manifest.kind)
    if manifest.reader != portal.settings.id:
        raise BundleError("bundle.for_another")
    with portal.database.read() as session:
        sender = storage.replica(session, manifest.sender)
    if sender is None:
        raise BundleError("bundle.unknown_sender", sender=manifest.sender, held=_hold(portal, data))
    if sender.disabled:
        raise BundleError("replica.disabled")
    bundle_format.check_signature(volume, sender.signing_key)
    with portal.database.read() as session:
        notes = _placed(session, volume)
    work = _Work(portal, sender, volume, limits or wire.Limits(), notes)
    work.take_claims()
    work.take_envelopes()
    work.take_files()
    return work.answered()


def _hold(portal: Portal, data: bytes) -> str:
    """Keep a volume as it came, still encrypted, until an officer knows more."""
    name = f"{sha256(data).hexdigest()}.bundle"
    folder = portal.folder / HELD
    folder.mkdir(mode=0o700, exist_ok=True)
    write(folder / name, data)
    return name


def write(path: Path, data: bytes) -> None:
    """Write a volume so that it is there whole or not at all, and read it back.

    Raises `BundleError("bundle.not_read_back")` where the medium gives back something else; `OSError`.
    """
    beside = path.with_name(f"{path.name}.part")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if beside.read_bytes() != data:
        raise BundleError("bundle.not_read_back", file=path.name)
    beside.replace(path)


def _placed(session: Session, volume: Volume) -> list[Note]:
    """Where a volume stands in its sender's chain: in order, again, or with others still to come."""
    manifest = volume.manifest
    around = storage_bundles.around(session, manifest.sender, storage_bundles.IN, manifest.sequence)
    here = around.get(manifest.sequence)
    if here is not None and here.hash == volume.hash:
        return [Note("bundle.again", {"sequence": manifest.sequence})]
    before, after = around.get(manifest.sequence - 1), around.get(manifest.sequence + 1)
    if (
        here is not None
        or (before is not None and before.hash != manifest.previous)
        or (after is not None and after.previous != volume.hash)
    ):
        raise BundleError("bundle.chain_broken", sequence=manifest.sequence)
    if manifest.sequence > 1 and before is None:
        return [Note("bundle.gap", {"before": manifest.sequence})]
    return []


def page_of(news: list[bytes]) -> list[bytes]:
    """Entries of the feed as an answer says them."""
    return [wire.canonical(wire.Page(more=len(news) > NEWS)), *news[:NEWS]]


def entries(
    portal: Portal, answers: Sequence[tuple[str, list[bytes]]], nonce: str
) -> list[tuple[str, bytes]]:
    """Signed answers as entries of a volume."""
    place = portal.place()
    made = []
    for number, (call, lines) in enumerate(answers, 1):
        head = wire.AnswerHead(
            v=wire.PROTOCOL,
            call=call,
            nonce=nonce,
            portal=place.portal,
            epoch=place.epoch,
            time=place.now,
            size=0,
            root="",
        )
        made.append(
            (f"{bundle_format.ANSWERS}{number}.answer", signing.sign_answer(portal.signing_key, head, lines))
        )
    return made


class _Work:
    """One trusted volume under intake."""

    def __init__(
        self,
        portal: Portal,
        sender: storage.Replica,
        volume: Volume,
        limits: wire.Limits,
        notes: Sequence[Note],
    ) -> None:
        self._portal = portal
        self._sender = sender
        self._volume = volume
        self._limits = limits
        self._notes = list(notes)
        self._claims: list[bytes] = []
        self._keys: list[str] = []
        self._contents: set[str] = set()
        self._envelopes = 0
        self._files = 0

    def take_claims(self) -> None:
        """Of a relay: its PCs become known here, so that what they signed can be taken."""
        for name, said in self._volume.under(bundle_format.CLAIMS):
            with self._noting(name):
                if self._sender.role != "relay":
                    raise Problem(403, "relay.only")
                self._claims.append(claims.one(self._portal, self._sender, wire.parse_object(said)))

    def take_envelopes(self) -> None:
        """Each envelope by itself: a faulty one is noted, the others go on."""
        for name, data in self._volume.under(bundle_format.ENVELOPES):
            try:
                keys, _ = taking.take(self._portal, self._sender, data, self._limits)
            except (Problem, wire.WireError) as error:
                self._notes.append(Note(error.code, {**error.facts, "entry": name}))
            except signing.BadSignature:
                self._notes.append(Note("signature.wrong", {"entry": name}))
            else:
                self._envelopes += 1
                self._keys += keys

    def take_files(self) -> None:
        """Pieces of files, in any order of volumes; those that came before their text are put together now."""
        with self._portal.database.read() as session:
            awaited = storage_bundles.awaited(session, self._keys)
        for content in awaited:
            with self._noting(content):
                self._count(content, "whole" if uploads.join(self._portal, self._sender, content) else "")
        for name, piece in self._volume.under(bundle_format.FILES):
            content, _, offset = name.partition("/")
            with self._noting(name):
                if not offset.isascii() or not offset.isdigit() or len(offset) > 15:
                    raise Problem(400, "bundle.malformed")
                far = uploads.keep(self._portal, self._sender, content, int(offset), piece)
                self._count(content, far)
                if far == "early":
                    raise Problem(202, "bundle.piece_early")

    @contextmanager
    def _noting(self, entry: str) -> Iterator[None]:
        """What is wrong with one file concerns this file alone."""
        try:
            yield
        except (Problem, wire.WireError) as error:
            self._notes.append(Note(error.code, {**error.facts, "entry": entry}))

    def _count(self, content: str, far: str) -> None:
        if far == "whole":
            self._files += 1
        if far in {"whole", "part"}:
            self._contents.add(content)

    def answered(self) -> Ingested:
        """Receipts and news for the sender, in a volume of their own, numbered and chained."""
        portal, manifest = self._portal, self._volume.manifest
        now = stamp(portal.clock.now())
        with portal.database.write() as session:
            storage.hold_the_pen(session)
            units = storage_relay.units_of(session, self._sender)
            named = storage_bundles.keys_naming(session, units, sorted(self._contents))
            keys = list(dict.fromkeys([*self._keys, *named]))
            leaves = intake.leaves_for(session, units, keys)
            news = storage_review.news(session, [*units, EVERYONE], manifest.cursor, NEWS + 1)
            union = manifest.union if signing.is_recipient(manifest.union) else ""
            storage_bundles.comes_by_stick(session, self._sender.id, manifest.cursor, union)
            age = storage_bundles.age_recipient(session, self._sender.id)
            sequence, previous = storage_bundles.last(session, self._sender.id, storage_bundles.OUT)
            reply = bundle_format.Manifest(
                v=bundle_format.VERSION,
                kind=bundle_format.RECEIPTS_KIND,
                bundle=new_id(portal.clock, portal.random),
                volume=1,
                volumes=1,
                sender=portal.settings.id,
                reader=self._sender.id,
                unit=self._sender.unit,
                union="",
                sequence=sequence + 1,
                previous=previous,
                made_at=now,
                reply_to=self._volume.hash,
            )
            # Who is known here is said first: a PC believes receipts of a portal that knows it.
            answers = [("claims", self._claims)] if self._claims else []
            answers.append(("envelopes", leaves))
            if news:
                answers.append(("changes", page_of(news)))
            readers = [age, *([union] if union else [])]
            reply_hash, sealed = bundle_format.seal_volume(
                portal.signing_key, reply, entries(portal, answers, self._volume.hash), readers
            )
            storage_bundles.note(
                session,
                self._sender.id,
                storage_bundles.IN,
                storage_bundles.Placed(manifest.sequence, self._volume.hash, manifest.previous),
                now,
            )
            storage_bundles.note(
                session,
                self._sender.id,
                storage_bundles.OUT,
                storage_bundles.Placed(sequence + 1, reply_hash, previous),
                now,
            )
        return self._told(leaves, sealed)

    def _told(self, leaves: Sequence[bytes], sealed: bytes) -> Ingested:
        outcomes: dict[str, int] = {}
        for leaf in leaves:
            outcome = str(wire.parse_object(leaf)["outcome"])
            outcomes[outcome] = outcomes.get(outcome, 0) + 1
        manifest = self._volume.manifest
        return Ingested(
            self._sender.unit,
            self._sender.id,
            manifest.volume,
            manifest.volumes,
            self._envelopes,
            outcomes,
            self._files,
            tuple(self._notes),
            sealed,
        )
