"""The exchange without a link: what waits is written into volumes to carry, what comes back is read.

The same envelopes and keys as online, so both ways at once still count once. Volumes are noted before
they are written; a number is never used twice. What a volume brings back is verified as an answer from
the line is, and says more than is known already, never less.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from sync import (
    bundle_format,
    outbox,
    outbox_answers,
    outbox_beyond,
    outbox_bundles,
    outbox_guidance,
    outbox_sending,
    signing,
    wire,
)
from sync.bundle_format import BundleError
from sync.clock import Clock, Randomness, new_id, stamp
from sync.database import Database, Session
from sync.outbox import Identity, Peer
from sync.outcomes import Answered, FileDue, Files, LocalFault
from sync.pieces import Pieces

MEGABYTE = 1_000_000
TEXT_BYTES = 2 * MEGABYTE
"""The most that a volume without files may have: it goes through any mail."""
VOLUME_BYTES = 20 * MEGABYTE
SMALLEST_VOLUME, LARGEST_VOLUME = 2 * MEGABYTE, 200 * MEGABYTE
SMALLEST_PIECE = 64 * 1024
"""Where less room than this is left, a large file begins in the next volume."""

Place = Callable[[int, int, bytes], bytes]
"""Write volume `number` of `volumes` for good, and give what reading it back gave."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What a bundle carries. `lost` files could not be read here; their texts go along all the same."""

    envelopes: int = 0
    changes: int = 0
    files: int = 0
    lost: int = 0
    bytes: int = 0
    volumes: int = 0


@dataclass(frozen=True, slots=True)
class Taken:
    """What a bundle of receipts brought; `again` where this very volume was read before."""

    changes: int = 0
    received: int = 0
    complete: int = 0
    parked: int = 0
    returned: int = 0
    again: bool = False


@dataclass(frozen=True, slots=True)
class _Item:
    """One entry of a volume to come: an envelope's bytes, or a piece of a file."""

    name: str
    size: int
    data: bytes = b""
    sha256: str = ""
    offset: int = 0


@dataclass(slots=True)
class _Counts:
    files: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)
    bytes: int = 0


