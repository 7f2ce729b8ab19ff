"""Whole đồng: figures and words, made from the same integer."""

from __future__ import annotations

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", " nghìn", " triệu")


def figures(amount: int) -> str:
    """`1234567` as `1.234.567`."""
    return f"{amount:,}".replace(",", ".")


def in_words(number: int) -> str:
    """A whole number read aloud: 1005000 is "một triệu không trăm linh năm nghìn"."""
    if number < 0:
        return "âm " + in_words(-number)
    if number == 0:
        return _DIGITS[0]
    parts: list[str] = []
    billions = 0
    groups: list[int] = []
    while number:
        number, group = divmod(number, 1000)
        groups.append(group)
    for place in range(len(groups) - 1, -1, -1):
        billions, step = divmod(place, 3)
        group = groups[place]
        if group:
            parts.append(_three(group, whole=place != len(groups) - 1) + _GROUPS[step])
        if step == 0 and billions and any(groups[place : place + 3]):
            parts[-1] += " tỷ" * billions
    return " ".join(parts)


def _three(group: int, *, whole: bool) -> str:
    hundreds, rest = divmod(group, 100)
    tens, units = divmod(rest, 10)
    words: list[str] = []
    if hundreds or whole:
        words.append(f"{_DIGITS[hundreds]} trăm")
    if tens == 0 and units and words:
        words.append("linh")
    elif tens == 1:
        words.append("mười")
    elif tens > 1:
        words.append(f"{_DIGITS[tens]} mươi")
    if units == 1 and tens > 1:
        words.append("mốt")
    elif units == 5 and tens:
        words.append("lăm")
    elif units:
        words.append(_DIGITS[units])
    return " ".join(words)


def dong_in_words(amount: int, *, even: bool = False) -> str:
    """For vouchers: "Mười triệu đồng chẵn" (`even` adds "chẵn", an option: practice differs)."""
    words = in_words(amount) + " đồng" + (" chẵn" if even else "")
    return words[0].upper() + words[1:]
