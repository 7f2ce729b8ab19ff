"""Values as people read them: days, moments, shares, sizes; and typed text made clean."""

from __future__ import annotations

import re
import unicodedata

from sync.clock import VIETNAM, unstamp
from sync.portal.words import figures

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def clean(text: str) -> str:
    """Typed text: NFC, no control characters but line ends, nothing around it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", unicodedata.normalize("NFC", lines)).strip()


def moment(stamped: str) -> str:
    """A stamp as the clock here shows it: 05/03/2026 12:07."""
    return unstamp(stamped).astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M") if stamped else ""


def day(written: object) -> str:
    """`2026-03-05` as 05/03/2026; anything else as it stands."""
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", str(written or ""))
    return f"{found[3]}/{found[2]}/{found[1]}" if found else str(written or "")


def share(hundredths: object) -> str:
    """6000 as 60 %, 3333 as 33,33 %."""
    if not isinstance(hundredths, int):
        return ""
    whole, rest = divmod(hundredths, 100)
    return f"{whole},{rest:02} %" if rest else f"{whole} %"


def size(number: int) -> str:
    """Bytes as kB or MB."""
    if number < 1_000_000:
        return f"{max(1, round(number / 1000))} kB" if number else "0 kB"
    return f"{figures(number // 1_000_000)},{number % 1_000_000 // 100_000} MB"
