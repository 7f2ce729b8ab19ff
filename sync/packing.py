"""zstd frames, made and opened within limits; wire.py says what a fault in one means."""

from __future__ import annotations

import io
from contextlib import suppress

import zstandard

LEVEL = 3


class NoFrame(Exception):
    """Not a zstd frame, or one that was cut or altered."""


class TooLarge(Exception):
    """It unpacks to more than there is room for; no more than that was unpacked."""


def pack(data: bytes, against: bytes = b"") -> bytes:
    """A frame; what stands in `against` too costs next to nothing, and is wanted again to unpack it."""
    return zstandard.ZstdCompressor(level=LEVEL, dict_data=_dictionary(against)).compress(data)


def unpack(frame: bytes, room: int, against: bytes = b"") -> bytes:
    """The content of a frame. Raises `NoFrame` and `TooLarge`."""
    unpacker = zstandard.ZstdDecompressor(dict_data=_dictionary(against))
    try:
        if 0 < zstandard.frame_content_size(frame) <= room:
            with suppress(zstandard.ZstdError):  # one that was cut is read below, as far as it goes
                return unpacker.decompress(frame)
        with unpacker.stream_reader(io.BytesIO(frame)) as reader:
            data = reader.read(room + 1)
    except zstandard.ZstdError:
        raise NoFrame from None
    if len(data) > room:
        raise TooLarge
    return data


def _dictionary(content: bytes) -> zstandard.ZstdCompressionDict | None:
    if not content:
        return None
    return zstandard.ZstdCompressionDict(content, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
