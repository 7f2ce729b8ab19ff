"""A volume of a bundle, byte for byte: an age file over a ZIP of stored entries, the signed manifest last.

Encrypted to its reader and to the sender's union, so a stick that was lost tells nothing. Nothing in a
volume is believed before its manifest's signature; sizes and names are compared before an entry is read.
docs/protocol.md shows it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import msgspec

from sync import signing, wire

VERSION = 1
MANIFEST = "manifest"
ENVELOPES = "envelopes/"
FILES = "files/"
ANSWERS = "answers/"
CLAIMS = "claims/"
"""Of a relay: what PCs that came through it say to portals above."""
CHANGES_KIND, RECEIPTS_KIND, UNION_KIND = "changes", "receipts", "union"
LARGEST = 256 * wire.MEBIBYTE
"""Bytes of a volume that are read at all."""
MOST_ENTRIES = 20_000
LARGEST_MANIFEST = 8 * wire.MEBIBYTE
ENTRY_ROOM = 560
"""What an entry costs beside its bytes: two ZIP headers, and its line in the manifest, base64."""
FIXED_ROOM = 8 * 1024
"""What a volume costs beside its entries: age's header, the manifest's own fields, its signature."""


class BundleError(Exception):
    """A bundle that is not taken, as `bundle.damaged`: a code, and facts."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of the ZIP, in its order: name, size in bytes, SHA-256 in hex."""

    name: str
    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a volume says of itself, signed by its sender.

    `kind` is `changes` or `receipts`, between PCs of one union `union`. `sequence` and `previous`
    (`volume_hash` of the one before) number and chain all volumes from one sender to one reader; `bundle`,
    `volume` and `volumes` say which ones were written together. `union` is the age recipient that can read
    along, "" for none. `cursor` is how far the sender has read the reader's news. `reply_to` is the hash of
    the volume that is answered. `audit_head` is the head of the sender's audit chain.
    """

    v: int
    kind: str
    bundle: str
    volume: int
    volumes: int
    sender: str
    reader: str
    unit: str
    union: str
    sequence: int
    previous: str
    made_at: str
    cursor: int = 0
    reply_to: str = ""
    audit_head: str = ""
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Volume:
    """A volume taken apart. Nothing in it is believed before `check_signature`."""

    jws: str
    manifest: Manifest
    contents: Mapping[str, bytes]

    @property
    def hash(self) -> str:
        """What the next volume names as `previous`."""
        return volume_hash(self.jws)

    def under(self, folder: str) -> list[tuple[str, bytes]]:
        """(rest of the name, bytes) of the entries of one folder, in their order."""
        return [
            (entry.name.removeprefix(folder), self.contents[entry.name])
            for entry in self.manifest.entries
            if entry.name.startswith(folder)
        ]


def volume_hash(jws: str) -> str:
    """SHA-256 of the signed manifest, which covers every entry."""
    return sha256(jws.encode("ascii")).hexdigest()


def seal_volume(
    key: signing.SigningKey,
    manifest: Manifest,
    entries: Iterable[tuple[str, bytes]],
    recipients: Sequence[str],
) -> tuple[str, bytes]:
    """(hash, bytes) of a volume; the manifest's `entries` are filled in here."""
    listed: list[Entry] = []
    clear = io.BytesIO()
    with zipfile.ZipFile(clear, "w", zipfile.ZIP_STORED) as packed:
        for name, content in entries:
            listed.append(Entry(name=name, size=len(content), sha256=sha256(content).hexdigest()))
            packed.writestr(_header(name), content)
        whole = msgspec.structs.replace(manifest, entries=tuple(listed))
        jws = key.sign(signing.BUNDLE, wire.canonical(whole))
        packed.writestr(_header(MANIFEST), jws)
    return volume_hash(jws), signing.encrypt_bytes(recipients, clear.getvalue())


def open_volume(data: bytes, identities: Sequence[str]) -> Volume:
    """Decrypt a volume and take it apart, within limits.

    Raises `BundleError`: `bundle.too_large`, `bundle.not_for_us`, `bundle.damaged` (cut or altered) or
    `bundle.malformed`.
    """
    if len(data) > LARGEST:
        raise BundleError("bundle.too_large", limit=LARGEST)
    try:
        clear = signing.decrypt_bytes(identities, data)
    except signing.NotForUs:
        raise BundleError("bundle.not_for_us") from None
    except signing.BadSignature:
        raise BundleError("bundle.damaged") from None
    try:
        with zipfile.ZipFile(io.BytesIO(clear)) as packed:
            return _read(packed, len(clear))
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, RuntimeError):
        raise BundleError("bundle.malformed") from None
    except (signing.BadSignature, wire.WireError):
        raise BundleError("bundle.malformed") from None


def check_signature(volume: Volume, public: str) -> None:
    """Raises `BundleError("bundle.signature")` where another key signed the manifest."""
    try:
        signing.verify(public, signing.BUNDLE, volume.jws)
    except signing.BadSignature:
        raise BundleError("bundle.signature") from None


def _header(name: str) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))


def _read(packed: zipfile.ZipFile, room: int) -> Volume:
    """Compare what the ZIP lists with the limits before any entry is read, then with the manifest."""
    listed = packed.infolist()
    if len(listed) > MOST_ENTRIES:
        raise BundleError("bundle.too_many", limit=MOST_ENTRIES)
    if any(one.compress_type != zipfile.ZIP_STORED or one.flag_bits & 1 for one in listed):
        raise BundleError("bundle.malformed")
    # Stored entries that are larger together than the file that holds them lie over each other.
    if sum(one.file_size for one in listed) > room:
        raise BundleError("bundle.too_large", limit=room)
    if not listed or listed[-1].filename != MANIFEST or listed[-1].file_size > LARGEST_MANIFEST:
        raise BundleError("bundle.malformed")
    jws = packed.read(listed[-1]).decode("ascii")
    manifest = wire.parse(signing.unverified_payload(jws), Manifest)
    if manifest.v != VERSION:
        raise BundleError("bundle.version", known=VERSION)
    names = [one.filename for one in listed[:-1]]
    if names != [entry.name for entry in manifest.entries] or len(set(names)) != len(names):
        raise BundleError("bundle.malformed")
    contents: dict[str, bytes] = {}
    for one, entry in zip(listed, manifest.entries, strict=False):
        content = packed.read(one)
        if (len(content), sha256(content).hexdigest()) != (entry.size, entry.sha256):
            raise BundleError("bundle.damaged", entry=entry.name)
        contents[entry.name] = content
    return Volume(jws, manifest, contents)
