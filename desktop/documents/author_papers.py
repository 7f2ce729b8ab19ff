"""Papers between the union and those who think of something: an idea acknowledged, the list that authors sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from desktop.documents.naming import Name, Repeat
from desktop.documents.paper_parts import Heading, Letterhead, Signature


@dataclass(frozen=True, slots=True)
class AcknowledgementFacts:
    """Giấy ghi nhận ý tưởng: one page for one of those who had the idea.

    `body` says a line each when the slip came, with whom, and what became of the idea so far.
    """

    letterhead: Letterhead
    heading: Heading
    authority: Annotated[str, Name("THAM_QUYEN_BAN_HANH")]
    holder: Annotated[str, Name("TAC_GIA")]
    workshop: Annotated[str, Name("DON_VI")]
    title: Annotated[str, Name("TEN_SANG_KIEN")]
    body: Annotated[tuple[str, ...], Name("DIEN_BIEN")]
    thanks: Annotated[str, Name("LOI_CAM_ON")]
    signature: Signature


@dataclass(frozen=True, slots=True)
class AcknowledgementsFacts:
    """Giấy ghi nhận for everybody who had an idea, a page each; at least one."""

    pages: Annotated[tuple[AcknowledgementFacts, ...], Repeat.PAGE]


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """One author as they are known, or nothing where the line is to be written by hand."""

    staff_code: Annotated[str, Name("MA_NV")] = ""
    name: Annotated[str, Name("HO_TEN")] = ""
    birth: Annotated[str, Name("NAM_SINH")] = ""
    workshop: Annotated[str, Name("DON_VI")] = ""


@dataclass(frozen=True, slots=True)
class ConsentListFacts:
    """Danh sách đồng ý: many authors sign one list (Law 91/2025/QH15 on personal data: said, never presumed)."""

    unit: Annotated[str, Name("TEN_CONG_DOAN")]
    subject: Annotated[str, Name("TRICH_YEU")]
    statement: Annotated[tuple[str, ...], Name("LOI_DONG_Y")]
    dated: Annotated[str, Name("DIA_DANH_NGAY")]
    collector: Annotated[str, Name("NGUOI_LAP")]
    rows: Annotated[tuple[ConsentRow, ...], Repeat.ROW]
