"""Long names broken on purpose: few lines, of like length, never inside a word group.

A letterhead whose name is left to the word processor breaks wherever the cell ends, for instance
between "CÔNG" and "TY". Here a break before "CÔNG TY" and its like is welcome, one inside such a
group is refused, and among what is left the most even lines win.
"""

from __future__ import annotations

from desktop.documents.metrics import Face, text_width

_HOLD_TOGETHER = (
    "công ty", "tổng công ty", "công đoàn", "công đoàn cơ sở", "cơ sở", "liên đoàn lao động", "tập đoàn",
    "trách nhiệm hữu hạn", "một thành viên", "cổ phần", "thương mại", "dịch vụ", "xuất nhập khẩu",
    "sản xuất", "khu công nghiệp", "khu chế xuất", "khu kinh tế", "ban quản lý", "ủy ban nhân dân",
    "việt nam", "hà nội", "hồ chí minh", "đà nẵng", "hải phòng", "cần thơ", "thành phố", "đặc khu",
    "bệnh viện", "trung tâm", "hội đồng", "sáng kiến", "quyết định", "tổng giám đốc", "giám đốc",
    "chủ tịch", "ban chấp hành", "cấp cơ sở", "người lao động", "nhà máy", "xí nghiệp", "chi nhánh",
)  # fmt: skip
_BREAK_BEFORE = (
    "công ty", "tổng công ty", "tập đoàn", "liên đoàn lao động", "khu công nghiệp", "khu chế xuất", "thành phố",
    "tỉnh", "xã", "phường", "đặc khu", "bệnh viện", "trường", "nhà máy", "xí nghiệp", "chi nhánh",
    "hội đồng", "tổng liên đoàn",
)  # fmt: skip
_INSIDE = 4.0
_WELCOME = -0.35


def wrapped(text: str, face: Face, size: float, width: float) -> str:
    """The text with newlines so that each line fits `width` points; lines given by hand stay.

    A word wider than the column stays on a line of its own.
    """
    if "\n" in text or text_width(text, face, size) <= width:
        return text
    words = text.split()
    costs = _break_costs([word.casefold() for word in words])
    widest = [text_width(" ".join(words[a:b]), face, size) for a, b in _spans(len(words))]
    lengths = dict(zip(_spans(len(words)), widest, strict=True))
    fewest = _best(len(words), lambda a, b: 1.0 if _fits(lengths, a, b, width) else 1000.0)
    target = text_width(text, face, size) / len(fewest)

    def cost(start: int, end: int) -> float:
        if not _fits(lengths, start, end, width):
            return 1e6
        uneven = (lengths[start, end] - target) / width
        return 10.0 + uneven * uneven * 4 + (costs[end] if end < len(words) else 0.0)

    return "\n".join(" ".join(words[a:b]) for a, b in _best(len(words), cost))