def carry_out(
    database: Database,
    files: Files,
    clock: Clock,
    random: Randomness,
    place: Place,
    *,
    most_bytes: int = VOLUME_BYTES,
    text_only: bool = False,
    ask_news: bool = False,
    along: Sequence[tuple[str, bytes]] = (),
) -> Carried:
    """Write everything that no receipt answers yet, for the portal that this PC is enrolled with.

    Entries `along` (name, bytes) follow the envelopes: a relay's claims, and what waits for them.
    With `ask_news` a volume is written where nothing waits, too: the answer to it brings what the portal has to say.
    Raises `BundleError`: `not_enrolled`, `already_sending`, `bundle.size`, `bundle.nothing`, or
    `bundle.not_read_back` where the medium does not give back what was written. What was not written
    waits as before.
    """
    if not SMALLEST_VOLUME <= most_bytes <= LARGEST_VOLUME:
        limits = {"least": SMALLEST_VOLUME // MEGABYTE, "most": LARGEST_VOLUME // MEGABYTE}
        raise BundleError("bundle.size", **limits)
    with database.exclusive("exchange") as alone:
        if not alone:
            raise BundleError("already_sending")
        with database.write() as session:
            who, peer = _parties(session)
            load = outbox_bundles.load(session, clock, random, who, peer)
            chain = outbox_bundles.last(session, peer.id, who.replica, outbox_bundles.OUT)
            identities = outbox.union_identities(session)
            audit_head = outbox.audit_head(session)
        wanted = () if text_only else load.files
        if not load.envelopes and not wanted and not along and not ask_news:
            raise BundleError("bundle.nothing")
        with _kept_as_it_was(database, load.fresh):
            room = most_bytes if wanted else min(most_bytes, TEXT_BYTES)
            volumes = _planned(load.envelopes, wanted, room, along) or [[]]
            writer = _Writer(database, clock, random, who, peer, identities, chain, audit_head, place)
            counts = writer.write(volumes, Pieces(files))
    return Carried(
        envelopes=len(load.envelopes),
        changes=len(load.keys),
        files=len(counts.files - counts.lost),
        lost=len(counts.lost),
        bytes=counts.bytes,
        volumes=len(volumes),
    )


def _parties(session: Session) -> tuple[Identity, Peer]:
    who, peer = outbox.identity(session), outbox.peer(session)
    if who is None or peer is None:
        raise BundleError("not_enrolled")
    return who, peer


@contextmanager
def _kept_as_it_was(database: Database, fresh: Sequence[str]) -> Iterator[None]:
    """A bundle that could not be written left nothing: its changes are frozen again, not in doubt."""
    try:
        yield
    except BaseException:
        with database.write() as session:
            outbox_sending.not_taken(session, fresh)
        raise


def _planned(
    envelopes: Sequence[bytes],
    files: Sequence[FileDue],
    most: int,
    along: Sequence[tuple[str, bytes]] = (),
) -> list[list[_Item]]:
    """Texts first, then files, small ones first; a large file goes in pieces over several volumes."""
    # age adds 16 bytes to each 64 KiB.
    whole = most - most // 4096 - bundle_format.FIXED_ROOM
    volumes: list[list[_Item]] = [[]]
    room = whole

    def put(item: _Item) -> None:
        nonlocal room
        volumes[-1].append(item)
        room -= item.size + bundle_format.ENTRY_ROOM

    def fresh_volume() -> None:
        nonlocal room
        if volumes[-1]:
            volumes.append([])
        room = whole

    texts = [(f"{bundle_format.ENVELOPES}{n:06}.envelope", one) for n, one in enumerate(envelopes, 1)]
    texts += along
    for name, data in texts:
        if room < len(data) + bundle_format.ENTRY_ROOM:
            fresh_volume()
        put(_Item(name, len(data), data))
    for file in files:
        offset = 0
        while offset < file.size:
            left = room - bundle_format.ENTRY_ROOM
            if left < min(file.size - offset, SMALLEST_PIECE):
                fresh_volume()
                continue
            size = min(file.size - offset, left)
            name = f"{bundle_format.FILES}{file.sha256}/{offset}"
            put(_Item(name, size, sha256=file.sha256, offset=offset))
            offset += size
    return [volume for volume in volumes if volume]


class _Writer:
    """The volumes of one bundle, one after the other."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        random: Randomness,
        who: Identity,
        peer: Peer,
        identities: Sequence[str],
        chain: tuple[int, str],
        audit_head: str,
        place: Place,
    ) -> None:
        self._database = database
        self._clock = clock
        self._who = who
        self._peer = peer
        self._identities = identities
        self._sequence, self._previous = chain
        self._audit_head = audit_head
        self._place = place
        self._bundle = new_id(clock, random)
        self._counts = _Counts()

    def write(self, volumes: Sequence[Sequence[_Item]], pieces: Pieces) -> _Counts:
        """Sign, encrypt, note, place, read back and compare each of them."""
        for number, items in enumerate(volumes, 1):
            manifest = self._manifest(number, len(volumes))
            recipients = (self._peer.age_recipient, self._who.union_recipient)
            volume_hash, data = bundle_format.seal_volume(
                self._who.signing, manifest, self._entries(items, pieces), recipients
            )
            with self._database.write() as session:
                outbox_bundles.note(
                    session, self._clock, self._peer, outbox_bundles.OUT, manifest.sequence, volume_hash
                )
            self._sequence, self._previous = manifest.sequence, volume_hash
            read = self._place(number, len(volumes), data)
            read_back(read, volume_hash, self._identities, self._who.signing.public)
            self._counts.bytes += len(data)
        return self._counts

    def _manifest(self, number: int, volumes: int) -> bundle_format.Manifest:
        return bundle_format.Manifest(
            v=bundle_format.VERSION,
            kind=bundle_format.CHANGES_KIND,
            bundle=self._bundle,
            volume=number,
            volumes=volumes,
            sender=self._who.replica,
            reader=self._peer.id,
            unit=self._peer.unit,
            union=self._who.union_recipient,
            sequence=self._sequence + 1,
            previous=self._previous,
            made_at=stamp(self._clock.now()),
            cursor=self._peer.cursor,
            audit_head=self._audit_head,
        )

    def _entries(self, items: Sequence[_Item], pieces: Pieces) -> Iterator[tuple[str, bytes]]:
        for item in items:
            if not item.sha256:
                yield item.name, item.data
                continue
            piece = pieces.read(item.sha256, item.offset, item.size)
            self._counts.files.add(item.sha256)
            if isinstance(piece, LocalFault) or len(piece) != item.size:
                self._counts.lost.add(item.sha256)
            else:
                yield item.name, piece


def read_back(read: bytes, volume_hash: str, identities: Sequence[str], public: str) -> None:
    """The union can read along, so what stands on the medium is opened as its reader will open it.

    Raises `BundleError("bundle.not_read_back")`.
    """
    try:
        volume = bundle_format.open_volume(read, identities)
        bundle_format.check_signature(volume, public)
    except BundleError as error:
        raise BundleError("bundle.not_read_back", reason=error.code) from None
    if volume.hash != volume_hash:
        raise BundleError("bundle.not_read_back", reason="hash")


def carry_in(
    database: Database, clock: Clock, data: bytes, heard: Callable[[Answered], None] = lambda _: None
) -> Taken:
    """Take in a bundle of receipts that the portal wrote for this PC; `heard` is told each answer that is believed.

    Raises `BundleError`: a code of `bundle_format.open_volume`, `bundle.kind`, `bundle.for_another`,
    `bundle.signature`, `bundle.answer` (an answer inside that does not verify), `bundle.older` (of a
    history that the portal gave up), `not_enrolled`, `already_sending`.
    """
    with database.exclusive("exchange") as alone:
        if not alone:
            raise BundleError("already_sending")
        with database.write() as session:
            who, peer = _parties(session)
            identities = (who.age_identity, *outbox.union_identities(session))
            volume = bundle_format.open_volume(data, identities)
            manifest = volume.manifest
            if manifest.kind != bundle_format.RECEIPTS_KIND:
                raise BundleError("bundle.kind", kind=manifest.kind)
            if (manifest.sender, manifest.reader) != (peer.id, who.replica):
                raise BundleError("bundle.for_another")
            bundle_format.check_signature(volume, peer.signing_key)
            answers = [_believed(content, peer) for _, content in volume.under(bundle_format.ANSWERS)]
            peer = _of_one_epoch(session, peer, answers)
            before = outbox_bundles.known(session, peer.id, who.replica, outbox_bundles.IN, manifest.sequence)
            taken = Taken(again=before == volume.hash)
            for answer in answers:
                heard(answer)
                taken = _take(session, clock, peer, answer, taken)
            outbox_bundles.note(session, clock, peer, outbox_bundles.IN, manifest.sequence, volume.hash)
    return taken


def _believed(content: bytes, peer: Peer) -> Answered:
    try:
        jws, head, lines = signing.open_answer(content, peer.signing_key)
    except (signing.BadSignature, wire.WireError):
        raise BundleError("bundle.answer") from None
    if head.portal != peer.id or head.call not in {"envelopes", "changes", "claims"}:
        raise BundleError("bundle.answer")
    return Answered(jws, head, lines)


def _of_one_epoch(session: Session, peer: Peer, answers: Sequence[Answered]) -> Peer:
    """Answers of a new epoch begin it here too; those of one that is over are turned away."""
    epochs = {answer.head.epoch for answer in answers} - {peer.epoch}
    if not epochs:
        return peer
    heads = outbox_bundles.answer_heads(session, peer.id)
    past = {wire.parse_head(signing.unverified_payload(head)).epoch for head in heads}
    if len(epochs) > 1 or epochs & past:
        raise BundleError("bundle.older")
    outbox_bundles.set_epoch(session, peer.id, epochs.pop())
    outbox.forget_certainty(session, peer.id)
    found = outbox.peer(session)
    assert found is not None
    return found


def _take(session: Session, clock: Clock, peer: Peer, answer: Answered, taken: Taken) -> Taken:
    if answer.head.call == "claims":
        return taken  # of a relay, which was told
    try:
        if answer.head.call == "changes":
            returned, _ = outbox_answers.store_page(session, clock, peer, answer.lines[1:])
            outbox_beyond.take_in(session, clock)
            outbox_guidance.take_in(session, clock)
            return replace(taken, returned=taken.returned + returned)
        tally = outbox_answers.settle(session, clock, peer, answer, late=True)
    except wire.WireError:
        raise BundleError("bundle.answer") from None
    return replace(
        taken,
        changes=taken.changes + len(answer.lines),
        received=taken.received + tally.received,
        complete=taken.complete + tally.complete,
        parked=taken.parked + tally.parked,
    )
