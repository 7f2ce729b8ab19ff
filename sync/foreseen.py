"""What a portal will most likely answer to an envelope: that each change was taken, as the first of its record.

Both ends work it out from the same bytes, and the answer is compressed against it (zstd with these lines as its
dictionary): a receipt that says just this costs five bytes on the line instead of sixty-seven. What is signed and
what is stored stays the same.
"""

from __future__ import annotations

import msgspec

from sync import wire

CODING = "zstd-foreseen"
"""The content coding's name in Accept-Encoding and Content-Encoding; plain zstd does as well."""


class _Named(msgspec.Struct):
    record: str


def leaves(envelope: bytes, portal: str) -> bytes:
    """The lines, without their times; nothing for an envelope that no portal would take."""
    try:
        opened = wire.unpack_envelope(envelope, wire.Limits())
        records = [wire.parse(line, _Named).record for line in opened.lines]
    except wire.WireError:
        return b""
    said = opened.manifest
    return b"".join(
        wire.encode_receipt(
            wire.Receipt(
                outcome="accepted", key=key, fingerprint=fingerprint, record=record, version=1, state="complete",
                missing=(), at="", completed_at="", head=said.audit_head, unit=said.unit, portal=portal, epoch="",
            )
        )
        for (key, fingerprint), record in zip(said.changes, records, strict=False)
    )  # fmt: skip
