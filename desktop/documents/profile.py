"""The numbers of form: Nghị định 30/2020/NĐ-CP, Phụ lục I, one choice inside each of its ranges.

Sizes in points, lengths in millimetres. Line heights are exact, so that Word, LibreOffice and the
built-in way break pages at the same place; each lies between single and one and a half lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Profile:
    """How papers of form look; the defaults are what the templates are drawn with."""

    font: str = "Times New Roman"
    language: str = "vi-VN"
    short_side: float = 210.0
    long_side: float = 297.0
    top: float = 20.0
    bottom: float = 20.0
    left: float = 30.0
    right: float = 15.0
    header: float = 10.0
    page_number: float = 14
    body: float = 14
    first_indent: float = 12.7
    gap: float = 6
    country: float = 12
    motto: float = 13
    superior: float = 12
    issuer: float = 12
    number: float = 13
    dated: float = 13
    kind: float = 14
    subject: float = 14
    post: float = 14
    recipients_head: float = 12
    recipients: float = 11
    annex: float = 14
    cell: float = 11
    rule: float = 0.75
    short_rule: float = 0.42
    """Length of the rules under issuer and subject, as a part of the line: 1/3 to 1/2."""
    lines: Mapping[float, float] = field(
        default_factory=lambda: MappingProxyType(
            {10: 12.5, 11: 14, 12: 15.5, 13: 17, 14: 18, 16: 21, 18: 23.5}
        )
    )
    """Exact line height for a size."""

    def line(self, size: float) -> float:
        """Line height in points for a size in points."""
        return self.lines.get(size) or round(size * 1.25 * 2) / 2

    @property
    def text_width(self) -> float:
        """Between the margins of an upright page."""
        return self.short_side - self.left - self.right

    @property
    def text_length(self) -> float:
        """Between the left and right margins of a page on its side."""
        return self.long_side - self.left - self.right


DECREE_30 = Profile()
"""The profile that the templates in templates/vi are drawn with."""
