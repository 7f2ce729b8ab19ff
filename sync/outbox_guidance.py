"""Guidance packages that came here: by the news, piece by piece, or as a file; believed for their signature alone.

Every version that came is kept, so that the one before can be gone back to; contents that stay the same are
kept once. A newer version never gives way to an older one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import bindparam, text

from sync import guidance, outbox, outbox_beyond, wire
from sync.clock import Clock, stamp
from sync.database import Session
from sync.guidance import GuidanceError, Manifest, Package, Word

BY_LINE, BY_FILE = "line", "file"


@dataclass(frozen=True, slots=True)
class Came:
    """One version that came whole; `came_by` is `line` or `file`, `stored_at` this PC's time."""

    publisher: str
    version: int
    hash: str
    jws: str
    came_by: str
    stored_at: str

    @property
    def manifest(self) -> Manifest:
        """What it says of itself."""
        return guidance.claimed(self.jws)


@dataclass(frozen=True, slots=True)
class Turned:
    """A package in the news that was not believed: whose it claims to be, and why."""

    name: str
    code: str
    at: str


def keys(session: Session) -> dict[str, str]:
    """The signing keys of the bodies above, by portal id, as they were pinned from paper."""
    below = outbox.peer(session)
    found = [*([below] if below else []), *outbox_beyond.peers(session)]
    return {one.id: one.signing_key for one in found}


def listing(session: Session) -> list[Came]:
    """Every version that came, the newest of each publisher first."""
    rows = session.execute(
        text(
            "SELECT publisher, version, hash, jws, came_by, stored_at FROM sync_guidance "
            "ORDER BY publisher, version DESC"
        )
    )
    return [Came(*row) for row in rows]


def newest(session: Session) -> list[Came]:
    """The newest version of each publisher."""
    return list({one.publisher: one for one in reversed(listing(session))}.values())


def turned_away(session: Session) -> list[Turned]:
    """What came with the news and was not believed."""
    rows = session.execute(text("SELECT name, code, at FROM sync_guidance_refused ORDER BY at"))
    return [Turned(*row) for row in rows]


def file_of(session: Session, came: Came) -> bytes:
    """The file of a version that came, byte for byte as it was signed."""
    manifest = came.manifest
    return guidance.joined(came.jws, manifest, contents_of(session, [one.sha256 for one in manifest.entries]))


def package_of(session: Session, came: Came) -> Package:
    """A version that came, its signature and contents checked again. Raises `GuidanceError`."""
    return guidance.opened(file_of(session, came), keys(session))


def take_file(session: Session, clock: Clock, data: bytes) -> tuple[Came, bool]:
    """Keep a package that was carried here; whether it is news. Raises what `guidance.opened` raises.

    And `guidance.older` where a newer version of the same publisher is here.
    """
    package = guidance.opened(data, keys(session))
    return _keep(session, clock, package.jws, package.manifest, package.contents.values(), BY_FILE)


def take_in(session: Session, clock: Clock) -> int:
    """Take in what the news said of packages; how many came whole. What is not believed is noted."""
    rows = session.execute(
        text("SELECT peer, position, line FROM sync_inbound WHERE kind = :k ORDER BY position"),
        {"k": guidance.NEWS},
    ).all()
    done: list[tuple[str, int]] = []
    heads: list[tuple[tuple[str, int], Word]] = []
    pieces: dict[str, dict[int, tuple[tuple[str, int], Word]]] = {}
    for peer, position, line in rows:
        at, word = (str(peer), int(position)), _word(bytes(line))
        if word is None:
            done.append(at)
        elif word.jws:
            heads.append((at, word))
        else:
            pieces.setdefault(word.record, {})[word.offset] = (at, word)
    for name, by_offset in pieces.items():
        content = _whole([by_offset[offset][1] for offset in sorted(by_offset)])
        if content is not None:
            done += [at for at, _ in by_offset.values()]
            if sha256(content).hexdigest() == name:
                _put_content(session, content)
    number = 0
    for at, word in heads:
        settled, news = _head(session, clock, word)
        number += news
        if settled:
            done.append(at)
    if done:
        session.execute(
            text("DELETE FROM sync_inbound WHERE peer = :p AND position = :n"),
            [{"p": peer, "n": position} for peer, position in done],
        )
    return number


def _word(line: bytes) -> Word | None:
    try:
        return wire.parse(line, Word)
    except wire.WireError:
        return None


def _whole(pieces: Sequence[Word]) -> bytes | None:
    """The content, None while pieces are missing; what is no base64 counts as nothing."""
    try:
        content = b"".join(guidance.piece_of(word) for word in pieces)
    except GuidanceError:
        return b""
    return content if len(content) >= pieces[0].size else None


def _head(session: Session, clock: Clock, word: Word) -> tuple[bool, bool]:
    """(whether there is nothing more to wait for, whether a new version came whole)."""
    try:
        manifest = guidance.claimed(word.jws)
        guidance.verified(word.jws, manifest, keys(session))
    except GuidanceError as error:
        _turn_away(session, clock, word.jws, error)
        return True, False
    wanted = {entry.sha256 for entry in manifest.entries}
    if wanted - contents_of(session, sorted(wanted)).keys():
        return False, False
    try:
        _, news = _keep(session, clock, word.jws, manifest, (), BY_LINE)
    except GuidanceError:  # an older one, late: the newer one stands
        return True, False
    return True, news


def _keep(
    session: Session, clock: Clock, jws: str, manifest: Manifest, contents: Iterable[bytes], came_by: str
) -> tuple[Came, bool]:
    known = [one for one in newest(session) if one.publisher == manifest.publisher]
    made = Came(
        manifest.publisher,
        manifest.version,
        guidance.package_hash(jws),
        jws,
        came_by,
        stamp(clock.now()),
    )
    if known and known[0].hash == made.hash:
        return known[0], False
    if known and known[0].version >= made.version:
        raise GuidanceError("guidance.older", version=made.version, known=known[0].version)
    for content in contents:
        _put_content(session, content)
    session.execute(
        text(
            "INSERT INTO sync_guidance (publisher, version, hash, jws, came_by, stored_at) "
            "VALUES (:p, :v, :h, :j, :b, :at)"
        ),
        {
            "p": made.publisher,
            "v": made.version,
            "h": made.hash,
            "j": jws,
            "b": came_by,
            "at": made.stored_at,
        },
    )
    return made, True


def _turn_away(session: Session, clock: Clock, jws: str, error: GuidanceError) -> None:
    session.execute(
        text(
            "INSERT INTO sync_guidance_refused (hash, name, code, at) VALUES (:h, :n, :c, :at) "
            "ON CONFLICT (hash) DO NOTHING"
        ),
        {
            "h": guidance.package_hash(jws),
            "n": str(error.facts.get("name", "")),
            "c": error.code,
            "at": stamp(clock.now()),
        },
    )


def _put_content(session: Session, content: bytes) -> None:
    session.execute(
        text(
            "INSERT INTO sync_guidance_content (sha256, content) VALUES (:s, :c) ON CONFLICT (sha256) DO NOTHING"
        ),
        {"s": sha256(content).hexdigest(), "c": content},
    )


def contents_of(session: Session, names: Sequence[str]) -> dict[str, bytes]:
    """Contents that came with any package, by SHA-256; those that did not come are left out."""
    statement = text("SELECT sha256, content FROM sync_guidance_content WHERE sha256 IN :names").bindparams(
        bindparam("names", expanding=True)
    )
    return {str(row[0]): bytes(row[1]) for row in session.execute(statement, {"names": list(names)})}
