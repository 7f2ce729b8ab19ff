"""The lines of a rubric between grid and value: points with floors and bands, or pairs of yes and no."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.domain.rubric import Band, Criterion, Family, Pair, Rubric, points_text, read_points
from desktop.i18n import _
from desktop.ui.kit.grid import GridColumn

_BAND = re.compile(r"^\s*([\d.,]+)\s*[-–]\s*([\d.,]+)\s*:\s*(.+?)\s*$")
SPARE = 3
"""Empty rows under the last one."""


def columns_of(family: Family) -> list[GridColumn]:
    """What a line of a family is typed in."""
    if family is Family.PAIRS:
        return [
            GridColumn(_("Đạt")),
            GridColumn(_("Không đạt")),
            GridColumn(
                _("Chính"), 90, hint=_("x: một ô không đạt là không công nhận; trống: chỉ hoàn thiện hồ sơ")
            ),
        ]
    return [
        GridColumn(_("Tiêu chí"), 260),
        GridColumn(_("Tối đa"), 80, check=_points_fault, right=True),
        GridColumn(_("Sàn"), 80, check=_points_fault, right=True, hint=_("dưới mức này thì không đạt")),
        GridColumn(
            _("Các mức"), check=_bands_fault, hint=_("như 20-30: mới hoàn toàn; 10-19,9: mới một phần")
        ),
    ]


def _points_fault(text: str) -> str:
    return "" if read_points(text) is not None else _("Gõ một số điểm, như 20 hoặc 8,5.")


def _bands_fault(text: str) -> str:
    return "" if _bands(text) is not None else _("Gõ như 20-30: mới hoàn toàn; 10-19,9: mới một phần.")


def _bands(text: str) -> tuple[Band, ...] | None:
    bands = []
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        match = _BAND.match(part)
        low, high = (read_points(match[1]), read_points(match[2])) if match else (None, None)
        if match is None or low is None or high is None:
            return None
        bands.append(Band(low, high, match[3]))
    return tuple(bands)


def rows_of(rubric: Rubric) -> list[list[str]]:
    """A rubric's lines as texts, with spare rows beneath."""
    if rubric.family is Family.PAIRS:
        rows = [[one.yes, one.no, "x" if one.decisive else ""] for one in rubric.pairs]
        return rows + [["", "", ""] for _at in range(SPARE)]
    rows = [
        [
            one.title,
            points_text(one.maximum),
            points_text(one.floor) if one.floor else "",
            "; ".join(
                f"{points_text(band.low)}-{points_text(band.high)}: {band.words}" for band in one.bands
            ),
        ]
        for one in rubric.criteria
    ]
    return rows + [["", "", "", ""] for _at in range(SPARE)]


def criteria_of(rows: Sequence[Sequence[str]], before: Sequence[Criterion]) -> tuple[Criterion, ...]:
    """Criteria as typed; one with a title as before keeps its code."""
    codes = {one.title: one.code for one in before}
    return tuple(
        Criterion(
            codes.get(title.strip(), ""),
            title.strip(),
            read_points(maximum) or 0,
            read_points(floor) or 0,
            _bands(bands) or (),
        )
        for title, maximum, floor, bands in rows
        if title.strip()
    )


def pairs_of(rows: Sequence[Sequence[str]], before: Sequence[Pair]) -> tuple[Pair, ...]:
    """Pairs as typed; one with words as before keeps its code."""
    codes = {one.yes: one.code for one in before}
    return tuple(
        Pair(codes.get(yes.strip(), ""), yes.strip(), no.strip(), bool(decisive.strip()))
        for yes, no, decisive in rows
        if yes.strip()
    )
