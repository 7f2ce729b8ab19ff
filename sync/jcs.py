"""Canonical JSON (RFC 8785), the quick way where that is the same: most lines hold texts and small integers only."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec
import rfc8785

_QUICK = msgspec.json.Encoder(order="sorted")
# To look for digits by plain search, which is far quicker than by expression.
_AS_ZEROS, _SIXTEEN = bytes.maketrans(b"123456789", b"000000000"), b"0" * 16
_LONG_NUMBER = re.compile(rb"[:,\[](?<!\d:)-?\d{16}")
_FRACTION = re.compile(rb"[:,\[](?<!\d:)-?\d+[.eE]")
_BEYOND_UTF16 = re.compile(rb"[\xf0-\xf4]")


class NotJson(Exception):
    """A value that has no canonical form: an integer past 2^53, half a character, no number."""


def dumps(value: object) -> bytes:
    """The canonical form of plain values and msgspec's structs. Raises `NotJson`."""
    try:
        quick = _QUICK.encode(value)
        alone = isinstance(value, int | float)
        if not alone and not _may_differ(quick) and (b"null" not in quick or not _has_fraction(value)):
            return quick
    except (UnicodeEncodeError, OverflowError, RecursionError, TypeError):
        pass  # the slow way says what is wrong
    try:
        return rfc8785.dumps(msgspec.to_builtins(value))
    except (rfc8785.CanonicalizationError, UnicodeEncodeError, OverflowError) as error:
        raise NotJson(type(error).__name__) from None


def has_long_number(text: bytes) -> bool:
    """Whether a number of 16 digits, which may be past 2^53, stands in some JSON (or in a text of it)."""
    return _SIXTEEN in text.translate(_AS_ZEROS) and _LONG_NUMBER.search(text) is not None


def has_odd_number(text: bytes) -> bool:
    """Whether a long number may stand in there, or one with an exponent, which may be beyond any number."""
    zeros = text.translate(_AS_ZEROS)
    if _SIXTEEN in zeros and _LONG_NUMBER.search(text):
        return True
    return (b"0e" in zeros or b"0E" in zeros) and _FRACTION.search(text) is not None


def _may_differ(quick: bytes) -> bool:
    """Where the quick encoder is no RFC 8785: large integers, fractions, names whose order depends on UTF-16."""
    zeros = quick.translate(_AS_ZEROS)
    if (b"0." in zeros or b"0e" in zeros) and _FRACTION.search(quick):
        return True
    return has_long_number(quick) or _BEYOND_UTF16.search(quick) is not None


def _has_fraction(value: object) -> bool:
    """Whether a float is in there: the quick encoder writes null for one that is no number."""
    if isinstance(value, str | int | None):
        return False
    if isinstance(value, msgspec.Struct):
        value = msgspec.structs.astuple(value)
    if isinstance(value, dict):
        value = value.values()
    return any(map(_has_fraction, value)) if isinstance(value, Iterable) else True
