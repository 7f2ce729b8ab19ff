"""A guidance package, byte for byte: reference data of a level above, signed, in the open, for any carrier.

A line with the signed manifest (a compact JWS), then the content of each entry in the manifest's order with
nothing between. It holds no secret: anyone may read it, nobody can change it. In the news it travels as its
manifest and its contents, so that a new version costs what changed; docs/protocol.md shows both.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

import msgspec

from sync import signing, wire

VERSION = 1
SIGNED = "sangkien-guidance+jws"
MEDIA = "application/vnd.sangkien.guidance"
SUFFIX = ".huongdan"
NEWS = "guidance"
"""The kind of its entries in the feed."""
LARGEST = 32 * wire.MEBIBYTE
MOST_ENTRIES = 400
LARGEST_MANIFEST = 256 * 1024
PIECE = 45 * 1024
"""Bytes of content in one entry of the feed: a page of news stays small enough for a line that breaks."""
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}(/[a-z][a-z0-9_]{0,63})?\.(toml|docx)")


class GuidanceError(Exception):
    """A package that is not taken, as `guidance.damaged`: a code, and facts."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One file of the package: name, size in bytes, SHA-256 in hex."""

    name: str
    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a package says of itself, signed by its publisher, whose portal id `publisher` is.

    `version` counts up; `made_at` is shown, never decided by.
    """

    v: int
    publisher: str
    name: str
    version: int
    title: str
    made_at: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Package:
    """A package taken apart; only `opened` makes one, so its signature was checked."""

    jws: str
    manifest: Manifest
    contents: Mapping[str, bytes]

    @property
    def hash(self) -> str:
        """What names it: SHA-256 of the signed manifest, which covers every entry."""
        return package_hash(self.jws)


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """What an entry of the feed says: a signed manifest, or a piece of a content (`record` is its SHA-256)."""

    record: str
    jws: str = ""
    size: int = 0
    offset: int = 0
    data: str = ""


def package_hash(jws: str) -> str:
    """SHA-256 of the signed manifest."""
    return sha256(jws.encode("ascii", "replace")).hexdigest()


def packed(key: signing.SigningKey, manifest: Manifest, contents: Mapping[str, bytes]) -> bytes:
    """Sign and pack; the manifest's `entries` are filled in here, by name. Raises `GuidanceError`."""
    entries = tuple(
        Entry(name=name, size=len(content), sha256=sha256(content).hexdigest())
        for name, content in sorted(contents.items())
    )
    whole = msgspec.structs.replace(manifest, entries=entries)
    check_manifest(whole)
    return joined(
        key.sign(SIGNED, wire.canonical(whole)), whole, {one.sha256: contents[one.name] for one in entries}
    )


def joined(jws: str, manifest: Manifest, by_hash: Mapping[str, bytes]) -> bytes:
    """The file again, of a manifest and its contents by SHA-256."""
    return b"".join((jws.encode("ascii"), b"\n", *(by_hash[entry.sha256] for entry in manifest.entries)))


def claimed(jws: str) -> Manifest:
    """What a manifest claims, to learn whose key to check it with. Raises `GuidanceError`."""
    try:
        manifest = wire.parse(signing.unverified_payload(jws), Manifest)
    except (signing.BadSignature, wire.WireError):
        raise GuidanceError("guidance.malformed") from None
    check_manifest(manifest)
    return manifest


def check_manifest(manifest: Manifest) -> None:
    """Raises `GuidanceError`: `guidance.version`, `guidance.too_large`, `guidance.malformed`."""
    if manifest.v != VERSION:
        raise GuidanceError("guidance.version", known=VERSION)
    sizes = [entry.size for entry in manifest.entries]
    if len(sizes) > MOST_ENTRIES or sum(sizes) > LARGEST or min(sizes, default=0) < 0:
        raise GuidanceError("guidance.too_large", limit=LARGEST // wire.MEBIBYTE)
    names = [entry.name for entry in manifest.entries]
    bad = next((name for name in names if not _NAME.fullmatch(name)), "")
    if bad or len(set(names)) != len(names) or not names or manifest.version < 1:
        raise GuidanceError("guidance.malformed", entry=bad)


def split(data: bytes) -> tuple[str, Manifest, bytes]:
    """(signed manifest, what it claims, the rest) of a file; nothing is believed yet. Raises `GuidanceError`."""
    if len(data) > LARGEST + LARGEST_MANIFEST:
        raise GuidanceError("guidance.too_large", limit=LARGEST // wire.MEBIBYTE)
    line, found, rest = data[: LARGEST_MANIFEST + 1].partition(b"\n")
    if not found or not line.isascii():
        raise GuidanceError("guidance.malformed")
    jws = line.decode("ascii")
    manifest = claimed(jws)
    return jws, manifest, rest + data[LARGEST_MANIFEST + 1 :]


def opened(data: bytes, keys: Mapping[str, str]) -> Package:
    """The package of a file; `keys` are the signing keys of the bodies above, by portal id.

    Raises `GuidanceError`: `guidance.unknown_signer`, `guidance.signature`, `guidance.damaged`, or what
    `split` raises.
    """
    jws, manifest, rest = split(data)
    verified(jws, manifest, keys)
    contents, at = {}, 0
    for entry in manifest.entries:
        content = rest[at : at + entry.size]
        if sha256(content).hexdigest() != entry.sha256:
            raise GuidanceError("guidance.damaged", entry=entry.name)
        contents[entry.name] = content
        at += entry.size
    if at != len(rest):
        raise GuidanceError("guidance.damaged", entry="")
    return Package(jws, manifest, contents)


def verified(jws: str, manifest: Manifest, keys: Mapping[str, str]) -> None:
    """Raises `guidance.unknown_signer` or `guidance.signature`."""
    key = keys.get(manifest.publisher)
    if key is None:
        raise GuidanceError("guidance.unknown_signer", name=manifest.name)
    try:
        signing.verify(key, SIGNED, jws)
    except signing.BadSignature:
        raise GuidanceError("guidance.signature", name=manifest.name) from None


def words(package: Package) -> Iterator[Word]:
    """What the feed says of a package: pieces of each content once, the manifest last."""
    by_hash = {entry.sha256: package.contents[entry.name] for entry in package.manifest.entries}
    for name, content in by_hash.items():
        for offset in range(0, max(len(content), 1), PIECE):
            piece = base64.b64encode(content[offset : offset + PIECE]).decode("ascii")
            yield Word(record=name, size=len(content), offset=offset, data=piece)
    yield Word(record=package.hash, jws=package.jws)


def piece_of(word: Word) -> bytes:
    """The bytes that a piece carries. Raises `GuidanceError("guidance.malformed")`."""
    try:
        return base64.b64decode(word.data, validate=True)
    except (binascii.Error, ValueError):
        raise GuidanceError("guidance.malformed") from None
