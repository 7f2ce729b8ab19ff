"""The frame around a page by the built-in way: a double line is two closed frames, as Word and LibreOffice draw it.

word2pdf 0.1.0 (pinned) draws the second line of each side as long as the first, and the corners stay open.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from desktop.documents.builtin_speed import replaced

DOUBLE = "double"
_ITS_FRAMES, _ITS_LINES = "_emit_page_borders", "_emit_borders"


@cache
def close_frames() -> None:
    """Put our drawing of page frames in its place, once."""
    from word2pdf.layout import flow

    if hasattr(flow.Flow, _ITS_FRAMES) and hasattr(flow.Flow, _ITS_LINES):
        setattr(flow.Flow, _ITS_FRAMES, _framed)


def _framed(layout: Any, page: Any, section: Any) -> None:
    """One frame half-way between paper edge and text; a double one has a second, two lines' width further in."""
    sides = section.borders or {}
    plain = {
        side: replaced(border, style="single") if border.style == DOUBLE else border
        for side, border in sides.items()
    }
    left, top = section.margin_left / 2, section.margin_top / 2
    width = section.width - left - section.margin_right / 2
    height = section.height - top - section.margin_bottom / 2
    draw = getattr(layout, _ITS_LINES)
    draw(page, plain, left, top, width, height, True, True)
    doubled = {side: plain[side] for side, border in sides.items() if border.style == DOUBLE}
    if doubled:
        inset = 2 * max(border.size or 0.5 for border in doubled.values())
        draw(page, doubled, left + inset, top + inset, width - 2 * inset, height - 2 * inset, True, True)
