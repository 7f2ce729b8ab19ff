"""Papers after the council and beside it: what is not recognised, what mends an issue, names to look over.

Content of an issued paper is changed by an equal paper; a slip of form by a letter (Decree 30/2020, article 18.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from desktop.documents import letters
from desktop.documents.intake_papers import ApplicantRow
from desktop.documents.naming import Name, Repeat
from desktop.documents.paper_forms import Addressed, Deciding, Numbered


@dataclass(frozen=True, slots=True)
class NotRecognisedFacts(Numbered):
    """Thông báo không công nhận sáng kiến: in writing and with the reason (Charter on initiatives, article 7.1)."""

    body: Annotated[tuple[str, ...], Name("NOI_DUNG", letters.closed)]


@dataclass(frozen=True, slots=True)
class AmendmentFacts(Deciding):
    """Quyết định sửa đổi, thay thế hoặc hủy bỏ: `subject` says which of them, and of what."""


@dataclass(frozen=True, slots=True)
class CorrectionFacts(Addressed):
    """Công văn đính chính: a slip of form in an issued paper."""

    body: Annotated[tuple[str, ...], Name("NOI_DUNG", letters.closed)]


@dataclass(frozen=True, slots=True)
class NameRow:
    """One author as a decision and a certificate will print the name."""

    code: Annotated[str, Name("MA_SANG_KIEN")]
    name: Annotated[str, Name("HO_TEN")]
    birth: Annotated[str, Name("NGAY_SINH")]
    workshop: Annotated[str, Name("DON_VI")]
    title: Annotated[str, Name("TEN_SANG_KIEN")]
    note: Annotated[str, Name("GHI_CHU")] = ""
    """What looks odd in the name, beside the place where it is mended by hand."""


@dataclass(frozen=True, slots=True)
class NameCheckFacts:
    """Danh sách soát tên: looked over by each author before certificates are printed."""

    unit: Annotated[str, Name("TEN_CONG_DOAN")]
    subject: Annotated[str, Name("TRICH_YEU")]
    rows: Annotated[tuple[NameRow, ...], Repeat.ROW]


@dataclass(frozen=True, slots=True)
class BlankFormFacts:
    """Phiếu đăng ký trống: one page to be written by hand; `rows` are the empty lines for authors."""

    unit: Annotated[str, Name("TEN_CONG_DOAN")]
    year: Annotated[str, Name("NAM")]
    rows: Annotated[tuple[ApplicantRow, ...], Repeat.ROW]


EMPTY_ROWS = (ApplicantRow("", "", "", "", "", ""),) * 3
"""Room for three authors."""
