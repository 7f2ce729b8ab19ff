"""Phiếu hỏi lại: what the support team asks a workshop, with room to write the answers in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from desktop.documents.naming import Name, Repeat


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One question: `about` is the author it asks about, or empty for the initiative itself."""

    code: Annotated[str, Name("MA_SANG_KIEN")]
    title: Annotated[str, Name("TEN_SANG_KIEN")]
    about: Annotated[str, Name("HO_TEN")]
    asked: Annotated[str, Name("CAU_HOI")]


@dataclass(frozen=True, slots=True)
class QuestionSheetFacts:
    """A sheet for one workshop; `number` is its own, by which the answers are entered again."""

    unit: Annotated[str, Name("TEN_CONG_DOAN")]
    number: Annotated[str, Name("SO_PHIEU")]
    workshop: Annotated[str, Name("DON_VI")]
    dated: Annotated[str, Name("DIA_DANH_NGAY")]
    rows: Annotated[tuple[AskedRow, ...], Repeat.ROW]
