"""What travels, byte for byte: changes, envelopes of changes, and the portal's answers.

A *change* is one canonical JSON line (RFC 8785); its fingerprint is the SHA-256 of that line. The line
is stored and hashed as it came and is never made canonical again. An *envelope* is a JSON header line
and a zstd frame; inside the frame stand the manifest and then the lines. The signature is a JWS with
detached payload over the manifest, so it covers every fingerprint and lies outside the compression.
docs/protocol.md shows both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Annotated, Any, TypeVar

import msgspec

from sync import jcs, packing

PROTOCOL = 1
ENVELOPE_TYPE = "application/vnd.sangkien.envelope"
ANSWER_TYPE = "application/vnd.sangkien.answer"
PROBLEM_TYPE = "application/problem+json"
PROBLEM_BASE = "tag:sangkien,2026:problem:"
"""What stands before a code in the `type` of a problem document (RFC 9457)."""
NONCE_HEADER = "Sangkien-Nonce"

MEBIBYTE = 1024 * 1024

T = TypeVar("T")


class WireError(Exception):
    """Bytes that are not what they should be: `code` is `noun.what`, for the problem document."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


Limit = Annotated[int, msgspec.Meta(ge=1)]


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What one end takes; the portal says its own in `hello`. Sizes in bytes."""

    envelope: Limit = 8 * MEBIBYTE
    unpacked: Limit = 64 * MEBIBYTE
    ratio: Limit = 200
    changes: Limit = 2_000
    line: Limit = MEBIBYTE
    keys: Limit = 1_000
    chunk: Limit = 256 * 1024
    file: Limit = 512 * MEBIBYTE


class FileRef(msgspec.Struct, frozen=True, kw_only=True):
    """A file by its content: SHA-256 in hex, size in bytes, the name people gave it, its media type."""

    sha256: str
    size: int
    name: str
    media: str


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One saved version of a record as it leaves. `base`: fingerprints of the changes that it builds on.

    `sealed` is base64 of what only the unit's own PCs can read; absent on the wire where it is empty.
    """

    key: str
    kind: str
    record: str
    audience: str
    base: tuple[str, ...]
    schema: int
    body: dict[str, Any]
    sealed: str = ""
    files: tuple[FileRef, ...] = ()


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What an envelope says of itself, signed. `changes` is (key, fingerprint) in the order of the lines.

    `previous` is `envelope_hash` of the envelope before from this replica for this peer, "" for the first.
    `made_at` and `skew_ms` (device clock minus portal's, where known) are shown, never decided by.
    """

    v: int
    envelope: str
    replica: str
    unit: str
    audience: str
    sequence: int
    previous: str
    made_at: str
    skew_ms: int | None
    audit_head: str
    changes: tuple[tuple[str, str], ...]
    files: tuple[FileRef, ...]


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """An envelope taken apart: nothing in it is believed before `signing.check_envelope`."""

    jws: str
    manifest_line: bytes
    manifest: Manifest
    lines: tuple[bytes, ...]


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """The portal's word on one change: a leaf of a signed answer. `state` is `received` or `complete`.

    `version` counts the versions of the record that this portal took; `missing` names files still to come;
    `at` is the portal's time when the text came, `completed_at` when the last file did ("" before);
    `head` is the audit-chain head that the envelope claimed.
    """

    outcome: str
    key: str
    fingerprint: str
    record: str
    version: int
    state: str
    missing: tuple[str, ...]
    at: str
    completed_at: str
    head: str
    unit: str
    portal: str
    epoch: str


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How many of a unit's records stand at the portal, and `versions_hash` over them.

    `period` is the beginning of the portal's time of receipt (`2026`, `2026-03`), "" for all.
    """

    period: str
    records: int
    hash: str


class Standpoint(msgspec.Struct, frozen=True, kw_only=True):
    """One of those records and its current version."""

    record: str
    version: int


class AnswerHead(msgspec.Struct, frozen=True, kw_only=True):
    """What the portal signs once per answer: which call, whose nonce, and the Merkle root over the lines."""

    v: int
    call: str
    nonce: str
    portal: str
    epoch: str
    time: str
    size: int
    root: str


class Hello(msgspec.Struct, frozen=True, kw_only=True):
    """What the portal says of itself: who, with which public keys, what it speaks and what it takes."""

    portal: str
    name: str
    signing_key: str
    age_recipient: str
    protocols: tuple[int, ...]
    schemas: dict[str, tuple[int, ...]]
    limits: Limits


class Enrolment(msgspec.Struct, frozen=True, kw_only=True):
    """What a spent code gives."""

    unit: str
    unit_name: str
    token: str


class Grant(msgspec.Struct, frozen=True, kw_only=True):
    """A bearer token: itself a JWS by the portal over a `TokenClaim`."""

    token: str


class TokenClaim(msgspec.Struct, frozen=True, kw_only=True):
    """Whose token it is, and until when by the portal's clock."""

    replica: str
    portal: str
    until: str


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The first line of a page of news."""

    more: bool


class News(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of the feed. Kind `status` is a reviewer's answer on the version of this fingerprint.

    Kind `change` is a change of audience `unit` from another PC of the union: `line` as it was taken,
    `replica` who sent it. Kind `beyond` is what the portal above a relay said: one line of an answer
    (`leaf`) with the signed head (`jws`), its `place` and `path` (hex), for the PC to check by itself.
    """

    position: int
    kind: str
    at: str
    record: str = ""
    fingerprint: str = ""
    version: int = 0
    status: str = ""
    reason: str = ""
    field: str = ""
    by: str = ""
    line: str = ""
    replica: str = ""
    jws: str = ""
    leaf: str = ""
    place: int = 0
    path: tuple[str, ...] = ()


def canonical(value: object) -> bytes:
    """Canonical JSON (RFC 8785) of plain values and of the structs of this module."""
    try:
        return jcs.dumps(value)
    except jcs.NotJson as error:
        raise WireError("line.not_json", reason=str(error)) from None


def fingerprint(line: bytes) -> str:
    """SHA-256 of a line as it stands, in hex."""
    return sha256(line).hexdigest()


def encode_change(change: Change) -> bytes:
    """The canonical line of a change, without the line's end."""
    plain = msgspec.to_builtins(change)
    if not change.sealed:
        del plain["sealed"]
    return canonical(plain)


def parse_change(line: bytes) -> Change:
    """Read a line; fields that this program does not know are left in the line, which stays the truth."""
    return _decode(line, Change, "change.malformed")


def parse_receipt(leaf: bytes) -> Receipt:
    """Read a leaf whose outcome is `accepted`."""
    return _decode(leaf, Receipt, "receipt.malformed")


def receipt_in(line: bytes) -> Receipt | None:
    """A line of an answer read as a receipt; None where it says something else, or nothing that is one."""
    try:
        receipt: Receipt = _decoder(Receipt).decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return receipt if receipt.outcome == "accepted" else None


_TEXTS_ONLY = msgspec.json.Encoder(order="sorted")


def encode_receipt(receipt: Receipt) -> bytes:
    """Its canonical line: texts and one small integer, which any sorted encoder writes alike."""
    return _TEXTS_ONLY.encode(receipt)


def parse_head(payload: bytes) -> AnswerHead:
    """Read what the portal signed."""
    return _decode(payload, AnswerHead, "answer.malformed")


def parse_object(line: bytes) -> dict[str, Any]:
    """Read any JSON object, for lines whose shape depends on their `outcome` or `kind`."""
    return _decode(line, dict[str, Any], "line.malformed")


def parse(line: bytes, type_: type[T]) -> T:
    """Read a line as this struct; what the struct does not know is passed over."""
    return _decode(line, type_, "line.malformed")


def parse_first(lines: Sequence[bytes], type_: type[T]) -> T:
    """Read the first line of an answer that must have one."""
    if not lines:
        raise WireError("answer.malformed")
    return parse(lines[0], type_)


def envelope_hash(jws: str) -> str:
    """What the next envelope names as `previous`: SHA-256 of the detached JWS, which covers the manifest."""
    return sha256(jws.encode("ascii")).hexdigest()


def versions_hash(versions: Mapping[str, int]) -> str:
    """SHA-256 over lines `record version`, each with its end, by record: equal at both ends or not."""
    lines = "".join(f"{record} {version}\n" for record, version in sorted(versions.items()))
    return fingerprint(lines.encode("utf-8"))


def pack_envelope(jws: str, manifest_line: bytes, lines: Sequence[bytes]) -> bytes:
    """The bytes of an envelope, as they are stored and sent, again and again the same."""
    header = canonical({"envelope": PROTOCOL, "jws": jws})
    return header + b"\n" + compress(join_lines([manifest_line, *lines]))


def unpack_envelope(data: bytes, limits: Limits) -> Envelope:
    """Take an envelope apart within limits. Raises `WireError`; checks shape only, no signature."""
    if len(data) > limits.envelope:
        raise WireError("envelope.too_large", limit=limits.envelope)
    header_line, separator, frame = data.partition(b"\n")
    header = _decode(header_line, dict[str, Any], "envelope.malformed") if separator else {}
    jws = header.get("jws")
    if not isinstance(jws, str):
        raise WireError("envelope.malformed")
    if header.get("envelope") != PROTOCOL:
        raise WireError("protocol.unknown", known=PROTOCOL)
    room = min(limits.unpacked, max(MEBIBYTE, len(frame) * limits.ratio))
    manifest_line, *lines = split_lines(decompress(frame, room, "envelope"))
    if len(lines) > limits.changes:
        raise WireError("envelope.too_many", limit=limits.changes)
    if any(len(line) > limits.line for line in lines):
        raise WireError("line.too_large", limit=limits.line)
    manifest = _decode(manifest_line, Manifest, "envelope.malformed")
    return Envelope(jws=jws, manifest_line=manifest_line, manifest=manifest, lines=tuple(lines))


def pack_answer(head_jws: str, lines: Iterable[bytes]) -> bytes:
    """The body of an answer: the signed head, then the lines that its root covers."""
    return join_lines([head_jws.encode("ascii"), *lines])


def unpack_answer(data: bytes) -> tuple[str, tuple[bytes, ...]]:
    """The signed head and the lines; a body that was cut raises `WireError`."""
    head, *lines = split_lines(data)
    try:
        return head.decode("ascii"), tuple(lines)
    except UnicodeDecodeError:
        raise WireError("answer.malformed") from None


def join_lines(lines: Iterable[bytes]) -> bytes:
    """Newline-delimited JSON; canonical JSON holds no raw newline."""
    return b"".join(line + b"\n" for line in lines)


def split_lines(data: bytes) -> list[bytes]:
    """The lines again; the last one must have its end, so that a cut is seen."""
    if not data.endswith(b"\n"):
        raise WireError("lines.cut")
    return data[:-1].split(b"\n")


def compress(data: bytes, against: bytes = b"") -> bytes:
    """A zstd frame; what stands in `against` too costs next to nothing, and is wanted again to unpack it."""
    return packing.pack(data, against)


def decompress(frame: bytes, room: int, noun: str, against: bytes = b"") -> bytes:
    """The content of a zstd frame, at most `room` bytes; a bomb raises `WireError` unpacked no further."""
    try:
        return packing.unpack(frame, room, against)
    except packing.NoFrame:
        raise WireError(f"{noun}.malformed") from None
    except packing.TooLarge:
        raise WireError(f"{noun}.unpacks_too_large", limit=room) from None


_DECODERS: dict[object, msgspec.json.Decoder[Any]] = {}


def _decoder(type_: object) -> msgspec.json.Decoder[Any]:
    """One for each type, for making one costs as much as using it."""
    found = _DECODERS.get(type_)
    if found is None:
        found = _DECODERS[type_] = msgspec.json.Decoder(type_)
    return found


def _decode(line: bytes, type_: type[T], code: str) -> T:
    try:
        found: T = _decoder(type_).decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise WireError(code, reason=str(error)[:200]) from None
    return found
