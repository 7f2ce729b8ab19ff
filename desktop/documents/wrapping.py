"""Long names broken on purpose: few lines, of like length, never inside a word group.

A letterhead whose name is left to the word processor breaks wherever the cell ends, for instance
between "CÔNG" and "TY". Here a break before "CÔNG TY" and its like is welcome, one inside such a
group is refused, and among what is left the most even lines win.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop.documents.metrics import Face, text_width


def _groups(*phrases: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in phrases)


_HOLD_TOGETHER = _groups(
    "công ty", "tổng công ty", "công đoàn", "công đoàn cơ sở", "cơ sở", "liên đoàn lao động", "tập đoàn",
    "trách nhiệm hữu hạn", "một thành viên", "cổ phần", "thương mại", "dịch vụ", "xuất nhập khẩu",
    "sản xuất", "khu công nghiệp", "khu chế xuất", "khu kinh tế", "ban quản lý", "ủy ban nhân dân",
    "việt nam", "hà nội", "hồ chí minh", "đà nẵng", "hải phòng", "cần thơ", "thành phố", "đặc khu",
    "bệnh viện", "trung tâm", "hội đồng", "sáng kiến", "quyết định", "tổng giám đốc", "giám đốc",
    "chủ tịch", "ban chấp hành", "cấp cơ sở", "người lao động", "nhà máy", "xí nghiệp", "chi nhánh",
    "y tế", "giáo dục", "lao động",
)  # fmt: skip
_BREAK_BEFORE = _groups(
    "công ty", "tổng công ty", "tập đoàn", "liên đoàn lao động", "khu công nghiệp", "khu chế xuất", "thành phố",
    "tỉnh", "xã", "phường", "đặc khu", "bệnh viện", "trường", "nhà máy", "xí nghiệp", "chi nhánh",
    "hội đồng", "tổng liên đoàn", "của", "các khu",
)  # fmt: skip
_INSIDE = 12.0
_WELCOME = -0.35
_LINE = 10.0
_OVERFULL = 1e6


def wrapped(text: str, face: Face, size: float, width: float) -> str:
    """The text with newlines so that each line fits `width` points; lines given by hand stay.

    A word wider than the column stays on a line of its own.
    """
    if "\n" in text or text_width(text, face, size) <= width:
        return text
    words = text.split(" ")  # no-break spaces, room to write a date in, stay
    at_break = _break_costs(words)
    wide = [text_width(word, face, size) for word in words]
    space = text_width(" ", face, size)
    even = sum(wide) / max(2, -(-sum(wide) // width))

    def cost(start: int, end: int) -> float:
        length = sum(wide[start:end]) + space * (end - start - 1)
        if length > width and end - start > 1:
            return _OVERFULL
        return _LINE + 4 * ((length - even) / width) ** 2 + at_break[end]

    return "\n".join(" ".join(words[start:end]) for start, end in _cheapest(len(words), cost))


def _cheapest(count: int, cost: Callable[[int, int], float]) -> list[tuple[int, int]]:
    """Lines as (start, end) over `count` words, of least total cost."""
    best = [(0.0, 0)]
    for end in range(1, count + 1):
        best.append(min((best[start][0] + cost(start, end), start) for start in range(end)))
    lines: list[tuple[int, int]] = []
    end = count
    while end:
        start = best[end][1]
        lines.append((start, end))
        end = start
    return lines[::-1]


def _break_costs(words: list[str]) -> list[float]:
    """What it costs to break before each word; the places before the first and after the last are free."""
    costs = [0.0] * (len(words) + 1)
    low = [word.casefold() for word in words]
    for start in range(1, len(low)):
        if _group_at(low, start, _BREAK_BEFORE):
            costs[start] = _WELCOME
    for start in range(len(low)):
        for inside in range(start + 1, start + _group_at(low, start, _HOLD_TOGETHER)):
            costs[inside] = _INSIDE
    return costs


def _group_at(words: list[str], start: int, groups: Sequence[tuple[str, ...]]) -> int:
    """How many words the longest group that begins here has; 0 for none."""
    return max(
        (len(group) for group in groups if tuple(words[start : start + len(group)]) == group), default=0
    )
