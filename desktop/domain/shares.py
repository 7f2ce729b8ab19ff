"""Shares of co-authors: whole hundredths of a percent that sum to exactly 10,000 (Circular 18/2013, article 5)."""

from __future__ import annotations

from collections.abc import Sequence

WHOLE = 10_000


def split_evenly(count: int) -> tuple[int, ...]:
    """Equal shares that sum exactly; the first ones carry the odd hundredths."""
    if count <= 0:
        return ()
    each, odd = divmod(WHOLE, count)
    return tuple(each + (1 if place < odd else 0) for place in range(count))


def share_the_rest(shares: Sequence[int | None]) -> tuple[int, ...]:
    """Those left open share what the others leave, evenly; nothing left gives them 0."""
    open_places = [place for place, share in enumerate(shares) if share is None]
    rest = max(0, WHOLE - sum(share for share in shares if share is not None))
    filled = [share or 0 for share in shares]
    if open_places:
        each, odd = divmod(rest, len(open_places))
        for order, place in enumerate(open_places):
            filled[place] = each + (1 if order < odd else 0)
    return tuple(filled)


def split_amount(amount: int, shares: Sequence[int]) -> tuple[int, ...]:
    """An amount of đồng by shares, summing exactly: largest remainders take the odd đồng, earlier ones first."""
    total = sum(shares)
    if total == 0:
        return tuple(0 for _ in shares)
    parts = [amount * share // total for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda place: -(amount * shares[place] % total))
    for place in by_remainder[: amount - sum(parts)]:
        parts[place] += 1
    return tuple(parts)


def as_text(share: int) -> str:
    """`6000` as `60`, `3333` as `33,33`: percent with a decimal comma."""
    whole, hundredths = divmod(share, 100)
    return f"{whole},{hundredths:02d}".rstrip("0").rstrip(",") if hundredths else str(whole)
