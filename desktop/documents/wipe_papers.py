"""Giấy xác nhận xóa máy: what has to be known before a PC is wiped, given away or repaired."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from desktop.documents.naming import Name, Repeat


@dataclass(frozen=True, slots=True)
class WipeRow:
    """One thing that was found, and which."""

    what: Annotated[str, Name("DIEU_KIEM")]
    name: Annotated[str, Name("TEN_VIEC")]


@dataclass(frozen=True, slots=True)
class WipeFacts:
    """What was proven and what is missing. Times are printed as given ("14:05 ngày 22/11/2026")."""

    union: Annotated[str, Name("TEN_CONG_DOAN")]
    verdict: Annotated[str, Name("KET_LUAN")]
    printed: Annotated[str, Name("LUC_IN")]
    folder: Annotated[str, Name("THU_MUC")]
    records: Annotated[int, Name("SO_SANG_KIEN", str)]
    files: Annotated[int, Name("SO_TEP", str)]
    backup: Annotated[str, Name("BAN_SAO_LUU")]
    made: Annotated[str, Name("LUC_SAO_LUU")]
    anchor: Annotated[str, Name("MOC_LICH_SU")]
    checked_by: Annotated[str, Name("NGUOI_KIEM")]
    rows: Annotated[tuple[WipeRow, ...], Repeat.ROW]
