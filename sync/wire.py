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
from typing import Any, TypeVar

import msgspec

from sync import jcs, packing
from sync.wire_calls import MEBIBYTE as MEBIBYTE
from sync.wire_calls import Enrolment as Enrolment
from sync.wire_calls import Grant as Grant
from sync.wire_calls import Hello as Hello
from sync.wire_calls import Limits as Limits
from sync.wire_calls import Page as Page
from sync.wire_calls import Standing as Standing
from sync.wire_calls import Standpoint as Standpoint
from sync.wire_calls import TokenClaim as TokenClaim

PROTOCOL = 1
ENVELOPE_TYPE = "application/vnd.sangkien.envelope"
ANSWER_TYPE = "application/vnd.sangkien.answer"
PROBLEM_TYPE = "application/problem+json"
PROBLEM_BASE = "tag:sangkien,2026:problem:"
"""What stands before a code in the `type` of a problem document (RFC 9457)."""
NONCE_HEADER = "Sangkien-Nonce"


T = TypeVar("T")


class WireError(Exception):
    """Bytes that are not what they should be: `code` is `noun.what`, for the problem document."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class FileRef(msgspec.Struct, frozen=True, kw_only=True):
    """A file by its content: SHA-256 in hex, size in bytes, the name people gave it, its media type."""

    sha256: str
    size: int
    name: str
    media: str


class Versioned(msgspec.Struct, frozen=True, kw_only=True):
    """What every change says beside its body. `base`: fingerprints of the changes that it builds on.

    `sealed` is base64 of what only the unit's own PCs can read; absent on the wire where it is empty.
    """

    key: str
    kind: str
    record: str
    audience: str
    base: tuple[str, ...]
    schema: int
    sealed: str = ""
    files: tuple[FileRef, ...] = ()


class Change(Versioned, frozen=True, kw_only=True):
    """One saved version of a record as it leaves."""

    body: dict[str, Any]


class Arrived(Versioned, frozen=True, kw_only=True):
    """The same as it comes: the body is still JSON, to be read once as what its kind says."""

    body: msgspec.Raw


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
    `head` is the audit-chain head that the envelope claimed. Fields stand in the order of their canonical line.
    """

    at: str
    completed_at: str
    epoch: str
    fingerprint: str
    head: str
    key: str
    missing: tuple[str, ...]
    outcome: str
    portal: str
    record: str
    state: str
    unit: str
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


def parse_arrived(line: bytes) -> Arrived:
    """Read a line and leave its body for later; `rules.check_arrived` looks at that."""
    return _decode(line, Arrived, "change.malformed")


def parse_receipt(leaf: bytes) -> Receipt:
    """Read a leaf whose outcome is `accepted`."""
    return _decode(leaf, Receipt, "receipt.malformed")


def receipt_in(line: bytes) -> Receipt | None:
    """A line of an answer read as a receipt; None where it says something else, or nothing that is one."""
    try:
        receipt: Receipt = decoder(Receipt).decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return receipt if receipt.outcome == "accepted" else None


_AS_IT_STANDS = msgspec.json.Encoder()


def encode_receipt(receipt: Receipt) -> bytes:
    """Its canonical line: texts and one small integer, which any encoder writes alike."""
    return _AS_IT_STANDS.encode(receipt)


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


def decoder(type_: type[T]) -> msgspec.json.Decoder[T]:
    """One for each type, for making one costs as much as using it."""
    found: msgspec.json.Decoder[T] | None = _DECODERS.get(type_)
    if found is None:
        found = _DECODERS[type_] = msgspec.json.Decoder(type_)
    return found


def _decode(line: bytes, type_: type[T], code: str) -> T:
    try:
        found: T = decoder(type_).decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise WireError(code, reason=str(error)[:200]) from None
    return found
