"""The enrolment code that an officer hands over on paper: a one-time secret and the fingerprint of the portal's keys.

Nine groups of five characters of Crockford's alphabet (no I, L, O or U; these are read as 1, 1, 0 and
refused). The first four of a group carry 20 bits, the fifth is the group's check, so a form can say
which group was typed wrong. In order: version (5 bits), secret (75 bits), fingerprint of the portal's
signing and age keys (100 bits).
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from hashlib import sha256

from sync.clock import Randomness

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = {**{letter: value for value, letter in enumerate(_ALPHABET)}, "O": 0, "I": 1, "L": 1}
VERSION = 1
GROUPS = 9
GROUP = 5
_SECRET_BITS, _KEYS_BITS = 75, 100


class PaperCodeError(Exception):
    """A code typed wrong: `code.length`, `code.letter`, `code.group` (`group` from 1) or `code.version`."""

    def __init__(self, code: str, group: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.group = group


@dataclass(frozen=True, slots=True)
class PaperCode:
    """What the paper says. `secret` is hex and works once; `keys` is the fingerprint, as a number."""

    secret: str
    keys: int

    def pins(self, signing_key: str, age_recipient: str) -> bool:
        """Whether these are the portal's keys that the paper means."""
        return hmac.compare_digest(str(self.keys), str(keys_fingerprint(signing_key, age_recipient)))


def keys_fingerprint(signing_key: str, age_recipient: str) -> int:
    """100 bits of SHA-256 over both public keys."""
    digest = sha256(f"{signing_key}\n{age_recipient}".encode()).digest()
    return int.from_bytes(digest, "big") >> (256 - _KEYS_BITS)


def new_code(signing_key: str, age_recipient: str, random: Randomness) -> tuple[str, str]:
    """(the code as printed, its secret in hex) for a portal with these keys."""
    secret = int.from_bytes(random(10), "big") >> (80 - _SECRET_BITS)
    whole = (VERSION << _SECRET_BITS | secret) << _KEYS_BITS | keys_fingerprint(signing_key, age_recipient)
    digits = [(whole >> shift) & 31 for shift in range((GROUPS * (GROUP - 1) - 1) * 5, -1, -5)]
    groups = [digits[start : start + GROUP - 1] for start in range(0, len(digits), GROUP - 1)]
    printed = ("".join(_ALPHABET[d] for d in [*g, _check(n, g)]) for n, g in enumerate(groups))
    return "-".join(printed), f"{secret:019x}"


def read(typed: str) -> PaperCode:
    """Read a code as people type it: any case, spaces or dashes. Raises `PaperCodeError`."""
    letters = [letter for letter in typed.upper() if not letter.isspace() and letter not in "-–—._"]
    if len(letters) != GROUPS * GROUP:
        raise PaperCodeError("code.length", min(GROUPS, len(letters) // GROUP + 1))
    whole = 0
    for number in range(GROUPS):
        group = letters[number * GROUP : (number + 1) * GROUP]
        if any(letter not in _READ_AS for letter in group):
            raise PaperCodeError("code.letter", number + 1)
        *digits, check = [_READ_AS[letter] for letter in group]
        if _check(number, digits) != check:
            raise PaperCodeError("code.group", number + 1)
        for digit in digits:
            whole = whole << 5 | digit
    if whole >> (_SECRET_BITS + _KEYS_BITS) != VERSION:
        raise PaperCodeError("code.version", 1)
    secret = (whole >> _KEYS_BITS) & ((1 << _SECRET_BITS) - 1)
    return PaperCode(f"{secret:019x}", whole & ((1 << _KEYS_BITS) - 1))


def _check(number: int, digits: list[int]) -> int:
    """A check after Damm over 32 elements: finds each wrong letter, and swapped neighbours or groups."""
    found = number
    for digit in digits:
        found = _double(found ^ digit)
    return found


def _double(value: int) -> int:
    doubled = value << 1
    return doubled ^ 0b100101 if doubled & 32 else doubled
