"""Canonical JSON (RFC 8785), the quick way where that is the same: most lines hold texts and small integers only."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec
import rfc8785

_QUICK = msgspec.json.Encoder(order="sorted")
_ZEROS = bytes.maketrans(b"123456789", b"000000000")
_BEYOND_UTF16 = re.compile(rb"[\xf0-\xf4]")


class NotJson(Exception):
    """A value that has no canonical form: an integer past 2^53, half a character, no number."""


def dumps(value: object) -> bytes:
    """The canonical form of plain values and msgspec's structs. Raises `NotJson`."""
    try:
        quick = _QUICK.encode(value)
        if not _may_differ(quick) and not _has_fraction(value):
            return quick
    except (UnicodeEncodeError, OverflowError, RecursionError, TypeError):
        pass  # the slow way says what is wrong
    try:
        return rfc8785.dumps(msgspec.to_builtins(value))
    except (rfc8785.CanonicalizationError, UnicodeEncodeError, OverflowError) as error:
        raise NotJson(type(error).__name__) from None


def has_long_number(text: bytes) -> bool:
    """Whether 16 digits stand in a row, as in an integer that may be past 2^53."""
    return b"0" * 16 in text.translate(_ZEROS)


def _may_differ(quick: bytes) -> bool:
    """Where the quick encoder is no RFC 8785: large integers, and names whose order depends on UTF-16."""
    return has_long_number(quick) or _BEYOND_UTF16.search(quick) is not None


def _has_fraction(value: object) -> bool:
    """Whether a float is in there, which the quick encoder writes in its own way."""
    if isinstance(value, str | int | None):
        return False
    if isinstance(value, msgspec.Struct):
        value = msgspec.structs.astuple(value)
    if isinstance(value, dict):
        value = value.values()
    return any(map(_has_fraction, value)) if isinstance(value, Iterable) else True
